"""How often a delivery that was given up was taken up again because its receiver takes messages again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("late", sa.Integer, nullable=False, server_default="0"))
