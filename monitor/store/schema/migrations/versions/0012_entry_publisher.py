"""Whose item an entry is, where its feed collects the items of others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entry", sa.Column("publisher", sa.Text(), nullable=False, server_default=""))
