"""Which articles may mention the topics that something was compiled of: what of the index of the archive each needs."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from monitor.model.archive.search import All, Any, Needs, Terms
from monitor.model.watch import MatchText
from monitor.records import dataclass
from monitor.watch.lexicon import needed
from monitor.watch.match import Compiled, Compiler, Matcher
from monitor.watch.search.needs import Beside, WordsRead, row_of
from monitor.watch.search.terms import kept_in
from monitor.watch.sounds import first_letter

T = TypeVar("T")
Under = Callable[[Collection[str], Sequence[str]], Iterable[str]]
"""The terms that an archive has under some heads, or under what begins so; see `ports.Archive.terms`."""
_MOST_ALONE = 50
"""Heads that are asked for one by one: the words under them are passed over by how they begin, or not read at all."""
_MANY = 2_000
"""Words that take longer to read than articles that have one of them to pass over."""
Key = tuple[str, str]
"""A topic: the id of its watchlist, and its own."""
Row = tuple[frozenset[str], ...]
"""For each word of a name or phrase the terms of the archive that may be it."""


@dataclass(frozen=True, slots=True)
class TermsRead:
    """The terms of an archive, read as what they may be."""

    terms: frozenset[str]
    """Those that were read."""
    unread: frozenset[str]
    """Further ones that may be words of names, which count beside others alone."""
    words: WordsRead
    spelled: Mapping[Key, Collection[str]]
    """Terms of stretches of signs that spell a name, by topic."""


class Offer:
    """Pure and deterministic, as the matcher is."""

    def __init__(self, compiler: Compiler, compiled: Compiled) -> None:
        self._compiler, self._compiled = compiler, compiled
        self.matcher = Matcher(compiled)

    def read(self, under: Under) -> TermsRead:
        """The terms of an archive that may be words of the lexicon."""
        heads = needed(self._compiled.lexicon)
        terms = set(under(heads.exact, heads.beginnings))
        lettered: set[str] = set()
        many: list[tuple[frozenset[int], set[str]]] = []
        few = len(heads.lettered) <= _MOST_ALONE
        for some in [(head,) for head in sorted(heads.lettered)] if few else [tuple(heads.lettered)]:
            first = frozenset().union(*map(heads.first.__getitem__, some))
            # What stands under others as well may be something else, too.
            found = {term for term in under(some, ()) if first_letter(kept_in(term).word) in first} - terms
            if len(found) > _MANY and heads.beside.issuperset(some):
                many.append((frozenset().union(*map(heads.lettered.__getitem__, some)), found))
            else:
                lettered |= found
        # Of one word only: with two that nobody read, what an article must have says little.
        many.sort(key=lambda one: len(one[1]))
        for _, found in many[:-1]:
            lettered |= found
        unread: list[Beside] = [(tokens, found - lettered) for tokens, found in many[-1:]]
        collecting = gc.isenabled()
        gc.disable()
        try:
            words = WordsRead(self._compiled.lexicon, terms, lettered, unread)
        finally:
            if collecting:
                gc.enable()
        return TermsRead(
            frozenset(terms | lettered), frozenset().union(*(found for _, found in unread)), words, self._spelled(words)
        )

    def matcher_of(self, read: TermsRead) -> Matcher:
        """The same matcher for articles of the archive, no word of which it has to read any more."""
        return Matcher(self._compiled, read.words.met)

    def phrase(self, text: str, read: TermsRead) -> Needs:
        """What an article must have in which a phrase stands."""
        return _any_of(self.rows_of(text, read))

    def rows_of(self, text: str, read: TermsRead) -> Iterator[Row]:
        """The ways to say a phrase."""
        number = self._compiled.phrase_ids[text]
        for tokens in dict.fromkeys(tuple(tokens) for tokens, phrase in self._compiler.phrases if phrase == number):
            row = row_of(tokens, self._compiled.lexicon)
            yield tuple(map(read.words.terms if len(tokens) > 1 else read.words.alone, row))

    def topic(self, key: Key, read: TermsRead) -> Needs:
        """What an article must have in which the topic is mentioned."""
        translated = (
            All(tuple(Terms(read.words.terms(tokens)) for tokens in elements))
            for elements in self._translated.get(key, ())
        )
        signs = Terms(frozenset(read.spelled.get(key, ())))
        return Any((_any_of(self._rows(self.written.get(key, ()), read.words)), *translated, signs))

    def _rows(self, sequences: Iterable[Sequence[int]], read: WordsRead) -> Iterator[Row]:
        rows = dict.fromkeys(row_of(tokens, self._compiled.lexicon) for tokens in sequences)
        return (tuple(map(read.terms, row)) for row in rows)

    @cached_property
    def written(self) -> Mapping[Key, Sequence[Sequence[int]]]:
        """The sequences of words that name each topic."""
        return self._by_topic((payload, tokens) for tokens, payload in self._compiler.sequences)

    @cached_property
    def _translated(self) -> Mapping[Key, Sequence[Sequence[Iterable[int]]]]:
        """What must be met of the translations of its names."""
        return self._by_topic(self._compiled.translations.needed())

    def _by_topic(self, payloads: Iterable[tuple[int, T]]) -> Mapping[Key, Sequence[T]]:
        found: dict[Key, list[T]] = defaultdict(list)
        for payload, one in payloads:
            found[self._key(self._compiled.refs[payload].topic)].append(one)
        return found

    def _key(self, number: int) -> Key:
        topic = self._compiled.topics[number]
        return self._compiled.watchlists[topic.watchlist].id, topic.topic.id

    def _spelled(self, read: WordsRead) -> Mapping[Key, Collection[str]]:
        found: dict[Key, set[str]] = defaultdict(set)
        for signs, term in read.signs if self._compiled.lexicon.spoken else ():
            _, mentions = self.matcher.mentions(MatchText(title="", text=signs, language="zh"))
            for one in mentions:
                found[self._key(one.name.topic)].add(term)
        return found

    @cached_property
    def context(self) -> Mapping[Key, frozenset[int]]:
        """The words of the conditions on each topic and its names."""
        words: dict[int, set[int]] = defaultdict(set)
        for tokens, number in self._compiler.phrases:
            words[number].update(tokens)
        found: dict[Key, set[int]] = defaultdict(set)
        for at, topic in enumerate(self._compiled.topics):
            for condition in (*topic.guard.requires, *topic.guard.excludes):
                found[self._key(at)].update(*(words[number] for number in condition.phrases))
        for ref in self._compiled.refs:
            for guard in (self._compiled.guards[number] for number in ref.guards):
                for condition in (*guard.requires, *guard.excludes):
                    found[self._key(ref.topic)].update(*(words[number] for number in condition.phrases))
        return {key: frozenset(tokens) for key, tokens in found.items()}

    def of_phrases(self, texts: Collection[str]) -> frozenset[tuple[str, str]]:
        """The words of those of these phrases that are looked for, as `said`."""
        numbers = {self._compiled.phrase_ids[text] for text in texts if text in self._compiled.phrase_ids}
        tokens = (token for row, number in self._compiler.phrases if number in numbers for token in row)
        return self.said(tokens)

    def said(self, tokens: Iterable[int]) -> frozenset[tuple[str, str]]:
        """Words of the lexicon by what they are, so that they can be compared with those of another one."""
        words = self._compiled.lexicon.words
        return frozenset((words[token].folded, words[token].mode.name) for token in tokens if token >= 0)

    @property
    def seams(self) -> frozenset[str]:
        """The marks that names hold between their words."""
        return self._compiled.seams


def _any_of(rows: Iterable[Row]) -> Needs:
    return Any(tuple(All(tuple(map(Terms, row))) for row in rows))
