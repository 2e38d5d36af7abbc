"""What an analyst need not write: names without articles, father-of words, words joined or parted, dotted acronyms."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from monitor.watch.lexicon.designations import designations
from monitor.watch.lexicon.modes import ARTICLES, Mode
from monitor.watch.lexicon.pieces import Sequence, piece
from monitor.watch.text import APOSTROPHES, Script, fold, roman_number, script_of

ACRONYM_MOST = 6
"""Letters of a name in capitals that is an acronym."""
_JOINED_MOST = 16
"""Letters of the longest word made by joining words."""
_JOINED_IN_MOST = 5
"""Words of the longest name of which two are joined."""
_KUNYA = {
    "albu": "bu",
    "elbu": "bu",
    "albou": "bou",
    "abu": "bu",
    "abou": "bou",
    "البو": "بو",
    "ابو": "بو",
    "אלבו": "בו",
    "אבו": "בו",
}
"""Father-of words as they begin tribal place names, and what is left of them behind an article."""
_GLUED_KUNYA = re.compile("(البو|אלבו|albu|elbu)(?=.{3})")
_PLAIN_KUNYA = {"البو": "ابو", "אלבו": "אבו", "albu": "abu", "elbu": "abu"}
_SIGNS = frozenset(APOSTROPHES)
_PARTED_LEAST = 4
"""Letters behind a single one that an apostrophe parts from them: O'Brannagh is met as O' Brannagh."""
_SHORT_FOR = {
    "saint": ("st",),
    "sainte": ("ste",),
    "sankt": ("st",),
    "st": ("saint", "sankt"),
    "ste": ("sainte",),
    "mount": ("mt",),
    "mt": ("mount",),
    "fort": ("ft",),
    "ft": ("fort",),
}
"""First words of places that newsrooms write short, with a point or without."""
_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
"""What is written where a keyboard, a passport or an address has no such letters."""
_FIGURES_BEHIND = re.compile(r"([^\W\d_]+)(\d+[^\W\d_]?)")
_CAPITALS_INSIDE = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-zß-ÿ]{2})")
"""Where a coined name has a word's beginning inside."""
_INITIALS_MOST = 3
ANY_ARTICLE = piece("al", Mode.ARTICLE)
"""The piece of a name that stands for whatever article."""


def expanded(pieces: Sequence) -> Iterator[Sequence]:
    """Every sequence of words that stands for the name `pieces`, as written first."""
    if pieces[0].mode is not Mode.NAME:
        yield pieces
        yield from _dotted(pieces)
        yield from _figures_apart(pieces)
        yield from designations(pieces)
        return
    if any(word.mode is Mode.STEM for word in pieces):
        yield pieces
        return
    yield from designations(pieces)
    variants = [pieces, *_figures_apart(pieces), *_short(pieces), *_in_two_letters(pieces)]
    articles = _articles(pieces)
    if articles or pieces[0].folded.startswith(("ال", "ה")):
        variants += (shorter for shorter in dict.fromkeys(_without_articles(pieces, articles)) if shorter != pieces)
    for variant in variants.copy():
        variants += _kunya(variant)
        variants += _parted(variant)
    variants += _without_romans(pieces)
    for variant in variants:
        if len(variant) == 1:
            yield variant
            continue
        at = articles if variant is pieces else _articles(variant)
        yield tuple([ANY_ARTICLE if nth in at else word for nth, word in enumerate(variant)]) if at else variant
        yield from _joined(variant)
    yield from _capitals_apart(pieces)


def _without_romans(pieces: Sequence) -> Iterator[Sequence]:
    """II Corps is also the 2nd and the Second, and World War II also 2."""
    for at, word in enumerate(pieces):
        if len(pieces) > 1 and (number := roman_number(word.surface)):
            yield from ((*pieces[:at], piece(f"{number}{end}"), *pieces[at + 1 :]) for end in ("", "th"))


def _dotted(pieces: Sequence) -> Iterator[Sequence]:
    """I.R.G.C. is met as four words."""
    word = pieces[0].surface
    if (
        len(pieces) == 1
        and pieces[0].mode is Mode.EXACT
        and word.isalpha()
        and word.isupper()
        and 2 < len(word) <= ACRONYM_MOST
    ):
        yield tuple(piece(letter, Mode.EXACT) for letter in word)


def _figures_apart(pieces: Sequence) -> Iterator[Sequence]:
    """TB2 is met as TB-2, as TB-2 is as TB2."""
    for at, word in enumerate(pieces):
        if word.surface.isalpha() or word.mode not in {Mode.NAME, Mode.EXACT}:
            continue
        if (found := _FIGURES_BEHIND.fullmatch(word.surface)) is not None:
            yield (*pieces[:at], piece(found[1], word.mode), piece(found[2], word.mode), *pieces[at + 1 :])


def _capitals_apart(pieces: Sequence) -> Iterator[Sequence]:
    """ExxonMobil is met as Exxon Mobil, JPMorgan as JP Morgan and J.P. Morgan; in capitals, for "deep seek" is none."""
    for at, word in enumerate(pieces):
        parts = _CAPITALS_INSIDE.split(word.surface)
        if len(parts) < 2 or word.mode is not Mode.NAME:
            continue
        before, behind = pieces[:at], pieces[at + 1 :]
        yield (*before, *(piece(part, Mode.EXACT) for part in parts), *behind)
        if parts[0].isupper() and 1 < len(parts[0]) <= _INITIALS_MOST:
            yield (*before, *(piece(part, Mode.EXACT) for part in (*parts[0], *parts[1:])), *behind)


