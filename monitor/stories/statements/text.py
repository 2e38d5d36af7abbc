"""A text read as statements, and what readers know by the texts that they were told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from monitor.stories.cleaning import lines_of
from monitor.stories.statements.align import Index, compare
from monitor.stories.statements.changes import Known
from monitor.stories.statements.plain import dateline
from monitor.stories.statements.reading import TOKEN, Watch, holds, read, watch_of
from monitor.stories.statements.statement import Statement
from monitor.stories.words.lexicon import Lexicon, lexicon
from monitor.stories.words.serials import flash_end
from monitor.stories.words.stems import fold_word

MOST_SENTENCES = 150
"""Statements read of a text: texts come from strangers, and the work grows with their sentences."""
_MOST_LETTERS = 60_000
_OPENING = 2
_OF_HEADLINE = 0.6
_ENDS = frozenset(".!?\u061f\u2026\u06d4")
_SERIAL_HEAD = re.compile(r"^\s*([^\W\d_]+)\s*\d+\s*[-\u2013:.]\s*(?=\S)")
_NUMBERED_HEAD = re.compile(r"^\s*\d+\.\s+[^\W\d_]+\s*[-\u2013:]\s*(?=\S)")
_WIRE_HEAD = re.compile(r"^\s*[A-Z]{3,}(?:\s+\d+)?\s*[-:]\s*(?=\S)")
_ARABIC, _HEBREW, _CYRILLIC = (
    re.compile("[\u0620-\u06ff]"),
    re.compile("[\u05d0-\u05ea]"),
    re.compile("[\u0400-\u04ff]"),
)
_PERSIAN = re.compile("[پچژگ\u200c]")
_ENOUGH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text, and who told it where."""

    title: str = ""
    text: str = ""
    language: str = ""
    publisher: str = ""
    address: str = ""
    names: tuple[str, ...] = ()
    """Watched names as they stand in the text."""
    known: tuple[str, ...] = ()
    """Those of them that readers know, in whatever spelling."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text taken apart."""

    title: Statement | None
    body: tuple[Statement, ...]
    index: Index
    known: Known
    words: int
    """Content words of the body."""


def read_text(told: Told, names: Sequence[str] = ()) -> ReadText:
    """`told` as statements; `names` are watched names beside its own."""
    language = language_of(told)
    return _read_text(
        told.title, told.text[:_MOST_LETTERS], language, watch_of((*told.names, *names), lexicon(language))
    )


def language_of(told: Told) -> str:
    """The language of the words to look up: the text's own, else by its script."""
    primary = told.language.partition("-")[0].lower()
    if primary:
        return primary
    text = told.text[:2000] or told.title
    if len(_ARABIC.findall(text)) >= _ENOUGH:
        return "fa" if len(_PERSIAN.findall(text)) * _ENOUGH > len(text) / 4 else "ar"
    if len(_HEBREW.findall(text)) >= _ENOUGH:
        return "he"
    return "ru" if len(_CYRILLIC.findall(text)) >= _ENOUGH else "en"


@lru_cache(maxsize=64)
def _read_text(title: str, text: str, language: str, watch: Watch) -> ReadText:
    words = lexicon(language)
    shown = [one.shown for line in lines_of(text) for one in line][:MOST_SENTENCES]
    shown[:_OPENING] = [one[flash_end(one, words) :] for one in shown[:_OPENING]]
    found = [read(one, words, watch, opens=at < _OPENING) for at, one in enumerate(shown)]
    head = read(bare_title(title, words), words, watch) if title else None
    told = (one for at, one in enumerate(found) if one and not one.site and not _is_heading(one, at, head, words))
    body = tuple(dict.fromkeys(told))
    every = (*body, *([head] if head else ()))
    # Where a text was written is known to its readers, though it is no statement.
    opening = [fold_word(part, language) for one in shown[:_OPENING] for part in TOKEN.findall(dateline(one))]
    known = Known(
        vocabulary=frozenset(word for one in every for word in one.words) | frozenset(opening),
        states=frozenset(state for one in every for state in one.states),
        numbers=tuple(number for one in every for number in one.numbers),
        watched=frozenset(name for one in every for name in one.watched)
        | {name for name, parts in watch if opening and holds(opening, parts)},
        cues=frozenset(cue for one in every for cue in one.cues),
    )
    return ReadText(head, body, Index(body), known, sum(len(one.content) for one in body))


def _is_heading(one: Statement, at: int, head: Statement | None, words: Lexicon) -> bool:
    """Whether a page's text opens with its headline: that is compared with headlines, not with sentences."""
    if head is None or at >= _OPENING or one.shown.rstrip()[-1:] in _ENDS:
        return False
    return compare(one, head, words).share >= _OF_HEADLINE


def bare_title(title: str, words: Lexicon) -> str:
    """A headline without "UPDATE 2-", "WRAPUP 3:" and "BREAKING:" in front."""
    title = title[flash_end(title, words) :]
    if numbered := _NUMBERED_HEAD.match(title):
        return title[numbered.end() :]
    found = _SERIAL_HEAD.match(title)
    if found and (words.has("serial", fold_word(found[1], words.language)) or found[1].isupper()):
        return title[found.end() :]
    if (wire := _WIRE_HEAD.match(title)) and words.has("serial", fold_word(wire.group().split()[0].strip("-:"))):
        return title[wire.end() :]
    return title
