"""Ordinal numbers as newsrooms write them: Fourth, 4th, 4e, Vierte, четвёртая are one word to the matcher."""

from __future__ import annotations

import re

from monitor.watch.text.fold import fold

_ROWS = """
first erste ersten erster premiere premier birinci первая первый первой первого primera primer
second zweite zweiten zweiter deuxieme seconde ikinci вторая второй второго segunda segundo
third dritte dritten dritter troisieme ucuncu третья третий третьей третьего tercera tercer
fourth vierte vierten vierter quatrieme dorduncu четвертая четвертый четвертой четвертого cuarta cuarto
fifth funfte funften funfter cinquieme besinci пятая пятый пятой пятого quinta quinto
sixth sechste sechsten sechster sixieme altinci шестая шестой шестого sexta sexto
seventh siebte siebten siebter septieme yedinci седьмая седьмой седьмого septima septimo
eighth achte achten achter huitieme sekizinci восьмая восьмой восьмого octava octavo
ninth neunte neunten neunter neuvieme dokuzuncu девятая девятый девятой девятого novena noveno
tenth zehnte zehnten zehnter dixieme onuncu десятая десятый десятой десятого decima decimo
"""
_WORDS = {fold(word): index for index, row in enumerate(_ROWS.strip().splitlines(), start=1) for word in row.split()}
_FIGURES = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th|e|eme|ere|er|a|o|inci|nci|uncu|ncu)")
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


def ordinal_words() -> tuple[tuple[str, str], ...]:
    """Every word for an ordinal, folded, with its key."""
    return tuple((word, f"#{number}") for word, number in _WORDS.items())
