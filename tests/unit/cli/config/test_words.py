"""What people are told: what to write instead, one thing once, and never "ok" after failures."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest

from monitor.cli.config.check import _tried
from monitor.cli.output import console, print_table
from monitor.flow.probe import ProbeResult
from tests.acceptance.world import World
from tests.unit.cli.conftest import Command

pytestmark = pytest.mark.xdist_group("cli")

CRONS = {
    "07:00": '"0 7 * * *"',
    '"07:00"': 'Every day at 07:00 is "0 7 * * *"',
    "7": 'Every day at 07:00 is "0 7 * * *"',
    "immediately": "Write when: immediately",
}


@pytest.mark.parametrize(("written", "hint"), CRONS.items(), ids=CRONS)
def test_a_cron_line_that_is_none_is_told_what_it_would_be(
    monitor: Command, world: World, written: str, hint: str
) -> None:
    path = world.config / "monitor.yaml"
    path.write_text(path.read_text().replace('cron: "0 7 1 1 *"', f"cron: {written}"))
    answer = monitor("check")
    assert answer.status == 2
    assert hint in answer.err
    assert "monitor.yaml:" in answer.err


def renamed(world: World, name: str) -> None:
    path = world.config / "watchlists" / "towns.yaml"
    path.write_text(path.read_text().replace("[Albu Kamal, al-Bukamal]", f"[{name}]"))


STARS = {
    '"Albu Kam*"': "a stem needs at least 4 letters before the *",
    '"*vand"': "Write vand:",
    '"Fifth * Corps"': "Write Fifth Corps:",
}


@pytest.mark.parametrize(("name", "said"), STARS.items(), ids=STARS)
def test_a_star_in_a_name_is_refused(monitor: Command, world: World, name: str, said: str) -> None:
    renamed(world, name)
    answer = monitor("check")
    assert answer.status == 2
    assert said in answer.err


def test_a_star_behind_a_stem_is_a_name(monitor: Command, world: World) -> None:
    renamed(world, '"Albu Kamal*", "Bukamal*"')
    assert monitor("check").status == 0


SLIPS = {
    "an offset for a zone": ('cron: "0 7 1 1 *"', 'cron: "0 7 1 1 *"\n    zone: UTC+3', "Etc/GMT-3 for +3 h"),
    "another": ('cron: "0 7 1 1 *"', 'cron: "0 7 1 1 *"\n    zone: "-05:00"', "Etc/GMT+5 for -5 h"),
    "minutes in words": ("interval: 1s,", "interval: 15 min,", "perhaps 15m"),
    "hours in words": ("interval: 1s,", "interval: 2 hours,", "perhaps 2h"),
    "starttls at 465": (
        "channels:\n",
        "channels:\n  mail: {type: email, host: m.example, port: 465, from: a@b.example}\n",
        "port 465 and tls: starttls do not fit. Write tls: tls",
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_answered_with_what_was_meant(monitor: Command, world: World, old: str, new: str, said: str) -> None:
    path = world.config / "monitor.yaml"
    path.write_text(path.read_text().replace(old, new, 1))
    answer = monitor("check")
    assert answer.status == 2
    assert said in answer.err


FEEDS = {
    "a bare address": ("feeds:\n  - https://b.example/rss\n", "Write url: https://b.example/rss"),
    "a list at the top": ("- url: https://b.example/rss\n", "Begin with feeds:"),
    "emptied": ("# gone\n", "the file says nothing"),
}


@pytest.mark.parametrize(("text", "said"), FEEDS.values(), ids=FEEDS)
def test_the_first_things_that_people_write_into_feeds(monitor: Command, world: World, text: str, said: str) -> None:
    (world.config / "feeds.yaml").write_text(text)
    answer = monitor("check")
    assert answer.status == 2
    assert said in answer.err


def test_a_star_that_is_meant_letter_by_letter_is_no_ending(monitor: Command, world: World) -> None:
    renamed(world, """'"E*Trade"!'""")
    assert monitor("check").status == 0


def failing(name: str, detail: str) -> ProbeResult:
    return ProbeResult(kind="feed", name=name, ok=False, detail=detail)


def test_one_reason_for_many_feeds_is_told_once() -> None:
    dead = [failing(f"F{number}", f"the name f{number}.example has no address (dns)") for number in range(27)]
    fine = ProbeResult(kind="feed", name="River", ok=True, detail="rss20, 3 entries")
    other = failing("Gone", "the server answered 404 (http_client_error)")
    lines = list(_tried([dead[0], fine, *dead[1:], other]))
    assert len(lines) == 4
    assert lines[0] == "BAD  27 feeds, such as F0: the name f0.example has no address (dns)"
    assert lines[1].startswith("     The same for F1, F2, ")
    assert lines[1].endswith(" and 14 more.")
    assert lines[2:] == [
        "ok   feed River: rss20, 3 entries",
        "BAD  feed Gone: the server answered 404 (http_client_error)",
    ]


def test_few_feeds_are_told_each(monitor: Command) -> None:
    lines = list(_tried([failing("A", "no address (dns)"), failing("B", "no address (dns)")]))
    assert lines == ["BAD  feed A: no address (dns)", "BAD  feed B: no address (dns)"]


def test_ok_is_not_said_after_failures(monitor: Command, world: World) -> None:
    row = {"url": "http://127.0.0.1:1/feed", "title": "Closed", "publisher": "Closed", "language": "en"}
    (world.config / "feeds.yaml").write_text(json.dumps({"feeds": [row]}))
    answer = monitor("check", "--online")
    assert answer.status == 1
    assert "1 of 2 tried did not work; the configuration itself is right: 1 feed" in answer.lines[-3:][0] + answer.out
    assert not [line for line in answer.lines if line.startswith("ok:")]
    assert [line for line in monitor("check").lines if line.startswith("ok:")]


def test_lint_says_each_kind_once(monitor: Command, world: World) -> None:
    topics = "".join(
        f"  - {{id: t{n}, name: Ship {n}, kind: unit, names: {{ar: [سفينة الميناء {n}]}}}}\n" for n in range(6)
    )
    (world.config / "watchlists" / "towns.yaml").write_text(f"watchlist: towns\ntitle: Towns\ntopics:\n{topics}")
    answer = monitor("watchlist", "lint")
    assert answer.status == 1, answer.err
    rows = [line for line in answer.lines if "no-name-in-language" in line]
    assert len(rows) == 1, answer.out
    assert "t0, t1, t2, t3, t4, t5" in rows[0]
    assert len([one for one in monitor("watchlist", "lint", "--json").json if one["topic"] == "t3"]) >= 1


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_table_fits_the_terminal_and_loses_nothing(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    console.cache_clear()
    try:
        print_table(("FEED", "URL"), [("River Gazette", "https://river.example/" + "w" * 90), ("B", "z")], "none")
    finally:
        console.cache_clear()
    lines = re.sub("\x1b\\[[0-9;]*m", "", screen.getvalue()).splitlines()
    assert max(map(len, lines)) <= width
    assert "".join("".join(lines).split()).count("w") == 90
