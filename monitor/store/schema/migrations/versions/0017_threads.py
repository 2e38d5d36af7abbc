"""By which a channel finds the thread of a message again that it sent; of what was sent before nothing is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("posted", sa.Text(), nullable=False, server_default=""))
