"""The index of the archive: in step with the texts, whatever becomes of them, and gone on with after a stop."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from store_world import T0, World, draft, entry, extract, matched, minutes
from structlog.testing import capture_logs

from monitor import watch
from monitor.errors import StoreBusyError, StoreError
from monitor.flow.archive.searching import index_whole, search
from monitor.model.archive.search import EVERY, NONE, ArchiveFilter, ArchiveState, Needs, Terms
from monitor.model.articles import ArticleDraft
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import ExtractOutcome
from monitor.model.watch import MatchText
from monitor.ports import Store
from monitor.store.index import archive_fresh, archive_fts, archive_words
from monitor.store.index.archive_step import kept_in
from monitor.watch import Seeker, heads_of, parse_search

TEXTS = (
    ("Convoy reaches Albu Kamal", "A convoy of the army reached the crossing.", "en"),
    ("البوكمال", "وصلت قافلة إلى البوكمال مساء أمس", "ar"),
    ("Колонна", "Колонна прибыла в Албу-Камаль вечером", "ru"),
    ("A quiet day", "Football was played in Damascus, and nothing else.", "en"),
    ("#SaveAlbuKamal", "The tag was seen a hundred times.", "en"),
    ("唐纳德·特朗普", "据报，唐纳德·特朗普抵达", "zh"),
)


@cache
def seeker(typed: str) -> Seeker:
    return Seeker(parse_search(typed, {}))


def found(store: Store, typed: str, **of: object) -> list[int]:
    return [one.article.id for one in search(store, seeker(typed), ArchiveFilter(**of), most=100).found]  # type: ignore[arg-type]


def stored(world: World, *texts: tuple[str, str, str], publisher: str = "A", at: int = 0) -> list[ArticleId]:
    """An article for each (title, text, language), put into the index if there is one."""
    ids = waiting(world, *texts, publisher=publisher, at=at)
    world.store.index_fresh(100, 1)
    return ids


def waiting(world: World, *texts: tuple[str, str, str], publisher: str = "A", at: int = 0) -> list[ArticleId]:
    """An article for each (title, text, language); those that an index could hold wait to be put in."""
    first = world.rows("entry")
    world.poll(*(entry(f"k{first + number}") for number in range(len(texts))), at=minutes(20 * at))
    for title, text, language in texts:
        claim = world.claim_entry(minutes(20 * at))
        made = draft(claim, title=title, text=text, language=language, publisher=publisher)
        assert world.store.save_extract(extract(claim, made, at=minutes(20 * at)))
    return sorted(all_articles(world.store))[-len(texts) :]


def edited(world: World, article_id: ArticleId, text: str) -> None:
    """Another text of the same article."""
    now = minutes(60)
    store = world.store
    world.poll(entry(f"edit{article_id}"), at=now)
    claim = world.claim_entry(now)
    is_now = store.article(article_id)
    assert is_now is not None
    new: ArticleDraft = draft(claim, url_key=is_now.url_key, title=is_now.title, text=text, language="en")
    intent = extract(claim, new, at=now, outcome=ExtractOutcome.EDITED, joins=article_id, replaces=is_now.version)
    assert store.save_extract(intent)


def in_the_index(store: Store, term: str) -> int:
    """How many articles the index has under a term, which some article had."""
    number = store._db.read(lambda conn: archive_words.known(conn, {term}))[term]  # type: ignore[attr-defined]
    with closing(sqlite3.connect(store._db.path)) as raw:  # type: ignore[attr-defined]
        (count,) = raw.execute(
            "SELECT count(*) FROM archive WHERE archive MATCH ?", (archive_words.token(number),)
        ).fetchone()
    return int(count)


def test_new_words_are_those_that_no_article_has(indexed: World) -> None:
    known = {"en.convoy", "en.con", "en.voy+"}
    asked = known | {"en.conv", "en.onvoy", "en.voy", "en.", "en.convoy+"}
    db = indexed.store._db  # type: ignore[attr-defined]
    db.write(lambda conn: kept_in(conn).put(conn, {1: known}))
    assert db.read(lambda conn: kept_in(conn).new_among(conn, asked)) == asked - known


@pytest.mark.parametrize("number", [1, 35, 36, 1295, 1296, 1297, 46_655, 46_656, 1_679_615, 1_679_616, 1 << 40])
def test_numbers_are_written_with_all_digits_and_letters(number: int) -> None:
    written = archive_words.token(number)
    assert int(written, 36) == number
    assert not written.startswith("0")


@pytest.mark.of_a_file
def test_a_term_keeps_its_number_whatever_is_added(indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_words, "_ROW_BITS", 4)
    monkeypatch.setattr(archive_words, "_ROW", 15)

    def added(some: range) -> dict[str, int]:
        terms = frozenset(f"en.word{number}" for number in some)
        return indexed.store._db.write(lambda conn: archive_words.numbered(conn, terms))  # type: ignore[attr-defined, no-any-return]

    before, after = added(range(200)), added(range(150, 400))
    assert before.items() >= {term: number for term, number in after.items() if term in before}.items()
    assert len({*before.values(), *after.values()}) == len(before | after) == 400
    every = indexed.store._db.read(lambda conn: archive_words.known(conn, before | after))  # type: ignore[attr-defined]
    assert every == before | after
    heads = {head for under in heads_of(every).values() for head in under}
    assert set(indexed.store.ask_archive(lambda archive: archive.terms(heads, ()))) >= every.keys()


@pytest.mark.of_a_file
def test_numbers_that_were_undone_are_not_remembered(indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers that wait together share a transaction: one reads what another wrote, and both may be undone."""
    monkeypatch.setattr(archive_words, "_ROW_BITS", 0)
    monkeypatch.setattr(archive_words, "_ROW", 0)
    write = indexed.store._db.write  # type: ignore[attr-defined]

    def undone(conn: Connection) -> None:
        assert archive_words.numbered(conn, ["en.lost"]) == archive_words.numbered(conn, ["en.lost"])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(undone)
    given = [write(lambda conn, term=term: archive_words.numbered(conn, [term])) for term in ("en.kept", "en.lost")]
    again = write(lambda conn: archive_words.numbered(conn, ["en.kept", "en.lost"]))
    assert again == given[0] | given[1]
    assert len(set(again.values())) == len(again)
    assert indexed.store._db.read(lambda conn: archive_words.known(conn, again)) == again  # type: ignore[attr-defined]


