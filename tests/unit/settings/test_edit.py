from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError, UsageError
from monitor.model.feeds import FeedSpec
from monitor.settings.edit.feeds import add_feed, add_feeds, pause_feed
from monitor.settings.load import load_settings

SHIPPED = Path(__file__).parents[3] / "config"
NEW = FeedSpec(
    url="https://new.example.org/feed",
    title="New: one",
    publisher="عنب بلدي",
    language="ar",
    tags=("syria", "no", "a, b"),
)
BLOCK = [
    "- url: https://new.example.org/feed",
    '  title: "New: one"',
    "  publisher: عنب بلدي",
    "  language: ar",
    '  tags: [syria, no, "a, b"]',
]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("feeds:\n  - url: https://a.org/\n", "feeds:\n  - url: https://a.org/\n{2}", id="indented"),
        pytest.param("feeds:\n- url: https://a.org/\n", "feeds:\n- url: https://a.org/\n{0}", id="not-indented"),
        pytest.param(
            "# top\nfeeds:   # all\n  - url: https://a.org/  # mine\n    tags:\n      - x\n\n# the end\n",
            "# top\nfeeds:   # all\n  - url: https://a.org/  # mine\n    tags:\n      - x\n{2}\n# the end\n",
            id="comments-around",
        ),
        pytest.param(
            "feeds:\n  - {url: 'https://a.org/',\n     tags: [x]}\n",
            "feeds:\n  - {url: 'https://a.org/',\n     tags: [x]}\n{2}",
            id="item-in-braces",
        ),
        pytest.param(
            "feeds:\n  - url: https://a.org/", "feeds:\n  - url: https://a.org/\n{2}", id="no-last-line-break"
        ),
        pytest.param("feeds: []  # none yet\n", "feeds:  # none yet\n{2}", id="empty-brackets"),
        pytest.param("feeds:\n  # none yet\n", "feeds:\n{2}  # none yet\n", id="nothing-below"),
        pytest.param("# only a comment", "# only a comment\nfeeds:\n{2}", id="no-key"),
        pytest.param("", "feeds:\n{2}", id="empty-file"),
        pytest.param(
            "\ufefffeeds:\r\n  - url: https://a.org/\r\n",
            "\ufefffeeds:\r\n  - url: https://a.org/\r\n{2}",
            id="windows",
        ),
    ],
)
def test_only_the_new_lines_are_new(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_bytes(before.encode())
    assert add_feed(path, NEW)
    newline = "\r\n" if "\r\n" in before else "\n"
    for indent in (0, 2):
        block = "".join(f"{' ' * indent}{line}{newline}" for line in BLOCK)
        after = after.replace(f"{{{indent}}}", block)
    assert path.read_bytes().decode() == after


def test_a_known_feed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("feeds:\n  - url: http://NEW.example.org/feed/\n", encoding="utf-8")
    before = path.read_bytes()
    result = add_feeds(path, [NEW, NEW])
    assert (result.added, result.known) == ((), (NEW, NEW))
    assert path.read_bytes() == before


def test_the_same_feed_twice_is_added_once(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("feeds:\n", encoding="utf-8")
    assert add_feeds(path, [NEW, NEW]).added == (NEW,)


@pytest.mark.parametrize(
    ("text", "feed", "error"),
    [
        pytest.param("feeds: [{url: 'https://a.org/'}]\n", NEW, UsageError, id="all-in-brackets"),
        pytest.param("feeds:\n  - url: nonsense\n", NEW, ConfigError, id="file-not-sound"),
        pytest.param("feeds: [\n", NEW, ConfigError, id="file-not-yaml"),
        pytest.param(
            "feeds:\n", FeedSpec(url="file:///etc/passwd", title="x", publisher="x"), UsageError, id="not-http"
        ),
        pytest.param(
            "feeds:\n", FeedSpec(url="https://a.org/", title="a\nb", publisher="x"), ConfigError, id="two-lines"
        ),
    ],
)
def test_what_cannot_be_done_leaves_the_file_alone(
    tmp_path: Path, text: str, feed: FeedSpec, error: type[Exception]
) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error):
        add_feed(path, feed)
    assert path.read_text(encoding="utf-8") == text
    assert [one.name for one in tmp_path.iterdir()] == ["feeds.yaml"]


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        add_feed(tmp_path / "feeds.yaml", NEW)


def test_mode_and_symlink_are_kept(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("feeds:\n", encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "feeds.yaml"
    link.symlink_to(real)
    add_feed(link, NEW)
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_the_shipped_file_keeps_every_byte_around(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    before = (SHIPPED / "feeds.yaml").read_bytes()
    path.write_bytes(before)
    add_feed(path, NEW)
    after = path.read_bytes()
    block = "".join(f"  {line}\n" for line in BLOCK).encode()
    assert after.replace(block, b"") == before


TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30).map(str.strip).filter(bool)


@given(title=TEXT, publisher=TEXT, tags=st.lists(TEXT, max_size=3, unique=True))
def test_any_text_survives_the_round_trip(
    tmp_path_factory: pytest.TempPathFactory, title: str, publisher: str, tags: list[str]
) -> None:
    config = tmp_path_factory.mktemp("config")
    (config / "watchlists").mkdir()
    good = Path(__file__).parent / "good"
    for name in ("monitor.yaml", "feeds.yaml", "watchlists/border.yaml"):
        (config / name).write_bytes((good / name).read_bytes())
    feed = FeedSpec(url="https://new.example.org/", title=title, publisher=publisher, tags=tuple(tags))
    add_feed(config / "feeds.yaml", feed)
    assert load_settings(config, {}.get).feeds[1] == feed


def test_a_file_that_is_too_large_is_left_to_who_wrote_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.settings.edit.feeds.MAX_FEEDS_BYTES", 1_000_000)
    path = tmp_path / "feeds.yaml"
    path.write_text("feeds:\n" + "".join(f"- url: https://h{number:030}.example/rss\n" for number in range(20_000)))
    with pytest.raises(UsageError, match="larger than 1 MB, and only a program of yours or a hand edits it"):
        pause_feed(path, "https://h0.example/rss", paused=True)
