"""What words of texts may be that are compared only beside a word that may be the next of the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from monitor.watch.lexicon.screening.plain_words import plain_words
from monitor.watch.lexicon.screening.sieves_abjad import ARABIC, HEBREW, Abjad, parted
from monitor.watch.lexicon.word_forms import forms_of
from monitor.watch.sounds import Crossing, letter_key, letter_keys
from monitor.watch.text import Way, script_of

_SCRIPTS = frozenset({ARABIC.script, HEBREW.script})


class Deferred:
    """Asks the index, for many words at once; made for one lexicon after it is complete."""

    def __init__(self, crossing: Crossing) -> None:
        self._crossing = crossing

    def perhaps(self, words: Iterable[str], habit: str) -> Mapping[str, set[int]]:
        """The words of names that each of `words` may be; those that may be none are left out."""
        if not self._crossing.deferred_keys:
            return {}
        found: dict[str, set[int]] = {}
        plain, rest = plain_words(words)
        for abjad in (ARABIC, HEBREW):
            written, folded = plain[abjad.script]
            if written:
                perhaps = self._plainly(folded, abjad)
                found.update(
                    (word, perhaps[form]) for word, form in zip(written, folded, strict=True) if form in perhaps
                )
        for word in (word for word in rest if script_of(word) in _SCRIPTS):
            _, _, script, forms = forms_of(word, habit)
            if script in _SCRIPTS:
                for form, way, _ in forms:
                    if way <= Way.ARTICLE or way is Way.PREFIX_SHORT:
                        found.setdefault(word, set()).update(self._crossing.perhaps(form, letter_key(form), script))
        return found

    def _plainly(self, folded: Sequence[str], abjad: Abjad) -> Mapping[str, set[int]]:
        """The same for folded words in plain letters of a script."""
        found: dict[str, set[int]] = defaultdict(set)
        keys, perhaps = self._crossing.deferred_keys, self._crossing.perhaps
        script, article = abjad.script, abjad.article
        front = letter_key(article)
        cores, owners = parted(folded, abjad)
        for core, owner, key in zip(cores, owners, letter_keys(cores, script), strict=True):
            # The article's one consonant or none; another like it behind it would count once.
            joined = key if key.startswith(front) else front + key
            if key in keys:
                found[owner].update(perhaps(core, key, script))
            if joined in keys:
                found[owner].update(perhaps(article + core, joined, script))
        return found
