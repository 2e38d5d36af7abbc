"""What the index of the archive keeps of an article: a term for each of its words as the matcher sees them.

A term holds the word as it is written, capitals included, and the habit of spelling in which the article is read, for
on both depends what the matcher takes a word for. What it sees only once it knows the names of a list has terms of its
own: tags and handles, words cut at a line's end, rows of letters or signs that no spaces part. An article of which not
all can be told has the term `ALWAYS`, and is looked at for every question.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from typing import NamedTuple

from monitor.watch.lexicon import ALWAYS as EVERY_TIME
from monitor.watch.lexicon import SIGNS, habit_of, habits, heads
from monitor.watch.match import spelling_rows
from monitor.watch.sounds import is_heard_in_rows
from monitor.watch.text import Cleaned, Span, clean, cut_words, handles, rows, spans, words

_MADE_BY = ("languages", "sounds", "sounds.spoken", "text", "lexicon", "lexicon.screening", "search")


def _version() -> int:
    """Another one as soon as anything changes by which words are read: under their old heads they may be missed."""
    seen = zlib.crc32(" ".join(sorted(habits())).encode())
    for room in _MADE_BY:
        files = (
            one for one in resources.files(f"monitor.watch.{room}").iterdir() if one.name.endswith((".py", ".txt"))
        )
        for one in sorted(files, key=lambda file: file.name):
            seen = zlib.crc32(one.read_bytes().replace(b"\r\n", b"\n"), seen)
    return seen >> 1


ARCHIVE_VERSION = _version()
"""Terms of another version say nothing: what they were made for is made anew."""
ALWAYS = "!"
_LONGEST = 60
"""Longer words are no words to the matcher."""
_MOST_PIECES = 5
"""Of a word that may be cut several times."""
_LONGEST_ROW = 120
_PARTING = {"'": "\ue000", "`": "\ue001", " ": "\ue002"}
_KEPT_APART = str.maketrans(_PARTING)
_TOGETHER = str.maketrans({kept: sign for sign, kept in _PARTING.items()})
_SMALL, _CAPITAL, _CAPITALS, _MIXED, _RAW = "", "+", "-", "=", "~"
_TERM = re.compile(r"(?P<habit>[a-z]{2,3})(?P<kind>[.#])(?P<word>.*)", re.DOTALL)


class Kind:
    """What stands between the habit and the word of a term."""

    WORD = "."
    HANDLE = "#"


class Kept(NamedTuple):
    """A term of a word, read again."""

    habit: str
    kind: str
    word: str


def archive_terms(title: str, text: str, language: str) -> frozenset[str]:
    """The terms of an article in `language` (BCP 47, "" if not known), each without a space."""
    cleaned = [clean(title), clean(text)]
    split = [words(one.text) for one in cleaned]
    habit = habit_of(language, split)
    found = _terms_of_words(habit, {word for part in split for word in part if len(word) <= _LONGEST})
    special = set(_special(habit, (title, text), cleaned, split))
    if special and not language:
        # What words there are says in which habit it is read, and which there are only who knows the names can say.
        special.add(ALWAYS)
    return frozenset(found | special)


def _terms_of_words(habit: str, found: Collection[str]) -> set[str]:
    """As `term_of` each, a third of what that takes: all are made small in one step."""
    small = "\n".join(found).lower()
    together = small
    for sign, kept in _PARTING.items():
        together = together.replace(sign, kept)
    if together.count("\n") != len(found) - 1:
        return {term_of(habit, Kind.WORD, word) for word in found}
    begun = f"{habit}{Kind.WORD}"
    terms: set[str] = set()
    for word, low, apart in zip(found, small.split("\n"), together.split("\n"), strict=True):
        if word == low:
            terms.add(begun + apart)
        elif word == low[:1].upper() + low[1:]:
            terms.add(begun + apart + _CAPITAL)
        else:
            terms.add(term_of(habit, Kind.WORD, word))
    return terms


def _special(habit: str, written: tuple[str, str], cleaned: list[Cleaned], split: list[list[str]]) -> Iterator[str]:
    for original, plain, found in zip(written, cleaned, split, strict=True):
        yield from (term_of(habit, Kind.HANDLE, one[:_LONGEST]) for one in handles(original) if one)
        for pieces in cut_words(plain.text):
            if len(pieces) > _MOST_PIECES:
                yield ALWAYS
            for first in range(len(pieces)):
                joined = ("".join(pieces[first : behind + 1]) for behind in range(first + 1, len(pieces)))
                yield from (term_of(habit, Kind.WORD, word) for word in joined if len(word) <= _LONGEST)
        for row in rows(original):
            yield from (row_term(row[at : at + 2]) for at in range(len(row)))
            if is_heard_in_rows(row):
                # What stands in it, and with what beside it, only who knows the names can say.
                yield ALWAYS
        for signs in spelling_rows(_Worded(plain, found)):
            yield signs_term(signs) if len(signs) <= _LONGEST_ROW else ALWAYS


class _Worded:
    """A text split into words, for who looks for rows of signs in it."""

    def __init__(self, cleaned: Cleaned, found: list[str]) -> None:
        self.cleaned, self.words = cleaned, found
        self._spans: Sequence[Span] = ()

    def span(self, position: int) -> Span:
        """Where one stands in the cleaned text."""
        self._spans = self._spans or spans(self.cleaned.text)
        return self._spans[position]


# How terms are written


def term_of(habit: str, kind: str, word: str) -> str:
    """The term of a word: in small letters first, so that words that begin alike stand together."""
    small = word.lower()
    for mark, again in ((_SMALL, small), (_CAPITAL, small[:1].upper() + small[1:]), (_CAPITALS, small.upper())):
        if word == again:
            return f"{habit}{kind}{small.translate(_KEPT_APART)}{mark}"
    upper = sum(1 << at for at, letter in enumerate(word) if letter != letter.lower())
    term = f"{habit}{kind}{small.translate(_KEPT_APART)}{_MIXED}{upper:x}"
    if kept_in(term).word == word:
        return term
    return f"{habit}{kind}{_RAW}{word.encode('utf-8').hex()}"


def kept_in(term: str) -> Kept:
    """The habit, kind and word of a term that `term_of` made."""
    habit, kind, body = _parted(term)
    if body.startswith(_RAW):
        return Kept(habit, kind, bytes.fromhex(body[1:]).decode("utf-8"))
    if body.endswith(_CAPITAL):
        word = body[:-1].translate(_TOGETHER)
        return Kept(habit, kind, word[:1].upper() + word[1:])
    if body.endswith(_CAPITALS):
        return Kept(habit, kind, body[:-1].translate(_TOGETHER).upper())
    small, mixed, mask = body.rpartition(_MIXED)
    if not mixed:
        return Kept(habit, kind, body.translate(_TOGETHER))
    upper = int(mask, 16)
    word = small.translate(_TOGETHER)
    return Kept(habit, kind, "".join(c.upper() if upper >> at & 1 else c for at, c in enumerate(word)))


def written(term: str) -> str:
    """What a term stands for, as articles write it; "" if that says nothing to people."""
    if is_of_word(term):
        return kept_in(term).word
    return signs_of(term) or ""


def is_of_word(term: str) -> bool:
    """Whether `term_of` made it."""
    return _TERM.match(term) is not None


def _parted(term: str) -> tuple[str, str, str]:
    found = _TERM.match(term)
    if found is None:
        raise ValueError(f"{term!r} is no term of a word")
    return found["habit"], found["kind"], found["word"]


_ROW, _SIGNS = "_", ":"


def row_term(signs: str) -> str:
    """The term for two signs, or one at the end, of a row of letters that no spaces part."""
    return f"{_ROW}{signs}"


def signs_term(signs: str) -> str:
    """The term for a stretch of signs of which a name may be spelled."""
    return f"{_SIGNS}{signs.encode('utf-8').hex()}"


def signs_of(term: str) -> str | None:
    """The stretch that a term stands for; None if it stands for something else."""
    return bytes.fromhex(term[1:]).decode("utf-8") if term.startswith(_SIGNS) else None


def heads_of(terms: Iterable[str]) -> dict[str, frozenset[str]]:
    """Under what terms are kept for who reads the words of all articles, see `Heads`; less what is no word."""
    found: dict[str, frozenset[str]] = {}
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for term in terms:
        if term.startswith(_SIGNS):
            found[term] = frozenset({SIGNS})
        elif parts := _TERM.match(term):
            habit, kind, word = parts.groups()
            if not word.isalpha():
                word = kept_in(term).word
            if kind == Kind.WORD:
                words[habit][word] = term
            else:
                found[term] = frozenset({EVERY_TIME})
    for habit, terms_of in words.items():
        found.update((terms_of[word], under) for word, under in heads(terms_of, habit).items())
    return found


# What an article is about besides its words


def about_terms(publisher: str, language: str, first_seen_at: datetime) -> frozenset[str]:
    """The terms by which articles are found of a publisher, in a language, of a day and month."""
    day = first_seen_at.astimezone(UTC)
    return frozenset((publisher_term(publisher), language_term(language), f"d{day:%Y%m%d}", f"m{day:%Y%m}"))


def publisher_term(publisher: str) -> str:
    """However it is capitalised."""
    return f"p{hashlib.sha256(publisher.casefold().encode('utf-8', 'replace')).hexdigest()[:10]}"


def language_term(language: str) -> str:
    """Of its primary code: `pt` and `pt-BR` are one."""
    return f"l{primary(language)}"


def primary(language: str) -> str:
    """The primary code of a language."""
    return re.sub("[^a-z0-9]", "", re.split("[-_]", language.lower(), maxsplit=1)[0])


def days(since: datetime | None, until: datetime | None) -> tuple[str, ...]:
    """The terms of the days, or months, of which one is that of any article from `since` to before `until`."""
    if since is None:
        return ()
    first = since.astimezone(UTC).date()
    last = min(first + _FAR, date.max - _FAR) if until is None else until.astimezone(UTC).date()
    if (last - first).days > _MANY_DAYS:
        months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
        return tuple(f"m{month // 12:04}{month % 12 + 1:02}" for month in months)
    return tuple(f"d{first + timedelta(days=at):%Y%m%d}" for at in range(max(0, (last - first).days) + 1))


_MANY_DAYS = 92
_FAR = timedelta(days=36_500)
