"""Arabic and Persian: joined particles, the article, endings, and long vowels that transliterations waver about."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.watch.text import Variant, Way

ARTICLE = "ال"
_PARTICLES = ("و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل")
_PARTICLES_WITH_ARTICLE = (
    *((p, p[:-2]) for p in ("ال", "وال", "فال", "بال", "كال", "وبال", "وكال", "فبال")),
    ("لل", "ل"),
    ("ولل", "ول"),
    ("فلل", "فل"),
)
_ALL_PARTICLES = (*_PARTICLES, *(joined for joined, _ in _PARTICLES_WITH_ARTICLE))
FIRST_OF_PARTICLES = frozenset(particle[0] for particle in _ALL_PARTICLES)
"""The letters that a word begins with from which something may be taken off."""
_KUNYA = {"ابي": "ابو", "ابا": "ابو", "بابي": "ابو", "وابي": "ابو", "لابي": "ابو", "اب": "ابو"}
KUNYA = "ابو"
KUNYAS = frozenset(_KUNYA)
"""The forms of "Abu"."""
_LEAST = 3
"""Letters that must remain when something is taken off."""
_LEAST_INSIDE = 2
"""The same for a word of a longer name, where the words beside it are the proof."""
_NUMBER_OR_CASE = (("يين", "ي"), ("ين", "ون"), ("ون", "ين"), ("ات", "ه"))
LAST_OF_ENDINGS = frozenset("ينت")
"""The letters in which words end that `uninflected` makes others of."""
_SAME_SOUND = {"پ": "ب", "چ": "ج", "گ": "ج", "غ": "ج", "ق": "ج", "ژ": "ز"}
_CONSONANT_VARIANTS = str.maketrans(_SAME_SOUND)
_IN_OUTLINES = {**_SAME_SOUND, "ا": "", "و": "", "ي": ""}
"""What letters become in an outline."""


def variants(word: str, *, particles: bool = True) -> Iterator[Variant]:
    """What a folded Arabic or Persian word may be a form of, the word itself excluded.

    Without `particles` for languages that join none; words they took from Arabic keep its article.
    """
    if word in _KUNYA:
        yield Variant(_KUNYA[word], Way.ENDING, word[-1])
    for base in (Variant(word, Way.EXACT), *_without_particles(word)):
        if not particles and base.detail not in {"", ARTICLE}:
            continue
        if base.form != word:
            yield base
        yield from _without_endings(base)


def _without_particles(word: str) -> Iterator[Variant]:
    for particle in _PARTICLES:
        left = len(word) - len(particle)
        if left >= _LEAST_INSIDE and word.startswith(particle):
            yield Variant(word[len(particle) :], Way.PREFIX if left >= _LEAST else Way.PREFIX_SHORT, particle)
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


def uninflected(core: str) -> list[str]:
    """What a core may be when `variants` takes an ending off, or puts another in its place."""
    if core[-1] not in LAST_OF_ENDINGS:
        return []
    cuts = _CUTS.get((core[-_LONGEST_ENDING:], min(len(core), _TOLD)))
    if cuts is None:
        size, last = min(len(core), _TOLD), core[-_LONGEST_ENDING:]
        told = _REST * (size - len(last)) + last
        made = _without_endings(Variant(ARTICLE + told, Way.EXACT))
        cuts = _CUTS[last, size] = tuple(_changed(told, form.removeprefix(ARTICLE)) for form, _, _ in made)
    return [core[:-cut] + other for cut, other in cuts]


_LONGEST_ENDING, _TOLD, _REST = 3, 8, "\0"
"""Letters of an ending at most; letters from which on it makes no difference how many a word has; any other letter."""
_CUTS: dict[tuple[str, int], tuple[tuple[int, str], ...]] = {}
"""How many letters are taken off words that end so and have so many letters, and what is put there."""


def _changed(word: str, form: str) -> tuple[int, str]:
    same = 0
    while same < min(len(word), len(form)) and word[same] == form[same]:
        same += 1
    return len(word) - same, form[same:]


def cores(word: str) -> Iterator[str]:
    """A folded word, and what is left of it behind each particle and article it may begin with."""
    yield word
    if word[0] in FIRST_OF_PARTICLES:
        for particle in _ALL_PARTICLES:
            if word.startswith(particle) and len(word) - len(particle) >= _LEAST_INSIDE:
                yield word[len(particle) :]
                if word.startswith(ARTICLE, len(particle)) and len(word) - len(particle) > _LEAST:
                    yield word[len(particle) + len(ARTICLE) :]


def outline(letters: str) -> str:
    """Letters without long vowels, those put together that transliterations take for each other.

    Words with the same `vowel_key` have the same outline; it may be taken of many words at once.
    """
    for letter, form in _IN_OUTLINES.items():
        letters = letters.replace(letter, form)
    return letters


def inflected_outlines(key: str) -> set[str]:
    """The outlines of all words of which `variants` makes one with this outline."""
    found = {key, key + "ه", key + "ن"}
    return found | {key[:-1] + "ت"} if key.endswith("ه") else found


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
