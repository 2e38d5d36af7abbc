"""One text beside those told before it: which sentence goes back to which, and what is left over on either side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from monitor.stories.statements.added import Standing, added
from monitor.stories.statements.align import Near, compare, in_one_form, nearest
from monitor.stories.statements.changes import changes
from monitor.stories.statements.kinds import OF_TITLES, Comparison, Difference, DifferenceKind, once
from monitor.stories.statements.known import Known
from monitor.stories.statements.other_day import OtherDays, another_day, is_of_one_day, of_told_days
from monitor.stories.statements.placed import (
    Found,
    Placed,
    Watched,
    Words,
    apart,
    are_few_changed,
    is_older,
    much_like,
    share_of_words,
    with_names,
    with_written_names,
)
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.reading.text import ReadText, Told, language_of, read_text, watch_of
from monitor.stories.statements.retelling.covered import Covering
from monitor.stories.statements.retelling.retold import contrary_head, fresh_head, retold
from monitor.stories.statements.setting import EQUAL, Setting
from monitor.stories.statements.swaps.in_place import another_in_place, in_place
from monitor.stories.words.lexicon import lexicon

COPIED = 0.45
"""Share of a text's words that go back to what was told from which it is derived, not retold in own words."""
_AS_GOOD = 0.8
"""Of counterparts nearly as close the one told last counts: it is what a reader believes."""
VERBATIM = 0.8
"""The same from which it is a copy in which somebody changed a few words."""
_DERIVED = 0.25
"""Share from which a text is no retelling in own words."""
_HEAD = 2
_NOTHING: frozenset[str] = frozenset()


