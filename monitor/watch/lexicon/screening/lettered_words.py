"""Which words in an alphabet may be names given in Arabic or Hebrew letters, many at a time: by the consonants of their
forms, and by the letters that these begin and end with there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from monitor.watch.languages import endings, latin, russian, turkish
from monitor.watch.lexicon.screening.key_automaton import KeyAutomaton, settled
from monitor.watch.lexicon.screening.plain_words import Folded
from monitor.watch.sounds import EdgeLetters, apart, limit_of, marked, romanised_lines
from monitor.watch.text import Script

_STEM_LEAST = 4
_LATIN_TAILS = frozenset({"s", "n", "r", "m", "en", "es", *(tail for tail in turkish.SUFFIXES if len(tail) > 1)})
_LONGEST_LATIN, _LONGEST_CYRILLIC = max(map(len, _LATIN_TAILS)), 3
_ORDINAL_LEMMA = "я"
_PLURAL = "s"
_HEARD_BEHIND = "y"
"""Stands for an ending that makes one consonant more be heard, which raises what the comparison allows."""
_ROUNDING = 1e-6
_Name = tuple[EdgeLetters, EdgeLetters, str, Script]
"""With what words begin and end in the letters of a script, and a name in it, folded."""


class LetteredWords:
    """Asks for the names by consonants; `names` are folded, with their script, by their consonants."""

    def __init__(self, names: Mapping[str, Iterable[tuple[str, Script]]]) -> None:
        edges = {
            script: (EdgeLetters(script, backwards=False), EdgeLetters(script, backwards=True))
            for script in (Script.ARABIC, Script.HEBREW)
        }
        found: dict[str, dict[_Name, None]] = defaultdict(dict)
        for key, alike in names.items():
            for folded, script in alike:
                found[settled(key)][(*edges[script], folded, script)] = None
        self._names = {key: tuple(rows) for key, rows in found.items()}
        self._automaton = KeyAutomaton(found)

    def alike(self, folded: Folded, script: Script, habit: str) -> Iterator[str]:
        """Those of words in plain letters of an alphabet that may be a name in a text of a spelling habit."""
        words, forms = folded
        owners, compared = _compared(forms, script, habit)
        lines = romanised_lines("\n".join(compared), script)
        spelled = lines.split("\n")
        found: set[int] = set()
        for number, plural, keys in self._automaton.alike(lines, _PLURAL if script is Script.LATIN else ""):
            owner, source = owners[number], spelled[number] + plural
            if owner not in found and self._fits(source, keys, script):
                found.add(owner)
        yield from (words[number] for number in sorted(found))

    def _fits(self, spelled: str, keys: Iterable[str], script: Script) -> bool:
        """Whether a romanised form may be a name with these consonants."""
        source = marked(spelled)
        whole = script is Script.LATIN
        # Cyrillic stems stand for all forms with a vowel behind them.
        _, limit = limit_of(source if whole else f"{source.rstrip('$')}a{_HEARD_BEHIND}a")
        most = limit + _ROUNDING
        for key in keys:
            for first, last, folded, given in self._names[key]:
                # Most words part at the first or the last letter; nothing is cheaper to know.
                if first.cost(source, folded[0]) > most:
                    continue
                if not whole or (
                    last.cost(source, folded[-1]) <= most and apart(source, folded, given, limit) <= limit
                ):
                    return True
        return False


def _compared(forms: list[str], script: Script, habit: str) -> tuple[list[int], list[str]]:
    """Folded words in plain letters of an alphabet and what each may be a form of, and the number of the word of each.

    All that `word_forms.variants` makes up to articles, and some more; plurals apart, and of Cyrillic forms that differ
    in the vowels behind their stem one stands for all, for vowels have no key.
    """
    owners, found = list(range(len(forms))), list(forms)
    cyrillic = script is Script.CYRILLIC
    of_script = _in_cyrillic if cyrillic else _in_latin
    inflecting = cyrillic or habit in endings.languages()
    for owner, form in enumerate(forms):
        more = of_script(form)
        if inflecting:
            more += endings.forms(form, habit, cyrillic=cyrillic)
        if more:
            found += more
            owners += [owner] * len(more)
    return owners, found


def _in_latin(word: str) -> list[str]:
    longest = min(_LONGEST_LATIN, len(word) - _STEM_LEAST)
    found = [word[:-cut] for cut in range(1, longest + 1) if word[-cut:] in _LATIN_TAILS]
    if word[-1] == "e":
        found.append(word + "n")
    if word[0] in "aeu":
        found += [rest for rest, _, _ in latin.without_article(word)]
    return found


def _in_cyrillic(word: str) -> list[str]:
    longest = min(_LONGEST_CYRILLIC, len(word) - 1)
    found = [word[:-cut] for cut in range(1, longest + 1) if word[-cut:] in russian.ENDINGS]
    return [*found, _ORDINAL_LEMMA] if word in russian.ORDINAL_ENDINGS else found
