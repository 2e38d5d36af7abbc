"""What is much more than usual for a topic: a table of weeks, and how seldom nothing is called something."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.digest.surge import MOST, WEEK, WEEKS, surges
from monitor.model.ids import StoryId
from monitor.model.ways import TopicStory

NOW = datetime(2026, 11, 29, 7, 0, tzinfo=UTC)
KEY = ("border", "albu-kamal")
NAMES = {KEY: "Albu Kamal"}


def met(weeks: Sequence[int], key: tuple[str, str] = KEY, *, each: int = 1) -> list[TopicStory]:
    """Stories in weeks, the one that ends now last; `each`: alerts on each of them."""
    found = []
    for ago, number in enumerate(reversed(weeks)):
        for place in range(number):
            at = NOW - ago * WEEK - timedelta(hours=1 + place % 160)
            found += [
                TopicStory(watchlist=key[0], topic=key[1], story=StoryId(ago * 1000 + place), at=at)
                for _ in range(each)
            ]
    return found


USUAL: dict[str, tuple[list[int], int | None]] = {
    "fourteen, usually three": ([3, 3, 4, 2, 3, 5, 3, 2, 14], 3),
    "as ever": ([3, 3, 4, 2, 3, 5, 3, 2, 4], None),
    "a little more": ([3, 3, 4, 2, 3, 5, 3, 2, 8], None),
    "twice": ([20, 22, 19, 21, 20, 18, 20, 22, 37], None),
    "more than twice": ([20, 22, 19, 21, 20, 18, 20, 22, 45], 20),
    "a topic that swings": ([2, 30, 4, 25, 1, 28, 3, 33, 45], None),
    "seldom met": ([1, 0, 0, 1, 0, 0, 0, 0, 6], 0),
    "seldom met, four stories": ([1, 0, 0, 1, 0, 0, 0, 0, 4], None),
    "less than ever": ([9, 9, 9, 9, 9, 9, 9, 0], None),
    "watched for three weeks": ([1, 3, 3, 3, 20], None),
    "watched for four whole weeks": ([1, 3, 3, 3, 3, 20], 3),
    "watched since this week": ([30], None),
    "never met": ([], None),
    "a surge before": ([3, 40, 3, 2, 3, 4, 3, 3, 14], 3),
    "two weeks in which nothing ran": ([3, 4, 0, 0, 3, 3, 4, 3, 5], None),
    "the second week of a surge": ([3, 3, 4, 2, 3, 5, 3, 14, 16], 3),
    "what was twelve weeks ago is forgotten": ([90] * 3 + [3] * WEEKS + [14], 3),
}


@pytest.mark.parametrize(("weeks", "usual"), USUAL.values(), ids=USUAL)
def test_more_than_usual(weeks: list[int], usual: int | None) -> None:
    found = surges(met(weeks), NAMES, NOW)
    assert [one.usual for one in found] == ([] if usual is None else [usual])
    assert surges(met(weeks, each=3), NAMES, NOW) == found  # Stories are counted, whatever they said in between.
    if found:
        assert (found[0].topic, found[0].weeks) == ("Albu Kamal", tuple(weeks[1:][-WEEKS - 1 :]))


def test_only_of_what_is_told_the_strongest_first_and_a_name_once() -> None:
    usual = [3] * 9
    rows = [
        row
        for name, now in (("a", 14), ("b", 30), ("c", 20), ("d", 60))
        for row in met([*usual, now], ("border", name))
    ] + met([*usual, 40], ("irgc", "b"))
    told = {("border", "a"): "A", ("border", "b"): "B", ("border", "c"): "C", ("irgc", "b"): "B"}
    found = surges(rows, told, NOW)
    assert [(one.topic, one.weeks[-1]) for one in found] == [("B", 40), ("C", 20)]
    assert len(found) == MOST
    assert surges(rows, {}, NOW) == ()


@pytest.mark.parametrize("a_day", [[1, 1, 1, 1, 1, 6, 0], [0, 0, 0, 0, 7, 7, 0]], ids=["fridays", "weekends"])
@pytest.mark.parametrize("weekday", range(7))
def test_no_weekday_is_a_surge(a_day: list[int], weekday: int) -> None:
    rows = [
        TopicStory(watchlist=KEY[0], topic=KEY[1], story=StoryId(day * 10 + n), at=NOW - timedelta(days=day, hours=1))
        for day in range(70)
        for n in range(a_day[(day + weekday) % 7])
    ]
    assert surges(rows, NAMES, NOW) == ()


def test_a_clock_that_was_ahead_breaks_nothing() -> None:
    ahead = TopicStory(watchlist=KEY[0], topic=KEY[1], story=StoryId(1), at=NOW + timedelta(days=40))
    assert surges([ahead, *met([3] * 9)], NAMES, NOW) == ()


def _poisson(chance: random.Random, mean: float) -> int:
    limit, number, product = 2.718281828459045**-mean, 0, chance.random()
    while product > limit:
        number, product = number + 1, product * chance.random()
    return number


@pytest.mark.parametrize("spread", [0.0, 0.3], ids=["even", "uneven"])
def test_where_nothing_happened_nearly_nothing_is_said(spread: float) -> None:
    chance, said, tries = random.Random(7), 0, 400
    for number in range(tries):
        mean = (0.3, 1, 3, 8, 20)[number % 5]
        weeks = [1, *(_poisson(chance, mean * chance.uniform(1 - spread, 1 + spread)) for _ in range(13))]
        said += bool(surges(met(weeks), NAMES, NOW))
    assert said <= tries * 0.01
    told = sum(bool(surges(met([1, *(_poisson(chance, 4) for _ in range(12)), 20]), NAMES, NOW)) for _ in range(40))
    assert told >= 38
