"""Digests that take several messages: which stories of the digest an outbox row tells; rows from before tell all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("part", sa.Text(), nullable=False, server_default="{}"))
