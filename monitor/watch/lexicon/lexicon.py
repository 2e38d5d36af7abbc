"""All words of all names and conditions, and how a word of a text is read as some of them.

Reading a word is costly and depends on nothing but the word, so `word_memory` keeps what was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain

from monitor.records import dataclass
from monitor.watch.languages import arabic, hebrew
from monitor.watch.lexicon.modes import ARTICLES, Mode, admits
from monitor.watch.lexicon.neighbours import Neighbours
from monitor.watch.lexicon.phonetic_index import Alike, Sounds, sound_way, variant_limit
from monitor.watch.lexicon.row_words import RowWords
from monitor.watch.lexicon.screening import Contents, Deferred, Screen
from monitor.watch.lexicon.word_forms import EXACT_ENDINGS, exact_parts, forms_of, is_ending, sound_forms, surest
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
    skeletons,
    skeletons_of,
)
from monitor.watch.text import (
    NAME_PARTICLES,
    Reading,
    Script,
    Variant,
    Way,
    bare,
    exact_key,
    fold,
    look_alike,
    ordinal_key,
    script_of,
)

LONGEST_WORD = 60
"""Longer words are not words."""
_VOWEL_KEY_LEAST = 3
_CONTEXT_STEM_LEAST = _CONTEXT_ENDING_MOST = _LENGTH_SLACK = _KNOWN_LEAST = 4
_MET_WHOLE = frozenset({Mode.NAME, Mode.CONTEXT, Mode.GRAMMAR, Mode.LITERAL})
_HEARD = frozenset({Script.LATIN, Script.CYRILLIC})
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

    def also(self, token: int, spelled: Iterable[str]) -> None:
        """Look for the Latin word `token` in other spellings as well, which are no proof that it is met alone."""
        for surface in spelled:
            self._sounds.add(token, surface, Script.LATIN, ("en",), Script.LATIN)
            self._sounds.add_in_cyrillic(token, surface)
            self.spoken.add(token, surface)

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
        if mode is Mode.CONTEXT and len(folded) >= _CONTEXT_STEM_LEAST:
            self._context[folded] = token
        if mode is Mode.NAME and len(folded) >= _VOWEL_KEY_LEAST:
            if word.script is Script.ARABIC:
                self._vowels[arabic.vowel_key(folded)].append(token)
            elif word.script is Script.HEBREW:
                self._vowels[hebrew.vowel_key(folded)].append(token)

    def defer(self, names: Iterable[_Numbered], alone: Iterable[_Numbered], more: Iterable[tuple[int, int]]) -> None:
        """Compare with words that are nothing alone only beside a word that may be the next of the same name.

        Known are all names, phrases whose words are something alone, and further pairs of neighbours.
        """
        self.neighbours = Neighbours((tokens for tokens, _ in names), self.article, more)
        self.deferred = self.neighbours.deferrable(chain.from_iterable(tokens for tokens, _ in alone))
        self.crossing.defer(self.deferred)

    def read_all(self, surfaces: Iterable[str], habit: str) -> dict[str, tuple[Reading, ...]]:
        """`read` for many words, less what is deferred; those that can stand for nothing are left out."""
        passed = dict.fromkeys(self.screen.passed(surfaces, habit, self._sounding))
        return {word: readings for word in passed if (readings := surest(self._readings(word, habit)))}

    def perhaps_all(self, surfaces: Iterable[str], habit: str) -> Mapping[str, set[int]]:
        """The deferred words that words may be; those that may be none are left out."""
        return self._perhaps.perhaps(surfaces, habit)

    def read_more(self, word: str, habit: str, tokens: Iterable[int], known: Sequence[Reading]) -> tuple[Reading, ...]:
        """`known` and the readings of `word` as one of these deferred words."""
        surface, _, script, forms = forms_of(word, habit)
        more = (self.crossing.readings_as(token, surface, forms, script) for token in tokens)
        return surest((*known, *chain.from_iterable(more)))

    @cached_property
    def contents(self) -> Contents:
        """What it holds, by what is compared; nothing is added from the first text on."""
        meanings, compounds = self.translatable()
        return Contents(
            folded={*self._folded, *meanings, *self.signed.syllables},
            prefixes=(*self._stems, *self._context),
            exact=self._exact,
            initials=self._initials.letters,
            sounds=self._sounds.outlines,
            vowel_keys=self._vowels,
            letter_keys=self.crossing.letter_keys,
            may_spell=self.crossing.may_spell,
            may_sound=self.spoken.may_sound,
            compounds=compounds,
            names_in_letters=self.crossing.names_in_letters or bool(self.signed),
        )

    @cached_property
    def screen(self) -> Screen:
        """Of these contents."""
        return Screen(self.contents)

    def read(self, surface: str, habit: str = "en") -> tuple[Reading, ...]:
        """Every word of the lexicon that `surface` can stand for, each by its surest way, in a fixed order."""
        return self.read_more(surface, habit, self.deferred, tuple(self._readings(surface, habit)))

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
            yield from self._exactly(written)
        for form, way, detail in forms:
            for token in self._folded.get(form, ()):
                if admits(self.words[token].mode, way):
                    yield Reading(token, way, detail)
            yield from self._by_stem(form, way)
        if script in {Script.LATIN, Script.CYRILLIC}:
            if any(c.isupper() for c in surface) or joined in NAME_PARTICLES:
                yield from self._by_sound(sound_forms(surface, forms, script), script, hypotheses_in(habit))
        elif script in {Script.ARABIC, Script.HEBREW} and len(joined) >= _VOWEL_KEY_LEAST:
            yield from self._by_vowels(forms, script)
        crossed = self.spoken.readings(forms, surface) if script is Script.OTHER else None
        yield from crossed or self.crossing.readings(surface, forms, script)
        yield from self.signed.readings(surface, forms)
        if self.translated is not None:
            yield from self.translated(forms, script, habit)

    def _exactly(self, surface: str) -> Iterator[Reading]:
        whole, ending = exact_parts(surface)
        if (token := self._exact.get(whole)) is not None:
            yield Reading(token, Way.ENDING if ending else Way.EXACT, ending)
        for count in (1, 2):
            ending = whole[-count:]
            token = self._exact.get(whole[:-count])
            if token is not None and ending in EXACT_ENDINGS:
                yield Reading(token, Way.ENDING, ending)

    def _by_stem(self, form: str, way: Way) -> Iterator[Reading]:
        if way > Way.ARTICLE:
            return
        if self._stems:
            for length in range(2, len(form) + 1):
                if (token := self._stems.get(form[:length])) is not None:
                    yield Reading(token, Way.STEM)
        if self._context:
            for length in range(max(_CONTEXT_STEM_LEAST, len(form) - _CONTEXT_ENDING_MOST), len(form)):
                if (token := self._context.get(form[:length])) is not None and is_ending(form[length:]):
                    yield Reading(token, Way.ENDING, form[length:])

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

    def _sounding(self, forms: list[str], script: Script, habit: str) -> Iterator[int]:
        """The numbers of those forms that sound like a word of a name."""
        if not forms:
            return
        like = partial(self._sounds.like, script=script)
        heard = skeletons_of(forms, script, hypotheses_in(habit), lambda consonants: bool(like(consonants)))
        for number, skeleton in heard:
            alike = like(skeleton.consonants)
            if alike and next(self._like(forms[number], skeleton, script, alike), None) is not None:
                yield number

    def _by_vowels(self, forms: list[Variant], script: Script) -> Iterator[Reading]:
        language = arabic if script is Script.ARABIC else hebrew
        key_of, known_by = language.vowel_key, language.consonants
        for form, _, _ in forms:
            if len(form) < _VOWEL_KEY_LEAST:
                continue
            key = key_of(form)
            for token in self._vowels.get(key, ()):
                if len(key) >= 2 and abs(len(self.words[token].folded) - len(form)) <= 2:
                    sure = len(key) >= 4 and len(form) >= 5
                    close = known_by(form) >= _KNOWN_CONSONANTS[script]
                    yield Reading(token, Way.VOWELS if sure else Way.VOWELS_LOOSE, close=close)


_KNOWN_CONSONANTS = {Script.ARABIC: 5, Script.HEBREW: 4}
"""From which on a word is known although its long vowels differ: القنطرة is not القنيطرة."""
