"""Which terms an article must have for a question to hold of it: never fewer articles than those of which it does.

What a word of a text may be read as depends on the word alone, so the words of all articles are read once and those
are kept that may be a word of a name or phrase. An article that lacks one of its words need not be looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain

from monitor.model.archive.search import EVERY, NONE, All, Any, Needs, Terms
from monitor.watch.lexicon import Lexicon, Mode, WordsMet, read_lettered, speaks_alone
from monitor.watch.query import Leaf, Query, tree
from monitor.watch.search.terms import Kind, is_of_word, kept_in, language_term, row_term, signs_of
from monitor.watch.sounds import tokens_of
from monitor.watch.text import tag_text

_SHORT_ROW = 2


Rows = tuple[frozenset[int], ...]
"""For each word of a name or phrase the words of the lexicon of which one must be met."""
Beside = tuple[Collection[int], Collection[str]]
"""Words of the lexicon, and terms of words that are not read and may be no other of its words."""


class WordsRead:
    """Of the terms of an archive those that may be words of a lexicon, by the number of the word."""

    def __init__(
        self, lexicon: Lexicon, terms: Iterable[str], lettered: Iterable[str], beside: Iterable[Beside]
    ) -> None:
        """`lettered` are terms that may be words of names in other letters alone, see `read_lettered`."""
        self._lexicon = lexicon
        self._found: dict[int, set[str]] = defaultdict(set)
        self._doubtful: dict[int, set[str]] = defaultdict(set)
        self._sure: dict[int, set[str]] = defaultdict(set)
        """By the number of the word those that do not speak for it alone, and those that do; of a tag both may hold."""
        self.met: dict[str, WordsMet] = {}
        """By habit of spelling what words stand for."""
        self.signs: list[tuple[str, str]] = []
        """Stretches of signs, with the term of each."""
        words: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for term in terms:
            if is_of_word(term):
                habit, kind, word = kept_in(term)
                words[habit].append((word, term))
                if kind == Kind.HANDLE:
                    words[habit] += ((part, term) for part in tag_text(word, lexicon.knows).split())
            elif (stretch := signs_of(term)) is not None:
                self.signs.append((stretch, term))
        others: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for term in lettered:
            habit, _, word = kept_in(term)
            others[habit].append((word, term))
        unread: dict[str, set[str]] = defaultdict(set)
        for tokens, unread_terms in beside:
            for token in tokens:
                self._found[token].update(unread_terms)
            for habit, _, word in map(kept_in, unread_terms):
                unread[habit].add(word)
        for habit in words.keys() | others.keys() | unread.keys():
            self._read(habit, words[habit], others[habit], unread[habit])
        self._read_rows()

    def alone(self, tokens: Collection[int]) -> frozenset[str]:
        """Of `terms` those that may be the word where it is all of a phrase, what sounds like it counts for none."""
        doubtful = (self._doubtful.get(token, set()) - self._sure.get(token, set()) for token in tokens)
        return self.terms(tokens).difference(*doubtful)

    def terms(self, tokens: Iterable[int]) -> frozenset[str]:
        """The terms that may be any of these words of the lexicon."""
        return frozenset().union(*(self._found.get(token, ()) for token in tokens))

    def _read(
        self,
        habit: str,
        words: Sequence[tuple[str, str]],
        lettered: Sequence[tuple[str, str]],
        unread: Collection[str],
    ) -> None:
        by_word: dict[str, list[str]] = defaultdict(list)
        for word, term in words:
            by_word[word].append(term)
        whole, perhaps = self._lexicon.read_all(by_word, habit), self._lexicon.perhaps_all(by_word, habit)
        others = read_lettered(self._lexicon, {word for word, _ in lettered}, habit)
        for word, term in lettered:
            by_word[word].append(term)
        met = WordsMet({**others, **whole}, perhaps, unread)
        self.met[habit] = met
        for word, readings in met.readings.items():
            for reading in readings:
                self._found[reading.token].update(by_word[word])
                told = self._sure if speaks_alone(reading) else self._doubtful
                told[reading.token].update(by_word[word])
        for word, row in met.perhaps.items():
            for token in tokens_of(row):
                self._found[token].update(by_word[word])

    def _read_rows(self) -> None:
        """A name that is found inside a row of letters is there with its first two."""
        for word in chain.from_iterable(self._lexicon.in_rows.values()):
            for reading in self._lexicon.read(word):
                self._found[reading.token].add(row_term(word[:_SHORT_ROW]))


def row_of(tokens: Sequence[int], lexicon: Lexicon) -> Rows:
    """What must be met of a sequence of words: all but articles, which texts leave out."""
    return tuple(frozenset({token}) for token in tokens if token < 0 or lexicon.words[token].mode is not Mode.ARTICLE)


def needs_of(query: Query, leaf: Callable[[Leaf], Needs]) -> Needs:
    """What a query needs, given what its topics and phrases do."""
    match query:
        case tree.TopicRef() | tree.Phrase():
            return leaf(query)
        case tree.And(wanted):
            return All(tuple(needs_of(item, leaf) for item in wanted))
        case tree.Or(items):
            return Any(tuple(needs_of(item, leaf) for item in items))
        case tree.Near(first, second):
            return All((needs_of(first, leaf), needs_of(second, leaf)))
        case tree.Within(_, inner) | tree.AtLeast(_, inner):
            return needs_of(inner, leaf)
        case tree.Score(_, items):
            return Any(tuple(needs_of(item, leaf) for item, weight in items if weight > 0))
        case tree.Language(codes):
            return Terms(frozenset(map(language_term, codes)))
        case tree.Source():
            return EVERY


def simplified(needs: Needs) -> Needs:
    """The same with as few parts: nothing that is needed twice, no parts that decide nothing."""
    match needs:
        case Terms(any_of):
            return needs if any_of else NONE
        case All(parts):
            found = tuple(dict.fromkeys(_flat(All, map(simplified, parts))))
            if NONE in found:
                return NONE
            return found[0] if len(found) == 1 else All(found)
        case Any(parts):
            flat = list(_flat(Any, map(simplified, parts)))
            if EVERY in flat:
                return EVERY
            terms = frozenset().union(*(part.any_of for part in flat if isinstance(part, Terms)))
            rest = tuple(dict.fromkeys(part for part in flat if not isinstance(part, Terms)))
            both = (*((Terms(terms),) if terms else ()), *rest)
            return both[0] if len(both) == 1 else Any(both)


def terms_in(needs: Needs) -> frozenset[str]:
    """All terms that something speaks of."""
    if isinstance(needs, Terms):
        return needs.any_of
    return frozenset().union(*map(terms_in, needs.parts))


def _flat(kind: type[All] | type[Any], parts: Iterable[Needs]) -> Iterator[Needs]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part
