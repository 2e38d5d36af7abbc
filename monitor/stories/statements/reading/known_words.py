"""What single words are in statements, wherever they stand."""

from __future__ import annotations

from functools import lru_cache

from monitor.records import dataclass
from monitor.stories.common_words import COMMON
from monitor.stories.number_words import MONTHS, SCALES
from monitor.stories.words.lexicon import Lexicon
from monitor.stories.words.numbers import numbers
from monitor.stories.words.phrases import Beginning
from monitor.stories.words.stems import fold_word, forms_of

SIGNS = frozenset("%$€£¥₽₺₪")
COMMON_WORDS = COMMON | {fold_word(one) for one in COMMON}
MONTH_WORDS = MONTHS | {fold_word(one) for one in MONTHS}
_LEAST_SCALE = 1000
_WORDS_OF_A_LETTER = "\u0590"
"""From here on one letter may be a word; before, it is an initial."""
_VAGUE = {"tens": 20, "hundreds": 200}
"""The least that "dozens" and "hundreds" are."""


@dataclass(frozen=True, slots=True)
class KnownWord:
    """What one word is, wherever it stands."""

    day: bool
    """It may begin the name of a weekday."""
    near_day: bool
    """It may begin "today" and the like."""
    scale: int
    """What "dozens", "hundreds" and "thousands" are at least."""
    dropped: bool
    """A number in words or digits, or a sign."""
    month: bool
    ordinal: bool
    cues: frozenset[str]
    one: bool
    two: bool
    """It says two of what it names."""
    part: float
    """How many per cent of a whole it says."""
    small: bool
    """It carries no meaning by itself."""
    phrases: Beginning | None
    """Several words that say one thing, of which it may be the first."""
    mark: bool
    """It may be a word of serial numbers or clocks."""


@lru_cache(maxsize=100_000)
def known_word(word: str, lexicon: Lexicon) -> KnownWord:
    """Looked up once for each word of a language."""
    small = numbers(lexicon.language)[word]
    scale = next((least for kind, least in _VAGUE.items() if lexicon.has(kind, word)), SCALES.get(word, 0))
    common = word in COMMON_WORDS or (lexicon.language == "tr" and fold_word(word) in COMMON_WORDS)
    return KnownWord(
        day=lexicon.calendar.may_be_day(word),
        near_day=lexicon.calendar.may_be_near_day(word),
        scale=scale if scale >= _LEAST_SCALE or scale in _VAGUE.values() else 0,
        dropped=word[0].isdigit() or word in SIGNS or small > 1,
        month=fold_word(word) in MONTH_WORDS or lexicon.calendar.may_be_month(word),
        ordinal=lexicon.begins("ordinal", word),
        cues=lexicon.cues(word),
        one=lexicon.has("one", word),
        two=any(lexicon.has("two", form) for form in forms_of(word)),
        part=lexicon.part(word),
        small=common or lexicon.has("small", word) or (len(word) == 1 and word < _WORDS_OF_A_LETTER),
        phrases=lexicon.phrases(word),
        mark=any(lexicon.has(kind, word) for kind in ("serial", "serial_loose", "clock_after", "clock_before")),
    )
