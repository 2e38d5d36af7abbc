"""Names that newsrooms translate: "Rapid Support Forces" met as قوات الدعم السريع.

A name is found where every word of it that carries meaning is met, translated by the dictionary or as the name's own
word in any script, in one unbroken run of words with nothing but small words between. The order is left open: each
language has its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations, product
from typing import NamedTuple

from monitor.records import dataclass
from monitor.watch.lexicon import (
    ARTICLES,
    GLUE,
    LANGUAGES,
    Found,
    Mode,
    Piece,
    Scan,
    compounds_in,
    forms_meaning,
    languages_of,
    vocabulary,
)
from monitor.watch.match.name_spans import MOST_GLUE, is_glue, leads_on
from monitor.watch.match.translation.compounds import Compounds
from monitor.watch.match.translation.other_names import (
    AND,
    is_a_row,
    is_another_name,
    is_indefinite,
    is_named_behind,
    keeps_its_capital,
)
from monitor.watch.text import Reading, Script, Variant, Way, bare, fold

_MOST_WORDS = 7
_COMMON_WORDS = 2
_OWN_LETTERS = 4
"""Of a name's own word in a compound: in shorter ones most that is found is another word."""
_OF_ARABIC = "en"
"""The habit of texts in Arabic, and of those in English: Persian, Urdu and others have their own."""
_OFTEN = 64
"""Names that one word of a text may lead to; beyond it a name is too common to be looked for by that word."""
_Elements = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class _Name:
    payload: int
    elements: _Elements
    """For each word of meaning, the tokens that stand for it."""
    concepts: frozenset[int]
    """The words of its own that the dictionary knows: where they are translated, they are not spelled by sound."""
    joined: bool
    """Whether "and" stands in it."""
    capital: bool
    """Whether it is made of two words that the dictionary knows, which are common words unless a capital tells."""
    text: str
    """As it is given, folded."""


class Start(NamedTuple):
    """A name that a word of a text may belong to."""

    name: _Name
    reading: Reading
    rest: tuple[frozenset[int], ...]
    """What is left of the name to be met around the word."""
    wanted: frozenset[int]
    """The tokens that a word of the rest may be read as."""


def _token(concept: int, language: str) -> int:
    """Concepts have tokens below zero, one for each language names are given in."""
    return -1 - concept * len(LANGUAGES) - LANGUAGES.index(language)


