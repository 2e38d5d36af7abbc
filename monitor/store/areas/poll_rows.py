"""What a poll changes, as columns of its rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from monitor.model.feeds import EntryIntent, PollIntent
from monitor.model.outcomes import IntakeOutcome, PollOutcome


def feed_values(
    intent: PollIntent, entries: list[EntryIntent], failing_since: datetime | None, largest: int, moved_to: str
) -> dict[str, Any]:
    """Of the feed; `entries` are those that it stores, the rest is what stands there now."""
    values: dict[str, Any] = {
        "failures": intent.failures,
        "failing_since": failing_since or intent.finished_at,
        "last_outcome": intent.outcome.value,
        "last_detail": intent.detail,
        "largest_answer": max(largest, intent.entries_seen),
    }
    if intent.outcome.good:
        values["failing_since"] = None
    if not intent.keep_validators:
        values |= {"etag": intent.etag, "last_modified": intent.last_modified, "body_hash": intent.body_hash}
        values["validated_url"] = intent.validated_url
    if intent.moved_to is not None:
        values["moved_to"] = intent.moved_to
    if intent.moved_to not in (None, moved_to):
        values["moved_since"] = intent.finished_at if intent.moved_to else None
    if any(one.outcome is IntakeOutcome.NEW for one in entries):
        values["last_new_at"] = intent.finished_at
    if intent.outcome is PollOutcome.READ:
        values["entries_seen"] = intent.entries_seen
    if intent.sets_baseline:
        values["baseline_at"] = intent.finished_at
    if intent.disable:
        values["disabled"] = True
    return values


def poll_row(intent: PollIntent, new: int) -> dict[str, Any]:
    """Of the poll, which stored so many new entries."""
    return {
        "feed_id": intent.feed_id,
        "started_at": intent.started_at,
        "finished_at": intent.finished_at,
        "outcome": intent.outcome.value,
        "detail": intent.detail,
        "status": intent.status,
        "size": intent.size,
        "entries_seen": intent.entries_seen,
        "overlap": intent.overlap,
        "entries_new": new,
        "times": 1,
        "took_s": None,
    }


def entry_row(intent: PollIntent, one: EntryIntent, poll_id: int) -> dict[str, Any]:
    """Of an entry."""
    data = one.data
    return {
        "feed_id": intent.feed_id,
        "key": one.keys[0],
        "poll_id": poll_id,
        "guid": data.guid,
        "url": data.url,
        "canonical_url": one.canonical_url,
        "title": data.title,
        "summary": data.summary,
        "content": data.content,
        "author": data.author,
        "publisher": data.publisher,
        "language": data.language,
        "published_at": data.published_at,
        "first_seen_at": intent.finished_at,
        "due_at": intent.finished_at if one.outcome is IntakeOutcome.NEW else None,
        "attempts": 0,
    }
