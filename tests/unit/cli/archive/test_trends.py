"""`monitor trends` and `monitor db mentions`, as somebody types them."""

from __future__ import annotations

import pytest

from monitor.cli.archive.trends.shown import figure, sparkline
from tests.unit.cli.conftest import OUTLET, Command

pytestmark = pytest.mark.xdist_group("cli")


def test_a_line_for_each_topic_with_its_days(filled: Command) -> None:
    answer = filled("trends", "--since", "7d")
    assert answer.status == 0
    assert answer.lines[0].startswith("Stories a day, ")
    assert answer.lines[0].endswith("the last day so far (UTC).")
    heads, row = (line.split("\t") for line in answer.lines[2:4])
    shown = dict(zip(heads, row, strict=True))
    assert (shown["TOPIC"], shown["STORIES"], shown["USUAL"]) == ("towns/albu-kamal", "2", "?")
    assert len(shown["DAYS"]) == 7


@pytest.mark.parametrize("typed", ["towns", "towns/"])
def test_a_watchlist_is_all_of_its_topics(filled: Command, typed: str) -> None:
    assert filled("trends", "--topic", typed).lines == filled("trends").lines
    every = filled("watchlist", "report", "--all").lines
    assert filled("watchlist", "report", typed, "--all").lines == every
    assert any(line.startswith("towns/albu-kamal") for line in every)


def test_as_json_with_every_figure(filled: Command) -> None:
    report = filled("trends", "--topic", "towns/albu-kamal", "--zone", "UTC", "--since", "2w", "--json").json
    (one,) = report["trends"]
    assert (report["zone"], len(report["days"]), report["matches_waiting"]) == ("UTC", 14, 0)
    assert (one["watchlist"], one["topic"], one["stories"], sum(one["days"])) == ("towns", "albu-kamal", 2, 2)
    assert (one["usual_week"], one["surge"], one["publisher"]) == (None, None, None)


@pytest.mark.parametrize(("by", "teller"), [("publisher", OUTLET), ("language", "en")])
def test_what_each_publisher_or_language_had(filled: Command, by: str, teller: str) -> None:
    found = filled("trends", "--by", by, "--json").json["trends"]
    assert {one[by] for one in found} == {teller}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--topic", "nobody"), "there is no topic nobody. The topics are: "),
        (("--topic", "nobody/"), "there is no watchlist 'nobody'; the configuration has: towns"),
        (("--zone", "Mars/Base"), "'Mars/Base' is no time zone; write one such as Asia/Damascus"),
        (("--since", "yesterday"), "'yesterday' is no moment"),
        (("--since", "900w"), "is not within the last 366 days"),
    ],
)
def test_what_means_nothing_is_refused(filled: Command, typed: tuple[str, str], said: str) -> None:
    answer = filled("trends", *typed)
    assert answer.status == 2
    assert said in answer.err


def test_all_is_counted_anew(filled: Command) -> None:
    before = filled("trends", "--json").json
    assert filled("db", "mentions").lines[-1] == "0 matches counted"
    assert filled("db", "mentions", "--anew").lines[-1].endswith("counted")
    assert filled("trends", "--json").json == before


def test_nothing_met_is_said(monitor: Command) -> None:
    answer = monitor("trends")
    assert answer.status != 0


@pytest.mark.parametrize(
    ("days", "drawn"),
    [([0, 1, 4, 8], "▁▂▅█"), ([0, 0], "▁▁"), ([0] * 83 + [3], "▁" * 41 + "█"), ([100, 1], "█▂"), ([], "")],
)
def test_a_sparkline_shows_the_least_there_was(days: list[int], drawn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        encoding = "utf-8"

    monkeypatch.setattr("monitor.cli.archive.trends.shown.sys.stdout", Terminal)
    assert sparkline(days) == drawn


@pytest.mark.parametrize(("value", "shown"), [(12.4, "12"), (3.44, "3.4"), (0.06, "0.06"), (0.0, "0.00")])
def test_figures_have_the_digits_that_say_something(value: float, shown: str) -> None:
    assert figure(value) == shown
