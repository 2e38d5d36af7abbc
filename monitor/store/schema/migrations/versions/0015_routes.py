"""Routes: alerts that a subscription sets aside by its own rules, and by which match it did so last.

What was adopted before was asked for by hand.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("subscription", sa.Column("route", sa.Text(), nullable=False, server_default=""))
    op.add_column("alert_adopted", sa.Column("by_hand", sa.Boolean(), nullable=False, server_default="1"))
    op.create_table(
        "alert_aside",
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("alert_id", ROW_ID, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["subscription"], ["subscription.name"], name="fk_alert_aside_subscription"),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_alert_aside_alert_id"),
        sa.PrimaryKeyConstraint("subscription", "alert_id", name="pk_alert_aside"),
    )
    op.create_index("ix_alert_aside_alert_id", "alert_aside", ["alert_id"])
