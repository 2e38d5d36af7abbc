"""Names as watchlists write them, taken apart into the sequences of words that are looked for.

`Imam Ali (military) base`: a part in parentheses may be absent. `=IAB`: capital letters count. `"Fifth Corps"!`: as
written, no inflection, no other transliteration. What an analyst need not write is added here: the article dropped,
words joined that newsrooms join, dotted acronyms.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.errors import WatchError
from monitor.watch.lexicon.lexicon import ARTICLES, Mode
from monitor.watch.text import APOSTROPHES, Script, bare, clean, fold, fold_once, script_of, words

MOST_WORDS = 12
MOST_OPTIONAL = 4
"""Parts in parentheses in one name."""
_ACRONYM_MOST = 6
_JOINED_MOST = 16
"""Letters of the longest word made by joining words."""
_JOINED_IN_MOST = 5
"""Words of the longest name of which two are joined."""
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_LITERAL = re.compile(r'^"(.*)"!$', re.DOTALL)
_DOTTED_ACRONYM = re.compile(r"(?:[^\W\d_a-zа-яё]\.){1,9}[^\W\d_a-zа-яё]\.?")
"""U.N. is no French "un": its capitals count as those of UN do."""
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
_SIGNS = frozenset(APOSTROPHES)
_PLAIN_KUNYA = {"البو": "ابو", "אלבו": "אבו", "albu": "abu", "elbu": "abu"}


class Piece(NamedTuple):
    """One word of a name; made by `piece`."""

    surface: str
    mode: Mode
    folded: str
    """Folded, without apostrophes."""


def piece(surface: str, mode: Mode = Mode.NAME) -> Piece:
    """The word `surface` of a name."""
    if surface.isascii() and surface.isalnum():
        return Piece(surface, mode, surface.lower())
    return Piece(surface, mode, bare(fold_once(surface)))


_ANY_ARTICLE = piece("al", Mode.ARTICLE)

Sequence = tuple[Piece, ...]


class ParsedName(NamedTuple):
    """A name taken apart."""

    text: str
    sequences: tuple[Sequence, ...]
    """Every sequence of words that stands for it, as written first."""


def parse_name(text: str) -> ParsedName:
    """Take a name apart.

    Raises:
        WatchError: it is empty, has unbalanced or too many parentheses, or too many words.
    """
    body, mode = _marked(text.strip())
    if mode is Mode.NAME and _DOTTED_ACRONYM.fullmatch(body):
        letters = [letter for letter in body if letter.isalpha()]
        return ParsedName(
            text, ((piece("".join(letters), Mode.EXACT),), tuple(piece(letter, Mode.EXACT) for letter in letters))
        )
    found: dict[Sequence, None] = {}
    plain = "(" not in body and ")" not in body and any(map(str.isalnum, body))
    for spelled in (body,) if plain else _without_optional(body, text):
        pieces = _pieces(spelled, mode)
        if not pieces:
            raise _refused("a name needs at least one letter or digit", text, "Write the name as newspapers spell it.")
        if len(pieces) > MOST_WORDS:
            raise _refused(f"a name has at most {MOST_WORDS} words", text, "Watch the part that identifies it.")
        found |= dict.fromkeys(_expanded(pieces))
    return ParsedName(text, tuple(found))


def unmarked(text: str) -> str:
    """A name without the signs that say how it is met: `DMO` for `=DMO`, `Fifth Corps` for `"Fifth Corps"!`."""
    return _marked(text.strip())[0]


def _marked(stripped: str) -> tuple[str, Mode]:
    """A name without the signs that say how it is met, and what they say."""
    if stripped.startswith("="):
        return stripped[1:], Mode.EXACT
    if stripped.startswith('"'):
        if (literal := _LITERAL.match(stripped)) is not None:
            return literal.group(1), Mode.LITERAL
        if stripped.endswith('"') and len(stripped) > 1:
            return stripped[1:-1], Mode.NAME
    return stripped, Mode.NAME


def _refused(message: str, source: str, hint: str) -> WatchError:
    return WatchError(message, source=source, hint=hint)


def _without_optional(body: str, source: str) -> Iterator[str]:
    """The body with each parenthesised part present and absent, present first."""
    _check_parentheses(body, source)
    parts = _PARENTHESIS.split(body)
    if len(parts) // 2 > MOST_OPTIONAL:
        raise _refused(f"a name has at most {MOST_OPTIONAL} optional parts", source, "Write two names instead.")
    for kept in itertools.product((True, False), repeat=len(parts) // 2):
        chosen = [part for index, part in enumerate(parts) if index % 2 == 0 or kept[index // 2]]
        spelled = "".join(chosen)
        if any(c.isalnum() for c in spelled):
            yield spelled
        elif all(kept):
            raise _refused(
                "a name needs at least one letter or digit", source, "Write the name as newspapers spell it."
            )


def _check_parentheses(body: str, source: str) -> None:
    depth = 0
    for sign in body:
        depth += (sign == "(") - (sign == ")")
        if depth > 1:
            raise _refused("parentheses inside parentheses", source, "Write two names instead.")
        if depth < 0:
            break
    if depth:
        raise _refused("the parentheses do not pair", source, "Write an optional part as (part).")


def _pieces(spelled: str, mode: Mode) -> Sequence:
    found = [core for word in words(clean(spelled).text) if (core := word.strip("'’‘`"))]
    if mode is Mode.NAME and len(found) == 1 and _is_acronym(found[0]):
        mode = Mode.EXACT
    if mode is Mode.EXACT:
        return tuple(piece(word, Mode.EXACT if any(c.isupper() for c in word) else Mode.LITERAL) for word in found)
    return tuple([piece(word, mode) for word in found])


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= _ACRONYM_MOST


def _expanded(pieces: Sequence) -> Iterator[Sequence]:
    if pieces[0].mode is not Mode.NAME:
        yield pieces
        yield from _dotted(pieces)
        return
    variants = [pieces]
    articles = _articles(pieces)
    if articles or pieces[0].folded.startswith(("ال", "ה")):
        variants += (shorter for shorter in dict.fromkeys(_without_articles(pieces, articles)) if shorter != pieces)
    for variant in variants.copy():
        variants += _kunya(variant)
        variants += _parted(variant)
    for variant in variants:
        if len(variant) == 1:
            yield variant
            continue
        at = articles if variant is pieces else _articles(variant)
        yield tuple([_ANY_ARTICLE if nth in at else word for nth, word in enumerate(variant)]) if at else variant
        yield from _joined(variant)


def _dotted(pieces: Sequence) -> Iterator[Sequence]:
    """I.R.G.C. is met as four words."""
    word = pieces[0].surface
    if (
        len(pieces) == 1
        and pieces[0].mode is Mode.EXACT
        and word.isalpha()
        and word.isupper()
        and 2 < len(word) <= _ACRONYM_MOST
    ):
        yield tuple(piece(letter, Mode.EXACT) for letter in word)


def _articles(pieces: Sequence) -> list[int]:
    """Where articles stand; the last word is none."""
    return [index for index in range(len(pieces) - 1) if pieces[index].folded in ARTICLES]


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
    if any(len(of_word) > 1 and min(map(len, of_word)) > 1 for of_word in parts):
        return [tuple(piece(part) for of_word in parts for part in of_word)]
    return []


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
