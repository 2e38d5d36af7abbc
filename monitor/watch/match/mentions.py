"""From sequences met in a text to mentions of topics: which are sure enough, and which a longer name covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from monitor.model.watch import Strength
from monitor.watch.languages import unlisted
from monitor.watch.lexicon import LINKS, OTHER_FORM, Found, Scan, is_a_word, unmarked
from monitor.watch.match.judged_phrases import judge_phrase
from monitor.watch.match.judged_words import Setting, judge_word, setting_of
from monitor.watch.match.name_refs import NameRef
from monitor.watch.text import (
    LATIN,
    Reading,
    Script,
    Way,
    bare,
    fold,
    is_frequent,
    is_given_name,
    roman_number,
    script_of,
)

_ROOMY_WORDS = 3
_SHORTEST_ROW = 2
"""Words of a name that another order makes another name too easily if a third word may stand between them."""


_LETTER_MOST = 3
"""Letters of what a letter of a designation is called."""
_FIGURES_MOST = 4
"""Figures of a number, or a year, that stands behind a word by chance."""
_SMALL_WORDS = 300
"""Words of a language among which such a name is another word."""


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


def alone(
    met: Iterable[tuple[int, Reading]], names: Sequence[NameRef], surface: str, setting: Setting
) -> tuple[Alone, ...]:
    """The names of one word that a word of a text is, of each topic the surest, in the order of the topics."""
    best: dict[int, Alone] = {}
    for payload, reading in met:
        name = names[payload]
        strength = judge_word(reading, name, surface, setting)
        if strength is not None:
            strength = Strength.CANDIDATE if name.namesake else strength
            rank = _rank((reading,), strength, name, surface)
            if name.topic not in best or rank < best[name.topic].rank:
                best[name.topic] = Alone(name, (reading,), strength, rank)
    return tuple(best[topic] for topic in sorted(best))


def judge(found: Found, name: NameRef, scan: Scan) -> Strength | None:
    """How much a sequence met is worth; None if it is no mention."""
    if len(found.readings) > 1:
        other = _is_a_word_and_figures(found, name, scan) or not _figures_are_ordinals(found, name, scan)
        return None if other else judge_phrase(found, name, scan)
    # A word of a name may be several signs of a row.
    surface = "".join(scan.words[found.first : found.last + 1])
    return judge_word(found.readings[0], name, surface, setting_of(found.first, scan))


def _is_a_word_and_figures(found: Found, name: NameRef, scan: Scan) -> bool:
    """Whether a small word stands before figures, not joined to them: a 50-year-old man is no A-50, nor في 2 a V-2."""
    word, *figures = scan.words[found.first : found.last + 1]
    if len(word) > _LETTER_MOST or not figures or not figures[0][0].isdecimal() or len(figures[0]) > _FIGURES_MOST:
        return False
    between = scan.cleaned.text[scan.span(found.first)[1] : scan.span(found.first + 1)[0]]
    if not between.isspace():
        return False
    if len(word) == 1:
        return is_a_word(word, scan.memory.habit)
    small = word.islower() or (not word.isascii() and word.lower() == word.upper()) or unmarked(name.text).isalnum()
    # Of a language without a list nobody knows, and "su 34" is Italian: a small word of any other is one.
    habits = LATIN if scan.memory.habit == unlisted.HABIT else (scan.memory.habit,)
    return small and any(is_frequent(bare(fold(word)), habit, _SMALL_WORDS) for habit in habits)


def _figures_are_ordinals(found: Found, name: NameRef, scan: Scan) -> bool:
    """Whether figures that stand for an ordinal in words have their full stop: "1. Division", not "1 Division"."""
    if any(map(str.isdigit, name.text)) or any(map(roman_number, name.text.split())):
        return True
    text = scan.cleaned.text
    return all(
        text.startswith(".", scan.span(at)[1])
        for at in range(found.first, found.last + 1)
        if scan.words[at].isdecimal()
    )


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
    for met in found:
        name = names[met.payload]
        strength = judge(met, name, scan)
        if strength is None or not _parted_as_a_name(met, name, scan):
            continue
        if name.tradition and not _is_surely_of_the_family(met, scan):
            continue
        if name.unsaid or _is_anothers(met, name, scan) or (name.formed and not _named_closely(met.readings, name)):
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
    if filled and not (filled == 1 and (name.person or (name.roomy and _tell_enough(met, scan)))):
        return False
    if not name.linked and any(reading.linked for reading in met.readings):
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


def _is_anothers(met: Found, name: NameRef, scan: Scan) -> bool:
    """Whether another given name stands in a person's of which a part is left out: Mohammad is no way to write Abbas.

    A word that is no given name is most likely the part that is left out, in another spelling.
    """
    if not name.shortened or not any(reading.filled for reading in met.readings):
        return False
    own = frozenset(map(fold, name.text.split()))
    between = (bare(fold(word)) for word in scan.words[met.first + 1 : met.last])
    return any(word not in own and is_given_name(word) for word in between)


def _is_surely_of_the_family(met: Found, scan: Scan) -> bool:
    """Whether a family name, the last word, is met as it is spelled; other letters than Latin spell it by sound."""
    reading = met.readings[-1]
    return reading.way < Way.TRANSLATED or reading.close or script_of(fold(scan.words[met.last])) is not Script.LATIN


def _tell_enough(met: Found, scan: Scan) -> bool:
    """Whether three words of the name tell beside the one that it does not hold."""
    words = scan.words[met.first : met.last + 1]
    return sum(word.lower() not in LINKS for word in words) > _ROOMY_WORDS


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


def _holds_another_word(mention: Mention) -> bool:
    """Whether an organisation's name was met with a word in it that it does not hold, and that may be a name itself."""
    return mention.name.roomy and any(reading.filled for reading in mention.readings)


_END = itemgetter(1)


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Without mentions that lie inside a longer one of the same watchlist; what is unsure hides nothing that is sure.

    "J. Smith" may be somebody else than John, and is Smith, where that is watched.
    """
    by_watchlist: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_watchlist[mention.name.watchlist].append(mention)
    kept: list[Mention] = []
    for mentions_met in by_watchlist.values():
        group = _of_its_form(mentions_met)
        group.sort(key=lambda mention: (mention.first, -mention.last))
        longest = longest_sure = (-1, -1)
        for mention in group:
            sure = mention.strength is Strength.STRONG
            around = longest_sure if sure else longest
            if mention.last > around[1] or mention.place == around:
                kept.append(mention)
                if not _holds_another_word(mention):
                    longest = max(longest, mention.place, key=_END)
                    longest_sure = mention.place if sure else longest_sure
    return sorted(kept, key=lambda mention: (mention.first, mention.last, mention.name.topic))
