"""What a body is worth whose transfer or parsing went wrong: how far it came, and whether another try may go better."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from monitor.core.rhythm import weight_of
from monitor.model.articles import ExtractedPage
from monitor.model.config import FetchSettings
from monitor.model.feeds import FeedState, FetchFailure, FetchRequest, FetchResult, ParseFailure
from monitor.model.outcomes import FetchReason, ParseReason, PollOutcome

_WHOLE_END = re.compile(
    rb"(?:</(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex|html)\s*>|\})\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*\Z",
    re.IGNORECASE,
)
_ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
_OUR_MARKS = tuple(f"({reason})" for reason in ParseReason if reason.ours)
_PARSE_AGAIN_AFTER: Final = (timedelta(minutes=2), timedelta(minutes=10))
"""After trouble of our own parsers with a feed; from then on as after other failures."""


def request_for_page(url: str, fetch: FetchSettings, *, keep_head: bool = False) -> FetchRequest:
    """The request for an article's page; `keep_head` if its answer may be kept."""
    return FetchRequest(url=url, max_bytes=fetch.max_page_bytes, accept=_ACCEPT, check_robots=True, keep_head=keep_head)


def ends_whole(body: bytes) -> bool:
    """Whether a body ends as whole documents do: with the end of its root element, or of a JSON object."""
    return _WHOLE_END.search(body[-2_000:]) is not None


def as_far_as_it_came(
    page: ExtractedPage | ParseFailure, answer: FetchResult
) -> ExtractedPage | ParseFailure | FetchFailure:
    """What became of a page whose transfer may have ended badly: it, marked as cut, or the trouble on the way.

    A page that ends as pages do is whole, whatever was said of its length.
    """
    if answer.broken is None or ends_whole(answer.body):
        return page
    if isinstance(page, ParseFailure):
        return page if page.reason.ours else answer.broken
    return replace(page, cut=answer.broken.detail) if page.text.strip() else answer.broken


def may_go_better(page: FetchFailure | ParseFailure) -> bool:
    """Whether another try may bring the page: trouble on the way, or trouble of our own parsers."""
    if isinstance(page, ParseFailure):
        return page.reason.ours
    # A robots.txt that could not be had for now says when to ask again; one that forbids does not.
    return page.reason.transient or (page.reason is FetchReason.ROBOTS and page.retry_after_s is not None)


def asked_for(page: FetchFailure | ParseFailure) -> timedelta:
    """How long the server asked to be left alone."""
    return timedelta(seconds=(page.retry_after_s or 0) if isinstance(page, FetchFailure) else 0)


def parse_attempt(feed: FeedState) -> int:
    """Which try in a row it is to parse this feed: after trouble of our own parsers it is given more room."""
    ours = feed.last_outcome is PollOutcome.PARSE_FAILED and feed.last_detail.endswith(_OUR_MARKS)
    return 1 + int(feed.failures / weight_of(ParseReason.PARSER_CRASH)) if ours else 1


def next_parse_at(feed: FeedState, now: datetime) -> datetime | None:
    """When a feed that our own parsers failed on is tried again, soon; None: that was tried."""
    tries = parse_attempt(feed)
    return now + _PARSE_AGAIN_AFTER[tries - 1] if tries <= len(_PARSE_AGAIN_AFTER) else None
