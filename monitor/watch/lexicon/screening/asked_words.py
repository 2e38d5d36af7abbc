"""The words of a text as everything is asked about them: folded, and behind the particles that may be joined to them,
once for all questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.watch.lexicon.screening.plain_words import Folded, plain_words
from monitor.watch.lexicon.screening.sieves_abjad import Abjad, Cores
from monitor.watch.text import Script


class AskedWords:
    """Words of one text or more."""

    def __init__(self, words: Iterable[str]) -> None:
        self.plain, self.rest = plain_words(words)
        self._cores: dict[Script, Cores] = {}

    def written(self, script: Script) -> Sequence[str]:
        """Those that hold nothing but plain letters of a script."""
        return self.plain[script][0]

    def folded(self, script: Script) -> Folded:
        """The same with their folded forms, in lists of their own."""
        words, forms = self.plain[script]
        return list(words), list(forms)

    def cores(self, abjad: Abjad) -> Cores:
        """What those of an abjad, of which there is one at least, may be behind particles."""
        known = self._cores.get(abjad.script)
        if known is None:
            known = self._cores[abjad.script] = Cores(self.plain[abjad.script][1], abjad)
        return known
