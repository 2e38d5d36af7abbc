"""The matcher: watchlists compiled once, then asked about any number of texts from any number of threads."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

from monitor.model.watch import Field, MatchResult, MatchText, Watchlist
from monitor.watch.lexicon import How, Lexicon, Manner, Memory, Scan, WordsMet, habit_of, habits
from monitor.watch.match.compile import Compiler
from monitor.watch.match.compiled import Compiled
from monitor.watch.match.entries import Entries
from monitor.watch.match.mentions import Mention, mentions_of
from monitor.watch.match.sign_rows import found_in_rows, with_rows
from monitor.watch.match.verdicts import Assessment
from monitor.watch.text import Cleaned, Reading, clean, is_caseless, words

_NOTHING = MatchResult(hits=(), near=(), verdicts=())
_NO_WORDS = WordsMet({}, {}, ())
_Parts = list[tuple[Field, str, Cleaned]]
_LONG = 10_000
"""Words of names from which on a list is long."""


def compile_watchlists(watchlists: Sequence[Watchlist]) -> Matcher:
    """A matcher for all of `watchlists`.

    Raises:
        WatchError: a name, condition, rule or pack cannot be compiled (the first one; `check` lists them all).
    """
    # A compilation makes millions of objects and frees none: looking for cycles among them takes a third of the time.
    collecting = gc.isenabled()
    if gc.get_freeze_count():
        # What the last long list left behind.
        gc.unfreeze()
        gc.collect()
    gc.disable()
    long = False
    try:
        compiled = Compiler().compiled(watchlists)
        long = len(compiled.lexicon.words) >= _LONG
        if long:
            # Else the first text makes it, and each search for cycles after that goes through a million objects.
            compiled.lexicon.make_ready()
        return Matcher(compiled)
    finally:
        if collecting:
            # All of it is old at once; else the first texts would pay for a search through it. A long list is never
            # searched while it is in use: that takes as long as reading a hundred articles.
            gc.freeze()
            if not long:
                gc.unfreeze()
            gc.enable()


@lru_cache(maxsize=1)
def matcher_of(watchlists: tuple[Watchlist, ...]) -> Matcher:
    """As `compile_watchlists`; the one made last is kept, for lists that are proved and then put to use."""
    return compile_watchlists(watchlists)


class Matcher:
    """Pure, deterministic and thread-safe: the answer depends on the watchlists and the text alone."""

    def __init__(self, compiled: Compiled, met: Mapping[str, WordsMet] | None = None) -> None:
        """`met`: by habit of spelling, of all words of the texts to come as `words` and `clean` part them, those that
        can stand for anything. A text that the lists' words part otherwise is read as ever.
        """
        self._compiled = compiled
        self._memories = {habit: self._memory(habit) for habit in habits()}
        self._whole: dict[str, Memory] | None = None
        if met is not None:
            self._whole = {habit: self._memory(habit, met.get(habit, _NO_WORDS)) for habit in habits()}
        self._entries = {habit: self._entries_of(habit) for habit in habits()}

    @property
    def lexicon(self) -> Lexicon:
        """All the words that it knows."""
        return self._compiled.lexicon

    def _entries_of(self, habit: str) -> Entries:
        return Entries(self._compiled.names, self._compiled.refs, self._compiled.translations, habit)

    def _memory(self, habit: str, whole: WordsMet | None = None) -> Memory:
        compiled = self._compiled

        def starts(readings: Sequence[Reading]) -> bool:
            return compiled.names.starts_name(readings) or compiled.translations.triggers(readings)

        lexicon = compiled.lexicon
        return Memory(habit, How(lexicon.met, starts, compiled.phrases.triggers, lexicon), whole)

    def match(self, text: MatchText) -> MatchResult:
        """Every mention of every topic, every near miss, and what each watchlist with a mention says.

        Never raises for anything a text can hold; time is linear in its length. Of a topic at most
        `verdicts.MOST_HITS` hits are reported per part of the text.
        """
        return self._judged(text, *self.mentions(text))

    def match_all(self, texts: Sequence[MatchText]) -> list[MatchResult]:
        """As `match` says of each; their words are read together, which takes two thirds of the time."""
        parted = [self._parted(text) for text in texts]
        found: dict[str, list[str]] = {}
        for text, (parts, split) in zip(texts, parted, strict=True):
            if self._memories_for(parts) is self._memories:
                found.setdefault(habit_of(text.language, split), []).extend(chain.from_iterable(split))
        for habit, met in found.items():
            self._memories[habit].learn(met)
        return [
            self._judged(text, *self._mentions(text, parts, split))
            for text, (parts, split) in zip(texts, parted, strict=True)
        ]

    def _judged(self, text: MatchText, scans: tuple[Scan, ...], mentions: list[Mention]) -> MatchResult:
        return Assessment(self._compiled, text, scans, mentions).result() if mentions else _NOTHING

    def mentions(self, text: MatchText) -> tuple[tuple[Scan, ...], list[Mention]]:
        """The text as it was read, and every name met in it, before anything is asked of its surroundings."""
        return self._mentions(text, *self._parted(text))

    def _parted(self, text: MatchText) -> tuple[_Parts, list[list[str]]]:
        """Headline and text, cleaned, and the words of each."""
        known = self._compiled.lexicon
        parts = [(Field.TITLE, text.title, clean(text.title, known)), (Field.TEXT, text.text, clean(text.text, known))]
        return parts, [words(cleaned.text) for _, _, cleaned in parts]

    def _mentions(
        self, text: MatchText, parts: _Parts, split: list[list[str]]
    ) -> tuple[tuple[Scan, ...], list[Mention]]:
        memory = self._prepared(text.language, split, self._memories_for(parts))
        manner = Manner(memory, is_caseless([cleaned.text for _, _, cleaned in parts], split), self._compiled.seams)
        scans = tuple(
            Scan(field, original, cleaned, found, manner)
            for (field, original, cleaned), found in zip(parts, split, strict=True)
        )
        entries = self._entries[memory.habit]
        mentions = [
            with_rows(entries.mentions(scan, part), self._in_rows(scan, part)) for part, scan in enumerate(scans)
        ]
        return scans, [mention for part in mentions for mention in part]

    def _in_rows(self, scan: Scan, part: int) -> list[Mention]:
        found = found_in_rows(scan, self._compiled.names, self._compiled.lexicon.spoken)
        return mentions_of({}, found, self._compiled.refs, part, scan)

    def _memories_for(self, parts: Sequence[tuple[Field, str, Cleaned]]) -> dict[str, Memory]:
        if self._whole is None:
            return self._memories
        alike = all(not cleaned.edits or clean(original).text == cleaned.text for _, original, cleaned in parts)
        return self._whole if alike else self._memories

    def _prepared(self, language: str, split: Sequence[list[str]], memories: dict[str, Memory]) -> Memory:
        """A memory that holds all the words; this thread keeps it, whatever others do."""
        habit = habit_of(language, split)
        memory = memories[habit]
        for found in split:
            memory.learn(found)
        if memory.full:
            memories[habit] = memory.fresh()
        return memory
