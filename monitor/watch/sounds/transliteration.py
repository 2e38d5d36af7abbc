"""Names given in one script and met in another: Latin and Cyrillic against Arabic, Persian and Hebrew letters.

Those scripts write consonants and long vowels, so a Latin spelling cannot be turned into the one right word; instead a
word of the text is compared with the spelling, letter group by letter group, and the habits that separate them are
added up. Candidates come from an index of consonant classes; the limit of the sum grows with the number of consonants.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter

from monitor.watch.sounds.transliteration_steps import VOWELS, Steps, StepsAsked, inserted_in
from monitor.watch.text import Script, bare, fold, listed, script_of

LONGEST = 24
"""Letters of the longest word that is compared across scripts."""
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
_CYRILLIC_LETTERS = str.maketrans({**_CYRILLIC, "ь": "", "ъ": ""})
_DOUBLED = re.compile(r"([bcdfgjkmnpqrstvwxz])\1")
_SAME_WRITTEN = re.compile(r"(.)\1")
_FIRST_OF_TWO = itemgetter(1)
"""A template would be filled in by a slow function."""
_CONSONANT_GROUP = re.compile(
    r"shch|sch|tch|hh|[bcdgkpstz]h|ng(?![aeiouy])|t[sz]|dj|qu|ck|ll|(?:(?<=[aeiouy])|^)[wy](?=[aeiouy])|[bcdfghjklmnpqrstvxz]"
)
_PLAIN_WORD = re.compile(
    # An article may be taken off what begins like al, as or ann.
    r"(?:[B-DF-TV-Z][a-zA-Z\u00c0-\u024f]*|(?![AEU]L|[AE]S|[AE](.)\1)[AEU][A-Z]*|(?![AEU]l|[AE]s|[AE](.)\2)[AEU][a-z]*"
    r"|(?P<cyrillic>(?!Д[жЖ])[А-ЩЫЭ-Я][а-яА-Я]*))"
)
"""A capital in front of plain letters; two of them may be one in Cyrillic."""
_LEAST_LETTERS = 2
"""A single capital may be one of another alphabet."""
_LIMITS = (0.0, 0.12, 0.3, 0.5, 0.75, 1.0)
"""By consonants, the sum of habits up to which two words are the same name."""


@lru_cache(maxsize=16_384)
def romanised(surface: str) -> str:
    """A Latin or Cyrillic word as plain lower-case Latin letters with its word edges marked, "" for other words."""
    word = surface.lower()
    if not word.isascii():
        word = _latin(word)
    return marked(_DOUBLED.sub(_FIRST_OF_TWO, bare(word)))


def plain_latin(folded: str) -> str:
    """A folded Cyrillic word in plain Latin letters, edges unmarked; other words, and what has none, as they are."""
    return romanised(folded).strip("^$") or folded if script_of(folded) is Script.CYRILLIC else folded


def marked(word: str) -> str:
    """A word in plain Latin letters with its edges marked; "" for all others."""
    if not word.isascii() or not word.isalpha() or len(word) > LONGEST:
        return ""
    start = "^" if word[0] in VOWELS or word[:2] in {"st", "sp", "sk"} else ""
    end = "$" if word[-1] in VOWELS or word.endswith(("ah", "eh", "ier", "ez")) else ""
    return start + word + end


def first_letter(word: str) -> str:
    """The first letter of a word in plain letters of an alphabet, however it is inflected, romanised; "" where only
    its forms tell."""
    found = _PLAIN_WORD.fullmatch(word)
    if found is None or len(word) < _LEAST_LETTERS:
        return ""
    return word[0].lower() if found["cyrillic"] is None else romanised(word[0]).strip("^$")[:1]


def romanised_lines(text: str, script: Script) -> str:
    """`romanised` for lines of folded words in plain letters of an alphabet, each to be `marked`."""
    if script is Script.CYRILLIC:
        text = text.replace("дж", "ј").translate(_CYRILLIC_LETTERS)
    return _DOUBLED.sub(_FIRST_OF_TWO, text)


def _latin(word: str) -> str:
    script = script_of(word)
    if script is Script.CYRILLIC:
        return "".join(_CYRILLIC.get(letter, "") for letter in fold(word).replace("дж", "ј"))
    return fold(word.translate(_SIGNED).translate(_SCHWA)) if script is Script.LATIN else ""


@lru_cache(maxsize=16_384)
def consonants(source: str) -> int:
    """How many consonants a romanised word has."""
    return len(_CONSONANT_GROUP.findall(source.strip("^$")))


def limit_of(source: str) -> tuple[int, float]:
    """The consonants of a romanised word, and up to which sum of habits another is the same."""
    count = consonants(source)
    return count, _LIMITS[min(count, len(_LIMITS) - 1)]


def apart(source: str, target: str, script: Script, limit: float) -> float:
    """The sum of habits that separate a romanised word from a folded word of `script`; some number above `limit` if
    that is exceeded."""
    return cheapest(StepsAsked(source, script, limit), inserted_in(script, limit), target, limit)


def cheapest(steps: Steps, inserted: Mapping[str, float], target: str, limit: float) -> float:
    """`apart` for a word whose steps are known."""
    single = _SAME_WRITTEN.sub(_FIRST_OF_TWO, target)
    cost = _cheapest(steps, inserted, single, limit)
    return cost if single == target else min(cost, _cheapest(steps, inserted, target, limit))


def _cheapest(steps: Steps, inserted: Mapping[str, float], target: str, limit: float) -> float:
    """The cheapest way through both words: letter groups of one against letters of the other, like an edit distance.

    Only what can still be reached within the limit is looked at; two words that are nothing to each other part at once.
    """
    size, over = len(target), limit + 1.0
    reached: list[dict[int, float] | None] = [None] * len(steps)
    reached[0] = {0: 0.0}
    for at, row in enumerate(reached):
        if not row:
            continue
        silent, written_by = steps[at]
        done = min(row)
        while done < size:
            cost = row.get(done, over)
            if cost <= limit:
                letter = target[done]
                more = inserted.get(letter)
                if more is not None and cost + more < row.get(done + 1, over):
                    row[done + 1] = cost + more
                for ahead, written, more in written_by.get(letter, ()):
                    total = cost + more
                    if total <= limit and target.startswith(written, done):
                        beyond = reached[at + ahead]
                        if beyond is None:
                            beyond = reached[at + ahead] = {}
                        end = done + len(written)
                        if total < beyond.get(end, over):
                            beyond[end] = total
            done += 1
        for ahead, more in silent:
            _pass_over(row, more, reached, at + ahead, limit)
    return (reached[-1] or {}).get(size, over)


def _pass_over(
    row: Mapping[int, float], more: float, reached: list[dict[int, float] | None], ahead: int, limit: float
) -> None:
    """Go on behind a group that is not written."""
    beyond = reached[ahead]
    if beyond is None:
        beyond = reached[ahead] = {}
    for done, cost in row.items():
        if cost + more <= limit and cost + more < beyond.get(done, limit + 1.0):
            beyond[done] = cost + more
