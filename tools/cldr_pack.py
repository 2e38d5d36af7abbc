"""Write the names of countries and great cities by language, from the Unicode CLDR, as an alias pack.

    python tools/cldr_pack.py OUTPUT

CLDR is read by Babel, which the program depends on. Run by a maintainer when the pack is to be made anew; the program
itself reads the pack only. Left out: names that are ordinary words where they are used (Того is Russian for "that"),
those that another language says often (Island is no Iceland), short ones, and what is written as in English.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from monitor.watch.text import bare, fold, is_frequent, listed

LANGUAGES = listed(
    "ar be bg bn ca cs da de el es et fa fi fr he hi hr hu hy id is it ja ka ko lt lv mk nb nl pl ps pt ro ru sk "
    "sl sq sr sv sw ta th tr uk ur uz vi zh zh_Hant"
)
CITIES = listed(
    "Amsterdam Athens Baghdad Bangkok Barcelona Beirut Belgrade Berlin Brussels Bucharest Budapest Cairo Chicago "
    "Copenhagen Damascus Dhaka Dublin Geneva Helsinki Istanbul Jakarta Jerusalem Kabul Karachi Kolkata "
    "Kuala_Lumpur Lagos Lisbon London Madrid Manila Melbourne Minsk Monaco Moscow Nairobi Oslo Paris Prague Riga "
    "Riyadh Rome Samara Sarajevo Seoul Shanghai Simferopol Singapore Sofia Stockholm Sydney Taipei Tallinn "
    "Tashkent Tehran Tokyo Toronto Tripoli Tunis Vienna Vilnius Volgograd Warsaw Yangon Yekaterinburg Yerevan "
    "Zagreb Zurich New_York Los_Angeles Mexico_City Hong_Kong Addis_Ababa Buenos_Aires Sao_Paulo Pyongyang "
    "Novosibirsk Vladivostok Irkutsk Tbilisi Baku Almaty Bishkek Dushanbe Ashgabat Chisinau Skopje Podgorica "
    "Ljubljana Bratislava Luxembourg Algiers Casablanca Khartoum Tripoli Mogadishu Djibouti Dubai Doha Kuwait "
    "Muscat Aden Amman Gaza Hebron Nicosia Havana Caracas Bogota Lima Santiago Kinshasa Johannesburg"
)
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
ALSO = {
    "US": ("United States", "USA"), "GB": ("United Kingdom", "Britain", "UK"), "CZ": ("Czechia", "Czech Republic"),
    "TR": ("Türkiye", "Turkey"), "CI": ("Ivory Coast",), "CD": ("DR Congo", "Democratic Republic of the Congo"),
    "CG": ("Republic of the Congo",), "MM": ("Myanmar", "Burma"), "PS": ("Palestine",),
    "BA": ("Bosnia and Herzegovina",),
    "HK": ("Hong Kong",), "MO": ("Macao", "Macau"), "CV": ("Cape Verde",), "SZ": ("Eswatini", "Swaziland"),
}  # fmt: skip
"""English names that CLDR lacks or qualifies."""
WORDS = frozenset(
    bare(fold(word))
    for word in listed(
        "مالي مالی ملی عمان بنین نيوي чад того мали гана ниуэ चाड माली 수단 인도 가나 기니 토고 차드 오만 괌 "
        "말리 니우에 건지 저지 קניה קניא בנינ פרו גרנזי אומנ צד מאלי mali mal chad umman niger man cad "
        "perla nauru paragvai guam jersey togo peru benin kina kine chine inde india china "
        "chile cuba oman iran togo"
    )
)
"""Names that are other words, or people's names, in their languages."""
LISTED = ("en", "de", "fr", "es", "tr")
"""Languages in Latin letters with a list of frequent words."""
MOST = 5_000
LEAST = 4
HEAD = """\
# Countries, territories and great cities and what languages call them (exonyms).
#
# Made by tools/cldr_pack.py from the Unicode Common Locale Data Repository (https://cldr.unicode.org) by Babel; Unicode
# License V3. See NOTICE.
#
# A topic whose English name equals one of a place's English names gets all its names. Do not edit: make it anew.
pack: world
"""


def main(target: Path) -> None:
    """Write the pack."""
    concepts = dict(reversed(list(_concepts())))
    rows = [f"  {concept}: {{{', '.join(_cells(names))}}}\n" for concept, names in sorted(concepts.items())]
    target.write_text(HEAD + "concepts:\n" + "".join(rows), encoding="utf-8")


def _cells(names: dict[str, list[str]]) -> Iterator[str]:
    return (f"{language}: {json.dumps(texts, ensure_ascii=False)}" for language, texts in names.items())


def _concepts() -> Iterator[tuple[str, dict[str, list[str]]]]:
    english = Locale("en")
    for code, name in english.territories.items():
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES:
            ours = ALSO.get(code, (name,))
            yield _concept(ours, {one: _locale(one).territories.get(code, "") for one in LANGUAGES})
    zones = {zone.rsplit("/", 1)[-1]: zone for zone in english.time_zones} | {
        zone.rsplit("/", 1)[-1]: zone for one in LANGUAGES for zone in _locale(one).time_zones
    }
    for city in dict.fromkeys(CITIES):
        if zone := zones.get(city):
            name = english.time_zones.get(zone, {}).get("city") or city.replace("_", " ")
            others = {one: _locale(one).time_zones.get(zone, {}).get("city", "") for one in LANGUAGES}
            if not any(name == country for country in english.territories.values()):
                yield _concept((name,), others)


def _locale(language: str) -> Locale:
    return Locale.parse(language)


def _concept(ours: tuple[str, ...], others: dict[str, str]) -> tuple[str, dict[str, list[str]]]:
    found = {"en": list(ours)}
    called = {one: bare(fold(name)) for one, name in others.items()}
    seen = {bare(fold(name)) for name in ours}
    for language, name in others.items():
        plain = re.sub(r"\s*(?:[(\[].*?[)\]]|،.*)", "", name).strip()
        folded = bare(fold(plain))
        said = folded.isascii() and any(called.get(one) != folded and is_frequent(folded, one, MOST) for one in LISTED)
        short = language == "vi" and " " not in plain
        if plain and folded not in seen and _tells(plain, folded) and not (said or short):
            found.setdefault(language.replace("_", "-"), []).append(plain)
            seen.add(folded)
    return re.sub(r"[^a-z0-9]+", "-", fold(ours[0])).strip("-"), found


def _tells(name: str, folded: str) -> bool:
    """Whether a name is no other word: Latin and Cyrillic ones are long, and none is listed."""
    alphabet = name[:1].lower() != name[:1].upper()
    least = LEAST if alphabet else 2
    return folded not in WORDS and len(folded) >= least and not folded.isdigit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
