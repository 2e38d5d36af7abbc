"""Places that Ukrainian and Russian call differently: Kyiv and Kiev, Запоріжжя and Запорожье.

Newsrooms write both, romanised from either (Ukrainian by the table of its government of 2010, Russian by BGN/PCGN as
newsrooms shorten it). Towns and regions whose names history parted are a table; what the two languages do to names
regularly (-івка and -овка, -ськ and -ск) are rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from monitor.watch.text import fold

Parts = tuple[str, ...]

_TABLE = """
київ=киев харків=харьков львів=львов миколаїв=*николаев запоріжжя=запорожье чернігів=чернигов чернівці=черновцы
рівне=*ровно тернопіль=тернополь хмельницький=хмельницкий кропивницький=кропивницкий суми=*сумы одеса=одесса
луганськ=луганск донецьк=донецк дніпро=днепр дніпропетровськ=днепропетровск кривий_ріг=кривой_рог кременчук=кременчуг
маріуполь=мариуполь мелітополь=мелитополь бердянськ=бердянск нікополь=никополь енергодар=энергодар авдіївка=авдеевка
слов'янськ=славянск краматорськ=краматорск сіверськ=северск сєвєродонецьк=северодонецк лисичанськ=лисичанск
рубіжне=рубежное попасна=попасная кремінна=кременная сватове=сватово куп'янськ=купянск ізюм=*изюм балаклія=балаклея
вовчанськ=волчанск чугуїв=чугуев лозова=лозовая костянтинівка=константиновка дружківка=дружковка торецьк=торецк
часів_яр=часов_яр вугледар=угледар мар'їнка=марьинка горлівка=горловка єнакієве=енакиево макіївка=макеевка
дебальцеве=дебальцево алчевськ=алчевск покровськ=покровск селидове=селидово курахове=курахово
велика_новосілка=великая_новоселка оріхів=*орехов василівка=васильевка кам'янець-подільський=каменец-подольский
кам'янське=каменское біла_церква=белая_церковь бровари=бровары ірпінь=ирпень бориспіль=борисполь вишгород=вышгород
чорнобиль=чернобыль прип'ять=припять вінниця=винница івано-франківськ=ивано-франковск мукачеве=мукачево луцьк=луцк
черкаси=черкассы нова_каховка=новая_каховка генічеськ=геническ скадовськ=скадовск керч=керчь сімферополь=симферополь
феодосія=феодосия євпаторія=евпатория очаків=*очаков ізмаїл=*измаил зміїний=змеиный чорноморськ=черноморск
вознесенськ=вознесенск первомайськ=первомайск глухів=*глухов ромни=ромны охтирка=ахтырка тростянець=тростянец
синельникове=синельниково марганець=*марганец дрогобич=дрогобыч стрий=стрый самбір=*самбор бердичів=бердичев
новоград-волинський=новоград-волынский шепетівка=шепетовка щастя=*счастье роботине=работино кліщіївка=клещеевка
старомайорське=старомайорское закарпаття=закарпатье волинь=волынь поділля=подолье прикарпаття=прикарпатье крим=крым
дністер=днестр сіверський_донець=северский_донец бердянська_коса=бердянская_коса станиця_луганська=станица_луганская
ольшани=ольшаны охматдит=охматдет гуляйполе=гуляй-поле сокаль=сокаль трускавець=трускавец виноградів=*виноградов
старокостянтинів=староконстантинов зміїв=змиев мерефа=мерефа ізварине=изварино сєвєрськ=северск яворів=*яворов
"""
"""Ukrainian, Russian; `*` before what is more often a surname or another word."""
_KMU_2010 = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщюяь'",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia - -".replace("-", "").split(" "),
        strict=True,
    )
)
_KMU_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BGN_RUSSIAN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщыэюяьъ",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya - -".replace("-", "").split(" "),
        strict=True,
    )
)
_GLIDE = re.compile("(?:(?<=[аеиоуыэюяьъ])|^)е")
_ADJECTIVE = re.compile("[ыи]й$")
_TO_RUSSIAN = (
    ("іївка", ("еевка", "иевка")), ("аївка", ("аевка",)), ("івка", ("овка", "евка")), ("ське", ("ское",)),
    ("цьке", ("цкое",)),
)  # fmt: skip
"""How names of places end in Ukrainian, and in Russian."""
_LETTERS = str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г", "'": None})
_LATIN = (
    *(("iivka", "іївка"), ("aivka", "аївка"), ("ivka", "івка"), ("tske", "цьке"), ("ske", "ське")),
    *(("eevka", "еевка"), ("aevka", "аевка"), ("ovka", "овка"), ("evka", "евка"), ("skoye", "ское"), ("skoe", "ское")),
)
"""How such names end in Latin letters."""
_UKRAINIAN_LATIN = (
    ("shch", "щ"), ("zgh", "зг"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("ie", "є"),
    ("iu", "ю"), ("ia", "я"), ("yu", "ю"), ("ya", "я"), ("ye", "є"), ("yi", "ї"),
    *zip("abvhgdezyiklmnoprstuf", "абвгґдезиіклмнопрстуф", strict=True),
)  # fmt: skip
_RUSSIAN_LATIN = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ya", "я"),
    ("ye", "е"), *zip("abvgdezyiklmnoprstuf", "абвгдезыиклмнопрстуф", strict=True),
)  # fmt: skip
_LEAST = 3
"""Letters before such an ending."""
_HYPHEN = re.compile("[ -]")


def doubled(name: str) -> tuple[tuple[Parts, bool], ...]:
    """What a place of this name is called by the other language, in both alphabets, each as its words in small letters.

    And whether that is more often something else. The name itself is not among them; none for other names.
    """
    lowered = name.lower().replace("’", "'").replace("ʼ", "'")
    key = _key(lowered)
    found = dict(_by_key().get(key, ()))
    if not found:
        found = dict.fromkeys(_by_rules(lowered), False)
    return tuple((tuple(_HYPHEN.split(form)), doubtful) for form, doubtful in found.items() if _key(form) != key)


@cache
def _by_key() -> dict[str, tuple[tuple[str, bool], ...]]:
    """By each form, folded, all forms of a place, and whether each is doubtful."""
    found: dict[str, tuple[tuple[str, bool], ...]] = {}
    for row in _TABLE.split():
        ukrainian, russian = row.replace("_", " ").split("=")
        forms = dict.fromkeys(_forms(ukrainian, russian.removeprefix("*")), False)
        forms |= dict.fromkeys(_russian_forms(russian.removeprefix("*")), russian.startswith("*"))
        found.update((_key(form), (*found.get(_key(form), ()), *forms.items())) for form in forms)
    return found


def _key(form: str) -> str:
    return fold(_HYPHEN.sub("", form)).replace("'", "")


def _forms(ukrainian: str, russian: str) -> Iterator[str]:
    yield ukrainian
    yield from _from_ukrainian(ukrainian)
    yield from _russian_forms(russian)


def _russian_forms(russian: str) -> Iterator[str]:
    yield russian
    for ending, glide in product(("ы", "ый"), ("е", "йе")):
        plain = _GLIDE.sub(glide, _ADJECTIVE.sub(ending, russian))
        yield "".join(_BGN_RUSSIAN.get(letter, letter) for letter in plain)


def _from_ukrainian(ukrainian: str) -> Iterator[str]:
    """In Latin letters, by the table and with the glides of BGN/PCGN; a last -ий is written short by newsrooms."""
    for spelled, first in product(dict.fromkeys((ukrainian, _ADJECTIVE.sub("и", ukrainian))), (False, True)):
        words = ("".join(_letters(word, first)) for word in re.split("([ -])", spelled.replace("зг", "з\ue000")))
        yield "".join(words).replace("\ue000", "gh")


def _letters(word: str, glides: bool) -> Iterator[str]:
    for at, letter in enumerate(word):
        yield (_KMU_FIRST.get(letter) if glides or at == 0 else None) or _KMU_2010.get(letter, letter)


def _by_rules(name: str) -> Iterator[str]:
    """What is told by the ending of a name of one word."""
    if not name.replace("'", "").isalpha():
        return
    for spelled in (name, *_in_cyrillic(name)):
        both = next(filter(None, (_with_endings(spelled, *row) for row in _TO_RUSSIAN)), [])
        yield from (form for ukrainian, russian in both for form in _forms(ukrainian, russian))


def _with_endings(spelled: str, ukrainian: str, endings: Parts) -> list[tuple[str, str]]:
    """What a name with one of these endings may be in both languages."""
    if spelled.endswith(ukrainian) and len(spelled) >= len(ukrainian) + _LEAST:
        stem = spelled.removesuffix(ukrainian).translate(_LETTERS)
        return [(spelled, stem + end) for end in endings]
    for end in endings:
        if spelled.endswith(end) and len(spelled) >= len(end) + _LEAST:
            stem = spelled.removesuffix(end).replace("ы", "и").replace("э", "е")
            return [(way + ukrainian, spelled) for way in dict.fromkeys((stem, stem.replace("и", "і")))]
    return []


def _in_cyrillic(name: str) -> Iterator[str]:
    """A Latin name with such an ending in the letters of the language that has it."""
    for latin, ending in _LATIN:
        stem = name.removesuffix(latin)
        if stem != name and len(stem) >= _LEAST:
            table = _UKRAINIAN_LATIN if "і" in ending or "ь" in ending or "ї" in ending else _RUSSIAN_LATIN
            for sign, letter in table:
                stem = stem.replace(sign, letter)
            if not stem.isascii():
                yield stem + ending
            return
