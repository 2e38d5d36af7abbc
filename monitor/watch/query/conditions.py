"""Context words: compiled to phrases, and weighed against one mention.

A condition judges the mention, not the article: a mention counts only if its `requires` holds within scope and its
`excludes` does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from monitor.errors import WatchError
from monitor.model.watch import Condition, Scope
from monitor.records import dataclass
from monitor.watch.lexicon import ARTICLES, MOST_WORDS, Mode, Piece, Scan, parse_name, piece, stem
from monitor.watch.lexicon import Sequence as Pieces
from monitor.watch.text import clean, words

MENTION_REACH = 10
"""Words on either side of a mention that `Scope.MENTION` means."""
MOST_REACH = 1_000
_ENDS_IN_Y = re.compile(r"[bcdfghjklmnpqrstvwxz]y$", re.IGNORECASE)
_TURKISH_DROP = re.compile(r"(?=\w*[şğçıŞĞÇ])\w+[bcçdfgğhklmnprsştvyz][ıiuü][lmnrsz]")
"""Words such as şehir and ağız, which lose their last vowel before a suffix; told by a letter only Turkish has."""
_ARABIC_BOUND_LEAST = 4

Place = tuple[int, int]
"""First and last word of a phrase in one part of a text."""


def parse_phrase(text: str, *, exact: bool = False) -> tuple[Pieces, ...]:
    """The sequences of words that a word, phrase or `stem*` of a condition or rule stands for, as written first.

    `exact`: inflected, but in no other spelling, as what speaks against a name is read.

    Raises:
        WatchError: nothing to look for, a stem of too few letters, a `*` that does not end a word.
    """
    body = text.strip()
    if body.startswith("=") or (body.startswith('"') and body.endswith('"!')):
        return parse_name(body).sequences[:1]
    pieces: list[Piece] = []
    for part in body.strip('"').split():
        begun = part.endswith("*")
        found = [word.strip("'’‘`") for word in words(clean(part.rstrip("*")).text)]
        if "*" in part.rstrip("*"):
            raise WatchError(
                "a * may only end a word", source=text, hint="Write militia* to find militia and militias."
            )
        found = [word for word in found if word]
        pieces += (piece(word, Mode.CONTEXT) for word in found)
        if begun:
            pieces[-1:] = [stem(found, text)]
    if not pieces:
        raise WatchError("there is no word to look for", source=text, hint="Write a word, a phrase or a stem*.")
    if len(pieces) > MOST_WORDS:
        raise WatchError(f"a phrase has at most {MOST_WORDS} words", source=text, hint="Write its telling words.")
    phrase = tuple(pieces)
    return tuple(dict.fromkeys((phrase, *_inflected(phrase), *(() if exact else _as_a_name(phrase)))))


def _inflected(pieces: Pieces) -> Iterator[Pieces]:
    """The phrase with one of its words in a form that no ending alone makes of it."""
    for at, word in enumerate(pieces):
        if word.mode is Mode.CONTEXT:
            for form in _forms(word.surface):
                yield (*pieces[:at], form, *pieces[at + 1 :])


def _forms(word: str) -> Iterator[Piece]:
    """city: cities; şehir: şehri; قاعدة: قاعدتها."""
    if _ENDS_IN_Y.search(word):
        yield piece(f"{word[:-1]}ies", Mode.CONTEXT)
    if _TURKISH_DROP.fullmatch(word):
        yield piece(f"{word[:-2]}{word[-1]}{word[-2]}", Mode.CONTEXT)
    if word.endswith("ة") and len(word) >= _ARABIC_BOUND_LEAST:
        yield piece(f"{word[:-1]}ت", Mode.STEM)


def _as_a_name(pieces: Pieces) -> Iterator[Pieces]:
    """Capitalised words may be a name, and are then read as one: Damascus is met as Damaskus, too.

    Nothing is dropped or joined as in the names of topics: "US Army" must not become "Army".
    """
    if any(word.surface[:1].isupper() and not word.surface.isupper() for word in pieces):
        yield tuple(map(_named, pieces))


def _named(word: Piece) -> Piece:
    if word.mode is not Mode.CONTEXT or word.surface.isupper():
        return word
    if word.surface[:1].isupper():
        return piece(word.surface)
    return piece("al", Mode.ARTICLE) if word.folded in ARTICLES else word


@dataclass(frozen=True, slots=True)
class CompiledCondition:
    """A condition with the ids of its phrases."""

    words: tuple[str, ...]
    phrases: tuple[int, ...]
    all: bool
    within: Scope | int


@dataclass(frozen=True, slots=True)
class Guard:
    """All that must hold for a mention: every one of `requires`, none of `excludes`."""

    requires: tuple[CompiledCondition, ...]
    excludes: tuple[CompiledCondition, ...]

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.requires or self.excludes)


def compile_condition(condition: Condition, phrase: Callable[[str], int]) -> CompiledCondition:
    """`condition` with its words registered through `phrase`.

    Raises:
        WatchError: a word cannot be compiled, there is none, or the distance is out of range.
    """
    if not condition.words:
        raise WatchError("a condition needs at least one word", hint="Add a word under any: or all:, or remove it.")
    if isinstance(condition.within, int) and not 0 <= condition.within <= MOST_REACH:
        raise WatchError(
            f"within must lie between 0 and {MOST_REACH} words, not {condition.within}",
            hint="Or write within: sentence or within: document.",
        )
    return CompiledCondition(condition.words, tuple(map(phrase, condition.words)), condition.all, condition.within)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text with the places of all context phrases."""

    scans: tuple[Scan, ...]
    places: Sequence[Mapping[int, list[Place]]]
    """For each part of the text, where each phrase stands, ascending."""

    def distance(self, phrase: int, part: int, mention: Place, within: Scope | int) -> int | None:
        """Words between the mention and the nearest such phrase within scope; None if there is none.

        A phrase that only another part of the text holds is `ELSEWHERE` away.
        """
        places = self.places[part].get(phrase)
        if not places and within is not Scope.DOCUMENT:
            return None
        near = neighbours(places or [], mention)
        if within in _STRETCHES:
            near = self.in_stretch(near, part, mention, within)
        nearest = min((gap(place, mention) for place in near), default=None)
        if within is Scope.DOCUMENT and nearest is None:
            return ELSEWHERE if any(phrase in places for places in self.places) else None
        if nearest is None or within in {*_STRETCHES, Scope.DOCUMENT}:
            return nearest
        return nearest if nearest <= reach(within) else None

    def in_stretch(self, places: Sequence[Place], part: int, mention: Place, within: Scope | int) -> list[Place]:
        """Those places that begin in a sentence, or a paragraph, of the mention."""
        scan = self.scans[part]
        number_of = scan.sentence if within is Scope.SENTENCE else scan.paragraph
        mentioned = {number_of(mention[0]), number_of(mention[1])}
        return [place for place in places if number_of(place[0]) in mentioned]


ELSEWHERE = -1
_STRETCHES = frozenset({Scope.SENTENCE, Scope.PARAGRAPH})


def reach(within: Scope | int) -> int:
    """Words on either side of the mention."""
    return MENTION_REACH if isinstance(within, Scope) else within


def scope_words(within: Scope | int) -> str:
    """Where a condition looks, for people."""
    match within:
        case Scope.DOCUMENT:
            return "in the article"
        case Scope.SENTENCE:
            return "in the sentence"
        case Scope.PARAGRAPH:
            return "in the paragraph"
        case _:
            return f"within {reach(within)} words"


def gap(one: Place, other: Place) -> int:
    """Words between two places; 0 if they touch or overlap."""
    return max(0, other[0] - one[1] - 1, one[0] - other[1] - 1)


def neighbours(places: list[Place], mention: Place) -> list[Place]:
    """The places next to a mention on both sides, and those that begin inside it."""
    before = bisect_left(places, (mention[0], 0))
    behind = bisect_left(places, (mention[1] + 1, 0))
    return places[max(0, before - 2) : behind + 1]
