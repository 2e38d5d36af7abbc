"""Removes damage from a text before it is read, and remembers where everything stood in the original.

Only damaged stretches are touched: mark-up, entities, UTF-8 read as Windows-1252, compatibility characters
(presentation forms, full-width, half-width and styled letters), combining marks, invisible characters, addresses that
were made harmless (evil[.]example); and, for who knows the words of names, tags and words cut at the end of a line. A
sound text costs one search.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from monitor.records import dataclass
from monitor.watch.text.capitals import with_quoted_names
from monitor.watch.text.handles import tag_text, uncut
from monitor.watch.text.ordinals import JOINED_ORDINAL
from monitor.watch.text.styled_letters import SMALL_CAPITALS, STYLED, undressed
from monitor.watch.text.unspaced import UNSPACED_LETTERS, Rows, words_in_row

_INVISIBLE = "\u00ad\u034f\u061c\u0640\u180e\u200b\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphen, tatweel, zero-width and direction marks. The non-joiner stays: Persian writes words with it."""
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u20d0-\u20f0\ufe00-\ufe0f"
)
_COMPATIBLE = f"\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef\u1100-\u11ff{STYLED}"
"""The letters of Hangul among them are syllables that were taken apart."""
_VOICED = "\u3099\u309a"
_LEADS = "ÂÃÄÅÐÑØÙÚÛ×â"
_TAILS = "\u0080-\u00bfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
"""What the bytes 80-BF look like when UTF-8 is read as Windows-1252."""

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff"
"""Kana and ideographs: written without spaces, so every sign is a word and a name is a row of them."""
_BETWEEN = "\u200b"
_OTHERS = "\u0531-\u0587\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u0700-\u10ff\u1200-\u1cff\uac00-\ud7a3"
"""Letters of scripts whose languages join particles to words in Latin letters: NATO는, الـNATO, הNATO, NATOს."""
_LATIN = "A-Za-zÀ-\u024f"
_FIGURES_BEFORE = "".join(f"|(?<=[-{_LATIN}]{size * '[0-9]'})(?=[{_OTHERS}])" for size in (1, 2, 3, 4))
_MIXED = f"(?<=[{_LATIN}])(?=[{_OTHERS}])|(?<=[{_OTHERS}])(?=[{_LATIN}]){_FIGURES_BEFORE}"
"""Where the scripts of one word meet: 2024년 and 제5군단 hold none, F-35가 does."""
_OTHER_LEADS = bytes((*range(0xD4, 0xE2), *range(0xEA, 0xEE)))
"""What the letters of these scripts, and few others, begin with in UTF-8: taking bytes out is faster than a search."""
_LATIN_LEADS = bytes((*(code for code in range(128) if chr(code).isalnum()), *range(0xC3, 0xCA)))
_MAY_BE_MIXED = re.compile(f"[{_LATIN}0-9](?:(?=[{_OTHERS}])|(?<=[{_OTHERS}].))")

