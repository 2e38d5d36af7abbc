"""What the first texts of watched stories say of events, and which story continues which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "story_trace",
        sa.Column("story_id", _ID, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.Column("follows", _ID),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_trace_story_id"),
        sa.PrimaryKeyConstraint("story_id", name="pk_story_trace"),
    )
    op.create_index("ix_story_trace_at", "story_trace", ["at"])
    op.create_index("ix_story_trace_follows", "story_trace", ["follows"])
