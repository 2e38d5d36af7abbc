"""Texts that may be no article: block pages, consent texts, login walls, and what a page shows while it loads.

One page alone cannot tell. What makes a text suspicious is that it says nothing of what the feed announces; what makes
it a notice is that it stands under another title too (`monitor.core.entries.notices`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise

from monitor.model.bodies import SENTENCE_MARK
from monitor.records import dataclass
from monitor.stories.cleaning import sentences, words
from monitor.stories.common_words import COMMON

_RELATED = 0.25
"""Share of a headline's or summary's words from which the text is taken to tell of the same."""
_ACCIDENTS, _FEW = 1, 2
"""Words that a notice may share by chance with a headline of more than a few."""
_LEAST_LETTERS = 3
_STEM, _STEM_SHARE = 4, 0.6
"""Inflected forms of a word have so many letters in common, and this share of the longer."""
_COMPOUNDED = 5
"""A word of so many letters is looked for at the beginning of compounds."""
_REPEATED_LINE = 80
_ENDS = frozenset(".!?\u061f\u2026\u06d4\u3002")
_LONGEST = 2
"""Sentences of a text that mark it beside the whole: a notice may change its other lines from visit to visit."""
_LEAST_SENTENCE, _LEAST_SHARE = 8, 0.25
_LEAST_WORDS = 3
_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ב", "ה", "ו", "ל", "מ", "ש")
_SPACED_FROM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """What a page says beyond headline and standfirst: a wall stands below them too."""

    text: str
    """Without the lines that only repeat a title or the feed's words."""
    repeats_feed: bool
    """It repeated the feed's words in some line."""


def own_text(text: str, titles: Sequence[str], feed_text: str) -> OwnText:
    """`text` without what the feed and the page's titles have told already."""
    headlines, told = [set(words(title)) for title in titles], set(words(feed_text))
    lines = [(line, words(line)) for line in text.split("\n") if line.strip()]
    # A sentence may say what the headline says, and still be the feed's lead: it is no headline.
    leads = any(line.rstrip()[-1:] in _ENDS and _repeats(found, told) for line, found in lines)
    lines = [(line, found) for line, found in lines if not any(_repeats(found, title) for title in headlines)]
    kept = [line for line, found in lines if not _repeats(found, told)]
    return OwnText(text="\n".join(kept), repeats_feed=leads or len(kept) < len(lines))


def says_nothing_of(own: OwnText, title: str, feed_text: str) -> bool:
    """Whether a page's own text shares hardly a word that counts with title and text of the feed.

    False where the feed gives nothing to compare with, or the page nothing of its own.
    """
    told = [(found, content) for found in (words(title), words(feed_text)) if (content := _content(found))]
    if not told or not own.text:
        return False
    said = words(own.text)
    # Nearly every page repeats enough of the very words: its own need not be looked at one by one.
    met = set(said)
    if any(_enough(len(_spaced(met.intersection(found))), content) for found, content in told):
        return False
    there = _content(said)
    stems = {word[:_STEM] for word in there}
    return not any(_related(content, there, stems) for _, content in told)


def notice_marks(own: OwnText) -> tuple[str, ...]:
    """Keys by which a notice is known again: of the whole text, and of its longest sentences where they are much of it.

    The first is that of the whole; those of sentences begin with `SENTENCE_MARK`.
    Numbers and addresses do not count: they change with each page and visit. Empty for a text of hardly a word.
    """
    lasting = _lasting(own.text)
    if len(lasting) < _LEAST_WORDS:
        return ()
    told = [_lasting(one.shown) for one in sentences(own.text)]
    longest = sorted((one for one in told if len(one) >= _LEAST_SENTENCE), key=lambda one: (-len(one), one))[:_LONGEST]
    telling = [one for one in longest if len(one) >= _LEAST_SHARE * len(lasting)]
    return (_key(lasting), *dict.fromkeys(f"{SENTENCE_MARK}{_key(one)}" for one in telling))


def _repeats(line: Sequence[str], told: set[str]) -> bool:
    return len(line) <= _REPEATED_LINE and told.issuperset(line)


def _lasting(text: str) -> list[str]:
    found = (part for part in text.split() if "/" not in part and "@" not in part)
    return [word for part in found for word in words(part) if not any(letter.isdigit() for letter in word)]


def _key(found: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(found).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _content(found: Sequence[str]) -> set[str]:
    """The words that tell one text from another; of scripts without spaces each two signs in a row."""
    signs = {one + other for one, other in pairwise(found) if len(one) == len(other) == 1 and one > "\u0e00" < other}
    return _spaced(found) | signs


def _spaced(found: Iterable[str]) -> set[str]:
    kept = {_bare(word) for word in found if len(word) >= _SPACED_FROM and word not in COMMON}
    return {word for word in kept if len(word) >= _LEAST_LETTERS and not word.isdigit()}


def _bare(word: str) -> str:
    """An Arabic or Hebrew word without the article and the small words in front of it."""
    if word.isascii():
        return word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_LETTERS:
            return word[len(prefix) :]
    return word


def _related(told: set[str], there: set[str], stems: set[str]) -> bool:
    return _enough(sum(word in there or (word[:_STEM] in stems and _inflected(word, there)) for word in told), told)


def _enough(shared: int, told: set[str]) -> bool:
    """Whether a text has so many of the words told that it is about the same."""
    return shared > (_ACCIDENTS if len(told) > _FEW else 0) and shared >= _RELATED * len(told)


def _inflected(word: str, there: set[str]) -> bool:
    return any(_alike(word, other) for other in there if other[:_STEM] == word[:_STEM])


def _alike(word: str, other: str) -> bool:
    shorter, longer = sorted((word, other), key=len)
    common = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    return common >= _STEM and (common >= _STEM_SHARE * len(longer) or common == len(shorter) >= _COMPOUNDED)
