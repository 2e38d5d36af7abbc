"""Arabic and Persian: joined particles, the article, endings, and long vowels that transliterations waver about."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.watch.ways import Variant, Way

ARTICLE = "ال"
_PARTICLES = ("و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل")
_PARTICLES_WITH_ARTICLE = (
    *((p, p[:-2]) for p in ("ال", "وال", "فال", "بال", "كال", "وبال", "وكال", "فبال")),
    ("لل", "ل"),
    ("ولل", "ول"),
    ("فلل", "فل"),
)
_ALL_PARTICLES = (*_PARTICLES, *(joined for joined, _ in _PARTICLES_WITH_ARTICLE))
_FIRST_OF_PARTICLES = frozenset(particle[0] for particle in _ALL_PARTICLES)
_LONG_VOWELS = frozenset("اوي")
_LAST_OF_ENDINGS = frozenset("ينت")
_KUNYA = {"ابي": "ابو", "ابا": "ابو", "بابي": "ابو", "وابي": "ابو", "لابي": "ابو", "اب": "ابو"}
_LEAST = 3
"""Letters that must remain when something is taken off."""
_NUMBER_OR_CASE = (("يين", "ي"), ("ين", "ون"), ("ون", "ين"), ("ات", "ه"))
_CONSONANT_VARIANTS = str.maketrans({"پ": "ب", "چ": "ج", "گ": "ج", "غ": "ج", "ق": "ج", "ژ": "ز"})


def variants(word: str) -> Iterator[Variant]:
    """What a folded Arabic or Persian word may be a form of, the word itself excluded."""
    if word in _KUNYA:
        yield Variant(_KUNYA[word], Way.ENDING, word[-1])
    for base in (Variant(word, Way.EXACT), *_without_particles(word)):
        if base.form != word:
            yield base
        yield from _without_endings(base)


def _without_particles(word: str) -> Iterator[Variant]:
    for particle in _PARTICLES:
        if word.startswith(particle) and len(word) - len(particle) >= _LEAST:
            yield Variant(word[len(particle) :], Way.PREFIX, particle)
    for joined, particle in _PARTICLES_WITH_ARTICLE:
        if word.startswith(joined) and len(word) - len(joined) >= _LEAST:
            stem = word[len(joined) :]
            yield Variant(stem, Way.ARTICLE, joined)
            if particle:
                yield Variant(ARTICLE + stem, Way.PREFIX, particle)
    if not word.startswith(ARTICLE) and len(word) >= _LEAST:
        yield Variant(ARTICLE + word, Way.ARTICLE)


def _without_endings(base: Variant) -> Iterator[Variant]:
    word = base.form
    way = max(base.way, Way.DERIVED)
    if word.endswith("هاي") and len(word) > 5:
        yield Variant(word[:-3], way)
    if word.endswith(("اي", "وي")) and len(word) > 4:
        yield Variant(word[:-1], way)
    if word.endswith("ي") and len(word) > 5:
        yield Variant(word[:-1], way)
    for ending, other in _NUMBER_OR_CASE:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST + 1:
            yield Variant(word[: -len(ending)] + other, way)


def cores(word: str) -> Iterator[str]:
    """A folded word, and what is left of it behind each particle and article it may begin with."""
    yield word
    if word[0] in _FIRST_OF_PARTICLES:
        for particle in _ALL_PARTICLES:
            if word.startswith(particle) and len(word) - len(particle) >= _LEAST:
                yield word[len(particle) :]
                if word.startswith(ARTICLE, len(particle)) and len(word) - len(particle) > _LEAST:
                    yield word[len(particle) + len(ARTICLE) :]


def untouched(core: str) -> int:
    """Letters at the beginning of a core that every form of it keeps; all of them if it takes no ending."""
    if core[-1] not in _LAST_OF_ENDINGS:
        return len(core)
    return len(core) - (3 if core.endswith("هاي") else 2)


def beginning_of_key(core: str) -> str:
    """How the `vowel_key` of every form of a core begins, of which at least two letters are `untouched`.

    The last letter of a form stays in the key though it be a vowel, but behind all the consonants.
    """
    consonants = [letter for letter in core[1 : untouched(core)] if letter not in _LONG_VOWELS]
    return core[0] + "".join(consonants[:2])


def same_consonants(letters: str) -> str:
    """Letters with those put together that transliterations take for each other."""
    return letters.translate(_CONSONANT_VARIANTS)


def vowel_key(word: str) -> str:
    """`word` without its article and inner long vowels: equal for spellings that differ in them only."""
    if word.startswith(ARTICLE) and len(word) > 5:
        word = word[2:]
    if len(word) >= 5:
        word = word.translate(_CONSONANT_VARIANTS)
    inner = word[1:-1].replace("ا", "").replace("و", "").replace("ي", "")
    return word[:1] + inner + word[-1:]


def consonants(word: str) -> int:
    """Letters that carry the word when its long vowels waver."""
    return len(vowel_key(word).rstrip("هايو"))
