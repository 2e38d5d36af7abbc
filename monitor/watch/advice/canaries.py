"""A watchlist proves itself: the texts it gives as examples are matched before it is put to use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from monitor.model.watch import MatchResult, MatchText, Strength, Topic, Watchlist
from monitor.records import dataclass
from monitor.watch.match import Matcher


@dataclass(frozen=True, slots=True, kw_only=True)
class CanaryFailure:
    """An example that came out the other way."""

    watchlist: str
    topic: str
    expected: Literal["match", "ignore"]
    index: int
    """0-based, in the topic's list of such examples."""
    text: str
    explanation: str
    """What the matcher saw, as a sentence."""


def run_canaries(matcher: Matcher, watchlists: Sequence[Watchlist]) -> tuple[CanaryFailure, ...]:
    """Every example that fails: a match example without a strong hit of its topic, an ignore example with one."""
    return tuple(
        failure
        for watchlist in watchlists
        for topic in watchlist.topics
        for failure in (*_missed(matcher, watchlist.id, topic), *_false(matcher, watchlist.id, topic))
    )


def _missed(matcher: Matcher, watchlist: str, topic: Topic) -> list[CanaryFailure]:
    return [
        _failure(watchlist, topic.id, "match", (index, text), _why_not(result, watchlist, topic.id))
        for index, text, result in _results(matcher, topic.match_examples)
        if not _strong(result, watchlist, topic.id)
    ]


def _false(matcher: Matcher, watchlist: str, topic: Topic) -> list[CanaryFailure]:
    return [
        _failure(watchlist, topic.id, "ignore", (index, text), "; ".join(strong))
        for index, text, result in _results(matcher, topic.ignore_examples)
        if (strong := _strong(result, watchlist, topic.id))
    ]


def _results(matcher: Matcher, texts: tuple[str, ...]) -> list[tuple[int, str, MatchResult]]:
    return [(index, text, matcher.match(MatchText(title="", text=text))) for index, text in enumerate(texts)]


def _strong(result: MatchResult, watchlist: str, topic: str) -> list[str]:
    return [
        f"{hit.surface!r} was found: {hit.reason}"
        for hit in result.hits
        if hit.watchlist == watchlist and hit.topic == topic and hit.strength is Strength.STRONG
    ]


def _why_not(result: MatchResult, watchlist: str, topic: str) -> str:
    near = [
        f"{miss.surface!r} was found, but {miss.failed}"
        for miss in result.near
        if miss.watchlist == watchlist and miss.topic == topic
    ]
    candidates = [
        f"{hit.surface!r} was found only as a possible new spelling: {hit.reason}"
        for hit in result.hits
        if hit.watchlist == watchlist and hit.topic == topic
    ]
    return "; ".join(near + candidates) or "no name of the topic was found"


def _failure(
    watchlist: str, topic: str, expected: Literal["match", "ignore"], example: tuple[int, str], explanation: str
) -> CanaryFailure:
    index, text = example
    return CanaryFailure(
        watchlist=watchlist, topic=topic, expected=expected, index=index, text=text, explanation=explanation
    )
