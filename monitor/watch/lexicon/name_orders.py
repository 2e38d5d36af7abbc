"""The other ways to write a name, by what it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from monitor.model.watch import Kind
from monitor.watch.lexicon.modes import Mode
from monitor.watch.lexicon.names import parse_name, unmarked
from monitor.watch.lexicon.organisation_names import organisation_orders
from monitor.watch.lexicon.person_names import Order, person_orders
from monitor.watch.lexicon.pieces import Piece, Sequence, piece
from monitor.watch.text import is_rare, listed

_FATHER = re.compile(
    r"(?:[ae]l[ -]?bo?u[ -]?(?=\w{4})|al[ -]bu[ -]|ab[uo][ -]|abou[ -]|ebu[ -])(?=\w{3})", re.IGNORECASE
)
_JOINED_ARTICLE = re.compile(r"(?<=\w[ -])[ae]([dnrstz])(?=\1\w{2})", re.IGNORECASE)
_WITH_ARTICLE = re.compile(r"(\w{3,})[ -][aeu][dlnrstz][ -](\w{3,})", re.IGNORECASE)
_SUN_LETTERS = "dnrstz"
_HYPHENS = re.compile("[\u2010-\u2015]")


def orders(kind: Kind, text: str, pieces: Sequence) -> Iterable[Order]:
    """The other ways to write the name `text` of a person, organisation, unit, place or ship; none for other names.

    `pieces` are its words as written.
    """
    match kind:
        case Kind.PERSON:
            return chain(_of_person(text, pieces), *map(_with_orders, _without_nickname(text)))
        case Kind.ORGANISATION | Kind.UNIT:
            otherwise = map(organisation_orders, _otherwise(text))
            return chain(organisation_orders(pieces), *otherwise, _offices(pieces), _of_two(text, pieces))
        case Kind.PLACE:
            called = (Order(each) for other in _places(unmarked(text)) for each in parse_name(other).sequences)
            return chain(called, _of_two(text, pieces))
        case Kind.THING:
            return chain(_ships(pieces), _of_two(text, pieces))
        case Kind.EVENT:
            return _of_two(text, pieces)


def _of_person(text: str, pieces: Sequence) -> Iterator[Order]:
    """All but what would be half of a double name, or a family name alone: Odile Malandre-Vitry."""
    hyphened = _HYPHENS.sub("-", text).lower()
    for order in person_orders(pieces):
        surfaces = [word.surface.lower() for word in order.pieces]
        parts = "-" in hyphened and order.shortened and not order.inverted
        if not (parts and ("-".join(surfaces) in hyphened or f"{surfaces[-1]}-" in hyphened)):
            yield order


def _places(text: str) -> Iterator[str]:
    """What Arabic names of places are called as well.

    The father in them comes with its article or without: Al-Bukamal and Abu Kamal are Albu Kamal. An article is written
    together with its word, which doubles a letter (Deir Ezzor), and Persian writes all in one (دیرالزور).
    """
    if (found := _FATHER.match(text)) is not None:
        rest = text[found.end() :].capitalize()
        yield from (f"{father} {rest}" for father in ("Albu", "Abu"))
    if _JOINED_ARTICLE.search(text) is not None:
        text = _JOINED_ARTICLE.sub("al-", text)
        yield text
    if (found := _WITH_ARTICLE.fullmatch(text)) is not None:
        first, rest = found[1], found[2].lower()
        yield f"{first}al{rest}"
        if rest[0] in _SUN_LETTERS:
            yield from (f"{first} {vowel}{rest[0]}{rest}" for vowel in "EA")


def _of_two(text: str, pieces: Sequence) -> Iterator[Order]:
    """The name of two things in one, with "and" in any language or as a sign: Jammu & Kashmir, Bosnien-Herzegowina."""
    at = next((at for at in range(1, len(pieces) - 1) if pieces[at].folded in _AND), 0)
    before, behind = pieces[:at], pieces[at + 1 :]
    if not at:
        signed = _SIGNED_AND.split(text)
        if len(signed) != _TWO:
            return
        before, behind = (parse_name(part).sequences[0] for part in signed)
    if _is_capital(before[-1]) and _is_capital(behind[0]):
        yield Order((*before, *behind))
        yield from (Order((*before, piece(word, Mode.LITERAL), *behind)) for word in _ANDS)


def _is_capital(word: Piece) -> bool:
    return word.mode is Mode.NAME and not word.surface[:1].islower()


def _offices(pieces: Sequence) -> Iterator[Order]:
    """Ministry of Finance is the Finance Ministry, Department of Justice the Justice Department."""
    if len(pieces) > _OF and pieces[0].folded in _OFFICES and pieces[1].folded == "of":
        rest = pieces[_OF:]
        yield Order((*rest, pieces[0]))
        if len(rest) == 1 and rest[0].folded in _DEFENCE:
            yield from (Order((piece(word), pieces[0])) for word in _DEFENCE - {rest[0].folded})
        if tuple(word.folded for word in rest) == ("foreign", "affairs"):
            yield Order((rest[0], pieces[0]))


def _ships(pieces: Sequence) -> Iterator[Order]:
    """A ship without what stands before ships' names: the Rubymar is MV Rubymar.

    Naval ones are named after people, so more words than one are left of merchant ships' names alone.
    """
    if len(pieces) < _WITH_A_NAME or not pieces[0].surface.isupper():
        return
    before, rest = pieces[0].folded, pieces[1:]
    if rest[0].surface[:1].isupper() and (before in _MERCHANT or (before in _NAVAL and len(rest) == 1)):
        told = len(rest) > 1 or (len(rest[0].folded) >= _RARE_LETTERS and is_rare(rest[0].folded))
        yield Order(rest, namesake=not told)


_OF, _WITH_A_NAME, _RARE_LETTERS = 2, 2, 5
_DEFENCE = frozenset({"defence", "defense"})
_OFFICES = frozenset({"ministry", "department"})
_MERCHANT = frozenset({"mv", "mt", "fv", "rv", "lng"})
_NAVAL = frozenset({"uss", "hms", "hmas", "hmcs", "hnlms", "rfa", "ins", "tcg", "iris", "kri", "brp", "js", "rss"})


def _with_orders(pieces: Sequence) -> Iterator[Order]:
    yield Order(pieces)
    yield from person_orders(pieces)


def _without_nickname(text: str) -> Iterator[Sequence]:
    """A person's name without what stands in quotation marks inside it: Yusuf "the Fox" Harandi."""
    shorter = _NICKNAME.sub(" ", text)
    if shorter != text:
        yield parse_name(shorter).sequences[0]


