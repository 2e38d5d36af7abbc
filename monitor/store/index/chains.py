"""Chains: what stories say of events, which story continues which, and how both ends are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, or_, select, update

from monitor.model.ids import StoryId
from monitor.model.linking.chains import Chained, ChainLink, Chains, Trace, Traced
from monitor.model.watch import Strength
from monitor.store.database import Area
from monitor.store.index.events import linked_to
from monitor.store.schema import article, codec, dialect, match, story, story_trace


class Chaining(Area):
    """`traced`, `save_traces`, `traces_before`, `save_chains`, `chains`."""

    def traced(self, form: str, story_ids: Sequence[StoryId]) -> frozenset[StoryId]:
        """Those of these stories whose traces are kept in this form."""

        def work(conn: Connection) -> frozenset[StoryId]:
            found: set[StoryId] = set()
            for chunk in dialect.chunks(story_ids):
                known = select(story_trace.c.story_id).where(story_trace.c.form == form)
                found.update(map(StoryId, conn.execute(known.where(story_trace.c.story_id.in_(chunk))).scalars()))
            return frozenset(found)

        return self._db.read(work)

    def save_traces(self, form: str, traced: Sequence[Traced]) -> None:
        """Keep what stories say of events, in place of another form of it; of a story that is gone nothing."""

        def work(conn: Connection) -> None:
            there = _there(conn, [one.story_id for one in traced])
            dialect.upsert(conn, story_trace, [_row(form, one) for one in traced if one.story_id in there])

        self._db.write(work)

    def traces_before(
        self, form: str, topics: Collection[str], since: datetime, before: datetime, limit: int
    ) -> tuple[Traced, ...]:
        """Of the newest stories with any of these topics those whose texts, of `since` to `before`, tell an event."""
        if not topics:
            return ()
        met = or_(*(story_trace.c.topics.contains(_listed([one]), autoescape=True) for one in sorted(topics)))
        when = (story_trace.c.at >= since) & (story_trace.c.at <= before)
        query = select(story_trace).where(story_trace.c.form == form, when, story_trace.c.events != "", met)

        def work(conn: Connection) -> tuple[Traced, ...]:
            rows = conn.execute(query.order_by(story_trace.c.at.desc(), story_trace.c.story_id.desc()).limit(limit))
            found = [(row, codec.decode(Trace, row.trace)) for row in rows]
            events = linked_to(conn, {StoryId(row.story_id) for row, _ in found})
            begins = _begins(conn, events)
            return tuple(_traced(row, trace, events, begins) for row, trace in reversed(found))

        return self._db.read(work)

    def save_chains(self, links: Sequence[ChainLink]) -> None:
        """Which stories continue which; of a story that is gone, or that has no trace, nothing."""

        def work(conn: Connection) -> None:
            there = _there(conn, [one.follows for one in links])
            for one in links:
                if one.follows in there:
                    mine = update(story_trace).where(story_trace.c.story_id == one.story_id)
                    conn.execute(mine.values(follows=one.follows, evidence=one.evidence))

        if links:
            self._db.write(work)

    def chains(self, stories: Sequence[StoryId], watchlists: Sequence[str] | None = None) -> Mapping[StoryId, Chains]:
        """For those of these stories whose events continue others, or are continued, both ends.

        `watchlists`: only what one of these met strongly is shown; None for all.
        """

        def work(conn: Connection) -> dict[StoryId, Chains]:
            mine = linked_to(conn, stories)
            rows = _chained(conn, mine)
            if not rows:
                return {}
            events = linked_to(conn, {*mine, *(one for later, earlier, _ in rows for one in (later, earlier))})
            pairs = {
                (events[later], events[earlier]): evidence
                for later, earlier, evidence in reversed(rows)
                if events[later] != events[earlier]
            }
            shown = _shown(conn, {one for pair in pairs for one in pair}, events, watchlists)
            found = {one: _chains(events[one], pairs, shown) for one in stories}
            return {one: chains for one, chains in found.items() if chains != Chains()}

        return self._db.read(work) if stories else {}


def _there(conn: Connection, ids: Sequence[StoryId]) -> set[int]:
    there: set[int] = set()
    for chunk in dialect.chunks(ids):
        there.update(conn.execute(select(story.c.id).where(story.c.id.in_(chunk))).scalars())
    return there


def _listed(topics: Iterable[str]) -> str:
    """Topics so that each is found by itself: no name holds a line's end."""
    return "".join(f"\n{one}\n" for one in sorted(topics))


