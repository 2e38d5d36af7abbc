"""Which words of a text cannot be any word of the lexicon: told by a few look-ups, without reading them.

Reading a word takes its endings, particles and sound apart. Nearly all words of a text are nothing to a watchlist, and
most of them show it: no word of the lexicon begins like them (no ending changes the first letters of a word), and none
has their consonants. A screen may pass a word that can be read as nothing; it may never stop one that can be read. What
it does not understand (digits, apostrophes, mixed scripts) it passes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import compress
from typing import TypeVar

from monitor.records import dataclass
from monitor.watch.languages import endings, latin
from monitor.watch.lexicon.screening.asked_words import AskedWords
from monitor.watch.lexicon.screening.heard_forms import roughly, wholly, with_silent
from monitor.watch.lexicon.screening.lettered_words import LetteredWords
from monitor.watch.lexicon.screening.plain_words import FOLDED_WORD, LETTERS, Folded, without_genitive
from monitor.watch.lexicon.screening.sieves import CyrillicSieve, LatinSieve
from monitor.watch.lexicon.screening.sieves_abjad import ABJADS, AbjadSieve, Cores, Spelled
from monitor.watch.lexicon.word_forms import capitals_before
from monitor.watch.sounds import hypotheses_in, is_romanised, outlines
from monitor.watch.text import (
    Script,
    exact_key,
    fold,
    look_alike,
    ordinal_key,
    ordinal_words,
    roman_numerals,
    script_of,
    without_variant,
)

_LONGEST_LETTER = 3
"""Letters of a word that may be an exact-case word of one letter with an ending."""
_LETTER_AND_MARK = 2
_ENDINGS = {Script.LATIN: "sz", Script.CYRILLIC: "mhvg"}
"""The sounds of endings of a case or plural that stand behind a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a lexicon holds, by what is compared."""

    folded: Set[str]
    """Words met as wholes."""
    prefixes: Collection[str]
    """Words met as beginnings: stems, and context words with their endings."""
    exact: Collection[str]
    """Words whose capitals count."""
    initials: Collection[str]
    """Single letters that stand for a given name."""
    sounds: Mapping[Script, Collection[str]]
    """The outlines of the consonants that are looked for in the words of each alphabet."""
    vowel_keys: Collection[str]
    """Arabic and Hebrew words without their long vowels."""
    letter_keys: Collection[str]
    """Consonants of words given in an alphabet, as Arabic and Hebrew letters write them."""
    spelled: Spelled
    """Whose forms in those letters are one of these words."""
    may_sound: Callable[[str], bool]
    """Whether a word in letters that no spaces part sounds like one of the words given in an alphabet."""
    compounds: Collection[str]
    """First parts of German compounds that are translated."""
    lettered: Mapping[str, Collection[tuple[str, Script]]]
    """Folded words given in Arabic or Hebrew letters alone, with which capitalised words are compared, by key."""
    signed: bool
    """Whether names given in signs alone are looked for in every capitalised word."""


Sounding = Callable[[list[str], Script, str], Iterable[tuple[int, set[int]]]]
"""The numbers of those forms in a text of a spelling habit that sound like words of names, and the numbers of these."""
PutOff = Callable[[str, set[int]], bool]
"""Whether a word that is nothing but the sound of these words of names need not be read."""


class Screen:
    """Stops words that cannot be read; made for one lexicon after it is complete."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._others = {word[:4] for word in (*contents.folded, *contents.prefixes) if script_of(word) is Script.OTHER}
        letters = {fold(look_alike(word.upper())) for word in contents.folded if len(word) == 1} - {""}
        # The lexicon holds an ordinal by its key, texts write it in any of its words.
        ordinals = {word for word, key in (*ordinal_words(), *roman_numerals()) if key in contents.folded}
        whole = _by_script((*contents.folded, *ordinals, *letters))
        prefixes = _by_script(contents.prefixes)
        self._latin = LatinSieve(
            {*contents.folded, *ordinals, *letters}, whole[Script.LATIN], prefixes[Script.LATIN], contents.compounds
        )
        self._cyrillic = CyrillicSieve(whole[Script.CYRILLIC], prefixes[Script.CYRILLIC])
        spelled = contents.spelled if contents.letter_keys else None
        self._abjads = {
            abjad.script: AbjadSieve(abjad, whole[abjad.script], prefixes[abjad.script], contents.vowel_keys, spelled)
            for abjad in ABJADS.values()
        }
        self._inflecting = frozenset(endings.languages())
        self._exact_scripts = {script_of(word) for word in contents.exact}
        heads = {word[:1] for word in contents.exact}
        self._exact_heads = {word[:2] for word in contents.exact}
        self._exact_letters = any(len(word) == 1 for word in contents.exact)
        self._not_exact = {c for table in LETTERS.values() for c in table if exact_key(c) not in heads}
        # Equal strings in several of the sets are one: a long list has a hundred thousand.
        own: dict[str, str] = {}

        def heard(script: Script, endings: str) -> set[str]:
            sounds = (more for outline in contents.sounds[script] for more in with_silent(outline, endings))
            return {own.setdefault(more, more) for more in sounds}

        self._outlines = {script: heard(script, "") for script in contents.sounds}
        self._rough = {script: heard(script, _ENDINGS[script]) for script in contents.sounds}
        self._lettered = LetteredWords(contents.lettered) if contents.lettered else None

    def sounding(self, script: Script) -> Collection[str]:
        """The outlines of words of names, as `outlines_heard` gives them."""
        return self._rough[script]

    def passed(self, asked: AskedWords, habit: str, sounding: Sounding, put_off: PutOff | None = None) -> Iterator[str]:
        """Those of some words that have to be read in a text of a spelling habit, in any order."""
        known = {script: asked.folded(script) for script in asked.plain}
        for word in asked.rest:
            if (judged := self._judged(word, habit)) is None:
                yield word
                continue
            script, forms = judged
            for form in forms:
                known[script][0].append(word)
                known[script][1].append(form)
        for script, (written, folded) in known.items():
            if written:
                abjad = ABJADS.get(script)
                alone = abjad is not None and len(written) == len(asked.written(script))
                cores = (asked.cores(abjad) if alone else Cores(folded, abjad)) if abjad is not None else None
                yield from self._held(script, (written, folded), habit, (sounding, put_off), cores)

    def _judged(self, word: str, habit: str) -> tuple[Script, tuple[str, ...]] | None:
        """The script and the folded forms by which a word can be judged; None if it must be read."""
        if word.isdecimal():
            return None if self._is_figure(word, habit) else (Script.OTHER, ())
        plain = without_genitive(word)
        folded = fold(plain)
        script = script_of(folded)
        if not plain.isalpha():
            figure = plain is word and word.isascii() and word.isalnum() and script is Script.LATIN
            alike = look_alike(word)
            known = {folded.removesuffix("s"), ordinal_key(folded, habit), fold(alike), fold(without_variant(word))}
            if not figure or alike in self._contents.exact or not known.isdisjoint(self._contents.folded):
                return None
        elif (pattern := FOLDED_WORD.get(script)) is None or pattern.fullmatch(folded) is None:
            return None
        if len(plain) > len(word) - 2:
            return script, (folded,)
        return (script, (folded, folded + "s")) if script is Script.LATIN else None

    def _is_figure(self, word: str, habit: str) -> bool:
        folded = fold(word)
        return folded[:4] in self._others or ordinal_key(folded, habit) in self._contents.folded

    def _held(
        self,
        script: Script,
        folded: Folded,
        habit: str,
        sounding: tuple[Sounding, PutOff | None],
        cores: Cores | None,
    ) -> Iterator[str]:
        words, forms = folded
        if script is Script.LATIN:
            yield from latin.with_small_letters(words)
        alike = self._forms_held(script, forms, habit) if cores is None else self._in_abjad(cores)
        held = {*alike, *self._inflected(script, forms, habit)}
        if held:
            yield from (word for word, form in zip(words, forms, strict=True) if form in held)
            rest = [form not in held for form in forms]
            words, forms = list(compress(words, rest)), list(compress(forms, rest))
        if self._contents.initials:
            initials = self._contents.initials
            yield from (word for word in words if len(word) <= _LETTER_AND_MARK and exact_key(word) in initials)
        if script in self._exact_scripts:
            yield from self._exactly(words)
        if script in self._rough:
            named = [not word.islower() for word in words]
            capital = list(compress(words, named)), list(compress(forms, named))
            if self._contents.signed:
                yield from capital[0]
                return
            if self._lettered is not None and capital[0]:
                yield from self._as_in_letters(self._lettered, script, capital, habit)
            yield from self._heard(script, capital, habit, sounding)

    def _forms_held(self, script: Script, forms: list[str], habit: str) -> Collection[str]:
        match script:
            case Script.LATIN:
                return set(forms) if self._latin.open else self._latin.held(forms, habit)
            case Script.CYRILLIC:
                return set(forms) if self._cyrillic.open else self._cyrillic.held(forms)
            case _:
                contents = self._contents
                romanised = bool(contents.lettered) or contents.signed or any(self._rough.values())
                return {
                    form
                    for form in forms
                    if (romanised and is_romanised(form))
                    or self._begins(form)
                    or self._begins(form[1:])
                    or self._contents.may_sound(form)
                }

    def _in_abjad(self, cores: Cores) -> Collection[str]:
        sieve = self._abjads[cores.script]
        return set(cores.words) if sieve.open else sieve.held(cores)

    def _begins(self, form: str) -> bool:
        """Whether a word of a script without rules of its own begins like a name; Ethiopic prefixes are a letter."""
        return any(form[:size] in self._others for size in range(1, 5))

    def _inflected(self, script: Script, forms: list[str], language: str) -> Iterable[str]:
        """Those that may be a known word with an ending of the language, where it has a table of its own."""
        cyrillic = script is Script.CYRILLIC
        if script is Script.OTHER or not (cyrillic or language in self._inflecting):
            return ()
        return endings.forms_of_known(forms, language, self._contents.folded, cyrillic=cyrillic)

    def _exactly(self, words: list[str]) -> Iterator[str]:
        """Those that are an exact-case word, an ending of one or two letters apart."""
        exact, others = self._contents.exact, self._not_exact
        begun = [word for word in words if word[0] not in others]
        opening = {head for head in {word[:2] for word in begun} if self._may_begin(head)}
        longest = _LONGEST_LETTER if self._exact_letters else 0
        for word in [w for w in begun if w[:2] in opening or len(w) <= longest or not w.isalpha()]:
            key = word if word.isascii() and word.isalpha() else exact_key(without_genitive(word))
            if key in exact or key[:-1] in exact or key[:-2] in exact or _behind_capitals(key) in exact:
                yield word

    def _may_begin(self, head: str) -> bool:
        """Whether an exact-case word of two letters and more begins with these two."""
        return exact_key(head)[:2] in self._exact_heads

    def _as_in_letters(self, names: LetteredWords, script: Script, folded: Folded, habit: str) -> Iterator[str]:
        """Those that may be, in some form, a name given in Arabic or Hebrew letters."""
        one_letter = 1
        # A letter may be one of the other alphabet that looks alike.
        yield from (word for word in folded[0] if len(word) == one_letter)
        yield from names.alike(folded, script, habit)

    def _heard(
        self, script: Script, folded: Folded, habit: str, sounding: tuple[Sounding, PutOff | None]
    ) -> Iterator[str]:
        """Those that sound like a name: by the outline of their consonants, most at once, and what is left in full."""
        words, forms = folded
        owners, heard = roughly(words, forms, script)
        alike: dict[str, None] = dict.fromkeys(_known(owners, heard, self._rough[script], script, habit))
        named = [word in alike and word.isalpha() for word in words]
        yield from (word for word in alike if not word.isalpha())
        owners, heard = wholly(list(compress(words, named)), list(compress(forms, named)), script)
        heard_alike = list(dict.fromkeys(_known(range(len(owners)), heard, self._outlines[script], script, habit)))
        sounds_like, put_off = sounding
        tokens_of: dict[str, set[int]] = {}
        for number, tokens in sounds_like([heard[at] for at in heard_alike], script, habit):
            tokens_of.setdefault(owners[heard_alike[number]], set()).update(tokens)
        yield from (word for word, tokens in tokens_of.items() if put_off is None or not put_off(word, tokens))


