"""`monitor watchlist try`, as somebody types it."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from monitor.cli.watchlists.backtest.command import Foretold
from monitor.cli.watchlists.backtest.markdown import plain
from tests.acceptance.world import WATCHLIST, World
from tests.unit.cli.conftest import Command, caller

pytestmark = pytest.mark.xdist_group("cli")

NARROW = WATCHLIST + "    excludes: {any: [Albu Kamal], within: 0}\n    requires: {any: [zeppelin]}\n"
HARBOUR = WATCHLIST + "  - id: harbour\n    name: Harbour\n    kind: place\n    names: [the harbour]\n"
PINNED = WATCHLIST + "    examples: {match: [The road to Albu Kamal is open.]}\n"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "towns.yaml"


def test_what_is_lost(filled: Command, written: Path) -> None:
    written.write_text(NARROW)
    report = filled("watchlist", "try", str(written), "--json").json["backtest"]
    assert (report["articles"]["lost"], report["articles"]["gained"]) == (2, 0)
    assert report["volumes"][0]["subscription"] == "towns"
    assert report["volumes"][0]["after"] == 0
    answer = filled("watchlist", "try", str(written), "--fail-on", "lost,volume=+50%")
    assert answer.status == 1
    assert "**Albu Kamal**" in answer.out
    assert "--fail-on: lost: 2, more than 0" in answer.err


class _Bars:
    def step(self, name: str, done: int, total: int) -> None:
        pass


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ([0, 3, 12, 20], "20000 articles may differ and are matched, which takes some 2 minutes more"),
        ([0, 1, 2, 3], ""),
        ([0, 3, 6, 300], ""),
        ([0, 300], "20000 articles may differ and are matched, which takes some 95 minutes more"),
    ],
)
def test_a_long_trial_says_early_how_long_it_takes(
    seconds: list[int], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    times = iter([float(one) for one in [0, *seconds]])
    foretold = Foretold(_Bars(), lambda: next(times))
    for place, _ in enumerate(seconds):
        foretold(1000 * place, 20_000)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == (said != "")
    assert said in "".join(lines)


def test_what_is_gained(filled: Command, written: Path) -> None:
    written.write_text(HARBOUR)
    answer = filled("watchlist", "try", str(written), "--fail-on", "lost,pins")
    assert answer.status == 0
    assert "harbour: the harbour" in answer.out
    assert "gained\t1\t1" in answer.out
    assert filled("watchlist", "try", str(written), "--fail-on", "gained").status == 1


def test_as_markdown_with_every_sign_escaped(filled: Command, written: Path) -> None:
    written.write_text(HARBOUR)
    answer = filled("watchlist", "try", str(written), "--markdown")
    assert "| gained | 1 | 1 |" in answer.lines
    assert "from <mark>the harbour</mark>&#58; " in answer.out
    assert "Report 2 from the harbour" in answer.out


def test_a_pin_that_breaks(filled: Command, written: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    old.write_text(PINNED)
    written.write_text(NARROW)
    answer = filled("watchlist", "try", str(written), "--against", str(old), "--fail-on", "pins")
    assert answer.status == 1
    assert "The road to Albu Kamal is open." in answer.out


def test_the_list_that_runs_and_one_without_a_name(filled: Command, written: Path) -> None:
    written.write_text(WATCHLIST)
    answer = filled("watchlist", "try", str(written), "--fail-on", "gained,lost,nearly,pins,volume=+0%")
    assert answer.status == 0
    assert "--against FILE compares it with another" in answer.err
    assert "unchanged\t2\t2" in answer.out
    written.write_text(WATCHLIST.replace("watchlist: towns", "watchlist: fresh"))
    report = filled("watchlist", "try", str(written), "--json").json["backtest"]
    assert report["articles"]["gained"] == 2
    assert report["volumes"][0]["before"] == report["volumes"][0]["after"] > 0, "the stories are told already"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "yesterday"), "is no moment"),
        (("--since", "2999-01-01"), "leaves no article"),
        (("--fail-on", "everything"), "--fail-on cannot be"),
        (("--against", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_what_cannot_be_tried(filled: Command, written: Path, options: tuple[str, ...], said: str) -> None:
    written.write_text(HARBOUR)
    answer = filled("watchlist", "try", str(written), *options)
    assert answer.status == 2
    assert said in answer.err


def test_two_lists_are_no_edit(filled: Command, written: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(WATCHLIST.replace("watchlist: towns", "watchlist: other"))
    written.write_text(HARBOUR)
    answer = filled("watchlist", "try", str(written), "--against", str(other))
    assert answer.status == 2
    assert "two watchlists: other and towns" in answer.err


def test_a_faulty_file_is_refused_whole(filled: Command, written: Path) -> None:
    written.write_text(HARBOUR.replace("kind: place", "kind: planet", 1))
    answer = filled("watchlist", "try", str(written))
    assert answer.status != 0
    assert "kind" in answer.err


def written_by(world: World) -> set[Path]:
    """The digests as people read them."""
    return {path for path in (world.data / "digests").iterdir() if path.suffix in {".txt", ".html"}}


class TestTell:
    """`monitor watchlist tell`."""

    @pytest.fixture
    def wider(self, copied: World) -> World:
        """The bot ran with a list for one more place, which tells by itself nothing from before."""
        text = (copied.config / "monitor.yaml").read_text()
        (copied.config / "monitor.yaml").write_text(f"{text}stories: {{look_back: 0s}}\n")
        (copied.config / "watchlists" / "towns.yaml").write_text(HARBOUR)
        assert copied.call("once").returncode == 0
        return copied

    @pytest.fixture
    def command(self, wider: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
        return caller(wider, capsys, monkeypatch)

    def test_it_is_shown_then_told_once_as_found_late(self, wider: World, command: Command) -> None:
        shown = command("watchlist", "tell", "towns")
        assert shown.status == 0
        assert "1 article in 1 story would be told late" in shown.out
        assert "**the harbour**" in shown.out
        assert "Nothing was told" in shown.out
        assert not wider.query("SELECT * FROM watchlist WHERE NOT reviewed"), "it only looked"
        report = command("watchlist", "tell", "towns", "--yes", "--json").json
        assert (report["asked"], report["subscriptions"], report["past"]["articles"]) == (True, ["towns"], 1)
        for digests in (1, 0):
            before = written_by(wider)
            assert wider.call("once", "--digest").returncode == 0
            late = [path for path in written_by(wider) - before if "found late" in path.read_text().casefold()]
            assert {path.suffix for path in late} == ({".txt", ".html"} if digests else set())
        assert "0 articles in 0 stories would be told late" in command("watchlist", "tell", "towns").out

    def test_there_is_no_such_list(self, command: Command) -> None:
        answer = command("watchlist", "tell", "nobody", "--yes")
        assert answer.status == 2
        assert "there are towns" in answer.err


@pytest.mark.parametrize(
    "text", ["<script>", "[x](javascript:1)", "![i](http://x)", "# h", "a | b", "`c`", "@all", "&lt;", "**b**", "~~s~~"]
)
def test_nothing_that_an_article_says_is_mark_up(text: str) -> None:
    shown = plain(f"{text}\n\n{text}\x1b[0m")
    assert "\n" not in shown
    assert not set(shown.replace("&#", "").replace("\\x1b", "")) & set("<>[]()!#|`@*~\\\x1b")
    assert unescape(shown).split("\\x1b")[0].split() == [*text.split(), *text.split()]