class Comparing:
    """One text against those told before it, which are in its language."""

    def __init__(self, told: Sequence[Told], later: Told) -> None:
        self._told, self._later = told, later
        self.edits = False
        """Whether it is another version of a text that was judged."""
        self.stood: Collection[str] = ()
        """Sentences of the later text that are no news, whatever they say otherwise than what was told."""
        self.elsewhere: Collection[Words] = ()
        """The sentences that readers know of other events."""
        self._lexicon = lexicon(language_of(later))
        self._read = [read_text(one, (later.publisher,)) for one in told]
        self._new = read_text(later, [one.publisher for one in told])
        self._watched: Watched = self._new.watched(watch_of(later.names, self._lexicon))
        self._body = self._new.body(self._watched, self._read)
        self._here = {one.words for one in self._body}
        self._held: list[Watched] = [
            text.watched(watch_of((*one.names, *later.names), self._lexicon))
            for one, text in zip(told, self._read, strict=True)
        ]
        held = (names for text in self._held for names in text.values())
        told_names = (name for name, _ in watch_of(later.known, self._lexicon))
        self._known = Known(self._read, frozenset(chain(chain.from_iterable(held), told_names)))
        self._base_at = len(told) - 1
        self._days = OtherDays(list(zip(told, self._read, strict=True)), (later, self._new), self._lexicon)

    def found(self) -> Comparison:
        """All that it says otherwise."""
        if self._is_stale():
            return Comparison(differences=(), share=1.0, equal=0, sentences=len(self._body), stale=True)
        placed = self._placed()
        share = share_of_words(placed)
        setting = self._setting(self._base_at)
        derived = share >= _DERIVED or (setting.same_publisher and not setting.next_of_series)
        placed = [one for one in placed if not self._is_known(*one)]
        changed = list(self._changed(placed, share))
        left = apart(placed, changed, self._here)
        listed = [*changed, *self._titles(), *self._added(left, share), *self._in_place(left)]
        if not derived or (share < COPIED and (setting.next_of_series or not setting.same_publisher)):
            # What was taken over is little: a turn may stand in a sentence that goes back to none.
            listed += retold(self._new, self._body, self._read, self._lexicon)
        # All of them: behind many sentences in other words there may be one that is news.
        kept = once([one for one in listed if one.later not in self.stood])
        return Comparison(
            differences=with_written_names(kept, self._later.names, self._lexicon),
            share=share,
            equal=sum(1 for _, at in placed if at and at.equal),
            sentences=len(self._body),
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
        # What another article says with another thing in it is told by that; an edit has other words for the same.
        strict = self._told[-1].address != self._later.address
        kept = {
            one.shown for one, at in placed if at is not None and at.tells_of_same and not (strict and at.says_more)
        }
        title, was = self._new.title, self._read[-1].title
        if title is not None and was is not None and compare(title, was, self._lexicon).share >= EQUAL:
            kept.add(title.shown)
        return kept - says

    def _is_known(self, one: Line, at: Found | None) -> bool:
        """Whether a sentence stands elsewhere word for word, and what was told says nothing else of its subject."""
        if one.words not in self.elsewhere:
            return False
        return at is None or self._watched.get(one, _NOTHING).isdisjoint(self._held[at.at].get(at.old, _NOTHING))

    def _placed(self) -> list[Placed]:
        """Each sentence with its counterpart in what was told last among the texts that it may go back to."""
        near = [[text.index.near(one) for one in self._body] for text in self._read]
        base = self._base_at = self._base([self._covered(one) for one in near])
        order = [base, *(at for at in reversed(range(len(near))) if at != base)]
        return [
            (one, self._said_since(near, place) or self._counterpart(place, [(at, near[at][place]) for at in order]))
            for place, one in enumerate(self._body)
        ]

    def _said_since(self, near: Sequence[Sequence[Near]], place: int) -> Found | None:
        """In a text that was told after the one that this is compared with, the very same sentence."""
        since = reversed(range(self._base_at + 1, len(near)))
        equal = ((at, near[at][place].equal) for at in since)
        return next((Found(at, old, None) for at, old in equal if old and not self._is_again(place, old, at)), None)

    def _counterpart(self, place: int, near: Sequence[tuple[int, Near]]) -> Found | None:
        """In the first of the texts that has one; of something else that is watched, or another day, for want of it."""
        one, other = self._body[place], None
        for at, found in near:
            if found.equal is not None:
                if not self._is_again(place, found.equal, at):
                    return Found(at, found.equal, None)
                other = other or Found(at, found.equal, None, other_day=True)
                continue
            if not found.others or (new := self._statement(one)) is None:
                continue
            old = {line: said for line in found.others if (said := self._told_statement(line, at)) is not None}
            if (best := nearest(new, old, self._lexicon)) is not None:
                again = not self._is_own(self._told[at]) and self._is_again(place, best[0], at)
                placed = Found(at, *best, other_day=again)
                if not (placed.names_other or again):
                    return placed
                other = other or placed
        return other

    def _statement(self, one: Line | None) -> Statement | None:
        """Of a sentence of the later text, None for its headline."""
        return with_names(one.statement if one else self._new.title, self._watched.get(one))

    def _told_statement(self, one: Line | None, at: int) -> Statement | None:
        return with_names(one.statement if one else self._read[at].title, self._held[at].get(one))

    def _is_again(self, place: int, old: Line, at: int) -> bool:
        """Whether a sentence says of another day what was told, at the head of its text or of something watched.

        What a page still says of itself is of the day on which it said so first.
        """
        one = self._body[place]
        if (self._is_own(self._told[at]) and not self.edits) or (place >= _HEAD and one not in self._watched):
            return False
        return self._days.speak(one, old, at)

    def _base(self, covered: Sequence[int]) -> int:
        """The text that this one is compared with: its own earlier version, else the last of those nearly as close."""
        own = [at for at, one in enumerate(self._told) if self._is_own(one)]
        if own:
            return own[-1]
        return max(at for at, one in enumerate(covered) if one >= _AS_GOOD * max(covered))

    def _is_own(self, one: Told) -> bool:
        return bool(one.address) and one.address == self._later.address

    def _covered(self, near: Sequence[Near]) -> int:
        return sum(one.size for one, found in zip(self._body, near, strict=True) if found.covers)

    def _setting(self, at: int) -> Setting:
        one, later = self._told[at], self._later
        same = bool(one.publisher) and one.publisher == later.publisher
        another = bool(one.address and later.address) and one.address != later.address
        return Setting(
            lexicon=self._lexicon,
            next_of_series=same and another,
            same_publisher=same or not another,
            now=self._new.vocabulary,
            told=self._read[at].vocabulary if self._is_own(one) else self._known.vocabulary,
        )

    def _changed(self, placed: Sequence[Placed], share: float) -> Iterator[Difference]:
        copied = share >= VERBATIM and are_few_changed(placed)
        for place, (one, found) in enumerate(placed):
            if found is not None and found.other_day and (found.pair is None or found.pair.equal):
                yield another_day(one, found.old, at_head=place < _HEAD)
            if found is None or found.pair is None or found.pair.equal:
                continue
            setting = replace(self._setting(found.at), other_day=found.other_day, at_head=place < _HEAD, copied=copied)
            pair, kinds = found.pair, frozenset(DifferenceKind)
            if not (setting.same_publisher or share >= COPIED or pair.share >= EQUAL):
                # Too little like the one told last: only what a sentence much like it, told before, says otherwise too.
                if (like := much_like(self._statement(one), one, self._lines_told(found.at), self._lexicon)) is None:
                    continue
                kinds = frozenset(change.kind for change in changes(pair, self._known, setting))
                pair = like
            for change in changes(pair, self._known, setting):
                again = change.kind is DifferenceKind.OBJECT and self._tells_again(one, found)
                if change.kind in kinds and not again:
                    yield replace(change, at_head=place < _HEAD)

    def _in_place(self, placed: Sequence[Placed]) -> Iterator[Difference]:
        at = self._base_at
        base, own = self._read[at].body(self._held[at]), self._is_own(self._told[at])
        for one, old in in_place(placed, base, at, own=own):
            if (new := self._statement(one)) and (was := self._told_statement(old, at)):
                yield from another_in_place(new, was, self._setting(at).told, self._new.vocabulary, self._lexicon)

    def _lines_told(self, but: int) -> list[tuple[ReadText, Watched]]:
        """The texts told, but for one, the last first."""
        return [(self._read[at], self._held[at]) for at in reversed(range(len(self._read))) if at != but]

    def _tells_again(self, one: Line, found: Found) -> bool:
        """Whether a text told on the same day has all that a sentence says, which is turned round and no form."""
        said, at = self._statement(one), found.at
        if said is None or found.pair is None or in_one_form(found.pair):
            return False
        again = is_of_one_day([self._told[at]], self._later, [one])
        return again and Covering([self._read[at]], self._lexicon).has_all((said,))

    def _titles(self) -> Iterator[Difference]:
        at = next((at for at in reversed(range(len(self._read))) if self._read[at].headline), None)
        if at is None or self._new.headline is None:
            return
        was = self._read[at].headline
        if was is not None and was.words == self._new.headline.words:
            if not self._is_own(self._told[at]) and self._days.speak(self._new.headline, was, at):
                yield another_day(self._new.headline, was, at_head=True)
            return
        new, old = self._statement(None), self._told_statement(None, at)
        if new is None or old is None:
            return
        pair = compare(new, old, self._lexicon)
        own = self.edits or any(map(self._is_own, self._told))
        if pair.share < EQUAL and own:
            yield from contrary_head(new, self._read, self._lexicon)
        if pair.share >= EQUAL and not pair.equal:
            of_titles = OF_TITLES if self._lexicon.listed else OF_TITLES | {DifferenceKind.OBJECT}
            for one in changes(pair, self._known, replace(self._setting(len(self._told) - 1), at_head=True)):
                if one.kind in of_titles or (own and one.kind is DifferenceKind.PLAN):
                    yield replace(one, at_head=True)
        if own:
            yield from fresh_head(new, self._read, self._lexicon)

    def _added(self, placed: Sequence[Placed], share: float) -> Iterator[Difference]:
        own = self.edits or any(self._setting(at).same_publisher for at in range(len(self._told)))
        if not own and share < COPIED:
            return
        standing = Standing(
            lexicon=self._lexicon,
            known=self._known,
            titles=tuple(one.title for one in self._read if one.title),
            about=share >= _DERIVED or None in self._watched or any(one in self._watched for one in self._body[:1]),
            own=own,
            copied=are_few_changed(placed),
            here={line.shown for line in self._body},
            covering=Covering(
                self._read,
                self._lexicon,
                of_told_day=of_told_days(self._body, self._told, (self._later, self._new), self._lexicon),
            ),
        )
        for one, found in placed:
            if found is None and (said := self._statement(one)) is not None:
                yield from added(said, standing)

    def _is_stale(self) -> bool:
        """Whether it is another paper's copy of an older text, and a newer one was told since."""
        if len(self._told) < 2 or any(self._is_own(one) for one in self._told):
            return False  # What an edit left as it was says nothing; what it added was not told before.
        newest = self._told[-1]
        if not self._later.publisher or newest.publisher == self._later.publisher:
            return False
        return is_older([text.every for text in self._read], self._body) and not self._days.alone_say(
            self._body[:_HEAD]
        )
