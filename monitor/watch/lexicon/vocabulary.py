"""The small dictionary of words that newsrooms translate when they name units, organisations and places.

It ships as package data, one concept a row, and is read once per process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources

from monitor.records import dataclass
from monitor.watch.languages import arabic, hebrew, russian, turkish
from monitor.watch.text import Script, Variant, bare, fold, listed, ordinal_key

LANGUAGES = ("en", "ar", "fa", "ru", "he", "tr", "fr", "de", "es")
"""The columns of the dictionary."""
_SCRIPT_LANGUAGES = {
    Script.ARABIC: frozenset({"ar", "fa"}),
    Script.HEBREW: frozenset({"he"}),
    Script.CYRILLIC: frozenset({"ru"}),
}
_FILE = "translated_words.txt"
_MORE_ENDINGS = {
    "en": ("s",),
    "fr": ("e", "s", "es", "ne", "nes"),
    "de": ("e", "en", "er", "es", "em", "n", "s"),
    "es": ("s", "es"),
    "he": ("מ", "ימ", "ת", "ות"),
}
_TURKISH_VOWELS = "aeiou"
_LEAST = 3
"""Letters from which on a word is given its endings."""
_COMPOUND_LEAST = 9
_PART_LEAST = 3
_MOST_PARTS = 3
_LINKS = ("", "s", "es", "n", "en", "er")

GLUE = frozenset(
    fold(word)
    for word in listed(
        "of the for and al el de du des d la le les l pour et à aux au en der die das dem den für von vom zur zum und "
        "del los las y por ve icin için ال از به در برای و بخش شبه بین های ها "
        "за во в на для по и имени של את ה ב ל מן"
    )
)
"""Small words that may stand between the words of a translated name."""


_VARIANTS: dict[str, Callable[[str], Iterable[Variant]]] = {
    "ar": arabic.variants,
    "fa": arabic.variants,
    "ru": russian.variants,
    "he": hebrew.variants,
    "tr": turkish.variants,
}


def _none(_: str) -> tuple[Variant, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The dictionary, both ways."""

    words: tuple[dict[str, tuple[str, ...]], ...]
    """By concept and language, as the file writes them."""
    meanings: dict[str, tuple[tuple[str, int], ...]]
    """By folded form: language and concept."""
    compounds: dict[str, tuple[int, ...]]
    """Parts of German compounds and their concepts."""

    def concepts(self, folded: str, language: str) -> tuple[int, ...]:
        """What a word of that language means."""
        return tuple(concept for spoken, concept in self.meanings.get(folded, ()) if spoken == language)

    def named(self, folded: str, language: str) -> tuple[int, ...]:
        """What a word of a name means, whatever its article, case or number."""
        forms = [ordinal_key(folded) or folded, *(form for form, _, _ in _VARIANTS.get(language, _none)(folded))]
        return next((found for form in forms if (found := self.concepts(form, language))), ())

    def parted(self, folded: str) -> tuple[tuple[int, ...], ...]:
        """The concepts a German compound is made of, every way to read it; none if it is no compound of known words."""
        if len(folded) < _COMPOUND_LEAST:
            return ()
        return tuple(parts for parts in self._parts(folded, _MOST_PARTS) if len(parts) > 1)

    def _parts(self, rest: str, most: int) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = [(concept,) for concept in self.compounds.get(rest, ())]
        if most == 1:
            return found
        for size in range(_PART_LEAST, len(rest) - _PART_LEAST + 1):
            first = self.compounds.get(rest[:size], ())
            if not first:
                continue
            for link in _LINKS:
                if rest.startswith(link, size):
                    tails = self._parts(rest[size + len(link) :], most - 1)
                    found += [(concept, *tail) for concept in first for tail in tails]
        return found


def languages_of(script: Script, habit: str) -> frozenset[str]:
    """The languages a word of a text may be in, by its script and the spelling habit of the text."""
    return (
        frozenset({habit if habit in LANGUAGES else "en"})
        if script is Script.LATIN
        else _SCRIPT_LANGUAGES.get(script, frozenset())
    )


@cache
def vocabulary() -> Vocabulary:
    """The shipped dictionary."""
    text = (resources.files("monitor.watch.lexicon") / _FILE).read_text(encoding="utf-8")
    rows = [row.split("|") for row in text.splitlines() if row and not row.startswith("# ")]
    words = tuple(
        {language: tuple(cell.split()) for language, cell in zip(LANGUAGES, row, strict=False) if cell.strip()}
        for row in rows
    )
    meanings: dict[str, dict[tuple[str, int], None]] = defaultdict(dict)
    compounds: dict[str, dict[int, None]] = defaultdict(dict)
    for concept, by_language in enumerate(words):
        if "#" in rows[concept][0]:
            ordinal = rows[concept][0].split()[-1]
            meanings[ordinal].update(dict.fromkeys((language, concept) for language in LANGUAGES))
        for language, spelled in by_language.items():
            for form in (form for word in spelled for form in _forms(bare(fold(word)), language)):
                meanings[form][language, concept] = None
                if language == "de" and len(form) >= _PART_LEAST:
                    compounds[form][concept] = None
    return Vocabulary(
        words,
        {form: tuple(found) for form, found in meanings.items()},
        {form: tuple(found) for form, found in compounds.items()},
    )


@cache
def forms_meaning() -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """By concept the folded forms that mean it, and those that do as parts of German compounds."""
    known = vocabulary()
    words: dict[int, list[str]] = defaultdict(list)
    parts: dict[int, list[str]] = defaultdict(list)
    for form, found in known.meanings.items():
        for concept in {concept for _, concept in found}:
            words[concept].append(form)
    for form, concepts in known.compounds.items():
        for concept in concepts:
            parts[concept].append(form)
    return {one: tuple(forms) for one, forms in words.items()}, {one: tuple(forms) for one, forms in parts.items()}


def _forms(word: str, language: str) -> list[str]:
    """A word with the endings that the token layer does not take off."""
    found = [word]
    if len(word) < _LEAST:
        return found
    found += [word + ending for ending in _MORE_ENDINGS.get(language, ())]
    if language == "es" and word.endswith("o"):
        found += [word[:-1] + "a", word[:-1] + "as"]
    if language == "tr":
        found += [word + ending for ending in (("si", "su", "yi", "yu") if word[-1] in _TURKISH_VOWELS else ("i", "u"))]
    return found
