"""feeds.yaml read in lots: the same feeds and the same faults as if it were read whole."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.settings import load_settings
from monitor.settings.build import SecretReader
from monitor.settings.check import Findings
from monitor.settings.load import judge
from monitor.settings.many_feeds import ManyFeeds, _whole
from monitor.settings.schema import PollingSection
from monitor.settings.yaml import Document, config_tree, lots_of, read_document, read_tree
from monitor.settings.yaml.config_tree import LargeFile

Env = Callable[[str], str | None]

PLAIN = {
    "one": "feeds:\n- url: https://a.example/x?y=1#part\n",
    "indented": "# ours\n\nfeeds:  # all\n    - url: https://a.example/\n      title: A B\n",
    "wide dash": "feeds:\n  -   url: https://a.example/\n      title: A\n",
    "quotes": "feeds:\n  - url: 'https://a.example/'\n    title: \"A: b # c\"  # why\n    publisher: ''\n",
    "list": "feeds:\n  - url: https://a.example/\n    tags: [ wire, a b ,c-d.e]\n    paused: true\n    interval: 15m\n",
    "blank lines": "feeds:\n\n  # one\n  - url: https://a.example/\n\n    # a title\n    title: É\n\n  - title: B\n\n",
    "windows": "feeds:\r\n  - url: https://a.example/\r\n    title: A\r\n",
    "numbers": "feeds:\n  - title: 2024\n    publisher: 1.5\n    language: no\n",
    "no last break": "feeds:\n  - url: https://a.example/",
}
OTHER = {
    "flow item": "feeds:\n  - {url: https://a.example/}\n",
    "block list": "feeds:\n  - url: https://a.example/\n    tags:\n      - a\n",
    "folded": "feeds:\n  - title: >\n      a\n      b\n",
    "two lines": "feeds:\n  - title: a\n      b\n",
    "open quote": 'feeds:\n- title: "a\n- title: b"\n',
    "alias": "feeds:\n  - title: &a x\n  - title: *a\n",
    "tag": "feeds:\n  - title: !!str x\n",
    "colon": "feeds:\n  - title: a: b\n",
    "last colon": "feeds:\n  - title: a:\n",
    "clock": "feeds:\n  - title: 12:30\n",
    "octal": "feeds:\n  - title: 012\n",
    "null": "feeds:\n  - title:\n",
    "escape": 'feeds:\n  - title: "a\\tb"\n',
    "twice": "feeds:\n  - title: a\n    title: b\n",
    "shifted": "feeds:\n  - title: a\n   url: b\n",
    "other indent": "feeds:\n  - title: a\n - title: b\n",
    "other key": "feeds:\n  - title: a\nmore: b\n",
    "no break space": "feeds:\n  - title: a\u00a0b\n",
    "next line": "feeds:\n  - title: a\u0085b\n",
    "lone return": "feeds:\n  - title: a\r    url: b\n",
    "mark inside": "feeds:\n  - title: a\ufeffb\n",
    "control": "feeds:\n  - title: 'a\x07b'\n",
    "tab": "feeds:\n  - title:\ta\n",
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_items_are_what_the_parser_makes_of_them(name: str) -> None:
    found, whole = (
        list(lots_of("f", "feeds", BytesIO(PLAIN[name].encode())) or ()),
        read_document("f", PLAIN[name].encode()),
    )
    assert isinstance(whole, Document)
    (lot,) = found
    plain = lot.plain()
    assert plain is not None
    # Of the list itself the line is that of its first lot, and its key's is not known any more.
    mine, other = plain.root.children["feeds"], whole.root.children["feeds"]
    assert mine == other


@pytest.mark.parametrize("name", OTHER)
def test_what_is_not_plain_is_left_to_the_parser(name: str) -> None:
    (lot,) = list(lots_of("f", "feeds", BytesIO(OTHER[name].encode())) or ())[:1]
    assert lot.plain() is None


WORDS = st.text("ab 019.:#'\"[],{}-&*!|>%@`éя\u00a0\t\\~", max_size=8)


@given(
    st.lists(st.lists(st.tuples(st.sampled_from(["url", "title", "tags"]), WORDS), min_size=1, max_size=3), max_size=3)
)
def test_whatever_is_taken_for_plain_the_parser_reads_alike(items: list[list[tuple[str, str]]]) -> None:
    lines = ["feeds:\n"]
    for item in items:
        lines += [f"  {'- ' if not place else '  '}{key}: {value}\n" for place, (key, value) in enumerate(item)]
    content = "".join(lines).encode()
    whole = read_document("f", content)
    for lot in lots_of("f", "feeds", BytesIO(content)) or ():
        if (plain := lot.plain()) is not None and plain.root.data["feeds"]:
            assert isinstance(whole, Document)
            assert plain.root.children["feeds"] == whole.root.children["feeds"]


def item(number: int, *more: str) -> str:
    return "".join([f"  - url: https://h{number}.example/feed\n", *(f"    {line}\n" for line in more)])


def both(text: str, tmp_path: Path) -> tuple[ManyFeeds, object, list[object]]:
    secrets = [SecretReader(tmp_path, {"KEY": "CANARY"}.get) for _ in range(2)]
    findings = Findings()
    many = ManyFeeds("f", BytesIO(text.encode()), PollingSection(), secrets[0])
    whole = _whole("f", text.encode(), PollingSection(), secrets[1], findings)
    return many, whole, list(findings.ordered(["f"]))


def test_many_feeds_are_those_that_are_read_whole(tmp_path: Path) -> None:
    odd = {7: ["tags:", "  - a", "  - b"], 250: ["headers_env: {X-Key: KEY}"], 401: ["title: >", "  long", "  title"]}
    text = "feeds:\n" + "".join(item(one, *odd.get(one, ["language: en", "tags: [wire, a b]"])) for one in range(650))
    many, whole, problems = both(text, tmp_path)
    assert problems == many.problems == []
    assert many.feeds == whole.specs  # type: ignore[attr-defined]
    assert (many.publishers, many.tags) == (whole.publishers, whole.tags)  # type: ignore[attr-defined]


def test_faults_of_many_feeds_are_told_as_those_of_a_file_that_is_read_whole(tmp_path: Path) -> None:
    odd = {
        3: ["languige: en"],
        210: ["interval: 1s"],
        215: ["tags:", "  - a", "interval: 2000d"],
        399: ["headers_env: {X-Key: NONE}"],
        420: ["title: ''"],
    }
    text = "# ours\nfeeds:\n" + "".join(item(one, *odd.get(one, ["language: en"])) for one in range(450)) + item(5)
    many, _, problems = both(text, tmp_path)
    assert many.feeds is None
    assert sorted(many.problems, key=lambda one: one.line or 0) == problems
    assert len(problems) == 6


def test_the_first_faults_of_very_many_are_told(tmp_path: Path) -> None:
    text = "feeds:\n" + "".join(item(one, "languige: en") for one in range(1000))
    many = ManyFeeds("f", BytesIO(text.encode()), PollingSection(), SecretReader(tmp_path, lambda _: None))
    assert 20 <= len(many.problems) < 1000
    assert many.feeds is None


@pytest.fixture
def large(config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration with a file that counts as large."""
    monkeypatch.setattr(config_tree, "_LARGE", 10_000)
    (config / "feeds.yaml").write_text("feeds:\n" + "".join(item(one) for one in range(500)), encoding="utf-8")
    return config


