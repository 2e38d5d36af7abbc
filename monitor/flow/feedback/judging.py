"""Judging an alert: what is pinned, and what goes into the ledger. Nothing is held back by it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from monitor.core.feedback.pinning import Who, pin_of
from monitor.model.feedback.given import AlertedText, Feedback, Said
from monitor.model.feedback.pins import Pin
from monitor.model.watch import Strength
from monitor.records import dataclass
from monitor.watch import Matcher, alerting_hits

MAX_PINS = 5
"""Pins made by one judgement of a story: its articles mostly say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What becomes of saying yes or not."""

    entries: tuple[Feedback, ...]
    """One for each topic of each alert."""
    pins: tuple[Pin, ...]
    """Distinct sentences, at most `MAX_PINS`."""
    unpinned: int
    """Sentences that were too many."""


def topics_of(text: AlertedText) -> tuple[str, ...]:
    """The topics that an alert is about: those surely met, or those that a correction takes back."""
    strong = {hit.topic for hit in text.hits if hit.strength is Strength.STRONG}
    return tuple(one for one in text.verdict.topics if one in strong) or text.verdict.topics


def judgement(
    texts: Sequence[AlertedText],
    topics: Callable[[AlertedText], Collection[str]],
    said: Said,
    who: Who,
    matcher: Matcher,
) -> Judgement:
    """Say yes or not of these topics of alerts; `topics` tells which of each."""
    entries: list[Feedback] = []
    pins: dict[str, Pin] = {}
    over: set[str] = set()
    for text in texts:
        for topic in topics(text):
            pin = _pin(text, topic, said, who, matcher)
            if pin is not None and pin.id not in pins:
                if len(pins) < MAX_PINS:
                    pins[pin.id] = pin
                else:
                    over.add(pin.id)
                    pin = None
            entries.append(_entry(text, topic, said, who, pin))
    return Judgement(entries=tuple(entries), pins=tuple(pins.values()), unpinned=len(over))


def _pin(text: AlertedText, topic: str, said: Said, who: Who, matcher: Matcher) -> Pin | None:
    return pin_of(text, topic, said, who, lambda part: alerting_hits(matcher.match(part), text.watchlist, topic))


def _entry(text: AlertedText, topic: str, said: Said, who: Who, pin: Pin | None) -> Feedback:
    forms = [hit.form for hit in text.hits if hit.topic == topic and hit.strength is Strength.STRONG]
    return Feedback(
        said=said,
        alert_id=text.alert_id,
        story_id=text.story_id,
        article_id=text.article_id,
        watchlist=text.watchlist,
        topic=topic,
        forms=tuple(dict.fromkeys(forms)),
        rules=text.verdict.rules,
        pin=pin.id if pin is not None else "",
        title=text.title,
        url=text.url,
        by=who.by,
        why=who.because,
        at=who.at,
    )
