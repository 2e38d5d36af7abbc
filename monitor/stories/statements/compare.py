"""What a later text says that readers were not told, statement by statement, against what they were told last."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from monitor.stories.statements.added import Standing, added
from monitor.stories.statements.align import Pair, compare
from monitor.stories.statements.changes import EQUAL, Known, Setting, changes
from monitor.stories.statements.kinds import Difference, DifferenceKind
from monitor.stories.statements.placed import Placed, apart, first, is_known, is_older, said, tells_of_same
from monitor.stories.statements.reading import watch_of
from monitor.stories.statements.retold import contrary_head, retold
from monitor.stories.statements.text import Told, language_of, read_text
from monitor.stories.words.lexicon import lexicon
from monitor.stories.words.stems import fold_word

COPIED = 0.45
"""Share of a text's words that go back to what was told from which it is derived, not retold in own words."""
MOST_TOLD = 4
"""Texts told of one story that a later one is compared with: the last of them."""
_AS_GOOD = 0.8
"""Of counterparts nearly as close the one told last counts: it is what a reader believes."""
_DERIVED = 0.25
"""Share from which a text is no retelling in own words."""
_HEAD = 2
_MOST_FOUND = 20
_OF_TITLES = frozenset(
    {
        DifferenceKind.NEGATION,
        DifferenceKind.DENIAL,
        DifferenceKind.STATE,
        DifferenceKind.NUMBER,
        DifferenceKind.NAME,
        DifferenceKind.ACTOR,
        DifferenceKind.ROLES,
        DifferenceKind.RETRACTION,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comparing found."""

    differences: tuple[Difference, ...]
    share: float
    """Of the later text's content words those that stand in what was told, 0 to 1; 1.0 only if all do."""
    equal: int
    """Sentences that were told word for word."""
    sentences: int
    stale: bool = False
    """Another paper's copy of what was told before something newer."""
    next_address: bool = False
    """The text that it goes back to is the same publisher's, at another address."""
    derived: bool = False
    """Whether it is an edit, a copy or a next text of whom readers were told by: its sentences could be compared."""


def differences(earlier: Told, later: Told) -> tuple[Difference, ...]:
    """What `later` says otherwise than `earlier`, in reading order; `speaking` chooses what is news.

    Two texts of one publisher at one address (or with none known) are versions of one; at two addresses the later is
    taken for the next of a series where its things differ. Pure: the same texts give the same differences.
    """
    return compared((earlier,), later).differences


def speaking(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Those differences that are news."""
    return tuple(one for one in found if one.speaks)


def share_of(earlier: Told, later: Told) -> float:
    """The share of the later text's words that stand in the earlier one, word for word but for inflection and slips."""
    return compared((earlier,), later).share


def unshared(told: Sequence[Told], later: Told) -> str:
    """The sentences of `later` that go back to none of what was told, a line each."""
    return "\n".join(_Comparing(told[-MOST_TOLD:], later).unshared())


def repeated(earlier: Told, later: Told) -> set[str]:
    """The sentences of `later`, its headline among them, that say nothing otherwise than their counterparts before."""
    if language_of(earlier) != language_of(later):
        return set()
    return _Comparing([earlier], later).unchanged()


def compared(
    told: Sequence[Told], later: Told, *, former: Told | None = None, elsewhere: Sequence[Told] = ()
) -> Comparison:
    """`later` against what was told, the texts in the order in which they were told.

    `former`: its own version before this one; then only what this version changed or added speaks, for all else was
    judged before. `elsewhere`: texts on other events that were judged for the same readers; what stands there word for
    word is no news, unless what was told says it otherwise.
    """
    language = language_of(later)
    readable = [one for one in told if language_of(one) == language][-MOST_TOLD:]
    if not readable:
        return Comparison(differences=(), share=0.0, equal=0, sentences=0)
    comparing = _Comparing(readable, later)
    if former is not None:
        comparing.stood = repeated(former, later)
    comparing.elsewhere = {said(one) for text in elsewhere for one in read_text(text, later.names).body}
    return comparing.found()


class _Comparing:
    def __init__(self, told: Sequence[Told], later: Told) -> None:
        self._told, self._later = told, later
        self.stood: Collection[str] = ()
        """Sentences of the later text that are no news, whatever they say otherwise than what was told."""
        self.elsewhere: Collection[object] = ()
        """What readers know of other events, as `said`."""
        self._lexicon = lexicon(language_of(later))
        self._read = [read_text(one, later.names) for one in told]
        self._new = read_text(later)
        self._here = {said(one) for one in self._new.body}
        known = _together([one.known for one in self._read])
        told_names = {name for name, _ in watch_of(later.known, self._lexicon)}
        self._known = replace(known, watched=known.watched | told_names)
        self._base_at = len(told) - 1

    def found(self) -> Comparison:
        if self._is_stale():
            return Comparison(differences=(), share=1.0, equal=0, sentences=len(self._new.body), stale=True)
        placed = self._placed()
        total = sum(len(one.content) for one in self._new.body)
        shared = sum(len(one.content) - len(at[0].added) for one, at in placed if at)
        share = shared / total if total else 0.0
        setting = self._setting(self._base_at)
        derived = share >= _DERIVED or (setting.same_publisher and not setting.next_of_series)
        placed = [one for one in placed if not is_known(*one, self.elsewhere)]
        changed = list(self._changed(placed, share))
        listed = [*changed, *self._titles(), *self._added(apart(placed, changed, self._here), share)]
        if not derived:
            listed += retold(self._new, self._read, self._lexicon)
        return Comparison(
            differences=_once([self._named(one) for one in listed if one.later not in self.stood])[:_MOST_FOUND],
            share=share,
            equal=sum(1 for _, at in placed if at and at[0].equal),
            sentences=len(self._new.body),
            next_address=setting.next_of_series,
            derived=derived,
        )

    def unshared(self) -> list[str]:
        """Sentences without a counterpart."""
        return [one.shown for one, at in self._placed() if at is None]

    def unchanged(self) -> set[str]:
        """Sentences, the headline among them, that say nothing otherwise than their counterparts."""
        placed = self._placed()
        changed = list(self._changed(placed, 1.0))
        says = {one.later for one in (*changed, *self._titles()) if one.speaks}
        placed = apart(placed, changed, self._here)
        kept = {one.shown for one, at in placed if at is not None and tells_of_same(at[0])}
        title, was = self._new.title, self._read[-1].title
        if title is not None and was is not None and compare(title, was, self._lexicon).share >= EQUAL:
            kept.add(title.shown)
        return kept - says

    def _placed(self) -> list[Placed]:
        """Each sentence with its counterpart in what was told last among the texts that it may go back to."""
        found = [[text.index.counterpart(one, self._lexicon) for one in self._new.body] for text in self._read]
        base = self._base_at = self._base([self._covered(one) for one in found])
        order = [base, *(at for at in reversed(range(len(found))) if at != base)]
        return [(one, first(found, order, place)) for place, one in enumerate(self._new.body)]

    def _base(self, covered: Sequence[int]) -> int:
        """The text that this one is compared with: its own earlier version, else the last of those nearly as close."""
        own = [at for at, one in enumerate(self._told) if self._is_own(one)]
        if own:
            return own[-1]
        return max(at for at, one in enumerate(covered) if one >= _AS_GOOD * max(covered))

    def _is_own(self, one: Told) -> bool:
        return bool(one.address) and one.address == self._later.address

    def _covered(self, found: Sequence[Pair | None]) -> int:
        return sum(len(one.content) for one, pair in zip(self._new.body, found, strict=True) if pair is not None)

    def _setting(self, at: int) -> Setting:
        one, later = self._told[at], self._later
        same = bool(one.publisher) and one.publisher == later.publisher
        another = bool(one.address and later.address) and one.address != later.address
        return Setting(
            lexicon=self._lexicon,
            next_of_series=same and another,
            same_publisher=same or not another,
            now=self._new.known.vocabulary,
        )

    def _changed(self, placed: Sequence[Placed], share: float) -> Iterator[Difference]:
        for place, (_, found) in enumerate(placed):
            if found is None or found[0].equal:
                continue
            pair, at = found
            setting = self._setting(at)
            if setting.same_publisher or share >= COPIED or pair.share >= EQUAL:
                for one in changes(pair, self._known, setting):
                    yield replace(one, at_head=place < _HEAD)

    def _titles(self) -> Iterator[Difference]:
        new = self._new.title
        old = next((one.title for one in reversed(self._read) if one.title), None)
        if new is None or old is None:
            return
        pair = compare(new, old, self._lexicon)
        if pair.share < EQUAL and self._is_own(self._told[-1]):
            yield from contrary_head(new, self._read, self._lexicon)
        elif pair.share >= EQUAL and not pair.equal:
            for one in changes(pair, self._known, self._setting(len(self._told) - 1)):
                if one.kind in _OF_TITLES:
                    yield replace(one, at_head=True)

    def _added(self, placed: Sequence[Placed], share: float) -> Iterator[Difference]:
        own = any(self._setting(at).same_publisher for at in range(len(self._told)))
        if not own and share < COPIED:
            return
        standing = Standing(
            lexicon=self._lexicon,
            known=self._known,
            titles=tuple(one.title for one in self._read if one.title),
            own=own,
            only_summary=all(len(one.body) <= 1 for one in self._read),
        )
        for one, found in placed:
            if found is None:
                yield from added(one, standing)

    def _named(self, one: Difference) -> Difference:
        """Watched names as the text has them."""
        if one.kind not in (DifferenceKind.WATCHED, DifferenceKind.ADDED):
            return one
        what = one.what
        for name in self._later.names:
            what = what.replace(" ".join(fold_word(part, self._lexicon.language) for part in name.split()), name)
        return replace(one, what=what)

    def _is_stale(self) -> bool:
        """Whether it is another paper's copy of an older text, and a newer one was told since."""
        if len(self._told) < 2 or any(self._is_own(one) for one in self._told):
            return False  # What an edit left as it was says nothing; what it added was not told before.
        newest = self._told[-1]
        if not self._later.publisher or newest.publisher == self._later.publisher:
            return False
        return is_older([text.body for text in self._read], self._new.body)


def _together(known: Sequence[Known]) -> Known:
    return Known(
        vocabulary=frozenset(chain.from_iterable(one.vocabulary for one in known)),
        states=frozenset(chain.from_iterable(one.states for one in known)),
        numbers=tuple(chain.from_iterable(one.numbers for one in known)),
        watched=frozenset(chain.from_iterable(one.watched for one in known)),
        cues=frozenset(chain.from_iterable(one.cues for one in known)),
    )


def _once(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Each thing once: a headline often says what the first sentence says."""
    first: dict[tuple[DifferenceKind, str], Difference] = {}
    for one in found:
        first.setdefault((one.kind, one.what), one)
    return tuple(first.values())
