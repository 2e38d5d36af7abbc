"""`match`, `parse`, `extract`: what the bot makes of a text, a feed or a page, without storing it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.testing.items import feed_path
from monitor.testing.newsite import NewsSite
from monitor.testing.wire import Resource
from tests.acceptance.world import World, article
from tests.ports import closed_port
from tests.unit.cli.conftest import OUTLET, Command

pytestmark = pytest.mark.xdist_group("cli")

TEXT = "The convoy left Albu Kamal at noon.\n"
PAGE = article(0, OUTLET, watched=True)


class TestMatch:
    def test_a_file(self, monitor: Command, tmp_path: Path) -> None:
        (tmp_path / "text.txt").write_text(TEXT)
        answer = monitor("match", str(tmp_path / "text.txt"))
        assert answer.status == 0
        assert answer.lines[0].startswith("towns: fires")
        assert "albu-kamal" in answer.lines[1]
        assert "text 16-26  'Albu Kamal'  strong" in answer.lines[1]

    def test_standard_input_as_json(self, monitor: Command) -> None:
        for arguments in (("match", "-", "--json"), ("match", "--json")):
            answer = monitor(*arguments, stdin=TEXT.encode())
            [hit] = answer.json["hits"]
            assert (hit["topic"], hit["field"], hit["start"], hit["end"]) == ("albu-kamal", "text", 16, 26)
            assert (hit["form"], hit["strength"]) == ("Albu Kamal", "strong")
            assert hit["reason"]
            assert answer.json["near"] == []

    def test_a_page_by_its_address(self, monitor: Command, site: NewsSite) -> None:
        answer = monitor("match", f"{site.base_url}{PAGE.path}", "--json")
        assert answer.json["title"] == PAGE.title
        assert {(hit["topic"], hit["field"]) for hit in answer.json["hits"]} == {
            ("albu-kamal", "title"), ("albu-kamal", "text")
        }  # fmt: skip

    def test_nothing_found(self, monitor: Command) -> None:
        answer = monitor("match", stdin=b"Tall ships in the harbour.")
        assert (answer.status, answer.out) == (0, "No topic matched.\n")

    def test_what_nearly_fired_and_why_not(self, monitor: Command, world: World) -> None:
        path = world.config / "watchlists" / "towns.yaml"
        path.write_text(path.read_text() + "    requires: {any: [convoy], within: sentence}\n")
        answer = monitor("match", stdin=b"Snow fell on Albu Kamal.")
        assert answer.status == 0
        assert "Nearly:" in answer.out
        assert "'Albu Kamal'" in answer.out
        assert "convoy" in answer.out
        [near] = monitor("match", "--json", stdin=b"Snow fell on Albu Kamal.").json["near"]
        assert "convoy" in near["failed"]

    def test_many_texts(self, monitor: Command, tmp_path: Path) -> None:
        rows = [
            {"id": "a", "title": "Albu Kamal", "text": "Nothing."},
            {"id": 7, "title": "", "text": "في البوكمال", "language": "ar"},
            {"id": "c", "title": None, "text": "Harbour"},
        ]
        (tmp_path / "texts.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
        answer = monitor("match", "--jsonl", str(tmp_path / "texts.jsonl"))
        found = [json.loads(line) for line in answer.lines]
        assert [(one["id"], len(one["hits"])) for one in found] == [("a", 1), (7, 1), ("c", 0)]
        hit = found[0]["hits"][0]
        assert {"topic", "start", "end", "field", "form", "strength", "reason"} <= set(hit)
        assert set(found[2]) >= {"id", "hits", "near"}
        piped = monitor("match", "--jsonl", "-", stdin=(tmp_path / "texts.jsonl").read_bytes())
        assert piped.out == answer.out

    def test_many_texts_are_read_each_in_its_own_language(self, monitor: Command) -> None:
        rows = [
            {"text": "Juna lähti sunnuntaina Albu Kamalista kohti rannikkoa."},
            {"text": "The dam of Albu Kamalista."},
        ]
        lines = "\n".join(map(json.dumps, [*rows, {**rows[0], "language": "en"}]))
        answer = monitor("match", "--jsonl", "-", stdin=lines.encode())
        assert [len(json.loads(line)["hits"]) for line in answer.lines] == [1, 0, 0]

    def test_watchlists_from_elsewhere_need_no_configuration(
        self, monitor: Command, world: World, tmp_path: Path
    ) -> None:
        lists = world.config / "watchlists"
        lists.rename(tmp_path / "lists")
        answer = monitor("match", "--watchlists", str(tmp_path / "lists"), "--json", stdin=TEXT.encode())
        assert len(answer.json["hits"]) == 1
        missing = monitor("match", "--watchlists", str(tmp_path / "none"), stdin=TEXT.encode())
        assert missing.status == 2
        assert "there is no watchlist" in missing.err

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            pytest.param(b'{"id": 1', ":2: not JSON", id="broken"),
            pytest.param(b"[1]", ":2: a line must be an object", id="no-object"),
            pytest.param(b'{"id": 1, "text": 5}', ":2: text must be a string", id="number-as-text"),
            pytest.param(b"\xff\xfe", ":2: not UTF-8", id="not-utf-8"),
            pytest.param(b"9" * 5000, ":2: ", id="huge-number"),
            pytest.param(b"[" * 100_000, ":2: ", id="deep"),
        ],
    )
    def test_a_bad_line_is_named(self, monitor: Command, line: bytes, said: str) -> None:
        answer = monitor("match", "--jsonl", "-", stdin=b'{"id": 0, "text": ""}\n' + line + b"\n")
        assert answer.status == 2
        assert said in answer.err
        assert len(answer.lines) == 1, "what came before it was answered"

    def test_a_lone_surrogate_in_json_is_text_like_any_other(self, monitor: Command) -> None:
        answer = monitor("match", "--jsonl", "-", stdin=b'{"id": "\\ud800", "text": "Albu Kamal \\udfff"}\n')
        assert answer.status == 0
        assert len(json.loads(answer.out)["hits"]) == 1

    @pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00Albu", b"\x00" * 10, "Albu Kamal".encode("utf-16")])
    def test_any_bytes_are_read(self, monitor: Command, text: bytes) -> None:
        assert monitor("match", "--json", stdin=text).status == 0

    @pytest.mark.parametrize("source", ["none.txt", "folder", "http://127.0.0.1:1/"])
    def test_what_cannot_be_read_is_named(self, monitor: Command, tmp_path: Path, source: str) -> None:
        (tmp_path / "folder").mkdir()
        named = source if "//" in source else str(tmp_path / source)
        answer = monitor("match", named)
        assert answer.status == 2
        assert named in answer.err


class TestParse:
    def test_a_feed_by_its_address(self, monitor: Command, site: NewsSite) -> None:
        report = monitor("parse", site.feed_url(OUTLET), "--json").json
        assert (report["outcome"], report["format"], report["title"]) == ("read", "rss20", OUTLET)
        entry = next(one for one in report["entries"] if one["title"] == PAGE.title)
        assert entry["url"] == site.url_of(PAGE)
        assert entry["keys"]
        plain = monitor("parse", site.feed_url(OUTLET))
        assert plain.lines[0] == f"{OUTLET}: rss20, 3 entries"
        assert PAGE.title in plain.out

    def test_a_file_and_standard_input(self, monitor: Command, site: NewsSite, tmp_path: Path) -> None:
        body = site.find(feed_path(OUTLET)).body
        (tmp_path / "feed.xml").write_bytes(body)
        from_file = monitor("parse", str(tmp_path / "feed.xml"), "--url", "http://example.org/feed", "--json")
        piped = monitor("parse", "-", "--url", "http://example.org/feed", "--json", stdin=body)
        assert from_file.json["outcome"] == "read"
        assert piped.json == from_file.json

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            (b"", "empty"),
            (b"<html><body>hello</body></html>", "not_a_feed"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "wrong_type"),
            (b"\xff\xfe\xfd", "not_a_feed"),
        ],
    )
    def test_a_handled_failure_is_status_0_with_its_name(self, monitor: Command, body: bytes, reason: str) -> None:
        answer = monitor("parse", "-", "--json", stdin=body)
        assert answer.status == 0
        assert (answer.json["outcome"], answer.json["reason"]) == ("parse_failed", reason)
        assert answer.json["detail"]
        plain = monitor("parse", "-", stdin=body)
        assert plain.status == 0
        assert plain.out.startswith(f"{reason}: ")


class TestExtract:
    def test_a_page_by_its_address(self, monitor: Command, site: NewsSite) -> None:
        report = monitor("extract", site.url_of(PAGE), "--json").json
        assert (report["outcome"], report["title"]) == ("page", PAGE.title)
        assert all(paragraph in report["text"] for paragraph in PAGE.paragraphs)
        assert "Most read" not in report["text"]
        assert report["canonical_url"] == site.url_of(PAGE)
        plain = monitor("extract", site.url_of(PAGE))
        assert plain.lines[0] == PAGE.title
        assert PAGE.paragraphs[1] in plain.out

    def test_a_file(self, monitor: Command, site: NewsSite, tmp_path: Path) -> None:
        (tmp_path / "page.html").write_bytes(site.find(PAGE.path).body)
        report = monitor("extract", str(tmp_path / "page.html"), "--url", site.url_of(PAGE), "--json").json
        assert PAGE.paragraphs[0] in report["text"]

    def test_a_page_without_text(self, monitor: Command) -> None:
        answer = monitor("extract", "-", "--json", stdin=b"<html><body></body></html>")
        assert answer.status == 0
        assert answer.json["outcome"] == "parse_failed"


@pytest.mark.parametrize("command", ["parse", "extract"])
class TestFetching:
    @pytest.mark.parametrize(
        ("path", "reason"),
        [("/none", "http_client_error"), ("/gone", "gone"), ("/broken", "http_server_error")],
    )
    def test_what_a_server_may_answer(
        self, monitor: Command, site: NewsSite, command: str, path: str, reason: str
    ) -> None:
        site.put("/gone", Resource(body=b"", status=410))
        site.put("/broken", Resource(body=b"", status=500))
        answer = monitor(command, f"{site.base_url}{path}", "--json")
        assert answer.status == 0
        assert (answer.json["outcome"], answer.json["reason"]) == ("fetch_failed", reason)

    @pytest.mark.parametrize(
        ("url", "reason"),
        [
            ("http://127.0.0.2:8080/", "refused_address"),
            ("http://[::1]/", "refused_address"),
            ("http://169.254.169.254/latest/", "refused_address"),
            ("http://127.0.0.1:CLOSED/", "connect"),
            ("http://127.0.0.1:1/", "bad_url"),
            ("http:///x", "bad_url"),
            ("https://user:pass@127.0.0.1/", "bad_url"),
        ],
    )
    def test_the_guard_is_the_bots(self, monitor: Command, command: str, url: str, reason: str) -> None:
        with closed_port() as port:
            answer = monitor(command, url.replace("CLOSED", str(port)), "--json")
        assert answer.status == 0
        assert (answer.json["outcome"], answer.json["reason"]) == ("fetch_failed", reason)
        assert "pass@" not in answer.out

    def test_without_a_configuration_nothing_private_is_reached(
        self, monitor: Command, world: World, site: NewsSite, command: str
    ) -> None:
        (world.config / "monitor.yaml").unlink()
        answer = monitor(command, site.feed_url(OUTLET), "--json")
        assert answer.json["reason"] == "refused_address"

    def test_a_file_that_is_not_there(self, monitor: Command, command: str, tmp_path: Path) -> None:
        answer = monitor(command, str(tmp_path / "none.xml"))
        assert answer.status == 2
        assert answer.err == f"cannot read {tmp_path}/none.xml: no such file or directory\n"
