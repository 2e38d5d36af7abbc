"""The ledger of what people say of alerts, and the texts that it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, insert, select, update

from monitor.errors import UsageError
from monitor.model.feedback.given import AlertedText, Feedback, JudgedText, Said
from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.watch import Hit, MatchText, Strength, Verdict
from monitor.store.database import Area
from monitor.store.index import linked_to
from monitor.store.schema import alert, article, article_version, codec, dialect, feedback, match

_THEN = and_(article_version.c.article_id == match.c.article_id, article_version.c.version == match.c.version)
_AS_MATCHED = (
    func.coalesce(article_version.c.title, article.c.title).label("title"),
    func.coalesce(article_version.c.text, article.c.text).label("text"),
    article.c.language,
    article.c.publisher,
    article.c.final_url,
    article.c.canonical_url,
)
_ALERTED: Select[Any] = (
    select(
        alert.c.id, alert.c.story_id, alert.c.watchlist, match.c.article_id, match.c.verdict, match.c.hits, *_AS_MATCHED
    )
    .join_from(alert, match, match.c.id == alert.c.match_id)
    .join(article, article.c.id == match.c.article_id)
    .outerjoin(article_version, _THEN)
    .order_by(alert.c.id)
)
_JUDGED: Select[Any] = (
    select(
        *(feedback.c[name] for name in ("said", "by", "why", "at", "alert_id", "pin")), match.c.article_id, *_AS_MATCHED
    )
    .join_from(feedback, alert, alert.c.id == feedback.c.alert_id)
    .join(match, match.c.id == alert.c.match_id)
    .join(article, article.c.id == match.c.article_id)
    .outerjoin(article_version, _THEN)
    .where(feedback.c.lifted_at.is_(None))
    .order_by(feedback.c.id)
)
_STRONG: Select[Any] = (
    select(match.c.article_id, match.c.at, match.c.verdict, *_AS_MATCHED)
    .join_from(match, article, article.c.id == match.c.article_id)
    .outerjoin(article_version, _THEN)
    .where(match.c.strength == Strength.STRONG.value)
    .order_by(match.c.id.desc())
)


class Judged(Area):
    """`alerted_texts`, `give_feedback`, `feedback`, `lift_feedback`, `judged_texts`."""

    def alerted_texts(self, story_id: StoryId | None, alert_id: AlertId | None = None) -> list[AlertedText]:
        """What the alerts of a story's whole event, or one alert, rest on; in their order."""

        def work(conn: Connection) -> list[AlertedText]:
            if alert_id is not None:
                return [_alerted(row) for row in conn.execute(_ALERTED.where(alert.c.id == alert_id))]
            if story_id is None:
                return []
            event = sorted(linked_to(conn, [story_id]))
            return [_alerted(row) for row in conn.execute(_ALERTED.where(alert.c.story_id.in_(event)))]

        return self._db.read(work)

    def give_feedback(self, entries: Sequence[Feedback], beside: Callable[[], object] = int) -> int:
        """Put entries into the ledger; how many said something new.

        `beside` runs when nothing refuses them; where it raises, none is kept.

        Raises:
            UsageError: the opposite stands there.
        """

        def work(conn: Connection) -> int:
            new = 0
            for one in entries:
                mine = (feedback.c.alert_id == one.alert_id) & (feedback.c.topic == one.topic)
                standing = select(feedback.c.said, feedback.c.by).where(mine, feedback.c.lifted_at.is_(None))
                row = conn.execute(standing).first()
                if row is not None and row.said != one.said.value:
                    raise UsageError(
                        f"Of {one.topic} in alert {one.alert_id} {row.by} said {row.said}. Take that back first: "
                        f"monitor {row.said} {one.story_id:04x} --undo"
                    )
                if row is None:
                    conn.execute(insert(feedback).values(_values(one)))
                    new += 1
            beside()
            return new

        return self._db.write(work)

    def feedback(self, *, lifted: bool = False) -> list[Feedback]:
        """The ledger, the oldest first; with what was taken back if asked for."""
        query = select(feedback).order_by(feedback.c.id)
        if not lifted:
            query = query.where(feedback.c.lifted_at.is_(None))
        return self._db.read(lambda conn: [_feedback(row) for row in conn.execute(query)])

    def lift_feedback(self, ids: Sequence[int], at: datetime, by: str, beside: Callable[[], object] = int) -> int:
        """Take entries back; how many stood until now. `beside` runs when they are; where it raises, all stand."""

        def work(conn: Connection) -> int:
            lifted = {"lifted_at": at, "lifted_by": by}
            count = sum(
                conn.execute(
                    update(feedback).where(feedback.c.id.in_(chunk), feedback.c.lifted_at.is_(None)).values(lifted)
                ).rowcount
                for chunk in dialect.chunks(ids)
            )
            beside()
            return count

        return self._db.write(work)

    def judged_texts(self, watchlist: str, topic: str, others: int) -> list[JudgedText]:
        """What was said of that topic in stored articles, and the newest `others` of which nobody said anything."""
        said = _JUDGED.where(feedback.c.watchlist == watchlist, feedback.c.topic == topic)
        unsaid = _STRONG.where(match.c.watchlist == watchlist).execution_options(yield_per=100)

        def work(conn: Connection) -> list[JudgedText]:
            found = {row.article_id: _by_people(row) for row in conn.execute(said)}
            left = others
            with conn.execute(unsaid) as rows:
                for row in rows if others else ():
                    if row.article_id not in found and topic in row.verdict["topics"]:
                        found[row.article_id] = _judged(row, said=None)
                        left -= 1
                    if not left:
                        break
            return list(found.values())

        return self._db.read(work)


def _alerted(row: Row[Any]) -> AlertedText:
    return AlertedText(
        alert_id=AlertId(row.id),
        story_id=StoryId(row.story_id),
        article_id=ArticleId(row.article_id),
        watchlist=row.watchlist,
        title=row.title,
        text=row.text,
        language=row.language,
        publisher=row.publisher,
        url=row.final_url or row.canonical_url,
        verdict=codec.decode(Verdict, row.verdict),
        hits=codec.decode_all(Hit, row.hits),
    )


def _by_people(row: Row[Any]) -> JudgedText:
    who = {"by": row.by, "why": row.why, "pin": row.pin}
    return _judged(row, said=Said(row.said), alert_id=AlertId(row.alert_id), **who)


def _judged(row: Row[Any], **of: Any) -> JudgedText:
    return JudgedText(
        text=MatchText(title=row.title, text=row.text, language=row.language, source=row.publisher),
        article_id=ArticleId(row.article_id),
        url=row.final_url or row.canonical_url,
        at=row.at,
        **of,
    )


def _values(one: Feedback) -> dict[str, Any]:
    values: dict[str, Any] = codec.encode(one) | {"at": one.at, "lifted_at": one.lifted_at}
    del values["id"]
    return values


def _feedback(row: Row[Any]) -> Feedback:
    values = row._asdict() | {"said": Said(row.said), "forms": tuple(row.forms), "rules": tuple(row.rules)}
    return Feedback(**values)
