"""A database that holds two weeks of made-up articles with their index, and more that wait to be placed."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, insert

from bench.story_corpus import Made, Newsroom
from monitor.core.assess import decide_assess
from monitor.flow.judging import judge
from monitor.flow.reading import Reading
from monitor.flow.services import Judging
from monitor.model.articles import Article, ArticleClaim, ArticleDraft, AssessIntent, ExtractIntent, StoryKnown
from monitor.model.feeds import EntryData, EntryIntent, FeedSpec, PollIntent
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import ExtractOutcome, IntakeOutcome, PollOutcome, TextSource
from monitor.model.stories import Marks, Neighbours, StoryLink, StorySketch
from monitor.model.watch import Field, Hit, MatchResult, Strength, Verdict
from monitor.ports import Lookup, Store
from monitor.store import open_store
from monitor.store.index.pairs import MOST_STORIES, MOST_TEXTS
from monitor.store.index.sketches import sketch_values
from monitor.store.schema.tables import article, shingle, story, story_key, story_sketch, story_term
from monitor.stories.cleaning import sentences
from monitor.stories.events.grouping import CLOSES_AFTER
from monitor.stories.events.linking import together
from monitor.stories.fingerprint import content_key
from monitor.stories.placing import PlaceFacts, decide_place
from monitor.stories.shingles import sampled
from monitor.stories.terms import marks_of

WINDOW = timedelta(days=14)
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
LEASE = timedelta(days=1)
INDEX = ("shingle", "story_term", "story_sketch", "article_copy")
_CHUNK = 400
_LASTING = timedelta(days=1)
"""No story is told for longer."""
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]+")
_COUNTERS = 1 << 26
Row = dict[str, Any]
_Read = tuple[str, Marks]


@dataclass
class Archive:
    """The filled database; articles are numbered as they appear."""

    path: Path
    newsroom: Newsroom
    template: Row
    """An article's columns as the database keeps them."""
    last_id: int
    gap: timedelta
    """Between one article and the next."""
    story_of: dict[int, int] = field(default_factory=dict)
    """The story of each event."""
    kinds: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """Watched articles placed since, by kind and by whether their story is that of their event.

    Those that nobody watches are not linked on arrival, so there is nothing to compare."""
    _events: dict[StoryId, StoryId] = field(default_factory=dict)
    """The oldest story of its event, for stories linked since."""

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """The store."""
        store = open_store(f"sqlite:///{self.path}")
        try:
            yield store
        finally:
            store.close()

    def waiting(self, store: Store, articles: Iterable[Made]) -> Iterator[tuple[Made, ArticleClaim]]:
        """New articles, stored and leased; each is taken as placed when the next one is asked for."""
        for batch in _batches(articles, _CHUNK):
            ids = self.add_waiting(batch)
            at = NOW + 2 * WINDOW
            claims = store.claim_articles(at, at + LEASE, len(batch))
            yield from zip(batch, claims, strict=True)
            self._check(batch, ids)

    def add_waiting(self, articles: Sequence[Made]) -> list[int]:
        """New articles that wait to be placed; their ids."""
        rows = [self.row(made, content_key(made.title, made.text), waits=True) for made in articles]
        with closing(_raw(self.path)) as raw:
            _insert(raw, article, rows)
            raw.commit()
        return [row["id"] for row in rows]

    def stories(self) -> dict[int, int]:
        """The story of each article that has one."""
        with closing(_raw(self.path)) as raw:
            return dict(raw.execute("SELECT id, story_id FROM article WHERE story_id IS NOT NULL").fetchall())

    def row(self, made: Made, key: str, *, waits: bool) -> Row:
        """The columns of the next article."""
        self.last_id += 1
        address = f"https://made.example/{self.last_id}"
        at = _stored(NOW - WINDOW + self.last_id * self.gap)
        return self.template | {
            "id": self.last_id,
            "url_key": hashlib.sha256(address.encode()).hexdigest(),
            "canonical_url": address,
            "final_url": address,
            "title": made.title,
            "text": made.text,
            "content_key": key,
            "first_seen_at": at,
            "fetched_at": at,
            "published_at": at,
            "story_id": None,
            "assessed_at": None if waits else at,
            "due_at": _stored(NOW) if waits else None,
        }

    def _check(self, batch: Sequence[Made], ids: Sequence[int]) -> None:
        with closing(_raw(self.path)) as raw:
            found = dict(raw.execute("SELECT id, story_id FROM article WHERE id >= ?", (ids[0],)).fetchall())
            begun = (min(found.values()),)
            links = raw.execute("SELECT story_id, other_id FROM story_link WHERE story_id >= ?", begun).fetchall()
        self._events = together(
            (
                *(StoryLink(story_id=one, other_id=other, evidence="") for one, other in self._events.items()),
                *(StoryLink(story_id=one, other_id=other, evidence="") for one, other in links),
            )
        )
        for made, number in zip(batch, ids, strict=True):
            event = self._events.get(found[number], found[number])
            right = self.story_of.setdefault(made.event, event)
            if made.topics:
                self.kinds[made.kind, self._events.get(StoryId(right), right) == event] += 1

    def right(self, *kinds: str) -> float:
        """Share of the articles of these kinds whose story is that of their event, or linked to it on arrival."""
        right, wrong = (sum(self.kinds[kind, one] for kind in kinds) for one in (True, False))
        return round(right / (right + wrong), 3)

    def sizes(self) -> dict[str, int]:
        """Bytes of each table of the index, its own indexes included."""
        query = "SELECT tbl_name, sum(pgsize) FROM dbstat('main', 1) JOIN sqlite_master USING (name) GROUP BY tbl_name"
        with closing(_raw(self.path)) as raw:
            found = dict(raw.execute(query).fetchall())
        return {table: found.get(table, 0) for table in INDEX}


