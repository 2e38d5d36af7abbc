"""Feeds: what is known of each, when it is asked next, and what came of every poll."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer

from monitor.store.schema.columns import id_column, index_of_held, new_table, ref, text_column
from monitor.store.schema.types import CleanText, Instant, JsonText, RowId, UtcTime

feed = new_table(
    "feed",
    id_column(),
    text_column("url", unique=True),
    text_column("title"),
    text_column("publisher"),
    text_column("language"),
    Column("tags", JsonText, nullable=False),
    text_column("spec"),
    Column("active", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    text_column("etag"),
    text_column("last_modified"),
    text_column("validated_url", server_default=""),
    text_column("body_hash"),
    text_column("moved_to", server_default=""),
    Column("moved_since", UtcTime),
    Column("baseline_at", UtcTime),
    Column("failures", Float, nullable=False),
    Column("failing_since", UtcTime),
    # Since when somebody wants it not to be polled; then it is `disabled`.
    Column("paused_since", UtcTime),
    Column("last_outcome", CleanText),
    text_column("last_detail"),
    Column("last_new_at", UtcTime),
    Column("entries_seen", Integer, nullable=False),
    Column("largest_answer", Integer, nullable=False),
)

# What changes with each poll of a feed, in a row as short as can be: a hundred stand on a page, and no index has to
# follow. `quiet_*`: the polls since the last row in `poll` that told the same as it does, since when, and how long they
# took together, in seconds.
_token = Column("token", RowId)
feed_clock = new_table(
    "feed_clock",
    Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True),
    Column("next_poll_at", Instant, nullable=False),
    Column("lease_until", Instant),
    _token,
    Column("last_polled_at", Instant),
    Column("last_good_at", Instant),
    Column("quiet_polls", Integer, nullable=False),
    Column("quiet_since", Instant),
    Column("quiet_s", Float, nullable=False),
    index_of_held("feed_clock", "feed_id", _token),
    # Of a file thousands are read at a glance; of a million rows on a server they are not.
    Index(None, "next_poll_at").ddl_if(dialect="postgresql"),
)

# What a feed showed last and nothing is left to decide about; apart, for it is long and changes only with news.
feed_shown = new_table(
    "feed_shown", Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True), text_column("entries")
)

# What a feed's own text asks of its readers: seconds between two polls, and as bits the hours of the day and the days
# of the week at which nobody need come.
feed_asked = new_table(
    "feed_asked",
    Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True),
    Column("interval_s", RowId, nullable=False),
    Column("hours", RowId, nullable=False),
    Column("days", RowId, nullable=False),
)

# Subscriptions of feeds at hubs (WebSub); each is known by the path that its hub calls.
hub_subscription = new_table(
    "hub_subscription",
    Column("path", CleanText, primary_key=True),
    ref("feed_id", "feed.id"),
    text_column("topic"),
    Column("hubs", JsonText, nullable=False),
    Column("turn", Integer, nullable=False),
    text_column("callback"),
    text_column("secret"),
    text_column("state"),
    Column("failures", Integer, nullable=False),
    text_column("detail"),
    Column("changed_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    *(
        Column(name, UtcTime)
        for name in ("asked_at", "confirmed_at", "lease_until", "pushed_at", "answered_at", "missed_at")
    ),
)

# How lively a feed is at each hour of the week, as it was learnt last, for the interval that it had then.
feed_week = new_table(
    "feed_week",
    Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True),
    text_column("week"),
    Column("interval_s", RowId, nullable=False),
    Column("learnt_at", UtcTime, nullable=False),
)

poll = new_table(
    "poll",
    id_column(),
    ref("feed_id", "feed.id"),
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime, nullable=False, index=True),
    text_column("outcome"),
    text_column("detail"),
    Column("status", Integer),
    Column("size", RowId, nullable=False),
    Column("entries_seen", Integer, nullable=False),
    Column("overlap", Integer, nullable=False),
    Column("entries_new", Integer, nullable=False),
    # How many polls it stands for, which told the same, and how long they took together, in seconds; NULL if it is one.
    Column("times", Integer, nullable=False, server_default="1"),
    Column("took_s", Float),
    Index(None, "feed_id", "finished_at"),
)
