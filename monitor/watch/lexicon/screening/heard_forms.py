"""The forms of words in an alphabet that are compared by sound, many at a time."""

from __future__ import annotations

from monitor.watch.languages import latin, russian
from monitor.watch.lexicon.screening.plain_words import Folded
from monitor.watch.text import Script

_S_LEAST = 7
"""Letters of a Latin word whose sound is also compared without a final -s."""


def roughly(words: list[str], forms: list[str], script: Script) -> Folded:
    """The forms that `lexicon` compares by sound, less those that `with_silent` stands for, and whose they are."""
    owners = list(words)
    if script is Script.CYRILLIC:
        heard = list(forms)
        for word, folded in zip(words, forms, strict=True):
            if "ск" in folded:
                stems = list(russian.name_stems(folded))
                heard += stems
                owners += [word] * len(stems)
        return owners, heard
    heard = [word.lower() for word in words]
    for word, folded in zip(words, forms, strict=True):
        if script is Script.LATIN and folded[0] in "aeu":
            rests = [rest for form in (folded, folded + "s") for rest, _, _ in latin.without_article(form)]
            heard += rests
            owners += [word] * len(rests)
    return owners, heard


def wholly(words: list[str], forms: list[str], script: Script) -> Folded:
    """The forms that `lexicon` compares by sound of words without apostrophes, and whose they are."""
    owners: list[str] = []
    heard: list[str] = []
    for word, folded in zip(words, forms, strict=True):
        found = _forms_heard(word, folded, script)
        heard += found
        owners += [word] * len(found)
    return owners, heard


def _forms_heard(word: str, folded: str, script: Script) -> set[str]:
    if script is Script.CYRILLIC:
        return {folded, *russian.heard_stems(folded)}
    found = {word.lower(), *(rest for rest, _, _ in latin.without_article(folded))}
    return found | {folded[:-1]} if folded.endswith("s") and len(word) >= _S_LEAST else found


def with_silent(outline: str, endings: str) -> set[str]:
    """An outline with the sounds behind it that may be heard or not: h, and endings of a case or plural."""
    heard = {outline, outline.removesuffix("h") + "h"}
    return heard | {before.removesuffix(ending) + ending for before in heard for ending in endings}
