"""The forms under which a word of a text is looked up: without endings, joined particles, articles and apostrophes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from monitor.watch.languages import arabic, endings, hebrew, korean, latin, russian
from monitor.watch.text import (
    APOSTROPHES,
    Reading,
    Script,
    Variant,
    Way,
    bare,
    exact_key,
    figures_of,
    fold,
    ordinal_key,
    roman_number,
    script_of,
    unmixed,
    without_variant,
)

LONGEST_WORD = 60
"""Longer words are not words."""
VOWEL_KEY_LEAST = 3
"""Letters of a word that is looked for by its other letters alone."""
CONTEXT_STEM_LEAST = _CONTEXT_ENDING_MOST = 4
_CONTEXT_ENDINGS = {
    Script.LATIN: frozenset({"s", "n", "e", "en", "er", "em", "es", "ne", "nes", "ns"}),
    Script.ARABIC: frozenset({"ه", "ي", "يه", "ين", "ون", "ات", "ان"}),
    Script.HEBREW: frozenset({"ת", "ה", "י", "ית", "ימ", "ות", "יות"}),
}


def is_ending(rest: str) -> bool:
    """Whether a context word may go on like this and still be the same word."""
    script = script_of(rest)
    return script is Script.CYRILLIC or rest in _CONTEXT_ENDINGS.get(script, ())


EXACT_ENDINGS = frozenset({"s", *russian.NOUN_ENDINGS})
"""What may stand behind a word that counts as it is written, apostrophes apart."""
_LEAST_CAPITALS, _MOST_SMALL = 3, 6
"""Letters of an acronym, and of an ending behind it without a sign between them."""
_ONE_APOSTROPHE = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), "״": None})


def exact_parts(surface: str) -> tuple[str, str]:
    """An exact-case word and the suffix behind its apostrophe."""
    if surface.isalnum() and surface.isascii():
        return surface, ""
    parts = [part for part in exact_key(surface.translate(_ONE_APOSTROPHE)).split("'") if part]
    if len(parts) > 1 and bare(fold(parts[-1])) in latin.ENDINGS_AFTER_APOSTROPHE:
        return "".join(parts[:-1]), parts[-1]
    return "".join(parts), ""


def variants(folded: str, joined: str, script: Script, language: str) -> Iterator[Variant]:
    """The forms that a word of a text of `language` may come from; `joined` is `folded` without apostrophes."""
    match script:
        case Script.LATIN:
            yield from latin.variants(tuple(part for part in folded.split("'") if part))
        case Script.CYRILLIC:
            yield from russian.variants(joined)
        case Script.ARABIC:
            yield from arabic.variants(joined, particles=language not in _WITHOUT_ARABIC_PARTICLES)
        case Script.HEBREW:
            yield from hebrew.variants(joined)
        case _:
            yield from endings.in_script(joined)
    if script is not Script.OTHER:
        yield from endings.in_language(joined, language, cyrillic=script is Script.CYRILLIC)


def cores(folded: str, language: str) -> Iterator[str]:
    """A word of a text of `language`, and what is left of it behind each particle that may be joined to it."""
    script = script_of(folded)
    if script is Script.HEBREW:
        yield from hebrew.cores(folded)
    elif script is Script.ARABIC and folded and language not in _WITHOUT_ARABIC_PARTICLES:
        yield from arabic.cores(folded)
    else:
        yield folded
        if korean.is_hangul(folded[:1]):
            yield from (stem for stem, _, _ in korean.variants(folded))


_WITHOUT_ARABIC_PARTICLES = frozenset({"fa", "ps", "ckb", "ug", "sd", "ur"})
"""Languages in Arabic letters that write "and", "in" and "to" apart: کامل is not ک and آمل."""
_SOUND_ENDING_LEAST = 6


def sound_forms(surface: str, forms: list[Variant], script: Script) -> set[str]:
    """The forms of a word whose sound is compared, in lower case with their diacritics where they are whole."""
    whole = surface.lower().strip("'’‘`´′")
    found = {whole}
    for form, way, detail in forms:
        apart = detail.startswith("'") or detail.endswith("'")
        if way in {Way.ENDING, Way.PREFIX} and apart:
            found.add(_cut(whole, form, detail))
        elif way is Way.ARTICLE or (way is Way.ENDING and detail == "s" and len(whole) > _SOUND_ENDING_LEAST):
            found.add(form)
    if script is Script.CYRILLIC:
        joined = bare(fold(whole))
        found.update(russian.heard_stems(joined))
    return found


def _cut(whole: str, form: str, detail: str) -> str:
    """`whole` without the affix, keeping its diacritics and inner apostrophes."""
    size = len(detail)
    shorter = whole[size:] if detail.endswith("'") else whole[:-size]
    return shorter if bare(fold(shorter)) == form else form


class Formed(NamedTuple):
    """A word of a text as it is meant."""

    surface: str
    joined: str
    """Folded, without apostrophes; "" for no word."""
    script: Script
    forms: list[Variant]
    """The forms it may have, itself first."""


def forms_of(surface: str, habit: str) -> Formed:
    """What a word may be a form of in a text of a spelling habit."""
    folded = fold(surface).strip("'")
    joined = bare(folded)
    script = script_of(joined)
    if not joined:
        return Formed(surface, joined, script, [])
    forms = [Variant(joined, Way.EXACT), *variants(folded, joined, script, habit)]
    if script is Script.LATIN and (name := latin.behind_small_letters(surface)):
        start = bare(fold(name))
        before = joined.removesuffix(start)
        forms += [Variant(form, Way.PREFIX, before) for form in (start, *_without_endings(start, habit))]
    if core := without_variant(surface):
        forms.append(Variant(bare(fold(core)), Way.ENDING, surface[len(core) :]))
    if (ordinal := ordinal_key(joined, habit)) is not None:
        forms.append(Variant(ordinal, Way.EXACT))
        if figures := figures_of(joined):
            forms.append(Variant(figures, Way.ENDING, joined[len(figures) :]))
    if number := roman_number(surface):
        forms += [Variant(f"#{number}", Way.EXACT), Variant(str(number), Way.EXACT)]
    if (meant := unmixed(joined)) is None:
        return Formed(surface, joined, script, forms)
    script = script_of(meant)
    forms = [
        Variant(form, max(way, Way.VARIANT), detail)
        for form, way, detail in (Variant(meant, Way.VARIANT), *variants(meant, meant, script, habit))
    ]
    return Formed(meant.capitalize() if surface[:1].isupper() else meant, meant, script, forms)


def _without_endings(word: str, habit: str) -> Iterator[str]:
    yield from (form for form, way, _ in variants(word, word, Script.LATIN, habit) if way is Way.ENDING)


def surest(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Of the readings of a word as one word of a name the surest, in a fixed order."""
    best: dict[int, Reading] = {}
    for reading in readings:
        known = best.get(reading.token)
        if known is None or (reading.way, known.close) < (known.way, reading.close):
            best[reading.token] = reading
    return tuple(sorted(best.values()))


