"""Addresses that messages go to, and what is known of them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, UniqueConstraint

from monitor.store.schema.columns import id_column, new_table, text_column
from monitor.store.schema.types import CleanText, UtcTime

# What is known of an address on a channel since it last took a message.
recipient = new_table(
    "recipient",
    Column("channel", CleanText, primary_key=True),
    # In the form in which addresses are compared.
    Column("address", CleanText, primary_key=True),
    Column("accepted_at", UtcTime),
    Column("refusals", Integer, nullable=False),
    Column("refused_since", UtcTime),
)

# The ledger of what nothing is sent to: entries are lifted, never removed.
suppression = new_table(
    "suppression",
    id_column(),
    text_column("channel"),
    text_column("address"),
    # "" for all subscriptions.
    text_column("subscription"),
    text_column("reason"),
    text_column("why"),
    Column("at", UtcTime, nullable=False),
    text_column("by"),
    Column("lifted_at", UtcTime),
    text_column("lifted_by", server_default=""),
    text_column("lifted_why", server_default=""),
    Index(None, "channel", "address"),
)

# Mail that came back, a row for each report that is about a mail of ours.
bounce = new_table(
    "bounce",
    id_column(),
    text_column("channel"),
    # The same for each copy of a report.
    text_column("key"),
    text_column("address"),
    # Which mail it was, if the report proves it. Not a reference: the mail may be pruned.
    Column("outbox_id", BigInteger),
    text_column("action"),
    text_column("fault"),
    text_column("said"),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("channel", "key"),
    Index(None, "channel", "address"),
)

# How far the mailbox is read that undeliverable mail of a channel comes back to.
bounce_mailbox = new_table(
    "bounce_mailbox",
    Column("channel", CleanText, primary_key=True),
    text_column("mailbox"),
    Column("validity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("read_at", UtcTime, nullable=False),
)
