"""Conditions of routes and silences on an alert, each told in words where it does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from monitor.model.outcomes import AlertReason
from monitor.model.routing import Match, RoutedAlert, Silence, StoryState, Traits


def mismatch(match: Match, traits: Traits) -> str:
    """Which of the fixed conditions do not hold, in words; "" if all do. A language that nobody knows may be any."""
    wanted = [
        ("watchlist", match.watchlists, [traits.watchlist], match.watchlists),
        ("topic", _topics(match), [f"{traits.watchlist}/{one}" for one in traits.topics], _topics(match)),
        ("tag", match.tags, traits.tags, match.tags),
        ("publisher", match.publishers, [traits.publisher], match.publishers),
    ]
    faults = [_fault(name, shown, found) for name, asked, found, shown in wanted if asked and not _meet(asked, found)]
    if match.languages and traits.language and not _speaks(match.languages, traits.language):
        faults.append(_fault("language", match.languages, [traits.language]))
    return "; ".join(faults)


def covering(found: Iterable[Silence], alert: RoutedAlert) -> tuple[Silence, ...]:
    """Those of these silences that together hold the alert; none if one of its topics is not silenced."""
    met = tuple(one for one in found if _meets(one, alert))
    return met if met and not _open_topics(met, alert) else ()


def covered_until(found: Iterable[Silence], alert: RoutedAlert) -> datetime | None:
    """When these silences, which all hold back now, hold the alert no longer; None if they do not hold it."""
    held = covering(found, alert)
    for end in sorted({one.until for one in held}):
        if not covering([one for one in held if one.until > end], alert):
            return end
    return None


def spared(found: Iterable[Silence], alert: RoutedAlert) -> str:
    """Why silences that are about some of its topics do not hold the alert, in words; "" if none is."""
    met = tuple(one for one in found if _meets(one, alert))
    if not met or not (topics := _open_topics(met, alert)):
        return ""
    names = " and ".join(f"the silence {one.id}" for one in met)
    shown = ", ".join(f"{alert.traits.watchlist}/{one}" for one in topics)
    return f"not held by {names}: {shown} {'is' if len(topics) == 1 else 'are'} not silenced"


def _meets(silence: Silence, alert: RoutedAlert) -> bool:
    """Whether a silence is about the alert, or some of its topics. What nobody knows silences nothing."""
    match, traits = silence.match, alert.traits
    if match.languages and not traits.language:
        return False
    if match.stories and not {alert.story_id, alert.own_story_id} & set(match.stories):
        return False
    return not mismatch(match, traits)


def _open_topics(met: Iterable[Silence], alert: RoutedAlert) -> list[str]:
    """The alert's topics that none of these silences is about; a silence without topics is about all."""
    found = list(met)
    if any(not one.match.topics for one in found):
        return []
    silenced = {topic for one in found for topic in one.match.topics}
    return [one for one in alert.traits.topics if (alert.traits.watchlist, one) not in silenced]


def state_of(alert: RoutedAlert, match: Match, *, known: bool) -> StoryState:
    """What the story is to the readers: all of a story that they were not told is new to them.

    Readers who do not ask for what is new are taken to know it.
    """
    if not known and StoryState.NEW in match.states:
        return StoryState.NEW
    if alert.reason is AlertReason.CORRECTION:
        return StoryState.CORRECTION
    return StoryState.NEW if alert.reason is AlertReason.FIRST and not known else StoryState.UPDATE


def either(names: Iterable[str]) -> str:
    """`a, b or c`."""
    *rest, last = names
    return f"{', '.join(rest)} or {last}" if rest else last


def _topics(match: Match) -> list[str]:
    return [f"{watchlist}/{topic}" for watchlist, topic in match.topics]


def _meet(asked: Sequence[str], found: Sequence[str]) -> bool:
    return not {_folded(one) for one in asked}.isdisjoint(map(_folded, found))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _speaks(languages: Sequence[str], found: str) -> bool:
    """Whether the tag `found` is one of these or a kind of one: `zh-Hant` is `zh`."""
    tag = found.casefold()
    return any(tag == one.casefold() or tag.startswith(f"{one.casefold()}-") for one in languages)


def _fault(name: str, asked: Sequence[str], found: Sequence[str]) -> str:
    return f"it asks for the {name} {either(asked)}, not {' and '.join(found) or 'none'}"
