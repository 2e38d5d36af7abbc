"""The anatomy of a person's name: titles, particles, given names, family name, and the orders they are written in.

A full name is met in another order, without its titles, and with a word between its words that the watchlist does not
give; of a name of three parts and more the first and the last are met alone. Arabic, Persian and East Slavic usage and
the lists of sanctions put the family name first, with a comma or without.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.watch.lexicon.modes import ARTICLES, Mode
from monitor.watch.lexicon.pieces import Piece, Sequence, piece
from monitor.watch.text import (
    FUNCTION_WORDS,
    Script,
    bare,
    fold,
    is_frequent,
    is_given_name,
    is_rare,
    listed,
    other_given_names,
    script_of,
)


def _folded(words: str) -> frozenset[str]:
    return frozenset(bare(fold(word)) for word in listed(words))


_RANKS = _folded(
    "mr mrs ms miss dr doctor prof professor president minister premier chancellor general gen lieutenant lt "
    "colonel col major maj brigadier brig captain capt sergeant sgt corporal admiral commodore commander marshal "
    "cdr sir lady hojjat hojjatoleslam engineer eng judge senator governor ambassador secretary comrade jr sr ii "
    "iii esq phd г-н господин доктор профессор генерал полковник майор капитан президент министр الدكتور اللواء "
    "العميد العقيد الرئيس الوزير المهندس دكتر سردار"
)
"""No part of a name."""
_HONOURS = _folded(
    "sheikh shaykh sheik cheikh sayed sayyid sayyed seyed seyyed mullah molla mulla mawlawi maulavi maulvi "
    "mowlawi haji hajji hadji hajj alhaji qari hafiz ayatollah imam mufti ustad king queen prince princess emir "
    "amir lord dame father brother junior senior السيد الشيخ الحاج سيد حاج"
)
"""Said or not, but for many a person the first part of the name."""
TITLES = _RANKS | _HONOURS
SONS = frozenset(listed("bin ben ibn bint ould uld wuld بن ابن بنت"))
"""May be said or not."""
_LEADING = _folded(
    "abu abou abi abd abdul abdel abdal abdol abdur umm oum van von der den de di da del della la le ter mac st "
    "ابو عبد ام"
)
"""Go with the word behind them."""
_LEAST_PARTS, _MOST_PARTS, _THREE = 2, 6, 3
_RARE_LETTERS = 5
PATRONYMIC = ("vich", "vitch", "vna", "wna", "una", "вич", "вна", "уна")
_INITIAL_LETTERS = 2
"""Of a given name that tell what its initial is: Sh is Ш."""
_PARTS_TO_LEAVE_OUT = 4
"""From which on one of the parts inside or at the end may be unsaid."""


_MOST_TRADITIONS = 16
"""Ways to write the given names of one person."""
_POPES = {
    "leo": "leone leon léon leão lew лев лео ليو لاون ליאו",
    "francis": "francesco francisco françois franziskus franciscus franciszek франциск فرنسيس פרנציסקוס",
    "benedict": "benedetto benedicto benoît benedikt benedykt бенедикт بنديكتوس בנדיקטוס",
    "john": "giovanni juan jean johannes jan иоанн يوحنا יוחנן",
}
_POPE = "papa pape papst paus papież paven påven папа البابا بابا האפיפיור אפיפיור"
"""Regnal names, and what popes are called, by general knowledge; in the order of their languages."""


class Order(NamedTuple):
    """Another way to write a name."""

    pieces: Sequence
    inverted: int = 0
    """Words of the family name that stands first and may have a comma behind it; 0 if it does not."""
    unsaid: Sequence = ()
    """What must stand elsewhere in the article if this is to be the person and no namesake."""
    shortened: bool = False
    """Whether but two parts of a longer name of a person are said: another one between them is somebody else's."""
    namesake: bool = False
    """Whether it is too little to be sure of."""
    linked: bool = False
    """Whether small words may stand between its words: those of a long name of an organisation, without its own."""
    formed: int = 0
    """Of one word beside a legal form: above 0 if the word stands in front of it, below if behind; 0 for all others.

    1 for a form of the kind that is given, 2 for another one.
    """
    tradition: bool = False
    """Whether the given name is another language's for it, so that the family name must be met as it is spelled."""


def person_orders(pieces: Sequence) -> Iterator[Order]:
    """The other ways to write a person's name of two parts and more."""
    named = parts_of(pieces)
    if not _LEAST_PARTS <= len(named) <= _MOST_PARTS:
        return
    plain = _parts(tuple(word for word in _joined(named) if word.folded not in _HONOURS))
    found = {pieces}
    for order in (
        Order(_joined(named)),
        *_without_honours(named, plain),
        *_turned(named),
        *_shorter(named),
        *_initialled(named),
        *_traditional(named),
        *_popes(pieces),
    ):
        if order.pieces not in found:
            found.add(order.pieces)
            yield order


def parts_of(pieces: Sequence) -> tuple[Sequence, ...]:
    """A person's name without ranks, "son of" and articles, "von" and "Abu" with the word behind them.

    Nothing of a name of which a word is not met like a name.
    """
    if any(word.mode not in {Mode.NAME, Mode.ARTICLE} for word in pieces):
        return ()
    words = tuple(word for word in pieces if word.mode is Mode.NAME and word.folded not in ARTICLES)
    return _parts(tuple(word for word in words if word.folded not in _RANKS | SONS))


