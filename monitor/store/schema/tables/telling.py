"""Who is told of what: subscriptions, their digests, and messages until they are delivered."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, UniqueConstraint

from monitor.store.schema.columns import id_column, new_table, queue, ref, text_column
from monitor.store.schema.types import CleanText, JsonText, RowId, UtcTime

subscription = new_table(
    "subscription",
    Column("name", CleanText, primary_key=True),
    text_column("title"),
    text_column("schedule"),
    Column("active", Boolean, nullable=False),
    Column("next_due_at", UtcTime, nullable=False, index=True),
    Column("last_match_id", RowId, nullable=False),
    Column("window_from", UtcTime, nullable=False),
    Column("digests", Integer, nullable=False),
    # A mark of its `match`: when that changes, what was set aside under the one before is looked at anew.
    text_column("route", server_default=""),
)

subscription_list = new_table(
    "subscription_list",
    Column("subscription", CleanText, ForeignKey("subscription.name"), primary_key=True),
    Column("watchlist", CleanText, primary_key=True),
    Column("active", Boolean, nullable=False),
    # Alerts up to this id are older than the subscription's interest in the watchlist: history, not news.
    Column("after_alert_id", RowId, nullable=False),
    # The newest alert when the interest ended: what came later is nobody's loss. NULL while it lasts.
    Column("until_alert_id", RowId),
)

# Alerts that a subscription tells though none of its watchlists says so: nobody else would, and it was asked to.
# Machine translations that were made once. `mark`: a hash of translator, language and text.
translation = new_table(
    "translation",
    Column("mark", CleanText, primary_key=True),
    text_column("translated"),
    Column("used_at", UtcTime, nullable=False, index=True),
)

alert_adopted = new_table(
    "alert_adopted",
    Column("subscription", CleanText, ForeignKey("subscription.name"), primary_key=True),
    Column("alert_id", RowId, ForeignKey("alert.id"), primary_key=True),
    # Somebody asked for it, so its route does not count; False: it came with the name of a subscription.
    Column("by_hand", Boolean, nullable=False, server_default="1"),
    Index(None, "alert_id"),
)

# Alerts that a subscription does not tell by its own rules, and by which.
alert_aside = new_table(
    "alert_aside",
    Column("subscription", CleanText, ForeignKey("subscription.name"), primary_key=True),
    Column("alert_id", RowId, ForeignKey("alert.id"), primary_key=True),
    text_column("rule"),
    text_column("why"),
    Column("at", UtcTime, nullable=False),
    Index(None, "alert_id"),
)

digest = new_table(
    "digest",
    id_column(),
    Column("subscription", CleanText, ForeignKey("subscription.name"), nullable=False),
    text_column("slot_date"),
    text_column("slot"),
    Column("key", CleanText, unique=True),
    text_column("outcome"),
    Column("at", UtcTime, nullable=False, index=True),
    Column("body", JsonText),
    UniqueConstraint("subscription", "slot_date", "slot"),
)

digest_alert = new_table(
    "digest_alert",
    Column("subscription", CleanText, ForeignKey("subscription.name"), primary_key=True),
    Column("alert_id", RowId, ForeignKey("alert.id"), primary_key=True),
    # NULL once the digest was pruned: the alert stays accounted for.
    ref("digest_id", "digest.id", nullable=True, index=True),
    Index(None, "alert_id"),
)

outbox = new_table(
    "outbox",
    id_column(),
    text_column("dedupe_key", unique=True),
    ref("digest_id", "digest.id", index=True),
    # Which stories of the digest this message tells.
    Column("part", JsonText, nullable=False, server_default="{}"),
    text_column("channel"),
    text_column("recipient"),
    text_column("state", index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    # The first try since it was made or taken up again by hand.
    Column("tried_since", UtcTime),
    # How often it was taken up again after it had been given up, because its receiver takes messages again.
    Column("late", Integer, nullable=False, server_default="0"),
    Column("sent_at", UtcTime),
    # By which its channel finds the thread of this message again.
    text_column("posted", server_default=""),
    text_column("detail"),
    # When somebody took this one for seen that was given up; NULL if nobody did, or only with all others.
    Column("acknowledged_at", UtcTime),
    *queue("outbox"),
)

attempt = new_table(
    "attempt",
    Column("outbox_id", RowId, ForeignKey("outbox.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    text_column("result"),
    text_column("detail"),
)
