"""All words of all names and conditions, and how a word of a text is read as some of them.

Reading a word is costly and depends on nothing but the word, so `word_memory` keeps what was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain

from monitor.records import dataclass
from monitor.watch.languages import arabic, hebrew
from monitor.watch.lexicon.modes import ARTICLES, Mode, admits
from monitor.watch.lexicon.phonetic_index import Alike, Sounds, sound_way, variant_limit
from monitor.watch.lexicon.row_words import RowWords
from monitor.watch.lexicon.screening import AskedWords, Contents, Deferred, Neighbours, Screen
from monitor.watch.lexicon.word_forms import (
    CONTEXT_STEM_LEAST,
    LONGEST_WORD,
    VOWEL_KEY_LEAST,
    exact_readings,
    forms_of,
    sound_forms,
    stem_readings,
    surest,
    vowel_readings,
)
from monitor.watch.lexicon.word_memory import Met
from monitor.watch.sounds import (
    Crossing,
    Initials,
    SignedNames,
    Skeleton,
    SpokenNames,
    distance,
    hypotheses_in,
    in_cyrillic,
    limits,
    row_of,
    skeletons,
    skeletons_of,
)
from monitor.watch.text import (
    NAME_PARTICLES,
    Reading,
    Script,
    Variant,
    bare,
    exact_key,
    fold,
    look_alike,
    ordinal_key,
    script_of,
)

_LENGTH_SLACK = _KNOWN_LEAST = 4
_MET_WHOLE = frozenset({Mode.NAME, Mode.CONTEXT, Mode.GRAMMAR, Mode.LITERAL})
_HEARD = frozenset({Script.LATIN, Script.CYRILLIC})
_VOWEL_KEYS = {Script.ARABIC: arabic.vowel_key, Script.HEBREW: hebrew.vowel_key}
_CAPITALS_COUNT = frozenset({Mode.EXACT, Mode.INITIAL})
_MET_AS_ORDINALS = frozenset({Mode.NAME, Mode.CONTEXT})
_Numbered = tuple[tuple[int, ...], int]


@dataclass(slots=True)
class Word:
    """One word of names or conditions."""

    folded: str
    mode: Mode
    script: Script


class Lexicon(RowWords):
    """The index of the words; `add` while compiling, `read` while matching."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[Word] = []
        self.crossing = Crossing()
        self._perhaps = Deferred(self.crossing)
        self.spoken = SpokenNames()
        self.signed = SignedNames()
        self.neighbours = Neighbours((), None)
        self.deferred: frozenset[int] = frozenset()
        self.translated: Callable[[Iterable[Variant], Script, str], Iterable[Reading]] | None = None
        """Reads words as translations of words of names; set once names are compiled."""
        self.translatable: Callable[[], tuple[set[str], set[str]]] = lambda: (set(), set())
        """The words `translated` reads: whole words, and first parts of German compounds."""
        self._ids: dict[Mode, dict[str, int]] = {mode: {} for mode in Mode}
        self._exact, self._stems = self._ids[Mode.EXACT], self._ids[Mode.STEM]
        self._initials = Initials()
        self._folded: dict[str, tuple[int, ...]] = {}
        self._sounds = Sounds()
        self._vowels: dict[str, list[int]] = defaultdict(list)
        self._context: dict[str, int] = {}

    def add(self, surface: str, folded: str, mode: Mode, hypotheses: tuple[str, ...]) -> int:
        """The id of a word, new or known, with its form without apostrophes; `hypotheses` say how Latin may sound."""
        if mode in _CAPITALS_COUNT:
            folded = exact_key(surface)
        elif mode in _MET_AS_ORDINALS:
            folded = ordinal_key(folded) or folded
        known = self._ids[mode]
        token = known.get(folded)
        if token is None:
            token = known[folded] = len(self.words)
            word = Word(folded, mode, script_of(folded))
            self.words.append(word)
            self._index(token, word)
        if mode is Mode.NAME and len(folded) > 1 and (script := self.words[token].script) in _HEARD:
            self._sounds.add(token, surface, script, hypotheses)
            if script is Script.LATIN:
                self._sounds.add_in_cyrillic(token, surface, in_cyrillic(folded))
                self.spoken.add(token, surface)
        return token

    def also(self, token: int, spelled: Iterable[str], abroad: Iterable[str] = ()) -> None:
        """Look for the Latin word `token` in other spellings, no proof that it is alone; `abroad` as it is itself."""
        for surface in spelled:
            self._sounds.add(token, surface, Script.LATIN, ("en",), Script.LATIN)
            self._sounds.add_in_cyrillic(token, surface)
            self.spoken.add(token, surface)
        for folded in abroad:
            self._folded[folded] = tuple(dict.fromkeys((*self._folded.get(folded, ()), token)))

    def knows(self, surface: str, ending: int) -> bool:
        """Whether a word, or what is left of it without so many letters at most, is met whole or in its capitals."""
        folded = bare(fold(surface))
        if not folded or surface in self._exact or surface.removesuffix("s") in self._exact:
            return bool(folded)
        known, least = self._folded, max(_KNOWN_LEAST, len(folded) - ending)
        whole = folded in known or ordinal_key(folded) in known
        return whole or any(folded[:size] in known for size in range(least, len(folded)))

    @property
    def article(self) -> int | None:
        """The id of the word that stands for any article, if a name holds it."""
        return self._ids[Mode.ARTICLE].get("al")

    def _index(self, token: int, word: Word) -> None:
        folded, mode = word.folded, word.mode
        if word.script is Script.OTHER:
            self.add_row(folded)
        if mode is Mode.INITIAL:
            self._initials.add(token, folded)
        if mode in _MET_WHOLE:
            self._folded[folded] = (*self._folded.get(folded, ()), token)
        elif mode is Mode.ARTICLE:
            for article in ARTICLES:
                self._folded[article] = (*self._folded.get(article, ()), token)
        if mode is Mode.CONTEXT and len(folded) >= CONTEXT_STEM_LEAST:
            self._context[folded] = token
        if mode is Mode.NAME and len(folded) >= VOWEL_KEY_LEAST and word.script in _VOWEL_KEYS:
            self._vowels[_VOWEL_KEYS[word.script](folded)].append(token)

    def defer(self, names: Iterable[_Numbered], alone: Iterable[_Numbered], more: Iterable[tuple[int, int]]) -> None:
        """Compare with words that are nothing alone only beside a word that may be the next of the same name.

        Known are all names, phrases whose words are something alone, and further pairs of neighbours.
        """
        self.neighbours = Neighbours((tokens for tokens, _ in names), self.article, more)
        self.deferred = self.neighbours.deferrable(chain.from_iterable(tokens for tokens, _ in alone))
        self.crossing.defer(self.deferred)

    def read_all(self, surfaces: Iterable[str], habit: str) -> dict[str, tuple[Reading, ...]]:
        """`read` for many words, less what is deferred; those that can stand for nothing are left out."""
        passed = dict.fromkeys(self.screen.passed(AskedWords(surfaces), habit, self._sounding))
        return {word: readings for word in passed if (readings := surest(self._readings(word, habit)))}

    def met(self, surfaces: Collection[str], habit: str) -> Met:
        """What many words are, and which deferred words they may be.

        Words in an alphabet that are nothing but the sound of deferred words are put off, too.
        """
        later: dict[str, set[int]] = {}

        def put_off(word: str, tokens: set[int]) -> bool:
            if self.deferred.issuperset(tokens):
                later[word] = tokens
            return word in later

        asked = AskedWords(surfaces)
        passed = dict.fromkeys(self.screen.passed(asked, habit, self._sounding, put_off))
        read = {word: readings for word in passed if (readings := surest(self._readings(word, habit)))}
        heard = {word: row_of(tokens) for word, tokens in later.items() if word not in passed}
        return Met(read, {**self._perhaps.perhaps(asked, habit), **heard})

    def perhaps_all(self, surfaces: Iterable[str], habit: str) -> Mapping[str, bytes]:
        """The deferred words that words may be, as `row_of` keeps them; those that may be none are left out."""
        return self._perhaps.perhaps(AskedWords(surfaces), habit)

    def read_more(self, word: str, habit: str, tokens: Iterable[int], known: Sequence[Reading]) -> tuple[Reading, ...]:
        """`known` and the readings of `word` as one of these deferred words."""
        surface, _, script, forms = forms_of(word, habit)
        if script in _HEARD:
            # What was not put off is read wholly.
            wanted = set(tokens).difference(reading.token for reading in known)
            if not wanted:
                return tuple(known)
            return surest((*known, *(reading for reading in self._readings(word, habit) if reading.token in wanted)))
        more = (self.crossing.readings_as(token, surface, forms, script) for token in tokens)
        return surest((*known, *chain.from_iterable(more)))

    def make_ready(self) -> None:
        """Make what the first texts would make; nothing is added from now on."""
        _ = self.screen
        self.crossing.make_ready()
        self.neighbours.make_ready()

    @cached_property
    def contents(self) -> Contents:
        """What it holds, by what is compared; nothing is added from the first text on."""
        meanings, compounds = self.translatable()
        return Contents(
            folded={*self._folded, *meanings, *self.signed.syllables},
            prefixes=(*self._stems, *self._context),
            exact=self._exact,
            initials=self._initials.letters,
            sounds={script: self._sounds.outlines(script) for script in _HEARD},
            vowel_keys=self._vowels,
            letter_keys=self.crossing.letter_keys,
            spelled=self.crossing.spelled,
            may_sound=self.spoken.may_sound,
            compounds=compounds,
            lettered=self.crossing.in_letters,
            signed=bool(self.signed),
        )

    @cached_property
    def screen(self) -> Screen:
        """Of these contents."""
        return Screen(self.contents)

    def read(self, surface: str, habit: str = "en") -> tuple[Reading, ...]:
        """Every word of the lexicon that `surface` can stand for, each by its surest way, in a fixed order."""
        known = surest(self._readings(surface, habit))
        return self.read_more(surface, habit, () if script_of(surface) in _HEARD else self.deferred, known)

    def _readings(self, surface: str, habit: str) -> Iterator[Reading]:
        """All but those that are deferred."""
        if len(surface) <= LONGEST_WORD:
            yield from self._initials.readings(surface)
            for written in (surface, look_alike(surface)):
                yield from self._readings_as_written(written, habit)

    def _readings_as_written(self, written: str, habit: str) -> Iterator[Reading]:
        surface, joined, script, forms = forms_of(written, habit)
        if not joined:
            return
        if self._exact:
            yield from exact_readings(self._exact, written)
        for form, way, detail in forms:
            for token in self._folded.get(form, ()):
                if admits(self.words[token].mode, way):
                    yield Reading(token, way, detail)
            yield from stem_readings(self._stems, self._context, form, way)
        if script in {Script.LATIN, Script.CYRILLIC}:
            if any(c.isupper() for c in surface) or joined in NAME_PARTICLES:
                yield from self._by_sound(sound_forms(surface, forms, script), script, hypotheses_in(habit))
        elif script in {Script.ARABIC, Script.HEBREW} and len(joined) >= VOWEL_KEY_LEAST:
            yield from vowel_readings(self._vowels, lambda token: len(self.words[token].folded), forms, script)
        crossed = self.spoken.readings(forms, surface) if script is Script.OTHER else None
        yield from crossed or self.crossing.readings(surface, forms, script)
        yield from self.signed.readings(surface, forms)
        if self.translated is not None:
            yield from self.translated(forms, script, habit)

    def _by_sound(self, forms: Iterable[str], script: Script, hypotheses: tuple[str, ...]) -> Iterator[Reading]:
        for form in forms:
            for skeleton in skeletons(form, script, hypotheses):
                yield from self._like(form, skeleton, script, self._sounds.like(skeleton.consonants, script))

    def _like(self, form: str, skeleton: Skeleton, script: Script, alike: Iterable[Alike]) -> Iterator[Reading]:
        near, loose = limits(len(skeleton.consonants))
        for token, vowels, only_in in alike:
            apart = distance(skeleton.vowels, vowels)
            if apart > loose:
                continue
            word = self.words[token]
            if word.script is Script.CYRILLIC and script is Script.LATIN and not self.crossing.heard(token):
                continue
            if abs(len(form) - len(word.folded)) <= _LENGTH_SLACK:
                latin = word.script is script is Script.LATIN and only_in is None
                limit = variant_limit(skeleton)
                close = apart <= max(limit, 0.0)
                yield Reading(token, sound_way(apart <= limit, apart, near, latin), close=close)

    def _sounding(self, forms: list[str], script: Script, habit: str) -> Iterator[tuple[int, set[int]]]:
        """The numbers of those forms that sound like words of names, and the numbers of these."""
        if not forms:
            return
        like = partial(self._sounds.like, script=script)
        heard = skeletons_of(forms, script, hypotheses_in(habit), lambda consonants: bool(like(consonants)))
        for number, skeleton in heard:
            alike = like(skeleton.consonants)
            if alike and (tokens := {reading.token for reading in self._like(forms[number], skeleton, script, alike)}):
                yield number, tokens
