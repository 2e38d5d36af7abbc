"""Since when a feed says that it has moved for good: of those that had moved before, since a poll told that first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feed", sa.Column("moved_since", sa.DateTime(timezone=True)))
    op.execute(
        "UPDATE feed SET moved_since = (SELECT min(poll.finished_at) FROM poll "
        "WHERE poll.feed_id = feed.id AND poll.detail LIKE '%has moved for good to%') WHERE moved_to <> ''"
    )
