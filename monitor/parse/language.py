"""A cautious guess of a text's language, for display, direction and per-language spellings."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 4_000
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
    ("arabic", "\u0620-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"),
    ("cyrillic", "\u0400-\u052f"),
    ("hebrew", "\u05d0-\u05ea"),
    ("greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("han", "\u3400-\u9fff\uf900-\ufaff"),
    ("kana", "\u3040-\u30ff"),
    ("hangul", "\uac00-\ud7a3\u1100-\u11ff"),
    ("armenian", "\u0531-\u058f"),
    ("georgian", "\u10a0-\u10ff"),
    ("thai", "\u0e01-\u0e5b"),
    ("devanagari", "\u0904-\u0939"),
)
_LETTERS = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS}
_LANGUAGES_OF = {
    "arabic": "ar fa ur ckb ku ps ug sd prs azb",
    "cyrillic": "ru uk be bg sr mk kk ky tg mn",
    "hebrew": "he yi",
    "greek": "el",
    "han": "zh ja yue",
    "kana": "ja",
    "hangul": "ko",
    "armenian": "hy",
    "georgian": "ka",
    "thai": "th",
    "devanagari": "hi mr ne",
}
_OTHER_SCRIPT = frozenset(" ".join(_LANGUAGES_OF.values()).split()) - {"ku", "sr", "kk", "az"}
"""Languages hardly ever written in Latin letters."""

_WORDS = {
    "en": "the of and to in is that for on with was as by it from at are has have his said this be will an not were",
    "fr": "l d qu de a été selon le la les des et en du une est que dans pour qui sur au par pas avec il ce ont",
    "de": "der die und das den von zu mit ist des auf für nicht im ein eine dem sich als auch es an werden wurde nach",
    "es": "el la de que y los del las en un por con una para su al es como más lo se fue este son ha sobre pero",
    "it": "l dell all il di che la e un per non una del della in sono è con le da gli al si nel più ha alla dei anche",
    "pt": "o de que e do da em um para com não uma os no se na por mais as dos como ao foi das são pelo",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan er om ook als bij werd door naar uit",
    "tr": "ve bir bu da de için ile olarak olan çok daha sonra gibi kadar ancak ise dedi göre tarafından oldu en",
    "sv": "och att det som en på är av för med den till inte har de ett om men var sig så från vid kan",
    "pl": "w i na z się do nie jest to że o jak po od za przez dla przy był oraz tym są ale",
    "ro": "și în de la cu a pe care nu o din mai este un pentru că fost au sa ale prin",
    "id": "yang dan di untuk dengan dari pada ini itu tidak dalam adalah akan oleh ke juga telah",
    "ku": "û li ji bi de ku di ya yê jî bo ew ev hate kir hatin wê dike",
}
_STOP_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = {"tr": "ığşİĞŞ", "de": "äöüß", "pl": "ąęłńśźż", "ro": "ăâîșț", "es": "ñ¿¡", "pt": "ãõ"}


def normal_tag(value: str) -> str:
    """`value` as a BCP 47 tag (`en_us` becomes `en-US`), "" if it is none or says nothing (`und`)."""
    parts = value.strip().replace("_", "-").split("-")
    tag = "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])
    primary = {"iw": "he", "in": "id", "jp": "ja", "ua": "uk"}.get(parts[0].lower())
    if primary:
        tag = primary + tag[len(parts[0]) :]
    return tag if len(tag) <= 35 and _TAG.fullmatch(tag) and parts[0].lower() not in ("und", "mul", "zxx") else ""


def guess_language(text: str, hint: str = "") -> str:
    """The primary language of `text` as a BCP 47 code, "" if unsure.

    `hint` is what the feed or the page claims. It decides where the letters leave a choice, and gives way where they do
    not: an Arabic text in a feed labelled `en` is `ar`.
    """
    sample = text[:_SAMPLE]
    claimed = normal_tag(hint).split("-")[0]
    counts = {name: len(pattern.findall(sample)) for name, pattern in _LETTERS.items()}
    total = sum(counts.values())
    if total < 3:
        return claimed
    if counts["kana"] * 10 > counts["han"] + counts["kana"] > total / 3:
        return "ja"
    script = max(counts, key=lambda name: counts[name])
    if counts[script] * 2 < total:
        return claimed
    if script == "latin":
        return _latin(sample, claimed)
    return _of_script(script, sample, claimed)


def _of_script(script: str, sample: str, claimed: str) -> str:
    if script == "arabic":
        return _arabic(sample, claimed)
    if script == "cyrillic":
        return _cyrillic(sample, claimed)
    languages = _LANGUAGES_OF[script].split()
    return claimed if claimed in languages else languages[0]


def _arabic(sample: str, claimed: str) -> str:
    """Persian letters (پ چ ژ گ ی ک) against Arabic ones (ة ى ي ك أ إ); Kurdish and Urdu by letters of their own."""
    count = Counter(sample)
    if sum(count[letter] for letter in "ێۆەڕڵ") * 25 > len(sample):
        return "ckb"
    if sum(count[letter] for letter in "ٹڈڑےں") * 50 > len(sample):
        return "ur"
    persian = sum(count[letter] for letter in "پچژگیک")
    arabic = sum(count[letter] for letter in "ةىيكأإ")
    if claimed in _LANGUAGES_OF["arabic"].split() and claimed not in ("ar", "fa"):
        return claimed
    if persian == arabic:
        return claimed if claimed in ("ar", "fa") else "ar"
    return "fa" if persian > arabic else "ar"


def _cyrillic(sample: str, claimed: str) -> str:
    lowered = Counter(sample.lower())
    ukrainian, russian = sum(lowered[x] for x in "іїєґ"), sum(lowered[x] for x in "ыэъё")
    if claimed in _LANGUAGES_OF["cyrillic"].split() and claimed not in ("ru", "uk"):
        return claimed
    if lowered["ў"]:
        return "be"
    if ukrainian == russian:
        return claimed if claimed in ("ru", "uk") else "ru"
    return "uk" if ukrainian > russian else "ru"


def _latin(sample: str, claimed: str) -> str:
    words = Counter(word.lower() for word in _WORD.findall(sample))
    total = sum(words.values())
    scores = {
        language: sum(count for word, count in words.items() if word in stop) + _marks(language, sample)
        for language, stop in _STOP_WORDS.items()
    }
    ranked = sorted(scores, key=lambda language: scores[language], reverse=True)
    best, second = scores[ranked[0]], scores[ranked[1]]
    if best >= 3 and best >= 1.3 * second and best * 12 >= total:
        return ranked[0]
    return "" if claimed in _OTHER_SCRIPT else claimed


def _marks(language: str, sample: str) -> float:
    letters = _MARKS.get(language, "")
    return sum(sample.count(letter) for letter in letters) * 0.5
