"""What a name would find by accident: the frequent words of languages that are read as it, and how often that would be.

Each frequent word is put before the matcher as if it stood alone in a text. How often it would be met is estimated from
its rank: a language's word of rank r makes up about a tenth of 1/r of all its words (Zipf), and a sentence of news has
some twenty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from monitor.model.watch import Hit, Kind, MatchText, Name, NameCondition, Strength, Topic, Watchlist
from monitor.records import dataclass
from monitor.watch.lexicon import cores, unmarked
from monitor.watch.match import Matcher, conditions_of, matcher_of
from monitor.watch.packs import pack_names
from monitor.watch.text import Script, bare, fold, frequent_words, is_ambiguous, script_of

_IN_A_THOUSAND = 2_000
"""How often the first word of a language would stand in 1,000 sentences if its share were a tenth."""
_FIRST_RANKS = 10
"""The few commonest words of a language are less frequent than Zipf's law says."""
_TOLD_FROM = 0.1
"""Times in 1,000 sentences from which on it is worth a word."""
_TELLING_LETTERS = 4
"""From which on a name is known behind a joined particle: וכנסת, but not every فعلي is علي."""
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """Frequent words of one language that are read as one name."""

    watchlist: str
    topic: str
    name: str
    language: str
    words: tuple[str, ...]
    """The most frequent first."""
    alerts: bool
    """Whether they would alert; else they would be possible new spellings."""
    per_thousand: float
    """About how often in 1,000 sentences."""
    pack: str = ""
    """The pack that brings the name; "" if the watchlist does."""

    def told(self) -> str:
        """In words: "Frank, Francis in en, about 4 times in 1,000 sentences"."""
        more = f" and {len(self.words) - _MOST_SHOWN} more" if len(self.words) > _MOST_SHOWN else ""
        often = f"{self.per_thousand:.0f}" if self.per_thousand >= 1 else f"{self.per_thousand:.1f}"
        times = "time" if often == "1" else "times"
        return (
            f"{', '.join(self.words[:_MOST_SHOWN])}{more} in {self.language}, about {often} {times} in 1,000 sentences"
        )


_Place = tuple[str, str, str]
"""Watchlist, topic and name."""


class _Known(NamedTuple):
    kind: Kind
    pack: str
    guarded: bool
    """Whether a condition says where the name counts."""


def accidents(watchlists: Sequence[Watchlist], languages: Iterable[str]) -> tuple[Accident, ...]:
    """What the names of `watchlists` would find by accident in texts of `languages`, what is met most first.

    Languages without a list of words are left out. What a condition keeps from counting is no accident.

    Raises:
        WatchError: a watchlist does not compile.
    """
    matcher = matcher_of(tuple(watchlists))
    known = {
        (one.id, topic.id, name.text): _Known(topic.kind, pack, _guarded(topic, name))
        for one in watchlists
        for topic in one.topics
        for name, pack in (*((name, "") for name in topic.names), *pack_names(topic, one.packs))
    }
    found = [
        accident
        for language in sorted({language.lower().partition("-")[0] for language in languages})
        for accident in _in_language(matcher, language, known)
        if accident.per_thousand >= _TOLD_FROM
    ]
    return tuple(sorted(found, key=lambda one: (not one.alerts, -one.per_thousand, one.topic, one.language)))


def _in_language(matcher: Matcher, language: str, known: Mapping[_Place, _Known]) -> Iterator[Accident]:
    ranks = {_shown(word): rank for rank, word in enumerate(frequent_words(language))}
    met: dict[tuple[_Place, bool], dict[str, float]] = defaultdict(dict)
    for hit in matcher.match(MatchText(title="", text="\n\n".join(ranks), language=language)).hits:
        place = hit.watchlist, hit.topic, hit.form
        if hit.surface in ranks and place in known and not _is_meant(hit, known[place], language):
            alerts = hit.strength is not Strength.CANDIDATE
            met[place, alerts][hit.surface] = _IN_A_THOUSAND / (ranks[hit.surface] + _FIRST_RANKS)
    for (place, alerts), words in met.items():
        often = round(sum(words.values()), 1)
        watchlist, topic, name = place
        yield Accident(
            watchlist=watchlist, topic=topic, name=name, pack=known[place].pack, language=language,
            words=tuple(words), alerts=alerts, per_thousand=often,
        )  # fmt: skip


def _guarded(topic: Topic, name: Name) -> bool:
    conditions: tuple[Topic | NameCondition, ...] = (topic, *conditions_of(topic, name))
    return any(one.requires is not None or one.excludes is not None for one in conditions)


def _shown(word: str) -> str:
    """A folded word as a text may have it: with a capital, where its script has them."""
    return word.capitalize() if script_of(word) in {Script.LATIN, Script.CYRILLIC} else word


def _is_meant(hit: Hit, known: _Known, language: str) -> bool:
    """Whether the word is the name itself and nothing else, as Syria and בסוריה are; what a condition guards was
    thought about."""
    if known.guarded:
        return True
    own, met = bare(fold(unmarked(hit.form))), bare(fold(hit.surface))
    if own != met and (len(own) < _TELLING_LETTERS or own not in cores(met, language)):
        return False
    return known.kind is not Kind.PERSON and not is_ambiguous(hit.surface)
