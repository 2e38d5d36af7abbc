"""Names as they stand in texts in Latin and Cyrillic letters: rows of capitalised words, trimmed to what names.

What is not told by capitals (Arabic, Hebrew) is found by `caseless_names.marked`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from monitor.model.watch import Kind
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
    Script,
    script_of,
    words,
)

LONGEST_NAME = 9
"""Words of the longest name that is looked for."""
_LETTERS_LEAST = 3
_PARTNERS = frozenset(
    {"ben", "bin", "ibn", "abu", "abou", "ebu", "umm", "bar", "deir", "dayr", "tel", "beit", "ain", "kafr", "kfar"}
)
"""They are one name with the word behind their hyphen: Ben-Shabbat, not Tel Aviv-Moscow."""
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|e|-й|-я)?")
_OF = frozenset({"of", "for", "de", "du", "des", "der", "della"})
_NAME_PARTICLES = frozenset({"bin", "ibn", "ben", "abu", "abou", "von", "van"})


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
    acronym_of: str = ""
    """The name in front of the parentheses that hold this acronym."""


def capitalised(page: Page, lower: Set[str]) -> Iterator[Sighting]:
    """The names of a page in Latin or Cyrillic letters; `lower` as from `lower_case_words`."""
    at = 0
    before = ""
    while at < len(page.words):
        last = _row(page, at)
        if last is None:
            at += 1
            continue
        sighting = _sighting(page, at, last, lower, before)
        if sighting is not None:
            before = sighting.text
            yield sighting
        at = last + 1


def _row(page: Page, at: int) -> int | None:
    """The last word of the row of name words that begins at `at`."""
    if not _starts(page, at):
        return None
    last = at + 1 if page.words[at].folded in ARTICLES and not page.words[at].capital else at
    while last - at < LONGEST_NAME and last + 1 < len(page.words) and not page.words[last].possessive:
        step = _step(page, at, last)
        if not step:
            break
        last += step
    return last


def _starts(page: Page, at: int) -> bool:
    word = page.words[at]
    if script_of(word.folded) not in {Script.LATIN, Script.CYRILLIC} and not word.text[0].isdigit():
        return False
    following = page.words[at + 1] if at + 1 < len(page.words) else None
    if word.folded in ARTICLES and not word.capital:
        return following is not None and following.capital and page.between(at) == "-"
    if _ORDINAL.fullmatch(word.text):
        return following is not None and following.capital and page.between(at) == " " and not word.text.isdigit()
    return word.capital


def _step(page: Page, first: int, last: int) -> int:
    """How many words further the row goes on: 0 where it ends."""
    gap = page.between(last)
    following = page.words[last + 1]
    if gap == "-":
        return _over_hyphen(page, last)
    if gap != " ":
        return 0
    if following.capital:
        return 1
    if last + 2 >= len(page.words) or not page.words[last + 2].capital:
        return 0
    beyond = page.between(last + 1)
    if following.folded in ARTICLES:
        return 2 if beyond == "-" or page.words[last].folded in {"deir", "dayr", "tel", "tell"} else 0
    if beyond != " ":
        return 0
    if following.folded in _NAME_PARTICLES:
        return 2
    if following.folded in _OF:
        return 2 if page.words[last].folded in _HEADS else 0
    if following.folded in {"and", "&"}:
        return 2 if _is_pair(page, first, last) else 0
    return 0


_HEADS = ORGANISATION_WORDS | {
    "school",
    "memorandum",
    "house",
    "army",
    "guardians",
    "gardiens",
    "corps",
    "rights",
    "front",
}


def _over_hyphen(page: Page, last: int) -> int:
    word, following = page.words[last], page.words[last + 1]
    if following.capital:
        return 1 if word.folded in ARTICLES or word.folded in _PARTNERS or not word.text.isascii() else 0
    if following.folded in ARTICLES and last + 2 < len(page.words) and page.words[last + 2].capital:
        return 2 if page.between(last + 1) == "-" else 0
    return 0


def _is_pair(page: Page, first: int, last: int) -> bool:
    """Intelligence and Terrorism Information Center: the row behind "and" ends in a kind of organisation."""
    if any(page.words[index].folded in ORGANISATION_WORDS for index in range(first, last + 1)) or first == last:
        return False
    end = last + 2
    while end + 1 < len(page.words) and page.words[end + 1].capital and page.between(end) == " ":
        end += 1
    return end > last + 2 and page.words[end].folded in ORGANISATION_WORDS


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
    while first <= last and (_is_empty(page.words[last]) or page.words[last].folded in _OF):
        last -= 1
    if first <= last and page.words[last].folded in PERSON_WORDS and last > first:
        return first, first - 1, None
    if first <= last and not _kind_at_the_end(page, first, last) and not _whose(page, first, last):
        while first < last and page.words[first].folded in PERSON_WORDS | DEMONYMS | _OF:
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
        if word.folded in FACILITY_WORDS:
            return at, Kind.PLACE
        if count == 1 and word.folded in SETTLEMENT_WORDS:
            return last, Kind.PLACE
        if count == 1 and word.folded in ORGANISATION_WORDS:
            return last, Kind.ORGANISATION
        if word.capital or word.folded in FUNCTION_WORDS:
            break
    return last, None


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