def _row(form: str, one: Traced) -> dict[str, object]:
    return {
        "story_id": one.story_id,
        "form": form,
        "at": one.trace.at,
        "events": " ".join(one.trace.events),
        "topics": _listed(one.topics),
        "trace": codec.encode(one.trace),
        "follows": None,
        "evidence": "",
    }


def _traced(row: Any, trace: Trace, events: Mapping[StoryId, StoryId], begins: Mapping[StoryId, StoryId]) -> Traced:
    event = events[StoryId(row.story_id)]
    return Traced(
        story_id=StoryId(row.story_id),
        event=event,
        trace=trace,
        topics=frozenset(one for one in row.topics.split("\n") if one),
        begins=begins.get(event),
    )


def _begins(conn: Connection, events: Mapping[StoryId, StoryId]) -> dict[StoryId, StoryId]:
    """By event the one with which its chain begins, as far as that is among these."""
    above = {events[later]: events[earlier] for later, earlier, _ in _chained(conn, events) if earlier in events}
    found = {}
    for event in above:
        first, seen = event, {event}
        while (earlier := above.get(first)) is not None and earlier not in seen:
            first = earlier
            seen.add(earlier)
        found[event] = first
    return found


def _chained(conn: Connection, stories: Iterable[StoryId]) -> list[tuple[StoryId, StoryId, str]]:
    """(later, earlier, evidence) where either is among the stories, by the later; both may have been pruned."""
    columns = select(story_trace.c.story_id, story_trace.c.follows, story_trace.c.evidence)
    found: dict[StoryId, tuple[StoryId, StoryId, str]] = {}
    for chunk in dialect.chunks(sorted(stories)):
        either = or_(story_trace.c.story_id.in_(chunk), story_trace.c.follows.in_(chunk))
        for row in conn.execute(columns.where(story_trace.c.follows.is_not(None), either)):
            found[StoryId(row.story_id)] = (StoryId(row.story_id), StoryId(row.follows), row.evidence)
    return [found[one] for one in sorted(found)]


def _shown(
    conn: Connection, wanted: Collection[StoryId], events: Mapping[StoryId, StoryId], watchlists: Sequence[str] | None
) -> dict[StoryId, Chained]:
    """These events by their oldest stories, those that the watchlists met."""
    query = select(story.c.id, story.c.first_seen_at, article.c.title, article.c.text, article.c.language)
    query = query.join_from(story, article, article.c.id == story.c.lead_article_id)
    met = _met(conn, events, watchlists)
    found = {}
    for chunk in dialect.chunks(sorted(one for one in wanted if met is None or one in met)):
        for row in conn.execute(query.where(story.c.id.in_(chunk))):
            found[StoryId(row.id)] = Chained(
                story_id=StoryId(row.id),
                ref=f"{row.id:04x}",
                title=row.title or row.text[:80],
                language=row.language,
                at=row.first_seen_at,
            )
    return found


def _met(
    conn: Connection, events: Mapping[StoryId, StoryId], watchlists: Sequence[str] | None
) -> frozenset[StoryId] | None:
    if watchlists is None:
        return None
    found: set[StoryId] = set()
    strong = (match.c.strength == Strength.STRONG.value) & match.c.watchlist.in_(watchlists)
    for chunk in dialect.chunks(sorted(events)):
        ids = select(story.c.id).where(story.c.id.in_(chunk), exists().where(match.c.story_id == story.c.id, strong))
        found.update(events[StoryId(one)] for one in conn.execute(ids).scalars())
    return frozenset(found)


def _chains(event: StoryId, pairs: Mapping[tuple[StoryId, StoryId], str], shown: Mapping[StoryId, Chained]) -> Chains:
    by: defaultdict[StoryId, dict[StoryId, Chained]] = defaultdict(dict)
    follows: list[Chained] = []
    for (later, earlier), evidence in pairs.items():
        if later == event and earlier in shown:
            follows.append(_with(shown[earlier], evidence))
        elif earlier == event and later in shown:
            by[event][later] = _with(shown[later], evidence)
    # Of several that its stories continue, the newest: that is what its readers remember.
    newest = max(follows, key=lambda one: (one.at, one.story_id), default=None)
    return Chains(follows=newest, followed_by=tuple(sorted(by[event].values(), key=lambda one: (one.at, one.story_id))))


def _with(one: Chained, evidence: str) -> Chained:
    return Chained(
        story_id=one.story_id,
        ref=one.ref,
        title=one.title,
        language=one.language,
        at=one.at,
        evidence=evidence,
    )
