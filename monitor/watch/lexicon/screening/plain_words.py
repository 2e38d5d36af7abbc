"""The words of a text that hold nothing but plain letters of one script, and their folded forms, many at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monitor.watch.languages import latin
from monitor.watch.text import Script, bare, fold, once

Folded = tuple[list[str], list[str]]
"""Words as written, and a folded form of each; a word may stand there with several. Two lists, because a hundred
thousand pairs would wake the search for cycles."""


FOLDED_WORD = {
    Script.LATIN: re.compile("[a-z]+"),
    Script.CYRILLIC: re.compile("[а-яіїєґ]+"),
    Script.ARABIC: re.compile("[\u0620-\u064a\u0671-\u06d3]+"),
    Script.HEBREW: re.compile("[א-ת]+"),
    Script.OTHER: re.compile("[\u0370-\u03ff\u0530-\u058f\u0900-\u1cff\u3040-\ud7ff]+"),
}
"""Words that show how they can be read; all others are read."""


def _table(first: int, last: int, script: Script) -> dict[str, str]:
    """The folded form of each letter that can be folded alone and leaves a word judgeable."""
    letters = {chr(code): bare(fold(chr(code))) for code in range(first, last) if chr(code).isalpha()}
    return {letter: form for letter, form in letters.items() if FOLDED_WORD[script].fullmatch(form)}


LETTERS = {
    Script.LATIN: _table(0x41, 0x7B, Script.LATIN),
    Script.CYRILLIC: _table(0x400, 0x530, Script.CYRILLIC),
    Script.ARABIC: _table(0x620, 0x6D4, Script.ARABIC),
    Script.HEBREW: _table(0x5D0, 0x5EB, Script.HEBREW),
}
_ODD = {
    script: {letter: form for letter, form in table.items() if letter == letter.lower() != form}
    for script, table in LETTERS.items()
}
"""The letters that are folded to something else than their small letter."""
_SCRIPT_OF = {letter: script for script, table in LETTERS.items() for letter in table}
_PLAIN = {script: re.compile(f"[{''.join(table)}\n]+") for script, table in LETTERS.items()}
_PLAIN_LINE = {script: re.compile(f"^[{''.join(table)}]+$", re.MULTILINE) for script, table in LETTERS.items()}


def plain_words(words: Iterable[str]) -> tuple[dict[Script, Folded], list[str]]:
    """By script the words of its plain letters with their folded forms, and all other words."""
    rest: list[str] = []
    alike: dict[Script, list[str]] = {script: [] for script in LETTERS}
    for word in words:
        (rest if (script := _SCRIPT_OF.get(word[:1])) is None else alike[script]).append(word)
    found: dict[Script, Folded] = {script: ([], []) for script in Script}
    for script, begun in alike.items():
        if begun:
            plain, mixed = _parted(begun, script)
            rest += mixed
            if plain:
                folded = _folded("\n".join(plain), script)
                found[script] = plain, (once(folded) if script is Script.HEBREW else folded).split("\n")
    return found, rest


def _folded(text: str, script: Script) -> str:
    """Plain letters of a script, folded. Few are odd: taking those out is a tenth of translating every letter."""
    folded = text.lower()
    for letter, form in _ODD[script].items():
        if letter in folded:
            folded = folded.replace(letter, form)
    return folded


def _parted(words: list[str], script: Script) -> tuple[list[str], list[str]]:
    """The words that hold nothing but plain letters of a script, and the others."""
    text = "\n".join(words)
    if _PLAIN[script].fullmatch(text):
        return words, []
    plain = _PLAIN_LINE[script].findall(text)
    return plain, list(set(words).difference(plain))


_GENITIVE = re.compile("['’]s$")


def without_genitive(word: str) -> str:
    """The word before an apostrophe and s, and no apostrophes at its edges."""
    if word.isalnum():
        return word
    core = word.strip("'’")
    base = core[:-2] if _GENITIVE.search(core) else core
    return word if base.lower() in latin.ELISIONS else base
