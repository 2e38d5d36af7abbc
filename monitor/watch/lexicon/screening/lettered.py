"""Words of texts that can be nothing but words of names given in Arabic or Hebrew letters, many at a time.

Names of one or two consonants are met by the consonants of thousands of words. Whoever knows that a word is asked for
by these alone need not look for it as anything else, which is most of what reading it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from monitor.watch.lexicon.word_forms import LONGEST_WORD, forms_of, surest
from monitor.watch.text import Reading, look_alike

if TYPE_CHECKING:
    from monitor.watch.lexicon.lexicon import Lexicon


def read_lettered(lexicon: Lexicon, words: Iterable[str], habit: str) -> dict[str, tuple[Reading, ...]]:
    """As `Lexicon.read_all`, for words that stand under `Heads.lettered` and under no other head that is needed."""
    return {word: readings for word in words if (readings := surest(_readings(lexicon, word, habit)))}


def _readings(lexicon: Lexicon, word: str, habit: str) -> Iterator[Reading]:
    if len(word) > LONGEST_WORD:
        return
    for written in filter(None, (word, look_alike(word))):
        surface, _, script, forms = forms_of(written, habit)
        yield from lexicon.crossing.readings(surface, forms, script)
