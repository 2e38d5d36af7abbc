"""The data that a page carries in its scripts: JSON as servers write it there, each document as one tree."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from monitor.parse.loose_json import load_loosely

LONGEST: Final = 2_000_000
"""Code points of a script that is looked at."""
_MOST_SCRIPTS: Final = 20
_OPENED = re.compile(r"[^<>]{0,300}+>")
_CLOSED = re.compile(r"</script", re.IGNORECASE)
_OPENING = re.compile(r"\A(?:<!--|/\*\s*+<!\[CDATA\[\s*+\*/|//\s*+<!\[CDATA\[|<!\[CDATA\[)")
_CLOSING = re.compile(r"(?:-->|(?://|/\*)?\s*+\]\]>(?:\s*+\*/)?|;)\Z")
_WRAPPED_MOST, _CLOSING_MOST = 2, 200
"""Comments around one another; code points of the end of one, which alone is searched."""
_DECODER = json.JSONDecoder(strict=False)
_MARKS = ("ld+json", "LD+JSON")


def linked_documents(page: str) -> Iterator[object]:
    """The JSON-LD of a page, as search engines take it: slips in it are let be, what is no JSON is passed over."""
    mark = next((one for one in _MARKS if one in page), None)
    at = page.find(mark) if mark else -1
    for _ in range(_MOST_SCRIPTS):
        if at < 0 or mark is None:
            return
        opened = _OPENED.match(page, at)
        closed = _CLOSED.search(page, opened.end(), opened.end() + LONGEST) if opened else None
        if opened and closed:
            yield from _loaded(page[opened.end() : closed.start()])
        at = page.find(mark, max(closed.start() if closed else 0, at + 1))


def unwrapped(source: str) -> str:
    """What a script holds, without the comments that hide it from old browsers."""
    source = source.strip()
    for _ in range(_WRAPPED_MOST):
        closing = _CLOSING.search(source, max(0, len(source) - _CLOSING_MOST))
        source = _OPENING.sub("", source[: closing.start()] if closing else source, count=1).strip()
    return source


def _loaded(source: str) -> list[Any]:
    """The documents of one script; one that is escaped as HTML, wrapped in a comment or broken is read all the same."""
    if "&quot;" in source and '"' not in source:
        source = html.unescape(source)
    source = unwrapped(source)
    documents, position = [], 0
    while position < len(source):
        try:
            document, position = _DECODER.raw_decode(source, position)
        except (ValueError, RecursionError):
            break
        documents.append(document)
        position += len(source[position:]) - len(source[position:].lstrip(" \t\r\n,;"))
    if documents:
        return documents
    document, _ = load_loosely(source)
    return [] if document is None else [document]
