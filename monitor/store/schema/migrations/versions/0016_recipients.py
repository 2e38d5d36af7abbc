"""Recipients: what is known of a mail address, and the ledger of those that nothing is sent to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "recipient",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("accepted_at", MOMENT),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("refused_since", MOMENT),
        sa.PrimaryKeyConstraint("channel", "address", name="pk_recipient"),
    )
    # An address that took mail before is not given up at the first refusal.
    op.execute(
        "INSERT INTO recipient (channel, address, accepted_at, refusals) "
        "SELECT channel, lower(recipient), max(sent_at), 0 FROM outbox "
        "WHERE recipient <> '' AND sent_at IS NOT NULL GROUP BY channel, lower(recipient)"
    )
    op.create_table(
        "suppression",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("lifted_at", MOMENT),
        sa.Column("lifted_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("lifted_why", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_suppression"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_suppression_channel_address", "suppression", ["channel", "address"])
