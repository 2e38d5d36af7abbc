"""Which stored articles an edit of a watchlist can make a difference to: what they have of the index of the archive.

What a list says of an article depends on the topics that it mentions, so an article that mentions none of those that
were changed is said the same of as before. There are two ways for the words of one topic to touch another: the two
have a word in common, which is then met in the scripts and spellings of either, and the words of all say how tags, and
words cut at a line's end, are taken apart. Both are looked at as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from monitor.model.archive.search import EVERY, NONE, All, Any, Needs, Terms
from monitor.model.watch import Name, Rule, Topic, Watchlist
from monitor.watch.match import Compiler, Matcher
from monitor.watch.packs import pack_names
from monitor.watch.query import Phrase, leaves, parse_query
from monitor.watch.search.needs import simplified
from monitor.watch.search.offer import Offer, Under
from monitor.watch.search.terms import ALWAYS, Kind, is_of_word, kept_in
from monitor.watch.text import tag_text

_CUT_ENDING = 6
"""Letters of an ending behind a word that was cut."""


class Matchers(NamedTuple):
    """Of all lists before an edit, and after it."""

    before: Matcher
    after: Matcher


_Matching = tuple[Topic, tuple[tuple[Name, str], ...]]
_Words = frozenset[tuple[str, str]]


class Edit:
    """A watchlist before and after an edit, among the others that there are."""

    def __init__(
        self,
        watchlist: str,
        before: Sequence[Watchlist],
        after: Sequence[Watchlist],
        earlier: Edit | None = None,
    ) -> None:
        """All lists, before and after; only that of this id differs, or is there on one side alone.

        `earlier`: another edit, whose compiled lists are taken over where they were the same before it.

        Raises:
            WatchError: one of them cannot be compiled.
        """
        self.watchlist = watchlist
        self.lists_before, self.lists_after = tuple(before), tuple(after)
        self.old, self.new = (next((one for one in lists if one.id == watchlist), None) for lists in (before, after))
        same = earlier is not None and earlier.lists_before == self.lists_before
        self._before: Offer = earlier._before if earlier is not None and same else _offer(before)
        self._after = self._before if self.lists_before == self.lists_after else _offer(after)

    def __reduce__(self) -> tuple[type[Edit], tuple[str, tuple[Watchlist, ...], tuple[Watchlist, ...]]]:
        """Another process compiles the lists itself."""
        return Edit, (self.watchlist, self.lists_before, self.lists_after)

    @property
    def before(self) -> Matcher:
        """Of all lists before the edit."""
        return self._before.matcher

    @property
    def after(self) -> Matcher:
        """Of all lists after it."""
        return self._after.matcher

    @cached_property
    def changed(self) -> frozenset[str]:
        """The topics that were changed; all where the rules are others, for they weigh all together."""
        old, new = _topics(self.old), _topics(self.new)
        if _rules(self.old) != _rules(self.new):
            return frozenset(old) | frozenset(new)
        return frozenset(one for one in {*old, *new} if old.get(one) != new.get(one))

    @cached_property
    def apart(self) -> bool:
        """Whether both lists read as one are each read as by itself: no topic that only one of them has, or has
        otherwise, and no rule, has a word in common with the rest."""
        old, new = _topics(self.old), _topics(self.new)
        alone = {one for one in {*old, *new} if old.get(one) != new.get(one)}
        if self.old is None or self.new is None or alone & old.keys() & new.keys():
            return False
        words = {topic: self._words(topic) for topic in {*old, *new}}
        rest: Counter[tuple[str, str]] = Counter(chain.from_iterable(words.values()))
        shared = any(rest[word] > 1 for topic in alone for word in words[topic])
        return not shared and self._words_of_rules().isdisjoint(rest) and self._before.seams == self._after.seams

    @property
    def matchers(self) -> Matchers:
        """Before and after, for any text."""
        return Matchers(self.before, self.after)

    def among(self, under: Under, *, whole: bool = False) -> tuple[tuple[Needs, ...], Matchers]:
        """What an article of an archive must have, any of these, to be judged otherwise; `whole`: to be judged at all.

        And the lists before and after for its articles, whose words are read then.
        """
        every = frozenset({*_topics(self.old), *_topics(self.new)})
        touched = every if whole else self._touched(every)
        parted = self._before.seams != self._after.seams
        if not touched and not parted:
            return (), self.matchers
        found: list[Needs] = [Terms(frozenset({ALWAYS}))]
        of_archive: dict[Offer, Matcher] = {}
        for offer in dict.fromkeys((self._before, self._after)):
            reading = offer.read(under)
            of_archive[offer] = offer.matcher_of(reading)
            for topic in sorted(touched):
                found += _parts(simplified(offer.topic((self.watchlist, topic), reading)))
            rest = sorted(every - touched)
            # Which takes as long as all else here, and is nothing to topics that are looked at anyhow.
            apart = frozenset(term for term in reading.terms if self._reads_otherwise(term)) if rest else frozenset()
            for topic in rest if apart else ():
                mentioned = _parts(simplified(offer.topic((self.watchlist, topic), reading)))
                found += (simplified(All((part, Terms(apart)))) for part in mentioned)
        needs = (EVERY,) if parted else tuple(part for part in dict.fromkeys(found) if part != NONE)
        return needs, Matchers(of_archive[self._before], of_archive[self._after])

    def _touched(self, every: Collection[str]) -> frozenset[str]:
        """The topics that were changed, and those that have a word in common with them."""
        words = {topic: self._words(topic) for topic in every}
        changed: _Words = frozenset().union(*(words[topic] for topic in self.changed))
        if self.changed and changed & self._words_of_rules():
            return frozenset(every)
        return frozenset(one for one in every if one in self.changed or words[one] & changed)

    def _words(self, topic: str) -> _Words:
        key = (self.watchlist, topic)
        return frozenset().union(
            *(offer.said(tokens) for offer in (self._before, self._after) for tokens in offer.written.get(key, ())),
            *(offer.said(offer.context.get(key, ())) for offer in (self._before, self._after)),
        )

    def _words_of_rules(self) -> _Words:
        rules = [rule for one in (self.old, self.new) if one is not None for rule in one.rules]
        phrases = {leaf.text for rule in rules for leaf in leaves(parse_query(rule.query)) if isinstance(leaf, Phrase)}
        return frozenset().union(*(offer.of_phrases(phrases) for offer in (self._before, self._after)))

    def _reads_otherwise(self, term: str) -> bool:
        """Whether a tag, or a word that may stand cut in two, is taken apart otherwise than before."""
        if not is_of_word(term):
            return False
        old, new = self.before.lexicon.knows, self.after.lexicon.knows
        _, kind, word = kept_in(term)
        if kind == Kind.HANDLE:
            return tag_text(word, old) != tag_text(word, new)
        return any(old(word, ending) != new(word, ending) for ending in (0, _CUT_ENDING))


def _offer(lists: Sequence[Watchlist]) -> Offer:
    compiler = Compiler()
    return Offer(compiler, compiler.compiled(lists))


def _parts(needs: Needs) -> Iterator[Needs]:
    """What each alone is enough: one long question is more than an index takes at once."""
    if isinstance(needs, Any):
        yield from needs.parts
    else:
        yield needs


def _topics(watchlist: Watchlist | None) -> dict[str, _Matching]:
    """By its id what matters of each topic to what is met of it."""
    if watchlist is None:
        return {}
    return {
        topic.id: (
            replace(topic, match_examples=(), ignore_examples=(), gap_examples=()),
            tuple(pack_names(topic, watchlist.packs)),
        )
        for topic in watchlist.topics
    }


def _rules(watchlist: Watchlist | None) -> frozenset[Rule]:
    return frozenset(watchlist.rules) if watchlist is not None else frozenset()
