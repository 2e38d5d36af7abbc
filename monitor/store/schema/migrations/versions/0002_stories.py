"""The index by which articles find their stories: shingles, terms, sketches, links, copies.

Stories of before have no sketch: they take exact copies only, as they did, and close as all stories do.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()


def upgrade() -> None:
    _pairs("shingle", "hash", "article_id")
    _pairs("story_term", "term", "story_id")
    _story_sketch()
    _story_link()
    _article_copy()


def _pairs(name: str, first: str, second: str) -> None:
    op.create_table(
        name,
        sa.Column(first, sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column(second, sa.BigInteger(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint(first, second, name=f"pk_{name}"),
        sqlite_with_rowid=False,
    )


def _story_sketch() -> None:
    op.create_table(
        "story_sketch",
        sa.Column("story_id", ROW_ID, nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("pairs", sa.Float(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.Column("topics", TEXT, nullable=False),
        sa.Column("languages", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_sketch_story_id"),
        sa.PrimaryKeyConstraint("story_id", name="pk_story_sketch"),
    )


def _story_link() -> None:
    op.create_table(
        "story_link",
        sa.Column("story_id", ROW_ID, nullable=False),
        sa.Column("other_id", ROW_ID, nullable=False),
        sa.Column("evidence", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_link_story_id"),
        sa.ForeignKeyConstraint(["other_id"], ["story.id"], name="fk_story_link_other_id"),
        sa.PrimaryKeyConstraint("story_id", "other_id", name="pk_story_link"),
    )
    op.create_index("ix_story_link_other_id", "story_link", ["other_id"])


def _article_copy() -> None:
    op.create_table(
        "article_copy",
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.Column("of_article_id", ROW_ID, nullable=False),
        sa.Column("finding", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_article_copy_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_copy"),
    )
    op.create_index("ix_article_copy_of_article_id", "article_copy", ["of_article_id"])
