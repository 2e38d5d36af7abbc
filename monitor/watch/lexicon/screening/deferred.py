"""What words of texts may be that are compared only beside a word that may be the next of the same name."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.watch.lexicon.screening.asked_words import AskedWords
from monitor.watch.lexicon.screening.sieves_abjad import ARABIC, HEBREW
from monitor.watch.lexicon.word_forms import forms_of
from monitor.watch.sounds import Crossing, Forms
from monitor.watch.text import Way, script_of

_SCRIPTS = frozenset({ARABIC.script, HEBREW.script})


class Deferred:
    """Asks the index, for many words at once; made for one lexicon after it is complete."""

    def __init__(self, crossing: Crossing) -> None:
        self._crossing = crossing

    def perhaps(self, asked: AskedWords, habit: str) -> Mapping[str, bytes]:
        """The words of names that each word may be, as `row_of` keeps them; those that may be none apart."""
        if not self._crossing.deferred_keys:
            return {}
        found: dict[str, bytes] = {}
        for abjad in (ARABIC, HEBREW):
            if written := asked.written(abjad.script):
                cores = asked.cores(abjad)
                perhaps = self._crossing.perhaps(cores.forms, cores.owners)
                found.update((written[owner], tokens) for owner, tokens in perhaps.items())
        for word in (word for word in asked.rest if script_of(word) in _SCRIPTS):
            _, _, script, forms = forms_of(word, habit)
            if script in _SCRIPTS:
                compared = [form for form, way, _ in forms if way <= Way.ARTICLE or way is Way.PREFIX_SHORT]
                perhaps = self._crossing.perhaps(Forms(compared, script, ""), [0] * len(compared))
                if perhaps:
                    found[word] = perhaps[0]
        return found