@pytest.mark.of_a_file
def test_words_whose_numbers_are_remembered_are_few(indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_words, "_MOST_SEEN", 3)
    write = indexed.store._db.write  # type: ignore[attr-defined]
    lots = [[f"en.word{number}" for number in range(first, first + 2)] for first in (0, 2, 1, 0)]
    given = [write(lambda conn, lot=lot: archive_words.numbered(conn, lot)) for lot in (*lots, *lots)]
    assert given[:2] == [given[4], given[5]]
    assert write(archive_words._seen_in).keys() <= {*lots[2], *lots[3]}


@pytest.mark.of_a_file
def test_nobody_can_write_words_that_all_lie_in_one_row(indexed: World) -> None:
    """Which they are is another secret of each index: else one page of them takes minutes."""

    def rows() -> list[int]:
        read = indexed.store._db.write  # type: ignore[attr-defined]
        numbers = read(lambda conn: archive_words.numbered(conn, [f"en.w{number}" for number in range(50)]))
        return [numbers[term] & 0xFFFF for term in sorted(numbers)]

    before = rows()
    assert rows() == before
    indexed.store.forget_archive_index()
    assert rows() != before


def parts(world: World) -> int:
    """What a question about articles has to look into."""
    with closing(sqlite3.connect(world.store._db.path)) as raw:  # type: ignore[attr-defined]
        return int(raw.execute("SELECT count(DISTINCT segid) FROM archive_idx").fetchone()[0])


@pytest.fixture
def indexed(world: World) -> World:
    """A store with an index from its first article on."""
    assert world.store.index_archive(10) == 0
    return world


@pytest.mark.of_a_file
def test_articles_are_found_as_soon_as_they_are_stored(indexed: World) -> None:
    ids = [*stored(indexed, *TEXTS[:2]), *waiting(indexed, *TEXTS[2:], at=1)]

    def looks() -> None:
        assert found(indexed.store, 'name:"Albu Kamal"') == [ids[4], ids[2], ids[1], ids[0]]
        assert found(indexed.store, "football") == [ids[3]]
        assert found(indexed.store, "lang:ru,en") == [ids[4], ids[3], ids[2], ids[0]]
        assert found(indexed.store, "lang:ru,en", since=minutes(10), before=ids[4]) == [ids[3], ids[2]]
        assert found(indexed.store, "football", watchlist="w") == []
        assert indexed.store.archive_state() == ArchiveState(articles=6, waiting=0)

    looks()
    assert indexed.store.index_fresh(10, 5) == 0, "they are too few for a lot"
    looks()
    assert [indexed.store.index_fresh(3, 1) for _ in range(3)] == [3, 1, 0]
    looks()
    assert in_the_index(indexed.store, "m202611") == len(ids)


