"""What a topic is found by, written out for people: its names, those of packs, and samples of what else is looked for.

The matcher compares instead of generating, so a sample stands for many spellings: it is the plainest one by the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from monitor.model.watch import Name, Strength, Topic
from monitor.records import dataclass
from monitor.watch.lexicon import (
    GLUE,
    LANGUAGES,
    Mode,
    Piece,
    language_of,
    parse_name,
    reach_of,
    script_of_name,
    vocabulary,
)
from monitor.watch.match import CROSSED_CONSONANTS, LONE_CONSONANTS, conditions_of
from monitor.watch.packs import lent_names, pack_names
from monitor.watch.query import scope_words
from monitor.watch.sounds import Reach, consonants_of, is_spelled_out, sample
from monitor.watch.text import Script, fold, is_frequent, script_of

Source = Literal["written", "pack", "generated", "rule", "without"]
_TRANSLITERATED = ("ar", "fa", "he", "ru")
"""Languages of other scripts, for which samples of a name's sound are made."""
_REVERSED = frozenset({"ar", "fa", "he", "fr", "es", "it", "pt", "id"})
"""Languages that put the kind of thing first and what it is of behind."""
_HEAD_FIRST = frozenset({"ru", "uk", "pl"})
_SCRIPTS = {
    **dict.fromkeys(("ar", "fa"), Script.ARABIC),
    **dict.fromkeys(("ru", "uk"), Script.CYRILLIC),
    "he": Script.HEBREW,
}
_MOST_RULES = 6
"""Forms made by rule that are shown for one name."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which a topic is found."""

    language: str
    """BCP 47, "" = any."""
    script: Script
    text: str
    source: Source
    strength: Strength
    """Whether meeting it alerts or makes a possible new spelling."""
    condition: str = ""
    """What holds for this name besides what holds for the whole topic: "requires any of base in the article"."""


def spellings(topic: Topic, packs: Iterable[str] = ()) -> tuple[Spelling, ...]:
    """What `topic` is found by: as written, from packs, by rule, and samples in other scripts and languages.

    Raises:
        WatchError: there is no such pack, or a name cannot be taken apart.
    """
    lent = pack_names(topic, packs)
    reach = reach_of(topic, [name for name, _ in lent])
    found: dict[tuple[str, str], Spelling] = {}
    for name in topic.names:
        _keep(found, _as_given(topic, name, "written"))
    for name, _ in lent:
        _keep(found, _as_given(topic, name, "pack"))
    for name in topic.names:
        condition = _told(topic, name)
        for spelling in (*_by_rule(name), *_generated(name, reach)):
            _keep(found, replace(spelling, condition=condition))
    left_out = [
        _as_given(topic, name, "without") for name, pack in lent_names(topic, packs) if (name, pack) not in lent
    ]
    return (*found.values(), *left_out)


def _as_given(topic: Topic, name: Name, source: Source) -> Spelling:
    return Spelling(
        name.language, script_of_name(name), name.text, source, Strength.STRONG, condition=_told(topic, name)
    )


def _told(topic: Topic, name: Name) -> str:
    """The conditions of a name in words."""
    return "; ".join(
        f"{what} {'all' if words.all else 'any'} of {', '.join(words.words)} {scope_words(words.within)}"
        for condition in conditions_of(topic, name)
        for what, words in (("requires", condition.requires), ("excludes", condition.excludes))
        if words is not None
    )


def _keep(found: dict[tuple[str, str], Spelling], spelling: Spelling) -> None:
    same = _squeezed(spelling.text)
    if all(_squeezed(text) != same or language not in {"", spelling.language} for language, text in found):
        found[spelling.language, spelling.text] = spelling


def _squeezed(text: str) -> str:
    """`text` without capitals, spaces and signs."""
    return "".join(c for c in fold(text) if c.isalnum())


def _by_rule(name: Name) -> Iterator[Spelling]:
    """The name without its optional parts and articles, and with words joined that newsrooms join."""
    written = parse_name(name.text).sequences[:_MOST_RULES]
    for pieces in written:
        text = " ".join(piece.surface for piece in pieces)
        yield Spelling(name.language, script_of_name(name), text, "rule", Strength.STRONG)


def _generated(name: Name, reach: Reach) -> Iterator[Spelling]:
    pieces = parse_name(name.text).sequences[0]
    if any(piece.mode not in {Mode.NAME, Mode.ARTICLE} for piece in pieces):
        return
    words = [piece for piece in pieces if piece.folded not in GLUE] or list(pieces)
    translated = list(_translations(name, words))
    if reach.languages is None or language_of(name) in reach.languages:
        yield from translated
    if script_of_name(name) is reach.source and not translated:
        for language in _TRANSLITERATED:
            yield from _transliteration(words, language, reach)


def _transliteration(words: list[Piece], language: str, reach: Reach) -> Iterator[Spelling]:
    script = _SCRIPTS[language]
    alone = len(words) == 1
    if script in reach.spelled or script is reach.source or (alone and script in reach.given):
        return
    parts = [sample(piece.surface, language) for piece in words]
    count = sum(consonants_of(piece.surface) for piece in words)
    if not all(parts) or count < LONE_CONSONANTS:
        return
    strong = _is_sure_alone(words[0].surface, parts[0]) if alone else count >= CROSSED_CONSONANTS
    strength = Strength.STRONG if strong else Strength.CANDIDATE
    yield Spelling(language, script, " ".join(parts), "generated", strength)


def _is_sure_alone(name: str, spelled: str) -> bool:
    """Whether Cyrillic letters spell a name of one word, and no frequent word."""
    return script_of(spelled) is Script.CYRILLIC and is_spelled_out(name, (fold(spelled),)) and not is_frequent(spelled)


def _translations(name: Name, words: list[Piece]) -> Iterator[Spelling]:
    given = language_of(name)
    known = vocabulary()
    concepts = [known.named(piece.folded, given)[:1] for piece in words]
    if len(words) < 2 or not any(concepts):
        return
    for language in LANGUAGES:
        if language == given:
            continue
        runs = _runs(words, concepts, language)
        if all(runs):
            text = " ".join(_ordered(runs, language, given))
            yield Spelling(language, script_of(text), text, "generated", Strength.STRONG)


def _runs(words: list[Piece], concepts: list[tuple[int, ...]], language: str) -> list[str]:
    """The words in `language`; neighbours that are not translated stay together. "" for what cannot be written."""
    runs: list[str] = []
    own = False
    for piece, meant in zip(words, concepts, strict=True):
        translated = vocabulary().words[meant[0]].get(language, ()) if meant else ()
        text = translated[0] if translated else _own(piece, language)
        if own and not translated and text:
            runs[-1] += f" {text}"
        else:
            runs.append(text)
        own = not translated
    return runs


def _own(piece: Piece, language: str) -> str:
    """A word that is not translated, in the letters of the language; "" if it cannot be written so."""
    script = _SCRIPTS.get(language, Script.LATIN)
    return piece.surface if script_of(piece.surface) is script else sample(piece.surface, language)


def _ordered(words: list[str], language: str, given: str) -> list[str]:
    if given in _REVERSED or given in _HEAD_FIRST:
        return words if language in _REVERSED or language in _HEAD_FIRST else words[::-1]
    if language in _REVERSED:
        return words[::-1]
    return [words[-1], *words[:-1]] if language in _HEAD_FIRST else words
