"""Which story began the series that a story is the next of, where series are told as updates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("story", sa.Column("series_of", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
    op.create_index("ix_story_series_of", "story", ["series_of"])
