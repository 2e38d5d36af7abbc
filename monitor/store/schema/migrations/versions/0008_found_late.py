"""Articles from before a watchlist changed are judged again: what changed when, how far that went, what it found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("article", sa.Column("late", sa.Text()))
    op.add_column("alert", sa.Column("late_at", TIME))
    op.create_table(
        "watchlist",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("after_id", ROW_ID),
        sa.Column("until_id", ROW_ID),
        sa.PrimaryKeyConstraint("name", name="pk_watchlist"),
    )