def test_what_waits_is_found_as_it_is_now(indexed: World) -> None:
    ids = waiting(indexed, *TEXTS[:2])
    edited(indexed, ids[0], "The army denied everything.")
    assert (found(indexed.store, "crossing"), found(indexed.store, "denied")) == ([], [ids[0]])
    for claim in indexed.store.claim_articles(minutes(5), minutes(7), 10):
        indexed.save(claim)
    indexed.store.prune(T0 + timedelta(days=90), T0 + timedelta(days=90))
    assert (found(indexed.store, "denied"), all_articles(indexed.store)) == ([ids[0]], [ids[0]])
    assert index_whole(indexed.store, lambda _done, _of: None) == 1
    assert found(indexed.store, "denied") == [ids[0]]


def test_what_is_too_much_to_be_read_is_told_of(indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_fresh, "MOST_READ", 2)
    ids = waiting(indexed, *TEXTS)
    assert indexed.store.archive_state() == ArchiveState(articles=6, waiting=4)
    assert found(indexed.store, 'name:"Albu Kamal"') == [ids[4]]
    assert index_whole(indexed.store, lambda _done, _of: None) == 6
    assert found(indexed.store, 'name:"Albu Kamal"') == [ids[4], ids[2], ids[1], ids[0]]


@pytest.mark.of_a_file
def test_an_index_that_was_written_in_many_steps_is_put_together(indexed: World) -> None:
    ids = [stored(indexed, (f"Convoy {at}", f"A convoy, the {at}th", "en"), at=at)[0] for at in range(7)]
    assert parts(indexed) > 1
    more = indexed.store.merge_archive_index(anew=True)
    while more:
        more = indexed.store.merge_archive_index(anew=False)
    assert parts(indexed) == 1
    assert found(indexed.store, "convoy") == ids[::-1]
    assert not indexed.store.merge_archive_index(anew=False), "nothing is left"


@pytest.mark.of_a_file
def test_an_edit_is_found_by_its_new_words_alone(indexed: World) -> None:
    ids = stored(indexed, *TEXTS[:1])
    edited(indexed, ids[0], "The army denied everything.")
    assert found(indexed.store, "crossing") == []
    assert found(indexed.store, "denied") == ids
    assert in_the_index(indexed.store, "en.crossing") == 0
    assert in_the_index(indexed.store, "en.denied") == 1


@pytest.mark.of_a_file
def test_what_is_pruned_leaves_the_index(indexed: World) -> None:
    ids = stored(indexed, *TEXTS)
    for claim in indexed.store.claim_articles(minutes(5), minutes(7), 10):
        indexed.save(claim)
    assert in_the_index(indexed.store, "m202611") == len(TEXTS)
    indexed.store.prune(T0 + timedelta(days=90), T0 + timedelta(days=90))
    assert indexed.store.archive_state().articles == 0
    assert in_the_index(indexed.store, "m202611") == 0
    assert found(indexed.store, 'name:"Albu Kamal"') == []
    assert len(ids) == len(TEXTS)


def test_articles_from_before_the_index_are_put_in_from_the_newest_on(world: World) -> None:
    ids = stored(world, *TEXTS)
    assert world.store.archive_state() == ArchiveState(articles=6, waiting=6)
    assert found(world.store, "football") == []
    assert world.store.index_archive(2) == 2
    assert world.store.archive_state() == ArchiveState(articles=6, waiting=4)
    assert found(world.store, 'name:"Albu Kamal"') == [ids[4]]
    newer = stored(world, ("Convoys", "Two convoys", "en"), at=1)
    assert found(world.store, "convoy") == newer
    edited(world, ids[0], "It was edited before it was indexed.")
    told: list[tuple[int, int]] = []
    assert index_whole(world.store, lambda done, of: told.append((done, of))) == 4
    assert told == [(7, 7)]
    assert found(world.store, "edited") == [ids[0]]
    assert found(world.store, 'name:"Albu Kamal"') == [ids[4], ids[2], ids[1], ids[0]]


