"""By what the words of an archive are kept apart, so that few of them need be read for a question.

A word stands under all by which a lexicon looks words up: the first letters of the forms that it may come from, and
what is heard in it or left of its consonants. `needed` says under which a lexicon may know words. Both follow what
`Lexicon.read` does, look-up by look-up, so that a word is read only where something of it may be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from monitor.records import dataclass
from monitor.watch.languages import arabic
from monitor.watch.lexicon.screening.plain_words import FOLDED_WORD, plain_words
from monitor.watch.lexicon.screening.screen import Contents, outlines_heard
from monitor.watch.lexicon.screening.sieves_abjad import ABJADS, Abjad, parted
from monitor.watch.lexicon.word_forms import (
    EXACT_ENDINGS,
    Formed,
    capitals_before,
    exact_parts,
    forms_of,
    sound_forms,
    variants,
    without_elision,
)
from monitor.watch.sounds import (
    consonant_outline,
    hypotheses_in,
    keys_in_letters,
    letter_key,
    letter_keys,
    skeletons,
    spoken_keys,
)
from monitor.watch.text import (
    NAME_PARTICLES,
    Script,
    bare,
    exact_key,
    fold,
    look_alike,
    ordinal_words,
    roman_numerals,
    script_of,
)

if TYPE_CHECKING:
    from monitor.watch.lexicon.lexicon import Lexicon

ALWAYS = "z"
"""Words that are read for every question."""
SIGNS = "g"
"""Stretches of signs, in which names are spelled."""
_FRONT, _INITIAL, _LETTERED, _SPOKEN = "f", "i", "a", "s"
_HEARD = {Script.LATIN: "l", Script.CYRILLIC: "c"}
_CONSONANTS, _VOWELS = "k", "v"
_LETTERS, _FEWER_LETTERS = 4, 3
_FEWER = ("\u0370", "\u0780")
"""Scripts whose endings reach nearer to a word's beginning, or whose particles are taken off it."""
_LETTER_AND_MARK = 2
_READ_OTHERWISE = frozenset(NAME_PARTICLES) | {word for word, _ in (*ordinal_words(), *roman_numerals())}
_MOST_SPOKEN = 48
"""Ways of hearing a word; one that has more is always read."""
_SAFE = {code: chr(0xE000 + code) for code in range(128) if not chr(code).isdigit() and not chr(code).islower()}
"""Signs and capitals that an index of words would part words at, or take for small letters."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Under what a lexicon may know words."""

    exact: frozenset[str]
    beginnings: tuple[str, ...]
    """Under whatever begins like this."""
    lettered: Mapping[str, frozenset[int]]
    """Under further heads what may only be these of its words, given in other letters; see `read_lettered`."""
    beside: frozenset[str]
    """Of those heads the ones of words that count beside others alone: all know that without reading them."""
    first: Mapping[str, frozenset[str]]
    """For each head of `lettered` what `first_letter` says of the words under it that may be those; "" of any."""


def heads(words: Iterable[str], habit: str) -> dict[str, frozenset[str]]:
    """Under what words stand that are met in a text of a spelling habit; a head has no space and no sign of ASCII."""
    found: dict[str, set[str]] = {}
    small: dict[str, frozenset[str]] = {}
    for word in words:
        if _is_small(word):
            small[word] = _of_small(word, habit)
        else:
            found[word] = set(_shown(word, habit))
    for script, mark in _HEARD.items():
        capital = [word for word in found if _is_heard_with_others(word, script)]
        forms = [bare(fold(word)) for word in capital]
        for word, outline in outlines_heard(capital, forms, script, habit):
            found[word].add(f"{mark}{outline}")
    return small | {word: frozenset(head.translate(_SAFE) for head in under) for word, under in found.items()}


def _is_small(word: str) -> bool:
    """Whether a word has nothing but small letters of ASCII, as most that are new, and stands under its forms alone."""
    small = word.isascii() and word.islower() and word.isalpha() and len(word) > _LETTER_AND_MARK
    return small and word not in _READ_OTHERWISE


def _of_small(word: str, habit: str) -> frozenset[str]:
    """As `_shown`, at half of what that takes."""
    fronts = {form[:_LETTERS] for form, _, _ in variants(word, word, Script.LATIN, habit)}
    return frozenset(_FRONT + front for front in {word[:_LETTERS], *fronts})


def _is_heard_with_others(word: str, script: Script) -> bool:
    """Whether a capitalised word holds nothing but plain letters of an alphabet; such are heard many at once."""
    if word.islower() or not word.isalpha():
        return False
    folded = bare(fold(word))
    return script_of(folded) is script and FOLDED_WORD[script].fullmatch(folded) is not None