def _without_honours(named: tuple[Sequence, ...], plain: tuple[Sequence, ...]) -> Iterator[Order]:
    """Of a name of two parts beside them, one must be said somewhere: Hafiz Ahmad is not every Ahmad."""
    if len(plain) >= _LEAST_PARTS and len(plain) < len(named):
        if len(plain) > _LEAST_PARTS:
            yield Order(_joined(plain))
            yield from _turned(plain)
        else:
            yield Order(_joined(plain), unsaid=tuple(word for word in _joined(named) if word not in _joined(plain)))


def _turned(parts: tuple[Sequence, ...]) -> Iterator[Order]:
    """The last part first, and the first one last."""
    yield Order((*parts[-1], *_joined(parts[:-1])), inverted=len(parts[-1]))
    if len(parts) > 2:
        yield Order((*_joined(parts[1:]), *parts[0]), inverted=sum(map(len, parts[1:])))
    if len(parts) == len(words := _joined(parts)) == _THREE:
        first, second, third = words
        yield Order((piece(second.surface + third.surface.lower()), first))
        yield Order((third, piece(first.surface + second.surface.lower())), inverted=1)


def _shorter(parts: tuple[Sequence, ...]) -> Iterator[Order]:
    if len(parts) >= _PARTS_TO_LEAVE_OUT:
        yield from (Order(_joined((*parts[:at], *parts[at + 1 :]))) for at in range(1, len(parts)))
    if len(parts) > 2:
        first, last = parts[0], parts[-1]
        between = _joined(parts[1:-1])
        patronymic = any(word.folded.endswith(PATRONYMIC) for word in between)
        unsaid = () if not patronymic and _are_rare(first, last) else between
        yield Order((*first, *last), unsaid=unsaid, shortened=True)
        yield Order((*last, *first), inverted=len(last), unsaid=unsaid, shortened=True)
        families = _is_rare(last) and not is_given_name(parts[-2][-1].folded)
        for said, left, sure in ((parts[:2], parts[2:], False), (parts[-2:], parts[:-2], families)):
            yield Order(_joined(said), unsaid=() if sure or _is_a_name(said) else _joined(left), shortened=True)


def _is_a_name(two: tuple[Sequence, ...]) -> bool:
    """Whether two parts of a longer name are hardly anybody else: Nicolás Maduro of Nicolás Maduro Moros."""
    family = two[-1][-1].folded
    if family.endswith(PATRONYMIC) or len(family) < _RARE_LETTERS:
        return False
    return not any(is_given_name(part[-1].folded) or is_frequent(part[-1].folded) for part in two)


def _initialled(parts: tuple[Sequence, ...]) -> Iterator[Order]:
    """The given name by its first letter: "Y. Harandi", "Harandi Y."; without a rare family name it may be anybody."""
    first, last = parts[0], parts[-1]
    letter = first[0].surface[:1]
    if (letter.isupper() or _has_no_capitals(letter)) and first[0].folded not in _LEADING:
        initial = piece(first[0].surface[:_INITIAL_LETTERS], Mode.INITIAL)
        unsaid = () if _is_rare(last) else first
        yield Order((initial, *last), unsaid=unsaid)
        yield Order((*last, initial), inverted=len(last), unsaid=unsaid)


def _traditional(parts: tuple[Sequence, ...]) -> Iterator[Order]:
    """With the given names that other languages have for the person's: Ilon for Elon, Rajab Tayyib for Recep Tayyip."""
    if is_given_name(parts[-1][-1].folded):
        # Mehmet Ali is not Muhammad Ali: nothing tells the family.
        return
    given = [word[0].folded if len(word) == 1 else "" for word in parts[:-1]]
    others = [tuple((piece(other),) for other in other_given_names(name)) for name in given]
    ways = [(part, *known) for part, known in zip(parts, others, strict=False)]
    chosen = itertools.islice(itertools.product(*ways), 1, _MOST_TRADITIONS)
    yield from (Order(_joined((*one, parts[-1])), tradition=True) for one in chosen)


def _popes(pieces: Sequence) -> Iterator[Order]:
    """Pope Leo XIV is Papa Leone XIV and папа Лев XIV."""
    if len(pieces) > 1 and pieces[0].folded == "pope" and pieces[1].folded in _POPES:
        for title in listed(_POPE):
            for name in (pieces[1].surface, *listed(_POPES[pieces[1].folded])):
                if script_of(title) is script_of(name):
                    yield Order((piece(title), piece(name), *pieces[2:]))


def _has_no_capitals(letter: str) -> bool:
    return script_of(letter) in {Script.ARABIC, Script.HEBREW}


def _are_rare(first: Sequence, last: Sequence) -> bool:
    """Whether a given name and a family name are so rare that two people hardly share both."""
    return _is_rare(first) and _is_rare(last)


def _is_rare(part: Sequence) -> bool:
    return any(is_rare(word.folded) and len(word.folded) >= _RARE_LETTERS for word in part)


def _parts(words: Sequence) -> tuple[Sequence, ...]:
    found: list[list[Piece]] = []
    leading = False
    for word in words:
        if leading:
            found[-1].append(word)
        else:
            found.append([word])
        leading = word.folded in _LEADING
    return tuple(map(tuple, found))


def _joined(parts: tuple[Sequence, ...]) -> Sequence:
    return tuple(word for part in parts for word in part)


@lru_cache(maxsize=16_384)
def fills(word: str) -> bool:
    """Whether a word may stand inside a person's name that does not hold it: a middle name, an initial, "son of"."""
    folded = bare(fold(word))
    if folded in SONS or (len(word) == 1 and word.isupper()):
        return True
    if word[:1].lower() == word[:1].upper():
        return is_given_name(folded)
    return word[:1].isupper() and word[-1:].isalpha() and folded not in FUNCTION_WORDS and folded not in TITLES
