"""Words too common in news to start a search with, and the signs by which a Latin text's language is guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from monitor.watch.text.fold import fold, listed

COMMON_WORDS = frozenset(
    fold(word)
    for word in listed(
        "the of and in to for on at by from with is "
        "as an a new north south east west central northern southern eastern "
        "western upper lower great saint san los la le les de du des "
        "el al abu ibn bin ben abd mount lake river gulf sea bay "
        "island islands city town village district province governorate "
        "region state states republic kingdom union united "
        "national international world army forces force military armed air base camp brigade brigades division corps "
        "battalion regiment front movement party group council committee ministry minister president prime general "
        "government police guard guards islamic democratic popular people's liberation resistance defence defense "
        "organisation organization agency office bank border crossing airport "
        "port first second third fourth fifth 1st 2nd "
        "3rd 4th 5th base brigade division corps forces armee etat islamique garde der die das und von zu ve bir bu "
        "и в на с по из от до база армия дивизия бригада силы корпус "
        "في من على إلى عن قاعدة لواء فرقة الفرقة قوات فيلق حركة كتائب الجيش جيش مدينة محافظة جبهة حزب الله دولة الدولة "
        "تنظيم مجلس رئيس الرئيس وزير بن ابن ابو عبد "
        "پایگاه لشکر تیپ سپاه نیروی سازمان شهر استان "
        "בסיס צבא כוח חטיבת דיוויזיה של את על אבו"
    )
)
"""Folded. A sequence made of nothing else is still found; it is only entered at one of its words."""

NAME_PARTICLES = frozenset(
    listed("da de di do du dos das la le van von bin ibn ben ould да де ди до ду дос ла ле ван фон бин ибн бен ульд")
)
"""Small words inside names that newsrooms write in lower case."""

_SIGNS: dict[str, frozenset[str]] = {
    "fr": frozenset(listed("le les des du une est dans pour sur et au aux par qui que selon avec la l'armée sont été")),
    "de": frozenset(
        listed("der die das und den dem des ein eine ist im mit von zu auf für bei nicht laut wird über aus")
    ),
    "tr": frozenset(
        listed("ve bir bu için ile olarak dün göre da de çok daha olan ettik oldu yeniden hakkında sonra kadar")
    ),
    "es": frozenset(listed("el los las del una es en para por con según que se su al ha sobre como más fue")),
    "en": frozenset(listed("the of and to in is that was for on with by said has are at it from as were")),
}
_ALL_SIGNS: frozenset[str] = frozenset().union(*_SIGNS.values())
_GUESS_ORDER = ("en", "fr", "de", "tr", "es")


_TURKISH_LETTERS = frozenset("ışğİŞĞ")
_TURKISH_ALONE = _SIGNS["tr"] - {"de", "da", "ile"}
"""Signs of Turkish that are no words of other languages in Latin letters."""


def looks_turkish(words: Iterable[str]) -> bool:
    """Whether one of some words of a text is hardly in any language but Turkish."""
    return any(word.lower() in _TURKISH_ALONE or not _TURKISH_LETTERS.isdisjoint(word) for word in words)


def tells_habit(text: str) -> bool:
    """Whether a text says by its small words whose spelling habits it follows, or has none: it is in other letters."""
    words = text.lower().split()
    return not _ALL_SIGNS.isdisjoint(words) or not any(word.isascii() for word in words if word.isalpha())


def guess_habit(words: Collection[str]) -> str:
    """Whose spelling habits a text of these words follows: en, fr, de, tr or es; en if in doubt."""
    met = _ALL_SIGNS.intersection(words)
    scores = {habit: len(_SIGNS[habit] & met) for habit in _GUESS_ORDER}
    best = max(_GUESS_ORDER, key=lambda habit: scores[habit])
    if scores[best] == 0:
        together = " ".join(words)
        return "tr" if any(letter in together for letter in "ışğ") else best
    return best
