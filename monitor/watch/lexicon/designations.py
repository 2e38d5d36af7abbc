"""Designations: capitals and figures, as weapons, aircraft and roads are named, and how other scripts write them.

One capital is too short to be heard. Cyrillic has the letter of the same sound (С-400, Ф-16) beside the one of the same
look; Arabic, Persian, Hebrew and Hindi spell what the letter is called in English (إس-400, اف-۳۵, אף-35, एस-400), each
letter of MQ-9 apart or all as one word. A single letter that is a word as well is a designation only where it is joined
to its figures: "a 50-year-old man" is no A-50.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

from monitor.watch.lexicon.modes import Mode
from monitor.watch.lexicon.pieces import Piece, Sequence, piece
from monitor.watch.text import Script, listed, script_of

_MOST_LETTERS = 3
_MOST_WAYS = 6
"""Ways to write a designation of several letters in one script."""
_TOGETHER = re.compile(r"([A-ZА-Я]{1,3})(\d+[A-ZА-Я]?)")
_SMALL_LEAST = 4
"""Signs from which on a designation is met in small letters, as tags, files and machines write it."""
_SOUND = dict(zip("ABCDEFGHIKLMNOPRSTUVWXZ", "АБСДЕФГХИКЛМНОПРСТУВВХЗ", strict=True))
_OF_CYRILLIC = {cyrillic: (latin,) for latin, cyrillic in _SOUND.items()} | {"В": ("V", "B"), "Х": ("H", "Kh", "X")}

_OF_VARIANTS = {
    **_OF_CYRILLIC, "А": ("A",), "Б": ("B",), "В": ("V",), "Е": ("E",), "З": ("Z",), "К": ("K",), "М": ("M",),
    "О": ("O",), "Р": ("R",), "С": ("S",), "Т": ("T",), "Н": ("N",), "У": ("U",), "Х": ("H", "Kh"), "Ц": ("Ts",),
    "Ю": ("Yu",), "Я": ("Ya",), "Ч": ("Ch",), "Ш": ("Sh",), "Э": ("E",),
}  # fmt: skip
"""Letters beside figures as passports have them."""
_MIXED = re.compile(r"(?=.*\d)(?=.*[A-ZА-Я])[A-ZА-Я\d]{2,8}")
_MOST_SPELLINGS = 4


def _named(row: str) -> dict[str, tuple[str, ...]]:
    """By letter, what it is called: a letter and its names, parted by `=` and `/`."""
    cells = (cell.partition("=") for cell in listed(row))
    return {letter: tuple(names.split("/")) for letter, _, names in cells}


_CALLED: tuple[Mapping[str, tuple[str, ...]], ...] = (
    _named(
        "A=إيه/أي B=بي C=سي D=دي E=إي F=إف/أف G=جي H=إتش/أتش I=آي J=جيه/جي K=كي/كيه M=إم/أم N=إن O=أو P=بي Q=كيو "
        "R=آر S=إس/أس T=تي U=يو V=في W=دبليو X=إكس Y=واي Z=زد"
    ),
    _named(
        "A=ای B=بی C=سی D=دی E=ئی F=اف G=جی H=اچ I=آی J=جی K=کی M=ام N=ان O=او P=پی Q=کیو R=آر S=اس T=تی U=یو V=وی "
        "W=دبلیو X=ایکس Y=وای Z=زد"
    ),
    _named(
        "A=איי B=בי C=סי D=די E=אי F=אף G=ג'י H=אייץ' I=איי J=ג'יי K=קיי M=אם N=אן O=או P=פי Q=קיו R=אר S=אס T=טי "
        "U=יו V=וי W=דאבליו X=אקס Y=וואי Z=זי"
    ),
    _named(
        "A=ए B=बी C=सी D=डी E=ई F=एफ G=जी H=एच I=आई J=जे K=के L=एल M=एम N=एन O=ओ P=पी Q=क्यू R=आर S=एस T=टी U=यू V=वी "
        "W=डब्ल्यू X=एक्स Y=वाई Z=जेड"
    ),
)

_ACRONYM_LEAST = 4
"""Letters from which on capitals are the same acronym in Cyrillic: НАТО, ОПЕК; of fewer letters there are too many."""
_MOST_ACRONYMS = 24
_ACRONYM = {
    **{letter: (cyrillic,) for letter, cyrillic in _SOUND.items()},
    "C": ("С", "К", "Ц"), "E": ("Е", "Э"), "G": ("Г", "ДЖ"), "H": ("Х", "Г"), "J": ("ДЖ", "Й"), "Q": ("К",),
    "U": ("У",), "W": ("В", "У"), "X": ("КС",), "Y": ("Й", "И"),
}  # fmt: skip
_GREEK = {
    "A": "Α", "B": "ΜΠ", "C": "Κ", "D": "ΝΤ", "E": "Ε", "F": "Φ", "G": "ΓΚ", "H": "Χ", "I": "Ι", "K": "Κ", "L": "Λ",
    "M": "Μ", "N": "Ν", "O": "Ο", "P": "Π", "R": "Ρ", "S": "Σ", "T": "Τ", "U": "ΟΥ", "V": "Β", "X": "Ξ", "Z": "Ζ",
}  # fmt: skip
_MOST_DERIVED = 2
_OF_AN_ACRONYM = ("овск", "овец", "овц", "івськ")
_BEGINNING_U = ("Ю", "У")
"""English begins UNESCO like "you"."""

_ALL = frozenset("aeiouywzskvàéóåаиіївскоузяйжє")
_WORDS = {
    language: frozenset(letters.replace(" ", ""))
    for language, letters in {
        "en": "aieouyàèé", "fr": "aoyà", "es": "aeouy", "it": "aeioè", "pt": "aeoà", "ca": "aeioy", "de": "", "nl": "u",
        "pl": "aiouwz", "cs": "aikosuvz", "sk": "aikosuvz", "hu": "aseó", "tr": "o", "ro": "aoe", "sv": "iåö",
        "da": "iå", "ru": "авикосуя", "uk": "авийіїоузяжє", "be": "аіузяйв", "bg": "авсиокя", "sr": "аеиокус",
        "mk": "авсиоуј",
    }.items()
}  # fmt: skip
"""Letters that are words, by habit of spelling (English is that of languages without a table, Italian for one)."""


def designations(pieces: Sequence) -> Iterator[Sequence]:
    """A name that holds a designation, with its letters as other scripts write them, or small."""
    yield from _designated(pieces)
    for other in _in_the_other_alphabet(pieces):
        yield other
        yield from _designated(other)


def _in_the_other_alphabet(pieces: Sequence) -> Iterator[Sequence]:
    """A name whose figures have capitals beside them, with those as Cyrillic or Latin letters: Су-35С, Т-72Б3, 2С19."""
    ways = [tuple(_spelled(word.surface)) for word in pieces]
    if not any(ways):
        return
    for chosen in itertools.islice(itertools.product(*(way or ("",) for way in ways)), _MOST_WAYS):
        yield tuple(piece(way, Mode.EXACT) if way else word for way, word in zip(chosen, pieces, strict=True))


def _spelled(word: str) -> Iterator[str]:
    if _MIXED.fullmatch(word) is None:
        return
    table = _ACRONYM if word.isascii() else _OF_VARIANTS
    ways = [(sign,) if sign.isdecimal() else table.get(sign, ()) for sign in word]
    yield from map("".join, itertools.islice(itertools.product(*ways), _MOST_SPELLINGS))


def _designated(pieces: Sequence) -> Iterator[Sequence]:
    if len(pieces) == 1:
        yield from _in_small_letters(pieces[0])
    if len(pieces) == 1 and (together := _TOGETHER.fullmatch(pieces[0].surface)) is not None:
        letters, figures = together.groups()
        yield from _written(letters, (piece(figures),), ())
        return
    for at, (word, figures) in enumerate(itertools.pairwise(pieces)):
        if figures.surface[:1].isdecimal() and word.surface.isupper() and word.surface.isalpha():
            for written in _written(word.surface, (figures,), pieces[:at]):
                yield (*written, *pieces[at + 2 :])


def _in_small_letters(word: Piece) -> Iterator[Sequence]:
    """APT41 is apt41 in an address."""
    if word.mode is Mode.EXACT and len(word.surface) >= _SMALL_LEAST:
        letters = sum(map(str.isalpha, word.surface))
        if 1 < letters < len(word.surface):
            yield (piece(word.surface.lower(), Mode.EXACT),)


def acronyms(capitals: str) -> Iterator[Sequence]:
    """An acronym as Cyrillic writes it, letter by letter or as English says it (UNESCO: ЮНЕСКО), and derivations."""
    if len(capitals) < _ACRONYM_LEAST or not (capitals.isalpha() and capitals.isupper()):
        return
    if script_of(capitals) is Script.CYRILLIC:
        yield from _derived(capitals)
    if not capitals.isascii():
        return
    if _GREEK.keys() >= set(capitals):
        yield (piece("".join(_GREEK[letter] for letter in capitals), Mode.EXACT),)
    ways = [_ACRONYM[letter] for letter in capitals]
    if capitals[0] == "U":
        ways[0] = _BEGINNING_U
    found = ["".join(spelled) for spelled in itertools.islice(itertools.product(*ways), _MOST_ACRONYMS)]
    yield from ((piece(spelled, Mode.EXACT),) for spelled in found)
    for spelled in found[:_MOST_DERIVED]:
        yield from _derived(spelled)


def _derived(acronym: str) -> Iterator[Sequence]:
    """The adjective and the people of an acronym, which are words: натовский, натовцы, Ukrainian натівська."""
    stem = acronym.lower().removesuffix("о")
    yield from ((piece(stem + end, Mode.STEM),) for end in _OF_AN_ACRONYM)


def _written(letters: str, figures: Sequence, before: Sequence) -> Iterator[Sequence]:
    if len(letters) == 1:
        for other in (*_SOUND.get(letters, ()), *_OF_CYRILLIC.get(letters, ())):
            yield (*before, piece(other, Mode.EXACT), *figures)
            yield (*before, piece(other + figures[0].surface, Mode.EXACT))
    if len(letters) <= _MOST_LETTERS:
        for called in _CALLED:
            for ways in itertools.islice(itertools.product(*(called.get(one, ()) for one in letters)), _MOST_WAYS):
                names: tuple[Piece, ...] = tuple(piece(way, Mode.GRAMMAR) for way in ways)
                yield (*before, *names, *figures)
                if len(ways) > 1:
                    yield (*before, piece("".join(ways), Mode.GRAMMAR), *figures)


def is_a_word(letter: str, habit: str) -> bool:
    """Whether a single letter of a text is a word in its habit of spelling; of one that is not listed, in any."""
    small = letter.lower()
    # Cyrillic ones are words in nearly all of its languages, and short texts are not told apart.
    return small in _WORDS.get(habit, _ALL) or (small >= "а" and small in _ALL)
