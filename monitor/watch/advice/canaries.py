"""A watchlist proves itself: the texts it gives as examples are matched before it is put to use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from monitor.model.watch import MatchResult, MatchText, Strength, Topic, Watchlist
from monitor.records import dataclass
from monitor.watch.languages import endings
from monitor.watch.match import Matcher
from monitor.watch.sounds import HYPOTHESES
from monitor.watch.text import tells_habit

LanguageOf = Callable[[str], str]
"""The language of a text, a BCP 47 code; "" if unsure."""


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


def run_canaries(
    matcher: Matcher, watchlists: Sequence[Watchlist], language_of: LanguageOf
) -> tuple[CanaryFailure, ...]:
    """Every example that fails: a match example without a strong hit of its topic, an ignore example with one.

    `language_of` is asked where the language of an example may decide, and only there.
    """
    return tuple(
        failure
        for watchlist in watchlists
        for topic in watchlist.topics
        for failure in _Tried(matcher, watchlist.id, topic, language_of).failures()
    )


def closed_gaps(
    matcher: Matcher, watchlists: Sequence[Watchlist], language_of: LanguageOf
) -> tuple[tuple[str, str, str], ...]:
    """(watchlist, topic, text) of each known gap in which the topic is found by now: it can be a match example."""
    return tuple(
        (watchlist.id, topic.id, text)
        for watchlist in watchlists
        for topic in watchlist.topics
        for text in topic.gap_examples
        if _Tried(matcher, watchlist.id, topic, language_of).finds(text)
    )


class _Tried:
    """The examples of one topic."""

    def __init__(self, matcher: Matcher, watchlist: str, topic: Topic, language_of: LanguageOf) -> None:
        self._matcher, self._watchlist, self._topic, self._language_of = matcher, watchlist, topic, language_of
        given = {name.language.split("-")[0].lower() for name in topic.names}
        self._inflected = not given.isdisjoint(endings.languages()) and not given <= HYPOTHESES.keys()

    def failures(self) -> Iterator[CanaryFailure]:
        for index, text in enumerate(self._topic.match_examples):
            result = self._match(text, wanted=True)
            if not _strong(result, self._watchlist, self._topic.id):
                yield self._failure("match", index, text, _why_not(result, self._watchlist, self._topic.id))
        for index, text in enumerate(self._topic.ignore_examples):
            if strong := _strong(self._match(text, wanted=False), self._watchlist, self._topic.id):
                yield self._failure("ignore", index, text, "; ".join(strong))

    def finds(self, text: str) -> bool:
        """Whether the topic is surely found in the text."""
        return bool(_strong(self._match(text, wanted=True), self._watchlist, self._topic.id))

    def _match(self, text: str, *, wanted: bool) -> MatchResult:
        """An example as the bot would read it, in its language, which is guessed only where that may change something:
        guessing takes longer to load than a hundred examples to try."""
        result = self._matcher.match(MatchText(title="", text=text))
        expected = bool(_strong(result, self._watchlist, self._topic.id)) is wanted
        if expected and not self._inflected and tells_habit(text):
            return result
        language = self._language_of(text)
        return self._matcher.match(MatchText(title="", text=text, language=language)) if language else result

    def _failure(self, expected: Literal["match", "ignore"], index: int, text: str, explanation: str) -> CanaryFailure:
        return CanaryFailure(
            watchlist=self._watchlist,
            topic=self._topic.id,
            expected=expected,
            index=index,
            text=text,
            explanation=explanation,
        )


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