_CUT = "[-=\u00ac\u00ad\u2010\u2011](?<=\\w.)\\s{1,12}(?:[>|]\\s{0,3})?(?=\\w)"
"""What stands inside a word that was cut at the end of a line, in a mail or in the columns of a page."""
_ORDINAL = re.compile(JOINED_ORDINAL)
_CUT_WORD = re.compile(_CUT)
_CUT_SIGNS = "-=\u00ac\u00ad\u2010\u2011"
_FAR = "\U00010000-\U0010ffff"
_SUSPICIOUS = re.sub(
    f"[{_FAR}]-?", "", f"<&#@{_VOICED}{_INVISIBLE}{_MARKS}{_COMPATIBLE}{_LEADS}{_UNSPACED}{UNSPACED_LETTERS}"
)
_FAR_SUSPICIOUS = "\U0001d400-\U0002ffff"
"""One range for all there is beyond the first 65,536 signs: several are tried one by one at each sign of a text."""
_SUSPECT = re.compile(f"[{_SUSPICIOUS}{_FAR_SUSPICIOUS}]")
_SUSPECT_OR_CUT = re.compile(f"[{_CUT_SIGNS}ǫ{_SUSPICIOUS}{_FAR_SUSPICIOUS}]")
_DISARMED = {".": ".", "dot": ".", "@": "@", "at": "@", ":": ":", "://": "://"}
"""How reports on attacks write the signs of addresses that nobody shall follow, in brackets of any kind."""
_BRACKETS = {"[": "]", "(": ")", "{": "}"}
_DISARMED_SIGNS = tuple(f"{sign}{right}" for right in _BRACKETS.values() for sign in (*_DISARMED, "DOT", "AT"))
_SUSPECT_OR_DISARMED = re.compile(rf"[{_CUT_SIGNS}\[({{ǫ{_SUSPICIOUS}{_FAR_SUSPICIOUS}]")
_DAMAGE = re.compile(
    r"(?P<tag><\s{0,3}/?\s{0,3}[A-Za-z!][^<>]{0,120}>)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});(?:#?[A-Za-z0-9]{1,8};)?)"
    rf"|(?P<mojibake>â[{_TAILS}][{_TAILS}]|[{_LEADS[:-1]}][{_TAILS}])"
    rf"|(?P<handle>[#@\uff03\uff20](?<![\w#@/.&].)(?:(?![{_UNSPACED}\uff66-\uff9f])\w)+)"
    rf"|(?P<cut>{_CUT})|(?P<ordinal>{JOINED_ORDINAL})"
    rf"|(?P<compatible>(?:[{_COMPATIBLE}]|ǫ(?=[{SMALL_CAPITALS}])|[\u3046-\u30f2][{_VOICED}])+)"
    r"|(?P<disarmed>[\[({](?<=\w.)(?:\.|dot|DOT|@|at|AT|:|://)[\])}]\s?(?=\w)|\[(?<=\w\s.)(?:\.|dot)\]\s?(?=\w))"
    rf"|(?P<row>[{UNSPACED_LETTERS}]+)"
    rf"|(?P<marks>[{_MARKS}{_INVISIBLE}]+)"
    rf"|(?P<seam>(?<=[{_UNSPACED}])(?=\w)|(?<=\w)(?=[{_UNSPACED}]))"
)
_DAMAGE_AND_MIXED = re.compile(f"(?P<mixed>{_MIXED})|{_DAMAGE.pattern}")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_CUT_CHAIN = re.compile(rf"[\w'’‘`´′׳״]+(?:{_CUT}[\w'’‘`´′׳״]+)+")
_ROWS = re.compile(f"[{UNSPACED_LETTERS}]+")
_MARK = re.compile(f"[{_MARKS}{_INVISIBLE}]")
_HEBREW_QUOTE = re.compile('(?<=[א-ת])"(?=[א-ת])')


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without damage, and the way back to the original's offsets (code points)."""

    text: str
    starts: tuple[int, ...] = ()
    """Where each replacement starts in `text`, ascending."""
    edits: tuple[tuple[int, int, int], ...] = ()
    """For each replacement: its end in `text`, start and end of what it replaced in the original."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]` (not empty) came from."""
        return self._start(start), self._end(end)

    def _start(self, position: int) -> int:
        at = bisect_right(self.starts, position) - 1
        if at < 0:
            return position
        end, source_start, source_end = self.edits[at]
        return source_start if position < end else source_end + position - end

    def _end(self, position: int) -> int:
        at = bisect_left(self.starts, position) - 1
        if at < 0:
            return position
        end, _, source_end = self.edits[at]
        return source_end if position <= end else source_end + position - end


class Known(Rows, Protocol):
    """The words of the names of the lists."""

    def knows(self, surface: str, ending: int) -> bool:
        """Whether a word, or what is left of it without an ending of so many letters at most, is one of them."""


def clean(text: str, known: Known | None = None) -> Cleaned:
    """Undo damage; never raises, linear in the length.

    With `known`, tags and handles are taken apart, words cut at the end of a line are put together, and names are
    parted from what they are written together with.
    """
    if text.isascii():
        sound = "<" not in text and "&" not in text and (known is None or ("#" not in text and "@" not in text))
    else:
        if '"' in text:
            text = _HEBREW_QUOTE.sub("״", text)
        text = with_quoted_names(text)
        sound = _SUSPECT.search(text) is None and not _may_be_mixed(text) and _ORDINAL.search(text) is None
    sound = sound and not _may_be_disarmed(text)
    if sound and not (known is not None and _is_cut(text, known)):
        return Cleaned(text.replace("_", " ") if "_" in text else text)
    return _assemble(text, known)


def cut_words(text: str) -> Iterator[list[str]]:
    """What may be one word of a cleaned text though a line ends in it, in its pieces."""
    if not any(_ends_a_line(text.split(sign)) for sign in _CUT_SIGNS if sign in text):
        return
    for chain in _CUT_CHAIN.finditer(text):
        yield _CUT_WORD.split(chain.group())


def rows(text: str) -> list[str]:
    """The rows of letters of scripts that part no words, of a text as it was written."""
    return _ROWS.findall(text)


def handles(text: str) -> list[str]:
    """The tags and handles of a text as it was written, without their sign, their letters made plain."""
    if text.isascii() and "#" not in text and "@" not in text:
        return []
    return [clean(found.group()[1:]).text for found in _damaged(text) if found.lastgroup == "handle"]


def _is_cut(text: str, known: Known) -> bool:
    """Whether a word of a name is cut; most texts hold none of the signs that say so."""
    signed = any(_ends_a_line(text.split(sign)) for sign in _CUT_SIGNS if sign in text)
    return signed and any(uncut(text, *cut.span(), known.knows) for cut in _CUT_WORD.finditer(text))


