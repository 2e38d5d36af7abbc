"""The section of a page that a link's fragment names: where several items stand on one page, each has its own."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote, urldefrag

from lxml import etree

from monitor.parse.pages.blocks import PageBlocks
from monitor.parse.text import count_words

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING = re.compile(r"h([1-6])")
_BOXES: Final = frozenset({"article", "blockquote", "dd", "details", "div", "li", "p", "section", "td", "tr"})
_TOPS: Final = frozenset({"article", "body", "html", "main", "table", "tbody", "dl", "ol", "ul"})
_INLINE: Final = frozenset({"a", "b", "em", "i", "small", "span", "strong"})
_LEAST_WORDS: Final = 6
_DEPTH: Final = 12


def section_of(tree: Any, url: str) -> tuple[str, str] | None:
    """(heading, text) of the section that the fragment of `url` names; None: the page has no such place, or no words.

    A box with that id is the section; a heading or an anchor begins one, which ends at the next of its kind.
    """
    place = _place(tree, unquote(urldefrag(url).fragment))
    if place is None:
        return None
    box = place if place.tag in _BOXES and count_words("".join(place.itertext())) >= _LEAST_WORDS else _begun_by(place)
    blocks = [one for one in PageBlocks(box).blocks if not one.is_link]
    text = "\n".join(one.text for one in blocks)
    heading = next((" ".join("".join(one.itertext()).split()) for one in box.iter(*_HEADINGS)), "")
    return (heading, text) if count_words(text) >= _LEAST_WORDS else None


def _place(tree: Any, name: str) -> Any:
    if tree is None or not name:
        return None
    named = (one for one in tree.iter() if one.get("id") == name or (one.tag == "a" and one.get("name") == name))
    return next(named, None)


def _begun_by(place: Any) -> Any:
    """What a heading or an anchor begins: it and its next siblings, up to the next of its kind."""
    start = place
    for _ in range(_DEPTH):
        above = start.getparent()
        if above is None or above.tag in _TOPS or (start.tag not in _INLINE and _has_text_behind(start)):
            break
        start = above
    if not "".join(start.itertext()).strip() and not (start.tail or "").strip():
        start = start.getnext() if start.getnext() is not None else start  # it only marks what follows
    box = etree.Element("div")
    box.append(copy.deepcopy(start))
    for one in start.itersiblings():
        if _begins_another(one, start, place):
            break
        box.append(copy.deepcopy(one))
    return box


def _has_text_behind(element: Any) -> bool:
    return bool((element.tail or "").strip()) or any("".join(one.itertext()).strip() for one in element.itersiblings())


def _begins_another(one: Any, start: Any, place: Any) -> bool:
    if not isinstance(one.tag, str):
        return False
    level, mine = _level(one), _level(start)
    if level and mine:
        return level <= mine
    return bool(level and not mine) or (
        one.tag in (start.tag, place.tag) and any(_is_anchor(it, place) for it in one.iter())
    )


def _is_anchor(element: Any, place: Any) -> bool:
    """Whether an element names a place as `place` does."""
    return element.tag == place.tag and any(element.get(key) for key in ("id", "name"))


def _level(element: Any) -> int:
    levels = (int(found[1]) for found in map(_HEADING.fullmatch, _tags(element)) if found)
    return min(levels, default=0)


def _tags(element: Any) -> Iterator[str]:
    yield from (one.tag for one in element.iter() if isinstance(one.tag, str))
