"""Ordinal numbers as newsrooms write them: Fourth, 4th, 4e, Vierte, четвёртая are one word to the matcher."""

from __future__ import annotations

import re

from monitor.watch.text.fold import bare, fold

_ROWS = """
first erste ersten erster premiere premier birinci первая первый первой первого первому первым первую primera primer
second zweite zweiten zweiter deuxieme seconde ikinci вторая второй второго второму вторым вторую segunda segundo
third dritte dritten dritter troisieme ucuncu третья третий третьей третьего третьему третьим tercera tercer
fourth vierte vierten vierter quatrieme dorduncu четвертая четвертый четвертой четвертого четвертому cuarta cuarto
fifth funfte funften funfter cinquieme besinci пятая пятый пятой пятого пятому пятым пятую quinta quinto
sixth sechste sechsten sechster sixieme altinci шестая шестой шестого шестому шестым шестую sexta sexto
seventh siebte siebten siebter septieme yedinci седьмая седьмой седьмого седьмому седьмым седьмую septima septimo
eighth achte achten achter huitieme sekizinci восьмая восьмой восьмого восьмому восьмым восьмую octava octavo
ninth neunte neunten neunter neuvieme dokuzuncu девятая девятый девятой девятого девятому novena noveno
tenth zehnte zehnten zehnter dixieme onuncu десятая десятый десятой десятого десятому decima decimo
"""
_MORE_ROWS = """
primo prima primeiro primeira pierwszy pierwsza pierwszego eerste forsta forste перший перша першої першого
secondo seconda drugi druga drugiego drugiej tweede andra anden другий друга другої другого
terzo terza terceiro terceira trzeci trzecia trzeciego trzeciej derde tredje третій третя третьої третього
quarto quarta czwarty czwarta czwartego czwartej vierde fjarde fjerde четвертий четверта четвертої четвертого
quinto quinta piaty piata piatego piatej vijfde femte п'ятий п'ята п'ятої п'ятого
sesto sesta szosty szosta szostego szostej zesde sjatte sjette шостий шоста шостої шостого
settimo settima setimo siodmy siodma siodmego siodmej zevende sjunde syvende сьомий сьома сьомої сьомого
ottavo ottava oitavo oitava osmy osma osmego osmej achtste attonde ottende восьмий восьма восьмої
nono nona dziewiaty dziewiata dziewiatego negende nionde niende дев'ятий дев'ята дев'ятої дев'ятого
dziesiaty dziesiata dziesiatego tiende tionde десятий десята десятої
eleventh elfte elften undicesimo undecima onzieme onbirinci одиннадцатая одиннадцатый одиннадцатой
twelfth zwolfte zwolften douzieme onikinci двенадцатая двенадцатый двенадцатой
"""
_WORDS = {
    bare(fold(word)): index
    for table in (_ROWS, _MORE_ROWS)
    for index, row in enumerate(table.strip().splitlines(), start=1)
    for word in row.split()
}
_FIGURES = re.compile(
    r"([0-9]{1,4})(?:st|nd|rd|th|e|eme|ere|er|a|o|º|ª|inci|nci|uncu|ncu|st[ea]|de"
    r"|[йяюемхиіаы]|го|му|ой|ей|ом|ем|ми|та|ма|га|ша|ої|ій|ту|ти|ва|ра|оі|ії|η|ο|ου|ης)"
)
JOINED_ORDINAL = "-(?<=[0-9].)(?=(?:[йяюемхїы]|го|му|ой|ей|ми|та|ма|га|ша|ої|ій|ту)(?![а-яіїєґ]))"
"""What parts figures from the end of a Cyrillic ordinal, which are one word: 5-й, 47-ма."""
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ROMAN_MOST = 39
_BARE = re.compile(r"[0-9]{1,4}")
_BARE_IS_ORDINAL = frozenset({"de", "tr"})
"""Spelling habits in which a figure with a full stop is an ordinal; the full stop is not part of the word."""


def ordinal_key(folded: str, habit: str = "") -> str | None:
    """What all ways of writing one ordinal have in common; None for other words."""
    if folded in _WORDS:
        return f"#{_WORDS[folded]}"
    if (found := _FIGURES.fullmatch(folded)) is not None:
        return f"#{int(found.group(1))}"
    if habit in _BARE_IS_ORDINAL and _BARE.fullmatch(folded):
        return f"#{int(folded)}"
    return None


def figures_of(folded: str) -> str:
    """The figures of a Cyrillic ordinal, "" for other words: 16 of 16-е, as aircraft are called in the plural."""
    found = _FIGURES.fullmatch(folded)
    return found.group(1) if found is not None and not folded.isascii() else ""


def roman_number(word: str) -> int:
    """The number of a Roman numeral in capitals, from II to XXXIX; 0 for other words, and I, which English says."""
    if len(word) > len("XXXVIII") or _ROMAN.fullmatch(word) is None or word == "I":
        return 0
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-value if value < follows else value for value, follows in zip(values, (*values[1:], 0), strict=True))


def ordinal_words() -> tuple[tuple[str, str], ...]:
    """Every word for an ordinal, folded, with its key."""
    return tuple((word, f"#{number}") for word, number in _WORDS.items())


def roman_numerals() -> tuple[tuple[str, str], ...]:
    """Every Roman numeral from II on, folded, with what it is met as: III is the third, and 3."""
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    found = ((number, "x" * (number // 10) + units[number % 10]) for number in range(2, _ROMAN_MOST + 1))
    return tuple((roman, key) for number, roman in found for key in (f"#{number}", str(number)))
