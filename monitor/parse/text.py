"""Clean plain text out of anything a feed or a page calls text."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final

from monitor.parse.tags import without_tags

MAX_TEXT = 400_000
"""Code points kept of one text."""
MAX_LINE = 1_000
"""Code points kept of a title or a name."""
_MAX_RAW = 4_000_000
_LETTERS_OF_A_WORD, _LETTERS_OF_MOST = 12, 7
"""More than most words have, and the space around them."""
_LONG: Final = 1_000
"""Code points of a text whose words are counted once, however often one asks: several rules look at a whole article."""

_ESCAPED_TAG = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|img|h[1-6])\b[^<>]*+>", re.IGNORECASE)
_EVIDENT_HTML = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|blockquote|td|tr|table)\s*+>|<(?:br|hr|p)\s*+/?>"
    r"|<(?:img|a|p|div|span|iframe|font)\s[^<>]*+=|&(?:amp;)?lt;/?(?:p|br|div|span|b|i|em|strong|a)\b",
    re.IGNORECASE,
)
_ESCAPED_REFERENCE = re.compile(
    r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[lg]t|quot|apos|nbsp|amp|[lr][sd]quo|[mn]dash|hellip);"
)

_BREAK_SIGNS: Final = frozenset("\r\v\f\x85\u2028\u2029")
_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0, C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_INVISIBLE_SIGNS: Final = frozenset(_INVISIBLE.findall("".join(map(chr, (*range(0x10000), *range(0xE0000, 0xE0080))))))
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
"""Scripts in which ZWNJ and ZWJ spell words: Arabic (Persian, Urdu), the Indic scripts, Khmer, Myanmar, Mongolian."""
_STRAY_JOINER = re.compile(f"(?<![{_JOINING}])[\u200c\u200d]++|[\u200c\u200d]++(?![{_JOINING}])")
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]++")
_RARE_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[{_RARE_SPACES}][ {_RARE_SPACES}]*+| [ {_RARE_SPACES}]++")
"""All but single plain spaces, which stay what they are."""
_RARE_SPACE_SIGNS: Final = frozenset("".join(_SPACES.findall("".join(map(chr, range(0x3001))))))
_LINES = re.compile(r" ?\n[ \n]*")
_SURROGATES: Final = frozenset(map(chr, range(0xD800, 0xE000)))
_MARKS = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.combining(chr(code)))
_RARE_MARKS = "".join(chr(code) for code in range(0x10000, 0x1E94B) if unicodedata.combining(chr(code)))
_PILED_MARKS = re.compile(f"([{_MARKS}]{{8}})[{_MARKS}]++")
_PILED_RARE_MARKS = re.compile(f"([{_MARKS}{_RARE_MARKS}]{{8}})[{_MARKS}{_RARE_MARKS}]++")
"""Beyond the first plane: a class that holds such letters is many times slower, so it is asked only where there are."""
_ALL_MARKS: Final = frozenset(_MARKS + _RARE_MARKS)
_PILE = re.compile(r"[^\w\s]{9}")
"""No mark is a word's letter to `re`: where this is not met, none is piled up, and it is met twenty times as fast."""


def clean_text(value: str, limit: int = MAX_TEXT) -> str:
    """Plain text of `value`, which may be HTML, escaped HTML or plain text; paragraphs stand on lines of their own.

    Tags go (block tags become line breaks; scripts, styles and the like go with what is in them), character
    references are resolved once, and once more only where the text is evidently escaped twice. The result is as
    `clean_plain` leaves it: at most `limit` code points.
    """
    value = value[:_MAX_RAW]
    if "<" not in value and "&" not in value:
        return clean_plain(value, limit)
    text = html.unescape(without_tags(value))
    if _ESCAPED_REFERENCE.search(text):
        text = html.unescape(text)
    if _ESCAPED_TAG.search(text):
        text = html.unescape(without_tags(text))
    return clean_plain(text, limit)


def says_more(value: str, words: int) -> bool:
    """Whether `clean_text` of `value` has at least so many words; told from its beginning where that says it."""
    beginning = html.unescape(without_tags(value[:_MAX_RAW], words * _LETTERS_OF_A_WORD))
    escaped = _ESCAPED_REFERENCE.search(beginning) or _ESCAPED_TAG.search(beginning)
    if not escaped and count_words(clean_plain(beginning)) >= words:
        return True
    return count_words(clean_text(value)) >= words