def fill(path: Path, stored: int) -> Archive:
    """`stored` articles over two weeks, in a process of its own: its memory must not count."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_fill, path, stored).result()


def _fill(path: Path, stored: int) -> Archive:
    archive = Archive(path, Newsroom(), template_of(path), 1, WINDOW / stored)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool, closing(_raw(path)) as raw:
        raw.execute("PRAGMA cache_size = -1500000")
        filling = _Filling(archive, raw)
        number, old = 1, stored * (WINDOW - CLOSES_AFTER - _LASTING) // WINDOW
        running: deque[tuple[list[Made], Future[list[_Read]]]] = deque()
        for batch in _batches(archive.newsroom.articles(stored - 1), _CHUNK):
            number += len(batch)
            running.append((batch, pool.submit(_read, batch, old=number < old)))
            if len(running) > 6:
                made, marks = running.popleft()
                filling.add(made, marks.result())
        for made, marks in running:
            filling.add(made, marks.result())
        filling.close()
    return archive


def _read(batch: Sequence[Made], *, old: bool) -> list[_Read]:
    """Key and marks of each; of old texts only what finds their copies, for their stories are closed."""
    return [(content_key(made.title, made.text), _found_by(made) if old else _marks(made)) for made in batch]


def _marks(made: Made) -> Marks:
    return marks_of(made.title, made.text, made.topics)


def _found_by(made: Made) -> Marks:
    words = [word for sentence in sentences(made.text) for word in sentence.words]
    return Marks(shingles=sampled(words), words=(), names=())


class _Filling:
    """Writes what placing the articles one by one would have left; every event is one story."""

    def __init__(self, archive: Archive, raw: sqlite3.Connection) -> None:
        self._archive, self._raw = archive, raw
        self._texts_with = bytearray(_COUNTERS)
        self._stories_with: Counter[int] = Counter()
        self._terms: dict[int, set[int]] = {}
        self._sketches: dict[int, StorySketch] = {}
        self._stories: dict[int, tuple[int, datetime, datetime]] = {}

    def add(self, batch: Sequence[Made], read: Sequence[_Read]) -> None:
        """One batch, in order of arrival."""
        rows, shingles, keys = [], [], []
        for made, (key, one) in zip(batch, read, strict=True):
            row = self._archive.row(made, key, waits=False)
            row["story_id"] = self._archive.story_of.setdefault(made.event, len(self._archive.story_of) + 2)
            rows.append(row)
            keys.append({"content_key": row["content_key"], "story_id": row["story_id"]})
            shingles += [{"hash": shared, "article_id": row["id"]} for shared in one.shingles if self._rare(shared)]
            self._tell(row, one)
        for table, values in ((article, rows), (shingle, shingles), (story_key, keys)):
            _insert(self._raw, table, values)

    def _rare(self, shared: int) -> bool:
        """Boilerplate is not indexed; two hashes in one counter are an accident that hardly matters."""
        place = shared % _COUNTERS
        if self._texts_with[place] > MOST_TEXTS:
            return False
        self._texts_with[place] += 1
        return True

    def _tell(self, row: Row, marks: Marks) -> None:
        number, at = row["story_id"], datetime.fromisoformat(row["first_seen_at"]).replace(tzinfo=UTC)
        lead, first, _ = self._stories.get(number, (row["id"], at, at))
        self._stories[number] = (lead, first, at)
        if not marks.words:
            return
        sketch = self._sketches.get(number)
        facts = PlaceFacts(
            article=_article(row),
            marks=marks,
            copies=(),
            exact=StoryKnown(id=StoryId(number), lead_article_id=ArticleId(lead)),
            near=self._near(marks),
            sketch=sketch,
        )
        placement = decide_place(facts if sketch else replace(facts, exact=None)).placement
        assert placement is not None
        self._sketches[number] = placement.sketch
        terms = self._terms.setdefault(number, set())
        new = [term for term in placement.terms if term not in terms and self._stories_with[term] <= MOST_STORIES]
        terms.update(new)
        self._stories_with.update(new)

    def _near(self, marks: Marks) -> Neighbours:
        terms = (term for term, _ in (*marks.words, *marks.names))
        counts = {term: self._stories_with[term] for term in terms if term in self._stories_with}
        return Neighbours(sketches=(), frequencies=tuple(counts.items()), stories=len(self._sketches))

    def close(self) -> None:
        """The stories, and what the open ones are recognised by."""
        rows = [
            {"id": number, "lead_article_id": lead, "first_seen_at": _stored(first), "last_seen_at": _stored(last)}
            for number, (lead, first, last) in self._stories.items()
        ]
        _insert(self._raw, story, rows)
        opened = [number for number, (_, _, last) in self._stories.items() if last >= NOW - CLOSES_AFTER]
        terms = [{"term": term, "story_id": number} for number in opened for term in self._terms[number]]
        _insert(self._raw, story_term, terms)
        self._raw.commit()
        sketches = [sketch_values(self._sketches[number]) | {"story_id": number} for number in opened]
        engine = create_engine(f"sqlite:///{self._archive.path}")
        with engine.begin() as conn:
            conn.execute(insert(story_sketch), sketches)
        engine.dispose()
        self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Watched(Enum):
    """Which articles the watchlists find."""

    NONE = "none"
    TENTH = "those with topics"
    ALL = "all"
    TOLD = "all, and their readers are told"


def place(store: Store, claim: ArticleClaim, topics: Sequence[str], *, how: Watched = Watched.TENTH) -> bool:
    """What the bot does with one article that was matched; False if its claim was lost."""
    result = _result(claim.article.text, topics, how)
    reading = Reading.of(claim.article, result, everything=how is Watched.ALL or bool(result.hits))

    def judged(stored: Lookup) -> AssessIntent:
        findings, _ = judge(stored, reading, Judging())
        return decide_assess(claim, result, findings, "", claim.article.first_seen_at)

    return store.assess(claim, judged) is not None


def _result(text: str, topics: Sequence[str], how: Watched) -> MatchResult:
    if how is not Watched.TOLD:
        hits = tuple(_hit(topic) for topic in topics) if how is not Watched.NONE else ()
        return MatchResult(hits=hits, near=(), verdicts=())
    found = _NAME.search(text)
    name = found.group() if found else text[:5]
    verdict = Verdict(
        watchlist="bench", fires=True, strength=Strength.STRONG, topics=(name,), rules=(), reason="made up"
    )
    return MatchResult(hits=(_hit(f"bench/{name}"),), near=(), verdicts=(verdict,))


def _hit(topic: str) -> Hit:
    watchlist, name = topic.split("/")
    return Hit(
        watchlist=watchlist,
        topic=name,
        field=Field.TEXT,
        start=0,
        end=len(name),
        surface=name,
        form=name,
        strength=Strength.STRONG,
        reason="made up",
    )


def template_of(path: Path) -> Row:
    """One article that went the usual way through the store, its row as stored."""
    store = open_store(f"sqlite:///{path}")
    try:
        store.sync_config(
            [FeedSpec(url="https://made.example/", title="", publisher="", language="en")], [], ("", "{}"), NOW
        )
        first_article(store)
    finally:
        store.close()
    with closing(_raw(path)) as raw:
        raw.row_factory = sqlite3.Row
        return dict(raw.execute("SELECT * FROM article").fetchone())


def first_article(store: Store) -> None:
    """Poll one entry, extract it, and place it."""
    (feed,) = store.claim_feeds(NOW, NOW + LEASE, 1)
    data = EntryData(guid="1", url="", title="", summary="", content="", published_at=NOW)
    entry = EntryIntent(data=data, keys=("1",), canonical_url="https://made.example/1", outcome=IntakeOutcome.NEW)
    polled = PollIntent(
        feed_id=feed.feed.id,
        token=feed.token,
        started_at=NOW,
        finished_at=NOW,
        outcome=PollOutcome.READ,
        detail="",
        next_poll_at=NOW + LEASE,
        failures=0.0,
        entries=(entry,),
    )
    store.save_poll(polled)
    (claim,) = store.claim_entries(NOW, NOW + LEASE, 1)
    draft = ArticleDraft(
        url_key="1",
        canonical_url=claim.canonical_url,
        final_url=claim.canonical_url,
        title="",
        text="The first text of all.",
        language="en",
        published_at=NOW,
        first_seen_at=NOW,
        fetched_at=NOW,
        source=TextSource.PAGE,
        content_key="1",
        feed_id=claim.feed_id,
        publisher="",
    )
    intent = ExtractIntent(
        entry_id=claim.id, token=claim.token, at=NOW, outcome=ExtractOutcome.PAGE, detail="", article=draft
    )
    store.save_extract(intent)
    (found,) = store.claim_articles(NOW, NOW + LEASE, 1)
    place(store, found, ())


def _article(row: Row) -> Article:
    seen = datetime.fromisoformat(row["first_seen_at"]).replace(tzinfo=UTC)
    return Article(
        id=ArticleId(row["id"]),
        url_key=row["url_key"],
        canonical_url=row["canonical_url"],
        final_url=row["final_url"],
        title=row["title"],
        text=row["text"],
        language=row["language"],
        published_at=seen,
        first_seen_at=seen,
        fetched_at=seen,
        source=TextSource(row["source"]),
        content_key=row["content_key"],
        feed_id=row["feed_id"],
        publisher=row["publisher"],
    )


def _insert(raw: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    """Many rows at once, without the program's checks."""
    if not rows:
        return
    names = list(rows[0])
    marks = ", ".join(f":{name}" for name in names)
    raw.executemany(f"INSERT OR IGNORE INTO {table.name} ({', '.join(names)}) VALUES ({marks})", rows)


def _raw(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA synchronous = OFF")
    return raw


def _stored(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def _batches(articles: Iterable[Made], size: int) -> Iterator[list[Made]]:
    source = iter(articles)
    while batch := list(islice(source, size)):
        yield batch