def test_a_large_file_is_read_from_the_disk(large: Path, env: Env) -> None:
    tree = read_tree(large)
    assert "feeds.yaml" not in tree.files
    assert tree.digest() == read_tree(large).digest()
    settings = load_settings(large, env)
    assert [one.url for one in settings.feeds][::250] == ["https://h0.example/feed", "https://h250.example/feed"]
    with (large / "feeds.yaml").open("a", encoding="utf-8") as file:
        file.write(item(500))
    assert read_tree(large).digest() != tree.digest()
    assert len(load_settings(large, env).feeds) == 501
    assert load_settings(large, env).revision != settings.revision


def test_a_large_file_that_is_no_list_of_feeds_is_refused(large: Path, env: Env) -> None:
    (large / "feeds.yaml").write_text("# nothing\n" * 2000, encoding="utf-8")
    (problem,) = judge(read_tree(large), env).problems
    assert str(problem).startswith("config/feeds.yaml: the file is larger than 8 MB, and not a plain list of feeds.")


def test_a_large_file_that_changes_while_it_is_read_is_refused(large: Path, env: Env) -> None:
    tree = read_tree(large)
    with (large / "feeds.yaml").open("a", encoding="utf-8") as file:
        file.write(item(500))
    (problem,) = judge(tree, env).problems
    assert "it changed while it was read" in str(problem)


def test_an_endless_line_is_read_in_pieces(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x" * 200_000)
    found = LargeFile.at(tmp_path / "f")
    assert max(map(len, found.lines())) < 100_000
    assert (found.size, sum(map(len, found.lines()))) == (200_000, 200_000)


def test_a_large_file_that_is_the_same_is_not_read_again(
    large: Path, env: Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_settings(large, env)
    with monkeypatch.context() as patched:
        patched.setattr("monitor.settings.many_feeds.ManyFeeds", lambda *_: pytest.fail("it is read again"))
        again = load_settings(large, env)
    assert again.feeds is before.feeds
    monitor = (large / "monitor.yaml").read_text(encoding="utf-8")
    assert "max_interval" not in monitor
    (large / "monitor.yaml").write_text(f"{monitor}\npolling: {{max_interval: 3d}}\n", encoding="utf-8")
    other = load_settings(large, env).feeds
    assert other is not before.feeds
    assert other == before.feeds


def test_a_large_file_with_secrets_is_read_each_time(large: Path, env: Env) -> None:
    with (large / "feeds.yaml").open("a", encoding="utf-8") as file:
        file.write(item(500, "headers_env: {X-Key: SMTP_PASSWORD}"))

    def renewed(name: str) -> str | None:
        return "new" if name == "SMTP_PASSWORD" else env(name)

    before, other = load_settings(large, env).feeds, load_settings(large, renewed).feeds
    assert (before[-1].headers, other[-1].headers) == ((("X-Key", "CANARY-password"),), (("X-Key", "new"),))


def test_a_small_file_that_is_the_same_is_not_read_again_either(
    config: Path, env: Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    (config / "feeds.yaml").write_text("feeds:\n" + item(1) + item(2), encoding="utf-8")
    before = load_settings(config, env)
    with monkeypatch.context() as patched:
        patched.setattr("monitor.settings.many_feeds.ManyFeeds", lambda *_: pytest.fail("it is read again"))
        again = load_settings(config, env)
    assert (again.feeds, again.revision) == (before.feeds, before.revision)
    (config / "feeds.yaml").write_text("feeds:\n" + item(1) + item(3), encoding="utf-8")
    assert load_settings(config, env).feeds != before.feeds
