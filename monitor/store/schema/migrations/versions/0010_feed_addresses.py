"""The address that gave a feed's validators, and the one that a feed has moved to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("validated_url", "moved_to"):
        op.add_column("feed", sa.Column(name, sa.Text(), nullable=False, server_default=""))
