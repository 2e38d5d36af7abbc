"""How the names of one person are written from Russian, Ukrainian and Belarusian: Sergey, Serhii and Siarhei.

Passports and newsrooms romanise the language a name is taken from, and a person of three languages has three given
names and three patronymics. The correspondences are regular (Belarusian dz and ts before soft vowels are Russian d and
t, w behind a vowel is v, h is g), but for the given names that history parted; those are a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.watch.sounds.transliteration import romanised

_GLIDE = re.compile("(?:^|(?<=[аеёиоуыэюяьъ]))е")
_WOMAN = re.compile("[иь]я$")
_GIVEN = tuple(
    tuple(tuple(cell.split("/")) for cell in row.split())
    for row in """
nikola/nikolay mykola/mykolay mikala/mikalay
vladimir volodymyr uladzimir
aleksand/alexand oleksand aliaksand
alekse/alexe oleksi aliakse
serge serhi siarhe
dmitr dmytr dzmitr
evgen/yevgen yevhen/ievhen yauhen/iauhen
mikhail mykhail/mykhayl mikhail/mihail
pavel/pavl pavl pavel
petr/pyotr petr piatr/piotr
grigor hryhor ryhor
konstantin kostiantyn kanstantsin
oleg oleh aleh
igor ihor ihar
elena/yelena olena alena
olga olha volha
nikita mykyta mikita
ekaterina/yekaterina kateryna katsiaryna
tatian/tatyan tetian/tetyan tatsian
svetlan svitlan sviatlan
anastas anastas anastas
viktor viktor viktar
vasil vasyl vasil
artem/artyom artem artsiom
maksim/maxim maksym maksim
denis denys dzianis
gennad hennad/henad genadz/henadz
vyacheslav/viacheslav viacheslav viachaslau
vladislav vladyslav uladzislau
stanislav stanislav stanislau
leonid leonid leanid
stepan stepan stsiapan
timofe tymof tsimafe
fedor/fyodor fedir/fedor fiodar
roman roman raman
matve matvi matsve
lidi lidi lidzi
lyudmil/ludmil liudmyl liudmil
galina halyna halina
irina iryna iryna
oksana oksana aksana
kirill kyryl kiryl
german herman herman
yakov yakiv yakau
""".strip().splitlines()
)
"""Stems as a word begins, so that patronymics follow them: Russian, Ukrainian, Belarusian."""


def _others() -> dict[str, tuple[str, ...]]:
    """By stem, what it is in the other languages."""
    found: dict[str, dict[str, None]] = {}
    for row in _GIVEN:
        for stem in (stem for cell in row for stem in cell):
            found.setdefault(stem, {}).update(dict.fromkeys(cell[0] for cell in row))
            found[stem].update(dict.fromkeys(next(cell for cell in row if stem in cell)))
    return {stem: tuple(others) for stem, others in found.items()}


_OTHERS = _others()
_STEMS = re.compile("|".join(sorted(_OTHERS, key=len, reverse=True)))
_SLAVIC = re.compile(
    r".+(?:[aeoi][vu]|[aeio](?:v|u)a?|ova|eva|ava|off|eff|[cst]k(?:i|y|iy|ii|yi|yy|ij|aya|aia|a)|"
    r"[vw][iy](?:ch|tch|tsch|c)|[vu]na|[iy]kh|enk[oa]|[iyhc]uk|yk|ik|ets|its|yts)"
)
"""How surnames and patronymics end."""
_RUSSIAN = (
    (re.compile(r"^mich(?=a)"), "mikh"),
    (re.compile(r"(?:^|(?<=[^aeiouy]))ye|(?<=[^aeiouy])[iy]o"), "e"),
    (re.compile(r"dz"), "d"),
    (re.compile(r"ts(?=i|e|y[aeu])"), "t"),
    (re.compile(r"^u(?=[lns])|(?<=[aeoi])u(?=[^aeiouy]|$)"), "v"),
    (re.compile(r"(?<![bcdgkpstz])h(?=[aeiouylr])"), "g"),
    (re.compile(r"(?<=[^aeiouy])[iy]a(?=[^aeiouy])"), "e"),
)
_YO = re.compile(r"(?<=[^aeiouy])[iy]o")
_SOFT = re.compile(r"(?<=[^aeiouy])[iy]?e(?=v(?:i[ct]|y?ch|n)|va?$)")
"""The e of a patronymic or surname behind a soft consonant: Yurevich, Yurievich, Yuryevich."""


def with_glides(word: str) -> frozenset[str]:
    """A lower-case Cyrillic word in Latin letters with the glides that BGN/PCGN writes: Yevgeny, Velikiye, Pyotr.

    At the beginning of a word, behind vowels and signs е is "ye"; ё is "yo" everywhere, Ukrainian є "ye" (and г
    beside it h: Yevhen). A last "iya", or "ya" behind a soft sign, is "ia" too: Maria, Natalia. None for other words.
    """
    glided = _GLIDE.sub("йе", word).replace("ё", "йо").replace("є", "йе")
    ways = {glided, glided.replace("ыйе", "йе"), _WOMAN.sub("иа", word)} - {word}
    spelled = {romanised(way).strip("^$") for way in ways} - {""}
    return frozenset(spelled | {way.replace("g", "h") for way in spelled if "є" in word})


def is_slavic(words: Sequence[str]) -> bool:
    """Whether one of a name's folded Latin words ends as East Slavic surnames and patronymics do."""
    return any(_SLAVIC.fullmatch(word) for word in words)


def alternates(word: str) -> frozenset[str]:
    """A folded Latin word of an East Slavic name as it is written from the other two languages."""
    found: set[str] = set()
    if (stem := _STEMS.match(word)) is not None:
        found |= {other + word[stem.end() :] for other in _OTHERS[stem.group()]}
    found |= {_YO.sub("e", spelled) for spelled in (word, *found)}
    for spelled in (word, *found):
        russian = spelled
        for sign, letters in _RUSSIAN:
            russian = sign.sub(letters, russian)
        found = found | {russian}
    if (soft := _SOFT.search(word)) is not None:
        found |= {word[: soft.start()] + way + word[soft.end() :] for way in ("e", "ie", "ye")}
    return frozenset(found - {word})


_SOUND_OF_W = re.compile("^w(?=[aeiou])")
_W_LEAST = 5


def by_sound_of_w(word: str) -> frozenset[str]:
    """A folded Latin word that begins with w as it comes back from Cyrillic and Balkan newsrooms: Vagner for Wagner."""
    spelled = _SOUND_OF_W.sub("v", word)
    return frozenset({spelled} - {word}) if len(word) >= _W_LEAST else frozenset()
