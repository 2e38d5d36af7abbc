"""A chain of records over alerts and digests, and what is kept to prove an alert: pages, texts, watchlists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "chain",
        sa.Column("number", ROW_ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", ROW_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text()),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_chain"),
    )
    op.create_index("ix_chain_kind_subject", "chain", ["kind", "subject"])
    op.create_table(
        "evidence_blob",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", ROW_ID, nullable=False),
        sa.Column("packed", ROW_ID, nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_evidence_blob"),
    )
    op.create_table(
        "evidence_use",
        sa.Column("number", ROW_ID, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["chain.number"], name="fk_evidence_use_number"),
        sa.PrimaryKeyConstraint("number", "hash", name="pk_evidence_use"),
    )
    op.create_index("ix_evidence_use_hash", "evidence_use", ["hash"])
    op.create_table(
        "evidence_waiting",
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("size", ROW_ID, nullable=False),
        sa.Column("packed", ROW_ID, nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_evidence_waiting_article_id"),
        sa.PrimaryKeyConstraint("article_id", "version", "place", name="pk_evidence_waiting"),
    )
