"""Dates that stand in mark-up: `<time datetime="...">`, as Drupal and others put it into feeds and pages."""

from __future__ import annotations

import html
import re

from monitor.parse.tags import without_tags

_LONGEST = 1_000
_STATED = re.compile(
    r"""\b(?:datetime|content|title|data-(?:date|time|timestamp))\s{0,3}=\s{0,3}["']([^"'<>]{4,60})["']""",
    re.IGNORECASE,
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def written_in(value: str) -> list[str]:
    """The texts of `value` that may be a date: what attributes of its elements state, then what is shown."""
    source = value[:_LONGEST]
    if "<" not in source and "&" not in source:
        return [source]
    source = html.unescape(_CDATA.sub(r"\1", source))
    if "&" in source or "&lt;" in value:
        source = html.unescape(source)
    return [*_STATED.findall(source), without_tags(source)]
