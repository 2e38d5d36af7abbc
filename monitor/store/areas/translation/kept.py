"""Translations, each under a hash of who made it, of which text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from monitor.store.database import Area
from monitor.store.schema import dialect, translation


class Translations(Area):
    """`translations`, `keep_translations`, `forget_translations`."""

    def translations(self, translator: str, texts: Sequence[tuple[str, str]], at: datetime) -> dict[str, str]:
        """Those of these texts, given as (language, text), that this translator made: text to translation.

        They count as used at `at`.
        """
        marks = {_mark(translator, language, text): text for language, text in texts}
        table = translation.c

        def work(conn: Connection) -> dict[str, str]:
            found: dict[str, str] = {}
            for chunk in dialect.chunks(marks):
                rows = conn.execute(select(table.mark, table.translated).where(table.mark.in_(chunk))).all()
                conn.execute(update(translation).where(table.mark.in_([row.mark for row in rows])).values(used_at=at))
                found.update((marks[row.mark], row.translated) for row in rows)
            return found

        return self._db.write(work) if marks else {}

    def keep_translations(self, translator: str, made: Mapping[tuple[str, str], str], at: datetime) -> None:
        """Keep what this translator made of (language, text)."""
        rows = [
            {"mark": _mark(translator, language, text), "translated": translated, "used_at": at}
            for (language, text), translated in made.items()
        ]
        if rows:
            self._db.write(lambda conn: conn.execute(dialect.upserting(conn.dialect.name, translation), rows))

    def forget_translations(self, before: datetime) -> int:
        """Forget those that were not used since; how many that were."""
        old = translation.c.used_at < before
        return self._db.write(lambda conn: conn.execute(delete(translation).where(old)).rowcount)


def _mark(translator: str, language: str, text: str) -> str:
    whole = "\0".join((translator, language, text))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
