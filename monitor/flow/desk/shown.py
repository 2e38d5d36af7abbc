"""What is shown to a person who is shown some watchlists only: of the settings, of stories, of what went out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.flow.desk.event import event_of
from monitor.model.config import Settings
from monitor.model.desk.sent import SilenceLine
from monitor.model.digests import Digest
from monitor.model.ids import StoryId
from monitor.model.routing import Silence
from monitor.ports import Store

Lists = frozenset[str]
"""Ids of all watchlists that somebody is shown."""


def settings_shown(settings: Settings, lists: Lists) -> Settings:
    """The settings with these lists only, and the subscriptions that tell of no other one.

    Silences stay: what is told next is decided by all of them.
    """
    return replace(
        settings,
        watchlists=tuple(one for one in settings.watchlists if one.id in lists),
        subscriptions=tuple(one for one in settings.subscriptions if lists.issuperset(one.watchlists)),
        pins=tuple(one for one in settings.pins if one.watchlist in lists),
    )


def lists_of_event(store: Store, story: StoryId) -> Lists:
    """The watchlists that alerted on a story's whole event."""
    found = store.lists_of([one.id for one in event_of(store, story)])
    return frozenset(name for names in found.values() for name in names)


def stories_shown(store: Store, stories: Iterable[StoryId], lists: Lists | None) -> frozenset[StoryId]:
    """Those of these stories that one of these lists alerted on; all of them for None."""
    asked = frozenset(stories)
    if lists is None or not asked:
        return asked
    return frozenset(story for story, names in store.lists_of(sorted(asked)).items() if not lists.isdisjoint(names))


def silences_shown(
    store: Store, settings: Settings, lines: Iterable[SilenceLine], lists: Lists
) -> tuple[SilenceLine, ...]:
    """Silences of these lists, or of stories that all are shown."""
    known = {one.id: one for one in settings.silences}
    return tuple(one for one in lines if _shown(store, known[one.id], lists))


def _shown(store: Store, silence: Silence, lists: Lists) -> bool:
    match = silence.match
    named = {*match.watchlists, *(watchlist for watchlist, _ in match.topics)}
    if named:
        return named <= lists
    return bool(match.stories) and stories_shown(store, match.stories, lists) >= frozenset(match.stories)


def digest_shown(settings: Settings, digest: Digest) -> bool:
    """Whether it is of a subscription of these settings, and told of none but their watchlists when it went out."""
    titles, ids = {one.title for one in settings.watchlists}, {one.id for one in settings.watchlists}
    return (
        digest.subscription in {one.id for one in settings.subscriptions}
        and titles.issuperset(digest.lists)
        and ids.issuperset(one.watchlist for one in digest.sections)
    )
