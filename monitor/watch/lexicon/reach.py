"""How far the names of a topic are looked for beyond the script and the language they are given in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise, product
from typing import TYPE_CHECKING

from monitor.model.watch import Name, Topic
from monitor.watch.languages import endings
from monitor.watch.lexicon.expansions import ANY_ARTICLE
from monitor.watch.lexicon.modes import Mode
from monitor.watch.lexicon.names import unmarked
from monitor.watch.lexicon.pieces import Piece, Sequence, piece
from monitor.watch.lexicon.vocabulary import LANGUAGES
from monitor.watch.sounds import (
    Reach,
    by_letters,
    consonant_keys,
    doubled,
    parted,
    parts_of_signs,
    sample,
    spelled_out,
    with_its_kind,
)
from monitor.watch.text import Script, bare, fold, is_frequent, script_of

if TYPE_CHECKING:
    from monitor.watch.lexicon.lexicon import Lexicon

_PARTERS = re.compile("[ \u2010-\u2014-]+")
_OPTIONAL = re.compile("[()]")
_TWO, _LEAST_WITH_ARTICLE, _LEAST_BEHIND_ANOTHER = 2, 5, 4
"""Words of a name, and letters of a word behind whose article a word is left; behind another word of the name."""
_ALLAH = "الله"
_FIRST_OF_TWO = ("محمد", "علي", "غلام", "امير")
"""Given names that Persian writes together with a second one."""
_LEAST_SECOND = 3
_SON = {"بن": ("bin", "ibn", "ben"), "ابن": ("ibn", "bin", "ben"), "بنت": ("bint",)}
_SERVANT = "عبد"
_ARTICLE = "l"
"""What an Arabic article leaves of itself among consonants."""
_COMPARED = frozenset({Script.LATIN, Script.CYRILLIC, Script.ARABIC, Script.HEBREW})
_TWO_ALPHABETS = frozenset({Script.LATIN, Script.CYRILLIC})
_SCRIPT_LANGUAGE = {Script.ARABIC: "ar", Script.CYRILLIC: "ru", Script.HEBREW: "he"}


def reach_of(topic: Topic, added: Iterable[Name]) -> Reach:
    """Where the names of a topic are looked for beyond the script and language they are given in.

    What a pack spells need not be guessed. The names of one script, Latin if there are any, stand for all that say the
    same (`reach_of_name`).
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


def reach_of_name(name: Name, topic: Topic, reach: Reach) -> Reach:
    """The same for one of the names: names in another script stand for it only if they have all its words, by sound.

    A topic may hold "Qaim crossing" beside البوكمال: neither of them is the other in other letters.
    """
    script = script_of_name(name)
    if script not in _COMPARED or reach.given <= {script}:
        return reach
    heard: dict[Script, set[str]] = {}
    for one in topic.names:
        heard.setdefault(script_of_name(one), set()).update(*_sounds(one.text))
    mine = _sounds(name.text)
    alike = {other for other, sounds in heard.items() if not any(word.isdisjoint(sounds) for word in mine)}
    given = frozenset({script, *reach.spelled, *alike, *(reach.given - _COMPARED)})
    if script is reach.source or reach.source in alike or reach.source not in _COMPARED:
        return replace(reach, given=given)
    return replace(reach, given=given, source=script if script is Script.CYRILLIC else None)


def _sounds(text: str) -> list[set[str]]:
    """The consonants of each word of a name in each reading, articles apart; none of words in other letters."""
    words = [bare(fold(word)) for word in _PARTERS.split(unmarked(_OPTIONAL.sub("", text)))]
    heard = ({key.removeprefix(_ARTICLE) for key in consonant_keys(word)} - {""} for word in words)
    return [keys for keys in heard if keys]


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
    spelled = [spelled_out(word) for word in given]
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


def doubled_sequences(name: Name, pieces: Sequence) -> Iterator[tuple[Sequence, bool]]:
    """The words of a place's name in the other language of Ukraine, and whether they are more often something else."""
    if all(word.mode is Mode.NAME and script_of(word.folded) in _TWO_ALPHABETS for word in pieces):
        for words, doubtful in doubled(unmarked(name.text)):
            yield tuple(piece(word.capitalize()) for word in words), doubtful


