"""Full stops that end no sentence: behind abbreviations and initials, and behind numbers that are ordinals.

Many languages write "the 8th of March" as "8. März" or "8. března". Where a number may as well end its sentence, what
stands around it tells: a small letter goes on, and so does a noun behind "der 2." that begins no sentence. Two
sentences taken for one are compared as one; a sentence cut in its date loses the date, so doubt leaves them together
only where one of these signs stands.
"""

from __future__ import annotations

import re

from monitor.patterns import late

_LONGEST = 12
"""Letters in front of a full stop that may tell what it is."""
_ALWAYS = (
    # Titles and names of streets and places.
    "mr mrs ms dr gen col lt sgt prof st no vs capt maj brig cmdr messrs jan feb aug sept oct nov dec "
    "sr sra srta dra dña gral cnel núm pág avda lic mons dott sig sigg avv exmo exma "
    "doç yrd alb cad mah dhr mevr drs płk ppłk mjr mgr inż św ul ks plk judr mudr phdr rndr nám szt özv ifj "
    "им ул пос обл просп проф акад ген св вул смт ім бул гр οδ αρ "
    # What is always followed by what it is said of.
    "nr ca bzw vgl inkl evtl sog geb gest dipl bijv eks dvs tzw np npr tzv tzn např čl odst tis tys godz hod "
    "kb ún esim nt piem pvz alin aprox env тыс тис напр δηλ"
)
_GOES_ON = (
    "etc usw usf itd itp atd apod proc pct kr mio mrd mia mld mil mill tsd std min max str stk eur "
    "руб долл млн млрд гг др пр грн лв εκ δισ uu"
)
"""May end a sentence as well: a small letter goes on."""
_ABBREVIATED = re.compile(
    rf"(?:\b[^\W\d_]|(?<![\w.@/-])(?:{'|'.join(_ALWAYS.split())})|\bm\. ?in|\bEE|"
    r"\d\s?(?:mio|mrd|tsd|mia|mld|млн|млрд))\.$",
    re.IGNORECASE,
)
_MAY_END = late(rf"(?<![\w.@/-])(?:{'|'.join(_GOES_ON.split())})\.$", re.IGNORECASE)
_NUMBER = late(r"(?<![\w,.:/%-])(?:(?P<day>\d{1,2})\.\s?)?(?:\d{1,4}|[IVXL]{2,6})\.$")
_OF_A_DATE = late(r"\d{1,2}\.(?:\s|$)")
_YEAR = late(r"(?:1[89]|20)\d\d\b")
_SMALL = late(r"(?![a-z]{2,3}-|[a-z]+[A-Z])[^\W\d_]+")
"""A word, but no "al-Shabaab" and no "iPhone", which begin sentences as well."""
_WORD = late(r"[^\W\d_]+")
_ORDINAL_OF = late(
    # German and Austrian months; what Turkish numbers with a capital: armies, regions, courts, terms, leagues.
    r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sept?|Okt|Nov|Dez|Januar|Jänner|Februar|Feber|März|April|Juni|Juli|August|"
    r"September|Oktober|November|Dezember|Ordu|Kolordu|Tugay|Tümen|Bölge|Dönem|Dünya|Ağır|Asliye|Sulh|Daire|Hukuk|Ceza|"
    r"İdare|Aile|İş|Lig|Uluslararası|Olağan|Cumhurbaşkan|Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|"
    r"Kasım|Aralık)(?:[ıiuüaeysnldt’'][^\W\d_]*)?\b(?![’'])|(?:Ordu|Bölge|Dönem|Daire|Cumhurbaşkan)[^\W\d_]*"
)
_NAMES_WHICH = late(
    r"\b(?:am|zum|im|vom|beim|zur|der|die|das|den|dem|des|ein(?:en|em|er|es|e)?|(?:sein|ihr|unser)(?:en|em|er|es|e)?|"
    r"jede[nmrs]?|diese[nmrs]?|und|oder|bis|ab|seit|det|de)\s+$",
    re.IGNORECASE,
)
_BEGINNINGS = (
    "die der das den dem des es er sie wir ich man in im am an auf aus bei bis nach mit von vom vor zu zum zur um "
    "auch doch aber und oder denn so nun da dann dort hier dies diese dieser dieses dabei dazu damit danach davor "
    "wer was wie wo wenn als ob ein eine einer eines einem einen kein keine laut seit für gegen über unter wegen trotz "
    "zudem außerdem zuvor später insgesamt mehr alle beide sein seine seinen ihr ihre ihren polizei "
    "det den der de han hun hon vi jeg och og men efter etter i på til for fra ved med som"
)
_BEGINS = frozenset(_BEGINNINGS.split())
"""Folded by case alone."""


def ends_nothing(line: str, start: int, mark: int, after: int) -> bool:
    """Whether the full stop before `mark` ends no sentence; the sentence begins at `start`, what follows at `after`."""
    if line[mark - 1] != ".":
        return False
    least = max(start, mark - _LONGEST)
    if _ABBREVIATED.search(line, least, mark):
        return True
    before = line[mark - 2 : mark - 1]
    if not (before.isdecimal() or before in "IVXL"):
        return bool(_MAY_END.search(line, least, mark)) and _is_small(line, after)
    number = _NUMBER.search(line, least, mark)
    return number is not None and _is_ordinal(line, number, start, after)


def _is_ordinal(line: str, number: re.Match[str], start: int, after: int) -> bool:
    if _is_small(line, after) or _ORDINAL_OF.match(line, after):
        return True
    if line[after].isdecimal():
        return bool(_OF_A_DATE.match(line, after) or (number["day"] and _YEAR.match(line, after)))
    word = _WORD.match(line, after)
    if word is None or word[0].lower() in _BEGINS:
        return False
    return _NAMES_WHICH.search(line, max(start, number.start() - _LONGEST), number.start()) is not None


def _is_small(line: str, after: int) -> bool:
    return line[after].islower() and _SMALL.match(line, after) is not None
