"""Keeping the database sound: checks, leases of a dead process, backups."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, exists, select, update

from monitor.errors import StoreError
from monitor.model.fleet.workers import Role
from monitor.model.outcomes import DeliveryState
from monitor.store.areas.sending import LOST, close_attempts
from monitor.store.database import Area
from monitor.store.schema import article, dialect, entry, feed_clock, holder, outbox, story, worker

_TABLES = {Role.POLL: feed_clock, Role.EXTRACT: entry, Role.ASSESS: article, Role.SEND: outbox}


class Upkeep(Area):
    """`close`, `check`, `quick_check`, `checkpoint`, `backup`, `claim_as`, `release_leases`, `release_lost`,
    `release_unheld`."""

    def close(self) -> None:
        """Finish the running write, fold the log, release the lock file; a second call does nothing."""
        self._db.close()

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file; nothing if another process owns the database."""
        self._db.checkpoint()

    def check(self) -> list[str]:
        """Integrity, foreign-key and link problems, one sentence each; empty if sound."""
        return self._db.read(lambda conn: self._db.problems(conn) + _unled(conn))

    def quick_check(self) -> str:
        """What a look at every page finds wrong first, "" if nothing: for a bot that goes on working meanwhile."""
        return self._db.read(self._db.first_damage)

    def release_leases(self, now: datetime) -> int:
        """End all leases of a dead process; how many there were.

        Entries and articles get their attempt back (being killed was not their fault); deliveries that were being
        sent become `unknown`: due now, under the same id.
        """
        return self._db.write(lambda conn: _release(conn, now, lambda table: table.c.token.is_not(None)))

    def claim_as(self, worker: int) -> None:
        """From now on this process claims as the worker with this number. See the port."""
        self._db.claim_as(worker)

    def release_lost(self, now: datetime) -> int:
        """As `release_leases`, of what is held by none of the workers that are registered."""
        alive = select(worker.c.number)
        return self._db.write(
            lambda conn: _release(conn, now, lambda table: table.c.token.is_not(None) & holder(table).not_in(alive))
        )

    def release_unheld(self, role: Role, in_hand: Collection[int], now: datetime) -> int:
        """As `release_leases`, of what this process holds of a role's rows and has not in hand."""

        def work(conn: Connection) -> int:
            table = _TABLES[role]
            mine = table.c.token.is_not(None) if (me := self._db.claimant) is None else holder(table) == me
            (key,) = table.primary_key
            lost = table.c.token.is_not(None) & mine & key.not_in(in_hand)
            if table is outbox:
                return _release_deliveries(conn, now, lost)
            return _release_rows(conn, table, now, lost)

        return self._db.write(work)

    def backup(self, target: Path) -> None:
        """A verified copy of the live database, readable for its owner only.

        Raises:
            StoreError: `target` exists, its folder does not, or the copy is not sound.
        """
        if target.exists():
            raise StoreError(f"{target} exists already. Choose another name for the backup.")
        self._db.copy_to(target)


def _release(conn: Connection, now: datetime, which: Callable[[Table], ColumnElement[bool]]) -> int:
    freed = sum(_release_rows(conn, table, now, which(table)) for table in (feed_clock, entry, article))
    return freed + _release_deliveries(conn, now, which(outbox))


def _release_rows(conn: Connection, table: Table, now: datetime, lost: ColumnElement[bool]) -> int:
    back: dict[str, Any] = {"token": None, "lease_until": None}
    if table is not feed_clock:
        back = {"token": None, "due_at": now, "attempts": table.c.attempts - 1}
    return conn.execute(update(table).where(lost).values(back)).rowcount


def _release_deliveries(conn: Connection, now: datetime, lost: ColumnElement[bool]) -> int:
    ids = list(conn.execute(select(outbox.c.id).where(lost)).scalars())
    close_attempts(conn, ids, now)
    unknown = {
        "state": DeliveryState.UNKNOWN.value,
        "token": None,
        "due_at": now,
        "changed_at": now,
        "detail": LOST,
    }
    for chunk in dialect.chunks(ids):
        conn.execute(update(outbox).where(outbox.c.id.in_(chunk)).values(unknown))
    return len(ids)


def _unled(conn: Connection) -> list[str]:
    # The one link that is no foreign key (see `tables/stories.py`).
    lost = ~exists().where(article.c.id == story.c.lead_article_id)
    return [f"Story {one} has lost its lead article." for one in conn.execute(select(story.c.id).where(lost)).scalars()]