def heard_sequences(name: Name, pieces: Sequence, ids: Ids, lexicon: Lexicon, person: bool) -> Iterator[Sequence]:
    """The sequences of words in letters that a name in Hangul, kana or ideographs may stand for, by their signs.

    And those of the Arabic name `pieces` as other letters write it.
    """
    spoken = _in_construct(pieces)
    if spoken != pieces:
        yield spoken
        yield from _articles_apart(spoken)
    yield from _articles_apart(pieces)
    yield from _given_names_apart(pieces)
    for parts in parts_of_signs(unmarked(name.text), person=person):
        found = tuple(map(piece, parts))
        for word in found:
            lexicon.signed.add(ids(word), word.folded)
        yield found


def _articles_apart(pieces: Sequence) -> Iterator[Sequence]:
    """An Arabic name of several words as other letters write it, its articles for themselves: Mohammed al-Julani.

    And without the one before a later word, unless the first word has one too: Ahmed Sharaa. "Son of" is written small.
    """
    if len(pieces) < _TWO or any(script_of(word.folded) is not Script.ARABIC for word in pieces):
        return
    parted_off = [_has_article(word.folded, first=at == 0) for at, word in enumerate(pieces)]
    bared = [_behind_its_article(word) if off else word for word, off in zip(pieces, parted_off, strict=True)]
    with_articles: list[Piece] = []
    for at, (word, off) in enumerate(zip(bared, parted_off, strict=True)):
        with_articles += [ANY_ARTICLE, word] if off and at else [word]
    ways = [with_articles] if parted_off[0] else [with_articles, bared]
    if any(before.folded == _SERVANT and word is ANY_ARTICLE for before, word in pairwise(with_articles)):
        ways.append(_with_servants(with_articles))
    sons = {word: tuple(map(piece, small)) for word in bared if (small := _SON.get(word.folded))}
    if any(parted_off[1:]) or sons:
        for way in ways:
            yield from product(*(sons.get(word, (word,)) for word in way))


def _has_article(folded: str, *, first: bool) -> bool:
    least = _LEAST_WITH_ARTICLE if first else _LEAST_BEHIND_ANOTHER
    return folded.startswith("ال") and len(folded) >= least and folded != _ALLAH


def _behind_its_article(word: Piece) -> Piece:
    """As it is written, for a last ى is folded."""
    return piece(word.surface[2:] if word.surface.startswith("ال") else word.folded[2:])


def _in_construct(pieces: Sequence) -> Sequence:
    """An Arabic name whose words but the last have their feminine ending as it is spoken there: Harakat al-Nujaba."""
    *before, last = pieces
    return (*(piece(f"{word.surface[:-1]}ت") if word.surface.endswith("ة") else word for word in before), last)


def _given_names_apart(pieces: Sequence) -> Iterator[Sequence]:
    """A name that begins with two given names in one word, with these apart: Mohammad Bagher for محمدباقر."""
    if len(pieces) < _TWO:
        return
    folded = pieces[0].folded
    for first in _FIRST_OF_TWO:
        if folded.startswith(first) and len(folded) >= len(first) + _LEAST_SECOND:
            yield piece(first), piece(folded.removeprefix(first)), *pieces[1:]


def _with_servants(pieces: list[Piece]) -> list[Piece]:
    """An article behind "servant of" is written together with it: Abdel Fattah."""
    found: list[Piece] = []
    for word in pieces:
        if word is ANY_ARTICLE and found[-1].folded == _SERVANT:
            found[-1] = piece(_SERVANT + "ال")
        else:
            found.append(word)
    return found


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


def small_sequences(pieces: Sequence) -> tuple[Sequence, ...]:
    """A Latin name of one word letter by letter as Russian writes it small: эбола, эболы for Ebola."""
    only, *others = pieces
    if others or only.mode is not Mode.NAME or script_of(only.surface) is not Script.LATIN:
        return ()
    word = sample(only.surface, "ru").lower()
    word = "э" + word[1:] if word.startswith("е") else word
    return () if is_frequent(word) or script_of(word) is not Script.CYRILLIC else ((piece(word),),)


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