def capitals_before(word: str) -> tuple[str, str]:
    """An acronym before an ending in small letters, and that: NATOga, PKKnin; "" twice for none."""
    at = next((place for place, letter in enumerate(word) if letter.islower()), 0)
    if at < _LEAST_CAPITALS or len(word) - at > _MOST_SMALL or not (word[:at].isupper() and word[at:].islower()):
        return "", ""
    return word[:at], word[at:]


def without_elision(surface: str) -> tuple[str, str]:
    """An exact-case word behind what lost its vowel to it, and that: l'OTAN, d'EDF, dell'ONU; "" twice for none."""
    if surface.isalnum():
        return "", ""
    before, mark, rest = surface.translate(_ONE_APOSTROPHE).strip("'").partition("'")
    return (rest, before + mark) if rest and before.lower() in latin.ELISIONS else ("", "")


def exact_readings(known: Mapping[str, int], surface: str) -> Iterator[Reading]:
    """A word as one whose capitals count, with an ending or without; `known` are those by how they are written."""
    yield from _exactly(known, surface)
    rest, before = without_elision(surface)
    if rest:
        yield from (Reading(one.token, Way.PREFIX, before) for one in _exactly(known, rest))


def _exactly(known: Mapping[str, int], surface: str) -> Iterator[Reading]:
    whole, ending = exact_parts(surface)
    if (token := known.get(whole)) is not None:
        yield Reading(token, Way.ENDING, "'" + ending) if ending else Reading(token, Way.EXACT)
    for count in (1, 2):
        ending = whole[-count:]
        token = known.get(whole[:-count])
        if token is not None and ending in EXACT_ENDINGS:
            yield Reading(token, Way.ENDING, ending)
    core = without_variant(whole)
    if core and (token := known.get(core)) is not None:
        yield Reading(token, Way.ENDING, whole[len(core) :])
    capitals, ending = capitals_before(whole)
    if ending and (token := known.get(capitals)) is not None and ending not in EXACT_ENDINGS:
        yield Reading(token, Way.ENDING, ending)


def stem_readings(stems: Mapping[str, int], context: Mapping[str, int], form: str, way: Way) -> Iterator[Reading]:
    """A form as one that begins with a known stem, or with a context word and an ending."""
    if way > Way.ARTICLE:
        return
    if stems:
        for length in range(2, len(form) + 1):
            if (token := stems.get(form[:length])) is not None:
                yield Reading(token, Way.STEM)
    if context:
        for length in range(max(CONTEXT_STEM_LEAST, len(form) - _CONTEXT_ENDING_MOST), len(form)):
            if (token := context.get(form[:length])) is not None and is_ending(form[length:]):
                yield Reading(token, Way.ENDING, form[length:])


def vowel_readings(
    known: Mapping[str, Sequence[int]], size_of: Callable[[int], int], forms: Iterable[Variant], script: Script
) -> Iterator[Reading]:
    """Arabic and Hebrew forms as words that differ in long vowels only; `known` are those by their `vowel_key`."""
    language = arabic if script is Script.ARABIC else hebrew
    key_of, known_by = language.vowel_key, language.consonants
    for form, _, _ in forms:
        if len(form) < VOWEL_KEY_LEAST:
            continue
        key = key_of(form)
        for token in known.get(key, ()):
            if len(key) >= 2 and abs(size_of(token) - len(form)) <= 2:
                sure = len(key) >= 4 and len(form) >= 5
                close = known_by(form) >= _KNOWN_CONSONANTS[script]
                yield Reading(token, Way.VOWELS if sure else Way.VOWELS_LOOSE, close=close)


_KNOWN_CONSONANTS = {Script.ARABIC: 5, Script.HEBREW: 4}
"""From which on a word is known although its long vowels differ: القنطرة is not القنيطرة."""
