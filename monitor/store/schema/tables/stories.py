"""Stories, and the index that articles are placed into them by."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table

from monitor.store.schema.columns import id_column, metadata, new_table, ref, text_column
from monitor.store.schema.types import CleanText, JsonText, RowId, Terms, UtcTime

story = new_table(
    "story",
    id_column(),
    # No foreign key: article.story_id points here, and a circle of two keys would need deferred constraints.
    Column("lead_article_id", RowId, nullable=False),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False, index=True),
    # The story that began the series which this one is the next of; no foreign key, for that one may be pruned.
    Column("series_of", RowId, index=True),
)

story_key = new_table(
    "story_key", Column("content_key", CleanText, primary_key=True), ref("story_id", "story.id", index=True)
)

# `shingle` and `story_term` are large: no surplus key, no row id, and no foreign key, which would want an index of its
# own. Rows of articles and stories that are gone are passed over and trimmed.
shingle = Table(
    "shingle",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

story_term = Table(
    "story_term",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    Column("story_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

story_sketch = new_table(
    "story_sketch",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("words", Terms, nullable=False),
    Column("names", Terms, nullable=False),
    Column("numbers", Terms, nullable=False),
    Column("topics", JsonText, nullable=False),
    Column("languages", JsonText, nullable=False),
)

# Vectors of the first texts of watched stories; one of another model is made anew when it is needed.
story_meaning = new_table(
    "story_meaning",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    text_column("model"),
    Column("vector", LargeBinary, nullable=False),
    text_column("publisher"),
)

# What the first texts of watched stories say of events, and which story each continues; `topics` and `events` are what
# the earlier ones are looked for by. No foreign key for `follows`: that story may be pruned first.
story_trace = new_table(
    "story_trace",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    text_column("form"),
    Column("at", UtcTime, nullable=False, index=True),
    text_column("events"),
    text_column("topics"),
    Column("trace", JsonText, nullable=False),
    Column("follows", RowId, index=True),
    text_column("evidence"),
)

story_link = new_table(
    "story_link",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    Column("other_id", RowId, ForeignKey("story.id"), primary_key=True),
    text_column("evidence"),
    Index(None, "other_id"),
)

# What readers of a watchlist were told of a story.
story_fact = new_table(
    "story_fact",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    Column("watchlist", CleanText, primary_key=True),
    Column("kind", CleanText, primary_key=True),
    Column("value", CleanText, primary_key=True),
    Column("article_id", RowId, nullable=False),
)

# `of_article_id` has no foreign key: the earlier text may be pruned first.
article_copy = new_table(
    "article_copy",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    Column("of_article_id", RowId, nullable=False),
    Column("finding", JsonText, nullable=False),
    Index(None, "of_article_id"),
)
