"""Notices in one form: closures, cuts, verdicts of one publisher that differ by whom or what they name.

Statements compare what two sentences say; a form says the same of everyone. So what tells two of its notices apart is
who stands at its place: a name in the headline (or in the first sentence) that the other text does not have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, combinations

from monitor.model.ids import StoryId
from monitor.model.stories import Fact, FactKind, StoryLink
from monitor.records import dataclass
from monitor.stories.cleaning import WORD, Sentence, capitals, fold, lines_of, words
from monitor.stories.common_words import COMMON, IN_THE_NEWS
from monitor.stories.events.linking import Pair, together
from monitor.stories.figures import figures
from monitor.stories.statements import Told
from monitor.stories.words.actors import actors

_ALIKE = 0.5
"""Share of the longer line's words from which two lines are of one form."""
_LONGEST = 6
"""Words of what stands at a place of a form."""
_STEM = 5
"""Letters that the inflected forms of a word have in common."""
_LEAST_LETTERS = 3
_MOST_NOTICES = 40
"""Stories of one event that are compared as notices of one form."""
_MOST_WORDS = 400
"""Longer texts are articles, not notices."""
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_VERSION = re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d.])")
_DESIGNATION = re.compile(r"(?<![\w-])(?:[A-Z]{1,4}\d+[A-Za-z]?|[A-Z]{2,6}(?:-\d{2,}){2,})(?![\w-])")
"""X1, CVE-2026-1001."""
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}\.\d{1,2}\.\d{1,2}")
_CASED = "\u0590"
"""Scripts before it have capitals."""


def next_in_form(new: Told, known: Sequence[Told]) -> Fact | None:
    """That `new` is a notice of its publisher on another one than each of the `known`; None: it is on one of them.

    Judged beside those of the same publisher at other addresses that are of one form with it.
    """
    notice = _Notice(new)
    places: list[tuple[tuple[str, str], _Notice]] = []
    for one in known:
        if not new.publisher or one.publisher != new.publisher or one.address == new.address:
            continue
        other = _Notice(one)
        place = _place(notice, other)
        if place is not None:
            places.append((place, other))
        elif notice.title == other.title or _same(notice.lead, other.lead):
            return None  # on the same one: another edition, or news of it
    if not places:
        return None
    (was, now), old = places[0]
    shown = f"{old.as_written(was)} → {notice.as_written(now)}"
    return Fact(kind=FactKind.STATEMENT, value=f"name:{shown}", shown=shown, sentence=notice.saying(now))


def next_reading(new: Told, known: Sequence[Told]) -> Fact | None:
    """That `new` has another figure than each of the `known` at a place of one headline: a quake, a gauge, a release.

    Judged beside those of the same publisher at other addresses. Serial numbers, dates and times of day are no figures.
    """
    form, mine = _form(new.title), _figures(new)
    if not mine or not new.publisher:
        return None
    alike = [
        one
        for one in known
        if one.publisher == new.publisher and one.address != new.address and _form(one.title) == form
    ]
    if not alike or any(_figures(one) == mine for one in alike):
        return None
    return Fact(kind=FactKind.STATEMENT, value=f"reading:{new.title}", shown=new.title, sentence=new.title)


def _form(title: str) -> str:
    return _FIGURE.sub("#", fold(_DESIGNATION.sub("#", title)))


def _figures(told: Told) -> tuple[str, ...]:
    """What a headline counts, measures or numbers as a version or model, in its order."""
    stated = figures([Sentence(told.title, tuple(words(told.title)))], told.language)
    # A whole number with nothing behind it is a label: "Bulletin 7".
    measured = (one.value for one in stated if "." in one.value or _measures(one.shown, told.title))
    found = tuple(measured)
    versions = (one for one in _VERSION.findall(told.title) if not _DATE.fullmatch(one))
    return (*found, *versions, *_DESIGNATION.findall(told.title))


def _measures(number: str, title: str) -> bool:
    return re.search(rf"{re.escape(number)} ?(?:%|°|[^\W\d_])", title) is not None


