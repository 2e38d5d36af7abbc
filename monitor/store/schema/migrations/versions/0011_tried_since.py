"""Since when a delivery is tried: the time of its tries counts from the first one, not from its digest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("tried_since", sa.DateTime(timezone=True)))
    op.execute(
        "UPDATE outbox SET tried_since = "
        "(SELECT min(attempt.started_at) FROM attempt WHERE attempt.outbox_id = outbox.id)"
    )