def _shown(word: str, habit: str) -> Iterator[str]:
    """All heads of a word but what is heard in plain letters."""
    if len(word) <= _LETTER_AND_MARK:
        yield f"{_INITIAL}{exact_key(word)}"
    for written in (word, look_alike(word)):
        if not written:
            continue
        yield _front(bare(fold(written)))
        wholes = exact_parts(written)[0], exact_parts(without_elision(written)[0])[0], capitals_before(written)[0]
        yield from (_front(bare(fold(whole))) for whole in wholes if whole and whole != written)
        formed = forms_of(written, habit)
        if not formed.joined:
            continue
        yield from (_front(form) for form, _, _ in formed.forms)
        match formed.script:
            case Script.LATIN | Script.CYRILLIC:
                yield from _in_an_alphabet(written, formed, habit)
            case Script.ARABIC | Script.HEBREW:
                yield from _in_an_abjad(written, formed)
            case _:
                keys = {key for form, _, _ in formed.forms for key in spoken_keys(form)}
                yield from (f"{_SPOKEN}{key}" for key in keys) if len(keys) <= _MOST_SPOKEN else (ALWAYS,)


def _in_an_alphabet(written: str, formed: Formed, habit: str) -> Iterator[str]:
    surface, joined, script, forms = formed
    capital = any(c.isupper() for c in surface)
    if capital:
        yield from (f"{_LETTERED}{key}" for key in keys_in_letters(forms))
    particle = joined in NAME_PARTICLES
    if particle or (capital and not _is_heard_with_others(written, script)):
        for form in sound_forms(surface, forms, script):
            for skeleton in skeletons(form, script, hypotheses_in(habit)):
                yield f"{_HEARD[script]}{consonant_outline(skeleton.consonants)}"


def _in_an_abjad(written: str, formed: Formed) -> Iterator[str]:
    abjad = ABJADS[formed.script]
    cores, _ = parted([formed.joined], abjad)
    if not plain_words([written])[0][formed.script][0]:
        # A letter that is folded to none, or a sign between them: what is compared is not what plain words show.
        cores += [form for form, _, _ in formed.forms]
        cores += [f"{form[:-1]}{written[-1]}" for form in cores if form]
    keys = {letter_key(core) for core in cores}.union(letter_keys(cores, formed.script))
    yield from (f"{_CONSONANTS}{key}" for key in keys)
    outlines = {abjad.outline(one) for core in cores for one in (core, abjad.vowel_key(core))}
    yield from (f"{_VOWELS}{outline}" for outline in outlines)


def _front(folded: str) -> str:
    """The head of a form by its first letters."""
    return f"{_FRONT}{folded[: _letters(folded)]}"


def _letters(folded: str) -> int:
    if folded.startswith(arabic.ARTICLE):
        return len(arabic.ARTICLE) + _FEWER_LETTERS
    return _FEWER_LETTERS if _FEWER[0] <= folded[:1] < _FEWER[1] else _LETTERS


def needed(lexicon: Lexicon) -> Heads:
    """Under what the words stand that may be words of a lexicon."""
    contents, screen = lexicon.contents, lexicon.screen
    exact = {ALWAYS, *(f"{_INITIAL}{letter}" for letter in contents.initials)}
    exact |= {_front(word) for word in contents.folded}
    exact |= {_front(bare(fold(word)) + ending) for word in contents.exact for ending in ("", *EXACT_ENDINGS)}
    beginnings: set[str] = set()
    for begun in _begun(contents):
        if len(begun) < _letters(begun):
            beginnings.add(f"{_FRONT}{begun}")
        else:
            exact.add(_front(begun))
    if lexicon.signed:
        # No head shows how a word in letters sounds in signs.
        beginnings.add("")
    for script, mark in _HEARD.items():
        exact |= {f"{mark}{outline}" for outline in screen.sounding(script)}
    lettered = {f"{_LETTERED}{key}".translate(_SAFE): tokens for key, tokens in lexicon.crossing.lettered.items()}
    first = {
        f"{_LETTERED}{key}".translate(_SAFE): letters | {""} for key, letters in lexicon.crossing.lettered_first.items()
    }
    beside = frozenset(head for head, tokens in lettered.items() if lexicon.deferred.issuperset(tokens))
    for abjad in ABJADS.values():
        exact |= _in_letters(abjad, contents, lexicon.crossing.deferred_keys)
    if lexicon.spoken:
        exact |= {SIGNS, *(f"{_SPOKEN}{key}" for key in lexicon.spoken.keys)}
    return Heads(
        frozenset(head.translate(_SAFE) for head in exact),
        tuple(sorted(one.translate(_SAFE) for one in beginnings)),
        lettered,
        beside,
        first,
    )


def _in_letters(abjad: Abjad, contents: Contents, deferred: Iterable[str]) -> set[str]:
    """Under what words of an abjad stand that have the consonants of names, with the article in front or without."""
    front, heard = letter_key(abjad.article), abjad.outline(abjad.article)
    keys = {short for key in (*contents.letter_keys, *deferred) for short in (key, key.removeprefix(front))}
    known = {one for key in contents.vowel_keys for one in abjad.outlines_of(abjad.outline(key))}
    outlines = {short for outline in known for short in (outline, outline.removeprefix(heard))}
    return {f"{_CONSONANTS}{key}" for key in keys} | {f"{_VOWELS}{outline}" for outline in outlines}


def _begun(contents: Contents) -> Sequence[str]:
    """All folded words with which others may begin that are met as them."""
    return (*contents.prefixes, *contents.compounds)
