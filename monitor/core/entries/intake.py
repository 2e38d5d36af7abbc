"""Intake: which entries of a feed's answer are news, baseline, held, or known already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.core.edits import Changes, Sighting, find_changes, shows_what_it_told
from monitor.core.entries.evidence import by_exact, weigh
from monitor.core.entries.identity import BODY, GUID, LINK, NO_IDENTITY_KEY, Identity
from monitor.core.entries.moving import shows_the_latest
from monitor.core.entries.news import DETAILS, IntakeContext, Item, judge
from monitor.core.entries.sameness import Evidence, is_known, shared_key
from monitor.model.feeds import EntryChange, EntryIntent, EntryKnown, EntryTold
from monitor.model.ids import EntryId
from monitor.model.outcomes import IntakeOutcome
from monitor.records import dataclass

_MAX_KEYS = 8
"""An entry that gets another guid on every poll must not gather keys for ever."""


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
    outrun: tuple[EntryId, ...] = ()
    """Known entries whose page shows another item by now: it is theirs no longer."""
    settled: tuple[int, ...] = ()
    """Places of the entries about which nothing is left to decide as long as they are shown as they are."""


class _Sorting:
    """The pass over one answer: known entries and items found so far, by key."""

    def __init__(self, known: Sequence[EntryKnown], evidence: Evidence, now: datetime) -> None:
        self.items: list[Item] = []
        self.seen: dict[EntryId, Sighting] = {}
        self._place = -1
        self.learnt: list[tuple[EntryId, str]] = []
        self.outrun: dict[EntryId, None] = {}
        self._sights: Counter[EntryId] = Counter()
        self._shown: dict[EntryId, list[Identity]] = {}
        self.stored = {entry.id: entry for entry in known}
        self._evidence = evidence
        self._now = now
        self._holders: dict[str, dict[EntryId, EntryKnown]] = {}
        for entry in known:
            self._hold(entry)

    def sort(self, identity: Identity) -> None:
        """Tell whether the entry is known, found twice in this answer, or an item to store."""
        self._place += 1
        holder = self._holder(identity)
        if holder is None:
            self._add(self._placed(identity))
            return
        self._sights[holder.id] += 1
        if holder.id in self.stored:
            sighting = self.seen.setdefault(holder.id, Sighting(self.stored[holder.id]))
            sighting.shown.append((identity.body, identity.data))
        self._learn(holder, identity)

    def is_settled(self, identity: Identity) -> bool:
        """Whether one entry holds all its keys, and shows what it told last; ask when all are sorted."""
        holders = [self._holders.get(key, {}) for key in identity.keys]
        common = set(holders[0]).intersection(*holders[1:]) if holders and not identity.weighed else set()
        if len(common) != 1:
            return False
        holder = holders[0][common.pop()]
        # Of one that is stored now, the first sight made it.
        return self._sights[holder.id] == (holder.id > 0) and shows_what_it_told(holder, identity.data)

    def changes(self, most: int, now: datetime) -> Changes:
        """The known entries that changed; ask when all are sorted."""
        return find_changes(list(self.seen.values()), self._holders, most, now)

    def _holder(self, identity: Identity) -> EntryKnown | None:
        """The known or earlier entry that this one is another sight of."""
        if not identity.keys:
            return next(iter(self._holders.get(NO_IDENTITY_KEY, {}).values()), None)
        ordered = (*sorted(identity.guid_forms), identity.exact, identity.link, identity.body, identity.path)
        for key in dict.fromkeys(ordered):
            for known in self._holders.get(key, {}).values():
                if is_known(identity, known, self._evidence):
                    return known
        return None

    def _placed(self, identity: Identity) -> Identity:
        """A new entry whose link belongs to another one: named by all the link says, or not by the link at all."""
        if identity.link_is_shared or identity.link not in self._holders:
            return identity
        if identity.exact not in self._holders:
            return by_exact(identity)
        if shows_the_latest(identity.canonical) or identity.link in self._evidence.shared:
            self.outrun |= dict.fromkeys(one for one in self._holders[identity.link] if one in self.stored)
        return replace(identity, link_is_shared=True)

    def _add(self, identity: Identity) -> None:
        # A key belongs to one entry of a feed; the store would take an entry with a taken key for a known one.
        keys = tuple(key for key in identity.keys or (NO_IDENTITY_KEY,) if key not in self._holders)
        if not keys:
            return
        if identity.link_is_shared and shared_key(identity.link) not in self._holders:
            keys += (shared_key(identity.link),)
        echoes = any(holder in self.stored for holder in self._holders.get(identity.body, ()))
        self.items.append(Item(identity=identity, keys=keys, echoes=echoes, place=self._place))
        link, data = identity.link.removeprefix(LINK), identity.data
        # Negative ids mark what is not stored yet, so that duplicates in the same answer find it.
        marker = EntryKnown(
            id=EntryId(-len(self.items)),
            keys=frozenset(keys),
            url_key="" if identity.link_is_shared else link,
            title_key=identity.title_key,
            told=EntryTold(title=data.title, text=identity.text, first_seen_at=self._now),
            guid=data.guid,
            url=data.url,
            published_at=data.published_at,
        )
        self._hold(marker)

    def _learn(self, holder: EntryKnown, identity: Identity) -> None:
        """Give the holder the guid and link it was met under for the first time; later entries are judged by them.

        Equal texts alone teach nothing: they are too weak to tie a guid or link to an entry for good.
        """
        if identity.guid_forms.isdisjoint(holder.keys) and identity.link not in holder.keys:
            return
        # Keys of the texts that an edited entry had are bounded by themselves.
        earlier = max(sum(key.startswith(BODY) for key in holder.keys) - 1, 0)
        room = max(_MAX_KEYS + earlier - len(holder.keys), 0)
        known_guid = not identity.guid_forms.isdisjoint(holder.keys)
        wanted = (key for key in identity.keys if key.startswith(LINK) or (key.startswith(GUID) and not known_guid))
        fresh = tuple(key for key in wanted if key not in self._holders)[:room]
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


def lookup_keys(found: Sequence[Identity]) -> set[str]:
    """All keys by which the entries of an answer, recognised by `identities`, may be known."""
    return {key for one in found for key in one.lookups}


def decide_intake(found: Sequence[Identity], known: Sequence[EntryKnown], context: IntakeContext) -> IntakeDecision:
    """Sort a feed's answer: `identities` of its entries; `known` are the feed's that carry any of their `lookup_keys`.

    What is unknown is news, with the exceptions of `monitor.core.entries.news`. New entries beyond `max_new` are left
    out, the newest first: the next poll finds them unknown again. A known entry with another text has changed; see
    `monitor.core.edits`.
    """
    sorting = _Sorting(known, weigh(found, known), context.now)
    for identity in found:
        sorting.sort(identity)
    overlap = len(sorting.seen) + context.passed
    dates = [*(one.published_at for one in found), context.passed_newest]
    outcomes = judge(sorting.items, dates, overlap, context)
    intents = [_intent(item, outcome) for item, outcome in zip(sorting.items, outcomes, strict=True)]
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
        outrun=tuple(sorting.outrun),
        settled=tuple(place for place, one in enumerate(found) if sorting.is_settled(one)),
    )


def _intent(item: Item, outcome: IntakeOutcome) -> EntryIntent:
    identity = item.identity
    nobodys_own = identity.link_is_section or identity.link_is_place or identity.link_is_shared
    return EntryIntent(
        data=identity.data,
        keys=item.keys,
        # Whoever links to a section or to a place within a page must not share an article with all who do.
        canonical_url="" if nobodys_own else identity.canonical,
        outcome=outcome,
        detail=DETAILS[outcome],
    )


def _by_age(numbered: tuple[int, EntryIntent]) -> tuple[bool, float, int]:
    """The oldest first, then undated ones from the feed's end, where feeds keep their older entries."""
    number, intent = numbered
    published = intent.data.published_at
    return published is None, published.timestamp() if published else 0.0, -number


def _notes(others: list[EntryIntent], left: int, context: IntakeContext) -> Iterator[str]:
    repeated = sum(intent.outcome is IntakeOutcome.STORM_HELD for intent in others)
    if repeated:
        yield f"{repeated} entries came again under changed ids and are held back"
    old = sum(intent.outcome is IntakeOutcome.ARCHIVE_HELD for intent in others)
    if old:
        them = "1 old entry turned up late and is" if old == 1 else f"{old} old entries turned up late and are"
        yield f"{them} held back"
    if left:
        yield f"{left} new entries are left for the next poll (at most {context.max_new} at once)"
