"""What people say and do, and who is logged in."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer

from monitor.store.schema.columns import id_column, new_table, text_column
from monitor.store.schema.types import CleanText, JsonText, RowId, UtcTime

# The ledger of what people say of alerts: entries are lifted, never removed. No foreign keys: it outlives its alerts.
feedback = new_table(
    "feedback",
    id_column(),
    # yes or not.
    text_column("said"),
    Column("alert_id", RowId, nullable=False, index=True),
    Column("story_id", RowId, nullable=False),
    Column("article_id", RowId, nullable=False),
    text_column("watchlist"),
    text_column("topic"),
    # The names that were surely met, and the rules that fired.
    Column("forms", JsonText, nullable=False),
    Column("rules", JsonText, nullable=False),
    text_column("pin"),
    text_column("title"),
    text_column("url"),
    text_column("by"),
    text_column("why"),
    Column("at", UtcTime, nullable=False),
    Column("lifted_at", UtcTime),
    text_column("lifted_by"),
)

# The ledger of what people do by the desk: actions are undone, never removed.
desk_action = new_table(
    "desk_action",
    id_column(),
    Column("at", UtcTime, nullable=False),
    text_column("by"),
    text_column("kind"),
    text_column("subject"),
    text_column("why"),
    Column("detail", JsonText, nullable=False),
    Column("undone_at", UtcTime),
    text_column("undone_by"),
    Index(None, "subject"),
)

# Browsers that somebody logged in with, and the newest code of an authenticator that each used.
desk_session = new_table(
    "desk_session",
    Column("mark", CleanText, primary_key=True),
    text_column("user"),
    text_column("stamp"),
    Column("began_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
)

desk_code = new_table("desk_code", Column("user", CleanText, primary_key=True), Column("step", RowId, nullable=False))

# Browsers that take pushes. Whoever reads endpoint and auth can have one woken, and can read nothing of it.
push_device = new_table(
    "push_device",
    id_column(),
    text_column("user"),
    text_column("label"),
    text_column("endpoint", unique=True),
    text_column("p256dh"),
    text_column("auth"),
    Column("subscriptions", JsonText, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    text_column("ended_why"),
)

# Edits of watchlists that are not saved, for a colleague. Those that ended stay for who comes by their address.
list_draft = new_table(
    "list_draft",
    id_column(),
    text_column("name"),
    # One higher each time that it is kept: who had an older one before the eyes is told.
    Column("edition", Integer, nullable=False),
    # The file as the edit began.
    text_column("version"),
    text_column("base"),
    text_column("text"),
    text_column("why"),
    text_column("begun_by"),
    Column("begun_at", UtcTime, nullable=False),
    text_column("kept_by"),
    Column("kept_at", UtcTime, nullable=False, index=True),
    text_column("ended_by"),
    Column("ended_at", UtcTime),
    # saved or dropped.
    text_column("ended_how"),
)

# Up to which of its alerts somebody has looked at a story.
story_done = new_table(
    "story_done",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    Column("alert_id", RowId, nullable=False),
    Column("at", UtcTime, nullable=False),
    # Of `desk_action`.
    Column("action_id", RowId, nullable=False),
)