class Translations:
    """The names that may be met translated; `add` while compiling, `readings` and `find` while matching."""

    def __init__(self) -> None:
        self._names: list[_Name] = []
        self._wanted: set[int] = set()
        self._languages: dict[str, None] = {}
        self._compounds = Compounds()
        self._own: dict[str, int] = {}
        self._compounds_of: dict[int, tuple[int, ...]] = {}
        """By number of a name the compounds that are made of words of it."""
        self._triggers: dict[int, list[_Name]] = defaultdict(list)

    def add(self, pieces: Sequence[Piece], tokens: Sequence[int], payload: int, language: str) -> None:
        """Look for a name of `language` in the other languages, if it holds a word of the dictionary."""
        known = vocabulary()
        elements: list[frozenset[int]] = []
        translated: list[tuple[int, ...]] = []
        known_words: set[int] = set()
        own: list[tuple[str, int]] = []
        for piece, token in zip(pieces, tokens, strict=True):
            if piece.mode not in {Mode.NAME, Mode.ARTICLE}:
                return
            if piece.mode is Mode.ARTICLE or piece.folded in GLUE or piece.folded in ARTICLES:
                continue
            concepts = tuple(_token(c, language) for c in known.named(piece.folded, language))
            translated.append(concepts)
            elements.append(frozenset({token, *concepts}))
            if concepts:
                known_words.add(token)
            else:
                own.append((piece.folded, token))
        if not 2 <= len(elements) <= _MOST_WORDS or not any(translated):
            return
        self._languages[language] = None
        self._wanted.update(token for concepts in translated for token in concepts)
        written = [piece.folded for piece in pieces]
        self._names.append(
            _Name(
                payload,
                tuple(elements),
                frozenset(known_words),
                joined=not AND.isdisjoint(written),
                capital=len(elements) == len(known_words) == _COMMON_WORDS and keeps_its_capital(pieces),
                text=" ".join(written),
            )
        )
        self._compounds.learn([concepts[0] for concepts in translated if concepts])
        if len(elements) == _COMMON_WORDS:
            self._learn_own(own, [concept for meant in translated for concept in meant])

    def _learn_own(self, own: Iterable[tuple[str, int]], concepts: Sequence[int]) -> None:
        """The compounds of a name's own word and one that is translated: Suezkanal, Ostghouta."""
        for word, token in own:
            if len(word) >= _OWN_LETTERS:
                self._own[word] = token
                for concept in concepts:
                    self._compounds.learn_one((concept, token))

    def finish(self) -> None:
        """Choose for each name the word it is entered at: one of its own if it can be, else the least shared."""
        uses = Counter(token for name in self._names for element in name.elements for token in element)
        for name in self._names:
            if mine := tuple(self._compounds.made_of(frozenset().union(*name.elements))):
                self._compounds_of[name.payload] = mine
            element = min(name.elements, key=lambda tokens: (len(tokens), max(uses[token] for token in tokens)))
            for token in self._with_compounds(name, element):
                self._triggers[token].append(name)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The words that may stand beside each other, small words between, because both belong to a name."""
        for name in self._names:
            for one, other in permutations([self._with_compounds(name, tokens) for tokens in name.elements], 2):
                yield from product(one, other)

    def _with_compounds(self, name: _Name, tokens: frozenset[int]) -> frozenset[int]:
        """These tokens of a name, and its compounds that hold one of them."""
        mine = self._compounds_of.get(name.payload, ())
        return tokens.union(one for one in mine if not tokens.isdisjoint(self._compounds.parts(one)))

    def needed(self) -> Iterator[tuple[int, _Elements]]:
        """The numbers of names that may be met translated, and the words of which one of each must be met."""
        for name in self._names:
            yield name.payload, tuple(self._with_compounds(name, tokens) for tokens in name.elements)

    def triggers(self, readings: Sequence[Reading]) -> bool:
        """Whether a word with these readings starts a name."""
        return any(reading.token in self._triggers for reading in readings)

    def readable(self) -> tuple[set[str], set[str]]:
        """The folded words `readings` knows a meaning of, and the first parts of compounds it knows."""
        wanted = {(-1 - token) // len(LANGUAGES) for token in self._wanted}
        words, parts = forms_meaning()
        return _all(words, wanted), _all(parts, wanted) | self._own.keys()

    def readings(self, forms: Iterable[Variant], script: Script, habit: str) -> Iterator[Reading]:
        """The words of names that a word of a text translates."""
        if not self._names:
            return
        spoken, compounding = languages_of(script, habit), compounds_in(habit)
        known = vocabulary()
        for number, (form, way, _) in enumerate(forms):
            for language, concept in known.meanings.get(form, ()):
                if language in spoken and way <= Way.DERIVED:
                    yield from self._translated(((concept,)), language, form)
            if number == 0 and compounding and script is Script.LATIN:
                for parts in known.parted(form, compounding):
                    yield from self._translated(parts, compounding, form)
                yield from self._beside_own(form, compounding)

    def _beside_own(self, form: str, language: str) -> Iterator[Reading]:
        for concept, own in vocabulary().beside(form, language, self._own):
            for given in self._languages:
                token = self._compounds.token((_token(concept, given), own))
                if token is not None and given != language:
                    yield Reading(token, Way.TRANSLATED, form)

    def _translated(self, concepts: tuple[int, ...], language: str, form: str) -> Iterator[Reading]:
        for given in self._languages:
            if given == language:
                continue
            tokens = tuple(_token(concept, given) for concept in concepts)
            token = tokens[0] if len(tokens) == 1 else self._compounds.token(tokens)
            if token is not None and (token in self._wanted or token in self._compounds):
                yield Reading(token, Way.TRANSLATED, form)

    # While matching

    def starts(self, readings: Sequence[Reading]) -> tuple[Start, ...]:
        """The names that a word with these readings may belong to, wherever it stands."""
        found: list[Start] = []
        for reading in readings:
            for name in self._triggers.get(reading.token, ())[:_OFTEN]:
                rest = self._without(name.elements, reading, name.concepts)
                if rest is not None:
                    tokens = frozenset().union(*rest)
                    found.append(Start(name, reading, rest, self._with_compounds(name, tokens)))
        return tuple(found)

    def find(self, starts: Iterable[Start], position: int, scan: Scan) -> list[Found]:
        """The translated names around the word at `position`, which may begin `starts`."""
        grown = (
            self._grown(start, position, scan)
            for start in starts
            if not start.rest or leads_on(start.wanted, position, scan)
        )
        return [met for met in grown if met is not None]

    def _grown(self, start: Start, position: int, scan: Scan) -> Found | None:
        """The run of words around `position` that holds every word of the name."""
        name, reading, rest = start.name, start.reading, start.rest
        how = {position: reading}
        first = last = position
        while rest:
            step = self._step(name, rest, last, 1, scan) or self._step(name, rest, first, -1, scan)
            if step is None:
                return None
            at, met, rest = step
            how[at] = met
            first, last = min(first, at), max(last, at)
        if all(met.way is not Way.TRANSLATED for met in how.values()) or not self._is_meant(name, how, scan):
            return None
        return Found(name.payload, first, last, tuple(how[at] for at in sorted(how)))

    def _is_meant(self, name: _Name, how: dict[int, Reading], scan: Scan) -> bool:
        """Whether words that translate those of a name are its translation, and not two things or another name."""
        at = sorted(how)
        row = [(bare(fold(scan.words[position])), how[position].detail) for position in at]
        said = [word for word, _ in row]
        if name.capital and scan.words[at[0]].islower() and not is_named_behind(at, row, scan):
            return False
        if name.capital and scan.memory.habit == _OF_ARABIC and is_indefinite(name.text, said, scan.cleaned.text):
            return False
        return (name.joined or not is_a_row(row)) and not is_another_name(name.text, said)

    def _step(
        self, name: _Name, rest: _Elements, edge: int, direction: int, scan: Scan
    ) -> tuple[int, Reading, _Elements] | None:
        """The next word of the run beyond `edge`, and what is left of the name then."""
        at = edge
        crossed: list[tuple[int, int]] = []
        for _ in range(MOST_GLUE + 1):
            before, at = at, at + direction
            if not 0 <= at < len(scan.words):
                return None
            crossed.append((min(at, before), max(at, before)))
            taken = self._taken(name, rest, scan.view.readings(at))
            if taken is not None:
                # Asked last: where words stand is costlier to know than what they are.
                return (at, *taken) if all(scan.view.passable(*seam) for seam in crossed) else None
            if not is_glue(scan.words[at]) or (not name.joined and bare(fold(scan.words[at])) in AND):
                return None
        return None

    def _taken(self, name: _Name, rest: _Elements, readings: Iterable[Reading]) -> tuple[Reading, _Elements] | None:
        """The first of a word's readings that belongs to the name, and what is left of the name then."""
        for reading in readings:
            left = self._without(rest, reading, name.concepts)
            if left is not None:
                return reading, left
        return None

    def _without(self, elements: _Elements, reading: Reading, concepts: frozenset[int]) -> _Elements | None:
        """The elements that are left when a reading has taken its own; None if it has none among them."""
        if reading.way.loose or (reading.way > Way.TRANSLATED and reading.token in concepts):
            return None
        left = elements
        for token in self._compounds.parts(reading.token):
            taken = next((index for index, element in enumerate(left) if token in element), None)
            if taken is None:
                return None
            left = left[:taken] + left[taken + 1 :]
        return left


def _all(forms: dict[int, tuple[str, ...]], concepts: Iterable[int]) -> set[str]:
    return {form for concept in concepts for form in forms.get(concept, ())}
