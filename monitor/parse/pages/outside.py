"""What a page shows beside the article's text: captions, boxes, notes below it; no links, menus and comments.

The extractor leaves out what it does not take for the article, and now and then it is wrong. A name that stands only
there must not be passed over without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

MOST: Final = 20_000
"""Code points that are kept; articles have hardly more beside them."""
_DROPPED = frozenset(
    {"audio", "button", "canvas", "form", "head", "iframe", "nav", "noscript", "object", "script", "select", "style"}
    | {"svg", "template", "textarea", "video"}
)
_FRAME = frozenset({"footer", "header"})
_ARTICLE = frozenset({"article", "main"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "ins", "kbd", "mark", "nobr", "q", "s"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
)
_COMMENTS = re.compile(r"(?:^|\s)(?:comments?|comment-list|disqus_thread|respond)(?:\s|$)", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"\w+")


def outside_text(tree: Any, *known: str) -> str:
    """The visible lines of a parsed page that stand in none of the `known` texts; at most `MOST` code points.

    `tree` is an element of lxml, or None for a page that no tree could be made of.
    """
    if tree is None:
        return ""
    told = f" {' '.join(_WORDS.findall(' '.join(known).casefold()))} "
    found: list[str] = []
    size = 0
    for line in _lines(tree):
        words = _WORDS.findall(line.casefold())
        if not words or f" {' '.join(words)} " in told or line in found[-3:]:
            continue
        found.append(line)
        size += len(line) + 1
        if size >= MOST:
            break
    return "\n".join(found)[:MOST]


class _Line:
    """The text since the last block began or ended, and how much of it are links."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0

    def take(self) -> str:
        text = " ".join("".join(self.parts).split())
        rail = self.linked > len(text)
        self.parts, self.linked = [], 0
        return "" if rail else text


def _lines(tree: Any) -> Iterator[str]:
    line, links, articles = _Line(), 0, 0
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _is_dropped(element, tag, within_article=articles > 0):
                walk.skip_subtree()
                continue
            if tag not in _INLINE and (text := line.take()):
                yield text
            links, articles = links + (tag == "a"), articles + (tag in _ARTICLE)
            _add(line, element.text, linked=links > 0)
            continue
        if event == "end" and not _is_dropped(element, tag, within_article=articles - (tag in _ARTICLE) > 0):
            if tag not in _INLINE and (text := line.take()):
                yield text
            links, articles = links - (tag == "a"), articles - (tag in _ARTICLE)
        _add(line, element.tail, linked=links > 0)
    if text := line.take():
        yield text


def _add(line: _Line, text: str | None, *, linked: bool) -> None:
    if not text:
        return
    if linked:
        line.linked += len(text.strip())
        line.parts.append(" ")
    else:
        line.parts.append(text)


def _is_dropped(element: Any, tag: str, *, within_article: bool) -> bool:
    if tag in _DROPPED or (tag in _FRAME and not within_article):
        return True
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true" or get("role") in ("navigation", "search"):
        return True
    named = f"{get('id') or ''} {get('class') or ''}"
    return bool(_UNSEEN.search(get("style") or "") or _COMMENTS.search(named))
