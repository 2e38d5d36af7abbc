"""From sequences met in a text to mentions of topics: which are sure enough, and which a longer name covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.model.watch import Strength
from monitor.watch.languages import arabic
from monitor.watch.lexicon import OTHER_FORM, Found, Scan
from monitor.watch.text import Reading, Script, Way, bare, fold, is_ambiguous, script_of

_SOUND_LETTERS = 5
_CONSONANTS = 5
"""From which on an Arabic word is known although its long vowels differ: القنطرة is not القنيطرة."""
_SHOUTED_MOST = 4
_SMALL_LEAST = 4
"""Letters of a word in small letters that is a name where no word has capitals."""
CROSSED_CONSONANTS = 4
"""Consonants from which on words met in another script are surely the name; fewer make a possible new spelling."""
LONE_CONSONANTS = 2
"""The same for one word alone, which is never more than a possible new spelling."""
_SHORTEST_ROW = 2
"""Words of a name that another order makes another name too easily if a third word may stand between them."""


class NameRef(NamedTuple):
    """A name of a topic, as the trie's payload refers to it."""

    topic: int
    watchlist: int
    text: str
    pack: str = ""
    """The pack that brought it, "" if the watchlist did."""
    given: frozenset[Script] = frozenset()
    """The scripts its topic has names in: a lone word is not looked for in them from another script."""
    capital: bool = True
    """Whether the name is written with a capital letter, where its script has them."""
    shouted: bool = False
    """Whether the name is written in capitals throughout."""
    apostrophe: bool = False
    """Whether a short one-word name is told from another word by its apostrophe only: Dar'a, not Dara."""
    habit: str = ""
    """The spelling habit of the only texts in which it is looked for; "" for any. Set for short acronyms of packs."""
    person: bool = False
    """Whether it names a person, whose name may hold a word more in a text."""
    inverted: int = 0
    """Words of the family name, where it stands first and a comma may follow it."""
    unsaid: tuple[int, ...] = ()
    """The words of a person's name that are left out here, of which one must stand elsewhere in the article."""
    namesake: bool = False
    """Whether it is an organisation's name without its legal form, one word that may be anything."""
    formed: int = 0
    """Where its one word stands beside a legal form, and which, as `Order` says; 0 for all other names."""
    seams: frozenset[str] = frozenset()
    """The marks it holds between its words, without which a text's words are none of it."""
    guards: tuple[int, ...] = ()
    """The numbers of the conditions of which one must hold for it; empty for none but its topic's."""


class Mention(NamedTuple):
    """A name met in one part of a text: words `first` to `last`."""

    name: NameRef
    part: int
    first: int
    last: int
    readings: tuple[Reading, ...]
    strength: Strength

    @property
    def place(self) -> tuple[int, int]:
        """First and last word."""
        return self.first, self.last


_Rank = tuple[bool, int, int, bool, bool, str]


class Alone(NamedTuple):
    """A name of one word as a word of a text stands for it."""

    name: NameRef
    readings: tuple[Reading]
    strength: Strength
    rank: _Rank


class Setting(NamedTuple):
    """What decides beside a word itself whether it is a name of one word."""

    habit: str
    shouted: bool
    """Whether a short word in capitals stands in a row of such words."""
    caseless: bool
    """Whether the article is written without capitals."""


def setting_of(position: int, scan: Scan) -> Setting:
    """The setting of the word at `position`."""
    shouted = may_shout(scan.words[position]) and shouted_row(scan, position)
    return Setting(scan.memory.habit, shouted, scan.caseless and scan.stands_free(position))


def alone(
    met: Iterable[tuple[int, Reading]], names: Sequence[NameRef], surface: str, setting: Setting
) -> tuple[Alone, ...]:
    """The names of one word that a word of a text is, of each topic the surest, in the order of the topics."""
    best: dict[int, Alone] = {}
    for payload, reading in met:
        name = names[payload]
        strength = _judge_word(reading, name, surface, setting)
        if strength is not None:
            strength = Strength.CANDIDATE if name.namesake else strength
            rank = _rank((reading,), strength, name, surface)
            if name.topic not in best or rank < best[name.topic].rank:
                best[name.topic] = Alone(name, (reading,), strength, rank)
    return tuple(best[topic] for topic in sorted(best))


