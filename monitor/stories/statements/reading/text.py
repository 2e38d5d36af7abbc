"""A text taken apart into its headline and the sentences that are told in it."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from threading import Lock

from monitor.records import dataclass
from monitor.stories.cleaning import Sentence, lines_of
from monitor.stories.cleaning import words as plain_words
from monitor.stories.statements.align import Index, compare
from monitor.stories.statements.reading.known_words import known_word
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.names import holds
from monitor.stories.statements.reading.sentence import TOKEN
from monitor.stories.statements.reading.site_names import without_site
from monitor.stories.statements.reading.statement import Count, Statement
from monitor.stories.words.lexicon import Lexicon, lexicon
from monitor.stories.words.phrases import said_as
from monitor.stories.words.serials import flash_end
from monitor.stories.words.stems import State, fold_word, without_marks

MOST_SENTENCES = 150
"""Read closely of a text: texts come from strangers, and the work grows with their sentences."""
MOST_FURTHER = 5_000
"""Of what follows those, looked at for something watched."""
_MOST_LETTERS = 400_000
"""No article is longer."""
_OPENING = 2
_OF_HEADLINE = 0.6
_ENDS = frozenset(".!?\u061f\u2026\u06d4\u0964\u3002\uff01\uff1f")
_SERIAL_HEAD = re.compile(r"^\s*([^\W\d_]+)\s*\d+\s*[-\u2013:.]\s*(?=\S)")
_NUMBERED_HEAD = re.compile(r"^\s*\d+\.\s+[^\W\d_]+\s*[-\u2013:]\s*(?=\S)")
_QUOTED_HEAD = re.compile(
    "^\\s*(?:[\u2018'][^:]{4,90}[\u2019']|[\"\u201c\u201d\u201e\u00ab][^:]{4,90}[\"\u201d\u201c\u00bb])\\s*[:\u2013\u2014]\\s*(?=\\S)"
)
"""Who is quoted before a headline says what the text says too."""
_WIRE_HEAD = re.compile(r"^\s*[A-Z]{3,}(?:\s+\d+)?\s*[-:]\s*(?=\S)")
_ARABIC, _HEBREW, _CYRILLIC = (
    re.compile("[\u0620-\u06ff]"),
    re.compile("[\u05d0-\u05ea]"),
    re.compile("[\u0400-\u04ff]"),
)
_PERSIAN = re.compile("[پچژگ\u200c]")
_ENOUGH = 20
Watch = tuple[tuple[str, tuple[str, ...]], ...]
"""Watched names with their folded words."""


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
    published: datetime | None = None
    """By this it is known which Monday it speaks of; None: any."""


class ReadText:
    """A text taken apart. What it holds as a whole is found when it is asked for, and kept.

    `lines` are its first `MOST_SENTENCES`. Of those that follow only these count that name something watched; they go
    back to `every` one of what was told before.
    """

    def __init__(self, headline: Line | None, every: tuple[Line, ...], words: Lexicon) -> None:
        self.headline = headline
        self.every = every
        self.lines = every[:MOST_SENTENCES]
        self.index = Index(every)
        self._lexicon = words

    @property
    def title(self) -> Statement | None:
        """The headline."""
        return self.headline.statement if self.headline else None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word, those of the dateline too: where a text was written is known to its readers."""
        every = (*self.lines, *([self.headline] if self.headline else ()))
        return frozenset().union(*(one.words for one in every))

    @cached_property
    def states(self) -> frozenset[State]:
        """Those that any word stands for, or several together."""
        said = (*self.vocabulary, *self._phrases())
        return frozenset().union(*map(self._lexicon.states, said))

    def _phrases(self) -> Iterator[str]:
        table = {word: found for word in self.vocabulary if (found := known_word(word, self._lexicon).phrases)}
        every = (*self.lines, *([self.headline] if self.headline else ())) if table else ()
        for words in (one.words for one in every):
            for place, word in enumerate(words):
                if word in table and (places := table[word].places(words, place)):
                    yield said_as(words, places)

    @cached_property
    def cues(self) -> frozenset[str]:
        """Those that any word gives."""
        return frozenset().union(*map(self._lexicon.cues, self.vocabulary))

    @cached_property
    def numbers(self) -> tuple[Count, ...]:
        """All numbers, with what they count."""
        read_closely = (one.statement for one in self.lines if one.may_count)
        return tuple(number for one in (*read_closely, self.title) if one for number in one.numbers)

    def watched(self, watch: Watch) -> Mapping[Line | None, frozenset[str]]:
        """The watched names by the sentences that they stand in; None is the headline."""
        found: dict[Line | None, frozenset[str]] = {}
        for name, parts in watch:
            held = [one for one in self.every if holds(one.words, parts)]
            for place in (*held, *([None] if self.headline and holds(self.headline.words, parts) else ())):
                found[place] = found.get(place, frozenset()) | {name}
        return found

    def body(self, watched: Iterable[Line | None], known: Sequence[ReadText] = ()) -> tuple[Line, ...]:
        """The sentences that are told, each once: the site's own are not, unless something watched stands in them.

        Of more than can be read, those that stand word for word in none of the `known` texts go before.
        """
        keep = frozenset(watched)
        told = [one for one in self.lines if not _is_of_site(one, named=one in keep)]
        further = [one for one in self.every[MOST_SENTENCES:] if one in keep]
        if len(further) > MOST_SENTENCES and known:
            there = {one.words for text in known for one in text.every}
            further.sort(key=lambda one: one.words in there)
        told += further[:MOST_SENTENCES]
        first = {one.words: one for one in reversed(told)}
        return tuple(reversed(first.values()))


