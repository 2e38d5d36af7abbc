"""Subscriptions of feeds at hubs (WebSub)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
MOMENTS = ("asked_at", "confirmed_at", "lease_until", "pushed_at", "answered_at", "missed_at")


def upgrade() -> None:
    op.create_table(
        "hub_subscription",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("feed_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("hubs", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("callback", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        *(sa.Column(name, MOMENT) for name in MOMENTS),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_hub_subscription_feed_id"),
        sa.PrimaryKeyConstraint("path", name="pk_hub_subscription"),
    )