def outlines_heard(words: list[str], forms: list[str], script: Script, habit: str) -> Iterator[tuple[str, str]]:
    """Words in an alphabet with each outline by which `Screen` looks for them among the sounds of names."""
    owners, heard = roughly(words, forms, script)
    if heard:
        for numbers, found in outlines(heard, script, hypotheses_in(habit)):
            yield from zip(map(owners.__getitem__, numbers), found, strict=True)


_Owner = TypeVar("_Owner")


def _known(
    owners: Sequence[_Owner], forms: list[str], known: Collection[str], script: Script, habit: str
) -> Iterator[_Owner]:
    """Whose forms have an outline that is known: a few searches through one long string."""
    if forms:
        for numbers, heard in outlines(forms, script, hypotheses_in(habit)):
            yield from compress(map(owners.__getitem__, numbers), map(known.__contains__, heard))


def _by_script(words: Iterable[str]) -> dict[Script, list[str]]:
    found: dict[Script, list[str]] = {script: [] for script in Script}
    for word in words:
        found[Script.LATIN if word.isascii() else script_of(word)].append(word)
    return found


def _behind_capitals(word: str) -> str:
    """What is left of an acronym without its ending in small letters, or of a designation without its variant."""
    if word.isalpha():
        return capitals_before(word)[0] if word[1:2].isupper() else ""
    return without_variant(word) or capitals_before(word)[0]
