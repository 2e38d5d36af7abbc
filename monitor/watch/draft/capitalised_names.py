"""Names as they stand in texts in Latin and Cyrillic letters: rows of capitalised words, trimmed to what names.

What is not told by capitals (Arabic, Hebrew) is found by `caseless_names.marked`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from monitor.model.watch import Kind
from monitor.records import dataclass
from monitor.watch.draft.name_rows import OF, row_end
from monitor.watch.draft.sources import tells
from monitor.watch.draft.text_words import ACRONYM_MOST, Page, Word
from monitor.watch.lexicon import ARTICLES
from monitor.watch.text import (
    CREEDS,
    DEMONYMS,
    FACILITY_WORDS,
    FUNCTION_WORDS,
    KIND_BY_WORD,
    ORGANISATION_WORDS,
    PERSON_WORDS,
    SETTLEMENT_WORDS,
    TIMES,
    listed,
    words,
)

_LETTERS_LEAST = 3
_OF_WHAT = frozenset(
    listed(
        "military air naval navy army oil gas nuclear power missile training border refugee displacement detention "
        "container international civil main central"
    )
)
"""What a facility is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One name as it stands in one text."""

    text: str
    document: int
    language: str
    kind: Kind | None
    """What its surroundings or its own words say it is."""
    snippet: str
    title: bool = False
    opening: bool = False
    """A lone word at the start of a sentence: its capital says nothing."""
    source: bool = False
    """Whether it stands there as who tells the story: quoted by, a by-line."""
    acronym_of: str = ""
    """The name in front of the parentheses that hold this acronym."""


def capitalised(page: Page, lower: Set[str]) -> Iterator[Sighting]:
    """The names of a page in Latin or Cyrillic letters; `lower` as from `lower_case_words`."""
    at = 0
    before = ""
    while at < len(page.words):
        last = row_end(page, at)
        if last is None:
            at += 1
            continue
        sighting = _sighting(page, at, last, lower, before)
        if sighting is not None:
            before = sighting.text
            yield sighting
        at = last + 1


def _sighting(page: Page, first: int, last: int, lower: Set[str], before: str) -> Sighting | None:
    opening = page.opens(first)
    if _is_adjective(page, last):
        last -= 1
    while first <= last and opening and _names_nothing(page.words[first], lower):
        first, opening = first + 1, False
    kind = None
    first, last, kind = _trimmed(page, first, last)
    if first > last:
        return None
    extended, facility = _with_facility(page, last)
    kind = facility or kind or _own_kind(page.words[first : last + 1]) or _beside(page, first, last)
    text = page.spelled(first, extended)
    if not _worth(page.words[first : extended + 1]):
        return None
    acronym = before if _in_brackets_behind(page, first, extended, before) else ""
    lone = opening and first == extended and not _is_acronym(text)
    return Sighting(
        text=text,
        document=page.document,
        language=page.language,
        kind=kind,
        snippet=page.snippet(first, extended),
        title=page.title,
        opening=lone,
        source=tells(page, first, extended),
        acronym_of=acronym,
    )


def _is_adjective(page: Page, last: int) -> bool:
    """Iran-backed, Iranian-made: a name only in an adjective."""
    return (
        last + 1 < len(page.words)
        and page.between(last) == "-"
        and not page.words[last + 1].capital
        and page.words[last + 1].folded not in ARTICLES
    )


def _names_nothing(word: Word, lower: Set[str]) -> bool:
    return not word.acronym and (word.folded in FUNCTION_WORDS or word.folded in lower) and word.folded not in ARTICLES


def _trimmed(page: Page, first: int, last: int) -> tuple[int, int, Kind | None]:
    """The row without function words at its ends, and without titles before a person."""
    kind: Kind | None = None
    while first <= last and _is_empty(page.words[first]) and not _is_unit(page, first, last):
        first += 1
    while first <= last and (_is_empty(page.words[last]) or page.words[last].folded in OF):
        last -= 1
    if first <= last and page.words[last].folded in PERSON_WORDS and last > first:
        return first, first - 1, None
    if first <= last and not _kind_at_the_end(page, first, last) and not _whose(page, first, last):
        while first < last and page.words[first].folded in PERSON_WORDS | DEMONYMS | OF:
            kind = Kind.PERSON if page.words[first].folded in PERSON_WORDS else kind
            first += 1
        if first - 1 >= 0 and page.words[first - 1].folded in PERSON_WORDS and page.between(first - 1) == " ":
            kind = Kind.PERSON
    return first, last, kind


def _is_empty(word: Word) -> bool:
    return not word.acronym and word.folded in FUNCTION_WORDS | TIMES


def _is_unit(page: Page, first: int, last: int) -> bool:
    """Fifth Corps: an ordinal belongs to the unit behind it."""
    return first < last and _own_kind(page.words[first + 1 : first + 3]) is Kind.UNIT


def _whose(page: Page, first: int, last: int) -> bool:
    """Iraqi Hezbollah: of several that share a name, the one of a country."""
    names = [word for word in page.words[first : last + 1] if word.folded not in ARTICLES]
    return (
        len(names) == 2
        and names[0].folded in DEMONYMS - CREEDS
        and not names[0].acronym
        and names[1].folded not in DEMONYMS | PERSON_WORDS
    )


def _kind_at_the_end(page: Page, first: int, last: int) -> bool:
    return any(_own_kind([page.words[index]]) is not None for index in range(first + 1, last + 1))


def _own_kind(row: Sequence[Word]) -> Kind | None:
    """What the words of a name make of it; the last telling word counts most."""
    for word in reversed(row):
        for table, kind in KIND_BY_WORD:
            if word.folded in table and len(row) >= 1:
                return kind
    return None


def _with_facility(page: Page, last: int) -> tuple[int, Kind | None]:
    """The last word of the name with the kind of facility behind it: Imam Ali military base."""
    for count in (1, 2):
        at = last + count
        if at >= len(page.words) or page.between(at - 1) != " " or page.words[last].possessive:
            break
        word = page.words[at]
        if word.folded in FACILITY_WORDS and (count == 1 or _between_name_and_kind(page.words[last + 1], word)):
            return at, Kind.PLACE
        if count == 1 and word.folded in SETTLEMENT_WORDS:
            return last, Kind.PLACE
        if count == 1 and word.folded in ORGANISATION_WORDS:
            return last, Kind.ORGANISATION
        if word.capital or word.folded in FUNCTION_WORDS:
            break
    return last, None


def _between_name_and_kind(word: Word, kind: Word) -> bool:
    """Whether a word may stand between a name and what it is of: military, but not "shuts", behind which another name
    begins."""
    return word.folded in _OF_WHAT and not kind.capital


def _beside(page: Page, first: int, last: int) -> Kind | None:
    """A person if told of speaking; a place if something happens in or near it."""
    if first > 0 and page.between(first - 1) == " ":
        word = page.words[first - 1].folded
        if word in _PLACE_PREPOSITIONS:
            return Kind.PLACE
        if word in {"of", "de"} and first > 1 and page.words[first - 2].folded in SETTLEMENT_WORDS:
            return Kind.PLACE
    if last + 1 < len(page.words) and page.between(last) in {" ", ", "} and page.words[last + 1].folded in _SPEAKING:
        return Kind.PERSON
    return None


_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "towards", "toward", "outside", "around", "в", "под", "у", "à", "nahe"}
)
_SPEAKING = frozenset({"said", "told", "says", "stated", "заявил", "сказал", "заявила", "who", "dedi", "sagte"})


def _worth(row: Sequence[Word]) -> bool:
    """Whether anything in it names: not only nationalities, titles, kinds and days."""
    generic = DEMONYMS | PERSON_WORDS | FUNCTION_WORDS | TIMES | ARTICLES
    capital = [word for word in row if word.capital or word.text[0].isdigit()]
    telling = [word for word in capital if word.folded not in generic and len(word.folded) > 1]
    if len(capital) == 1 and telling:
        return _own_kind(capital) is None and len(telling[0].folded) >= _LETTERS_LEAST
    return bool(telling)


def _is_acronym(text: str) -> bool:
    return text.isupper() and text.isalpha() and 2 <= len(text) <= ACRONYM_MOST


def _in_brackets_behind(page: Page, first: int, last: int, before: str) -> bool:
    if first != last or first == 0 or not before or not _is_acronym(page.words[first].text):
        return False
    return page.between(first - 1).strip() == "(" and is_acronym_of(page.words[first].text, before)


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether the letters are the initials of the telling words of `name`, in order."""
    initials = "".join(word[0] for word in words(name) if word[:1].isupper())
    return acronym == initials.upper()
