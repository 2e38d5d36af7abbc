"""Which words of a text cannot be any word of the lexicon: told by a few look-ups, without reading them.

Reading a word takes its endings, particles and sound apart. Nearly all words of a text are nothing to a watchlist, and
most of them show it: no word of the lexicon begins like them (no ending changes the first letters of a word), and none
has their consonants. A screen may pass a word that can be read as nothing; it may never stop one that can be read. What
it does not understand (digits, apostrophes, mixed scripts) it passes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from monitor.watch import arabic, hebrew, latin, russian
from monitor.watch.common import NAME_PARTICLES
from monitor.watch.fold import Script, bare, exact_key, fold, script_of
from monitor.watch.letters import letter_key
from monitor.watch.ordinals import ordinal_key, ordinal_words
from monitor.watch.skeleton import HYPOTHESES, consonant_outline, outlines

_COMPARED = 4
"""Letters of a beginning."""
_LONG_CYRILLIC = 7
"""Letters from which on no ending reaches the first four."""
_SHORT_WITH_ARTICLE = 6
"""Letters up to which an Arabic word with the article and without its ending may be too short to lose the article."""

_CYRILLIC = 7
"""Letters from which on no ending reaches the first four."""
_SHORT_STEM = 3
_S_LEAST = 7
"""Letters of a Latin word whose sound is also compared without a final -s."""

_CYRILLIC_WORD = re.compile("[а-яіїєґ]+")
_ARABIC_WORD = re.compile("[\u0620-\u064a\u0671-\u06d3]+")
_HEBREW_WORD = re.compile("[א-ת]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a lexicon holds, by what is compared."""

    folded: Collection[str]
    """Words met as wholes."""
    prefixes: Collection[str]
    """Words met as beginnings: stems, and context words with their endings."""
    exact: Collection[str]
    """Words whose capitals count."""
    sounds: Collection[str]
    """Consonants of skeletons, or their outlines."""
    vowel_keys: Collection[str]
    """Arabic and Hebrew words without their long vowels."""
    letter_keys: Collection[str]
    """Consonants of words given in an alphabet, as Arabic and Hebrew letters write them."""
    compounds: Collection[str]
    """First parts of German compounds that are translated."""
    names_in_letters: bool
    """Whether names given in Arabic or Hebrew letters alone are looked for in every capitalised word."""


@dataclass(slots=True)
class _Heads:
    """How the words of one script begin, by the number of letters compared."""

    two: set[str] = field(default_factory=set)
    three: set[str] = field(default_factory=set)
    four: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    """Beginnings of two or three letters: Arabic and Hebrew stems, their articles apart, and parts of compounds."""
    open: bool = False
    """Whether a beginning is so short that nothing may be stopped."""

    def add(self, word: str) -> None:
        self.two.add(word[:2])
        self.three.add(word[:3])
        self.four.add(word[:_COMPARED])


