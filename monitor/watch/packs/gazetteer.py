"""A gazetteer from alias packs: every name of their places, and which place it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from monitor.model.watch import Kind
from monitor.watch.packs.alias_packs import Concept, concept_kinds, load_pack
from monitor.watch.text import COMMON_WORDS, Script, bare, fold, is_ambiguous, listed, script_of

_LEAST_LATIN, _LEAST_OTHER = 4, 3
"""Letters of a name of one word; shorter ones are words or abbreviations ("Hit", "Sal"), unless they are well known."""
_KNOWN = frozenset({"lod", "حلب", "الرقه", "حماه"})
"""Short or ambiguous, but in the news nearly always the city."""
_OTHER_WORDS = """
acre mari rehab shin harem humus alley ariel jasim jassim jasem hatim hatem samad hanadi malka sultan bulbul safi harim
rihab samma chine anah annah amare amano musil mosel sauda soran duma dura efrat talin taline kalar sahab jawa mallah
malah karra khalis shoosh hish rawad samil judita sidon mahin anzah balada besre attil hadi harir basir bassir
thar tripol omran barakah hakama hader darua rifah kasab sharan sadad
صور صوره بلد بدو ملح نوي نوا سوف سال شين كلار امان بدره بركه حرير حلاوه حديده حديثه عاليه ربيعه حاتم جاسم هنادي معان
خالص صما دبس كسره خبات بترا عجمي كتم سبه عنه حكما زربه مفرق كوت موصول مسعده صخره صدد حبله خرجا لاد طواحين ساكب الحول
الحاجب الحاضر الحمره الخضر الراعي الرياض الروضه السجن السخنه السلط الشيوخ الصافي الصور الطيبه القاسم القصير القريا
الكرك الكسره المزار المفرق الهادر العوجه حارم جبع عتيل البيوك الجلاء الحمزه الزبير الزربه الشو الظليل الفحم القبو
الكرمه بنان بلبل بصير بصيرا بيوك علار قاره سماوه شعث شعت عوج غماس كلك كسب لاذ نبل نحالين هيران هيرو جنيه جوارته
الرمله ايو ديب حكمه حيش دورا شوهام فارس الحله ريحانه سهل صبحا حجر الحراك السوده الدالي الكوت العريمه الطره
صحنه شوش شوط خوي بانه ايوان شنگال
גבל צור גרש יבוס חורה כופה מסעדה מפרק נשר חמה חומס חפה ערד אריאל מוריה יהוד תמרה אפרת אלעד רעות אמאן טירה גדרה יבנה
балада дума сахаб шакка арика холон сакиб
"""
_OTHER_PHRASES = frozenset({"old city"})
_OPTIONAL = re.compile(r"\(([^()]*)\)")
_COMMON = frozenset(bare(fold(word)) for word in listed(_OTHER_WORDS)) | {bare(word) for word in COMMON_WORDS}


def gazetteer(packs: Iterable[str], folded: Callable[[str], str]) -> Mapping[str, str]:
    """The names of all places of the packs, as `folded` writes them, to the place's name in English.

    A place of a later pack that bears the English name of one before is that place. Names of one word that are also
    something else ("Hit", "القائم") are left out; so are those that fold to nothing.

    Raises:
        WatchError: there is no such pack.
    """
    return _gazetteer(tuple(packs), folded)


@lru_cache(maxsize=16)
def _gazetteer(packs: tuple[str, ...], folded: Callable[[str], str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for pack in packs:
        known = dict(found)
        for concept in _places(pack):
            canonical = _plain(concept.names[0].text)[0]
            canonical = known.get(folded(canonical), canonical)
            for name in concept.names:
                for text in _plain(name.text):
                    if (key := folded(text)) and not _is_other(text):
                        found.setdefault(key, canonical)
    return MappingProxyType(found)


def _places(pack: str) -> Iterable[Concept]:
    kinds = concept_kinds(pack)
    return (concept for concept in load_pack(pack) if kinds.get(concept.id) is Kind.PLACE)


def _plain(name: str) -> tuple[str, ...]:
    """A name without the signs of watchlists: with and without its optional part."""
    name = name.removeprefix("=").removesuffix("!")
    short, full = " ".join(_OPTIONAL.sub(" ", name).split()), _OPTIONAL.sub(r"\1", name)
    return tuple(dict.fromkeys(one for one in (full, short) if one))


def _is_other(name: str) -> bool:
    """Whether a name alone does not say that a place is meant."""
    parts = name.split()
    plain = bare(fold(name))
    if plain in _KNOWN:
        return False
    if len(parts) > 1:
        return plain in _OTHER_PHRASES or all(bare(fold(part)) in COMMON_WORDS for part in parts)
    least = _LEAST_LATIN if script_of(name) is Script.LATIN else _LEAST_OTHER
    return len(plain) < least or plain in _COMMON or is_ambiguous(name)
