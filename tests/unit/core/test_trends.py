"""Stories a day, what is usual, what is a surge, and what is met together."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

import monitor.core.trends.trends
from monitor.core.trends.days import days_of, microseconds, moment
from monitor.core.trends.trends import BASELINE, strongest, trends_of
from monitor.core.trends.usual import LEAST_DAYS, usual_of
from monitor.model.archive.trends import By, Mention, Mentions, Rise, Span, Trend, Trends

NOW = datetime(2026, 11, 29, 21, 0, tzinfo=UTC)
"""A Sunday."""
DAY = timedelta(days=1)
KEY = ("border", "albu-kamal")
TELLERS = {1: ("North Press", "en"), 2: ("Al Sharq", "ar"), 3: ("Al Furat", "ar")}


def told(*rows: tuple[int, int, int, datetime], **changes: object) -> Mentions:
    """(story, topic, teller, when) each."""
    found = sorted(((a, b, c, microseconds(at)) for a, b, c, at in rows), key=lambda row: row[3])
    topics = {1: KEY, 2: ("border", "irgc"), 3: ("ships", "albu-kamal")}
    return Mentions(topics=topics, tellers=TELLERS, rows=found, **changes)  # type: ignore[arg-type]


def asked(mentions: Mentions, *, shown: int = 28, by: By = By.TOPIC, zone: str = "UTC", now: datetime = NOW) -> Trends:
    return trends_of(mentions, zone, now, shown, by, {KEY: "Albu Kamal"})


def only(counts: Sequence[int], *, known: bool = False) -> Trend:
    """The trend of one topic with so many stories a day, today's last."""
    rows: list[Mention] = []
    for ago, count in enumerate(reversed(counts)):
        rows += [(ago * 1000 + place, 1, 1, microseconds(NOW - ago * DAY)) for place in range(count)]
    mentions = Mentions(topics={1: KEY}, tellers=TELLERS, rows=rows[::-1], known=frozenset({1} if known else ()))
    return asked(mentions).trends[0]


QUIET = [0, 1, 0, 0, 1, 0, 0] * 10
WEEKLY = [4, 5, 4, 5, 4, 0, 0] * 10
"""Nothing on weekends; the last is a Sunday."""
SURGES: dict[str, tuple[list[int], tuple[Span, int] | None]] = {
    "many today": ([*QUIET[:-1], 6], (Span.TODAY, 6)),
    "many yesterday": ([*QUIET[:-2], 7, 0], (Span.YESTERDAY, 7)),
    "some more each day of a week": ([*QUIET[:-7], 1, 2, 1, 2, 1, 2, 1], (Span.WEEK, 10)),
    "as ever": (QUIET, None),
    "four in a day are few": ([*QUIET[:-1], 4], None),
    "less than twice the usual": ([9] * 69 + [17], None),
    "more than twice the usual": ([9] * 69 + [25], (Span.TODAY, 25)),
    "a Sunday like a Monday": ([*WEEKLY[:-1], 6], (Span.TODAY, 6)),
    "a weekend that never was": ([*WEEKLY[:-2], 5, 4], (Span.YESTERDAY, 5)),
    "another Monday": (WEEKLY[:-6], None),
    "clumps are usual": ([0, 0, 8, 0, 0, 0, 0] * 9 + [0, 0, 0, 0, 8, 0, 0], None),
    "an earlier surge is no measure": ([*QUIET[:20], 40, 40, *QUIET[22:-1], 6], (Span.TODAY, 6)),
    "a surge does not hide its second day": ([*QUIET[:-2], 9, 9], (Span.TODAY, 9)),
    "known for too short": ([*[0] * 40, *[1] * 20, 9], None),
}


@pytest.mark.parametrize(("counts", "expected"), SURGES.values(), ids=SURGES.keys())
def test_a_surge_is_what_is_far_more_than_usual(counts: list[int], expected: tuple[Span, int] | None) -> None:
    rise = only(counts).rise
    assert (rise and (rise.span, rise.stories)) == expected


def test_a_topic_that_was_watched_before_is_known_by_its_silence() -> None:
    counts = [0] * (BASELINE - 1) + [5]
    assert only(counts).rise is None, "met for the first time: nobody knows"
    rise = only(counts, known=True).rise
    assert rise is not None
    assert (rise.stories, rise.usual < 0.1) == (5, True)


