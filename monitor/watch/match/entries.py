"""What the words of texts begin: names of their own, longer names, translated ones. Worked out once for each word.

A watchlist of 5,000 topics has several names for many a word, and most of them come to nothing in the same way wherever
the word stands. So a word that is met again costs no more than with a few topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monitor.watch.lexicon import Entry, Found, Scan, Trie, goes_on
from monitor.watch.match.judged_words import Setting, setting_of
from monitor.watch.match.mentions import Alone, Mention, alone, mentions_of
from monitor.watch.match.name_refs import NameRef
from monitor.watch.match.name_spans import Key, Stretch, leads_on, stretches
from monitor.watch.match.translation import Start, Translations
from monitor.watch.text import Reading

MOST_KEPT = 20_000
"""Words at which names may be entered, kept before the memory starts anew."""
MOST_STRETCHES_KEPT = 10_000
"""The same for stretches of text."""
_LONGEST_KEPT = 24
"""Words of a stretch that may be met again."""


class _Met(NamedTuple):
    first: int
    """Where the stretch began when it was met first."""
    mentions: list[Mention]


class _Word(NamedTuple):
    alone: tuple[Alone, ...]
    longer: Entry
    translated: tuple[Start, ...]
    sure: bool
    """Whether a name is met whatever stands beside the word."""
    readings: tuple[Reading, ...]
    """What it was read as; read as more it begins more."""
    wanted: frozenset[int]
    """The tokens of which one must stand near for any of the translated names."""


class Entries:
    """What words begin in texts of one spelling habit; what it holds never changes a result."""

    def __init__(self, names: Trie, refs: Sequence[NameRef], translations: Translations, habit: str) -> None:
        self._names, self._refs, self._translations, self._habit = names, refs, translations, habit
        self._kept: dict[tuple[str, Setting], _Word] = {}
        self._stretches: dict[Key, _Met] = {}

    def mentions(self, scan: Scan, part: int) -> list[Mention]:
        """The mentions of the names in one part of a text, in reading order."""
        # A stretch's key is costlier than a look beside the words that may begin a name, most of which stand alone.
        found: list[Mention] = []
        live = [position for position in scan.hot if self._begins(position, scan)]
        for stretch in stretches(live, scan):
            if not 0 < stretch.last - stretch.first < _LONGEST_KEPT:
                found += self.met(stretch, scan, part)
                continue
            key = stretch.key(scan)
            known = self._stretches.get(key)
            if known is None:
                known = self._remember(key, _Met(stretch.first, self.met(stretch, scan, part)))
            moved = stretch.first - known.first
            found += [
                Mention(name, part, first + moved, last + moved, readings, strength)
                for name, _, first, last, readings, strength in known.mentions
            ]
        return found

    def _remember(self, key: Key, met: _Met) -> _Met:
        if len(self._stretches) >= MOST_STRETCHES_KEPT:
            self._stretches = {}
        self._stretches[key] = met
        return met

    def met(self, stretch: Stretch, scan: Scan, part: int) -> list[Mention]:
        """The same for one stretch of it, walked through whatever was met before."""
        lone: dict[int, tuple[Alone, ...]] = {}
        longer: list[Found] = []
        translated: list[Found] = []
        for position in stretch.hot:
            known = self._word(position, scan)
            if known.alone:
                lone[position] = known.alone
            longer += self._names.longer(known.longer, position, scan.view)
            if known.translated:
                translated += self._translations.find(known.translated, position, scan)
        return mentions_of(lone, longer + translated, self._refs, part, scan)

    def _begins(self, position: int, scan: Scan) -> bool:
        """Whether a name may be met at the word at `position`."""
        known = self._word(position, scan)
        return (
            known.sure
            or goes_on(known.longer, position, scan.view)
            or (bool(known.translated) and leads_on(known.wanted, position, scan))
        )

    def _word(self, position: int, scan: Scan) -> _Word:
        word = scan.words[position]
        setting = setting_of(position, scan)
        known = self._kept.get((word, setting))
        if known is None or known.readings is not scan.view.readings(position):
            known = self._learn(word, setting, scan, position)
        return known

    def _learn(self, word: str, setting: Setting, scan: Scan, position: int) -> _Word:
        readings = scan.view.readings(position)
        entry = self._names.entry(readings)
        lone = alone(entry.alone, self._refs, word, setting)
        translated = self._translations.starts(readings)
        known = _Word(
            lone,
            entry._replace(alone=()),
            translated,
            bool(lone) or not all(start.rest for start in translated),
            tuple(readings),
            frozenset().union(*(start.wanted for start in translated)),
        )
        if len(self._kept) >= MOST_KEPT:
            self._kept = {}
        self._kept[word, setting] = known
        return known
