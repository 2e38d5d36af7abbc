"""What proves alerts: the chain of records, and the bytes that they name."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary

from monitor.store.schema.columns import new_table, text_column
from monitor.store.schema.types import CleanText, JsonText, RowId, UtcTime

# The chain of records (`monitor.core.evidence.chain`): numbered without a gap; a body goes, its record stays.
chain = new_table(
    "chain",
    Column("number", RowId, primary_key=True, autoincrement=False),
    text_column("kind"),
    Column("subject", RowId, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("body", CleanText),
    text_column("content"),
    text_column("hash"),
    Index(None, "kind", "subject"),
)

# Bytes that prove alerts, packed with zstd, each once: pages, texts as they were matched, watchlists as they stood.
evidence_blob = new_table(
    "evidence_blob",
    # Of the bytes before they were packed.
    Column("hash", CleanText, primary_key=True),
    text_column("kind"),
    Column("size", RowId, nullable=False),
    Column("packed", RowId, nullable=False),
    # The hash of the row as it is written, packed bytes included.
    text_column("seal"),
    # Last, so that nobody who asks for the others reads through it.
    Column("data", LargeBinary, nullable=False),
)

# Which records name which of them.
evidence_use = new_table(
    "evidence_use",
    Column("number", RowId, ForeignKey("chain.number"), primary_key=True),
    Column("hash", CleanText, primary_key=True),
    Index(None, "hash"),
)

# Pages of articles that nobody judged yet: kept if the judgement is an alert, else forgotten.
evidence_waiting = new_table(
    "evidence_waiting",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    # An article may go on over several pages.
    Column("place", Integer, primary_key=True),
    Column("head", JsonText, nullable=False),
    text_column("hash"),
    Column("size", RowId, nullable=False),
    Column("packed", RowId, nullable=False),
    Column("read_at", UtcTime, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# Addresses of alerts that are handed to a web archive of the user's choice, behind the news; each once.
push = new_table(
    "push",
    Column("url", CleanText, primary_key=True),
    # Of the first alert that had it. Not a reference: the alert may be pruned.
    Column("alert_id", RowId, nullable=False),
    Column("tries", Integer, nullable=False),
    # NULL if it is not tried again.
    Column("due_at", UtcTime, index=True),
    Column("queued_at", UtcTime, nullable=False),
    Column("tried_at", UtcTime),
    # Why it was not taken the last time; "" if it was, or was not tried yet.
    text_column("fault"),
)
