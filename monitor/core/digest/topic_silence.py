"""Silences that tell something: who has gone quiet on a topic while others go on, and its feeds are alive.

Each language, and each publisher, is measured by how often it told of that topic itself; a silence counts only if the
others had as much meanwhile as is usual for them, so that a topic of which nobody has anything more is none. Trouble of
feeds is told as such, and never as a silence of those who publish them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from monitor.core.health.habit import Habit, habit_in_words, habit_of
from monitor.core.health.words import age_in_words
from monitor.model.coverage import TopicSilence
from monitor.model.feeds import FeedState
from monitor.model.ways import TopicMention
from monitor.records import dataclass

SINCE = timedelta(days=90)
MOST = 3
"""In one digest: those in which most is missing."""
_LEAST = timedelta(days=2)
_MISSED, _TIMES = 8.0, 1.15
"""So many mentions must be missing at least, and so many times as many as would tell that a feed is silent: what is
told of a topic comes in waves."""
_OTHERS, _OTHERS_SHARE = 4, 0.6
"""So many mentions of others there must be meanwhile, and so much of what is usual for them."""
_OWN_SHARE = 0.5
"""So much of what it usually tells of all topics it must have told meanwhile, else it rests."""

Topic = tuple[str, str]
"""Watchlist and topic."""


@dataclass(frozen=True, slots=True)
class _Teller:
    """A language or a publisher."""

    language: str = ""
    publisher: str = ""

    def tells(self, mention: TopicMention) -> bool:
        """Whether a mention is its own."""
        return mention.publisher == self.publisher if self.publisher else mention.language == self.language

    def has(self, feed: FeedState) -> bool:
        """Whether a feed is its own."""
        if self.publisher:
            return feed.publisher == self.publisher
        return feed.language.partition("-")[0] == self.language


def topic_silences(
    mentions: Iterable[TopicMention],
    topics: Mapping[Topic, str],
    feeds: Sequence[FeedState],
    ill: Collection[str],
    now: datetime,
) -> tuple[TopicSilence, ...]:
    """At most `MOST`; `topics` with their names, `ill`: the addresses of feeds that fail or are silent altogether."""
    by_topic: defaultdict[Topic, list[TopicMention]] = defaultdict(list)
    every: list[TopicMention] = []
    for one in mentions:
        if now - SINCE <= one.at <= now:
            every.append(one)
            by_topic[one.watchlist, one.topic].append(one)
    alive = partial(_alive, feeds, ill)
    found: list[tuple[float, TopicSilence]] = []
    for topic, told in by_topic.items():
        if topic not in topics:
            continue
        both = told, [one for one in every if (one.watchlist, one.topic) != topic]
        quiet = [_Teller(language=one) for one in sorted({mention.language for mention in told}) if one]
        mine = [one for teller in quiet for one in _silence(teller, topics[topic], both, alive(teller), now)]
        silent = {one.language for _, one in mine}
        for name in sorted({mention.publisher for mention in told if mention.language not in silent}):
            teller = _Teller(publisher=name)
            mine += _silence(teller, topics[topic], both, alive(teller), now)
        found += mine
    strongest = sorted(found, key=lambda one: (-one[0], one[1].topic, one[1].language, one[1].publisher))
    return tuple(one for _, one in strongest[:MOST])


def quiet_in_words(one: TopicSilence, language: str, now: datetime) -> str:
    """`nothing in Arabic for 4 d (usually about 3 a day), 14 articles elsewhere; all 12 feeds are alive`."""
    who = f"from {one.publisher}" if one.publisher else f"in {language or one.language}"
    usual = f" (usually {one.usual})" if one.usual else ""
    feeds = "its feed is alive" if one.feeds == 1 else f"all {one.feeds} feeds are alive"
    return f"nothing {who} for {age_in_words(now - one.since)}{usual}, {one.others} articles elsewhere; {feeds}"


def _alive(feeds: Sequence[FeedState], ill: Collection[str], teller: _Teller) -> int:
    """How many feeds it has, 0 if one of them is in trouble: then the silence may be its own."""
    own = [feed for feed in feeds if feed.active and teller.has(feed)]
    return 0 if any(feed.url in ill or feed.failing_since is not None for feed in own) else len(own)


def _silence(
    teller: _Teller,
    topic: str,
    mentions: tuple[Sequence[TopicMention], Sequence[TopicMention]],
    feeds: int,
    now: datetime,
) -> list[tuple[float, TopicSilence]]:
    """The silence of one teller on a topic, if it is one, with how many times too much is missing.

    `mentions`: of the topic, and of all others.
    """
    told, elsewhere = mentions
    own = [mention.at for mention in told if teller.tells(mention)]
    habit = habit_of(own, now)
    if habit is None or not feeds or now - habit.last_at < _LEAST:
        return []
    missing, bound = habit.expected(habit.last_at, now), max(_MISSED, _TIMES * habit.enough)
    others = [mention.at for mention in told if not teller.tells(mention)]
    meanwhile = sum(at > habit.last_at for at in others)
    if missing <= bound or meanwhile < _OTHERS:
        return []
    if not _as_usual(others, habit.last_at, now, _OTHERS_SHARE) or _rests(teller, elsewhere, habit, now):
        return []
    silence = TopicSilence(
        topic=topic,
        language=teller.language,
        publisher=teller.publisher,
        since=habit.last_at,
        usual=habit_in_words(habit),
        others=meanwhile,
        feeds=feeds,
    )
    return [(missing / bound, silence)]


def _as_usual(came: Sequence[datetime], since: datetime, now: datetime, share: float) -> bool:
    """Whether at least so much of what was usual before came since then; True where nothing is usual."""
    usual = habit_of([at for at in came if at <= since], now)
    return usual is None or sum(at > since for at in came) >= share * usual.expected(since, now)


def _rests(teller: _Teller, elsewhere: Sequence[TopicMention], habit: Habit, now: datetime) -> bool:
    """Whether it tells little of the other topics, too."""
    return not _as_usual([one.at for one in elsewhere if teller.tells(one)], habit.last_at, now, _OWN_SHARE)
