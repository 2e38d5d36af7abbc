"""Names given in one script and met in another: Latin and Cyrillic against Arabic, Persian and Hebrew letters.

Those scripts write consonants and long vowels, so a Latin spelling cannot be turned into the one right word; instead a
word of the text is compared with the spelling, letter group by letter group, and the habits that separate them are
added up. Candidates come from an index of consonant classes; the limit of the sum grows with the number of consonants.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from monitor.watch.sounds.transliteration_index import Candidate, beginnings, by_beginning, lasts, letters, longest
from monitor.watch.sounds.transliteration_table import (
    FINAL_YA,
    INSERTED,
    LONGEST_GROUP,
    SPELLINGS,
    Step,
    latin_keys,
    letter_key,
)
from monitor.watch.text import Reading, Script, Variant, Way, bare, fold, listed, script_of

LETTERS = {Script.ARABIC: "Arabic", Script.HEBREW: "Hebrew", Script.LATIN: "Latin", Script.CYRILLIC: "Cyrillic"}
"""What people call the letters of a script."""
_ABJADS = (Script.ARABIC, Script.HEBREW)
_ALPHABETS = (Script.LATIN, Script.CYRILLIC)
_LONGEST = 24
"""Letters of the longest word that is compared across scripts."""
_VOWELS = frozenset("aeiouy")
_SIGNED = str.maketrans(
    {"ş": "sh", "š": "sh", "č": "ch", "ć": "ch", "ž": "zh", "ğ": "gh", "ñ": "ny", "đ": "dj", "ı": "i"}
)
_SCHWA = str.maketrans({"ə": "e", "ä": "e"})
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщыэюяіїєґўј",
        listed("a b v g d e zh z i y k l m n o p r s t u f hh ts ch sh shch y e yu ya i i e g w j"),
        strict=True,
    )
)
"""The soft sign is not heard; ј stands for дж, hh for a letter that is both h and kh."""
_DOUBLED = re.compile(r"([bcdfgjkmnpqrstvwxz])\1")
_SAME_WRITTEN = re.compile(r"(.)\1")
_FIRST_OF_TWO = itemgetter(1)
"""A template would be filled in by a slow function."""
_CONSONANT_GROUP = re.compile(
    r"shch|sch|tch|hh|[bcdgkpstz]h|ng(?![aeiouy])|t[sz]|dj|qu|ck|ll|(?:(?<=[aeiouy])|^)[wy](?=[aeiouy])|[bcdfghjklmnpqrstvxz]"
)
_LIMITS = (0.0, 0.12, 0.3, 0.5, 0.75, 1.0)
"""By consonants, the sum of habits up to which two words are the same name."""
_SURE = 0.15
"""Up to which another spelling is hardly one: the limit of a word that stands alone and has few consonants."""
_LONE_CONSONANTS = 3


@lru_cache(maxsize=16_384)
def romanised(surface: str) -> str:
    """A Latin or Cyrillic word as plain lower-case Latin letters with its word edges marked, "" for other words."""
    word = surface.lower()
    if not word.isascii():
        word = _latin(word)
    word = _DOUBLED.sub(_FIRST_OF_TWO, bare(word))
    if not word.isascii() or not word.isalpha() or len(word) > _LONGEST:
        return ""
    start = "^" if word[0] in _VOWELS or word[:2] in {"st", "sp", "sk"} else ""
    end = "$" if word[-1] in _VOWELS or word.endswith(("ah", "eh", "ier", "ez")) else ""
    return start + word + end


def _latin(word: str) -> str:
    script = script_of(word)
    if script is Script.CYRILLIC:
        return "".join(_CYRILLIC.get(letter, "") for letter in fold(word).replace("дж", "ј"))
    return fold(word.translate(_SIGNED).translate(_SCHWA)) if script is Script.LATIN else ""


@lru_cache(maxsize=16_384)
def consonants(source: str) -> int:
    """How many consonants a romanised word has."""
    return len(_CONSONANT_GROUP.findall(source.strip("^$")))


def apart(source: str, target: str, script: Script, limit: float) -> float:
    """The sum of habits that separate a romanised word from a folded word of `script`; some number above `limit` if
    that is exceeded."""
    single = _SAME_WRITTEN.sub(_FIRST_OF_TWO, target)
    cost = _cheapest(source, single, script, limit)
    return cost if single == target else min(cost, _cheapest(source, target, script, limit))


def _cheapest(source: str, target: str, script: Script, limit: float) -> float:
    """The cheapest way through both words: letter groups of one against letters of the other, like an edit distance.

    Only what can still be reached within the limit is looked at; two words that are nothing to each other part at once.
    """
    steps, inserted = _steps(source, script, limit), _inserted(script, limit)
    size, over = len(target), limit + 1.0
    reached: dict[int, dict[int, float]] = {0: {0: 0.0}}
    for at, here in enumerate(steps):
        row = reached.get(at)
        if row is None:
            continue
        for done in range(min(row), size + 1):
            cost = row.get(done, over)
            if cost > limit:
                continue
            if (
                done < size
                and (more := inserted.get(target[done])) is not None
                and cost + more < row.get(done + 1, over)
            ):
                row[done + 1] = cost + more
            for after, written, more in here:
                if cost + more <= limit and target.startswith(written, done):
                    end = done + len(written)
                    beyond = reached.setdefault(after, {})
                    if cost + more < beyond.get(end, over):
                        beyond[end] = cost + more
    return reached.get(len(source), {}).get(size, over)


@lru_cache(maxsize=2_048)
def _steps(source: str, script: Script, limit: float) -> tuple[tuple[Step, ...], ...]:
    """For each position of a romanised word the groups that start there: where they end, how written, at what cost.

    What alone costs more than the limit is left out.
    """
    rows = SPELLINGS[script]
    found: list[tuple[Step, ...]] = []
    for at in range(len(source)):
        ends = range(at + 1, min(at + LONGEST_GROUP, len(source)) + 1)
        steps = [
            (end, written, cost) for end in ends for written, cost in rows.get(source[at:end], ()) if cost <= limit
        ]
        if _is_plain_edge(source, at):
            steps.append((at + 1, "", 0.0))
        found.append(tuple(steps))
    return (*found, ())


@cache
def _inserted(script: Script, limit: float) -> dict[str, float]:
    """What a letter costs that no sound asks for, if it does not cost too much alone."""
    return {letter: cost for letter, cost in INSERTED[script].items() if cost <= limit}


def _is_plain_edge(source: str, at: int) -> bool:
    """Whether the mark of a word's edge at `at` stands beside a consonant, where it says nothing."""
    if source[at] == "^":
        return source[at + 1] not in _VOWELS
    return source[at] == "$" and source[at - 1] not in _VOWELS


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the names of one topic are looked for."""

    given: frozenset[Script]
    """Scripts in which the topic has names: there a lone word in another spelling is another word."""
    spelled: frozenset[Script]
    """Scripts in which a pack spells it: there nothing is guessed."""
    source: Script | None
    """The alphabet whose names are compared with words in Arabic and Hebrew letters; None if there is none."""
    languages: frozenset[str] | None
    """The languages whose names are translated; None for all."""


class Crossing:
    """The words of names that are looked for in other scripts."""

    def __init__(self) -> None:
        self._spelled: dict[str, list[tuple[int, str, frozenset[Script]]]] = defaultdict(list)
        self._lettered: dict[str, list[tuple[int, str, Script]]] = defaultdict(list)
        self._known: set[tuple[int, str]] = set()
        self._heard: set[int] = set()
        self._candidates: dict[tuple[str, Script], Mapping[str, Sequence[Candidate]]] = {}
        """What `_spelled` says of a key, made ready when a word with that key is first met."""

    def add(self, token: int, surface: str, reach: Reach) -> None:
        """Look for the word `surface`, number `token`, beyond its script as far as `reach` says."""
        script = script_of(surface)
        if script is not reach.source and (reach.source is not None or script not in _ABJADS):
            return
        if (token, surface) in self._known:
            return
        self._known.add((token, surface))
        if script is Script.CYRILLIC:
            self._heard.add(token)
        if script in _ABJADS:
            folded = bare(fold(surface))
            self._lettered[letter_key(folded)].append((token, folded, script))
        elif not reach.spelled.issuperset(_ABJADS) and (source := romanised(surface)):
            for key in latin_keys(source):
                self._spelled[key].append((token, source, reach.spelled))

    @property
    def letter_keys(self) -> Collection[str]:
        """The `letter_key` of every word in Arabic or Hebrew letters that is compared with a name in an alphabet."""
        return self._spelled.keys()

    @property
    def names_in_letters(self) -> bool:
        """Whether capitalised words in alphabets are compared with names given in Arabic or Hebrew letters."""
        return bool(self._lettered)

    def heard(self, token: int) -> bool:
        """Whether the Cyrillic word `token` is looked for in Latin letters: its topic has no Latin name."""
        return token in self._heard

    def readings(self, surface: str, forms: Iterable[Variant], script: Script) -> Iterator[Reading]:
        """What a word of a text can stand for if the name was given in another script."""
        if script in _ABJADS:
            if self._spelled:
                yield from self._by_spelling(forms, script, surface[-1:])
        elif self._lettered and script in _ALPHABETS and any(c.isupper() for c in surface):
            yield from self._by_letters(forms, script)

    def _by_spelling(self, forms: Iterable[Variant], script: Script, last: str) -> Iterator[Reading]:
        """`last` is the last letter as written: folding takes three letters that end names for one."""
        compared: set[str] = set()
        for form, way, _ in forms:
            inside = way is Way.PREFIX_SHORT
            if (way > Way.ARTICLE and not inside) or form in compared or len(form) > _LONGEST:
                continue
            compared.add(form)
            for reading in self._spelled_as(_ending_in(last, form), letter_key(form), script):
                yield reading._replace(way=Way.SCRIPT_LOOSE) if inside else reading

    def may_spell(self, form: str, key: str, script: Script) -> bool:
        """Whether a folded form in Arabic or Hebrew letters, whose `letter_key` is `key`, is a word of a name."""
        if len(form) > _LONGEST or key not in self._spelled:
            return False
        written = (form, *(_ending_in(last, form) for last in FINAL_YA)) if form.endswith("ي") else (form,)
        return any(True for word in written for _ in self._spelled_as(word, key, script))

    def _spelled_as(self, form: str, key: str, script: Script) -> Iterator[Reading]:
        if key not in self._spelled:
            return
        known = self._candidates.get((key, script))
        if known is None:
            known = self._candidates[key, script] = by_beginning(self._ready(key, script))
        candidates = known.get(form[:2])
        if candidates is None:
            return
        last, size = form[-1:], len(form) - len(_SAME_WRITTEN.findall(form))
        for token, source, count, limit, possible, endings, longest_form in candidates:
            if last in endings and size <= longest_form and not form.strip(possible):
                yield from _judged(token, apart(source, form, script, limit), limit, count, LETTERS[script])

    def _ready(self, key: str, script: Script) -> Iterator[tuple[frozenset[str], Candidate]]:
        for token, source, spelled in self._spelled[key]:
            if script not in spelled:
                count, limit = _limit(source)
                steps, inserted = _steps(source, script, limit), _inserted(script, limit)
                possible, endings = letters(steps, inserted), lasts(steps, inserted)
                size = longest(steps, inserted, limit)
                yield (
                    beginnings(steps, inserted, limit),
                    Candidate(token, source, count, limit, possible, endings, size),
                )

    def _by_letters(self, forms: Iterable[Variant], script: Script) -> Iterator[Reading]:
        compared: set[str] = set()
        for form, way, _ in forms:
            source = romanised(form) if way <= Way.ARTICLE else ""
            if not source or source in compared:
                continue
            compared.add(source)
            for key in latin_keys(source):
                for token, folded, given in self._lettered.get(key, ()):
                    yield from _compared(token, source, folded, given, LETTERS[script])


def _ending_in(last: str, form: str) -> str:
    """A folded form with its last letter as written where that tells how it is read: ى and ی are folded to ي."""
    return form[:-1] + last if last in FINAL_YA and form.endswith("ي") else form


def _compared(token: int, source: str, target: str, script: Script, written: str) -> Iterator[Reading]:
    count, limit = _limit(source)
    yield from _judged(token, apart(source, target, script, limit), limit, count, written)


def _limit(source: str) -> tuple[int, float]:
    """The consonants of a romanised word, and up to which sum of habits another is the same."""
    count = consonants(source)
    return count, _LIMITS[min(count, len(_LIMITS) - 1)]


def _judged(token: int, cost: float, limit: float, count: int, written: str) -> Iterator[Reading]:
    if cost <= limit:
        loose = count < _LONE_CONSONANTS and cost > _SURE
        yield Reading(token, Way.SCRIPT_LOOSE if loose else Way.SCRIPT, written, count, cost <= _SURE)