def judge(found: Found, name: NameRef, scan: Scan) -> Strength | None:
    """How much a sequence met is worth; None if it is no mention."""
    if len(found.readings) > 1:
        return _judge_phrase(found.readings)
    return _judge_word(found.readings[0], name, scan.words[found.first], setting_of(found.first, scan))


def _judge_word(reading: Reading, name: NameRef, surface: str, setting: Setting) -> Strength | None:
    way = reading.way
    if way.loose or (name.habit and name.habit != setting.habit):
        return None
    if surface.isdecimal() and not any(map(str.isdigit, name.text)):
        # An ordinal in words is a figure only inside a longer name: "Premiere" is not every 1.
        return None
    if name.apostrophe and way is Way.EXACT and "'" not in fold(surface).strip("'"):
        return None
    if not _written_as_a_name(surface, name, way, setting):
        return None
    folded = bare(fold(surface))
    if way is Way.SCRIPT:
        given = script_of(fold(surface)) in name.given
        return Strength.CANDIDATE if reading.consonants >= LONE_CONSONANTS and not given else None
    if way in {Way.SOUND, Way.VARIANT} and len(folded) < _SOUND_LETTERS:
        return None
    if way is Way.SOUND:
        return Strength.CANDIDATE
    if way is Way.VOWELS and script_of(folded) is Script.ARABIC and arabic.consonants(folded) < _CONSONANTS:
        return Strength.CANDIDATE
    return Strength.STRONG


def _judge_phrase(readings: Sequence[Reading]) -> Strength | None:
    for reading in readings:
        if reading.way >= Way.TRANSLATED:
            break
    else:
        return Strength.STRONG
    loose = sum(reading.way.loose for reading in readings)
    if loose > len(readings) // 2 or any(reading.way is Way.PREFIX_SHORT for reading in readings[1:]):
        return None
    crossed = [reading for reading in readings if reading.consonants]
    translated = any(reading.way is Way.TRANSLATED for reading in readings)
    least = LONE_CONSONANTS if translated else CROSSED_CONSONANTS
    if crossed and sum(reading.consonants for reading in crossed) < least:
        return Strength.CANDIDATE
    return Strength.STRONG


def _written_as_a_name(surface: str, name: NameRef, way: Way, setting: Setting) -> bool:
    """A one-word name must be capitalised as the watchlist writes it, and not be a shouted acronym by chance.

    Where an article has no capitals, a word that is nothing else will do as it is written.
    """
    if not name.capital or name.shouted:
        return True
    if script_of(fold(surface)) not in {Script.LATIN, Script.CYRILLIC}:
        return True
    if not any(c.isupper() for c in surface):
        known = (
            way <= Way.ARTICLE
            and len(surface) >= _SMALL_LEAST
            and not (is_ambiguous(surface) or is_ambiguous(name.text))
        )
        return setting.caseless and known
    return setting.shouted or not may_shout(surface)


def may_shout(surface: str) -> bool:
    """Whether a word may be an acronym by chance: its neighbours tell."""
    return 2 < len(surface) <= _SHOUTED_MOST and surface.isupper()


def shouted_row(scan: Scan, position: int) -> bool:
    """Whether a word beside the one at `position` is in capitals, too."""
    beside = scan.words[max(0, position - 1) : position] + scan.words[position + 1 : position + 2]
    return any(map(is_loud, beside))


def is_loud(word: str) -> bool:
    """Whether a word is in capitals, an initial apart."""
    return word.isupper() and len(word) > 1