def _short(pieces: Sequence) -> Iterator[Sequence]:
    """Saint Petersburg is met as St. Petersburg, and the other way round; not the last word."""
    for at, word in enumerate(pieces[:-1]):
        for other in _SHORT_FOR.get(word.folded, ()):
            yield (*pieces[:at], piece(other.capitalize()), *pieces[at + 1 :])


def _in_two_letters(pieces: Sequence) -> Iterator[Sequence]:
    """Köln is met as Koeln."""
    if all(word.surface.isascii() for word in pieces):
        return
    spelled = [word.surface.translate(_TWO_LETTERS) for word in pieces]
    if any(other != word.surface for other, word in zip(spelled, pieces, strict=True)):
        yield tuple(map(piece, spelled))


def _articles(pieces: Sequence) -> list[int]:
    """Where articles stand; the last word is none, nor one before figures, and where all are, none is.

    El Al is not "et al", and Il-76 an aircraft.
    """
    if all(word.folded in ARTICLES for word in pieces):
        return []
    behind = zip(range(len(pieces)), pieces, pieces[1:], strict=False)
    return [at for at, word, follows in behind if word.folded in ARTICLES and not follows.folded[:1].isdecimal()]


def _without_articles(pieces: Sequence, at: list[int]) -> Iterator[Sequence]:
    """The name with some of its articles `at` dropped, as long as enough of it is left to be known by."""
    for count in range(1, len(at) + 1):
        for dropped in itertools.combinations(at, count):
            rest = tuple(word for index, word in enumerate(pieces) if index not in dropped)
            if len(rest) > 1 or _known_alone(rest[0].folded):
                yield rest
    first = pieces[0].folded
    if len(pieces) == 1 and first.startswith("ال") and len(first) >= 6:
        yield (piece(first[2:]),)
    if len(pieces) > 1 and first.startswith("ה") and len(first) >= 5:
        yield (piece(first[1:]), *pieces[1:])


def _known_alone(folded: str) -> bool:
    least = {Script.LATIN: 4, Script.CYRILLIC: 4, Script.ARABIC: 3, Script.HEBREW: 3}.get(script_of(folded), 2)
    return len(folded) >= least


def _kunya(pieces: Sequence) -> list[Sequence]:
    """Albu Kamal is also Al-Bu Kamal and Bukamal, and البوكمال is أبو كمال."""
    first, others = pieces[0].folded, pieces[1:]
    found: list[Sequence] = []
    bu = _KUNYA.get(first)
    if bu is not None and others:
        joined = piece(bu + others[0].surface.lower())
        found.append((joined, *others[1:]))
        if first in _PLAIN_KUNYA:
            article = piece(first.removesuffix(bu))
            found += [(article, joined, *others[1:]), (article, piece(bu), *others), (piece(bu), *others)]
    glued = _GLUED_KUNYA.match(first)
    if glued is not None:
        rest = piece(first[glued.end() :])
        found += [(piece(father), rest, *others) for father in (glued.group(), _PLAIN_KUNYA[glued.group()])]
    return found


def _parted(pieces: Sequence) -> list[Sequence]:
    """Ze'ev is met as Ze-ev."""
    for word in pieces:
        if not _SIGNS.isdisjoint(word.surface):
            break
    else:
        return []
    parts = [[part for part in fold(word.surface).split("'") if part] for word in pieces]
    if any(len(of_word) > 1 and _may_part(of_word) for of_word in parts):
        return [tuple(piece(part) for of_word in parts for part in of_word)]
    return []


def _may_part(parts: list[str]) -> bool:
    return min(map(len, parts)) > 1 or (len(parts[0]) == 1 and min(map(len, parts[1:])) >= _PARTED_LEAST)


def _joined(pieces: Sequence) -> Iterator[Sequence]:
    """Every way to write two to four short words together; of a longer name, every way to join two of its words."""
    if not 2 <= len(pieces) <= 4 or sum([len(word.folded) for word in pieces]) > _JOINED_MOST:
        yield from _joined_twos(pieces)
        return
    if len(pieces) == 2:
        yield (piece(pieces[0].surface + pieces[1].surface.lower()),)
        return
    for cuts in itertools.product((False, True), repeat=len(pieces) - 1):
        if not any(cuts):
            continue
        joined = [pieces[0].surface]
        for cut, word in zip(cuts, pieces[1:], strict=True):
            if cut:
                joined[-1] += word.surface.lower()
            else:
                joined.append(word.surface)
        yield tuple(map(piece, joined))


def _joined_twos(pieces: Sequence) -> Iterator[Sequence]:
    """Mohammad Javad Azari is also محمدجواد آذری."""
    if len(pieces) > _JOINED_IN_MOST:
        return
    for at in range(len(pieces) - 1):
        first, second = pieces[at : at + 2]
        if len(first.folded) + len(second.folded) <= _JOINED_MOST:
            yield (*pieces[:at], piece(first.surface + second.surface.lower()), *pieces[at + 2 :])
