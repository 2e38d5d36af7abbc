"""The part of the payload that says what was looked at, and how times stand in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from monitor.deliver.render.clean import clean
from monitor.deliver.render.links import safe_link
from monitor.model.archive.audit import AuditMade
from monitor.model.coverage import Coverage, FeedTrouble, TopicSilence, Unfollowed

Json = Mapping[str, "Json"] | list["Json"] | str | int | float | bool | None


def coverage_json(coverage: Coverage) -> Json:
    """What was looked at, what was not, and how the figures of the digest add up."""
    return {
        "feeds": coverage.feeds,
        "feeds_read": coverage.feeds_read,
        "feeds_not_due": coverage.feeds_not_due,
        "failing": [_trouble(feed) for feed in coverage.failing],
        "silent": [_trouble(feed) for feed in coverage.silent],
        "quiet": [_quiet(one) for one in coverage.quiet],
        "audits": [_audit(one) for one in coverage.audits],
        "impaired": [_trouble(feed) for feed in coverage.impaired],
        "articles": coverage.articles,
        "without_full_text": coverage.without_full_text,
        "matched": coverage.matched,
        "shown": coverage.shown,
        "sent": coverage.sent,
        "folded": coverage.folded,
        "weak": coverage.weak,
        "more": coverage.more,
        "held": coverage.held,
        "aside": coverage.aside,
        "holds": [
            {"why": clean(one.why), "stories": one.stories, "until": time_json(one.until)} for one in coverage.holds
        ],
        "ended": [{"why": clean(one.why), "stories": one.stories, "at": time_json(one.at)} for one in coverage.ended],
        "undelivered": coverage.undelivered,
        "suppressed": coverage.suppressed,
        "parked": coverage.parked,
        "entries_held": coverage.entries_held,
        "held_feeds": [clean(title) for title in coverage.held_feeds],
        "revision": clean(coverage.revision),
        "revision_since": time_json(coverage.revision_since),
        "config_error": clean(coverage.config_error),
        "orphans": coverage.orphans,
        "orphan_lists": [clean(name) for name in coverage.orphan_lists],
        "followed": coverage.followed,
        "unfollowed": [_unfollowed(one) for one in coverage.unfollowed],
    }


def _unfollowed(one: Unfollowed) -> Json:
    return {
        "title": clean(one.title),
        "publisher": clean(one.publisher),
        "url": safe_link(one.url).href or None,
        "detail": clean(one.detail),
        "at": time_json(one.at),
    }


def _quiet(one: TopicSilence) -> Json:
    who = {"language": one.language, "publisher": clean(one.publisher), "since": time_json(one.since)}
    return {"topic": clean(one.topic), **who, "usual": one.usual, "others": one.others, "feeds": one.feeds}


def _audit(one: AuditMade) -> Json:
    return {
        "watchlist": clean(one.watchlist),
        "at": time_json(one.at),
        "articles": one.articles,
        "found": one.found,
        "share": None if one.share is None else round(one.share, 3),
        "low": round(one.low, 3),
        "high": round(one.high, 3),
        "lines": one.lines,
        "first": [
            {
                "article": head.article,
                "title": clean(head.title),
                "publisher": clean(head.publisher),
                "url": safe_link(head.url).href or None,
            }
            for head in one.first
        ],
    }


def _trouble(feed: FeedTrouble) -> Json:
    plain = {
        "title": clean(feed.title),
        "detail": clean(feed.detail),
        "since": time_json(feed.since),
        "tries": feed.tries,
    }
    return {**plain, "kind": clean(feed.kind)} if feed.kind else plain


def time_json(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second."""
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")
