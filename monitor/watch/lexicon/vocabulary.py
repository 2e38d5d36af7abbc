"""The small dictionary of words that newsrooms translate when they name units, organisations and places.

It ships as package data, one concept a row, and is read once per process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from monitor.records import dataclass
from monitor.watch.languages import arabic, hebrew, russian, turkish
from monitor.watch.text import Script, Variant, bare, fold, listed, ordinal_key

LANGUAGES = ("en", "ar", "fa", "ru", "he", "tr", "fr", "de", "es", "it", "pt", "nl", "pl", "uk", "sv", "id")
"""The columns of the dictionary."""
_COLUMNS = {"da": "sv", "nb": "sv", "nn": "sv", "no": "sv", "ms": "id"}
"""Languages that share a column with another."""
_SCRIPT_LANGUAGES = {
    Script.ARABIC: frozenset({"ar", "fa"}),
    Script.HEBREW: frozenset({"he"}),
    Script.CYRILLIC: frozenset({"ru", "uk"}),
}
_COMPOUNDING = ("de", "nl", "sv")
"""Languages that write two words of a name as one: Suezkanal."""
_FILE = "translated_words.txt"
_MORE_ENDINGS = {
    "en": ("s",),
    "fr": ("e", "s", "es", "ne", "nes"),
    "de": ("e", "en", "er", "es", "em", "n", "s"),
    "es": ("s", "es"),
    "he": ("מ", "ימ", "ת", "ות"),
    "it": ("s",),
    "pt": ("s", "es"),
    "nl": ("e", "en", "s"),
    "sv": ("a", "e", "en", "et", "n", "t", "s", "ens", "ar", "er", "erna", "arna", "ne"),
}
_OTHER_ENDINGS = {
    "es": (("o", "a as"),),
    "it": (("o", "a i e"), ("a", "e"), ("e", "i"), ("co", "ca ci che chi"), ("ca", "che")),
    "pt": (("o", "a as"), ("ao", "oes"), ("al", "ais"), ("es", "esa eses"), ("l", "is")),
    "pl": (
        ("y", "a e ego ej emu ym ych ymi"),
        ("i", "a ie iego iej iemu im ich imi"),
        ("a", "y i e ie o om ami ach"),
        ("o", "a u em ie om ami ach"),
        ("e", "a u em om ami ach y"),
        ("", "a u owi em ie y i e ow om ami ach iem"),
    ),
    "uk": (
        ("ий", "а е і ого ої ому ій им их ими у ою"),
        ("ія", "ії ію ією іями"),
        ("а", "и і у ою ам ами ах"),
        ("я", "і ю ею ям ями ях"),
        ("о", "а у ом ові і"),
        ("е", "я ю ем"),
        ("ь", "я ю ем і"),
        ("", "а у ові ом і и ів ам ами ах"),
    ),
}
"""By language what an ending of a word in its first form becomes."""
_FIRST_THAT_FITS = frozenset({"pl", "uk"})
"""Languages of which only the first ending that fits is changed; "" fits what ends in a consonant."""
_TURKISH_VOWELS = "aeiou"
_LEAST = 3
"""Letters from which on a word is given its endings."""
_COMPOUND_LEAST = 8
_PART_LEAST = 3
_MOST_PARTS = 3
_LINKS = ("", "s", "es", "n", "en", "er")

GLUE = frozenset(
    fold(word)
    for word in listed(
        "of the for and al el de du des d la le les l pour et à aux au en der die das dem den für von vom zur zum und "
        "del los las y por di della dello dei degli delle dell do dos das van het voor dla av för til "
        "ve icin için ال از به در برای و بخش شبه بین های ها "
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
    compounds: dict[str, dict[str, tuple[int, ...]]]
    """Parts of compounds and their concepts, by language."""

    def concepts(self, folded: str, language: str) -> tuple[int, ...]:
        """What a word of that language means."""
        return tuple(concept for spoken, concept in self.meanings.get(folded, ()) if spoken == language)

    def named(self, folded: str, language: str) -> tuple[int, ...]:
        """What a word of a name means, whatever its article, case or number."""
        forms = [ordinal_key(folded) or folded, *(form for form, _, _ in _VARIANTS.get(language, _none)(folded))]
        return next((found for form in forms if (found := self.concepts(form, language))), ())

    def parted(self, folded: str, language: str = "de") -> tuple[tuple[int, ...], ...]:
        """The concepts a compound is made of, every way to read it; none if it is no compound of known words."""
        if len(folded) < _COMPOUND_LEAST:
            return ()
        return tuple(parts for parts in self._parts(folded, language, _MOST_PARTS) if len(parts) > 1)

    def _parts(self, rest: str, language: str, most: int) -> list[tuple[int, ...]]:
        known = self.compounds[language]
        found: list[tuple[int, ...]] = [(concept,) for concept in known.get(rest, ())]
        if most == 1:
            return found
        for size in range(_PART_LEAST, len(rest) - _PART_LEAST + 1):
            first = known.get(rest[:size], ())
            if not first:
                continue
            for link in _LINKS:
                if rest.startswith(link, size):
                    tails = self._parts(rest[size + len(link) :], language, most - 1)
                    found += [(concept, *tail) for concept in first for tail in tails]
        return found

    def beside(self, folded: str, language: str, own: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """Each way to part a compound into a known word and one of `own`, in either order: concept and value."""
        known = self.compounds[language]
        for size in range(_PART_LEAST, len(folded) - _PART_LEAST + 1):
            first, rest = folded[:size], folded[size:]
            if (word := own.get(rest)) is not None:
                yield from ((concept, word) for concept in known.get(first, ()))
            if (word := own.get(first)) is not None:
                tails = (rest[len(link) :] for link in _LINKS if rest.startswith(link))
                yield from ((concept, word) for tail in tails for concept in known.get(tail, ()))


def compounds_in(habit: str) -> str:
    """The column whose compounds a text of a spelling habit holds; "" for none."""
    spoken = _COLUMNS.get(habit, habit)
    return spoken if spoken in _COMPOUNDING else ""


def languages_of(script: Script, habit: str) -> frozenset[str]:
    """The languages a word of a text may be in, by its script and the spelling habit of the text."""
    spoken = _COLUMNS.get(habit, habit)
    return (
        frozenset({spoken if spoken in LANGUAGES else "en"})
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
    compounds: dict[str, dict[str, dict[int, None]]] = {language: defaultdict(dict) for language in _COMPOUNDING}
    for concept, by_language in enumerate(words):
        if "#" in rows[concept][0]:
            ordinal = rows[concept][0].split()[-1]
            meanings[ordinal].update(dict.fromkeys((language, concept) for language in LANGUAGES))
        for language, spelled in by_language.items():
            for form in (bare(fold(form)) for word in spelled for form in _forms(word, language)):
                meanings[form][language, concept] = None
                if language in _COMPOUNDING and len(form) >= _PART_LEAST:
                    compounds[language][form][concept] = None
    return Vocabulary(
        words,
        {form: tuple(found) for form, found in meanings.items()},
        {language: {form: tuple(found) for form, found in parts.items()} for language, parts in compounds.items()},
    )


@cache
def forms_meaning() -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """By concept the folded forms that mean it, and those that do as parts of compounds."""
    known = vocabulary()
    words: dict[int, list[str]] = defaultdict(list)
    parts: dict[int, list[str]] = defaultdict(list)
    for form, found in known.meanings.items():
        for concept in {concept for _, concept in found}:
            words[concept].append(form)
    for compounds in known.compounds.values():
        for form, concepts in compounds.items():
            for concept in concepts:
                parts[concept].append(form)
    return {one: tuple(forms) for one, forms in words.items()}, {one: tuple(forms) for one, forms in parts.items()}


def _forms(word: str, language: str) -> list[str]:
    """A word with the endings that the token layer does not take off."""
    found = [word]
    if len(word) < _LEAST:
        return found
    found += [word + ending for ending in _MORE_ENDINGS.get(language, ())]
    for ending, others in _OTHER_ENDINGS.get(language, ()):
        if word.endswith(ending):
            found += [word.removesuffix(ending) + other for other in others.split()]
            if language in _FIRST_THAT_FITS:
                break
    if language == "tr":
        found += [word + ending for ending in (("si", "su", "yi", "yu") if word[-1] in _TURKISH_VOWELS else ("i", "u"))]
    return found
