"""Names as watchlists write them, taken apart into the sequences of words that are looked for.

`Imam Ali (military) base`: a part in parentheses may be absent. `=IAB`: capital letters count. `"Fifth Corps"!`: as
written, no inflection, no other transliteration. What an analyst need not write is added here: the article dropped,
words joined that newsrooms join, dotted acronyms.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from monitor.errors import WatchError
from monitor.watch.clean import clean
from monitor.watch.fold import Script, bare, fold, script_of
from monitor.watch.lexicon import ARTICLES, Mode
from monitor.watch.tokens import words

MOST_WORDS = 12
MOST_OPTIONAL = 4
"""Parts in parentheses in one name."""
_ACRONYM_MOST = 6
_JOINED_MOST = 16
"""Letters of the longest word made by joining words."""
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_LITERAL = re.compile(r'^"(.*)"!$', re.DOTALL)
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


class Piece(NamedTuple):
    """One word of a name."""

    surface: str
    mode: Mode

    @property
    def folded(self) -> str:
        """Folded, without apostrophes."""
        return _folded(self.surface)


@lru_cache(maxsize=16_384)
def _folded(surface: str) -> str:
    return bare(fold(surface))


Sequence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name taken apart."""

    text: str
    sequences: tuple[Sequence, ...]
    """Every sequence of words that stands for it, as written first."""


def parse_name(text: str) -> ParsedName:
    """Take a name apart.

    Raises:
        WatchError: it is empty, has unbalanced or too many parentheses, or too many words.
    """
    stripped = text.strip()
    mode, body = Mode.NAME, stripped
    if (literal := _LITERAL.match(stripped)) is not None:
        mode, body = Mode.LITERAL, literal.group(1)
    elif stripped.startswith("="):
        mode, body = Mode.EXACT, stripped[1:]
    elif stripped.startswith('"') and stripped.endswith('"') and len(stripped) > 1:
        body = stripped[1:-1]
    found: dict[Sequence, None] = {}
    for spelled in _without_optional(body, text):
        pieces = _pieces(spelled, mode)
        if not pieces:
            raise _refused("a name needs at least one letter or digit", text, "Write the name as newspapers spell it.")
        if len(pieces) > MOST_WORDS:
            raise _refused(f"a name has at most {MOST_WORDS} words", text, "Watch the part that identifies it.")
        found.update(dict.fromkeys(_expanded(pieces)))
    return ParsedName(text, tuple(found))


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
    found = [word.strip("'’‘`") for word in words(clean(spelled).text)]
    found = [word for word in found if word]
    if mode is Mode.NAME and len(found) == 1 and _is_acronym(found[0]):
        mode = Mode.EXACT
    if mode is Mode.EXACT:
        return tuple(Piece(word, Mode.EXACT if any(c.isupper() for c in word) else Mode.LITERAL) for word in found)
    return tuple(Piece(word, mode) for word in found)


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= _ACRONYM_MOST


def _expanded(pieces: Sequence) -> Iterator[Sequence]:
    if any(piece.mode is not Mode.NAME for piece in pieces):
        yield pieces
        yield from _dotted(pieces)
        return
    variants = list(dict.fromkeys((pieces, *_without_articles(pieces))))
    variants += [taken for variant in variants for taken in (*_kunya(variant), *_parted(variant))]
    for variant in variants:
        yield tuple(Piece("al", Mode.ARTICLE) if _is_article(piece, variant) else piece for piece in variant)
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
        yield tuple(Piece(letter, Mode.EXACT) for letter in word)


def _is_article(piece: Piece, pieces: Sequence) -> bool:
    return piece.folded in ARTICLES and piece is not pieces[-1]


def _without_articles(pieces: Sequence) -> Iterator[Sequence]:
    """The name with some of its articles dropped, as long as enough of it is left to be known by."""
    at = [index for index, piece in enumerate(pieces) if _is_article(piece, pieces)]
    for count in range(1, len(at) + 1):
        for dropped in itertools.combinations(at, count):
            rest = tuple(piece for index, piece in enumerate(pieces) if index not in dropped)
            if len(rest) > 1 or _known_alone(rest[0].folded):
                yield rest
    first = pieces[0].folded
    if len(pieces) == 1 and script_of(first) is Script.ARABIC and first.startswith("ال") and len(first) >= 6:
        yield (Piece(first[2:], Mode.NAME),)
    if len(pieces) > 1 and script_of(first) is Script.HEBREW and first.startswith("ה") and len(first) >= 5:
        yield (Piece(first[1:], Mode.NAME), *pieces[1:])


def _known_alone(folded: str) -> bool:
    least = {Script.LATIN: 4, Script.CYRILLIC: 4, Script.ARABIC: 3, Script.HEBREW: 3}.get(script_of(folded), 2)
    return len(folded) >= least


def _kunya(pieces: Sequence) -> Iterator[Sequence]:
    """Albu Kamal is also Al-Bu Kamal and Bukamal, and البوكمال is أبو كمال."""
    first = pieces[0].folded
    bu = _KUNYA.get(first)
    if bu is not None and len(pieces) > 1:
        yield (Piece(bu + pieces[1].surface.lower(), Mode.NAME), *pieces[2:])
        if first in _PLAIN_KUNYA:
            article = Piece(first.removesuffix(bu), Mode.NAME)
            yield (article, Piece(bu + pieces[1].surface.lower(), Mode.NAME), *pieces[2:])
            yield (article, Piece(bu, Mode.NAME), *pieces[1:])
            yield (Piece(bu, Mode.NAME), *pieces[1:])
    glued = _GLUED_KUNYA.match(first)
    if glued is not None:
        rest = Piece(first[glued.end() :], Mode.NAME)
        yield (Piece(glued.group(), Mode.NAME), rest, *pieces[1:])
        yield (Piece(_PLAIN_KUNYA[glued.group()], Mode.NAME), rest, *pieces[1:])


def _parted(pieces: Sequence) -> Iterator[Sequence]:
    """Ze'ev is met as Ze-ev."""
    parts = [[part for part in fold(piece.surface).split("'") if part] for piece in pieces]
    if any(len(of_word) > 1 and min(map(len, of_word)) > 1 for of_word in parts):
        yield tuple(Piece(part, Mode.NAME) for of_word in parts for part in of_word)


def _joined(pieces: Sequence) -> Iterator[Sequence]:
    """Every way to write two to four short words together."""
    if not 2 <= len(pieces) <= 4 or sum(len(piece.folded) for piece in pieces) > _JOINED_MOST:
        return
    for cuts in itertools.product((False, True), repeat=len(pieces) - 1):
        if not any(cuts):
            continue
        joined = [pieces[0].surface]
        for cut, piece in zip(cuts, pieces[1:], strict=True):
            if cut:
                joined[-1] += piece.surface.lower()
            else:
                joined.append(piece.surface)
        yield tuple(Piece(surface, Mode.NAME) for surface in joined)
