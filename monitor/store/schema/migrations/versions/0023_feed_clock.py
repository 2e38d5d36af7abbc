"""What changes with each poll of a feed stands apart from what the feed is, and polls without news in one row.

A feed's row is long, so each poll wrote a page for it, more for its indexes, and as many again for a row of its own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIMES = ("next_poll_at", "lease_until", "last_polled_at", "last_good_at")


def upgrade() -> None:
    op.create_table(
        "feed_clock",
        sa.Column("feed_id", ROW_ID, nullable=False),
        sa.Column("next_poll_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger()),
        sa.Column("token", ROW_ID),
        sa.Column("last_polled_at", sa.BigInteger()),
        sa.Column("last_good_at", sa.BigInteger()),
        sa.Column("quiet_polls", sa.Integer(), nullable=False),
        sa.Column("quiet_since", sa.BigInteger()),
        sa.Column("quiet_s", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_feed_clock_feed_id"),
        sa.PrimaryKeyConstraint("feed_id", name="pk_feed_clock"),
    )
    feed = sa.table("feed", *(sa.column(name) for name in ("id", "token")))
    names = ["feed_id", "token", "quiet_polls", "quiet_s", *TIMES]
    clock = sa.table("feed_clock", *(sa.column(name) for name in names))
    values = [feed.c.id, feed.c.token, sa.literal(0), sa.literal(0.0)]
    values += [sa.literal_column(_microseconds(one)) for one in TIMES]
    op.execute(sa.insert(clock).from_select(names, sa.select(*values)))
    op.drop_index("ix_feed_active_disabled_next_poll_at", table_name="feed")
    used = _highest_id()
    with op.batch_alter_table("feed", table_kwargs={"sqlite_autoincrement": True}) as table:
        for name in (*TIMES, "token"):
            table.drop_column(name)
    _never_below(used)
    op.add_column("poll", sa.Column("times", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("poll", sa.Column("took_s", sa.Float()))


def _microseconds(column: str) -> str:
    """Since 1970, of a stored time."""
    if op.get_bind().dialect.name != "sqlite":
        return f"CAST(EXTRACT(EPOCH FROM {column}) * 1000000 AS BIGINT)"
    return f"CAST(strftime('%s', substr({column}, 1, 19)) AS INTEGER) * 1000000 + CAST(substr({column}, 21) AS INTEGER)"


def _highest_id() -> int:
    """The highest id ever given; SQLite rebuilds the table, and would go on from the highest that is left."""
    if op.get_bind().dialect.name != "sqlite":
        return 0
    return int(op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'feed'")).scalar() or 0)


def _never_below(used: int) -> None:
    if used:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'feed'")
        op.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('feed', :used)").bindparams(used=used))
