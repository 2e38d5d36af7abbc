"""Up to where somebody has looked at a story, and which deliveries that were given up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "story_done",
        sa.Column("story_id", ROW_ID, nullable=False),
        sa.Column("alert_id", ROW_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", ROW_ID, nullable=False),
        sa.PrimaryKeyConstraint("story_id", name="pk_story_done"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_done_story_id"),
    )
    op.add_column("outbox", sa.Column("acknowledged_at", sa.DateTime(timezone=True)))
