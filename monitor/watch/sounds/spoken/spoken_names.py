"""Latin words of names met in scripts that are read sign by sign, by their sounds.

Words are indexed by the consonants that no such script loses or confuses; what is left is compared sound by sound, and
the habits that separate a spelling from what is heard are added up, as `transliteration` does for letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from monitor.watch.sounds.spoken.han_signs import HAN, KINDS_OF_PLACES, simplified
from monitor.watch.sounds.spoken.latin_sounds import apart, is_plain, placed
from monitor.watch.sounds.spoken.limits import close_to, consonants_heard, limit_of, loosely
from monitor.watch.sounds.spoken.sign_sounds import CHINESE, LAO, THAI, sounds, writing_of
from monitor.watch.sounds.spoken.sound_keys import (
    MOST_KEYS,
    NO_CONSONANT,
    key_of,
    keys_of,
    undoubled,
    vowel_groups,
    vowels_heard,
)
from monitor.watch.sounds.transliteration import romanised
from monitor.watch.text import Reading, Variant, Way, fold, listed

_MOST_KEPT = 20_000
_WITH_CAPITALS = frozenset({"Greek", "Armenian"})
_PARTICLES = frozenset(
    listed(
        "μπιν μπεν ιμπν ντε ντα ντι ντο ντου ντελ ντερ βαν φον λε λα αλ ελ "
        "բին բեն իբն դե դա դի դել դեր վան ֆոն լե լա ալ"
    )
)
"""Small words inside names that stand there without capitals."""
_SYLLABLES, _AS_IT_SOUNDS = 3, (0.12, 0.35)
"""The sum of habits up to which a word is spelled as a name sounds: of fewer syllables, and of so many and more."""
_SHORTEST_WINDOW, _LONGEST_WINDOW = 3, 12
"""Ideographs of a name that is written in one word."""
OTHER_VOWELS = 1
"""How many groups of vowels a word may have more or less than a name and still be within its limit."""


class Word(NamedTuple):
    """A word of a name as it is compared."""

    token: int
    source: str
    consonants: int
    limit: float
    vowels: int


class Spoken(NamedTuple):
    """A word read as a word of a name, and how far its spelling is from the usual one."""

    reading: Reading
    cost: float


class SpokenNames:
    """The Latin words of names; `add` while compiling, then asked from any number of threads."""

    def __init__(self) -> None:
        self._added: dict[tuple[int, str], None] = {}
        self._words: dict[bool, Mapping[str, Sequence[Word]]] = {}
        self._heard: Sequence[Word] | None = None
        self._kept: dict[str, tuple[Spoken, ...]] = {}
        self._lock = Lock()

    def add(self, token: int, surface: str) -> None:
        """Look for word number `token`, which Latin letters write as `surface`.

        An ideograph at an edge stands for itself: harcourt港.
        """
        self._added[token, surface] = None

    def __bool__(self) -> bool:
        return bool(self._added)

    def readings(self, forms: Iterable[Variant], surface: str) -> Iterator[Reading]:
        """The words of names that a word, in the folded forms it may come from, may spell.

        A word without a capital, where an alphabet has them, must be spelled closely, but for particles: μπιν, ντε.
        """
        small = surface.islower() and _wants_capital(fold(surface))
        ways: dict[str, Way] = {}
        for form, way, _ in forms:
            ways[form] = min(way, ways.get(form, way))
        for form, way in ways.items():
            for reading, _ in self.spelled(form):
                if reading.close or not small:
                    yield reading if way is not Way.PREFIX_SHORT else reading._replace(way=Way.SCRIPT_LOOSE)

    @property
    def plain_words(self) -> Mapping[str, Sequence[Word]]:
        """The words by their keys in scripts that spell letter by letter."""
        return self._index(plain=True)

    @property
    def keys(self) -> set[str]:
        """Of `spoken_keys` those under which a word of a name is known."""
        return {_marked(key, plain=plain) for plain in (False, True) for key in self._index(plain=plain)}

    def spelled(self, word: str) -> tuple[Spoken, ...]:
        """The words of names that a folded word in one of these scripts may spell."""
        known = self._kept.get(word)
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept = {}
            known = self._kept[word] = tuple(self._spelled(word))
        return known

    def _spelled(self, word: str) -> Iterator[Spoken]:
        writing = writing_of(word)
        plain = is_plain(writing)
        words = self._index(plain=plain)
        best: dict[int, Spoken] = {}
        for heard in sounds(word):
            vowels = vowels_heard(heard, OTHER_VOWELS + (writing == CHINESE))
            for one in words.get(key_of(heard, plain=plain), ()):
                if one.vowels not in vowels:
                    continue
                for spoken in _judged(one, heard, writing):
                    if one.token not in best or spoken.cost < best[one.token].cost:
                        best[one.token] = spoken
        yield from best.values()

    def may_sound(self, word: str) -> bool:
        """Whether a folded word in Thai or Lao letters may spell one."""
        return writing_of(word) in {THAI, LAO} and bool(self._added) and bool(self.spelled(word))

    def windows(self, signs: str) -> Iterator[tuple[int, int]]:
        """Where among signs of names a word of a name may stand: first sign and the one behind it."""
        words = self._index(plain=False)
        written = [HAN[sign] for sign in simplified(signs)]
        # Behind a vowel, as a sign's kinds are inside a word.
        kinds = [{key_of("a" + sound, plain=False).removeprefix(NO_CONSONANT) for sound in ways} for ways in written]
        for first in range(len(signs)):
            keys = {key_of(sound, plain=False) for sound in written[first]}
            for behind in range(first + 2, min(len(signs), first + _LONGEST_WINDOW) + 1):
                longer = {undoubled(key + kind) for key in keys for kind in kinds[behind - 1]}
                keys = set(sorted(longer)[:MOST_KEYS])
                if behind - first >= _SHORTEST_WINDOW and not keys.isdisjoint(words.keys()):
                    yield first, behind

    def _index(self, *, plain: bool) -> Mapping[str, Sequence[Word]]:
        """By key the words; made when the first word in such a script is met, for most lists meet none."""
        if plain not in self._words:
            with self._lock:
                if plain not in self._words:
                    if self._heard is None:
                        self._heard = tuple(_heard(self._added))
                    self._words[plain] = _by_key(self._heard, plain=plain)
        return self._words[plain]


def spoken_keys(word: str) -> set[str]:
    """By what a folded word is looked for among the words of names."""
    plain = is_plain(writing_of(word))
    return {_marked(key_of(heard, plain=plain), plain=plain) for heard in sounds(word)}


def _marked(key: str, *, plain: bool) -> str:
    return f"{'p' if plain else 's'}{key}"


def _wants_capital(folded: str) -> bool:
    return writing_of(folded) in _WITH_CAPITALS and folded not in _PARTICLES


def _by_key(heard: Iterable[Word], *, plain: bool) -> Mapping[str, Sequence[Word]]:
    words: dict[str, list[Word]] = defaultdict(list)
    for word in heard:
        for key in keys_of(word.source, plain=plain):
            words[key].append(word)
    return {key: tuple(alike) for key, alike in words.items()}


def _heard(added: Iterable[tuple[int, str]]) -> Iterator[Word]:
    for token, surface in added:
        before, letters, behind = _edges(surface)
        source = romanised(letters)
        if not source:
            continue
        count = consonants_heard(source)
        limit = limit_of(count)
        count += len(before + behind)
        spelled = before + placed(source)[:-1] + behind + "."
        yield Word(token, spelled, count, limit, vowel_groups(source))


def _edges(surface: str) -> tuple[str, str, str]:
    """A word of a name without the ideograph in front of it or behind."""
    if surface[:1] in KINDS_OF_PLACES:
        return surface[0], surface[1:], ""
    if surface[-1:] in KINDS_OF_PLACES:
        return "", surface[:-1], surface[-1]
    return "", surface, ""


def is_as_it_sounds(name: str, words: Iterable[str], *, least: int = 0) -> bool:
    """Whether one of some folded words spells a Latin name, written as one word, hardly otherwise than it sounds.

    Longer words may be farther from it: 홍콩 is Hong Kong, 이재명 Lee Jae-myung, 상황 no San Juan. `least` syllables
    are asked for.
    """
    source = romanised("".join(filter(str.isalpha, name)))
    ways = ((heard, writing_of(word)) for word in words for heard in sounds(word)) if source else ()
    spoken = ((heard, writing, vowel_groups(heard)) for heard, writing in ways)
    return any(
        apart(placed(source), heard, writing, 1.0) <= _AS_IT_SOUNDS[syllables >= _SYLLABLES]
        for heard, writing, syllables in spoken
        if syllables >= least
    )


def _judged(word: Word, heard: str, writing: str) -> Iterator[Spoken]:
    most = loosely(word.limit)
    cost = apart(word.source, heard, writing, most)
    if cost <= most:
        way = Way.SCRIPT if cost <= word.limit else Way.SCRIPT_LOOSE
        yield Spoken(Reading(word.token, way, writing, word.consonants, close_to(cost, word.limit)), cost)
