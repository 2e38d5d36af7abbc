"""Names as watchlists write them, taken apart into the sequences of words that are looked for.

`Imam Ali (military) base`: a part in parentheses may be absent. `=IAB`: capital letters count. `"Fifth Corps"!`: as
written, no inflection, no other transliteration. `grammar:التنف`: with cases and joined particles, in no other
spelling. `Fitburg*`: whatever begins so. What an analyst need not write is added (`expansions`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.errors import WatchError
from monitor.watch.lexicon.designations import acronyms
from monitor.watch.lexicon.expansions import ACRONYM_MOST, expanded
from monitor.watch.lexicon.modes import Mode
from monitor.watch.lexicon.pieces import Piece, Sequence, piece, stem
from monitor.watch.text import (
    COMMONEST,
    clean,
    is_ambiguous,
    is_frequent,
    is_unspaced,
    seam,
    spans,
    words,
)

_WORD_LEAST = 4
"""Letters from which on newsrooms write an acronym like a word."""
MOST_WORDS = 12
MOST_OPTIONAL = 4
"""Parts in parentheses in one name."""
_SIGNS_A_WORD = 4
GRAMMAR = "grammar:"
"""What stands before a name that is met in no other spelling."""
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_LITERAL = re.compile(r'^"(.*)"!$', re.DOTALL)
_DOTTED_ACRONYM = re.compile(r"(?:[^\W\d_a-zа-яё]\.){1,9}[^\W\d_a-zа-яё]\.?")
"""U.N. is no French "un": its capitals count as those of UN do."""
_STEM = re.compile(r"\*(?=\s|$)")
_PLAIN = re.compile(r"[\w' ()-]*")


class ParsedName(NamedTuple):
    """A name taken apart."""

    text: str
    sequences: tuple[Sequence, ...]
    """Every sequence of words that stands for it, as written first."""
    seams: frozenset[str] = frozenset()
    """The marks that stand between its words and part those of others: / : , ? as `text.seam` gives them."""


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
        if _words_of(pieces) > MOST_WORDS:
            raise _refused(f"a name has at most {MOST_WORDS} words", text, "Watch the part that identifies it.")
        found |= dict.fromkeys(expanded(pieces))
        if mode is Mode.NAME and pieces[0].mode is Mode.EXACT:
            found |= dict.fromkeys((*_as_a_word(pieces[0].surface), *acronyms(pieces[0].surface)))
    return ParsedName(text, tuple(found), _seams(body))


def _words_of(pieces: Sequence) -> int:
    """How many words they are; signs of scripts without spaces are pieces of their own, some four to a word."""
    signs = sum(len(word.surface) == 1 and is_unspaced(word.surface) for word in pieces)
    return len(pieces) - signs + -(-signs // _SIGNS_A_WORD)


def _seams(body: str) -> frozenset[str]:
    """The marks between the words of a name that no phrase holds unless it is written so."""
    if body.isascii() and _PLAIN.fullmatch(body):
        return frozenset()
    cleaned = clean(body).text
    at = spans(cleaned)
    return frozenset(seam(cleaned, one, other) for one, other in itertools.pairwise(at)) - {""}


def unmarked(text: str) -> str:
    """A name without the signs that say how it is met: `DMO` for `=DMO`, `Fifth Corps` for `"Fifth Corps"!`."""
    return _marked(text.strip())[0]


def _marked(stripped: str) -> tuple[str, Mode]:
    """A name without the signs that say how it is met, and what they say."""
    if stripped.startswith("="):
        return stripped[1:], Mode.EXACT
    if stripped.startswith(GRAMMAR):
        return stripped.removeprefix(GRAMMAR).strip(), Mode.GRAMMAR
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
    if mode is Mode.NAME and _STEM.search(spelled):
        return tuple(_with_stems(spelled))
    found = [core for word in words(clean(spelled).text) if (core := word.strip("'’‘`"))]
    if mode is Mode.NAME and len(found) == 1 and _is_acronym(found[0]):
        mode = Mode.EXACT
    if mode is Mode.EXACT:
        return tuple(piece(word, Mode.EXACT if any(c.isupper() for c in word) else Mode.LITERAL) for word in found)
    return tuple([piece(word, mode) for word in found])


def _with_stems(spelled: str) -> Iterator[Piece]:
    """The words of a name of which some are met as beginnings: Fitburg* Council."""
    for part in spelled.split():
        found = [core for word in words(clean(part).text) if (core := word.strip("'’‘`"))]
        whole = found[:-1] if part.endswith("*") else found
        yield from map(piece, whole)
        if part.endswith("*"):
            yield stem(found, spelled)


def _as_a_word(acronym: str) -> Iterator[Sequence]:
    """NATO is also written Nato, and HAVEL is Havel; SAFE is not Safe."""
    if len(acronym) >= _WORD_LEAST and not (is_ambiguous(acronym) or is_frequent(acronym, most=COMMONEST)):
        yield (piece(acronym.capitalize(), Mode.EXACT),)


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= ACRONYM_MOST
