"""JSON as servers really send it: read strictly first, then as far as it can be understood."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

# A string that is never closed is taken to the end of the text: tried again from every mark it would be quadratic.
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
"""Control characters may stand in strings; numbers come as they are written, for an id is a name and no amount."""
_STRING_OR_SLIP = re.compile(
    r'"(?:[^"\\]++|\\.)*+"?|,(?=\s*+[}\]])|//[^\n]*+|/\*[^*]{0,1000}\*/|\b(?:undefined|NaN)\b', re.DOTALL
)
_WRONG_ESCAPE = re.compile(r'\\(?:(?P<right>["\\/bfnrt]|u[0-9a-fA-F]{4})|(?P<wrong>.))', re.DOTALL)
_OTHER_WORDS = re.compile(
    r""""(?:[^"\\]++|\\.)*+"?|'(?P<single>(?:[^'\\]++|\\.)*+)'?|\b(?P<word>None|True|False)\b"""
    r"""|(?<=[{,\s])(?P<name>[A-Za-z_$][\w$]{0,60})(?=\s{0,20}:)""",
    re.DOTALL,
)
_WORDS = {"None": "null", "True": "true", "False": "false"}
_STRING_OF_QUOTES = re.compile(
    r'(?<=[\[{,:\s])"(?P<inner>(?:[^"\\]++|\\.|"(?!'
    r'\s{0,50}(?:[:}\]]|,\s{0,50}["{\[\d]|,\s{0,50}(?:true|false|null)|\Z)))*+)"?',
    re.DOTALL,
)
_LONE_QUOTE = re.compile(r'\\.|"', re.DOTALL)
_ITEMS = re.compile(r'"(?:items|entries|articles|posts)"\s*+:\s*+\[')
_MEMBER = re.compile(r',\s{0,50}"')
_TELLING = ("title", "content_html", "content_text", "summary")
_BETWEEN = " \t\r\n,"
_MOST_TRIES: Final = 40
_LONGEST_ITEM: Final = 200_000


def load_loosely(text: str) -> tuple[Any, str]:
    """(the document, what is wrong with it); None and a reason for what cannot be understood at all. Never raises.

    Numbers are strings. Of a document that breaks off, the items before the break are read, and of the last one the
    members that are whole.
    """
    try:
        return _DECODER.raw_decode(text)[0], ""
    except (ValueError, RecursionError) as error:
        fault = str(error)
    steps: tuple[Callable[[str], str], ...] = (_without_slips, _in_double_quotes, _with_quotes_inside)
    for step in steps:
        try:
            return _DECODER.raw_decode(step(text).lstrip())[0], fault
        except (ValueError, RecursionError):
            continue
    return _up_to_the_break(_without_slips(text)), fault


def load_lines(text: str) -> list[Any]:
    """The documents that stand one behind the other (JSON Lines); none if the first cannot be read."""
    documents, position = [], 0
    while position < len(text):
        try:
            document, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        documents.append(document)
        while position < len(text) and text[position] in _BETWEEN:
            position += 1
    return documents


def _without_slips(text: str) -> str:
    """Without comments, commas too many and wrong escapes."""
    return _STRING_OR_SLIP.sub(_mended, text)


def _mended(part: re.Match[str]) -> str:
    found = part[0]
    if found[0] == '"':
        return _WRONG_ESCAPE.sub(_escape, found)
    return "null" if found[0] in "uN" else ""


def _escape(one: re.Match[str]) -> str:
    if one["right"]:
        return one[0]
    return "'" if one["wrong"] == "'" else "\\\\" + one["wrong"]


def _in_double_quotes(text: str) -> str:
    """Strings in single quotes, names in none and the constants of other languages, as JSON has them."""
    return _without_slips(_OTHER_WORDS.sub(_other_word, text))


def _other_word(part: re.Match[str]) -> str:
    if part["single"] is not None:
        return f'"{_escaped(part["single"])}"'
    return _WORDS[part["word"]] if part["word"] else f'"{part["name"]}"' if part["name"] else part[0]


def _with_quotes_inside(text: str) -> str:
    """Quotation marks in strings that nobody escaped: one ends a string only before what may follow a string."""
    return _without_slips(_STRING_OF_QUOTES.sub(lambda part: f'"{_escaped(part["inner"])}"', text))


def _escaped(inner: str) -> str:
    return _LONE_QUOTE.sub(lambda one: '\\"' if one[0] == '"' else one[0], inner)


def _up_to_the_break(text: str) -> dict[str, Any] | None:
    """The beginning of a document with a list of items that can be read."""
    start = _ITEMS.search(text)
    if start is None:
        return None
    try:
        document = _DECODER.decode(text[: start.start()].rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError):
        document = {}
    items, position = [], start.end()
    while True:
        while position < len(text) and text[position] in _BETWEEN:
            position += 1
        try:
            item, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        items.append(item)
    last = _whole_members(text[position : position + _LONGEST_ITEM])
    items += [last] if last else []
    return {**document, "items": items} if isinstance(document, dict) else None


def _whole_members(text: str) -> Any:
    """The members of a broken-off object that are whole; None if they say nothing."""
    ends = [one.start() for one in _MEMBER.finditer(text)][-_MOST_TRIES:] if text.startswith("{") else []
    for end in reversed(ends):
        try:
            found = _DECODER.decode(text[:end] + "}")
        except (ValueError, RecursionError):
            continue
        return found if any(key in found for key in _TELLING) else None
    return None
