"""Mentions of topics by story and teller, counted from the matches: what trends are told from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for name, columns in (("mention_topic", ("watchlist", "topic")), ("mention_teller", ("publisher", "language"))):
        op.create_table(
            name,
            sa.Column("id", ROW_ID, nullable=False),
            *(sa.Column(column, sa.Text(), nullable=False) for column in columns),
            sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
            sa.UniqueConstraint(*columns, name=f"uq_{name}_{'_'.join(columns)}"),
            sqlite_autoincrement=True,
        )
    op.create_table(
        "mention",
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("story_id", "topic_id", "teller_id", "at")),
        sa.PrimaryKeyConstraint("story_id", "topic_id", "teller_id", name="pk_mention"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mention_at", "mention", ["at"])