def test_usual_is_told_of_a_week_and_not_where_little_is_known() -> None:
    assert only([2] * 70).usual == pytest.approx(14, abs=0.5)
    assert only([1] * 20).usual is None
    assert usual_of([1] * (LEAST_DAYS - 1), [0] * (LEAST_DAYS - 1), [1.0] * (LEAST_DAYS - 1)) is None


def test_weekdays_weigh_by_their_own_counts() -> None:
    days = [day % 7 for day in range(56)]
    usual = usual_of([0 if day >= 5 else 6 for day in days], days, [1.0] * 56)
    assert usual is not None
    assert usual.expected([5], [1.0]) < 1 < 5 < usual.expected([2], [1.0])
    assert usual.expected([2], [0.5]) == pytest.approx(usual.expected([2], [1.0]) / 2)


@pytest.mark.parametrize(("mean", "spread"), [(0.3, 1.0), (4.0, 1.0), (60.0, 1.0), (4.0, 3.0), (60.0, 5.0)])
def test_chances_are_those_of_the_distribution(mean: float, spread: float) -> None:
    """They fall from 1 to 0, and their sum is the mean."""
    days = range(56)
    weekdays = [day % 7 for day in days]
    chance = random.Random(5)
    counts = [max(0, round(chance.gauss(mean, (spread * mean) ** 0.5))) for _ in days]
    usual = usual_of(counts, weekdays, [1.0] * 56)
    assert usual is not None
    tail = [usual.chance(count, [0], [1.0]) for count in range(600)]
    assert tail[0] == 1.0
    assert all(0 <= later <= earlier <= 1 for earlier, later in pairwise(tail))
    assert sum(tail[1:]) == pytest.approx(usual.expected([0], [1.0]), rel=1e-3)


def test_a_story_counts_once_whoever_tells_it() -> None:
    found = asked(
        told(
            (1, 1, 1, NOW - 3 * DAY),
            (1, 1, 2, NOW - 2 * DAY),
            (1, 1, 3, NOW),
            (2, 1, 1, NOW),
            (3, 2, 1, NOW),
        ),
        shown=7,
    )
    mine, other = found.trends
    assert (mine.topic, mine.name, mine.days, mine.publishers) == ("albu-kamal", "Albu Kamal", (0, 0, 0, 1, 0, 0, 1), 3)
    assert (other.topic, other.name, other.stories) == ("irgc", "irgc", 1)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.PUBLISHER, {"North Press": (1, 0, 1), "Al Sharq": (0, 1, 0), "Al Furat": (0, 0, 1)}),
        (By.LANGUAGE, {"en": (1, 0, 1), "ar": (0, 1, 0)}),
    ],
)
def test_each_publisher_and_language_counts_when_it_had_it_first(by: By, expected: dict[str, tuple[int, ...]]) -> None:
    rows = ((1, 1, 1, NOW - 2 * DAY), (1, 1, 2, NOW - DAY), (1, 1, 3, NOW), (2, 1, 1, NOW))
    found = asked(told(*rows), shown=3, by=by).trends
    assert {one.publisher or one.language: one.days for one in found} == expected


def test_what_was_told_before_the_days_looked_at_is_not_told_anew() -> None:
    earlier = frozenset({(1, 1, 1)})
    rows = ((1, 1, 1, NOW), (1, 1, 2, NOW), (2, 1, 1, NOW))
    assert asked(told(*rows, earlier=earlier)).trends[0].stories == 1
    by = {one.publisher: one.stories for one in asked(told(*rows, earlier=earlier), by=By.PUBLISHER).trends}
    assert by == {"North Press": 1, "Al Sharq": 1}


DAYS: dict[str, tuple[str, date, list[float]]] = {
    "summer time ends": ("Europe/Berlin", date(2026, 10, 25), [24, 25, 24]),
    "summer time begins": ("Europe/Berlin", date(2026, 3, 29), [24, 23, 24]),
    "at midnight, which is left out": ("Africa/Cairo", date(2026, 4, 24), [24, 23, 24]),
    "at midnight, which comes twice": ("Africa/Cairo", date(2026, 10, 29), [24, 25, 24]),
    "half an hour": ("Australia/Lord_Howe", date(2026, 4, 5), [24, 24.5, 24]),
    "a day that never was": ("Pacific/Apia", date(2011, 12, 30), [24, 0, 24]),
    "an odd offset": ("Asia/Kathmandu", date(2026, 11, 29), [24, 24, 24]),
}


