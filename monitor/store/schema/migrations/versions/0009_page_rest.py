"""What an article's page and feed show beside its text, so that a name that stands only there is not missed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "page_rest",
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_page_rest_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_page_rest"),
    )
    op.create_index("ix_page_rest_read_at", "page_rest", ["read_at"])
