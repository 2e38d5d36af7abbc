"""Articles that a watchlist matched are looked at as long as they change; those of before from their next match on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "followed_article",
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("ended_at", TIME),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_followed_article_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_followed_article"),
    )
    op.create_index("ix_followed_article_ended_at", "followed_article", ["ended_at"])
