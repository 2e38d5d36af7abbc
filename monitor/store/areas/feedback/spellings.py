"""Counters of spellings and rules, made from stored matches beside the news: a match is written without them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select

from monitor.core.feedback.counting import Key, counted_in, key_of
from monitor.model.feedback.spellings import MatchedForms, SpellingUse
from monitor.model.watch import Strength
from monitor.store.database import Area
from monitor.store.schema import counter, dialect, match, revision, spelling_use

COUNTER = "spellings"
"""Of the table `counter`: the last match that is counted in."""
_AT_ONCE = 500
_MATCHES: Select[Any] = select(
    match.c.id, match.c.watchlist, match.c.article_id, match.c.version, match.c.at, match.c.verdict, match.c.hits
).order_by(match.c.id)


class Spellings(Area):
    """`spelling_uses`, `count_spellings`, `recount_spellings`, `names_since`."""

    def spelling_uses(self) -> list[SpellingUse]:
        """How often each name and rule was met, with the matches that the tables do not count yet."""

        def work(conn: Connection) -> list[SpellingUse]:
            known = {key_of(one): one for one in map(_use, conn.execute(select(spelling_use)))}
            after = _counted(conn)
            while rows := _rows(conn, after, _AT_ONCE):
                known |= counted_in(known, _forms(conn, rows))
                after = rows[-1].id
            return [known[key] for key in sorted(known)]

        return self._db.read(work)

    def count_spellings(self, most: int) -> int:
        """Count the next stored matches, at most so many; how many that were."""

        def work(conn: Connection) -> int:
            rows = _rows(conn, _counted(conn), most)
            if not rows:
                return 0
            matches = list(_forms(conn, rows))
            changed = counted_in(_known(conn, {one.watchlist for one in matches}), matches)
            dialect.upsert(conn, spelling_use, [_values(one) for one in changed.values()])
            dialect.upsert(conn, counter, [{"name": COUNTER, "value": rows[-1].id}])
            return len(rows)

        return self._db.write(work)

    def recount_spellings(self) -> None:
        """Begin the counters anew."""

        def work(conn: Connection) -> None:
            conn.execute(delete(spelling_use))
            conn.execute(delete(counter).where(counter.c.name == COUNTER))

        self._db.write(work)

    def names_since(self, names: Collection[str]) -> Mapping[str, datetime]:
        """Since when each of these names stands in the watchlists, as far as their revisions are remembered."""
        query = select(revision.c.watchlists, revision.c.first_seen_at).order_by(revision.c.first_seen_at.desc())

        def work(conn: Connection) -> Mapping[str, datetime]:
            found: dict[str, datetime] = {}
            left = set(names)
            with conn.execute(query.execution_options(yield_per=10)) as rows:
                for row in rows:
                    # As they stand in JSON; one that is written in another way there counts as new, which says less.
                    left = {name for name in left if json.dumps(name, ensure_ascii=False)[1:-1] in row.watchlists}
                    found |= dict.fromkeys(left, row.first_seen_at)
                    if not left:
                        break
            return found

        return self._db.read(work)


def _counted(conn: Connection) -> int:
    return conn.execute(select(counter.c.value).where(counter.c.name == COUNTER)).scalar() or 0


def _rows(conn: Connection, after: int, most: int) -> Sequence[Row[Any]]:
    return conn.execute(_MATCHES.where(match.c.id > after).limit(most)).all()


def _known(conn: Connection, watchlists: Iterable[str]) -> Mapping[Key, SpellingUse]:
    query = select(spelling_use).where(spelling_use.c.watchlist.in_(sorted(watchlists)))
    return {key_of(one): one for one in map(_use, conn.execute(query))}


def _forms(conn: Connection, rows: Sequence[Row[Any]]) -> Iterator[MatchedForms]:
    """What these matches count; of an edited article only what no earlier version of it had."""
    for row in rows:
        forms, rules = _met(row.hits), set(row.verdict["rules"])
        if row.version > 1:
            earlier = select(match.c.hits, match.c.verdict).where(
                match.c.watchlist == row.watchlist,
                match.c.article_id == row.article_id,
                match.c.version < row.version,
            )
            for before in conn.execute(earlier):
                rules -= set(before.verdict["rules"])
                for topic, names in _met(before.hits).items():
                    if topic in forms:
                        forms[topic] -= names
        yield MatchedForms(
            watchlist=row.watchlist,
            at=row.at,
            forms=tuple((topic, tuple(sorted(names))) for topic, names in forms.items() if names),
            rules=tuple(sorted(rules)),
        )


def _met(hits: Sequence[Mapping[str, Any]]) -> dict[str, set[str]]:
    """By topic the names that were surely met, from hits as they are stored."""
    found: dict[str, set[str]] = {}
    for hit in hits:
        if hit["strength"] == Strength.STRONG.value:
            found.setdefault(hit["topic"], set()).add(hit["form"])
    return found


def _use(row: Row[Any]) -> SpellingUse:
    return SpellingUse(**row._asdict() | {"together": tuple(row.together)})


def _values(use: SpellingUse) -> dict[str, Any]:
    return {
        "watchlist": use.watchlist,
        "topic": use.topic,
        "form": use.form,
        "hits": use.hits,
        "first_at": use.first_at,
        "last_at": use.last_at,
        "together": list(use.together),
    }