def _is_of_site(one: Line, *, named: bool) -> bool:
    if not one.may_be_of_site or one.statement is None:
        return False
    return one.statement.credit or (one.statement.site and not named)


def read_text(told: Told, publishers: Iterable[str] = ()) -> ReadText:
    """`told` taken apart; the last ones are kept. `publishers`: others whose names may stand behind its headline."""
    title = without_site(told.title, (told.publisher, *publishers), told.address, told.names)
    return _texts.get((title, told.text[:_MOST_LETTERS], language_of(told)))


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


def watch_of(names: Iterable[str], words: Lexicon) -> Watch:
    """Watched names ready to be looked for."""
    folded = (tuple(fold_word(one, words.language) for one in TOKEN.findall(without_marks(name))) for name in names)
    return tuple((" ".join(parts), parts) for parts in dict.fromkeys(folded) if parts)


def _read_text(title: str, text: str, language: str) -> ReadText:
    words = lexicon(language)
    sentences = [one for line in lines_of(text) for one in line][: MOST_SENTENCES + MOST_FURTHER]
    sentences[:_OPENING] = [_without_flash(one, words) for one in sentences[:_OPENING]]
    lines = [Line(one, words, opens=at < _OPENING) for at, one in enumerate(sentences)]
    bare = bare_title(title, words)
    head = Line(Sentence(bare, tuple(plain_words(bare))), words, opens=False) if bare.strip() else None
    kept = (one for at, one in enumerate(lines) if not _is_heading(one, at, head, words))
    return ReadText(head, tuple(kept), words)


def _without_flash(one: Sentence, words: Lexicon) -> Sentence:
    end = flash_end(one.shown, words)
    return Sentence(one.shown[end:], tuple(plain_words(one.shown[end:]))) if end else one


class _Texts:
    """The last texts taken apart: what was read when it came is read again when it was told, and at each later one.

    As many as have so many letters together: taken apart a text takes some twenty-five times the room of its letters.
    """

    def __init__(self, letters: int) -> None:
        self._most, self._letters = letters, 0
        self._kept: OrderedDict[tuple[str, str, str], ReadText] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, str, str]) -> ReadText:
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        made = _read_text(*key)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._letters += len(key[1])
            while self._letters > self._most:
                (_, text, _), _ = self._kept.popitem(last=False)
                self._letters -= len(text)
        return made


_texts = _Texts(400_000)


def _is_heading(one: Line, at: int, head: Line | None, words: Lexicon) -> bool:
    """Whether a page's text opens with its headline: that is compared with headlines, not with sentences."""
    if at >= _OPENING or head is None or one.shown.rstrip()[-1:] in _ENDS:
        return False
    both = one.statement, head.statement
    return both[0] is not None and both[1] is not None and compare(both[0], both[1], words).share >= _OF_HEADLINE


def bare_title(title: str, words: Lexicon) -> str:
    """A headline without "UPDATE 2-", "WRAPUP 3:", "BREAKING:", and what is quoted, in front."""
    title = title[flash_end(title, words) :]
    if (quoted := _QUOTED_HEAD.match(title)) is not None:
        return title[quoted.end() :]
    if numbered := _NUMBERED_HEAD.match(title):
        return title[numbered.end() :]
    found = _SERIAL_HEAD.match(title)
    if found and (words.has("serial", fold_word(found[1], words.language)) or found[1].isupper()):
        return title[found.end() :]
    if (wire := _WIRE_HEAD.match(title)) and words.has("serial", fold_word(wire.group().split()[0].strip("-:"))):
        return title[wire.end() :]
    return title
