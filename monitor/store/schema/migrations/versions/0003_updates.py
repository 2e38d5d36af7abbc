"""What lets a story speak again: versions of edited articles, facts told, several alerts of one story, agencies.

Facts of stories that were alerted before are not known: such a story takes its next article's facts for new ones once.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("article", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("article", sa.Column("agency", TEXT, nullable=False, server_default=""))
    op.add_column("article", sa.Column("checked_at", TIME))
    _article_version()
    _match()
    _alert()
    _story_fact()
    _index()


def _index() -> None:
    """What runs of words and terms are hashed to has changed: the old rows would find nothing, or something else."""
    for table in ("shingle", "story_term", "story_sketch"):
        op.execute(sa.delete(sa.table(table)))
    with op.batch_alter_table("story_sketch") as batch:
        batch.drop_column("pairs")


def _article_version() -> None:
    op.create_table(
        "article_version",
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("content_key", TEXT, nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_article_version_article_id"),
        sa.PrimaryKeyConstraint("article_id", "version", name="pk_article_version"),
    )


def _match() -> None:
    used = _highest_id("match")
    with op.batch_alter_table("match", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.drop_constraint("uq_match_watchlist_article_id", type_="unique")
        table.create_unique_constraint("uq_match_watchlist_article_id_version", ["watchlist", "article_id", "version"])
    _never_below("match", used)


def _alert() -> None:
    used = _highest_id("alert")
    with op.batch_alter_table("alert", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("facts", TEXT, nullable=False, server_default="[]"))
        table.drop_constraint("uq_alert_watchlist_story_id", type_="unique")
        table.create_unique_constraint("uq_alert_watchlist_story_id_number", ["watchlist", "story_id", "number"])
    _never_below("alert", used)


def _highest_id(table: str) -> int:
    """The highest id ever given; SQLite rebuilds the table, and would go on from the highest that is left."""
    if op.get_bind().dialect.name != "sqlite":
        return 0
    query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name").bindparams(name=table)
    return int(op.get_bind().execute(query).scalar() or 0)


def _never_below(table: str, used: int) -> None:
    if not used:
        return
    bind, values = op.get_bind(), {"name": table, "used": used}
    bind.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name").bindparams(name=table))
    bind.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :used)").bindparams(**values))


def _story_fact() -> None:
    op.create_table(
        "story_fact",
        sa.Column("story_id", ROW_ID, nullable=False),
        sa.Column("watchlist", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_fact_story_id"),
        sa.PrimaryKeyConstraint("story_id", "watchlist", "kind", "value", name="pk_story_fact"),
    )