@pytest.mark.parametrize(("zone", "day", "hours"), DAYS.values(), ids=DAYS.keys())
def test_days_are_those_of_the_zone(zone: str, day: date, hours: list[float]) -> None:
    now = datetime.combine(day + DAY, time(12), ZoneInfo(zone))
    days = days_of(zone, now, 3)
    assert days.dates == (day - DAY, day, day + DAY)
    assert [24 * one for one in days.lengths] == hours
    assert moment(days.starts[-1]) - moment(days.starts[-2]) == DAY
    assert days.starts[-2] <= microseconds(now) < days.starts[-1]


@pytest.mark.parametrize(("zone", "days"), [("UTC", (1, 0)), ("Asia/Damascus", (0, 1))])
def test_a_late_evening_is_of_the_day_of_the_zone(zone: str, days: tuple[int, int]) -> None:
    mentions = told((1, 1, 1, datetime(2026, 11, 28, 22, 30, tzinfo=UTC)))
    now = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
    assert asked(mentions, shown=2, zone=zone, now=now).trends[0].days == days


def test_topics_of_one_story_are_met_together() -> None:
    rows = [(story, topic, 1, NOW) for story in range(1, 5) for topic in (1, 2)]
    rows += [(story, 1, 1, NOW) for story in range(10, 30)]
    rows += [(1, 3, 1, NOW), (2, 3, 1, NOW)]
    found = asked(told(*rows)).together
    pairs = {one.topics: (one.stories, round(one.by_chance, 2)) for one in found}
    assert pairs[KEY, ("border", "irgc")] == (4, 4.0)
    assert (KEY, ("ships", "albu-kamal")) not in pairs, "the same topic under two lists"
    assert [one.topics for one in strongest(found, KEY)] == [(KEY, ("border", "irgc"))]
    assert (KEY, ("border", "irgc")) not in [one.topics for one in strongest(found)], "no more than by chance"


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("seed", range(4))
def test_many_mentions_are_counted_as_few_are(seed: int, by: By, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    keys = [(listed, f"t{one}") for listed in "ab" for one in range(5)]
    topics = dict(zip(chance.sample(range(1, 4_000), 9), chance.sample(keys, 9), strict=True))
    tellers = {number: (chance.choice("PQR"), chance.choice(("en", "ar"))) for number in (1, 5, 6, 90)}
    rows = {
        (chance.randrange(1, 40), chance.choice(list(topics)), chance.choice(list(tellers))): NOW
        - chance.random() * 70 * DAY
        for _ in range(400 * (seed > 0))
    }
    mentions = Mentions(
        topics=topics,
        tellers=tellers,
        rows=sorted(((*key, microseconds(at)) for key, at in rows.items()), key=lambda row: row[3]),
        earlier=frozenset(chance.sample(sorted(rows), min(len(rows), 20))),
        known=frozenset(chance.sample(list(topics), 2)),
    )
    shown = (1, 28, 90)
    one_by_one = [asked(mentions, by=by, zone="Asia/Damascus", shown=days) for days in shown]
    monkeypatch.setattr(monitor.core.trends.trends, "_MANY", 0)
    assert [asked(mentions, by=by, zone="Asia/Damascus", shown=days) for days in shown] == one_by_one
    assert bool(rows) == bool(one_by_one[-1].trends)


def test_surges_come_first() -> None:
    rows = [(story, 2, 1, NOW - story % 7 * DAY) for story in range(60)]
    rows += [(1000 + ago, 1, 1, NOW - ago * DAY) for ago in range(0, 64, 9)]
    rows += [(2000 + place, 1, 1, NOW) for place in range(8)]
    first, second = asked(told(*rows)).trends
    assert (first.topic, second.topic) == ("albu-kamal", "irgc")
    assert isinstance(first.rise, Rise)
