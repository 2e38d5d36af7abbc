"""Entries of feeds, and the articles that were read of them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer

from monitor.store.schema.columns import id_column, new_table, queue, ref, text_column
from monitor.store.schema.types import CleanText, JsonText, RowId, UtcTime

entry = new_table(
    "entry",
    id_column(),
    ref("feed_id", "feed.id"),
    text_column("key"),
    # No foreign key: polls are pruned long before entries.
    Column("poll_id", RowId, nullable=False),
    Column("guid", CleanText),
    text_column("url", index=True),
    text_column("canonical_url", index=True),
    text_column("title"),
    text_column("summary"),
    text_column("content"),
    text_column("author"),
    text_column("publisher", server_default=""),
    text_column("language"),
    Column("published_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False),
    ref("article_id", "article.id", nullable=True, index=True),
    *queue("entry"),
    Index(None, "feed_id", "first_seen_at"),
)

entry_key = new_table(
    "entry_key",
    Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True),
    Column("key", CleanText, primary_key=True),
    ref("entry_id", "entry.id", index=True),
)

article = new_table(
    "article",
    id_column(),
    text_column("url_key", unique=True),
    text_column("canonical_url", index=True),
    text_column("final_url", index=True),
    text_column("title"),
    text_column("text"),
    text_column("language"),
    Column("published_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("fetched_at", UtcTime, nullable=False),
    # When the article was last looked at again, edited or not; NULL if only at `fetched_at`.
    Column("checked_at", UtcTime),
    text_column("source"),
    text_column("content_key"),
    ref("feed_id", "feed.id"),
    text_column("publisher"),
    text_column("author"),
    # Grows with every edit that was read; earlier texts are in `article_version`.
    Column("version", Integer, nullable=False, server_default="1"),
    # News agency whose text it is, "" if none is named.
    text_column("agency", server_default=""),
    ref("story_id", "story.id", nullable=True, index=True),
    Column("near", JsonText, nullable=False),
    Column("assessed_at", UtcTime, index=True),
    # The watchlists for which the article is judged again, and the version that is; NULL if it is judged as a whole.
    Column("late", JsonText),
    *queue("article"),
)

article_version = new_table(
    "article_version",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    text_column("title"),
    text_column("text"),
    text_column("source"),
    text_column("content_key"),
    Column("fetched_at", UtcTime, nullable=False),
)

# Articles that a watchlist matched, looked at as long as they change.
followed_article = new_table(
    "followed_article",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    Column("since", UtcTime, nullable=False),
    Column("ended_at", UtcTime, index=True),
    # Why it ended, in words.
    text_column("reason"),
)

# What an article's page and feed show beside its text, for a few days.
page_rest = new_table(
    "page_rest",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    text_column("text"),
    Column("read_at", UtcTime, nullable=False, index=True),
)

# Page texts that say nothing of their titles, by their marks: what stands under several titles is a notice.
# `article_id` is set while the text is stored for that article; no foreign key: the memory outlives the article.
page_body = new_table(
    "page_body",
    Column("mark", CleanText, primary_key=True),
    Column("publisher", CleanText, primary_key=True),
    Column("page_key", CleanText, primary_key=True),
    text_column("title_key"),
    text_column("feed_key"),
    Column("named", Boolean, nullable=False),
    Column("article_id", RowId, index=True),
    Column("seen_at", UtcTime, nullable=False, index=True),
)
