"""Page texts that say nothing of their titles, so that a notice is known when it stands under the next title."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "page_body",
        sa.Column("mark", TEXT, nullable=False),
        sa.Column("publisher", TEXT, nullable=False),
        sa.Column("page_key", TEXT, nullable=False),
        sa.Column("title_key", TEXT, nullable=False),
        sa.Column("feed_key", TEXT, nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("article_id", ROW_ID),
        sa.Column("seen_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("mark", "publisher", "page_key", name="pk_page_body"),
    )
    for column in ("article_id", "seen_at"):
        op.create_index(f"ix_page_body_{column}", "page_body", [column])
