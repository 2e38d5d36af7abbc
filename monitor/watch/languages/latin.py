"""Latin script: apostrophes, plural and genitive -s, German compounds, the Arabic article, regular spelling habits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from monitor.watch.languages import turkish
from monitor.watch.text import Variant, Way, listed

ELISIONS = frozenset(listed("d l qu j n s c m t f b jusqu lorsqu puisqu dell all nell dall sull un quest"))
"""What a French or Italian word loses its vowel to."""
ENDINGS_AFTER_APOSTROPHE = turkish.CHAINS | {"s", "es", "a", "e"}
_HEADS = tuple(
    listed(
        "kampfer provinz miliz fuhrer chef regierung anhanger angriff stellung gebiet region regime besuch partei "
        "hochburg brigade basis stutzpunkt konflikt krise truppe "
        "gruppe funktionar mitglied hohe armee grenze kommandeur "
        "streifen krieg insel halbinsel flughafen brucke abkommen gipfel "
        "garnison garde kraft rebell soldat sprecher feindlich nah treu "
        "staat terrorist terror offensive einsatz mission vertrag gebirge wuste kuste strasse "
        "virus epidemie pandemie ausbruch seuche fieber fall variante impfung impfstoff patient infektion "
        "kurs aktie konzern werk fabrik politik wahl debatte affare skandal prozess opfer "
        "leider leger beweging strijder aanhanger aanval gebied oorlog regering troepen uitbraak landen "
        "ledare ledaren styret styrka styrkor krig kriget regering anhangare attack omrade omradet utbrott "
        "leder lederen styre styrker krigen landene landerna angreb angrep utbrudd udbrud"
    )
)
"""Second parts of German, Dutch and Scandinavian compounds, folded, without their plural ending."""
_COMPOUND_ENDS = ("", "e", "n", "s", "en", "er", "ern")
_COMPOUND_LETTERS = 3
_COMPOUND_LAST = frozenset((head + end)[-_COMPOUND_LETTERS:] for head in _HEADS for end in _COMPOUND_ENDS)
"""How compounds end: most words do not, and are not looked through for each second part."""
_COMPOUND_LEAST = 8
_STEM_LEAST = 4
_JOINED_ARTICLE = re.compile(r"(al|el|ul)(?=\w{5})|(a|e)(?=(ss|sh|zz|dd|nn|tt|rr)\w{4})|(as|es)(?=s\w{5})")
_OUR = re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$)")
_ISE = re.compile(r"is(?=ation|ations$|ed$|ing$|e$)")


def variants(parts: tuple[str, ...]) -> Iterator[Variant]:
    """What a folded Latin word, split at its apostrophes, may be a form of, the joined word itself excluded."""
    joined = "".join(parts)
    if len(parts) > 1:
        yield from _at_apostrophes(parts)
    yield from _plural(joined)
    yield from turkish.variants(joined)
    yield from _compound(joined)
    yield from without_article(joined)
    for spelling in (_OUR.sub("or", joined), _ISE.sub("iz", joined)):
        if spelling != joined:
            yield Variant(spelling, Way.VARIANT)


_SMALL_BEFORE = re.compile(r"[a-z]{1,4}(?=[A-Z\u00c0-\u00de][^\W\d_A-Z]{3})")
_WITH_SMALL_BEFORE = re.compile(rf"^{_SMALL_BEFORE.pattern}.*$", re.MULTILINE)


def behind_small_letters(surface: str) -> str:
    """A name behind what its language joins to it in small letters, "" for none: eDrovna, kwaDrovna, nDrovna."""
    found = _SMALL_BEFORE.match(surface)
    return surface[found.end() :] if found is not None else ""


def with_small_letters(words: Iterable[str]) -> Iterable[str]:
    """Those of some words that are written so."""
    return _WITH_SMALL_BEFORE.findall("\n".join(words))


def _at_apostrophes(parts: tuple[str, ...]) -> Iterator[Variant]:
    elided = parts[0] in ELISIONS
    ended = parts[-1] in ENDINGS_AFTER_APOSTROPHE
    if ended:
        yield Variant("".join(parts[:-1]), Way.ENDING, "'" + parts[-1])
    if elided:
        rest = "".join(parts[1:])
        yield Variant(rest, Way.PREFIX, parts[0] + "'")
        yield from (Variant(form, Way.PREFIX, parts[0] + "'") for form, _, _ in without_article(rest))
    if elided and ended and len(parts) > 2:
        yield Variant("".join(parts[1:-1]), Way.ENDING, "'" + parts[-1])


def _plural(word: str) -> Iterator[Variant]:
    if word.endswith("s") and word[-2:-1].isdecimal():
        yield Variant(word[:-1], Way.ENDING, "s")
    if len(word) <= _STEM_LEAST:
        if word.endswith("s") and word[:1].isdecimal():
            yield Variant(word[:-1], Way.ENDING, "s")
        return
    if word.endswith("s"):
        yield Variant(word[:-1], Way.ENDING, "s")
    else:
        yield Variant(word + "s", Way.ENDING)
    if word.endswith("e") and len(word) > _STEM_LEAST + 2:
        yield Variant(word + "n", Way.ENDING)
    if word.endswith(("en", "es")) and len(word) > _STEM_LEAST + 2:
        yield Variant(word[:-2], Way.ENDING, word[-2:])
    if word.endswith(("n", "r", "m")) and len(word) > _STEM_LEAST + 2:
        yield Variant(word[:-1], Way.ENDING, word[-1])


def _compound(word: str) -> Iterator[Variant]:
    if len(word) < _COMPOUND_LEAST or word[-_COMPOUND_LETTERS:] not in _COMPOUND_LAST:
        return
    for head in _HEADS:
        at = word.rfind(head)
        if at >= _STEM_LEAST and word[at + len(head) :] in _COMPOUND_ENDS:
            yield Variant(word[:at], Way.COMPOUND, word[at:])
            if word[at - 1] == "s":
                yield Variant(word[: at - 1], Way.COMPOUND, word[at:])


def without_article(word: str) -> Iterator[Variant]:
    """Albukamal, Essoueida: the article written together with its word."""
    found = _JOINED_ARTICLE.match(word)
    if found is None:
        return
    rest = word[found.end() :]
    if found.lastindex == 2 and rest[:2] != "sh":
        rest = rest[1:]
    yield Variant(rest, Way.ARTICLE, word[: len(word) - len(rest)])


TAILS = frozenset(
    {
        *("", "s", "n", "r", "m", "en", "es"),
        *turkish.SUFFIXES,
        *(link + head + end for link in ("", "s") for head in _HEADS for end in _COMPOUND_ENDS),
    }
)
"""Whatever `variants` takes off the end of a word without apostrophes."""


def other_forms(word: str) -> Iterator[str]:
    """The forms `variants` makes of a word without apostrophes by other means than taking something off."""
    yield from (word + "s", word + "n")
    if "our" in word:
        yield _OUR.sub("or", word)
    if "is" in word:
        yield _ISE.sub("iz", word)


def other_beginnings(beginning: str) -> set[str]:
    """How words may begin of which `variants` makes one with this beginning (at most four letters)."""
    return {beginning.replace("iz", "is"), beginning[:2] + beginning[2:].replace("or", "ou")}
