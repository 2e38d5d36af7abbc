"""The filters of a question as people type them: stories, outcomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from monitor.core.typed.moments import moment
from monitor.errors import UsageError
from monitor.model.archive.search import ArchiveFilter
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AssessOutcome


def filter_of(typed: Mapping[str, str], now: datetime) -> ArchiveFilter:
    """Which articles are looked at, from `watch.Asked.filters`.

    Raises:
        UsageError: one of them means nothing.
    """
    return ArchiveFilter(
        before=_before(typed.get("before", "")),
        publisher=typed.get("publisher", ""),
        since=moment(typed.get("since", ""), now),
        until=moment(typed.get("until", ""), now),
        watchlist=typed.get("watchlist", ""),
        topic=typed.get("topic", ""),
        outcome=_outcome(typed.get("outcome", "")),
        story=_story(typed.get("story", "")),
    )


def _before(text: str) -> ArticleId | None:
    if text and not (text.isascii() and text.isdigit() and len(text) < _DIGITS):
        raise UsageError(f"before:{text} is no article; write the number that the page before ended with")
    return ArticleId(int(text)) if text else None


_DIGITS = 19


def _outcome(text: str) -> str:
    known = [one.value for one in AssessOutcome]
    if text and text not in known:
        raise UsageError(f"there is no outcome {text!r}; there are {', '.join(known)}")
    return text


def _story(text: str) -> StoryId | None:
    if text and re.fullmatch("[0-9a-fA-F]{1,15}", text) is None:
        raise UsageError(f"{text!r} is no story; write its number as digests do, e.g. 0001")
    return StoryId(int(text, 16)) if text else None
