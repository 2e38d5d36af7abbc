"""How far the names of a topic are looked for beyond the script and the language they are given in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.model.watch import Name, Topic
from monitor.watch.languages import endings
from monitor.watch.lexicon.modes import Mode
from monitor.watch.lexicon.names import unmarked
from monitor.watch.lexicon.pieces import Piece, Sequence, piece
from monitor.watch.lexicon.vocabulary import LANGUAGES
from monitor.watch.sounds import Reach, by_letters, latin_spelling, parted, parts_of_signs, with_its_kind
from monitor.watch.text import Script, bare, fold, script_of

if TYPE_CHECKING:
    from monitor.watch.lexicon.lexicon import Lexicon

_PARTERS = re.compile("[ \u2010-\u2014-]+")
_CARRIED = "1"
"""The a that an Indic consonant carries."""
_SCRIPT_LANGUAGE = {Script.ARABIC: "ar", Script.CYRILLIC: "ru", Script.HEBREW: "he"}


def reach_of(topic: Topic, added: Iterable[Name]) -> Reach:
    """Where the names of a topic are looked for beyond the script and language they are given in.

    What a pack spells need not be guessed. The names of one script, Latin if there are any, stand for all.
    """
    spelled = frozenset(map(script_of_name, added))
    own = set(map(script_of_name, topic.names))
    source = next((alphabet for alphabet in (Script.LATIN, Script.CYRILLIC) if alphabet in own), None)
    languages = set(map(language_of, topic.names))
    return Reach(
        given=spelled | own,
        spelled=spelled,
        source=source,
        languages=frozenset({"en"}) if "en" in languages else None,
    )


def parted_sequences(pieces: Sequence) -> tuple[Sequence, ...]:
    """The sequences of words that other scripts may write a Latin name in."""
    if any(word.mode is not Mode.NAME or script_of(word.surface) is not Script.LATIN for word in pieces):
        return ()
    found = parted(tuple([word.folded for word in pieces]))
    return tuple(tuple(map(piece, words)) for words in found)


Ids = Callable[[Piece], int]
"""Gives words their numbers."""


def romanised_sequence(name: Name, reach: Reach, ids: Ids, lexicon: Lexicon) -> Sequence:
    """The words of a name in Greek, Armenian, Georgian, Indic or Ethiopic letters in Latin ones, looked for in all
    other letters; none for other names."""
    given = [bare(fold(word)) for word in _PARTERS.split(unmarked(name.text))]
    spelled = [latin_spelling(word).replace(_CARRIED, "a") for word in given]
    if not spelled or not all(spelled):
        return ()
    found = tuple(piece(word.capitalize()) for word in spelled)
    for word, letters in zip(found, map(by_letters, given), strict=True):
        lexicon.crossing.add(ids(word), word.surface, replace(reach, source=Script.LATIN))
        lexicon.also(ids(word), {letters} - {"", word.folded})
    for word, own in zip(found, given, strict=True):
        for form in (own, *(form for form, _, _ in endings.in_script(own))):
            lexicon.signed.add(ids(word), form)
    return found


def heard_sequences(name: Name, ids: Ids, lexicon: Lexicon, person: bool) -> Iterator[Sequence]:
    """The sequences of words in letters that a name in Hangul, kana or ideographs may stand for, by their signs."""
    for parts in parts_of_signs(unmarked(name.text), person=person):
        found = tuple(map(piece, parts))
        for word in found:
            lexicon.signed.add(ids(word), word.folded)
        yield found


def sequences_by_kind(pieces: Sequence, ids: Ids, lexicon: Lexicon) -> tuple[Sequence, ...]:
    """A place of two words and more as one, where ideographs say by one of their own what kind of place it is."""
    if any(word.mode is not Mode.NAME for word in pieces):
        return ()
    folded = [word.folded for word in pieces]
    spelled = tuple(with_its_kind(folded))
    joined = piece("".join(folded).capitalize())
    for surface in spelled:
        lexicon.spoken.add(ids(joined), surface)
    return ((joined,),) if spelled else ()


def script_of_name(name: Name) -> Script:
    """The script of a name as a watchlist writes it; the signs before it are no letters."""
    return script_of(unmarked(name.text))


def language_of(name: Name) -> str:
    """The language a name is given in: what the watchlist says, else what its script suggests."""
    if name.language:
        language = name.language.split("-", maxsplit=1)[0].lower()
        if language in LANGUAGES:
            return language
    return _SCRIPT_LANGUAGE.get(script_of_name(name), "en")
