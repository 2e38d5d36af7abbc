"""Alerts that no subscription tells any more: until when an interest lasted, and which of them another one adopted.

Of interests that had ended before nothing is known: their alerts are not taken for lost.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("subscription_list", sa.Column("until_alert_id", ROW_ID))
    op.create_table(
        "alert_adopted",
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("alert_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["subscription"], ["subscription.name"], name="fk_alert_adopted_subscription"),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_alert_adopted_alert_id"),
        sa.PrimaryKeyConstraint("subscription", "alert_id", name="pk_alert_adopted"),
    )
    op.create_index("ix_alert_adopted_alert_id", "alert_adopted", ["alert_id"])