def test_an_index_of_another_version_is_made_anew(indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = stored(indexed, *TEXTS)
    monkeypatch.setattr("monitor.watch.ARCHIVE_VERSION", 7)
    assert indexed.store.archive_state() == ArchiveState(articles=6, waiting=6)
    assert found(indexed.store, "football") == []
    stored(indexed, ("Convoys", "Two convoys", "en"), at=1)
    edited(indexed, ids[0], "Edited meanwhile.")
    assert index_whole(indexed.store, lambda _done, _of: None) == 7
    assert found(indexed.store, "meanwhile") == [ids[0]]
    assert found(indexed.store, "football") == [ids[3]]


def test_filters_leave_what_they_say(indexed: World) -> None:
    first = stored(indexed, *TEXTS[:2], publisher="North Press")
    second = stored(indexed, *TEXTS[2:], publisher="SANA", at=1)
    everything = [*reversed(second), *reversed(first)]
    store = indexed.store
    assert found(store, "lang:ar,en,ru,zh") == everything
    assert found(store, "lang:ar,en,ru,zh", publisher="north press") == list(reversed(first))
    assert found(store, "name:البوكمال", publisher="SANA") == [second[2], second[0]]
    assert found(store, "lang:ru") == [second[0]]
    assert found(store, "lang:ar,en,ru,zh", since=minutes(10)) == list(reversed(second))
    assert found(store, "lang:ar,en,ru,zh", until=minutes(10)) == list(reversed(first))
    assert found(store, "lang:ar,en,ru,zh", since=minutes(10), until=minutes(11)) == []
    assert found(store, "lang:ar,en,ru,zh", first=second[0]) == list(reversed(second))
    assert found(store, "lang:ru", first=second[0] + 1) == []
    assert found(store, "lang:ar,en,ru,zh", before=second[0]) == list(reversed(first))


def test_days_to_come_are_looked_up_once_for_many_needs(indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ids, asked = stored(indexed, *TEXTS), []
    days = watch.days
    monkeypatch.setattr(watch, "days", lambda *span: asked.append(span) or days(*span))
    needs = [Terms(frozenset({term})) for term in ("lar", "lru", "ldead")]
    found = indexed.store.ask_archive(lambda one: one.ids(needs, ArchiveFilter(since=minutes(-1))))
    assert found == [ids[2], ids[1]]
    assert len(asked) == 1


def test_filters_on_what_became_of_an_article(indexed: World) -> None:
    one = indexed.alerted("a")
    other = indexed.alerted("b", matched("x", alert=False), at=minutes(20))
    stories = {article: article_story(indexed.store, article) for article in (one, other)}
    store = indexed.store
    assert found(store, "text") == [other, one]
    assert found(store, "text", watchlist="w") == [one]
    assert found(store, "text", topic="t") == [other, one]
    assert found(store, "text", watchlist="w", topic="u") == []
    assert found(store, "text", outcome="alerted") == [other, one]
    assert found(store, "text", outcome="folded") == []
    assert found(store, "text", story=stories[other]) == [other]
    assert found(store, "lang:en", watchlist="x") == [other]


def article_story(store: Store, article_id: ArticleId) -> StoryId:
    article = store.article(article_id)
    assert article is not None
    assert article.story_id is not None
    return article.story_id


def test_pages_of_an_answer_are_the_answer(indexed: World) -> None:
    ids = stored(indexed, *TEXTS)
    pages: list[list[int]] = []
    before = None
    while len(pages) < 10:
        answer = search(indexed.store, seeker('name:"Albu Kamal"'), ArchiveFilter(before=before), most=2)
        pages.append([one.article.id for one in answer.found])
        before = answer.more
        if before is None:
            break
        if len(pages) == 1:
            stored(indexed, ("Albu Kamal again", "More of it.", "en"), at=1)
    assert pages == [[ids[4], ids[2]], [ids[1], ids[0]]]


def test_nothing_needed_is_all_and_nothing_possible_is_none(indexed: World) -> None:
    ids = stored(indexed, *TEXTS)

    def asked(needs: Needs) -> list[int]:
        return indexed.store.ask_archive(lambda one: [article.id for article in one.offered(needs, ArchiveFilter())])

    assert asked(EVERY) == list(reversed(ids))
    assert asked(NONE) == []


@pytest.mark.of_a_file
def test_where_sqlite_cannot_search_the_rest_works(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_fts, "CREATE", ("CREATE VIRTUAL TABLE archive USING fts5_that_is_not_there(terms)",))
    with pytest.raises(StoreError, match="without FTS5"):
        world.store.index_archive(10)
    stored(world, *TEXTS)
    assert found(world.store, "convoy") == []
    assert world.store.archive_state().waiting == len(TEXTS)


WORDS = ("Albu Kamal", "البوكمال", "Албу-Камале", "convoy", "convoys", "crossing", "#AlbuKamal", "con-\nvoy", "quiet")
ASKED = ('name:"Albu Kamal"', "convoy", "convoy crossing", "name:البوكمال AND NOT convoy", '"quiet convoy"', "cross*")
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["new", "edit", "index", "fresh", "begin"]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
@pytest.mark.of_a_file
def test_whatever_happened_the_answer_is_that_of_a_look_at_every_text(
    changes: Sequence[tuple[str, list[str]]], opener: Callable[[], Store]
) -> None:
    store = opener()
    world = World(store)
    if not world.rows("feed"):
        world.configure()
    for what, parts in changes:
        text = " ".join(parts)
        everything = all_articles(store)
        if what == "edit" and everything:
            replace_text(world, everything[len(text) % len(everything)], text)
        elif what == "index":
            store.index_archive(2)
        elif what == "fresh":
            store.index_fresh(2, 1)
        elif what == "begin":
            store.forget_archive_index()
        else:
            add_text(world, text)
    while store.archive_state().waiting:
        store.index_archive(2)
    for typed in ASKED:
        judged = seeker(typed)
        brute = []
        for number in all_articles(store):
            article = store.article(number)
            assert article is not None
            if judged.find(MatchText(title=article.title, text=article.text, language=article.language)) is not None:
                brute.append(number)
        assert found(store, typed) == brute, typed


def all_articles(store: Store) -> list[ArticleId]:
    return store.ask_archive(lambda one: [article.id for article in one.offered(EVERY, ArchiveFilter())])


def add_text(world: World, text: str) -> None:
    at = 20 * (world.rows("poll") + 1)
    world.poll(entry(f"p{at}"), at=minutes(at))
    claim = world.claim_entry(minutes(at))
    assert world.store.save_extract(extract(claim, draft(claim, title="", text=text, language="en"), at=minutes(at)))


def replace_text(world: World, article_id: ArticleId, text: str) -> None:
    at = 20 * (world.rows("poll") + 1)
    world.poll(entry(f"p{at}"), at=minutes(at))
    claim = world.claim_entry(minutes(at))
    was = world.store.article(article_id)
    assert was is not None
    new = draft(claim, url_key=was.url_key, title="", text=text, language="en")
    intent = extract(claim, new, at=minutes(at), outcome=ExtractOutcome.EDITED, joins=article_id, replaces=was.version)
    assert world.store.save_extract(intent)


def test_the_database_of_a_bot_that_has_searched_passes_its_checks(indexed: World, tmp_path: Path) -> None:
    stored(indexed, *TEXTS)
    assert indexed.store.check() == []
    indexed.store.backup(tmp_path / "backup.db")


@pytest.mark.of_a_file
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("DROP TABLE archive", id="its table is gone"),
        pytest.param("DROP TABLE archive_word", id="its words are gone"),
        pytest.param("DROP TABLE archive_head", id="their heads are gone"),
        pytest.param("UPDATE archive_data SET block = x'00'", id="its blocks are damaged"),
    ],
)
def test_an_index_that_fails_costs_no_news(indexed: World, damage: str) -> None:
    first, *_ = stored(indexed, *TEXTS[:2])
    changed(indexed, damage)
    with capture_logs() as lines:
        new = stored(indexed, *TEXTS[2:4], at=1)
        edited(indexed, first, "Nothing is said of the town any more.")
        indexed.alerted("after", at=minutes(80))
    assert given_up(lines) == 1
    assert len(all_articles(indexed.store)) == 5
    assert indexed.rows("alert") == 1
    assert indexed.store.archive_state().waiting == 5
    index_whole(indexed.store, lambda _done, _of: None)
    indexed.store.forget_archive_index()
    index_whole(indexed.store, lambda _done, _of: None)
    assert new[0] in found(indexed.store, 'name:"Albu Kamal"')


