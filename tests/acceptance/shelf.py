"""A fetcher that answers with what stands on its shelf now, and the feeds and pages that are put there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason


@dataclass(frozen=True, kw_only=True)
class FeedItem:
    """One item of an RSS feed; what is empty is left out."""

    title: str
    link: str
    guid: str = ""
    summary: str = ""
    content: str = ""
    at: datetime | None = None


class Shelf:
    """`ports.Fetcher`: each address answers with what was put there last, or with 404."""

    def __init__(self) -> None:
        self._lying: dict[str, tuple[bytes, str]] = {}

    def feed(self, url: str, title: str, items: Iterable[FeedItem]) -> None:
        """Put an RSS feed at `url`."""
        rows = "".join(map(_row, items))
        head = f"<title>{escape(title)}</title><link>https://{title.lower().replace(' ', '-')}.example/</link>"
        space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        text = f'<?xml version="1.0"?><rss version="2.0" {space}><channel>{head}<description>d</description>{rows}'
        self._lying[url] = (f"{text}</channel></rss>".encode(), "application/rss+xml; charset=utf-8")

    def page(self, url: str, title: str, paragraphs: Sequence[str], language: str) -> None:
        """Put an article's page at `url`."""
        body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
        head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
        text = (
            f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body><main><article><h1>{escape(title)}</h1>'
        )
        self._lying[url] = (f"{text}{body}</article></main></body></html>".encode(), "text/html; charset=utf-8")

    async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
        """What lies there now."""
        if request.url not in self._lying:
            return FetchFailure(reason=FetchReason.HTTP_CLIENT_ERROR, detail="the server answered 404", url=request.url)
        body, kind = self._lying[request.url]
        return FetchResult(status=200, url=request.url, body=body, content_type=kind)

    async def aclose(self) -> None:
        """Nothing is open."""


def _row(item: FeedItem) -> str:
    parts = [("title", item.title), ("link", item.link), ("description", item.summary)]
    if item.at is not None:
        parts.append(("pubDate", format_datetime(item.at)))
    text = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts if value)
    if item.guid:
        text += f'<guid isPermaLink="false">{escape(item.guid)}</guid>'
    if item.content:
        text += f"<content:encoded>{escape(item.content)}</content:encoded>"
    return f"<item>{text}</item>"
