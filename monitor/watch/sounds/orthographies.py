"""How letters sound in the spelling habits of languages, as one letter for each sound.

The signs are those of `phonetic_key`: S sh, C ch, Z zh, J j, H kh, G gh, T th, D dh. Names that are met in Cyrillic are
heard as newsrooms hear them that write by sound (Лос-Анджелес, Хавьер, Порт-о-Пренс, Цзиньпин), so for them there are
habits of English, French, Spanish, Portuguese, Italian, German and South Slavic spelling. Somali writes x for the
throaty h and c for ayn (Xasan is Hassan, Cumar Omar).

Sources: BGN/PCGN and ISO 9 for Russian; Gilyarevsky and Starostin, *Foreign names in Russian text*, for what European
spellings become in Cyrillic, read as correspondences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TABLES: dict[str, dict[str, str]] = {
    "en": {
        "sch": "S", "tch": "C", "sh": "S", "kh": "H", "gh": "G", "ch": "C", "th": "T", "dh": "D", "ph": "f", "dj": "J",
        "zh": "Z", "iye": "ie", "ck": "k", "ou": "u", "oo": "u", "ee": "i", "aw": "au", "yi": "i", "x": "ks", "c": "k",
    },
    "persian": {
        "sh": "S", "kh": "H", "gh": "k", "ch": "C", "th": "s", "dh": "z", "ou": "u", "oo": "u", "ee": "i", "c": "k",
    },
    "fr": {
        "tch": "C", "dj": "J", "ch": "S", "kh": "H", "gh": "G", "gu": "g", "ou": "u", "ph": "f", "qu": "k", "j": "Z",
        "c": "s",
    },
    "de": {"dsch": "J", "tsch": "C", "sch": "S", "ch": "H", "j": "y", "w": "v", "ie": "i", "ss": "s", "z": "ts"},
    "de-soft": {"dsch": "J", "tsch": "C", "sch": "S", "ch": "H", "j": "y", "w": "v", "ie": "i", "ss": "z", "s": "z"},
    "tr": {"c": "J", "j": "Z", "iyy": "iy"},
    "so": {
        "x": "h", "c": "", "kh": "H", "sh": "S", "dh": "d", "j": "J",
        "aa": "a", "ee": "e", "ii": "i", "oo": "o", "uu": "u",
    },
    "russian": {
        "shch": "S", "schtsch": "S", "sch": "S", "sh": "S", "SC": "S", "tsch": "C", "tch": "C", "ch": "C", "zh": "Z",
        "dzh": "J", "dja": "Ja", "djo": "Jo", "dZ": "J", "kh": "H", "ts": "s", "tz": "s", "c": "s", "x": "ks", "w": "v",
        "ph": "f", "th": "t", "ck": "k", "ou": "u", "oo": "u", "ee": "i", "off": "ov", "eff": "ev", "ye": "e",
        "je": "e", "yo": "e", "jo": "e", "io": "e", "ie": "e", "iye": "e", "ju": "yu", "iu": "yu", "ja": "ya",
        "ia": "ya", "iy": "i", "ij": "i", "yy": "i", "yj": "i", "yi": "i", "j": "y",
    },
    "tr-glide": {"c": "J", "j": "Z", "iyy": "iy", "v": "w"},
    "by-english": {
        "tch": "C", "sch": "sk", "sh": "S", "ch": "C", "zh": "Z", "kh": "H", "ght": "t", "gh": "g", "th": "t", "dge":
        "J", "dj": "J", "j": "J", "ph": "f", "ck": "k", "ce": "se", "ci": "si", "cy": "si", "c": "k", "qu": "ku", "q":
        "k", "ge": "Je", "gi": "Ji", "gy": "Ji", "x": "ks", "wh": "u", "wo": "uo", "wa": "ua", "we": "ue", "wi": "ui",
        "wr": "r", "ew": "yu", "ay": "ey", "ai": "ey", "ei": "ey", "aw": "o", "au": "o", "ow": "o", "ou": "au", "oo":
        "u", "ee": "i", "ea": "i", "oa": "o", "tio": "So", "sio": "So", "dh": "d", "bh": "b",
    },
    "by-french": {
        "tch": "C", "dj": "J", "ch": "S", "sch": "S", "j": "Z", "ge": "Ze", "gi": "Zi", "gy": "Zi", "gue": "ge",
        "gui": "gi", "gn": "ny", "qu": "k", "C": "s", "ce": "se", "ci": "si", "cy": "si", "c": "k", "ph": "f",
        "th": "t", "kh": "H", "gh": "g", "h": "", "eau": "o", "au": "o", "oi": "ua", "ou": "u", "oeu": "e", "eu": "e",
        "ai": "e", "ei": "e", "ill": "iy", "x": "ks", "w": "v", "u": "yu",
    },
    "by-spanish": {
        "ll": "ly", "j": "H", "ge": "He", "gi": "Hi", "gue": "ge", "gui": "gi", "qu": "k", "ce": "se", "ci": "si",
        "z": "s", "ch": "C", "hua": "ua", "hue": "ue", "h": "", "x": "H", "C": "s", "c": "k", "y": "i", "nc": "ns",
        "sc": "s",
    },
    "by-portuguese": {
        "nh": "ny", "lh": "ly", "j": "Z", "ge": "Ze", "gi": "Zi", "gue": "ge", "gui": "gi", "qu": "k", "ce": "se",
        "ci": "si", "ch": "S", "x": "S", "h": "", "C": "s", "c": "k", "y": "i",
    },
    "by-italian": {
        "sce": "Se", "sci": "Si", "cc": "C", "cia": "Ca", "cio": "Co", "ciu": "Cu", "ce": "Ce", "ci": "Ci", "ch": "k",
        "gia": "Ja", "gio": "Jo", "giu": "Ju", "ge": "Je", "gi": "Ji", "gh": "g", "gli": "li", "gn": "ny", "z": "s",
        "q": "k", "h": "", "c": "k", "y": "i", "j": "y",
    },
    "by-german": {
        "dsch": "J", "tsch": "C", "tzsch": "C", "sch": "S", "ch": "H", "ph": "f", "th": "t", "ck": "k", "qu": "kv",
        "sp": "Sp", "st": "St", "z": "s", "tz": "s", "j": "y", "w": "v", "v": "f", "ei": "ay", "ai": "ay", "ey": "ay",
        "eu": "oy", "ie": "i", "x": "ks", "c": "k",
    },
    "by-slavic": {
        "sz": "S", "cz": "C", "rz": "Z", "ch": "H", "dj": "J", "dz": "J", "c": "C", "w": "v", "j": "y", "q": "C",
        "x": "S", "zh": "Z", "sh": "S", "ou": "o",
    },
}  # fmt: skip
"""The longest entry wins."""
_PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "by-english": (
        (r"c(?=[eiy])", "s"),
        (r"dg(?=e)|g(?=e[^t]?)", "J"),
        (r"igh(?=t)", "ai"),
        (r"u(?=[bcdfgklmnpstvz]{2})", "a"),
        (r"a(?=[bcdfgklmnprstvz]e$)", "ey"),
        (r"i(?=[bcdfgklmnprstvz]e$)", "ai"),
        (r"(?<=[bcdfgklmnprstvz])e(?=s?$)", ""),
        (r"(?<=i)te(?=\w)", "t"),
        (r"ough$", "o"),
        (r"(?<=[bdfgklmnprstvz])ey$|(?<=[bcdfgklmnprstvz])ie$", "i"),
        (r"^w(?=r)", ""),
    ),
    "by-french": (
        (r"c(?=[eiy])", "s"),
        (r"g(?=[eiy])", "Z"),
        (r"ille$", "il"),
        (r"(?<=[^\n])(?:er|ez|et|ets)$", "e"),
        (r"(?<=[aeiou])[stdxzp]+$|(?<=[nrl])[stdxp]+$", ""),
        (r"(?<=[bcdfgklmnprstvzu])es?$", ""),
        (r"[ai]?in(?![aeiouyn])|im(?=[bp])|ein(?![aeiouyn])", "en"),
        (r"(?<!i)e[nm](?![aeiouynm])", "an"),
    ),
    "by-portuguese": ((r"o(?=s?$)", "u"), (r"z$", "s"), (r"(?<=[aeiou])m$", "n"), (r"C?ao$", "an")),
    "by-german": ((r"(?<=[aeiou])h(?![aeiou])", ""), (r"ss", "s"), (r"(?<=\w)st", "sT"), (r"(?<=\w)sp", "sP")),
}  # fmt: skip
"""What letters sound like by their place, before the table is asked."""
_PLACED = str.maketrans("TP", "tp")


class Habit:
    """The spelling habit of one language."""

    def __init__(self, table: dict[str, str], places: Sequence[tuple[str, str]]) -> None:
        self._table = table
        self._places = [(re.compile(sign, re.MULTILINE), letters) for sign, letters in places]
        self._letters = re.compile("|".join(sorted(table, key=len, reverse=True)))

    def sounds(self, spelled: str) -> str:
        """One letter for each sound of a word, or of several lines of words; what parted letters is gone."""
        for sign, letters in self._places:
            spelled = sign.sub(letters, spelled)
        heard = self._letters.sub(lambda found: self._table[found.group()], spelled).replace("#", "")
        return heard.translate(_PLACED) if self._places else heard


_CH = {**_TABLES["en"], "ch": "H", "dZ": "J", "j": "y"}
_TABLES |= {
    "es": {**_TABLES["en"], "j": "H", "qu": "k"},
    "es-soft": {**_TABLES["en"], "y": "J", "qu": "k"},
    "cs": _CH,
    "pl": {**_CH, "dz": "J", "rz": "Z", "sz": "S", "cz": "C", "w": "v"},
    "nl": {**_CH, "tsj": "C", "sj": "S"},
    "sv": {**_CH, "tj": "C", "sj": "S"},
    "hr": {**_TABLES["en"], "dZ": "J", "dj": "J", "j": "y"},
    "hu": {**_CH, "dzs": "J", "sz": "s", "zs": "Z", "cs": "C", "s": "S", "gy": "d", "ty": "t"},
    "az": {**_TABLES["tr"], "x": "H"},
    "uz": {**_TABLES["en"], "x": "H"},
}
"""English kh is j to Spanish (Jersón, Bajmut, Jartum), ch to Polish, Czech, Slovak, Dutch and Swedish (Chersoń), x to
Azerbaijani, Uzbek and Kurdish (Baxmut); its j is y to Spanish (Yabalia), dž or dż to Slavs and Balts (Džabalija)."""
_TABLES["by-old-german"] = {**_TABLES["by-german"], "h": "g"}
"""As older Russian spellings have it: Гамбург, Герцог, Гитлер."""
HABITS = {name: Habit(table, _PLACES.get(name, ())) for name, table in _TABLES.items()}
FROM_CYRILLIC = ("russian", *(name for name in _TABLES if name.startswith("by-")))
"""How Latin names may be spelled that are met in Cyrillic: by BGN/PCGN, ISO 9, passports (ICAO), French and German
newsrooms, as one letter for each sound of the Cyrillic spelling; or as names of their own languages are."""
HYPOTHESES: dict[str, tuple[str, ...]] = {
    "en": ("en", "persian"),
    "fr": ("fr", "en"),
    "de": ("de", "de-soft", "en"),
    "tr": ("tr", "tr-glide", "en"),
    "es": ("en", "es", "es-soft"),
    "az": ("tr", "tr-glide", "en", "az"),
    "ku": ("tr", "tr-glide", "en", "az"),
    "uz": ("en", "uz"),
    "pl": ("en", "pl"),
    **dict.fromkeys(("cs", "sk", "lt"), ("en", "cs")),
    **dict.fromkeys(("hr", "bs", "sl", "sr", "lv", "et"), ("en", "hr")),
    "nl": ("en", "nl"),
    "sv": ("en", "sv"),
    "hu": ("en", "hu"),
    "so": ("so", "en"),
}
"""By the language of a text, how its Latin words may be spelled; other languages count as English."""


def hypotheses_in(language: str) -> tuple[str, ...]:
    """How Latin words may be spelled in a text of a language."""
    return HYPOTHESES.get(language, HYPOTHESES["en"])
