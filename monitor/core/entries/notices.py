"""Which page texts are notices (block pages, consent texts, login walls) and when such a page is asked for again."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from monitor.core.entries.identity import title_key
from monitor.core.text import count_words
from monitor.model.articles import EntryClaim, ExtractedPage
from monitor.model.bodies import Body, Doubt
from monitor.model.feeds import FetchFailure, ParseFailure
from monitor.model.outcomes import ParseReason

READ_AGAIN_AFTER: Final = (timedelta(hours=1), timedelta(hours=4), timedelta(hours=12), timedelta(hours=30))
"""Since an entry was first seen: when a page that did not give its article is asked for again, and then no more."""
NOTICES_KEPT: Final = timedelta(days=30)
"""Since a text was last seen: a site's consent text changes, and what was none may become one."""
_PLACEHOLDER = 25
"""A text of fewer words that says nothing of its title stands for an article that is not there."""
_NUMBERS = re.compile(r"\d+")
_NOT_THERE = 404
"""Many feeds announce an article before its page can be had: a cache that learns of it later, an hour agreed on."""
_AT_THE_DOOR = frozenset({ParseReason.CHALLENGE_PAGE, ParseReason.NO_TEXT, ParseReason.EMPTY})


def body_of(claim: EntryClaim, page_key: str, marks: tuple[str, ...], *, repeats_feed: bool, named: bool) -> Body:
    """What is remembered of a text that says nothing of what the feed announces."""
    return Body(
        marks=marks,
        publisher=claim.publisher or claim.feed_url,
        page_key=page_key,
        title_key=title_key(_NUMBERS.sub("", claim.title)),
        feed_key=title_key(claim.content or claim.summary) if repeats_feed else "",
        named=named,
    )


def is_notice(body: Body, others: Collection[Body]) -> bool:
    """Whether a text is a notice by the `others` that it shares a mark with.

    It stands under another title of its publisher, or of another one if it holds no watched name: under two
    headlines that say nothing of the text, that is no copy.
    """
    return any(_elsewhere(body, one) for one in others)


def doubt_of(body: Body, others: Sequence[Body], text: str, feed_text: str) -> Doubt:
    """Whether a text that says nothing of its title is a notice by now, or may still be the article."""
    found = [one for one in others if _elsewhere(body, one)]
    if found:
        titles = len({one.title_key for one in found})
        where = body.publisher if any(one.publisher == body.publisher for one in found) else "other publishers"
        more = f"{titles} other title{'' if titles == 1 else 's'} of {where}"
        return Doubt(body=body, notice=f"the page shows a notice, not the article: its text stands under {more}")
    # Behind the words of the feed a short text is a short article: what else it says need not repeat the title.
    if count_words(text) < _PLACEHOLDER and not (body.named or body.feed_key) and feed_text.strip():
        return Doubt(body=body, notice="the page shows a notice, not the article: it says nothing of the title")
    return Doubt(body=body)


def _elsewhere(body: Body, other: Body) -> bool:
    if other.page_key == body.page_key or other.title_key == body.title_key:
        return False
    if (body.named or other.named) and set(body.wholes).isdisjoint(other.wholes):
        return False  # a column that repeats a sentence beside others that name something watched
    if body.feed_key and (body.named or other.feed_key == body.feed_key):
        return False  # the background below the lead that the feed gave, or one text under two headlines
    # Below a lead that the feed gave, another publisher's text is an agency's, not a wall.
    return other.publisher == body.publisher or not (body.named or other.named or body.feed_key)


def doubted(page: ExtractedPage, doubt: Doubt) -> ExtractedPage:
    """The page, with what is to be thought of its text."""
    return replace(page, doubt=doubt)


def read_again_at(claim: EntryClaim, now: datetime) -> datetime | None:
    """When a page that did not give its article is to be asked for again; None: no more."""
    times = (claim.first_seen_at + after for after in READ_AGAIN_AFTER)
    return next((at for at in times if at > now), None)


def may_come(page: ExtractedPage | ParseFailure | FetchFailure | None, *, at_a_door: bool) -> bool:
    """Whether a page that gave no article may well give it later."""
    if isinstance(page, ExtractedPage):
        return at_a_door or bool(page.cut) or not page.text.strip() or bool(page.doubt and page.doubt.notice)
    if isinstance(page, ParseFailure):
        return at_a_door or page.reason in _AT_THE_DOOR or page.reason.ours
    return isinstance(page, FetchFailure) and (page.reason.transient or page.status == _NOT_THERE)
