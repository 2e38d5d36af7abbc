"""What an article says that a story can have to say anew: watched topics, numbers, places, and whose words it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from monitor.model.stories import Fact, FactKind
from monitor.records import dataclass
from monitor.stories.cleaning import MIN_LINE_WORDS, WORD, Sentence, fold, sentences, words
from monitor.stories.figures import figures
from monitor.stories.number_words import FURNITURE, opens_with

_DATELINE_LINES = 3
"""Short lines among so many first ones are by-lines and datelines: their places count, their figures do not."""
_ARABIC_PREFIXES, _HEBREW_PREFIXES = "وفبلك", "ובלמהשכ"
_PREFIXES = frozenset(_ARABIC_PREFIXES + _HEBREW_PREFIXES)
_LEAST_BEHIND_PREFIX = 4
"""Letters of a name behind a prefix; shorter ones are other words too often: "لبنان" is not "to Banan"."""
_RUSSIAN_ENDINGS = {
    "а": ("ы", "и", "е", "у", "ой"),
    "я": ("и", "е", "ю", "ей"),
    "и": ("ом", "ами"),
    "ь": ("я", "ю", "ем", "е", "и", "ью"),
    "": ("а", "у", "е", "ом"),
}


@dataclass(frozen=True, slots=True)
class Places:
    """A gazetteer made ready for looking up; make it once for a configuration."""

    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Folded words of a name, joined by a blank (`place_key`): the place's canonical name."""
    longest: Mapping[str, int] = field(default_factory=dict, repr=False)
    """First word of a name: number of words in the longest name that begins with it."""

    @classmethod
    def of(cls, gazetteer: Mapping[str, str]) -> Places:
        """`gazetteer`: `place_key` of a name to the canonical name. Russian cases are added."""
        names = {form: place for key, place in gazetteer.items() for form in _cases(key)} | dict(gazetteer)
        longest: dict[str, int] = {}
        for key in names:
            parts = key.split(" ")
            longest[parts[0]] = max(len(parts), longest.get(parts[0], 0))
        return cls(names, longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A watched topic where the article first names it."""

    key: str
    """`watchlist/topic`."""
    shown: str
    """The mention as it stands there, or the topic's name."""
    start: int
    """Offset of the mention in the text, or in the title."""
    in_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FactText:
    """An article, and what is known of it."""

    title: str
    text: str
    language: str = ""
    topics: Sequence[Mentioned] = ()
    places: Places = field(default_factory=Places, repr=False)
    source: str = ""
    """Whose words it is in, as `publishers.sources` names it; "" if that is not known."""
    source_name: str = ""
    """The same for people; "" is `source` itself."""
    outlet: str = ""
    """Who prints it, as `source`: readers know by it that they have it from there, whoever wrote it."""


def place_key(name: str) -> str:
    """A place's name as `Places` looks it up."""
    return " ".join(words(name))


def facts_of(told: FactText) -> tuple[Fact, ...]:
    """What the article says, each thing once, with the sentence that says it first: topics, numbers, places, source.

    The title is the first sentence. Lines that are the site's and not the article's ("Read more: 5 things ...") say
    nothing.
    """
    title = [] if told.text.startswith(told.title) else [_as_sentence(told.title)]
    body = sentences(told.text)
    read = [one for one in (*title, *body) if one.words and not opens_with(one.words, FURNITURE)]
    found = [*_topics(told, body), *_numbers(read, told.language), *_places(told, read)]
    for whose, shown in ((told.source, told.source_name), (told.outlet, told.outlet)):
        if value := " ".join(whose.casefold().split()):
            found.append(Fact(kind=FactKind.PUBLISHER, value=value, shown=shown or whose))
    first: dict[tuple[FactKind, str], Fact] = {}
    for fact in found:
        first.setdefault((fact.kind, fact.value), fact)
    return tuple(first.values())


def _as_sentence(line: str) -> Sentence:
    return Sentence(line.strip(), tuple(words(line)))


def _topics(told: FactText, body: Sequence[Sentence]) -> Iterator[Fact]:
    starts = list(_starts(told.text, body)) if told.topics else []
    for one in told.topics:
        sentence = told.title.strip() if one.in_title else _around(told.text, body, starts, one.start)
        yield Fact(kind=FactKind.TOPIC, value=one.key, shown=one.shown, sentence=sentence)


def _starts(text: str, body: Sequence[Sentence]) -> Iterator[int]:
    """Where each sentence begins in the text."""
    start = 0
    for sentence in body:
        start = max(start, text.find(sentence.shown, start))
        yield start
        start += len(sentence.shown)


def _around(text: str, body: Sequence[Sentence], starts: Sequence[int], offset: int) -> str:
    """The sentence at an offset; the line, where that is no sentence that counts (a short caption)."""
    place = bisect_right(starts, offset) - 1
    if place >= 0 and offset < starts[place] + len(body[place].shown):
        return body[place].shown
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)].strip()


