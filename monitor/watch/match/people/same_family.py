"""How an article writes the name of a person whom it names in full, so that the same word is known again, inflected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.watch.languages import russian
from monitor.watch.lexicon import Scan, forms_of
from monitor.watch.match.mentions import Mention
from monitor.watch.text import Reading, Script, Way, bare, fold, is_unspaced

_FORMS = frozenset({Way.EXACT, Way.ENDING, Way.PREFIX})
_BEGINNING = 3
"""Letters by which an inflected form of a word is recognised as worth a look."""


class Surfaces:
    """The family name as it is written in the full names of an article."""

    def __init__(
        self, anchors: Iterable[Mention], scans: Sequence[Scan], family: frozenset[int], others: frozenset[int]
    ) -> None:
        """`family` and `others` are the words of the name in the lexicon."""
        self._others = others
        self._forms: set[str] = set()
        self._beginnings: set[str] = set()
        self._readings: dict[int, Reading] = {}
        self.rows: dict[tuple[str, ...], Mention] = {}
        """Family names of several words of the text that are one of the watchlist (خامنه ای), or signs."""
        self.initials: frozenset[str] = frozenset()
        for anchor in anchors:
            scan = scans[anchor.part]
            for at in range(anchor.first, anchor.last + 1):
                word = scan.words[at]
                self.initials |= {fold(word)[:1]}
                read = [reading for reading in scan.view.readings(at) if reading.token in family]
                if read:
                    self._forms |= _stems(word, scan.memory.habit)
                    self._beginnings.add(fold(word)[:_BEGINNING])
                    self._readings |= {reading.token: reading for reading in read}
            if not self._forms:
                self._learn_as_written(anchor, scan)

    def _learn_as_written(self, anchor: Mention, scan: Scan) -> None:
        """What stands behind the last sign that parts words, or behind the words that are read as other ones."""
        begin = anchor.first
        for at in range(anchor.first, anchor.last):
            joined = scan.cleaned.text[scan.span(at)[1] : scan.span(at + 1)[0]].strip("\u200b")
            read = {reading.token for reading in scan.view.readings(at)}
            if (is_unspaced(scan.words[at]) and joined) or not self._others.isdisjoint(read):
                begin = at + 1
        row = tuple(map(fold, scan.words[begin : anchor.last + 1]))
        if begin > anchor.first and len(row) > 1:
            self.rows[row] = anchor

    def holds(self, word: str, habit: str) -> bool:
        """Whether a word is one of it, whatever case endings and particles either has."""
        return not self._forms.isdisjoint(_stems(word, habit))

    def resembles(self, word: str, habit: str) -> bool:
        """The same for a word that begins alike, which costs less to ask of all words of an article."""
        return word[:1].isupper() and fold(word)[:_BEGINNING] in self._beginnings and self.holds(word, habit)

    def reading(self, token: int) -> Reading | None:
        """How the word of the name was read in the full name."""
        return self._readings.get(token)


def _stems(word: str, habit: str) -> set[str]:
    _, joined, script, forms = forms_of(word, habit)
    found = {form for form, way, _ in forms if way in _FORMS}
    if script is Script.CYRILLIC:
        found.update(russian.heard_stems(joined))
    found.add(bare(fold(word)))
    return found - {""}
