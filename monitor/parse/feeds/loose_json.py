"""JSON as servers really send it: read strictly first, then as far as it can be understood."""

from __future__ import annotations

import json
import re
from typing import Any

_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
"""Control characters may stand in strings; numbers come as they are written, for an id is a name and no amount."""
_STRING_OR_SLIP = re.compile(
    r'"(?:[^"\\]++|\\.)*+"?|,(?=\s*+[}\]])|//[^\n]*+|/\*[^*]{0,1000}\*/|\b(?:undefined|NaN)\b', re.DOTALL
)
_WRONG_ESCAPE = re.compile(r'\\(?:(?P<right>["\\/bfnrt]|u[0-9a-fA-F]{4})|(?P<wrong>.))', re.DOTALL)
_ITEMS = re.compile(r'"items"\s*+:\s*+\[')
_BETWEEN = " \t\r\n,"


def load_loosely(text: str) -> tuple[Any, str]:
    """(the document, what is wrong with it); None and a reason for what cannot be understood at all. Never raises.

    Numbers are strings. Of a document that breaks off, the items before the break are read.
    """
    try:
        return _DECODER.raw_decode(text)[0], ""
    except (ValueError, RecursionError) as error:
        fault = str(error)
    mended = _STRING_OR_SLIP.sub(_mended, text)
    try:
        return _DECODER.raw_decode(mended)[0], fault
    except (ValueError, RecursionError):
        return _up_to_the_break(mended), fault


def _mended(part: re.Match[str]) -> str:
    found = part[0]
    if found[0] == '"':
        return _WRONG_ESCAPE.sub(_escape, found)
    return "null" if found[0] in "uN" else ""


def _escape(one: re.Match[str]) -> str:
    if one["right"]:
        return one[0]
    return "'" if one["wrong"] == "'" else "\\\\" + one["wrong"]


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
    return {**document, "items": items} if isinstance(document, dict) else None
