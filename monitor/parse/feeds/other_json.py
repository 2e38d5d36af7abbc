"""Lists of articles in JSON that is no JSON Feed: what content systems and news interfaces answer, as its items."""

from __future__ import annotations

from typing import Any, Final

_TITLES = ("title", "headline", "name", "webTitle")
_LINKS = ("url", "link", "external_url", "permalink", "webUrl", "href", "canonical_url", "guid")
_CONTENTS = ("content_html", "content", "body", "bodyHtml", "articleBody", "full_text", "fulltext")
_SUMMARIES = ("summary", "description", "excerpt", "abstract", "standfirst", "lead", "teaser", "trailText", "snippet")
_DATES = (
    "date_published", "published", "published_at", "publishedAt", "publishedDate", "pubDate", "pubdate", "date_gmt",
    "datePublished", "webPublicationDate", "publication_date", "date", "created_at", "createdAt", "timestamp",
)  # fmt: skip
_WITHIN = ("rendered", "#text", "$t", "_", "__cdata", "value", "text", "html", "href", "basic")
_MOST_NODES: Final = 500
_DEEPEST: Final = 4


def items_of(document: Any) -> list[dict[str, Any]]:
    """The articles of `document` as items of a JSON Feed; none unless a list in it holds hardly anything else.

    An article has a link, a title, and a text or a date. Of several lists the longest counts.
    """
    best: list[dict[str, Any]] = []
    waiting, seen = [(document, 0)], 0
    while waiting and seen < _MOST_NODES:
        node, depth = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            found = [item for one in node if isinstance(one, dict) and (item := _item(one)) is not None]
            if len(found) * 2 > len(node) and len(found) > len(best):
                best = found
        elif isinstance(node, dict) and depth < _DEEPEST:
            waiting += [(value, depth + 1) for value in node.values() if isinstance(value, dict | list)]
            if depth > 0 and isinstance(node.get("item"), dict):
                waiting.append(([node["item"]], depth + 1))
    return best


def _item(node: dict[str, Any]) -> dict[str, Any] | None:
    title, link = _first(node, _TITLES), _first(node, _LINKS)
    date, content, summary = _first(node, _DATES), _first(node, _CONTENTS), _first(node, _SUMMARIES)
    if not (title and link and (date or content or summary)):
        return None
    return {
        "id": _said(node.get("id")) or _said(node.get("guid")) or link,
        "url": link,
        "title": title,
        "content_html": content,
        "summary": summary,
        "date_published": date,
        "author": node.get("author"),
        "language": node.get("language"),
    }


def _first(node: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := _said(node.get(name)))), "")


def _said(value: Any) -> str:
    """A string, or the one that an object around it holds."""
    if isinstance(value, dict):
        value = next((value[key] for key in _WITHIN if isinstance(value.get(key), str)), "")
    return value.strip() if isinstance(value, str) else ""
