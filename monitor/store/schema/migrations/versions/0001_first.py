"""The first schema.

Written without `monitor.store.schema.tables`, on purpose: those follow the newest schema, this one stays as released.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _counter()
    _feed()
    _outcome()
    _revision()
    _story()
    _subscription()
    _article()
    _digest()
    _poll()
    _story_key()
    _subscription_list()
    _entry()
    _match()
    _outbox()
    _alert()
    _attempt()
    _entry_key()
    _digest_alert()
    op.execute("INSERT INTO counter (name, value) VALUES ('token', 0)")


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", ROW_ID, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )


def _feed() -> None:
    op.create_table(
        "feed",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("publisher", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("tags", TEXT, nullable=False),
        sa.Column("spec", TEXT, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("etag", TEXT, nullable=False),
        sa.Column("last_modified", TEXT, nullable=False),
        sa.Column("body_hash", TEXT, nullable=False),
        sa.Column("baseline_at", TIME),
        sa.Column("next_poll_at", TIME, nullable=False),
        sa.Column("lease_until", TIME),
        sa.Column("token", ROW_ID),
        sa.Column("failures", sa.Float(), nullable=False),
        sa.Column("failing_since", TIME),
        sa.Column("last_outcome", TEXT),
        sa.Column("last_detail", TEXT, nullable=False),
        sa.Column("last_polled_at", TIME),
        sa.Column("last_good_at", TIME),
        sa.Column("last_new_at", TIME),
        sa.Column("entries_seen", sa.Integer(), nullable=False),
        sa.Column("largest_answer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("url", name="uq_feed_url"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_active_disabled_next_poll_at", "feed", ["active", "disabled", "next_poll_at"])


def _outcome() -> None:
    op.create_table(
        "outcome",
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("subject_id", ROW_ID, nullable=False),
        sa.Column("step", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("revision", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("subject", "subject_id", "step", name="pk_outcome"),
    )
    op.create_index("ix_outcome_outcome_at", "outcome", ["outcome", "at"])


def _revision() -> None:
    op.create_table(
        "revision",
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("watchlists", TEXT, nullable=False),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_revision"),
    )


def _story() -> None:
    op.create_table(
        "story",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("lead_article_id", ROW_ID, nullable=False),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("last_seen_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_story_last_seen_at", "story", ["last_seen_at"])


def _subscription() -> None:
    op.create_table(
        "subscription",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("schedule", TEXT, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("next_due_at", TIME, nullable=False),
        sa.Column("last_match_id", ROW_ID, nullable=False),
        sa.Column("window_from", TIME, nullable=False),
        sa.Column("digests", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_subscription"),
    )
    op.create_index("ix_subscription_next_due_at", "subscription", ["next_due_at"])


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("url_key", TEXT, nullable=False),
        sa.Column("canonical_url", TEXT, nullable=False),
        sa.Column("final_url", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("published_at", TIME),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("content_key", TEXT, nullable=False),
        sa.Column("feed_id", ROW_ID, nullable=False),
        sa.Column("publisher", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("story_id", ROW_ID),
        sa.Column("near", TEXT, nullable=False),
        sa.Column("assessed_at", TIME),
        sa.Column("due_at", TIME),
        sa.Column("token", ROW_ID),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_article_feed_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_article_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("url_key", name="uq_article_url_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_assessed_at", "article", ["assessed_at"])
    op.create_index("ix_article_canonical_url", "article", ["canonical_url"])
    op.create_index("ix_article_due_at", "article", ["due_at"])
    op.create_index("ix_article_final_url", "article", ["final_url"])
    op.create_index("ix_article_story_id", "article", ["story_id"])


def _digest() -> None:
    op.create_table(
        "digest",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("subscription", TEXT, nullable=False),
        sa.Column("slot_date", TEXT, nullable=False),
        sa.Column("slot", TEXT, nullable=False),
        sa.Column("key", TEXT),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("body", TEXT),
        sa.ForeignKeyConstraint(["subscription"], ["subscription.name"], name="fk_digest_subscription"),
        sa.PrimaryKeyConstraint("id", name="pk_digest"),
        sa.UniqueConstraint("key", name="uq_digest_key"),
        sa.UniqueConstraint("subscription", "slot_date", "slot", name="uq_digest_subscription_slot_date_slot"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digest_at", "digest", ["at"])


def _poll() -> None:
    op.create_table(
        "poll",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("feed_id", ROW_ID, nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("finished_at", TIME, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("size", ROW_ID, nullable=False),
        sa.Column("entries_seen", sa.Integer(), nullable=False),
        sa.Column("overlap", sa.Integer(), nullable=False),
        sa.Column("entries_new", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_poll_feed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_poll"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_poll_feed_id_finished_at", "poll", ["feed_id", "finished_at"])
    op.create_index("ix_poll_finished_at", "poll", ["finished_at"])


def _story_key() -> None:
    op.create_table(
        "story_key",
        sa.Column("content_key", TEXT, nullable=False),
        sa.Column("story_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_key_story_id"),
        sa.PrimaryKeyConstraint("content_key", name="pk_story_key"),
    )
    op.create_index("ix_story_key_story_id", "story_key", ["story_id"])


def _subscription_list() -> None:
    op.create_table(
        "subscription_list",
        sa.Column("subscription", TEXT, nullable=False),
        sa.Column("watchlist", TEXT, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("after_alert_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["subscription"], ["subscription.name"], name="fk_subscription_list_subscription"),
        sa.PrimaryKeyConstraint("subscription", "watchlist", name="pk_subscription_list"),
    )


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("feed_id", ROW_ID, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("poll_id", ROW_ID, nullable=False),
        sa.Column("guid", TEXT),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("canonical_url", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("published_at", TIME),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("article_id", ROW_ID),
        sa.Column("due_at", TIME),
        sa.Column("token", ROW_ID),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_entry_article_id"),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_entry_feed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_article_id", "entry", ["article_id"])
    op.create_index("ix_entry_canonical_url", "entry", ["canonical_url"])
    op.create_index("ix_entry_due_at", "entry", ["due_at"])
    op.create_index("ix_entry_feed_id_first_seen_at", "entry", ["feed_id", "first_seen_at"])
    op.create_index("ix_entry_url", "entry", ["url"])


def _match() -> None:
    op.create_table(
        "match",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("watchlist", TEXT, nullable=False),
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.Column("story_id", ROW_ID, nullable=False),
        sa.Column("strength", TEXT, nullable=False),
        sa.Column("alerted", sa.Boolean(), nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("hits", TEXT, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_match_article_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_match_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_match"),
        sa.UniqueConstraint("watchlist", "article_id", name="uq_match_watchlist_article_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_match_article_id", "match", ["article_id"])
    op.create_index("ix_match_story_id", "match", ["story_id"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("dedupe_key", TEXT, nullable=False),
        sa.Column("digest_id", ROW_ID, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("recipient", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.Column("sent_at", TIME),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("due_at", TIME),
        sa.Column("token", ROW_ID),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name="fk_outbox_digest_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("dedupe_key", name="uq_outbox_dedupe_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_digest_id", "outbox", ["digest_id"])
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"])
    op.create_index("ix_outbox_state", "outbox", ["state"])


def _alert() -> None:
    op.create_table(
        "alert",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("watchlist", TEXT, nullable=False),
        sa.Column("story_id", ROW_ID, nullable=False),
        sa.Column("match_id", ROW_ID, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name="fk_alert_match_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_alert_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint("watchlist", "story_id", name="uq_alert_watchlist_story_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alert_match_id", "alert", ["match_id"])
    op.create_index("ix_alert_story_id", "alert", ["story_id"])


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("outbox_id", ROW_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("ended_at", TIME),
        sa.Column("result", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_attempt_outbox_id"),
        sa.PrimaryKeyConstraint("outbox_id", "number", name="pk_attempt"),
    )


def _entry_key() -> None:
    op.create_table(
        "entry_key",
        sa.Column("feed_id", ROW_ID, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("entry_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_entry_key_entry_id"),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_entry_key_feed_id"),
        sa.PrimaryKeyConstraint("feed_id", "key", name="pk_entry_key"),
    )
    op.create_index("ix_entry_key_entry_id", "entry_key", ["entry_id"])


def _digest_alert() -> None:
    op.create_table(
        "digest_alert",
        sa.Column("subscription", TEXT, nullable=False),
        sa.Column("alert_id", ROW_ID, nullable=False),
        sa.Column("digest_id", ROW_ID),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_digest_alert_alert_id"),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name="fk_digest_alert_digest_id"),
        sa.ForeignKeyConstraint(["subscription"], ["subscription.name"], name="fk_digest_alert_subscription"),
        sa.PrimaryKeyConstraint("subscription", "alert_id", name="pk_digest_alert"),
    )
    op.create_index("ix_digest_alert_alert_id", "digest_alert", ["alert_id"])
    op.create_index("ix_digest_alert_digest_id", "digest_alert", ["digest_id"])
