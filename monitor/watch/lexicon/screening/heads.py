"""By what the words of an archive are kept apart, so that few of them need be read for a question.

A word stands under the letters with which it begins, folded, and with a capital under the outlines of its consonants.
`needed` says under which a lexicon may know words; words that show nothing so are kept together and always read. It is
the screen turned around, and rests on the same: no ending changes the first letters of a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from monitor.records import dataclass
from monitor.watch.languages import arabic
from monitor.watch.lexicon.screening.plain_words import FOLDED_WORD, plain_words
from monitor.watch.lexicon.screening.screen import Contents, outlines_heard
from monitor.watch.lexicon.screening.sieves_abjad import ARABIC, HEBREW, Abjad, parted
from monitor.watch.sounds import letter_key, letter_keys
from monitor.watch.text import NAME_PARTICLES, Script, bare, fold, ordinal_words, script_of

if TYPE_CHECKING:
    from monitor.watch.lexicon.lexicon import Lexicon

ALWAYS = ""
"""Words that are read for every question."""
FIGURES = "0"
"""Words with figures in them."""
SIGNS = ":"
"""Stretches of signs, in which names are spelled."""
_HEARD = {Script.LATIN: "~l", Script.CYRILLIC: "~c"}
_LETTERS = 3
_SHORT = 2
"""Letters of words that are always read."""
_CHANGED = 4
"""Letters at most at the end of a name that endings put others in the place of."""
_LAST = "\uffff"
_ARTICLES = ("al", "el", "ul")
_BEFORE_ITS_LIKE = ("a", "e")
_ABJADS = {abjad.script: abjad for abjad in (ARABIC, HEBREW)}
_SPELLED, _VOWELS = "~k", "~v"
_OTHERS = (("\u0370", "\u0400"), ("\u0530", "\u0590"), ("\u0780", "\U0010ffff"))
_PARTICLES = ("", *(p for first in ("", "و", "ف") for p in (f"{first}ال", f"{first}بال", f"{first}كال", f"{first}لل")),
              *(f"{first}{p}" for first in ("", "و", "ف") for p in ("ب", "ك", "ل")), "و", "ف")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heads:
    """Under what a lexicon may know words."""

    exact: frozenset[str]
    ranges: tuple[tuple[str, str], ...]
    """From the first to before the second."""

    def hold(self, head: str) -> bool:
        """Whether words under that head have to be read."""
        return head in self.exact or any(first <= head < last for first, last in self.ranges)


def heads(word: str, habit: str) -> frozenset[str]:
    """Under what a word stands that is met in a text of a spelling habit."""
    folded = bare(fold(word))
    script = script_of(folded)
    if min(len(word), len(folded)) <= _SHORT or folded in NAME_PARTICLES or word.lower() in NAME_PARTICLES:
        return frozenset({ALWAYS})
    if word.isascii() and word.isalnum() and not word.isalpha() and any(map(str.isdigit, word)):
        return frozenset({FIGURES})
    pattern = FOLDED_WORD.get(script)
    if not word.isalpha() or pattern is None or pattern.fullmatch(folded) is None:
        return frozenset({ALWAYS})
    # In these scripts a letter that is folded to none may have been one of a name.
    if script in _ABJADS and not plain_words([word])[0][script][0]:
        return frozenset({ALWAYS})
    found = {folded[:_LETTERS]}
    if script in _HEARD and not word.islower():
        outlines = outlines_heard([word], [folded], script, habit)
        found |= {f"{_HEARD[script]}{outline}" for _, outline in outlines} or {_HEARD[script]}
    if (abjad := _ABJADS.get(script)) is not None:
        cores, _ = parted([folded], abjad)
        found |= {f"{_SPELLED}{key}" for core in cores for key in (letter_key(core), *letter_keys([core], script))}
        found |= {f"{_VOWELS}{abjad.outline(core)}" for core in cores}
    return frozenset(found)


def needed(lexicon: Lexicon) -> Heads:
    """Under what the words stand that may be words of a lexicon."""
    contents, screen = lexicon.contents, lexicon.screen
    exact = {ALWAYS}
    ranges: list[tuple[str, str]] = []
    for word in _met_whole(contents):
        if any(map(str.isdigit, word)):
            exact.add(FIGURES)
        ranges += ((front, front + _LAST) for front in (one[:_LETTERS] for one in _beginnings(word)))
    for script, front in _HEARD.items():
        if contents.names_in_letters:
            ranges.append((front, front + _LAST))
        else:
            exact |= {f"{front}{outline}" for outline in screen.sounding(script)}
    for abjad in _ABJADS.values():
        exact |= _in_letters(abjad, contents, lexicon.crossing.deferred_keys)
    if lexicon.spoken:
        ranges += (*_OTHERS, (SIGNS, SIGNS + _LAST))
    return Heads(frozenset(exact), _merged(ranges))


def _in_letters(abjad: Abjad, contents: Contents, deferred: Iterable[str]) -> set[str]:
    """Under what words of an abjad stand that have the consonants of names, with the article in front or without."""
    front, heard = letter_key(abjad.article), abjad.outline(abjad.article)
    keys = {short for key in (*contents.letter_keys, *deferred) for short in (key, key.removeprefix(front))}
    known = {one for key in contents.vowel_keys for one in abjad.outlines_of(abjad.outline(key))}
    outlines = {short for outline in known for short in (outline, outline.removeprefix(heard))}
    return {f"{_SPELLED}{key}" for key in keys} | {f"{_VOWELS}{outline}" for outline in outlines}


def _met_whole(contents: Contents) -> Iterator[str]:
    """All folded words that others may be forms of, or begin with."""
    yield from (word for word in contents.folded if not word.startswith("#"))
    yield from (*contents.prefixes, *contents.compounds, *map(_plain, contents.exact))
    for word, key in ordinal_words():
        if key in contents.folded:
            yield from (word, key)


def _plain(word: str) -> str:
    return bare(fold(word))


def _beginnings(folded: str) -> Iterator[str]:
    """How words may begin that are forms of a folded one."""
    script = script_of(folded)
    kept = max(1, min(_LETTERS, len(folded) - _CHANGED))
    match script:
        case Script.LATIN:
            for pair in ("iz", "or"):
                if (at := folded.find(pair)) >= 0:
                    kept = min(kept, at + 1)
            yield folded[:kept]
            yield from (f"{article}{folded[:1]}" for article in _ARTICLES)
            yield from (f"{vowel}{folded[:1]}" for vowel in _BEFORE_ITS_LIKE)
        case Script.ARABIC:
            stem = folded.removeprefix(arabic.ARTICLE) or folded
            for base in {folded, stem}:
                yield from (f"{particle}{base[:kept]}" for particle in _PARTICLES)
            if "ابو" in {folded, stem}:
                yield from ("ا", "با", "وا", "لا")
        case Script.HEBREW:
            yield from map(chr, range(ord("א"), ord("ת") + 1))
        case Script.CYRILLIC:
            # In front of я, й and е ordinals have other letters: 5-ая, 5-я.
            yield from ("а", "у", "о", "г", "м", "х", folded[:1]) if len(folded) == 1 else (folded[:kept],)
        case _:
            yield folded[:1]
            if "\u1200" <= folded[:1] <= "\u139f":
                yield from map(chr, range(0x1200, 0x13A0))


def _merged(ranges: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The same with as few ranges."""
    merged: list[tuple[str, str]] = []
    for first, last in sorted(set(ranges)):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return tuple(merged)
