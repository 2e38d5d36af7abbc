"""Several workers on one database: who lives, whose turn it is at each host, and what is held found at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0038"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "worker",
        sa.Column("number", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.Column("leads_until", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_worker"),
    )
    op.create_table(
        "host_turn",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("free_at", _TIME, nullable=False),
        sa.Column("delay_s", sa.Float(), nullable=False),
        sa.Column("delay_at", _TIME, nullable=False),
        sa.Column("closed_until", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("host", name="pk_host_turn"),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, key in (("feed_clock", "feed_id"), ("entry", "id"), ("article", "id"), ("outbox", "id")):
            op.create_index(f"ix_{table}_held", table, [key], postgresql_where=sa.text("token IS NOT NULL"))
        op.create_index("ix_feed_clock_next_poll_at", "feed_clock", ["next_poll_at"])
