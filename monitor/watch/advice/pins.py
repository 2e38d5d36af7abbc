"""Pins against the matcher: which of the sentences that somebody judged come out the other way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.model.feedback.pins import BrokenPin, Pin
from monitor.model.watch import Hit, MatchResult, Strength, Watchlist
from monitor.watch.advice.lint import LintFinding, Risk
from monitor.watch.match import Matcher


def broken_pins(matcher: Matcher, watchlists: Sequence[Watchlist], pins: Iterable[Pin]) -> tuple[BrokenPin, ...]:
    """The pins that do not hold under `watchlists`, which `matcher` is made of; in their order.

    A pin of a topic that is not there is tried on nothing, and never holds: what was renamed is not to be forgotten.
    """
    topics = {(one.id, topic.id) for one in watchlists for topic in one.topics}
    found = []
    for pin in pins:
        if (pin.watchlist, pin.topic) not in topics:
            found.append(BrokenPin(pin=pin, explanation="", tried=False))
        elif explanation := _broken(matcher.match(pin.match_text), pin):
            found.append(BrokenPin(pin=pin, explanation=explanation))
    return tuple(found)


def pin_findings(broken: Iterable[BrokenPin]) -> tuple[LintFinding, ...]:
    """Broken pins as what `monitor watchlist lint` remarks."""
    return tuple(
        LintFinding(
            watchlist=one.pin.watchlist,
            topic=one.pin.topic,
            name=", ".join(one.pin.met),
            risk=Risk.PIN,
            message=one.told(),
            hint="Mend the topic, or take the pin back: monitor "
            f"{'not' if one.pin.expected == 'ignore' else 'yes'} {one.pin.story or 'STORY'} --undo",
        )
        for one in broken
    )


def alerting_hits(result: MatchResult, watchlist: str, topic: str) -> tuple[Hit, ...]:
    """The strong hits of a topic in a text on which its watchlist alerts; none where only a rule keeps it silent."""
    if not any(one.fires and one.strength is Strength.STRONG for one in result.verdicts if one.watchlist == watchlist):
        return ()
    return tuple(
        one
        for one in result.hits
        if one.watchlist == watchlist and one.topic == topic and one.strength is Strength.STRONG
    )


def _broken(result: MatchResult, pin: Pin) -> str:
    """Why the pin does not hold; "" if it does."""
    found = alerting_hits(result, pin.watchlist, pin.topic)
    if pin.expected == "ignore":
        return "; ".join(f"{one.surface!r} was found: {one.reason}" for one in found)
    if found:
        return ""
    silent = [one.reason for one in result.verdicts if one.watchlist == pin.watchlist and not one.fires]
    near = [
        f"{one.surface!r} was found, but {one.failed}"
        for one in result.near
        if (one.watchlist, one.topic) == (pin.watchlist, pin.topic)
    ]
    weak = [
        f"{one.surface!r} was found only as a possible new spelling: {one.reason}"
        for one in result.hits
        if (one.watchlist, one.topic) == (pin.watchlist, pin.topic) and one.strength is not Strength.STRONG
    ]
    return "; ".join(near + weak + silent) or "no name of the topic was found"