@pytest.mark.of_a_file
def test_an_index_that_cannot_even_be_dropped_costs_no_news(indexed: World) -> None:
    changed(indexed, "DROP TABLE archive_data")
    with capture_logs() as lines:
        stored(indexed, *TEXTS[:2])
        indexed.alerted("after", at=minutes(80))
    assert given_up(lines) == 1
    assert indexed.rows("alert") == 1
    with pytest.raises(StoreError, match="cannot be made anew"):
        indexed.store.index_archive(10)
    assert len(all_articles(indexed.store)) == 3


def changed(world: World, statement: str) -> None:
    with closing(sqlite3.connect(world.store._db.path)) as raw, raw:
        raw.execute(statement)


def given_up(lines: Sequence[Mapping[str, object]]) -> int:
    return sum("given up" in str(line["event"]) and line["log_level"] == "warning" for line in lines)


@pytest.mark.of_a_file
def test_what_is_pruned_from_an_index_that_fails_is_pruned(indexed: World) -> None:
    stored(indexed, *TEXTS[:3])
    for claim in indexed.store.claim_articles(minutes(5), minutes(7), 10):
        indexed.save(claim)
    changed(indexed, "DROP TABLE archive_word")
    with capture_logs() as lines:
        indexed.store.prune(T0 + timedelta(days=90), T0 + timedelta(days=90))
    assert given_up(lines) == 1
    assert all_articles(indexed.store) == []