def mentions_of(
    lone: Mapping[int, Sequence[Alone]], found: Sequence[Found], names: Sequence[NameRef], part: int, scan: Scan
) -> list[Mention]:
    """The mentions of one part, in reading order; of a topic's names at one place only the surest reading.

    `lone` are names of one word by the position at which they stand, ascending, as `alone` gives them.
    """
    if not found:
        return [
            Mention(name, part, at, at, readings, strength)
            for at, here in lone.items()
            for name, readings, strength, _ in here
        ]
    best: dict[tuple[int, int, int], tuple[_Rank, Mention]] = {
        (one.name.topic, at, at): (one.rank, Mention(one.name, part, at, at, one.readings, one.strength))
        for at, here in lone.items()
        for one in here
    }
    judged: tuple[Reading, ...] = ()
    strength: Strength | None = None
    for met in found:
        name = names[met.payload]
        # The names that one sequence stands for follow each other; a phrase is judged by how its words were read alone.
        if len(met.readings) == 1 or met.readings is not judged:
            judged, strength = met.readings, judge(met, name, scan)
        if strength is None or not _parted_as_a_name(met, name, scan):
            continue
        if name.unsaid or (name.formed and not _named_closely(met.readings, name)):
            strength = Strength.CANDIDATE
        key = (name.topic, met.first, met.last)
        written = " ".join(scan.words[met.first : met.last + 1])
        rank = _rank(met.readings, strength, name, written)
        if key not in best or rank < best[key][0]:
            best[key] = rank, Mention(name, part, met.first, met.last, met.readings, strength)
    return _longest(mention for _, mention in best.values())


def _parted_as_a_name(met: Found, name: NameRef, scan: Scan) -> bool:
    """Whether what stands between the words may: one word more of a person's name, a comma behind his family name."""
    filled = sum(reading.filled for reading in met.readings)
    if filled and not (name.person and filled == 1):
        return False
    if len(met.readings) == 1:
        return True
    if not scan.seams(met.first, met.last) <= name.seams:
        return False
    if "," in name.seams:
        return True
    comma = scan.comma(met.first, met.last)
    if name.inverted and filled and not comma and len(met.readings) == _SHORTEST_ROW:
        return False
    return comma in {0, name.inverted}


def _named_closely(readings: Sequence[Reading], name: NameRef) -> bool:
    """Whether the one word that names an organisation is hardly spelled in another way: Rubin is not Robin."""
    core = readings[0 if name.formed > 0 else -1]
    return core.way <= Way.VARIANT or core.close


def _rank(readings: Sequence[Reading], strength: Strength, name: NameRef, written: str) -> _Rank:
    """Smaller is surer; of equals the watchlist's own name, the one as written, and then any one, always the same."""
    ways = [reading.way for reading in readings]
    unlike = name.text.casefold() != written.casefold()
    return strength is not Strength.STRONG, max(ways), sum(ways), bool(name.pack), unlike, name.text


def _of_its_form(mentions: list[Mention]) -> list[Mention]:
    """Without organisations met beside another legal form where one is met beside its own: OOO Planar, OAO Planar."""
    others = [mention for mention in mentions if abs(mention.name.formed) == OTHER_FORM]
    if not others:
        return mentions
    given = {one.place for one in mentions if abs(one.name.formed) < OTHER_FORM and one.strength is Strength.STRONG}
    return [mention for mention in mentions if mention not in others or mention.place not in given]


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Without mentions that lie inside a longer one of the same watchlist."""
    by_watchlist: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_watchlist[mention.name.watchlist].append(mention)
    kept: list[Mention] = []
    for mentions_met in by_watchlist.values():
        group = _of_its_form(mentions_met)
        group.sort(key=lambda mention: (mention.first, -mention.last))
        longest = (-1, -1)
        for mention in group:
            if mention.last > longest[1] or mention.place == longest:
                kept.append(mention)
                longest = mention.place
    return sorted(kept, key=lambda mention: (mention.first, mention.last, mention.name.topic))
