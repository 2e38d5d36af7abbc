"""Who has gone quiet on a topic: told where others go on and the feeds are alive, and never otherwise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.core.digest.topic_silence import quiet_in_words, topic_silences
from monitor.model.coverage import TopicSilence
from monitor.model.feeds import FeedState
from monitor.model.ways import TopicMention
from tests.unit.core.builders import feed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TOWN, RIVER = ("w", "town"), ("w", "river")
NAMES = {TOWN: "Albu Kamal", RIVER: "Euphrates"}
FEEDS = [
    feed(1, publisher="Badia", language="ar"),
    feed(2, publisher="Furat", language="ar-SY"),
    feed(3, publisher="Post", language="en"),
    feed(4, publisher="Wire", language="en"),
]
PAPERS = {"Badia": "ar", "Furat": "ar", "Post": "en", "Wire": "en"}


def told_by(publisher: str, per_day: float, until: float = 0.0, topic: tuple[str, str] = TOWN) -> list[TopicMention]:
    """For 80 days up to so many days ago, by chance."""
    chance, found, at = random.Random(f"{publisher}{topic}"), [], NOW - 80 * DAY
    while (at := at + chance.expovariate(per_day) * DAY) <= NOW - until * DAY:
        found.append(
            TopicMention(watchlist=topic[0], topic=topic[1], language=PAPERS[publisher], publisher=publisher, at=at)
        )
    return found


def quiet(
    *mentions: Sequence[TopicMention], ill: frozenset[str] = frozenset(), **changes: Any
) -> list[tuple[str, str]]:
    states: list[FeedState] = changes.get("feeds", FEEDS)
    found = topic_silences([one for many in mentions for one in many], NAMES, states, ill, changes.get("now", NOW))
    return [(one.topic, one.language or one.publisher) for one in found]


ENGLISH = [*told_by("Post", 2), *told_by("Wire", 2)]


@pytest.mark.parametrize(
    ("mentions", "ill", "expected"),
    [
        ([*told_by("Badia", 2, 6), *told_by("Furat", 2, 6), *ENGLISH], [], [("Albu Kamal", "ar")]),
        ([*told_by("Badia", 2, 10), *told_by("Furat", 2), *ENGLISH], [], [("Albu Kamal", "Badia")]),
        ([*told_by("Badia", 2), *told_by("Furat", 2), *ENGLISH], [], []),
        # Nobody has anything more: the topic is over.
        ([*told_by("Badia", 2, 6), *told_by("Furat", 2, 6), *told_by("Post", 2, 6), *told_by("Wire", 2, 6)], [], []),
        # One of its feeds fails or is silent altogether.
        ([*told_by("Badia", 2, 6), *told_by("Furat", 2, 6), *ENGLISH], ["https://feed2.example/rss"], []),
        (
            [*told_by("Badia", 2, 10), *told_by("Furat", 2), *ENGLISH],
            ["https://feed2.example/rss"],
            [("Albu Kamal", "Badia")],
        ),
        # Too soon, too rare, and only a few of others.
        ([*told_by("Badia", 2, 1), *told_by("Furat", 2, 1), *ENGLISH], [], []),
        ([*told_by("Badia", 0.1, 9), *told_by("Furat", 0.1, 9), *ENGLISH], [], []),
        ([*told_by("Badia", 2, 6), *told_by("Furat", 2, 6), *told_by("Post", 0.3)], [], []),
        # It rests: of the other topic it has nothing either.
        (
            [*told_by("Badia", 2, 10), *ENGLISH, *told_by("Badia", 3, 10, RIVER), *told_by("Post", 3, 0, RIVER)],
            [],
            [],
        ),
        (
            [*told_by("Badia", 2, 10), *ENGLISH, *told_by("Badia", 3, 0, RIVER), *told_by("Post", 3, 0, RIVER)],
            [],
            [("Albu Kamal", "ar")],
        ),
        ([], [], []),
    ],
)
def test_who_is_quiet(mentions: list[TopicMention], ill: list[str], expected: list[tuple[str, str]]) -> None:
    assert quiet(mentions, ill=frozenset(ill)) == expected


def test_a_failing_feed_and_one_that_is_not_configured_any_more() -> None:
    mentions = [*told_by("Badia", 2, 6), *told_by("Furat", 2, 6), *ENGLISH]
    failing = [feed(1, publisher="Badia", language="ar", failing_since=NOW - DAY), *FEEDS[1:]]
    assert quiet(mentions, feeds=failing) == [("Albu Kamal", "Furat")], "the other paper may have been one to read"
    assert quiet(mentions, feeds=FEEDS[2:]) == [], "nobody reads them any more"
    assert quiet([*told_by("Badia", 2, 6, ("w", "left")), *ENGLISH]) == [], "the topic left the watchlist"


def waves(seed: int) -> list[TopicMention]:
    """Four papers on two topics for half a year: each topic in waves of some days, which some papers begin later."""
    chance, found = random.Random(seed), []
    for watchlist, topic in NAMES:
        high = {
            start + day for start in (chance.randrange(180) for _ in range(9)) for day in range(chance.randrange(2, 7))
        }
        for publisher, language in PAPERS.items():
            usual, lag = chance.uniform(0.2, 2.5), chance.choice((0, 0, 1))
            for number in range(180):
                times = 5 if number - lag in high else 0.6
                count = sum(chance.random() < usual * times / 40 for _ in range(40))
                found += [
                    TopicMention(watchlist=watchlist, topic=topic, language=language, publisher=publisher, at=at)
                    for at in (NOW - (180 - number - chance.random()) * DAY for _ in range(count))
                ]
    return found


def test_ninety_days_of_waves_without_more_than_a_line_a_month() -> None:
    mentions, told = waves(1), set()
    for day in (NOW - number * DAY for number in range(0, 90, 4)):
        found = topic_silences([one for one in mentions if one.at <= day], NAMES, FEEDS, frozenset(), day)
        told |= {(one.topic, one.language, one.publisher, one.since) for one in found}
    assert len(told) <= 3, told


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"language": "ar"},
            "nothing in Arabic for 4 d (usually about 3 a day), 14 articles elsewhere; all 12 feeds are alive",
        ),
        (
            {"publisher": "Badia", "feeds": 1, "usual": ""},
            "nothing from Badia for 4 d, 14 articles elsewhere; its feed is alive",
        ),
    ],
)
def test_a_silence_in_words(changes: dict[str, Any], words: str) -> None:
    plain = {
        "topic": "T",
        "language": "",
        "publisher": "",
        "since": NOW - 4 * DAY,
        "usual": "about 3 a day",
        "others": 14,
    }
    silence = TopicSilence(**{**plain, "feeds": 12, **changes})
    assert quiet_in_words(silence, "Arabic" if silence.language else "", NOW) == words