def clean_declared(value: str, limit: int = MAX_TEXT) -> str:
    """Plain text of `value` that its standard declares to be plain: no tags, and only evident references resolved."""
    value = value[:_MAX_RAW]
    return clean_plain(html.unescape(value) if _ESCAPED_REFERENCE.search(value) else value, limit)


def clean_presumed(value: str, limit: int = MAX_TEXT) -> str:
    """Plain text of `value` that should be plain by default: as HTML only where it evidently is."""
    return clean_text(value, limit) if _EVIDENT_HTML.search(value) else clean_declared(value, limit)


def clean_line(value: str, limit: int = MAX_LINE) -> str:
    """`clean_text` on a single line: for titles and names."""
    return one_line(clean_text(value[: limit * 20], limit * 4), limit)


def one_line(text: str, limit: int = MAX_LINE) -> str:
    """Clean plain text on a single line."""
    return text[: limit * 4].replace("\n", " ")[:limit].rstrip()


def clean_plain(value: str, limit: int = MAX_TEXT) -> str:
    """`value` in NFC, without control, bidi and invisible characters, white space collapsed, at most `limit` long.

    Every kind of line break becomes one newline. Zero-width (non-)joiners stay between letters of scripts that spell
    with them (Persian, Urdu, Indic) and go elsewhere. Halves of surrogate pairs are joined or replaced by U+FFFD.
    """
    text = value[:_MAX_RAW]
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()[:limit].rstrip()
    # Each pattern runs over the whole text, and most texts hold nothing of what it looks for.
    there = set(text)
    if not there.isdisjoint(_SURROGATES):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        there = set(text)
    if not there.isdisjoint(_BREAK_SIGNS):
        text = _BREAKS.sub("\n", text)
    if not there.isdisjoint(_INVISIBLE_SIGNS):
        text = _INVISIBLE.sub("", text)
    # Composing is quadratic in the length of a run of marks, and no orthography piles up eight.
    if not there.isdisjoint(_ALL_MARKS) and _PILE.search(text):
        piled = _PILED_RARE_MARKS if max(there) > "\uffff" else _PILED_MARKS
        text = piled.sub(r"\1", text)
    text = unicodedata.normalize("NFC", text)
    if not there.isdisjoint("\u200c\u200d"):
        text = _JOINERS.sub(r"\1", _STRAY_JOINER.sub("", text))
    if "  " in text or not there.isdisjoint(_RARE_SPACE_SIGNS):
        text = _SPACES.sub(" ", text)
    if "\n" in text and (" \n" in text or "\n " in text or "\n\n" in text):
        text = _LINES.sub("\n", text)
    text = text.strip()
    return text if len(text) <= limit else text[:limit].rstrip()


def count_words(text: str) -> int:
    """Words in `text`; in scripts without spaces two characters count as a word."""
    return _counted(text) if len(text) < _LONG else _counted_once(text)


@lru_cache(maxsize=8)
def _counted_once(text: str) -> int:
    return _counted(text)


def _counted(text: str) -> int:
    if text.isascii():
        return len(ascii_words(text))
    if not (unspaced := len(_UNSPACED.findall(text))):
        return len(_WORD.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + unspaced // 2


def has_words(text: str, least: int) -> bool:
    """Whether `text` has at least so many words; a long one is not counted to its end."""
    if len(text) < least:
        return False
    for letters in (_LETTERS_OF_MOST, _LETTERS_OF_A_WORD):
        beginning = text[: least * letters]
        if count_words(beginning) >= least:
            return True
        if len(beginning) == len(text):
            return False
    return count_words(text) >= least


def ascii_words(text: str) -> list[str]:
    """The words of ASCII text: what the pattern `\\w+` finds in it, in a third of the time."""
    return text.translate(_ASCII_WORDS).split()


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\w+")
_ASCII_WORDS: Final = "".join(sign if _WORD.match(sign) else " " for sign in map(chr, range(0x80)))