def notices_apart(links: Iterable[StoryLink], leads: Mapping[StoryId, Told]) -> frozenset[Pair]:
    """Of stories that these links make one, the pairs that are notices of one form on two (see `next_in_form`)."""
    groups: defaultdict[StoryId, list[StoryId]] = defaultdict(list)
    for story_id, event in sorted(together(links).items()):
        if story_id in leads:
            groups[event].append(story_id)
    pairs = chain.from_iterable(combinations(group[:_MOST_NOTICES], 2) for group in groups.values())
    return frozenset((one, two) for one, two in pairs if next_in_form(leads[two], [leads[one]]) is not None)


@dataclass(frozen=True)
class _Notice:
    told: Told

    @cached_property
    def title(self) -> tuple[str, ...]:
        return tuple(words(self.told.title))

    @cached_property
    def body(self) -> list[tuple[str, tuple[str, ...], tuple[bool, ...]]]:
        """(sentence, its words, whether each has a capital) for all but the headline."""
        found = (one for line in lines_of(self.told.text) for one in line)
        return [(one.shown, one.words, capitals(one)) for one in found if one.words != self.title]

    @cached_property
    def lead(self) -> tuple[str, ...]:
        return self.body[0][1] if self.body else ()

    @cached_property
    def stems(self) -> frozenset[str]:
        said = (word for _, found, _ in self.body for word in found)
        return frozenset(word[:_STEM] for word in (*self.title, *said))

    def names(self, word: str) -> bool:
        """Whether the text uses a word as a name: always with a capital, where its script has them."""
        if word[0] >= _CASED:
            return any(word in found for _, found, _ in self.body)
        marks = [mark for _, found, big in self.body for one, mark in zip(found, big, strict=False) if one == word]
        return bool(marks) and all(marks)

    def sure(self, word: str) -> bool:
        """Whether a word has its capital within a sentence: then it is none of the lists' actors (but in German)."""
        if self.language in _NOUNS_HAVE_CAPITALS:
            return False
        within = (pair for _, found, big in self.body for pair in list(zip(found, big, strict=False))[1:])
        return (word, True) in within

    @property
    def language(self) -> str:
        """Its primary tag."""
        return self.told.language.partition("-")[0].lower()

    def as_written(self, phrase: str) -> str:
        """A phrase of folded words as the text has it."""
        wanted = phrase.split()
        for line in (self.told.title, *self.told.text.split("\n")):
            there = [found.group() for found in WORD.finditer(line)]
            folded = [" ".join(words(one)) for one in there]
            for start in range(len(folded) - len(wanted) + 1):
                if folded[start : start + len(wanted)] == wanted:
                    return " ".join(there[start : start + len(wanted)])
        return phrase

    def saying(self, phrase: str) -> str:
        """The first sentence that has the words of a phrase, the headline if none does."""
        wanted = set(phrase.split())
        return next((shown for shown, found, _ in self.body if wanted & set(found)), self.told.title)


def _place(new: _Notice, old: _Notice) -> tuple[str, str] | None:
    """What stood at a place of the form and what stands there now, None if the two are of no form, or on one."""
    if max(len(one.title) + sum(len(found) for _, found, _ in one.body) for one in (new, old)) > _MOST_WORDS:
        return None
    for mine, theirs in ((new.title, old.title), (new.lead, old.lead)):
        if mine == theirs or not mine or not theirs:
            continue
        blocks = SequenceMatcher(None, theirs, mine, autojunk=False)
        alike = sum(block.size for block in blocks.get_matching_blocks())
        if alike < _ALIKE * max(len(mine), len(theirs)):
            continue
        for gone, added in _exchanged(blocks, theirs, mine):
            if _tells(added, new, old) and _tells(gone, old, new):
                return " ".join(gone), " ".join(added)
    return None


def _exchanged(
    blocks: SequenceMatcher[str], theirs: Sequence[str], mine: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    for kind, start, end, begin, stop in blocks.get_opcodes():
        if kind == "replace" and max(end - start, stop - begin) <= _LONGEST:
            yield theirs[start:end], mine[begin:stop]


def _tells(phrase: Iterable[str], own: _Notice, other: _Notice) -> bool:
    """Whether a phrase names somebody or something that the other text has nowhere."""
    listed = actors(own.language)
    fresh = [word for word in phrase if _counts(word) and word[:_STEM] not in other.stems]
    named = (word for word in fresh if own.names(word))
    return any(own.sure(word) or not (listed.lists(word) or listed.person(word)) for word in named)


def _counts(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and not word.isdigit() and word not in COMMON and word not in IN_THE_NEWS


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one) and tuple(one) == tuple(other)