class Screen:
    """Stops words that cannot be read; made for one lexicon after it is complete."""

    def __init__(self, contents: Contents) -> None:
        self._exact, self._folded = contents.exact, contents.folded
        self._heads = {script: _Heads() for script in Script}
        ordinals = [word for word, key in ordinal_words() if key in contents.folded]
        for word in (*contents.folded, *contents.prefixes, *ordinals):
            self._add(word)
        for word in contents.prefixes:
            self._add_beginning(word)
        outlined = {consonant_outline(sounds) for sounds in contents.sounds}
        self._outlines = {
            script: {heard for outline in outlined for heard in _with_silent(outline, endings)}
            for script, endings in ((Script.LATIN, "sz"), (Script.CYRILLIC, "mhv"))
        }
        self._all_names = contents.names_in_letters
        for word in contents.compounds:
            self._add(word)
            if len(word) == 3:
                self._heads[Script.LATIN].short.add(word)
        self._letter_keys = {short for key in contents.letter_keys for short in _with_article(key)}
        self._vowel_keys = contents.vowel_keys
        keys = [arabic.same_consonants(key) for key in contents.vowel_keys]
        self._arabic_keys = {key[:size] for key in keys for size in (1, 2, 3)}

    def _add(self, word: str) -> None:
        script = script_of(word)
        heads = self._heads[script]
        heads.add(word)
        match script:
            case Script.LATIN:
                heads.four.update(latin.other_beginnings(word[:_COMPARED]))
                if len(word) == 3:
                    heads.four.add(word + "s")
            case Script.ARABIC if word.startswith(arabic.ARTICLE):
                heads.add(word[2:])
            case Script.HEBREW if word.startswith("ה"):
                heads.add(word[1:])
            case _:
                pass

    def _add_beginning(self, word: str) -> None:
        heads = self._heads[script_of(word)]
        heads.open |= _prefixes_too_short(word)
        if len(word) == 3:
            heads.short.add(word)
        for article in (arabic.ARTICLE, "ה"):
            if word.startswith(article) and len(word) - len(article) <= 3:
                heads.short.add(word.removeprefix(article))

    def passed(self, words: Iterable[str], habit: str) -> Iterator[str]:
        """Those of `words` that have to be read in a text of a spelling habit, in any order."""
        named: dict[Script, list[tuple[str, str]]] = {Script.LATIN: [], Script.CYRILLIC: []}
        for word in words:
            plain = _without_genitive(word)
            if word.isdecimal():
                if self._is_figure(word, habit):
                    yield word
                continue
            folded = plain.lower() if plain.isascii() else bare(fold(plain))
            script = script_of(folded)
            beginnings = (folded,) if plain is word else (folded, folded + "s")
            if not self._judgeable(plain, folded, script) or any(self._begins_like_one(b, script) for b in beginnings):
                yield word
            elif script in named and any(c.isupper() for c in plain):
                if self._all_names or self._is_exact(plain):
                    yield word
                else:
                    named[script].append((word, folded))
        yield from self._sounding_like_one(named[Script.LATIN], Script.LATIN, habit)
        yield from self._sounding_like_one(named[Script.CYRILLIC], Script.CYRILLIC, habit)

    def _is_figure(self, word: str, habit: str) -> bool:
        folded = fold(word)
        return folded[:_COMPARED] in self._heads[Script.OTHER].four or ordinal_key(folded, habit) in self._folded

    def _judgeable(self, word: str, folded: str, script: Script) -> bool:
        if self._heads[script].open or not word.isalpha():
            return False
        match script:
            case Script.LATIN:
                return folded.isascii()
            case Script.CYRILLIC:
                return len(folded) > 3 and _CYRILLIC_WORD.fullmatch(folded) is not None
            case Script.ARABIC:
                return len(folded) > 3 and _ARABIC_WORD.fullmatch(folded) is not None
            case Script.HEBREW:
                return len(folded) > 2 and _HEBREW_WORD.fullmatch(folded) is not None
            case _:
                return False

    def _begins_like_one(self, folded: str, script: Script) -> bool:
        heads = self._heads[script]
        match script:
            case Script.LATIN:
                if folded[:_COMPARED] in heads.four or folded[:3] in heads.short or folded in NAME_PARTICLES:
                    return True
                return folded[0] in "aeu" and (folded[1:5] in heads.four or folded[2:6] in heads.four)
            case Script.CYRILLIC:
                if len(folded) < _LONG_CYRILLIC:
                    return folded[:3] in heads.three or folded in NAME_PARTICLES
                return folded[:_COMPARED] in heads.four
            case Script.ARABIC:
                return any(self._arabic_core(core, heads) for core in arabic.cores(folded))
            case _:
                return any(self._hebrew_core(core, heads) for core in hebrew.cores(folded))

    def _arabic_core(self, core: str, heads: _Heads) -> bool:
        sure = arabic.untouched(core)
        if len(core) <= 3 or sure < 2 or core[:2] in heads.short or core[:3] in heads.short:
            return True
        if letter_key(core) in self._letter_keys:
            return True
        if core[:_COMPARED] in heads.four if sure >= _COMPARED else core[:sure] in (heads.two, heads.three)[sure - 2]:
            return True
        if sure == len(core):
            return arabic.vowel_key(core) in self._vowel_keys
        if len(core) <= _SHORT_WITH_ARTICLE and arabic.ARTICLE in self._arabic_keys:
            return True
        return arabic.same_consonants(arabic.beginning_of_key(core)) in self._arabic_keys

    def _hebrew_core(self, core: str, heads: _Heads) -> bool:
        if core[:_COMPARED] in heads.four or core[:3] in heads.short:
            return True
        key = hebrew.vowel_key(core)
        if key in self._vowel_keys or "ה" + key in self._vowel_keys:
            return True
        return letter_key(core) in self._letter_keys

    def _is_exact(self, word: str) -> bool:
        if not self._exact:
            return False
        key = exact_key(word)
        return key in self._exact or key[:-1] in self._exact or key[:-2] in self._exact

    def _sounding_like_one(self, words: list[tuple[str, str]], script: Script, habit: str) -> Iterator[str]:
        """All words of a text at once: a few searches through one long string."""
        if not words:
            return
        forms: list[str] = []
        origins: list[str] = []
        for word, folded in words:
            for form in _sounded_forms(word, folded, script):
                forms.append(form)
                origins.append(word)
        known = self._outlines[script]
        found: set[str] = set()
        for heard in outlines(forms, script, HYPOTHESES[habit]):
            found.update(word for word, outline in zip(origins, heard, strict=True) if outline in known)
        yield from found


_GENITIVE = re.compile("['’]s$")


def _without_genitive(word: str) -> str:
    """The word before an apostrophe and s, and no apostrophes at its edges."""
    if word.isalnum():
        return word
    core = word.strip("'’")
    base = core[:-2] if _GENITIVE.search(core) else core
    return word if base.lower() in latin.ELISIONS else base


def _prefixes_too_short(word: str) -> bool:
    """Whether a beginning is too short to tell by `_Heads` the words that have it."""
    return len(word) <= 3 and (script_of(word) not in {Script.ARABIC, Script.HEBREW} or word[:2] == arabic.ARTICLE)


def _with_article(key: str) -> Iterator[str]:
    """A letter key, and what is left of it if its first consonant is that of an article the word may lack."""
    yield key
    for article in (letter_key(arabic.ARTICLE), letter_key("ה")):
        if article and key.startswith(article):
            yield key[len(article) :]


def _with_silent(outline: str, endings: str) -> set[str]:
    """An outline with the sounds behind it that may be heard or not: h, and endings of a case or plural."""
    heard = {outline, outline.removesuffix("h") + "h"}
    return heard | {before.removesuffix(ending) + ending for before in heard for ending in endings}


def _sounded_forms(word: str, folded: str, script: Script) -> Iterator[str]:
    """What `lexicon` compares by sound, less the forms that `_with_silent` stands for."""
    yield word.lower()
    if script is Script.CYRILLIC and "ск" in folded:
        yield from russian.name_stems(folded)
    if script is Script.LATIN and folded[0] in "aeu":
        yield from (rest for rest, _, _ in latin.without_article(folded))
        yield from (rest for rest, _, _ in latin.without_article(folded + "s"))
