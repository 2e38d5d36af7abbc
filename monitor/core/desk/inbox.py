"""In which state each event is for who opens the inbox, and which come on which page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from monitor.core.routing.conditions import covered_until, covering
from monitor.core.routing.fates import in_words
from monitor.model.desk.inbox import InboxFacts, InboxQuestion, InboxState, Standing
from monitor.model.ids import StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.routing import RoutedAlert, Silence, Traits

OPEN: Final = frozenset({InboxState.NEW, InboxState.UPDATE, InboxState.CORRECTION})
"""What nobody has looked at."""
_SPEAKS = {
    AlertReason.FIRST.value: InboxState.NEW,
    AlertReason.CORRECTION.value: InboxState.CORRECTION,
}


class Place(NamedTuple):
    """One event in the inbox: its stories, its newest alert and its state. A tuple, as `Standing`."""

    event: StoryId
    alert: int
    state: InboxState
    stories: tuple[StoryId, ...]


def placed(standings: Sequence[Standing], events: Mapping[StoryId, StoryId], *, recent: bool) -> list[Place]:
    """All events, or only those that came or grew since the moment that was asked for; the newest alert first.

    `standings` by their newest alerts, the newest first. `events`: the oldest story of those that links make one.
    """
    # Hardly any story has links: those that have none are not gathered.
    linked: dict[StoryId, list[Standing]] = {}
    found: list[Place | tuple[StoryId, Sequence[Standing]]] = []
    for one in standings:
        story = StoryId(one.story)
        event = events.get(story)
        if event is None and not recent and one.newest <= one.done and not one.grew_after:
            # Most of all stories: looked at, and quiet since then.
            found.append(Place(story, one.newest, InboxState.DONE, (story,)))
        elif event is None:
            found.append((story, (one,)))
        elif event in linked:
            linked[event].append(one)
        else:
            linked[event] = [one]
            found.append((event, linked[event]))
    places = (one if isinstance(one, Place) else _place(*one, recent=recent) for one in found)
    return [one for one in places if one is not None]


def _place(event: StoryId, stories: Sequence[Standing], *, recent: bool) -> Place | None:
    """None if nothing of it came or grew since then. The first of `stories` has the newest alert."""
    if recent and not any(one.spoke or one.grew for one in stories):
        return None
    unseen = [one for one in stories if one.newest > one.done]
    ids = (event,) if len(stories) == 1 and stories[0].story == event else tuple(StoryId(one.story) for one in stories)
    newest = stories[0].newest
    if not unseen:
        grew = any(one.grew_after for one in stories) and (not recent or any(one.grew for one in stories))
        return Place(event, newest, InboxState.MORE if grew else InboxState.DONE, ids)
    return Place(event, newest, _open_state(stories, unseen[0], recent=recent), ids)


def _open_state(stories: Sequence[Standing], newest: Standing, *, recent: bool) -> InboxState:
    state = _SPEAKS.get(newest.reason, InboxState.UPDATE)
    if state is not InboxState.CORRECTION and recent and all(one.begun for one in stories):
        # Whoever was away is told a story that began meanwhile as a whole.
        return InboxState.NEW
    if state is InboxState.NEW and any(one.done for one in stories):
        # Another list, or a story linked to it, brings up what somebody has looked at.
        return InboxState.UPDATE
    return state


def wanted(places: Sequence[Place], question: InboxQuestion) -> list[Place]:
    """Those in the states that are asked for, from the place that is asked for on."""
    states = question.states or OPEN
    upto = question.before
    return [one for one in places if one.state in states and (not upto or one.alert < upto)]


def held_by(fact: InboxFacts, event: StoryId, silences: Sequence[Silence]) -> str:
    """What keeps digests from telling it now, and until when, in words; `silences`: those that hold back now."""
    if not silences:
        return ""
    traits = Traits(
        watchlist=fact.watchlist,
        topics=fact.topics,
        publisher=fact.publisher,
        language=fact.language,
        tags=fact.tags,
    )
    alert = RoutedAlert(
        id=fact.alert,
        traits=traits,
        story_id=event,
        own_story_id=fact.story,
        reason=fact.reason,
        article_id=fact.article,
        version=fact.version,
        created_at=fact.at,
    )
    met = covering(silences, alert)
    until = covered_until(silences, alert) if met else None
    ends = f" until {until:%Y-%m-%d %H:%M} UTC" if until is not None else ""
    return f"{' and '.join(map(in_words, met))}{ends}"


def counts(places: Sequence[Place]) -> dict[InboxState, int]:
    """How many there are in each state."""
    found = dict.fromkeys(InboxState, 0)
    for one in places:
        found[one.state] += 1
    return found
