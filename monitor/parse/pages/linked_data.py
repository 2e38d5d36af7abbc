"""What a page says of its article in structured data (JSON-LD): the text, the updates of a live page, what is free.

Publishers put the whole text there for search engines while the page shows the beginning, and keep it there when the
page is drawn by scripts only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from monitor.parse.pages.scripts import linked_documents
from monitor.parse.text import clean_line, clean_text
from monitor.records import dataclass

_MOST_NODES: Final = 3_000
_MOST_UPDATES: Final = 500
_BODIES: Final = ("articleBody", "text", "transcript")
_PARTS: Final = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "about", "subjectOf")
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|NewsItem|SpecialAnnouncement)$", re.IGNORECASE)
_PAGE_TYPE = re.compile(r"(?:Page|VideoObject|AudioObject|CreativeWork|PodcastEpisode)$", re.IGNORECASE)
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
    summary: str = ""
    """`description`, on one line."""


def linked_articles(page: str) -> list[dict[str, Any]]:
    """The articles described in JSON-LD anywhere in a page's source, top level, in lists, graphs or as main entity.

    What is described otherwise and has a text counts as well, behind them.
    """
    nodes = [node for document in linked_documents(page) for node in _nodes(document)]
    articles = [node for node in nodes if is_article(node.get("@type"))]
    others = [node for node in nodes if _is_type(node.get("@type"), _PAGE_TYPE) and any(map(node.get, _BODIES))]
    return articles or others


def is_article(kind: object) -> bool:
    """Whether a schema.org type, or one of several, is an article's."""
    return _is_type(kind, _ARTICLE_TYPE)


def _is_type(kind: object, pattern: re.Pattern[str]) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and pattern.search(name) is not None for name in kinds)


def stated_article(articles: list[dict[str, Any]], title: str, shown: str = "") -> StatedArticle:
    """What `articles` say of the one with this title; of several without it, nothing.

    `shown` is the text that the page's microdata state.
    """
    if not articles:
        return StatedArticle(text=clean_text(shown))
    about = [node for node in articles if _is_titled(node, title)] or (articles if len(articles) == 1 else [])
    texts = [clean_text(shown)] if shown else []
    texts += [clean_text(said) for node in about for key in _BODIES if (said := _said(node.get(key)))]
    updates = [update for node in about for update in _updates(node.get("liveBlogUpdate"))]
    free = [node.get("isAccessibleForFree") for node in about]
    return StatedArticle(
        text=max(texts, key=len, default=""),
        updates=tuple(updates[:_MOST_UPDATES]),
        words=max((_number(node.get("wordCount")) for node in about), default=0),
        summary=next((clean_line(said) for node in about if (said := _said(node.get("description")))), ""),
        closed=any(value is False or (isinstance(value, str) and value.lower() == "false") for value in free),
    )


def _said(value: object) -> str:
    """A text, or one in parts or in an object of its own."""
    if isinstance(value, list):
        return "\n\n".join(part for part in map(_said, value[:_MOST_UPDATES]) if part)
    if isinstance(value, dict):
        return _said(value.get("@value") or value.get("text"))
    return value if isinstance(value, str) else ""


def _nodes(document: object) -> Iterator[dict[str, Any]]:
    waiting, seen = [document], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in _PARTS if key in node]


def _is_titled(node: dict[str, Any], title: str) -> bool:
    for key in ("headline", "name", "alternativeHeadline"):
        value = node.get(key)
        if isinstance(value, str) and alike(clean_line(value), title):
            return True
    return False


def alike(one: str, other: str) -> bool:
    """Whether two headlines are the same, or one the other with something behind it or cut."""
    first, second = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    short, long = sorted((first, second), key=len)
    return bool(short) and (short == long[: len(short)] or len(set(short) & set(long)) * 10 >= 7 * len(set(long)))


def _updates(value: object) -> Iterator[str]:
    if isinstance(value, dict) and not any(key in value for key in ("headline", "articleBody")):
        value = value.get("@graph") or value.get("@list") or value.get("itemListElement")
    for update in value[:_MOST_UPDATES] if isinstance(value, list) else [value]:
        if isinstance(update, dict):
            said = (_said(update.get(key)) for key in ("headline", "articleBody"))
            parts = [clean_text(part) for part in said if part]
            if len(parts) > 1 and parts[1].startswith(parts[0]):
                parts = parts[1:]
            text = "\n".join(part for part in parts if part)
            if text:
                yield text


def _number(value: object) -> int:
    if isinstance(value, str) and value.strip().isdigit() and len(value) < 8:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**7 else 0