@pytest.mark.of_a_file
def test_an_index_that_fails_while_it_is_made_is_given_up(world: World) -> None:
    stored(world, *TEXTS[:3])
    assert world.store.index_archive(1) == 1
    changed(world, "DROP TABLE archive_word")
    with capture_logs() as lines:
        assert world.store.index_archive(1) == 0
    assert given_up(lines) == 1
    assert index_whole(world.store, lambda _done, _of: None) == 3


class _Fails(sqlite3.OperationalError):
    """As the driver raises it, past SQLAlchemy."""

    def __init__(self, name: str) -> None:
        super().__init__("it failed")
        self.sqlite_errorname = name
        self.sqlite_errorcode = getattr(sqlite3, name)


FAULTS = (
    _Fails("SQLITE_ERROR"), _Fails("SQLITE_LOCKED"), _Fails("SQLITE_CORRUPT"), _Fails("SQLITE_SCHEMA"),
    RecursionError("a bug"),
)  # fmt: skip


@pytest.mark.of_a_file
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: getattr(fault, "sqlite_errorname", "a bug"))
@pytest.mark.parametrize("where", ["archive_step.counted", "archive.counted", "archive_words.known"])
def test_whatever_the_index_raises_costs_no_news(
    indexed: World, monkeypatch: pytest.MonkeyPatch, fault: Exception, where: str
) -> None:
    def fail(*_: object) -> None:
        raise fault

    first, *_ = stored(indexed, *TEXTS[:2])
    with monkeypatch.context() as broken, capture_logs() as lines:
        broken.setattr(f"monitor.store.index.{where}", fail)
        edited(indexed, first, "Nothing is said of the town any more.")
        indexed.alerted("after", at=minutes(80))
    assert given_up(lines) > 0
    assert indexed.rows("alert") == 1
    assert len(all_articles(indexed.store)) == 3
    assert indexed.store.archive_state().waiting == 3
    assert index_whole(indexed.store, lambda _done, _of: None) == 3
    assert found(indexed.store, "denied OR said") == [first]


@pytest.mark.of_a_file
@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_BUSY"])
def test_what_is_no_fault_of_the_index_does_not_cost_it(
    indexed: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail(*_: object) -> None:
        raise _Fails(name)

    ids = waiting(indexed, TEXTS[0])
    with monkeypatch.context() as broken:
        broken.setattr(archive_words, "numbered", fail)
        with pytest.raises(StoreBusyError):
            indexed.store.index_fresh(10, 1)
    assert found(indexed.store, "convoy") == ids
    assert indexed.store.index_fresh(10, 1) == 1, "once there is room"
    assert found(indexed.store, "convoy") == ids
    indexed.poll(entry("one"), at=minutes(20))
    claim = indexed.claim_entry(minutes(20))
    with monkeypatch.context() as broken:
        broken.setattr("monitor.store.index.archive_step.counted", fail)
        with pytest.raises(StoreBusyError):
            indexed.store.save_extract(extract(claim, draft(claim), at=minutes(20)))
    assert indexed.store.save_extract(extract(claim, draft(claim), at=minutes(20))), "with the same lease"
    assert indexed.store.archive_state() == ArchiveState(articles=2, waiting=0)


def test_a_text_that_the_index_stumbles_over_is_stored(indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> frozenset[str]:
        raise RecursionError

    monkeypatch.setattr("monitor.watch.archive_terms", stumble)
    ids = stored(indexed, TEXTS[0], publisher="North Press")
    assert list(all_articles(indexed.store)) == ids
    assert indexed.store.archive_state().waiting == 0
