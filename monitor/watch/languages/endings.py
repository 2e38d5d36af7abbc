"""Endings of names in the languages without rules of their own: which a word may have, and what the name is without it.

A table of tails, not a morphology: a tail counts where what is left of the word, with a vowel that it took the place of
or without, is a name of a list. The tables are short case and article endings as grammars list them; an ending that
makes another word of a name (an inhabitant, an adjective) is in none of them. Slavic stems change before some tails
(к, г, х before -і: ц, з, с; і in a closed syllable: о, е; a vowel that comes and goes), as the orthographies list it:
Український правопис (2019), the rules of alternation; likewise for the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from functools import cache
from importlib import resources
from typing import NamedTuple

from monitor.watch.languages import korean, russian, unlisted
from monitor.watch.text import Script, Variant, Way, fold_once, listed, script_of

_FILE = "ending_tables.txt"
_LEAST = 4
"""Letters that must be left before a tail, or before one that took the place of a vowel less one."""
_SHORT = 3
"""The same for words of longer names; alone they are none (`is_a_short_form`)."""
_SWAPPED_LEAST = 1
"""The same before a tail whose end of the name is told by a table; of a short name the tail must tell more."""
_TELLING = 2
_PLURALS = frozenset("eyiыи")
_LONGEST = 8
_MARKED_LEAST = 3
"""The same where vowels are no letters, or signs are syllables."""
_SCRIPTS = (
    ("Ͱ", "Ͽ", "el"), ("Ա", "֏", "hy"), ("Ⴀ", "ჿ", "ka"), ("ऀ", "ॿ", "mr ne"), ("ঀ", "\u09ff", "bn as"),
    ("\u0a80", "\u0aff", "gu"), ("\u0b00", "\u0b7f", "or"), ("\u0b80", "\u0bff", "ta"),
    ("\u0c00", "\u0c7f", "te"), ("\u0c80", "\u0cff", "kn"), ("\u0d00", "\u0d7f", "ml"), ("\u0d80", "\u0dff", "si"),
    ("\u1200", "\u139f", "am"),
)  # fmt: skip
"""First and last letter of a script, and the languages whose endings its words have."""
_CYRILLIC, _NOT_RUSSIAN = "uk", frozenset("іїє")
"""Whose endings Cyrillic words have in any text, where a letter that Russian does not have tells them."""
_ETHIOPIC_PREFIXES = frozenset("በለየከስወእ")
_DOUBLED = ("al", "el")
"""Hungarian -val and -vel behind a consonant, which doubles: Kadmarral."""


_GRADES = tuple(
    pair.split("=") for pair in listed("ng=nk mm=mp nn=nt ll=lt rr=rt d=t v=p k=kk p=pp t=tt l=lk r=rk h=hk")
)
"""What a Finnish stem ends in before an ending, and in the name: Helsingissä, Helsinki (Iso suomen kielioppi)."""
_FINNISH_VOWELS = frozenset("aeiouy")


class _Endings(NamedTuple):
    tails: frozenset[str]
    lemmas: tuple[str, ...]
    swaps: Mapping[str, tuple[str, ...]]
    """Tails with another stem than the name has, and the ends of names that each stands for: Празі, Прага."""
    plurals: tuple[str, ...]
    """What names in the plural end in, which may have no ending in the genitive: Kielce, Kielc."""


@cache
def _tables() -> dict[str, _Endings]:
    text = (resources.files("monitor.watch.languages") / _FILE).read_text(encoding="utf-8")
    rows = [row.split("|") for row in text.splitlines() if row and not row.startswith("#")]
    return {
        language.strip(): _Endings(
            frozenset(map(fold_once, tails.split())),
            tuple(dict.fromkeys(map(fold_once, lemmas.split()))),
            _by_tail(swap.split("=") for swap in fold_once(swaps).split()),
            tuple(end for end in map(fold_once, lemmas.split()) if end in _PLURALS),
        )
        for language, tails, lemmas, swaps in rows
    }


def _by_tail(swaps: Iterable[list[str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for tail, end in swaps:
        found[tail] = (*found.get(tail, ()), end)
    return found


def languages() -> Collection[str]:
    """The languages with a table, primary codes, and what stands for those without."""
    return {unlisted.HABIT, *tabled()}


def tabled() -> Collection[str]:
    """The languages with a table, primary codes."""
    return {language.split("-")[0] for language in _tables()}


def in_language(word: str, language: str, *, cyrillic: bool) -> Iterator[Variant]:
    """What a folded word may be an inflected form of in a text of `language`; nothing if there is no table for it."""
    if language == unlisted.HABIT:
        yield from unlisted.variants(word)
    tables = _tables()
    endings = (tables.get(f"{language}-cyrl") if cyrillic else None) or tables.get(language)
    if endings is None and cyrillic:
        found = _without(word, tables[_CYRILLIC], _LEAST)
        yield from (variant for variant in found if not _NOT_RUSSIAN.isdisjoint(variant.detail))
    elif endings is not None:
        # Also of a short word, which its neighbour proves: Janem Nowakiem, u Novom Sadu, Янові Новаку.
        yield from _without(word, endings, _SHORT - cyrillic)
        if language == "fi":
            yield from _graded(word, endings)
        if language == "hu" and word.endswith(_DOUBLED) and len(word) > _LEAST + 2 and word[-3] == word[-4]:
            yield Variant(word[:-3], Way.ENDING, word[-3:])


def in_script(word: str) -> Iterator[Variant]:
    """The same for a word of a script that tells its language."""
    first = word[:1]
    if korean.is_hangul(first):
        yield from korean.variants(word)
        return
    for least, last, spoken in _SCRIPTS:
        if least <= first <= last:
            for language in spoken.split():
                yield from _without(word, _tables()[language], _MARKED_LEAST)
    if first in _ETHIOPIC_PREFIXES and len(word) > _MARKED_LEAST:
        yield Variant(word[1:], Way.PREFIX, first)
        yield from (
            Variant(form, Way.PREFIX, first) for form, _, _ in _without(word[1:], _tables()["am"], _MARKED_LEAST)
        )


def forms(word: str, language: str, *, cyrillic: bool) -> list[str]:
    """The forms of `in_language`, and perhaps some more, told faster."""
    taken = _taken(language, cyrillic)
    if taken is None:
        return [form for form, _, _ in in_language(word, language, cyrillic=cyrillic)]
    found = [word + end for end in taken.plurals]
    for cut in range(1, min(taken.longest, len(word) - 1) + 1):
        ends = taken.put.get(word[-cut:])
        if ends is not None:
            stem = word[:-cut]
            found += [stem + end for end in ends]
    return found


class _Taken(NamedTuple):
    put: Mapping[str, Collection[str]]
    """Tails that are taken off words, and what is put in the place of each."""
    longest: int
    plurals: tuple[str, ...]


@cache
def _taken(language: str, cyrillic: bool) -> _Taken | None:
    """What the table of a language takes off words; None where more than tails are changed."""
    if language in {unlisted.HABIT, "fi", "hu"}:
        return None
    tables = _tables()
    table = (tables.get(f"{language}-cyrl") if cyrillic else None) or tables.get(language)
    found: dict[str, dict[str, None]] = {}
    if table is None and cyrillic:
        table = tables[_CYRILLIC]
    if table is None:
        return _Taken({}, 0, ())
    for tail, ends in table.swaps.items():
        found.setdefault(tail, {}).update(dict.fromkeys(ends))
    for tail in table.tails:
        found.setdefault(tail, {}).update(dict.fromkeys(("", *table.lemmas)))
    put = {tail: tuple(ends) for tail, ends in found.items() if len(tail) <= _LONGEST}
    return _Taken(put, max(map(len, put), default=0), table.plurals)


def forms_of_known(words: Iterable[str], language: str, known: Set[str], *, cyrillic: bool) -> Iterator[str]:
    """Those of folded words that may be an inflected form of a known one in a text of `language`."""
    taken = _taken(language, cyrillic)
    if taken is not None and not (taken.put or taken.plurals):
        return iter(())
    return (word for word in words if not known.isdisjoint(forms(word, language, cyrillic=cyrillic)))


def _without(word: str, endings: _Endings, least: int) -> Iterator[Variant]:
    yield from (Variant(word + end, Way.ENDING) for end in endings.plurals if len(word) >= _LEAST)
    yield from _swapped(word, endings.swaps)
    for cut in range(1, min(_LONGEST, len(word) - least + 1) + 1):
        stem, tail = word[:-cut], word[-cut:]
        if tail in endings.tails:
            if len(stem) >= least:
                yield Variant(stem, Way.ENDING, tail)
            yield from (Variant(stem + lemma, Way.ENDING, tail) for lemma in endings.lemmas if lemma != tail)


def is_a_short_form(own: str, folded: str, tail: str) -> bool:
    """Whether a word is read as a name of three letters for a tail that anything may end in: Sade is not Sad.

    Russian endings tell more of three letters and more that are left: Львом, Кимом.
    """
    stem = folded.removesuffix(tail)
    told = script_of(own) is Script.CYRILLIC and len(stem) >= _SHORT and tail in russian.ENDINGS
    return len(own) < _LEAST and bool(tail) and stem in {own, own[:-1]} and not told


def _graded(word: str, endings: _Endings) -> Iterator[Variant]:
    """A Finnish word with its stem in the strong grade, and with the i that is e before endings: Lahdessa, Lahti."""
    for cut in range(1, min(_LONGEST, len(word) - _LEAST + 1) + 1):
        stem, tail = word[:-cut], word[-cut:]
        if tail not in endings.tails or stem[-1] not in _FINNISH_VOWELS:
            continue
        for weak, strong in (("", ""), *_GRADES):
            body = stem[:-1]
            if body.endswith(weak):
                graded = body[: len(body) - len(weak)] + strong
                ends = ("e", "i") if stem[-1] == "e" else (stem[-1],)
                yield from (Variant(graded + end, Way.ENDING, tail) for end in ends if graded + end != stem)


def _swapped(word: str, swaps: Mapping[str, tuple[str, ...]]) -> Iterator[Variant]:
    for cut in range(1, min(_LONGEST, len(word) - _SWAPPED_LEAST) + 1):
        stem, tail = word[:-cut], word[-cut:]
        for end in swaps.get(tail, ()):
            if len(stem) + len(end) >= _LEAST - (len(tail) > _TELLING):
                yield Variant(stem + end, Way.ENDING, tail)
