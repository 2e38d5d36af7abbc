"""`monitor search` and `monitor db index`, as somebody types them."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.typed.moments import moment
from monitor.errors import UsageError
from monitor.store import open_store
from monitor.testing.newsite import NewsSite
from tests.acceptance.world import World, article
from tests.unit.cli.conftest import OUTLET, Command, caller

pytestmark = pytest.mark.xdist_group("cli")

WATCHED = article(0, OUTLET, watched=True)
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


class TestSearch:
    def test_a_name_in_any_spelling_with_a_marked_snippet(self, filled: Command, site: NewsSite) -> None:
        answer = filled("search", "name:Albukamal")
        assert answer.status == 0
        assert "**Albu Kamal**" in answer.out
        assert site.url_of(WATCHED).removeprefix("http://") in answer.out

    def test_marks_that_the_shell_took_off_are_put_back(self, filled: Command) -> None:
        typed, meant = (filled("search", one, "--json").json for one in ("name:Albu Kamal", 'name:"Albu Kamal"'))
        assert typed == meant

    def test_as_json_with_the_places_of_what_was_found(self, filled: Command) -> None:
        report = filled("search", "name:البوكمال", "--json").json
        assert report["archive"]["waiting"] == 0
        assert report["looked_at"] >= len(report["articles"]) > 0
        for one in report["articles"]:
            marked = {one["snippet"]["text"][start:end] for start, end in one["snippet"]["marks"]}
            assert marked <= {spot["surface"] for spot in one["spots"]}
            assert all(spot["strength"] for spot in one["spots"])

    def test_as_lines_a_page_at_a_time(self, filled: Command) -> None:
        whole = [json.loads(line)["id"] for line in filled("search", "name:Albukamal", "--jsonl").lines]
        assert whole == sorted(whole, reverse=True)
        paged, before = [], "since:1000w"
        while len(paged) < len(whole):
            page = filled("search", "name:Albukamal", before, "--limit", "1", "--json").json
            paged += [one["id"] for one in page["articles"]]
            before = f"before:{page['more_before']}"
        assert paged == whole

    def test_a_rule_with_a_topic_of_the_watchlists(self, filled: Command) -> None:
        assert filled("search", "@albu-kamal").status == 0
        assert filled("search", "@albu-kamal AND NOT name:Albukamal").status == 1

    def test_filters(self, filled: Command) -> None:
        assert filled("search", f'publisher:"{OUTLET}"', "outcome:alerted", "watchlist:towns").status == 0
        assert filled("search", "publisher:Nobody name:Albukamal").status == 1
        assert filled("search", "since:1d until:2020-01-01 name:Albukamal").status == 1

    def test_a_filter_that_names_nothing_there_is_said(self, filled: Command) -> None:
        answer = filled("search", "watchlist:twons", "topic:albu-kamel", "--json")
        assert answer.status == 1
        assert "there is no watchlist 'twons' in the configuration, which has: towns" in answer.err
        assert "there is no topic 'albu-kamel' in the configuration, which has: " in answer.err
        answer = filled("search", "watchlist:towns", "until:2020-01-01")
        assert (answer.status, answer.err) == (1, "")
        assert "there: none is such a one" in answer.out, "no words were looked for"

    def test_too_many_words_are_told_as_that(self, filled: Command) -> None:
        answer = filled("search", *["word"] * 62)
        assert answer.status == 2
        assert "more than 61 words side by side" in answer.err
        assert filled("search", *["word"] * 61).status == 1

    def test_nothing_found_says_what_was_tried(self, filled: Command) -> None:
        answer = filled("search", "zeppelin", "name:Albukamal", "since:2026-01-01")
        assert answer.status == 1
        assert "zeppelin: no word of the archive may be this" in answer.out
        assert 'name:"Albukamal": ' in answer.out
        assert "may be this: " in answer.out
        assert "only since:2026-01-01" in answer.out

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("", "nothing to look for"),
            ("border AND (convoy", "at character 12"),
            ("match and rowid", "small letters"),
            ("@nobody", "no topic 'nobody'"),
            ("since:yesterday x", "is no moment"),
            ("outcome:lost x", "there is no outcome 'lost'; there are"),
            ("story:xyz x", "is no story"),
            ("before:x y", "is no article"),
            ("x " * 3_000 + '"', "more than 61 words side by side"),
            ("x" * 20_000, "at most 10000 characters"),
        ],
    )
    def test_what_is_wrong_is_told_in_a_line(self, filled: Command, typed: str, said: str) -> None:
        answer = filled("search", typed)
        assert answer.status == 2
        assert said in answer.err
        assert len(answer.err) < 600

    def test_what_steers_a_terminal_is_escaped(
        self, copied: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = open_store(f"sqlite:///{copied.data}/monitor.db", exclusive=False)
        with store._db._writer.begin() as conn:  # type: ignore[attr-defined]
            conn.exec_driver_sql("UPDATE article SET title = 'Albu Kamal \x1b]0;x\x07 \u202e'")
        store.close()
        answer = caller(copied, capsys, monkeypatch)("search", "name:Albukamal")
        assert not {"\x1b", "\x07", "\u202e"} & set(answer.out)
        assert "Albu Kamal" in answer.out


def test_an_empty_archive_is_no_fault_of_the_question(
    copied: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(copied.data)
    monitor = caller(copied, capsys, monkeypatch)
    answer = monitor("search", "name:Albukamal")
    assert (answer.status, answer.lines) == (
        1,
        ["The archive is empty: no article was read yet, or none is kept any longer."],
    )
    assert monitor("audit", "towns").lines[1:] == [
        "There is nothing to look at. --since reaches back further, as far as articles are kept."
    ]


class TestIndex:
    def test_an_archive_from_before_says_so_until_it_is_indexed(
        self, copied: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monitor = caller(copied, capsys, monkeypatch)
        store = open_store(f"sqlite:///{copied.data}/monitor.db", exclusive=False)
        store.forget_archive_index()
        count = store.archive_state().articles
        store.close()
        answer = monitor("search", "name:Albukamal")
        assert answer.status == 1
        (first,) = answer.lines
        assert first.startswith(f"Nothing can be searched yet: {count} articles wait for the index. The bot indexes")
        answer = monitor("search", "watchlist:towns", "outcome:alerted")
        assert answer.status == 0, "what only filters ask for needs no index"
        assert "Albu Kamal" in answer.out
        assert f"{count} of {count} articles cannot be searched yet" in answer.out
        assert monitor("db", "index").lines == [f"{count} articles put into the index; it holds {count} of {count}"]
        assert monitor("search", "name:Albukamal").status == 0
        assert monitor("db", "index").lines == [f"0 articles put into the index; it holds {count} of {count}"]
        assert monitor("db", "index", "--anew").lines[0].startswith(f"{count} articles put")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("30d", NOW - timedelta(days=30)),
        ("12h", NOW - timedelta(hours=12)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01 08:00+02:00", datetime(2026, 11, 1, 6, tzinfo=UTC)),
    ],
)
def test_moments(typed: str, meant: datetime | None) -> None:
    assert moment(typed, NOW) == meant


@pytest.mark.parametrize("typed", ["yesterday", "30", "999999w", "2026-13-01"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is no moment"):
        moment(typed, NOW)
