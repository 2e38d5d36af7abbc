"""What the bot keeps of itself: counters, revisions, secrets, and the last outcome of each step."""

from __future__ import annotations

from sqlalchemy import Column, Index

from monitor.store.schema.columns import new_table, text_column
from monitor.store.schema.types import CleanText, RowId, UtcTime

counter = new_table("counter", Column("name", CleanText, primary_key=True), Column("value", RowId, nullable=False))

revision = new_table(
    "revision",
    Column("hash", CleanText, primary_key=True),
    text_column("watchlists"),
    Column("first_seen_at", UtcTime, nullable=False),
)

secret = new_table(
    "secret",
    # What it is for.
    Column("name", CleanText, primary_key=True),
    text_column("value"),
)

outcome = new_table(
    "outcome",
    Column("subject", CleanText, primary_key=True),
    Column("subject_id", RowId, primary_key=True),
    Column("step", CleanText, primary_key=True),
    text_column("outcome"),
    text_column("detail"),
    Column("at", UtcTime, nullable=False),
    text_column("revision"),
    Index(None, "outcome", "at"),
)
