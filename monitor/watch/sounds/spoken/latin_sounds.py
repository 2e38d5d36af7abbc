"""How Latin spellings of many languages sound, and how scripts that are read sign by sign write those sounds.

A sound is one sign: p b t d k g f v w h s z l r m n y as in English, `S` sh, `Z` zh, `C` ch, `J` j, `T` th, `x` kh,
`c` ts, `N` ng, and the vowels. `1 2 3 4 5` are a e i o u that a script writes where it has no bare consonant (Korean
트, Japanese ト); `E` and `A` are the Korean ㅓ and ㅐ, `R` is the Chinese 尔; `6 7 8 9 0` are mp, nt, nk, nd, mb. A row
holds letters and their sounds with what each costs, `-` for none. `$` stands for the end of a word behind a vowel, `.`
for any end; capitals are letters in a place: `C` and `G` before e, i and y, `R`, `L`, `M`, `N` where no vowel follows,
`I` for the l of the Korean Lee.

Sources: the rules by which news agencies and institutes write foreign names (Korean 외래어 표기법, Japanese cabinet
notice of 1991 on foreign words, Xinhua's tables of English, French, German, Spanish and Russian names; ALA-LC and
BGN/PCGN for alphabets), read as correspondences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product

from monitor.watch.sounds.spoken.ethiopic_sounds import EXTRA_ETHIOPIC, WRITTEN_ETHIOPIC
from monitor.watch.sounds.spoken.han_signs import KINDS_OF_PLACES
from monitor.watch.sounds.spoken.sound_tables import EXTRA, SPELLED, WRITTEN
from monitor.watch.sounds.spoken.thai_signs import EXTRA_THAI, WRITTEN_THAI

_BY_SYLLABLES = frozenset({"Korean", "Japanese", "Chinese"})
_WRITTEN = {**WRITTEN, "Thai": WRITTEN_THAI, "Lao": WRITTEN_THAI, "Ethiopic": WRITTEN_ETHIOPIC}
_EXTRA = {**EXTRA, "Thai": EXTRA_THAI, "Lao": EXTRA_THAI, "Ethiopic": EXTRA_ETHIOPIC}
_DEAREST = 0.5
"""What costs more alone is no way to write a sound."""
_PLACES = (
    (re.compile("^(?:l|rh)(?=ee)"), "I"),
    (re.compile("c(?=[eiy])"), "C"),
    (re.compile("g(?=[eiy])"), "G"),
    (re.compile(r"r(?![aeiouy])(?!$)|r$"), "R"),
    (re.compile(r"l(?![aeiouyl])"), "L"),
    (re.compile(r"(?<!^)m(?![aeiouyb])"), "M"),
    (re.compile(r"(?<!^)n(?![aeiouygn])"), "N"),
)


def placed(source: str) -> str:
    """A romanised word with its letters in capitals where their place says how they sound, and its end marked."""
    source = source.removeprefix("^")
    for sign, letter in _PLACES:
        source = sign.sub(letter, source)
    return source + "."


def is_plain(script: str) -> bool:
    """Whether a script spells letter by letter, with a sign for each consonant."""
    return script not in _BY_SYLLABLES


def apart(source: str, heard: str, script: str, limit: float) -> float:
    """The sum of habits that separate a `placed` word from what a word of `script` sounds like; some number above
    `limit` if that is exceeded.

    The cheapest way through both, as in an edit distance; most words part from each other after two or three sounds.
    """
    rows, extra = _rows(script), _EXTRA.get(script, _EXTRA[""])
    size, over = len(heard), limit + 1.0
    reached: list[dict[int, float]] = [{} for _ in range(len(source) + 1)]
    reached[0][0] = 0.0
    for at, groups in enumerate(_groups(source)):
        row = reached[at]
        if not row:
            continue
        _write_more(row, heard, extra, limit)
        steps = [(reached[end], *rows[letters]) for end, letters in groups]
        for done, cost in row.items():
            sign = heard[done : done + 1]
            for beyond, ways, silent in steps:
                for written, more in ways.get(sign, silent):
                    total = cost + more
                    if total <= limit:
                        behind = done + len(written)
                        if total < beyond.get(behind, over) and heard.startswith(written, done):
                            beyond[behind] = total
    return reached[-1].get(size, over)


def _write_more(row: dict[int, float], heard: str, extra: Mapping[str, float], limit: float) -> None:
    """Let sounds be heard that no letter asks for."""
    for done in range(min(row), len(heard)):
        if (cost := row.get(done)) is not None and (more := extra.get(heard[done])) is not None:
            total = cost + more
            if total <= limit and total < row.get(done + 1, limit + 1.0):
                row[done + 1] = total


def _ends(source: str, at: int) -> range:
    return range(at + 1, min(at + _LONGEST, len(source)) + 1)


@lru_cache(maxsize=4_096)
def _groups(source: str) -> tuple[tuple[tuple[int, str], ...], ...]:
    """For each position of a `placed` word where the groups end that begin there, and what they are."""
    return tuple(
        tuple((end, source[at:end]) for end in _ends(source, at) if source[at:end] in _KNOWN)
        for at in range(len(source))
    )


_Signs = tuple[tuple[str, float], ...]
_Ways = tuple[Mapping[str, _Signs], _Signs]
"""By the first sound the sounds that letters may stand for, and what each costs; and that they are silent."""


@cache
def _rows(script: str) -> dict[str, _Ways]:
    written = dict(_table(_WRITTEN.get(script, _WRITTEN[""])))
    found: dict[str, _Ways] = {mark: ({}, (("", 0.0),)) for mark in _MARKS}
    found |= {sign: ({sign: ((sign, 0.0),)}, ()) for sign in KINDS_OF_PLACES}
    for letters, ways in _table(SPELLED):
        cheapest: dict[str, float] = {}
        for sounds, cost in ways:
            for chosen in product(*(written.get(sound, ((sound, 0.0),)) for sound in sounds)):
                total = cost + sum(each for _, each in chosen)
                signs = "".join(sign for sign, _ in chosen)
                if total <= min(_DEAREST, cheapest.get(signs, _DEAREST)):
                    cheapest[signs] = total
        first: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for signs, total in cheapest.items():
            first[signs[:1]].append((signs, total))
        silent = tuple(first.pop("", ()))
        found[letters] = {sign: (*begun, *silent) for sign, begun in first.items()}, silent
    return found


def _table(rows: str) -> list[tuple[str, tuple[tuple[str, float], ...]]]:
    found = []
    for row in rows.strip().splitlines():
        letters, *ways = row.split()
        found.append((letters, tuple(map(_way, ways))))
    return found


def _way(text: str) -> tuple[str, float]:
    sounds, _, cost = text.partition("=")
    return ("" if sounds == "-" else sounds), float(cost)


_MARKS = "$."
_KNOWN = frozenset(letters for letters, _ in _table(SPELLED)).union(_MARKS, KINDS_OF_PLACES)
_LONGEST = max(map(len, _KNOWN))
