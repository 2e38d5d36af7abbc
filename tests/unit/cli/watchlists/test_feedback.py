"""`monitor not` and `monitor yes`: an alert judged, an edit that breaks it, and that taken back."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from monitor.errors import StoreBusyError
from monitor.settings.edit import atomic
from tests.acceptance.world import World
from tests.unit.cli.conftest import Command, caller

pytestmark = pytest.mark.xdist_group("cli")
LIST = "watchlists/towns.yaml"


@pytest.fixture
def judging(copied: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    for name in ("MONITOR_USER", "LOGNAME", "USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MONITOR_USER", "noa")
    return caller(copied, capsys, monkeypatch)


def exclude(world: World, words: str) -> str:
    """The list with words that exclude; what it was before."""
    path = world.config / LIST
    before = path.read_text()
    head, name, rest = before.partition("    names:")
    path.write_text(f"{head}    excludes: {{any: [{words}]}}\n{name}{rest}")
    return before


def test_rejected_mended_loosened_and_taken_back(judging: Command, copied: World) -> None:
    ((alert,),) = copied.query("select id from alert where story_id = 1")
    told = judging("not", "0001", "--because", "another town")
    assert told.status == 0
    lines = told.lines
    assert lines[0].startswith(f"rejected: albu-kamal in story 0001, alert {alert}: Report ")
    assert "pins.yaml: albu-kamal-" in lines[1]
    assert lines[2].startswith("Nothing is silenced: ")
    assert lines[3].startswith("The list still alerts on it: 'Albu Kamal' was found")
    (article,) = [line for line in (copied.config / "pins.yaml").read_text().splitlines() if "article: " in line]
    url = article.split(": ", 1)[1].strip('"')

    named = judging("check")
    assert named.status == 0
    assert [url in line for line in named.lines[:2]] == [True, False]
    assert "not albu-kamal, said noa on" in named.lines[0]
    assert "It was put down because: another town." in named.lines[0]

    (judged,) = judging("story", "0001", "--json").json["judged"]
    assert [judged[key] for key in ("said", "topic", "by", "why")] == ["not", "albu-kamal", "noa", "another town"]
    assert f"alert {alert}, albu-kamal: rejected by noa, 20" in judging("story", "0001").out

    before = exclude(copied, "report")
    assert not any(line.startswith("warning: ") and url in line for line in judging("check").lines)
    assert "1 pin, 0 broken" in judging("watchlist", "test").out
    (copied.config / LIST).write_text(before)
    assert url in judging("check").out
    assert url in "".join(judging("check", "--json").json["warnings"])
    lint = judging("watchlist", "lint", "--json")
    assert lint.status == 1
    assert [url in one["message"] for one in lint.json if one["risk"] == "pin-broken"] == [True]
    tried = judging("watchlist", "test")
    assert (tried.status, url in tried.out) == (1, True)
    assert [url == one["article"] for one in judging("watchlist", "test", "--json").json["broken_pins"]] == [True]

    assert judging("yes", "0001").status == 2
    (exported,) = [json.loads(line) for line in judging("export").lines if json.loads(line)["judged"]]
    assert (exported["story"], [one["said"] for one in exported["judged"]]) == ("0001", ["not"])
    assert "albu-kamal: not" in judging("export", "--format", "csv").out
    assert judging("export", "--format", "judgements", "--until", "2020-01-01").lines == []
    back = judging("not", "0001", "--undo")
    assert (back.status, "1 entry of the ledger lifted, 1 pin out" in back.out) == (0, True)
    assert "warning" not in judging("check").out.replace("warning: albu", "")
    assert judging("story", "0001", "--json").json["judged"] == []
    (entry,) = [json.loads(line) for line in judging("export", "--format", "judgements").lines]
    assert (entry["said"], entry["why"], entry["lifted_by"]) == ("not", "another town", "noa")
    assert not any(json.loads(line)["judged"] for line in judging("export").lines)
    assert "nothing to take back" in judging("not", "0001", "--undo").out
    assert judging("yes", str(alert)).lines[0].startswith(f"confirmed: albu-kamal in story 0001, alert {alert}")


def test_a_ledger_that_cannot_be_written_leaves_the_pin_in_its_file(
    judging: Command, copied: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert judging("not", "0001").status == 0
    pinned = (copied.config / "pins.yaml").read_text()
    with monkeypatch.context() as broken:
        broken.setattr("monitor.store.areas.feedback.ledger.dialect.chunks", _locked)
        assert judging("not", "0001", "--undo").status == 3
    assert (copied.config / "pins.yaml").read_text() == pinned
    assert "1 entry of the ledger lifted, 1 pin out" in judging("not", "0001", "--undo").out


def _locked(_values: object) -> None:
    raise StoreBusyError("another process writes")


def test_an_article_is_named_by_what_no_pin_holds(judging: Command, copied: World) -> None:
    """The pin has its sentence; a looser list meets the article elsewhere."""
    ((alert, text),) = copied.query(
        "select alert.id, text from alert join article on article.story_id = alert.story_id where alert.story_id = 1"
    )
    assert judging("not", "0001").status == 0
    elsewhere = str(text).split("\n")[-1].split()[0]
    path = copied.config / LIST
    path.write_text(path.read_text().replace("en: [Albu Kamal, al-Bukamal], ar: [البوكمال]", f"en: [{elsewhere}]"))
    (warning,) = [line for line in judging("check").lines if line.startswith("warning: ")]
    assert warning.startswith("warning: rejected article http")
    assert f"alert {alert}: not albu-kamal, said noa on" in warning
    assert f"'{elsewhere}' was found" in warning


def test_confirmed_and_then_lost(judging: Command, copied: World) -> None:
    ((story,),) = copied.query("select story_id from alert where id = 2")
    told = judging("yes", "2", "--by", "Zoe")
    assert told.lines[0].startswith(f"confirmed: albu-kamal in story {story:04x}, alert 2")
    exclude(copied, "report")
    (warning,) = [line for line in judging("check").lines if "is broken" in line]
    assert "(albu-kamal, said Zoe on" in warning
    assert "is not found in" in warning
    again = judging("yes", "2")
    assert "pinned already in" in again.out
    assert "The list does not find it any more: " in again.out


@pytest.mark.parametrize("said", ["yes", "not"])
def test_a_topic_that_is_gone_is_said_to_be(judging: Command, copied: World, said: str) -> None:
    path = copied.config / LIST
    path.write_text(path.read_text().replace("id: albu-kamal", "id: the-town"))
    told = judging(said, "1")
    assert told.status == 0
    assert "There is no topic towns/albu-kamal any more, so the pin is tried on nothing" in told.out
    assert "The list" not in told.out
    assert "An edit" not in told.out


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("zz",), "'zz' is no story and no alert"),
        (("99",), "there is no alert 99"),
        (("alert:99",), "there is no alert 99"),
        (("ffff",), "there is no alert of a story ffff"),
        (("0001", "--topic", "nosuch"), "this is not about 'nosuch', but about towns/albu-kamal"),
    ],
)
def test_what_cannot_be_judged(judging: Command, copied: World, asked: tuple[str, ...], message: str) -> None:
    answer = judging("not", *asked)
    assert (answer.status, answer.out) == (2, "")
    assert message in answer.err
    assert not (copied.config / "pins.yaml").exists()


def test_nobody_judges_without_a_name(judging: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MONITOR_USER")
    assert judging("not", "0001").err == "say who judges: --by NAME\n"


def test_where_config_cannot_be_written_the_ledger_is_told_and_a_patch_given(
    judging: Command, copied: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_given: object, **_kind: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "write_atomically", forbidden)
        answer = judging("not", "0001")
    assert answer.status == 1
    assert "cannot be written (read-only file system)" in answer.err
    assert "rejected: albu-kamal in story 0001" in answer.err
    assert not (copied.config / "pins.yaml").exists()
    folder = Path(copied.folder)
    subprocess.run(["git", "init", "-q", folder], check=True)
    # Printed outside of a repository: beside config/.
    subprocess.run(["git", "-C", folder, "apply", "-"], input=answer.out.encode(), check=True)
    assert "is broken" in judging("check").out
    assert judging("not", "0001").out.count("pinned already in") == 1
    assert copied.query("select said, topic, lifted_at from feedback") == [("not", "albu-kamal", None)]


def test_what_the_ledger_refuses_is_not_pinned(judging: Command, copied: World) -> None:
    assert judging("yes", "0001").status == 0
    pins = copied.config / "pins.yaml"
    pins.unlink()
    refused = judging("not", "0001")
    assert refused.status != 0
    assert "noa said yes. Take that back first" in refused.err
    assert not pins.exists()


def test_what_cannot_be_pinned_is_not_in_the_ledger(judging: Command, copied: World) -> None:
    (copied.config / "pins.yaml").write_text("pins: nothing\n")
    assert judging("not", "0001").status != 0
    assert copied.query("select count(*) from feedback") == [(0,)]
