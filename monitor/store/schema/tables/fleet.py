"""Several workers on one database: who lives, and whose turn it is at each host. Empty where one bot works alone."""

from __future__ import annotations

from sqlalchemy import Column, Float

from monitor.store.schema.columns import new_table, text_column
from monitor.store.schema.types import CleanText, RowId, UtcTime

# The number is in the tokens of all that a worker holds. `leads_until`: until when it is the one that schedules.
worker = new_table(
    "worker",
    Column("number", RowId, primary_key=True),
    *(text_column(name) for name in ("name", "roles", "version")),
    Column("started_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("leads_until", UtcTime),
)

# `holder`: whose request is under way, "" for none; `free_at`: when the next may begin, whatever befalls the holder;
# `delay_s`, `delay_at`: the longest rest that a worker knew of, and when; `closed_until`: nobody may ask before.
host_turn = new_table(
    "host_turn",
    Column("host", CleanText, primary_key=True),
    text_column("holder"),
    Column("free_at", UtcTime, nullable=False),
    Column("delay_s", Float, nullable=False),
    Column("delay_at", UtcTime, nullable=False),
    Column("closed_until", UtcTime),
)
