"""What a page says of its article in structured data (JSON-LD): the text, the updates of a live page, what is free.

Publishers put the whole text there for search engines while the page shows the beginning, and keep it there when the
page is drawn by scripts only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from monitor.parse.text import clean_line, clean_text

_MOST_SCRIPTS: Final = 20
_LONGEST: Final = 1_000_000
_MOST_NODES: Final = 3_000
_MOST_UPDATES: Final = 500
_MARK = "application/ld+json"
_OPENED = re.compile(r"[^<>]{0,300}+>")
_WRAPPING = re.compile(
    r"^\s*+(?:<!--|/\*\s*+<!\[CDATA\[\s*+\*/|//\s*+<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://|/\*)?\s*+\]\]>(?:\s*+\*/)?|;)\s*+$"
)
_TRAILING_COMMA = re.compile(r",(\s*+[}\]])")
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|NewsItem)$", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedArticle:
    """The article as its page states it; "" and 0 where nothing is said."""

    text: str = ""
    """`articleBody`, cleaned, a paragraph a line."""
    updates: tuple[str, ...] = ()
    """Of a live page: an update each, headline and text, as the page orders them."""
    words: int = 0
    """`wordCount`."""
    closed: bool = False
    """`isAccessibleForFree` is false."""


def linked_articles(page: str) -> list[dict[str, Any]]:
    """The articles described in JSON-LD anywhere in a page's source, top level, in lists, graphs or as main entity."""
    return [node for document in _documents(page) for node in _nodes(document) if is_article(node.get("@type"))]


def is_article(kind: object) -> bool:
    """Whether a schema.org type, or one of several, is an article's."""
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and _ARTICLE_TYPE.search(name) is not None for name in kinds)


def stated_article(articles: list[dict[str, Any]], title: str) -> StatedArticle:
    """What `articles` say of the one with this title; of several without it, nothing."""
    if not articles:
        return StatedArticle()
    about = [node for node in articles if _is_titled(node, title)] or (articles if len(articles) == 1 else [])
    texts = [clean_text(node["articleBody"]) for node in about if isinstance(node.get("articleBody"), str)]
    updates = [update for node in about for update in _updates(node.get("liveBlogUpdate"))]
    free = [node.get("isAccessibleForFree") for node in about]
    return StatedArticle(
        text=max(texts, key=len, default=""),
        updates=tuple(updates[:_MOST_UPDATES]),
        words=max((_number(node.get("wordCount")) for node in about), default=0),
        closed=any(value is False or (isinstance(value, str) and value.lower() == "false") for value in free),
    )


def _documents(page: str) -> Iterator[object]:
    at = page.find(_MARK)
    for _ in range(_MOST_SCRIPTS):
        if at < 0:
            return
        opened = _OPENED.match(page, at)
        end = page.find("</script", opened.end()) if opened else -1
        if opened and 0 <= end - opened.end() <= _LONGEST:
            document = _loaded(page[opened.end() : end])
            if document is not None:
                yield document
        at = page.find(_MARK, max(end, at + 1))


def _loaded(source: str) -> object:
    """JSON as search engines take it: line breaks in strings, comment wrappers and a comma too many are let be."""
    for tried in (source, _TRAILING_COMMA.sub(r"\1", _WRAPPING.sub("", _WRAPPING.sub("", source)))):
        try:
            return json.loads(tried, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(document: object) -> Iterator[dict[str, Any]]:
    waiting, seen = [document], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _is_titled(node: dict[str, Any], title: str) -> bool:
    for key in ("headline", "name", "alternativeHeadline"):
        value = node.get(key)
        if isinstance(value, str) and _alike(clean_line(value), title):
            return True
    return False


def _alike(one: str, other: str) -> bool:
    """Whether two headlines are the same, or one the other with something behind it or cut."""
    first, second = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    short, long = sorted((first, second), key=len)
    return bool(short) and (short == long[: len(short)] or len(set(short) & set(long)) * 10 >= 7 * len(set(long)))


def _updates(value: object) -> Iterator[str]:
    for update in value[:_MOST_UPDATES] if isinstance(value, list) else [value]:
        if isinstance(update, dict):
            said = [update.get(key) for key in ("headline", "articleBody")]
            parts = [clean_text(part) for part in said if isinstance(part, str)]
            if len(parts) > 1 and parts[1].startswith(parts[0]):
                parts = parts[1:]
            text = "\n".join(part for part in parts if part)
            if text:
                yield text


def _number(value: object) -> int:
    if isinstance(value, str) and value.strip().isdigit() and len(value) < 8:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**7 else 0
