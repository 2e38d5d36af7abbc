"""Intake: which entries of a feed's answer are news, baseline, held, or known already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.core.edits import Changes, Sighting, find_changes
from monitor.core.identity import BODY, GUID, LINK, NO_IDENTITY_KEY, Identity, identify, is_known
from monitor.core.urls import canonical_url
from monitor.model.feeds import EntryChange, EntryData, EntryIntent, EntryKnown
from monitor.model.ids import EntryId
from monitor.model.outcomes import IntakeOutcome

_STORM_LEAST_ENTRIES = 10
_STORM_LEAST_ECHOES = 0.5
_MAX_KEYS = 8
"""An entry that gets another guid on every poll must not gather keys for ever."""
_LINK_SHARED_BY = 3
"""So many titles under one link in one answer: the link names none of them."""
_ANY_AGE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeContext:
    """What intake needs beside the entries."""

    first_poll: bool
    lookback_s: int
    """First poll: entries published longer ago are baseline; -1 = none is."""
    max_new: int
    storm_share: float
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeDecision:
    """What one answer brings."""

    entries: tuple[EntryIntent, ...]
    """To be stored, NEW ones from the oldest to the newest."""
    new_keys: tuple[tuple[EntryId, str], ...]
    """Further keys learnt for known entries."""
    overlap: int
    """How many known entries the answer showed."""
    left: int
    """How many new entries were left for the next poll, unstored."""
    notes: tuple[str, ...]
    """Sentences for people."""
    changed: tuple[EntryChange, ...] = ()
    """Known entries whose articles are to be looked at again."""
    later: int = 0
    """How many changes were left for a later poll, unstored."""


@dataclass(slots=True)
class _Item:
    """One distinct entry that was not known."""

    data: EntryData
    canonical: str
    identity: Identity
    keys: tuple[str, ...]
    echoes: bool
    """Its title and body belong to a known entry under another guid and link."""


class _Sorting:
    """The pass over one answer: known entries and items found so far, by key."""

    def __init__(self, known: Sequence[EntryKnown]) -> None:
        self.items: list[_Item] = []
        self.seen: dict[EntryId, Sighting] = {}
        self.learnt: list[tuple[EntryId, str]] = []
        self.stored = {entry.id: entry for entry in known}
        self._holders: dict[str, dict[EntryId, EntryKnown]] = {}
        for entry in known:
            self._hold(entry)

    def sort(self, data: EntryData, canonical: str, identity: Identity) -> None:
        """Tell whether the entry is known, found twice in this answer, or an item to store."""
        holder = self._holder(identity)
        if holder is None:
            self._add(data, canonical, identity)
            return
        if holder.id in self.stored:
            sighting = self.seen.setdefault(holder.id, Sighting(self.stored[holder.id]))
            sighting.shown.append((identity.body, data))
        self._learn(holder, identity)

    def changes(self, most: int, now: datetime) -> Changes:
        """The known entries that changed; ask when all are sorted."""
        return find_changes(list(self.seen.values()), self._holders, most, now)

    def _holder(self, identity: Identity) -> EntryKnown | None:
        """The known or earlier entry that this one is another sight of."""
        for key in identity.keys or (NO_IDENTITY_KEY,):
            for known in self._holders.get(key, {}).values():
                if not identity.keys or is_known(identity, known):
                    return known
        return None

    def _add(self, data: EntryData, canonical: str, identity: Identity) -> None:
        # A key belongs to one entry of a feed; the store would take an entry with a taken key for a known one.
        keys = tuple(key for key in identity.keys or (NO_IDENTITY_KEY,) if key not in self._holders)
        if not keys:
            return
        echoes = any(holder in self.stored for holder in self._holders.get(identity.body, ()))
        self.items.append(_Item(data=data, canonical=canonical, identity=identity, keys=keys, echoes=echoes))
        link = identity.link.removeprefix(LINK)
        # Negative ids mark what is not stored yet, so that duplicates in the same answer find it.
        marker = EntryId(-len(self.items))
        self._hold(EntryKnown(id=marker, keys=frozenset(keys), url_key=link, title_key=identity.title_key))

    def _learn(self, holder: EntryKnown, identity: Identity) -> None:
        """Give the holder the guid and link it was met under for the first time; later entries are judged by them.

        Equal texts alone teach nothing: they are too weak to tie a guid or link to an entry for good.
        """
        if identity.guid not in holder.keys and identity.link not in holder.keys:
            return
        # Keys of the texts that an edited entry had are bounded by themselves.
        earlier = max(sum(key.startswith(BODY) for key in holder.keys) - 1, 0)
        room = max(_MAX_KEYS + earlier - len(holder.keys), 0)
        wanted = (key for key in identity.keys if key.startswith((GUID, LINK)) and key not in self._holders)
        fresh = tuple(wanted)[:room]
        if not fresh:
            return
        if holder.id in self.stored:
            self.learnt += [(holder.id, key) for key in fresh]
        else:
            self.items[-holder.id - 1].keys += fresh
        self._hold(replace(holder, keys=holder.keys | set(fresh)))

    def _hold(self, entry: EntryKnown) -> None:
        for key in entry.keys:
            self._holders.setdefault(key, {})[entry.id] = entry


def lookup_keys(entries: Sequence[EntryData]) -> set[str]:
    """All keys by which entries of this answer may be known."""
    found = (identity.keys or (NO_IDENTITY_KEY,) for _, _, identity in _identified(entries))
    return {key for keys in found for key in keys}


def decide_intake(entries: Sequence[EntryData], known: Sequence[EntryKnown], context: IntakeContext) -> IntakeDecision:
    """Sort a feed's answer; `known` are the feed's entries that carry any of `lookup_keys(entries)`.

    First poll: what is older than the look-back, or undated, is baseline. Later: everything unknown is new, whatever
    its date. A storm (nearly all of a big answer new, but mostly known texts under changed ids) is held. New entries
    beyond `max_new` are left out, the newest first: the next poll finds them unknown again. A known entry with another
    text has changed; see `monitor.core.edits`.
    """
    sorting = _Sorting(known)
    for data, canonical, identity in _identified(entries):
        sorting.sort(data, canonical, identity)
    overlap = len(sorting.seen)
    storm = not context.first_poll and _is_storm(sorting.items, overlap, context.storm_share)
    intents = [_intent(item, _outcome(item, storm, context)) for item in sorting.items]
    fresh = sorted((i for i in enumerate(intents) if i[1].outcome is IntakeOutcome.NEW), key=_by_age)
    taken = [intent for _, intent in fresh[: context.max_new]]
    others = [intent for intent in intents if intent.outcome is not IntakeOutcome.NEW]
    left = len(fresh) - len(taken)
    changes = sorting.changes(context.max_new - len(taken), context.now)
    return IntakeDecision(
        entries=(*others, *taken),
        new_keys=tuple(sorting.learnt),
        overlap=overlap,
        left=left,
        notes=tuple(_notes(others, left, context)),
        changed=changes.noted,
        later=changes.later,
    )


def _identified(entries: Sequence[EntryData]) -> Iterator[tuple[EntryData, str, Identity]]:
    """Each entry with its canonical link and identity; links that name no single article are left out of both."""
    found = []
    titles: dict[str, set[str]] = {}
    for data in entries:
        canonical = canonical_url(data.url)
        identity = identify(data, canonical)
        found.append((data, canonical, identity))
        if identity.link and identity.guid.removeprefix(GUID) != identity.link.removeprefix(LINK):
            titles.setdefault(identity.link, set()).add(identity.title_key)
    for data, canonical, identity in found:
        sharing = len(titles.get(identity.link, ()))
        if sharing >= (2 if identity.link_is_section else _LINK_SHARED_BY):
            yield data, "", identify(data, "")
        else:
            yield data, canonical, identity


def _is_storm(items: list[_Item], overlap: int, share: float) -> bool:
    total = len(items) + overlap
    echoes = sum(item.echoes for item in items)
    return total >= _STORM_LEAST_ENTRIES and len(items) > share * total and echoes > _STORM_LEAST_ECHOES * len(items)


def _outcome(item: _Item, storm: bool, context: IntakeContext) -> IntakeOutcome:
    if not item.identity.keys:
        return IntakeOutcome.NO_IDENTITY
    if storm and item.echoes:
        return IntakeOutcome.STORM_HELD
    if context.first_poll and not _within_lookback(item.data.published_at, context):
        return IntakeOutcome.BASELINE
    return IntakeOutcome.NEW


def _within_lookback(published_at: datetime | None, context: IntakeContext) -> bool:
    if context.lookback_s == _ANY_AGE:
        return True
    if published_at is None or context.lookback_s == 0:
        return False
    return published_at >= context.now - timedelta(seconds=context.lookback_s)


_DETAILS = {
    IntakeOutcome.NEW: "",
    IntakeOutcome.BASELINE: "in the feed when it was first read, and older than the look-back or undated",
    IntakeOutcome.STORM_HELD: "a known text under a changed id, like nearly all entries of this answer",
    IntakeOutcome.NO_IDENTITY: "it has no id, link, title or text",
}


def _intent(item: _Item, outcome: IntakeOutcome) -> EntryIntent:
    identity = item.identity
    return EntryIntent(
        data=item.data,
        keys=item.keys,
        # Whoever links to a section or to a place within a page must not share an article with all who do.
        canonical_url="" if identity.link_is_section or identity.link_is_place else item.canonical,
        outcome=outcome,
        detail=_DETAILS[outcome],
    )


def _by_age(numbered: tuple[int, EntryIntent]) -> tuple[bool, float, int]:
    """The oldest first, then undated ones from the feed's end, where feeds keep their older entries."""
    number, intent = numbered
    published = intent.data.published_at
    return published is None, published.timestamp() if published else 0.0, -number


def _notes(others: list[EntryIntent], left: int, context: IntakeContext) -> Iterator[str]:
    held = sum(intent.outcome is IntakeOutcome.STORM_HELD for intent in others)
    if held:
        yield f"{held} entries came again under changed ids and are held back"
    if left:
        yield f"{left} new entries are left for the next poll (at most {context.max_new} at once)"
