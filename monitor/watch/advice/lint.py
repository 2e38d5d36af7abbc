"""What is risky in a watchlist that compiles: names that find too much, shared names, languages without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib import resources

from monitor.model.watch import Kind, Name, NameCondition, Topic, Watchlist
from monitor.records import dataclass
from monitor.watch.advice.accidents import Accident
from monitor.watch.lexicon import parse_name, unmarked
from monitor.watch.match import Compiler, conditions_of
from monitor.watch.packs import english_key, pack_names
from monitor.watch.text import (
    COMMON_WORDS,
    FACILITY_WORDS,
    ORGANISATION_WORDS,
    UNIT_WORDS,
    Script,
    bare,
    fold,
    is_ambiguous,
    is_frequent,
    ordinal_key,
    script_of,
)

_LEAST = {Script.LATIN: 5, Script.CYRILLIC: 5, Script.ARABIC: 4, Script.HEBREW: 4}
"""Letters from which on one word is long enough to stand for itself."""
_ACRONYM_LEAST = 4
_SCRIPT_OF_LANGUAGE = {
    "ar": Script.ARABIC, "fa": Script.ARABIC, "ur": Script.ARABIC, "ckb": Script.ARABIC, "ps": Script.ARABIC,
    "he": Script.HEBREW, "yi": Script.HEBREW, "ru": Script.CYRILLIC, "uk": Script.CYRILLIC, "bg": Script.CYRILLIC,
    "be": Script.CYRILLIC, "kk": Script.CYRILLIC, "mk": Script.CYRILLIC,
}  # fmt: skip
_TRANSLITERATED = frozenset({Kind.PLACE, Kind.PERSON})
"""Kinds whose names are carried over by sound: one Latin spelling serves all languages in Latin letters."""
_PLACES_FILE = "places.txt"


class Risk(StrEnum):
    """What may go wrong."""

    SHORT = "too-short"
    COMMON = "common-word"
    PLACE = "place-elsewhere"
    SHARED = "shared"
    LANGUAGE = "no-name-in-language"
    ACCIDENT = "by-accident"
    PIN = "pin-broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class LintFinding:
    """One risk, with what to do about it."""

    watchlist: str
    topic: str
    name: str
    """As the watchlist writes it; empty where the whole topic is meant."""
    risk: Risk
    message: str
    hint: str


def lint(watchlists: Sequence[Watchlist], languages: Mapping[str, int]) -> tuple[LintFinding, ...]:
    """The risks of `watchlists`, in their order; `languages` are those of the feeds, each with how many are in it.

    Raises:
        WatchError: a watchlist does not compile (`check` lists why).
    """
    return tuple(finding for watchlist in watchlists for finding in _lint(watchlist, languages))


def _lint(watchlist: Watchlist, languages: Mapping[str, int]) -> Iterator[LintFinding]:
    for topic in watchlist.topics:
        for name in topic.names:
            yield from _name(watchlist, topic, name)
    yield from _shared(watchlist)
    for topic in watchlist.topics:
        yield from _missing(watchlist, topic, languages)


# --- One name ---


def _name(watchlist: Watchlist, topic: Topic, name: Name) -> Iterator[LintFinding]:
    conditions: tuple[Topic | NameCondition, ...] = (topic, *conditions_of(topic, name))
    if any(one.requires is not None for one in conditions):
        return
    guarded = any(one.excludes is not None for one in conditions)
    for risk, message, hint in _risks(topic, name, guarded):
        yield _finding(watchlist, topic, name.text, risk, message, hint)


def _risks(topic: Topic, name: Name, guarded: bool) -> Iterator[tuple[Risk, str, str]]:
    plain = unmarked(name.text)
    telling = [bare(fold(piece.surface)) for piece in parse_name(name.text).sequences[0]]
    if len(telling) > 1:
        if all(_says_little(word) for word in telling) and not guarded:
            yield Risk.COMMON, "is made of common words only", _REQUIRES
        return
    word = telling[0]
    if plain.isupper() and plain.isascii():
        if len(plain) < _ACRONYM_LEAST:
            yield Risk.SHORT, f"is an acronym of {len(plain)} letters, which many things share", _REQUIRES
        return
    if len(word) < _LEAST.get(script_of(word), 2) and not guarded:
        yield Risk.SHORT, f"has only {len(word)} letters and may be part of other words or names", _REQUIRES
    elif (word in COMMON_WORDS or is_ambiguous(plain) or _is_a_frequent_word(topic, word)) and not guarded:
        yield Risk.COMMON, "is also an ordinary word or another name", _REQUIRES
    elif not guarded and (countries := _elsewhere(topic, plain)):
        yield Risk.PLACE, f"is also a place in {', '.join(countries)}", _REQUIRES


def _is_a_frequent_word(topic: Topic, word: str) -> bool:
    """Whether a person is watched by one word that texts hold anyway; places and organisations are frequent words."""
    return topic.kind is Kind.PERSON and is_frequent(word)


_REQUIRES = "Add requires or excludes to the topic, or write a longer name."


def _says_little(word: str) -> bool:
    return word in COMMON_WORDS or word in _KINDS or ordinal_key(word) is not None


_KINDS = UNIT_WORDS | ORGANISATION_WORDS | FACILITY_WORDS


def _elsewhere(topic: Topic, plain: str) -> tuple[str, ...]:
    """Countries with a place of that name, unless it is one place and the topic is a place too."""
    countries = _places().get(english_key(plain), ())
    return countries if topic.kind is not Kind.PLACE or len(countries) > 1 else ()


@cache
def _places() -> dict[str, tuple[str, ...]]:
    text = (resources.files("monitor.watch.advice") / _PLACES_FILE).read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {name: tuple(countries) for name, *countries in rows}


# --- What is met by accident ---


def accident_findings(found: Iterable[Accident]) -> tuple[LintFinding, ...]:
    """What alerts by accident at least once in a thousand sentences, as findings."""
    return tuple(
        LintFinding(
            watchlist=one.watchlist,
            topic=one.topic,
            name=one.name,
            risk=Risk.ACCIDENT,
            message=f"alerts on {one.told()}",
            hint=f"Leave out what the pack {one.pack} brings: without: [{one.name}]." if one.pack else _REQUIRES,
        )
        for one in found
        if one.alerts and one.per_thousand >= 1
    )


# --- Several topics ---


def _shared(watchlist: Watchlist) -> Iterator[LintFinding]:
    """Forms that two topics claim: what one finds the other finds too."""
    compiler = Compiler()
    references = compiler.compiled([watchlist]).refs
    owners: dict[tuple[int, ...], dict[int, str]] = defaultdict(dict)
    for tokens, payload in compiler.sequences:
        reference = references[payload]
        owners[tokens].setdefault(reference.topic, reference.text)
    told: set[tuple[int, ...]] = set()
    for of_topic in owners.values():
        numbers = tuple(sorted(of_topic))
        if len(numbers) > 1 and numbers not in told:
            told.add(numbers)
            others = (f"{watchlist.topics[number].id} ({of_topic[number]})" for number in numbers[1:])
            hint = "Give the name to one topic, or tell them apart with requires and excludes."
            message = f"is also claimed by {', '.join(others)}"
            yield _finding(watchlist, watchlist.topics[numbers[0]], of_topic[numbers[0]], Risk.SHARED, message, hint)


# --- Languages ---


def _missing(watchlist: Watchlist, topic: Topic, languages: Mapping[str, int]) -> Iterator[LintFinding]:
    names = (*topic.names, *(name for name, _ in pack_names(topic, watchlist.packs)))
    spoken = {_primary(name.language) for name in names}
    scripts = {script_of(fold(unmarked(name.text).strip("("))) for name in names}
    for language, feeds in sorted(languages.items()):
        if not language or _primary(language) in spoken or _carried_over(topic, _primary(language), names, scripts):
            continue
        counted = f"{feeds} feed{'s are' if feeds != 1 else ' is'} in it"
        yield _finding(
            watchlist, topic, "", Risk.LANGUAGE, f"has no name in the language {language}, though {counted}", _NAME_IT
        )


_NAME_IT = "Add a name in it, or name a pack that knows the topic; monitor watchlist spellings shows what is found now."


def _carried_over(topic: Topic, language: str, names: Sequence[Name], scripts: set[Script]) -> bool:
    """Whether a name given without a language, or one carried over by sound, serves that language."""
    script = _SCRIPT_OF_LANGUAGE.get(language, Script.LATIN)
    if any(not name.language and script_of(fold(unmarked(name.text).strip("("))) is script for name in names):
        return True
    return script is Script.LATIN and script in scripts and topic.kind in _TRANSLITERATED


def _primary(language: str) -> str:
    return language.lower().replace("_", "-").split("-", maxsplit=1)[0]


def _finding(watchlist: Watchlist, topic: Topic, name: str, risk: Risk, message: str, hint: str) -> LintFinding:
    return LintFinding(watchlist=watchlist.id, topic=topic.id, name=name, risk=risk, message=message, hint=hint)
