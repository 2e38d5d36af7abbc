"""Since when somebody wants a feed not to be polled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feed", sa.Column("paused_since", sa.DateTime(timezone=True)))
