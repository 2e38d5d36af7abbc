"""How newsrooms write the sounds of a Latin spelling in Arabic, Persian and Hebrew letters, and what each habit costs.

A row holds a group of Latin letters and the ways to write it, the usual way first: `letters=cost`, `-` for nothing. `^`
stands for the beginning of a word before a vowel and `$` for its end behind one. Costs are on the scale of
`phonetic_key.distance`: 0 is what everyone writes, .3 a rare habit, more than 1 another word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.watch.text import Script

Spelling = tuple[str, float]
"""Letters of the other script, and what writing them costs."""
Step = tuple[int, str, float]
"""One letter group of a romanised word: how many letters it has, how it is written, at what cost."""

_ARABIC = """
^a ا=0 ع=.1 عا=.1
^e ا=.05 اي=.05 ع=.2 اا=.2
^i ا=.05 اي=0 ع=.1 عي=.05 ي=.3
^o او=0 ا=.15 عو=.1 ع=.2
^u او=0 ا=.1 ع=.1 و=.3
^ou او=0 و=.1 ا=.2
^ai اي=0 ا=.3 عي=.1
^ei اي=0 ا=.3
^ay اي=0 عي=.1
^ey اي=0
^au او=0 ا=.1
^aw او=0 عو=.1
^eu او=0 ا=.3 يو=.1
^y ي=0 اي=.1
^amr عمرو=0
^omar عمر=0
^adil عادل=0
^asim عاصم=0
^imed عماد=0
^eisa$ عيسى=0 عيسي=0
^essa$ عيسى=0 عيسي=0
^issa$ عيسى=0 عيسي=0
^amir عامر=.05
^atia$ عطيه=0
^oudai$ عدي=0
^aicha$ عايشه=0
^araghchi$ عراقجي=0
^ez عز=0
taha$ طه=0
moaz معاذ=0
muath معاذ=0
geagea$ جعجع=0
mb مب=0 نب=.05
a ا=0 -=.12 ع=.1 عا=.1 ي=.5 ه=.4
e -=.08 ي=.08 ا=.3 ع=.2 ه=.3
i ي=0 -=.2 ا=.4 ع=.2 اي=.2
o و=0 -=.25 ا=.3
u و=0 -=.2 ا=.35 ع=.3
y ي=0 -=.2 و=.4
ee ي=0 -=.3 عي=.1
oo و=0 -=.3 عو=.1
aa ا=0 عا=0 ع=.1 -=.3
ae ا=.05 ي=0 اي=0 اعي=.05 عي=.1
ao او=0 و=.1 عو=.05 -=.3
ou و=0 -=.25 او=.2 عو=.05
ow و=0 او=.05 وف=.1 اف=.3
au و=0 او=0 ا=.2 -=.3 عو=0
aou عو=0 او=0 وو=0
iy ي=0
iya يا=0 ا=.3
iye ي=0 يي=0 يه=.1
aw و=0 او=0 ا=.3
ai ي=0 اي=0 ا=.3 اعي=0 عي=.05
ay ي=0 اي=0 ا=.3 اعي=.05 عي=.1
ei ي=0 اي=0 -=.3 عي=.1
ey ي=0 اي=.1 -=.3
oi و=.3 وا=.1 واي=.1 وي=0
oe و=.1 وي=.1
eau و=0
eu و=.1 يو=0 -=.4
ui ي=.1 وي=0
ie ي=0 يه=.1
ia يا=0 ا=.4
ya يا=0 ي=.2
yu يو=0
yo يو=0 ي=.3
a$ ا=0 ه=0 ي=.4 -=.6 اه=0 ع=.1 اع=.1 ى=0 ی=.05
e$ ه=0 ي=.05 -=.25 ا=.2 يه=.1 ى=.05 ع=.15
i$ ي=0 ا=.5 -=.7 يي=0 يع=.1 ع=.2
o$ و=0 -=.7 ا=.5 وع=.1
u$ و=0 -=.7 وع=.1
y$ ي=0 -=.7 يع=.1 ع=.2
ia$ يا=0 يه=0 ه=.4 يى=0 یی=.1
ya$ يا=0 يه=0 يى=0 یی=.1
ah$ ه=0 ا=0 اح=.2
eh$ ه=0
ier$ يه=0 ير=0
ez$ ز=0 يز=0 س=.2 يس=.1
b ب=0 پ=.4
bh ب=0 به=.1
c ك=0 ق=.1 س=.15 تس=.15 چ=.3 تش=.3 ث=.3
ch تش=0 چ=0 ش=.1 خ=.15 ك=.3 تس=.5
chae ك=.05 كاي=0 كي=0 خاي=.05 شاي=.2
ck ك=0 ق=.1
cz تش=0 چ=0
d د=0 ض=.05 ط=.4
dh ذ=0 ض=.05 د=.1 ظ=.1 ده=.1 ز=.3
dj ج=0 دج=.1 ژ=.3
f ف=0
ff ف=0
g غ=0 ج=0 گ=0 ك=.15 ق=.1 خ=.5
gh غ=0 ق=.15 گ=.2 ج=.2 خ=.5
gu غ=.05 ج=.05 گ=.05 غو=0 جو=0 گو=0
h ه=0 ح=0 -=.3 خ=.2
j ج=0 ژ=.05 خ=.2 ي=.2 گ=.5
k ك=0 ق=.1 گ=.4
kh خ=0 ك=.3 ح=.3 ق=.4
hh خ=0 ح=0 ه=.05 -=.4
l ل=0
lh لي=0 ل=.1
ll ل=0 ي=.2
m م=0
n ن=0 م=.4
ng نغ=0 نج=0 نگ=0 نك=.1 نق=.1 ن=.2
ny ني=0 ن=.2
p ب=0 پ=0 ف=.5
ph ف=0
q ق=0 ك=.1 گ=.3 تش=.2 چ=.1 غ=.3
qu ك=0 كو=0 ق=.1 قو=.1
r ر=0
s س=0 ص=.05 ث=.15 ز=.25 ش=.5
^st ست=0 است=0
^sp سب=0 اسپ=0 سپ=0 اسب=.1
^sk سك=0 اسك=0
sch ش=0 سك=.2
sh ش=0 س=.5 سه=.3
shch شتش=0 ش=.1
t ت=0 ط=.03 د=.6
tch تش=0 چ=0
th ث=0 ت=.1 ذ=.2 ته=.1 ط=.2 س=.3
ts تس=0 س=.3 ص=.3
tz تس=0 تز=0 ز=.2
v ف=0 و=0 ب=.3
w و=0 ف=.3
wh و=0
x كس=0 ش=.2 خ=.3 ز=.4 گز=.1 س=.3
z ز=0 ذ=.1 ظ=.1 ض=.1 س=.25 تس=.3
zh ژ=0 ج=.05 ز=.2 ش=.3
dz دز=0 دس=.3 ز=.2
"""
_HEBREW = """
^a א=0 ע=.1 ה=.5
^e א=0 אי=.05 ע=.1
^i אי=0 א=.1 עי=.05 ע=.1 י=.2
^o או=0 ו=.2 א=.2 עו=.1
^u או=0 א=.2 עו=.1
^ou או=0 ו=.1 א=.3
^ai אי=0 עי=.1
^ei אי=0 א=.1
^ay אי=0 עי=.1
^ey אי=0
^au או=0
^aw או=0 עו=.1
^eu או=.1 יו=0 אי=.2
^y י=0 אי=.1
a א=.03 -=.05 ע=.1 ה=.2 אה=.1 י=.5
e -=.05 א=.1 י=.12 ע=.1 ה=.2
i י=0 -=.2 אי=0 עי=.1
o ו=0 -=.25 או=0 א=.3
u ו=0 -=.25 או=0 עו=.1 א=.3
y י=0 -=.2
ee י=0 -=.3
oo ו=0 -=.3
aa א=0 -=.1 עא=0 ע=0 אא=0
ou ו=0 -=.3 או=.1
ow ו=0 או=0 וב=.1
au או=0 ו=.1 א=.3
iy י=0
iya יה=0 יא=0
iye י=0 יה=.1
aw או=0 ו=.1 אוו=.1
ai י=0 אי=0
ay י=0 אי=0
ei י=0 אי=0 -=.2
ey י=0 אי=0
oi וי=0 ו=.3 ואה=.1
oe ו=.1 ואה=.2
eau ו=0
eu ו=.1 יו=0 -=.4
ui וי=0 י=.1 ואי=0
ie י=0 יה=.1 יי=0
ia יה=0 יא=0
ya יא=0 י=.05 יה=.1
yu יו=0
yo יו=0
a$ ה=0 א=0 -=.5 ע=.1
e$ ה=0 י=.1 -=.18 א=.2
i$ י=0 -=.7 אי=0
o$ ו=0 -=.7 או=0
u$ ו=0 -=.7 או=0
y$ י=0 -=.7
ia$ יה=0 יא=0
ya$ יה=0 יא=0
ah$ ה=0 א=0
eh$ ה=0
ier$ יה=0 ייר=0 יר=0
b ב=0
bh ב=0
c ק=0 ס=.15 צ=.1 כ=.1 ש=.5
ch צ=0 ש=.18 ח=.15 כ=.2 ק=.3 טש=.1
ck ק=0
cz צ=0
d ד=0
dh ד=0
dj ג=0 דג=.1
f פ=0
ff פ=0
g ג=0 ק=.4 ח=.4
gh ג=0 ע=.3 ר=.4
gu ג=.05 גו=0 גוו=0
h ה=0 ח=0 -=.3
j ג=0 ז=.05 ח=.2 י=.2 ה=.3
k ק=0 כ=.05
kh ח=0 כ=.05 ק=.3
hh ח=0 ה=.05 כ=.1 -=.4
l ל=0
lh לי=0 ל=.1
ll ל=0 י=.2
lle$ ל=.05 לה=0
ois ואה=.1
cques ק=.05
ce$ ס=.05 סה=.1 צה=.1
m מ=0
n נ=0 מ=.4
ng נג=0 נ=.15
ny ני=0 נ=.2
p פ=0
ph פ=0 ב=.2
q ק=0 כ=.1 צ=.2
qu ק=0 קו=0 קוו=0
r ר=0
s ס=0 צ=.2 ש=.1 ז=.25
sch ש=0 סכ=.2
sh ש=0 ס=.5
shch שצ=0
t ט=0 ת=.05
tch צ=0 טש=.1
th ת=0 ט=.1 ד=.3 טה=.2
ts צ=0 טס=0
tz צ=0 ץ=0 טז=.2
v ו=0 ב=0 פ=.2
w ו=0 ב=.2
wh ו=0
x קס=0 כס=0 ש=.2 ח=.3 ג=.3 גז=.1 ס=.3
z ז=0 צ=.3 ס=.25
zh ז=0
dz דז=0 ז=.2
"""
INSERTED: dict[Script, dict[str, float]] = {
    Script.ARABIC: {"ا": 0.4, "و": 0.5, "ي": 0.3, "ع": 0.2, "ه": 0.4},
    Script.HEBREW: {"א": 0.2, "ו": 0.5, "י": 0.25, "ע": 0.25, "ה": 0.3},
}
"""What a letter costs that no sound of the Latin spelling asks for."""

_CLASSES = {
    **dict.fromkeys("بپفבפ", "b"),
    **dict.fromkeys("تطטת", "t"),
    **dict.fromkeys("دضד", "d"),
    **dict.fromkeys("زذظژسصثشچזסצש", "s"),
    **dict.fromkeys("جكقغگخגכק", "k"),
    **dict.fromkeys("لל", "l"),
    **dict.fromkeys("مמ", "m"),
    **dict.fromkeys("نנ", "n"),
    **dict.fromkeys("رר", "r"),
}
CLASSES = frozenset(_CLASSES.values())
"""The classes of consonants."""
_CLASS_OF = {letter: _CLASSES.get(chr(letter)) for letter in (*range(0x5D0, 0x5EB), *range(0x620, 0x6D4))}
_ONE_BYTE = {Script.ARABIC: "cp1256", Script.HEBREW: "cp1255"}
"""They hold all letters of those scripts that have a class."""


def _kinds_of(codec: str) -> tuple[bytes, bytes]:
    """The class of the consonant that each byte stands for, and the bytes that stand for none."""
    kinds = {"\n": "\n", **_CLASSES}
    found = [kinds.get(bytes([code]).decode(codec, "ignore"), "") for code in range(256)]
    silent = bytes(code for code, kind in enumerate(found) if not kind)
    return "".join(kind or " " for kind in found).encode("ascii"), silent


_KINDS_OF = {script: _kinds_of(codec) for script, codec in _ONE_BYTE.items()}
GROUP_CLASSES = {
    **dict.fromkeys(("b", "p", "f"), ("b",)),
    **dict.fromkeys(("v", "w"), ("", "b")),
    **dict.fromkeys(("s", "sh", "sch", "shch", "ts", "tz", "tch", "cz"), ("s",)),
    **dict.fromkeys(("k", "g", "gh", "q"), ("k",)),
    **dict.fromkeys("tdlmnr", ()),
    "th": ("t", "s"),
    "dh": ("d", "s"),
    "dz": ("s", "ds"),
    "dj": ("k", "s", "dk"),
    "z": ("s", "d"),
    "zh": ("s", "k"),
    "ier$": ("r", ""),
    "c": ("k", "s"),
    "ch": ("s", "k", ""),
    "kh": ("k", ""),
    "hh": ("k", ""),
    "j": ("k", "s", ""),
    "x": ("ks", "s", "k"),
    "ng": ("nk", "n"),
    "mb": ("mb", "nb"),
}
"""The classes of consonants that a group of Latin letters may become in either script; its own if none is given."""
_GROUP = re.compile("|".join(re.escape(group) for group in sorted(GROUP_CLASSES, key=len, reverse=True)))
_MANY_WAYS = re.compile(r"[vwzcjx]|[tdkh]h|dj|ng|mb|ier\$")
"""Groups that may become one class or another; all others are told letter by letter, and h beside one says nothing."""
_ONE_WAY = {
    letter: (GROUP_CLASSES[chr(letter)] or (chr(letter),))[0] if chr(letter) in GROUP_CLASSES else None
    for letter in range(128)
}
_MOST_KEYS = 64
"""Keys of a word from which on a further group adds no ways."""


def letter_key(word: str) -> str:
    """The classes of the consonants of a folded Arabic, Persian or Hebrew word; doubled ones count once."""
    return plain_key(word.translate(_CLASS_OF))


def consonants_written(word: str) -> str:
    """The classes of all consonants of a folded word in those letters, doubled ones twice."""
    return word.translate(_CLASS_OF)


def letter_keys(words: Sequence[str], script: Script) -> list[str]:
    """The `letter_key` of each of many folded words in the letters of one script, in one pass over all of them."""
    return plain_key(many_consonants("\n".join(words), script)).split("\n") if words else []


def many_consonants(text: str, script: Script) -> str:
    """The `consonants_written` of lines of folded words in the letters of one script, line by line.

    A table of bytes takes a tenth of the time that one of letters takes.
    """
    kinds, silent = _KINDS_OF[script]
    return text.encode(_ONE_BYTE[script], "ignore").translate(kinds, silent).decode("ascii")


def latin_keys(word: str) -> set[str]:
    """What `letter_key` may give for a romanised word in those letters."""
    if _MANY_WAYS.search(word) is None:
        return {plain_key(word.replace("ts", "s").translate(_ONE_WAY))}
    found = {""}
    for group in _GROUP.findall(word):
        classes = GROUP_CLASSES[group] or (group,)
        # Of too many ways the likeliest is taken: a key without a consonant would be met by nothing.
        found = {key + way for key in found for way in (classes if len(found) < _MOST_KEYS else classes[:1])}
    return {plain_key(key) for key in found}


_DOUBLED = re.compile(r"(.)(?=\1)")


def plain_key(key: str) -> str:
    """`t` before a sibilant is part of it; doubled consonants are one."""
    return _DOUBLED.sub("", key.replace("ts", "s"))


def _rows(table: str) -> dict[str, tuple[Spelling, ...]]:
    found = {}
    for row in table.split("\n"):
        if row:
            group, *ways = row.split()
            found[group] = tuple(_way(way) for way in ways)
    for group in [g for g in found if len(g) > 1 and g.isalpha() and g[-1] in "aeiouy"]:
        found.setdefault(group + "$", found[group])
    return found


def _way(text: str) -> Spelling:
    letters, _, cost = text.partition("=")
    return ("" if letters == "-" else letters), float(cost)


FINAL_YA = "ىی"
"""The last letters of words that folding takes for ي: Arabic writes a final a with the first, Persian a final a and
a final i with the second (مصطفى, مرتضی). Egyptian newsrooms write the first for ي."""
_FINAL_YA_COSTS = (("ى", 0.1), ("ی", 0.0))


def _with_final_ya(rows: dict[str, tuple[Spelling, ...]]) -> dict[str, tuple[Spelling, ...]]:
    """What is written with ي at the end of a word, written with the letters that stand for it there."""
    found = {}
    for group, ways in rows.items():
        more = [] if not group.endswith("$") else [way for way in ways if way[0].endswith("ي")]
        known = {letters for letters, _ in ways}
        finals = [(way[:-1] + last, cost + habit) for way, cost in more for last, habit in _FINAL_YA_COSTS]
        found[group] = (*ways, *(final for final in finals if final[0] not in known))
    return found


SPELLINGS: dict[Script, dict[str, tuple[Spelling, ...]]] = {
    Script.ARABIC: _with_final_ya(_rows(_ARABIC)),
    Script.HEBREW: _rows(_HEBREW),
}
LONGEST_GROUP = max(len(group) for rows in SPELLINGS.values() for group in rows)
BACKWARDS: dict[Script, dict[str, tuple[Spelling, ...]]] = {
    script: {group[::-1]: tuple((letters[::-1], cost) for letters, cost in ways) for group, ways in rows.items()}
    for script, rows in SPELLINGS.items()
}
"""The same for words that are read from their end."""
