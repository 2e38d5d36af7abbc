"""What feeds ask of their readers, and what was learnt of their weeks: both were forgotten at each start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "feed_asked",
        sa.Column("feed_id", ROW_ID, nullable=False),
        sa.Column("interval_s", ROW_ID, nullable=False),
        sa.Column("hours", ROW_ID, nullable=False),
        sa.Column("days", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_feed_asked_feed_id"),
        sa.PrimaryKeyConstraint("feed_id", name="pk_feed_asked"),
    )
    op.create_table(
        "feed_week",
        sa.Column("feed_id", ROW_ID, nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("interval_s", ROW_ID, nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_feed_week_feed_id"),
        sa.PrimaryKeyConstraint("feed_id", name="pk_feed_week"),
    )
