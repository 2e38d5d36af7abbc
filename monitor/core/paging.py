"""Feeds in pages, and sitemaps of sitemaps: where one poll reads on, and when it has read enough.

A feed shows its newest entries; the older ones of an outage, or of a first look-back, stand on the pages after it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from monitor.core.urls import same_site
from monitor.model.config import PollingSettings
from monitor.model.feeds import FeedSpec, FeedState, FetchRequest, ParsedFeed
from monitor.records import dataclass

MAX_PAGES: Final = 10
"""Of one feed in one poll, the first included."""
MAX_PARTS: Final = 5
"""Sitemaps of an index that are read; the first are the newest, or the ones for news."""
_ANY_AGE = -1
_LATE = timedelta(days=1)
"""Entries may be dated so long before they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """What one poll has read so far."""

    pages: tuple[ParsedFeed, ...]
    urls: tuple[str, ...]
    """Where it read them."""
    met: bool
    """Whether the last page showed an entry that was known."""

    def on(self, page: ParsedFeed, url: str, *, met: bool) -> Trail:
        """With one page more."""
        return Trail(pages=(*self.pages, page), urls=(*self.urls, url), met=met)

    @property
    def whole(self) -> ParsedFeed:
        """All pages as one feed."""
        first = self.pages[0]
        if len(self.pages) == 1:
            return first
        entries = tuple(entry for page in self.pages for entry in page.entries)
        if first.parts:
            entries = entries[len(first.entries) :]
        well_formed = all(page.well_formed for page in self.pages)
        return replace(first, entries=entries, imprints=(), well_formed=well_formed)


def reads_on_at(feed: FeedState, trail: Trail, lookback_s: int, now: datetime) -> str:
    """The next address of this poll, "" if it has all it needs.

    Further pages are read at the first poll, as far as the look-back goes, and later where the pages so far show
    nothing that was known: back to the last good poll. They are other addresses of the same site, each asked once.
    """
    first, last = trail.pages[0], trail.pages[-1]
    if first.parts:
        wanted = [url for url in first.parts[:MAX_PARTS] if _may_follow(feed, trail, url)]
        return wanted[0] if wanted else ""
    if trail.met or len(trail.pages) >= MAX_PAGES or not (last.entries and _may_follow(feed, trail, last.next_url)):
        return ""
    since = _since(feed, lookback_s, now)
    dates = [entry.published_at for entry in last.entries if entry.published_at is not None]
    if feed.baseline_at is None and lookback_s != _ANY_AGE and not dates:
        return ""  # undated entries of the past are no news at the first poll
    return last.next_url if since is None or not dates or max(dates) >= since else ""


def lookback_of(spec: FeedSpec, polling: PollingSettings) -> int:
    """How old an entry may be to be news at the first poll, in seconds; -1 for any age."""
    return polling.lookback_s if spec.lookback_s is None else spec.lookback_s


def page_request(url: str, feed: FeedState, request: FetchRequest, taken: int) -> FetchRequest:
    """The request for a further page; `request` was that of the first, `taken` bytes were read.

    Secret headers go to the feed's own origin alone.
    """
    own = _origin(url) == _origin(feed.url)
    return replace(
        request,
        url=url,
        etag="",
        last_modified="",
        validators_url="",
        secret_headers=request.secret_headers if own else (),
        max_bytes=max(0, request.max_bytes - taken),
    )


def _may_follow(feed: FeedState, trail: Trail, url: str) -> bool:
    return bool(url) and url not in trail.urls and any(same_site(url, one) for one in (feed.url, trail.urls[0]))


def _since(feed: FeedState, lookback_s: int, now: datetime) -> datetime | None:
    """Entries that are older need not be looked for; None: any may be needed."""
    if feed.baseline_at is None:
        return None if lookback_s == _ANY_AGE else now - timedelta(seconds=lookback_s)
    return feed.last_good_at - _LATE if feed.last_good_at is not None else None


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.lower()