def _ends_a_line(pieces: Sequence[str]) -> bool:
    """Whether a sign between two pieces of a text stands behind a word and before a space."""
    return any(behind[:1].isspace() and not before[-1:].isspace() for before, behind in pairwise(pieces))


def _assemble(text: str, known: Known | None) -> Cleaned:
    parts: list[str] = []
    starts: list[int] = []
    edits: list[tuple[int, int, int]] = []
    done = length = 0
    for start, end, replacement in _replacements(text, known):
        parts += (text[done:start], replacement)
        length += start - done
        starts.append(length)
        length += len(replacement)
        edits.append((length, start, end))
        done = end
    parts.append(text[done:])
    return Cleaned("".join(parts).replace("_", " "), tuple(starts), tuple(edits))


def _replacements(text: str, known: Known | None) -> Iterator[tuple[int, int, str]]:
    for match in _damaged(text):
        start, end = match.span()
        found = match.group()
        match match.lastgroup:
            case "tag":
                yield start, end, " "
            case "entity":
                yield start, end, _plain(html.unescape(html.unescape(found)))
            case "mojibake":
                repaired = _repair(found)
                if repaired != found:
                    yield start, end, repaired
            case "disarmed":
                yield start - text[start - 1].isspace(), end, _DISARMED[found.rstrip()[1:-1].lower()]
            case "handle" | "cut" | "row" as kind:
                if known is not None:
                    yield from _named(text, (start, end), kind, known)
            case "compatible":
                yield start, end, _parted(text, start, end, _plain(undressed(found, text[max(0, start - 1) : start])))
            case "ordinal":
                yield start, end, ""
            case "seam" | "mixed":
                yield start, end, _BETWEEN
            case _:
                yield _without_marks(text, start, end)


def _damaged(text: str) -> Iterator[re.Match[str]]:
    """Every stretch of `_DAMAGE`; but for seams, which no sign opens, asked for only where one of its signs stands."""
    if _may_be_mixed(text):
        yield from _DAMAGE_AND_MIXED.finditer(text)
        return
    if is_unspaced(text):
        yield from _DAMAGE.finditer(text)
        return
    at = 0
    suspect = _SUSPECT_OR_DISARMED if _may_be_disarmed(text) else _SUSPECT_OR_CUT
    while (sign := suspect.search(text, at)) is not None:
        found = _DAMAGE.match(text, sign.start())
        if found is not None:
            yield found
        at = (found or sign).end()


def _may_be_mixed(text: str) -> bool:
    """Whether a word may hold letters of two scripts of which one is Latin."""
    if text.isascii():
        return False
    encoded = text.encode(errors="replace")
    if any(len(encoded.translate(None, kind)) == len(encoded) for kind in (_LATIN_LEADS, _OTHER_LEADS)):
        return False
    return _MAY_BE_MIXED.search(text) is not None


def _may_be_disarmed(text: str) -> bool:
    """Whether a sign of addresses stands in brackets; most texts hold none."""
    return any(piece.startswith(_DISARMED_SIGNS) for left in _BRACKETS if left in text for piece in text.split(left))


def _named(text: str, span: tuple[int, int], kind: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """The replacements that only who knows the names can make."""
    start, end = span
    match kind:
        case "handle":
            written = text[start + 1 : end]
            words = tag_text(clean(written).text, known.knows)
            if words != written:
                yield start, end, text[start] + words
        case "cut":
            if uncut(text, start, end, known.knows):
                yield start, end, ""
        case _:
            edges = dict.fromkeys(at for word in words_in_row(text, start, end, known) for at in word)
            yield from ((at, at, _BETWEEN) for at in edges)


def is_unspaced(text: str) -> bool:
    """Whether `text` holds a sign of a script whose words are written without spaces, each sign apart."""
    return _IS_UNSPACED.search(text) is not None


def _parted(text: str, start: int, end: int, plain: str) -> str:
    """What `plain` is between its neighbours: signs that are written without spaces have seams between them."""
    if not is_unspaced(plain):
        return plain
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    return before.isalnum() * _BETWEEN + _BETWEEN.join(plain) + behind.isalnum() * _BETWEEN


def _plain(text: str) -> str:
    return _MARK.sub("", text)


def _without_marks(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Marks go, except the breve that makes й of и: they are two letters of Russian."""
    if start and text[start - 1] in "иИ" and "\u0306" in text[start:end]:
        return start - 1, end, "й" if text[start - 1] == "и" else "Й"
    return start, end, ""


def _repair(damaged: str) -> str:
    """The one character that two or three Windows-1252 characters stand for, or `damaged` itself."""
    try:
        raw = b"".join(bytes((ord(c),)) if "\x80" <= c <= "\x9f" else c.encode("cp1252") for c in damaged)
        repaired = raw.decode("utf-8")
    except UnicodeError:
        return damaged
    return repaired if len(repaired) == 1 else damaged
