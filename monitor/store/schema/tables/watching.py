"""What watchlists found, what that made known, and how often each name was met."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, UniqueConstraint

from monitor.store.schema.columns import id_column, metadata, new_table, ref, text_column
from monitor.store.schema.types import CleanText, Instant, JsonText, RowId, UtcTime

# Since when a watchlist is as it is, and how far the articles from before were looked through for it: those with ids
# above `after_id` up to `until_id` are still to be looked at; both NULL before it began.
watchlist = new_table(
    "watchlist",
    Column("name", CleanText, primary_key=True),
    text_column("fingerprint"),
    Column("active", Boolean, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("after_id", RowId),
    Column("until_id", RowId),
)

match = new_table(
    "match",
    id_column(),
    text_column("watchlist"),
    ref("article_id", "article.id", index=True),
    ref("story_id", "story.id", index=True),
    text_column("strength"),
    Column("alerted", Boolean, nullable=False),
    Column("verdict", JsonText, nullable=False),
    Column("hits", JsonText, nullable=False),
    Column("at", UtcTime, nullable=False),
    # Of the article: an edited one is matched anew.
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("watchlist", "article_id", "version"),
)

alert = new_table(
    "alert",
    id_column(),
    text_column("watchlist"),
    ref("story_id", "story.id", index=True),
    ref("match_id", "match.id", index=True),
    text_column("reason"),
    Column("created_at", UtcTime, nullable=False),
    # 1 is the first; of two workers that find the same news at once, the second finds its number taken.
    Column("number", Integer, nullable=False, server_default="1"),
    # What was new, if it is not the first.
    Column("facts", JsonText, nullable=False, server_default="[]"),
    # When the watchlist changed that found it in an article from before; NULL if it was found when it came.
    Column("late_at", UtcTime),
    UniqueConstraint("watchlist", "story_id", "number"),
)

# Which topics were surely met in which stories, by whom, and when that one told it first: a few bytes for each, kept
# when the articles are gone. Counted from `match`, behind the news; no foreign keys, as in the index of stories.
mention_topic = new_table(
    "mention_topic", id_column(), text_column("watchlist"), text_column("topic"), UniqueConstraint("watchlist", "topic")
)

mention_teller = new_table(
    "mention_teller",
    id_column(),
    text_column("publisher"),
    text_column("language"),
    UniqueConstraint("publisher", "language"),
)

mention = Table(
    "mention",
    metadata,
    Column("story_id", BigInteger, primary_key=True, autoincrement=False),
    Column("topic_id", BigInteger, primary_key=True, autoincrement=False),
    Column("teller_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# How often each name of a topic, or each rule (then `topic` is ""), was met: made from `match` beside the news, up to
# the one that `counter` names.
spelling_use = new_table(
    "spelling_use",
    Column("watchlist", CleanText, primary_key=True),
    Column("topic", CleanText, primary_key=True),
    Column("form", CleanText, primary_key=True),
    Column("hits", Integer, nullable=False),
    Column("first_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
    # Names of the topic that were met whenever it was.
    Column("together", JsonText, nullable=False),
)

# Whether an article that a watchlist did not find is a miss, as somebody said who looked at it.
audit_answer = new_table(
    "audit_answer",
    Column("watchlist", CleanText, primary_key=True),
    # No foreign key: what was answered outlives the article.
    Column("article_id", RowId, primary_key=True, autoincrement=False),
    Column("miss", Boolean, nullable=False),
    Column("at", UtcTime, nullable=False),
)

# The last audit that the bot made of each watchlist by itself.
audit_made = new_table(
    "audit_made",
    Column("watchlist", CleanText, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("found", JsonText, nullable=False),
)
