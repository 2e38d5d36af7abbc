"""Endings of names in languages that nobody wrote rules for: any short tail that is shaped like an ending.

What follows a name in a language with cases is one to six letters, never many consonants in a row (-lla, -pi, -нче);
what makes another name of it (-land, -ski, -град) is one of few. A tail proves little, so a name of one word is met so
only if it is rare (`monitor.watch.match.judged_endings`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.watch.text import Script, Variant, Way, listed, script_of

HABIT = "mul"
"""The spelling habit of a text in a language without rules: the code for several (ISO 639-2)."""
_WITHOUT = frozenset(
    listed(
        "ar arc he yi hi bho mai pa dv bo dz ti "
        "en fr de es it pt ca gl oc ast co wa br ht lb li fy af nl sv da nb no nn id ms jv su tl fil ceb ilo war vi "
        "haw mi sm to mg ha yo ig ak ee ff wo bm sg ln lg ny sn st nso tn rw rn zh ja ko th lo my km cy ga gd gv kw"
    )
)
"""Languages in which other words say what a name stands in, those with rules of their own in other modules before."""
_LEAST, _LONGEST = 4, 6
_CONSONANT, _VOWEL = "[bcdfghjklmnpqrstvwxz]", "[aeiouy]"
_CYRILLIC_VOWEL = "[аеиоуыэюяіїєөүәӕӑӗӱӥ]"
_CYRILLIC_CONSONANT = _CYRILLIC_VOWEL.replace("[", "[^")
_SHAPES = {
    Script.LATIN: re.compile(f"(?:{_CONSONANT}{{0,2}}{_VOWEL}{{1,2}}){{0,3}}{_CONSONANT}{{0,2}}"),
    Script.CYRILLIC: re.compile(
        f"(?:{_CYRILLIC_CONSONANT}{{0,2}}{_CYRILLIC_VOWEL}{{1,2}}){{0,3}}{_CYRILLIC_CONSONANT}?"
    ),
}
_BEGIN_OTHER_NAMES = tuple(
    listed(
        "sk ck land stan burg grad gorod vill town field ford shir wood mann berg heim dorf stein stad haus bank tech "
        "soft mart abad ology ovic evic enko ск цк град бург стан поль полис ович евич овна евна енко щин чан изм"
    )
)
_OTHER_NAMES = frozenset(
    listed(
        "ton son sen sson ssen ova vic vich ian ians yan ia ias iana ana ano anos ani ism ist ists ite ites ham man "
        "men hof bus pur poli ing ed ish ese er ers or ors gate ius ium us um ez ina ine ino ini inho ito ita etta "
        "ette etti ello ella elli elle ie otti uk ов ова ев ева ин ина ян ец цы ия ист исты"
    )
)
"""Tails that make another name, or the word for who comes from there."""


def has_endings(language: str) -> bool:
    """Whether names may have endings in a language (primary code) that has no rules of its own."""
    return language not in _WITHOUT


def variants(word: str) -> Iterator[Variant]:
    """What a folded word may be without an ending of its language."""
    shape = _SHAPES.get(script_of(word))
    if shape is None:
        return
    for cut in range(1, min(_LONGEST, len(word) - _LEAST) + 1):
        tail = word[-cut:]
        if shape.fullmatch(tail) and tail not in _OTHER_NAMES and not tail.startswith(_BEGIN_OTHER_NAMES):
            yield Variant(word[:-cut], Way.ENDING, tail)