def _otherwise(text: str) -> Iterator[Sequence]:
    """A name without what may be unsaid, and with its sign for "and" spelled out."""
    shorter = _OPTIONAL.sub(" ", text)
    if shorter != text and any(map(str.isalnum, shorter)):
        yield parse_name(shorter).sequences[0]
    if _EITHER in text:
        parts = [part for part in text.split(_EITHER) if len(part.split()) > 1]
        yield from (parse_name(part).sequences[0] for part in parts if any(map(str.isalnum, part)))
    if "&" in text:
        yield from (parse_name(text.replace("&", f" {word} ")).sequences[0] for word in _AND)
    for said in _SAID_AND.finditer(text):
        yield from (
            parse_name(f"{text[: said.start()]} {word} {text[said.end() :]}").sequences[0]
            for word in _AND
            if word != said.group().strip()
        )


_NICKNAME = re.compile(r"(?<=\w) +(?:[\"“„«”][^\"“”„«»]+[\"“”»]|[‘'][^‘’']+[’']) +(?=\w)")
_OPTIONAL = re.compile(r"\([^()]*\)")
_EITHER = " / "
"""Between two names of one organisation, as lists write them."""
_AND = ("and", "und", "et", "ve", "y", "и")
_ANDS = listed(
    "and und et y e i en og och ve dan a și si és ja un ir dhe и і й та да ды και և եւ და و اور "
    "और व एवं এবং ও மற்றும் และ እና"
)
"""What two things are joined with, in the languages of other scripts too; Arabic and Hebrew write it at the second."""
_SIGNED_AND = re.compile(r"(?<=\w) ?& ?(?=\w)")
_TWO = 2
_SAID_AND = re.compile(r"(?<=\w) (?:and|und|et|ve|y|и) (?=\w)")