def _numbers(read: Sequence[Sentence], language: str) -> Iterator[Fact]:
    for one in figures(read, language):
        yield Fact(kind=FactKind.NUMBER, value=one.value, shown=one.shown, sentence=read[one.sentence].shown)


def _places(told: FactText, read: Sequence[Sentence]) -> Iterator[Fact]:
    if not told.places.names:
        return
    seen: set[str] = set()
    for sentence in (*read, *_datelines(told.text)):
        for name, start, length in _named(sentence, told.places):
            if name in seen:
                continue
            shown = _shown(sentence, start, length)
            if not shown[0].islower():
                seen.add(name)
                yield Fact(kind=FactKind.PLACE, value=place_key(name), shown=shown, sentence=sentence.shown)


def _datelines(text: str) -> Iterator[Sentence]:
    """The short lines above the text."""
    for line in text.split("\n", _DATELINE_LINES)[:_DATELINE_LINES]:
        if line.count(" ") < MIN_LINE_WORDS and (sentence := _as_sentence(line)).words:
            yield sentence


def _named(sentence: Sentence, places: Places) -> Iterator[tuple[str, int, int]]:
    """(canonical name, first word, number of words) of each place that is named; the longest name at each word."""
    found = sentence.words
    place = 0
    while place < len(found):
        word = found[place]
        key = word if word in places.longest else _unprefixed(word, places)
        length = _longest_at(found, place, key, places) if key else 0
        if length:
            yield places.names[" ".join((key, *found[place + 1 : place + length]))], place, length
        place += length or 1


def _longest_at(found: Sequence[str], place: int, key: str, places: Places) -> int:
    for length in range(min(places.longest[key], len(found) - place), 0, -1):
        if " ".join((key, *found[place + 1 : place + length])) in places.names:
            return length
    return 0


def _unprefixed(word: str, places: Places) -> str:
    """An Arabic or Hebrew word without the small words written in front of it, if that begins a name; else ""."""
    if word[0] not in _PREFIXES:
        return ""
    prefixes = _ARABIC_PREFIXES if word[0] >= "\u0600" else _HEBREW_PREFIXES
    for rest in (word[1:], f"ا{word[1:]}" if word.startswith("لل") else "", word[2:] if word[1:2] in prefixes else ""):
        if len(rest) >= _LEAST_BEHIND_PREFIX and rest in places.longest:
            return rest
    return ""


def _shown(sentence: Sentence, place: int, length: int) -> str:
    spans = [found.span() for found in WORD.finditer(sentence.shown)]
    if len(spans) != len(sentence.words):  # A ligature folds to several words.
        return " ".join(sentence.words[place : place + length]).upper()
    return sentence.shown[spans[place][0] : spans[place + length - 1][1]]


def _cases(key: str) -> Iterator[str]:
    """A Russian name in its cases, by the ending of its last word; nothing for other scripts."""
    if not "\u0400" <= key[-1] < "\u0530":
        return
    ending = next((ending for ending in _RUSSIAN_ENDINGS if ending and key.endswith(ending)), "")
    if ending or key[-1] not in "еоуэюый":
        stem = key.removesuffix(ending)
        yield from (fold(stem + other) for other in _RUSSIAN_ENDINGS[ending])
