"""How the names of one person are written from Russian, Ukrainian and Belarusian: Sergey, Serhii and Siarhei.

Passports and newsrooms romanise the language a name is taken from, and a person of three languages has three given
names and three patronymics. The correspondences are regular (Belarusian dz and ts before soft vowels are Russian d and
t, w behind a vowel is v, h is g), but for the given names that history parted; those are a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from typing import NamedTuple

from monitor.watch.sounds.transliteration import romanised

_GLIDE = re.compile("(?:^|(?<=[аеёиоуыэюяьъ]))е")
_WOMAN = re.compile("[иьі]я$")
_PASSPORT = str.maketrans({"я": "иа", "ю": "иу", "є": "ие"})
_JU = re.compile("^ю")
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
andre andri andre
valer valer valer
valentin valentyn valiantsin
yuri/yury yuri/iuri iury
ivan ivan ivan
boris borys barys
bogdan bohdan bahdan
yaroslav yaroslav yaraslau
rostislav rostyslav rastsislau
yuli yuli yuli
anatol anatol anatol
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
_IN = re.compile(".{3,}[iy]na?")
_RUSSIAN = (
    (re.compile(r"^mich(?=a)"), "mikh"),
    (re.compile(r"(?:^|(?<=[^aeiouy]))ye|(?<=[^aeiouy])[iy]o"), "e"),
    (re.compile(r"dz"), "d"),
    (re.compile(r"ts(?=i|e|y[aeu])"), "t"),
    (re.compile(r"^u(?=[lns])|(?<=[aeoi])u(?=[^aeiouy]|$)"), "v"),
    (re.compile(r"(?<![bcdgkpstz])h(?=[aeiouylr])"), "g"),
    (re.compile(r"(?<=[^aeiouy])[iy]a(?=[^aeiouy])"), "e"),
)
_BELARUSIAN = ((re.compile("t(?=ina?$)"), "ts"), (re.compile("d(?=ina?$)"), "dz"))
"""Before -in: Putin, Putsin."""
_YO = re.compile(r"(?<=[^aeiouy])[iy]o")
_SOFT = re.compile(r"(?<=[^aeiouy])[iy]?e(?=v(?:i[ct]|y?ch|n)|va?$)")
"""The e of a patronymic or surname behind a soft consonant: Yurevich, Yurievich, Yuryevich."""


def with_glides(word: str) -> frozenset[str]:
    """A lower-case Cyrillic word in Latin letters with the glides that BGN/PCGN writes: Yevgeny, Velikiye, Pyotr.

    At the beginning of a word, behind vowels and signs е is "ye"; ё is "yo" everywhere, Ukrainian є "ye" (and г
    h: Yevhen). A last "iya", or "ya" behind a soft sign, is "ia" too: Maria, Natalia. Passports write "ia",
    "iu" and "ie" everywhere but at the beginning (ICAO 9303; resolution 55 of Ukraine, 2010): Hnatiuk, Lukianov,
    Nataliia. None for other words.
    """
    glided = _GLIDE.sub("йе", word).replace("ё", "йо").replace("є", "йе")
    passport = word[:1] + word[1:].translate(_PASSPORT)
    ways = {glided, glided.replace("ыйе", "йе"), _WOMAN.sub("иа", word), passport, _JU.sub("йу", word)} - {word}
    spelled = {romanised(way).strip("^$") for way in ways} - {""}
    return frozenset(spelled | {way.replace("g", "h") for way in spelled if "г" in word})


def is_slavic(words: Sequence[str]) -> bool:
    """Whether one of a name's folded Latin words ends as East Slavic surnames and patronymics do.

    As many others end in -in, beside a given name of the table only: Vladimir Putin is no Martin.
    """
    if any(_SLAVIC.fullmatch(word) for word in words):
        return True
    return any(map(_IN.fullmatch, words)) and any(_is_given(word) for word in words if not _IN.fullmatch(word))


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
    found = found | {sign.sub(letters, word) for sign, letters in _BELARUSIAN}
    if (soft := _SOFT.search(word)) is not None:
        found |= {word[: soft.start()] + way + word[soft.end() :] for way in ("e", "ie", "ye")}
    return frozenset(found - {word})


_NEWSROOMS = tuple(
    {sign: tuple(letters.split("/")) for sign, _, letters in (cell.partition("=") for cell in row.split())}
    for row in (
        "v=w z=s zh=sch sh=sch ch=tsch shch=schtsch kh=ch ts=z ya=ja ye=je yo=jo yu=ju Y=yj/i/y J=j/i x=x O=ow",
        (
            "v=w zh=z sh=sz ch=cz shch=szcz kh=ch ts=c ya=ja/ia ye=je yo=jo/io yu=ju/iu e=e/ie Y=y/ij/i/yj J=j "
            "x=ks aya=a zhi=zy O=ow"
        ),
        "sh=s zh=z ch=c shch=sc kh=ch/h ts=c ya=ja ye=je/e yo=jo/o yu=ju Y=ij/yj/y J=j x=ks aya=aja/ova O=ov",
        (
            "s=sz sh=s zh=zs ch=cs shch=scs kh=h ts=c ya=ja ye=je/e yo=jo yu=ju Y=ij/yij/i J=j x=ksz ti=tyi di=gyi "
            "ni=nyi O=ov"
        ),
        "sh=sj zh=zj ch=tsj shch=sjtsj kh=ch u=oe ya=ja ye=je yo=jo yu=joe Y=i/y/yj J=j x=ks O=ov",
        "sh=sj zh=zj ch=tj shch=sjtj kh=ch/kh ya=ja ye=je yo=jo yu=ju Y=ij/yj/y J=j x=ks O=ov",
        "sh=ch zh=j ch=tch shch=chtch u=ou ge=gue gi=gui ye=e/ie yo=io yu=iou ya=ia Y=i/y J=i in=in/ine x=x O=ev",
        "kh=j ge=gue gi=gui sh=sh zh=zh ye=ye/e ya=ya yu=yu Y=i/y J=i x=x O=ov",
    )
)
"""By the sounds of a romanised name: Duden; Polish; scientific, as Czechs, Slovenes and Italians write; Hungarian;
Dutch; Scandinavian; French; Spanish. Letters that are not listed stay."""
_UNITS = re.compile(
    "shch|sh|zhi(?!a$)|zh|ch|kh|ts|aya$|(?P<O>(?<=ch)ev$)|le|(?P<ya>ya|ia$)|ye|yo|yu|(?P<J>(?<=[aeou])[iy](?![aeou]))|"
    "(?P<Y>(?<=[^aeiouy])(?:[iy]y|yi|ii|ij|yj|[yi])$)|ge|gi|[td]i(?=n|m)|ni(?=[^aeiouy])|in$|.",
    re.DOTALL,
)
_PLAIN_UNITS = frozenset({"ge", "gi", "ti", "di", "ni", "in", "zhi"})
_MOST_RESPELLED = 12
"""Several letters that most newsrooms leave as they are."""
_BACK = (
    (
        re.compile("sch|w|j"),
        True,
        (
            (("schtsch", "shch"), ("tsch", "ch"), ("sch", "sh"), ("w", "v"), ("j", "y")),
            (("schtsch", "shch"), ("tsch", "ch"), ("sch", "zh"), ("w", "v"), ("j", "y")),
        ),
    ),
    (
        re.compile("sz|cz|w|j"),
        False,
        (
            (
                *(("szcz", "shch"), ("sz", "sh"), ("cz", "ch"), ("ch", "kh")),
                *(("w", "v"), ("ie", "e"), ("j", "y"), ("zy", "zhi")),
            ),
        ),
    ),
)
"""What tells German and Polish spellings, whether their s is z before a vowel, and the English letters for theirs."""
_VOICED = re.compile("s(?=[aeiou])")
_CAUCASIAN = re.compile(".{2,}(?:shvili|adze|idze|[aeou]yan|[^aeiou]yan)")
_PLACE = re.compile(
    ".{2,}(?:sk|[aio]vk[aiy]|[aeioy]v|grad|hrad|rih|yar|zhzhia|zhye|zhe|pil|skyi|ske|chuk|tsia?|yne)",
)
"""How towns of East Slavic countries end."""
_NEWSROOM_LEAST, _ENDING_MOST = 3, 3


class Respelled(NamedTuple):
    """A folded Latin word of a name from Cyrillic in other spellings."""

    english: frozenset[str]
    """As English newsrooms write what is given as Germans or Poles do."""
    abroad: frozenset[str]
    """As newsrooms of other languages write it."""


def by_newsrooms(words: Sequence[str], *, place: bool = False) -> list[Respelled]:
    """For each folded Latin word of a name from Cyrillic how newsrooms of other languages romanise it.

    Selenskyj, Zełenski and Zelenszkij are Zelensky. Nothing for names that are not romanised from Cyrillic: none of
    their words ends as East Slavic surnames do, or is one of the given names; of a place, ends as towns do.
    """
    told = any(map(_PLACE.fullmatch, words)) if place else _is_persons(words)
    english = [_in_english(word) for word in words]
    if not told and (place or not any(any(map(_is_given, ways)) for ways in english)):
        return [Respelled(frozenset(), frozenset())] * len(words)
    return [
        Respelled(ways, frozenset(chain(_abroad(word), *map(_abroad, ways))) - ways - {word})
        if word.isascii() and len(word) >= _NEWSROOM_LEAST
        else Respelled(frozenset(), frozenset())
        for word, ways in zip(words, english, strict=True)
    ]


def _is_persons(words: Sequence[str]) -> bool:
    return is_slavic(words) or any(_is_given(word) or _CAUCASIAN.fullmatch(word) for word in words)


def _is_given(word: str) -> bool:
    stem = _STEMS.match(word)
    return stem is not None and len(word) - stem.end() <= _ENDING_MOST


def _in_english(word: str) -> frozenset[str]:
    """A word in English letters, if it may be spelled as Germans or Poles spell names from Cyrillic."""
    found = set()
    for tells, voiced, ways in _BACK:
        for letters in ways if tells.search(word) else ():
            english = word
            for sign, sound in letters:
                english = english.replace(sign, sound)
            found |= {english, _VOICED.sub("z", english)} if voiced else {english}
    return frozenset(found - {word})


def _abroad(word: str) -> Iterator[str]:
    units = [sign.lastgroup or sign.group() for sign in _UNITS.finditer(word)]
    kinds = tuple(dict.fromkeys(units))
    only_voiced = word.replace("z", "s")
    for table in _NEWSROOMS:
        # One letter is written in one way throughout a word.
        every = product(*(table.get(unit) or _as_it_is(unit, table) for unit in kinds))
        for chosen in islice(every, _MOST_RESPELLED):
            letters = dict(zip(kinds, chosen, strict=True))
            spelled = "".join(map(letters.__getitem__, units))
            if spelled != only_voiced:
                # Sorin may be another man than Zorin, where nothing else is written as Germans do.
                yield spelled


def _as_it_is(unit: str, table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if unit in _PLAIN_UNITS:
        first, last = unit[:-1], unit[-1]
        return tuple(one + other for one in table.get(first, (first,)) for other in table.get(last, (last,)))
    return ({"Y": "y", "J": "y", "O": "ev"}.get(unit, unit),)


_SOUND_OF_W = re.compile("^w(?=[aeiou])")
_W_LEAST = 5


def by_sound_of_w(word: str) -> frozenset[str]:
    """A folded Latin word that begins with w as it comes back from Cyrillic and Balkan newsrooms: Vagner for Wagner."""
    spelled = _SOUND_OF_W.sub("v", word)
    return frozenset({spelled} - {word}) if len(word) >= _W_LEAST else frozenset()
