"""A draft tried while it is written: it comes to what the whole trial says, and says something soon."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.flow.archive import trying
from monitor.flow.archive.remembered import Mentioned, Remembered
from monitor.flow.archive.trying import Wanted, made_ready
from monitor.flow.archive.trying import tried as live
from monitor.model.desk.drafts import DraftTried
from monitor.model.ids import ArticleId
from monitor.model.watch import Rule, Watchlist
from monitor.ports import Store
from tests.unit.flow.shell_world import T0, Shell
from tests.unit.flow.test_backtest import EACH, ITEMS, NEW, OLD, OTHER, TOWN, WIDER, lived, settings, trial, tried


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A bot that has read all; nobody changes it."""
    return asyncio.run(lived(tmp_path_factory.mktemp("read") / "a", settings(OLD, OTHER)))


def whole(shell: Shell, old: Watchlist | None, new: Watchlist, kept: Remembered) -> list[DraftTried]:
    store: Store = shell.open()
    given = trial(shell, old, new)
    try:
        return list(live(store, Wanted(old=old, new=new, now=given.until, readers=given.readers), kept))
    finally:
        store.close()


def ready(shell: Shell, running: Watchlist | None) -> Remembered:
    """As somebody has it who looked at the list before writing in it."""
    kept, store = Remembered(), shell.open()
    try:
        if running is not None:
            list(made_ready(store, running, trial(shell, running, running).until, kept))
    finally:
        store.close()
    return kept


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(OLD, NEW, id="a name and an exclusion"),
        pytest.param(None, replace(NEW, id="fresh"), id="a new list"),
        pytest.param(
            OLD, replace(OLD, text="r", rules=(Rule(id="r", query="@albu-kamal AND NOT football"),)), id="a rule"
        ),
        pytest.param(OLD, replace(OLD, title="Towns!", text="t"), id="a title"),
        pytest.param(OLD, replace(OLD, topics=OTHER.topics, text="x"), id="another topic"),
        pytest.param(replace(OLD, topics=(TOWN, *OTHER.topics)), OLD, id="one topic less"),
    ],
)
def test_a_draft_comes_to_the_same_step_by_step(shell: Shell, old: Watchlist | None, new: Watchlist) -> None:
    for kept in (fresh := Remembered(), fresh, ready(shell, old)):
        *earlier, last = whole(shell, old, new, kept)
        exact = tried(shell, old, new, everything=True)
        assert (last.articles, last.stories, last.names) == (exact.articles, exact.stories, exact.names)
        assert dict(last.examples).keys() == dict(exact.examples).keys()
        assert last.complete
        assert not any(one.complete for one in earlier)
        assert (last.seen, last.done) == (len(ITEMS), last.of)


def test_first_counts_come_from_what_is_changed_alone(shell: Shell) -> None:
    first, *_, last = whole(shell, OLD, NEW, Remembered())
    assert first.rough
    assert first.done == 25 < first.of == last.done
    assert 0 < first.articles.gained < last.articles.gained


def test_each_day_before_and_after(shell: Shell) -> None:
    *_, last = whole(shell, OLD, replace(OLD, text="w", topics=(WIDER,)), Remembered())
    assert len(last.days) == 31
    before, after = (sum(getattr(day, when) for day in last.days) for when in ("before", "after"))
    assert (before, after) == (2 * EACH, 4 * EACH)
    assert [one.day for one in last.days] == sorted(one.day for one in last.days)


def test_only_the_newest_articles_are_tried(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "MOST", 20)
    *_, last = whole(shell, OLD, NEW, Remembered())
    assert last.of <= 20
    assert last.articles.gained < EACH


def test_what_the_running_list_said_is_not_asked_again(shell: Shell) -> None:
    kept = Remembered()
    whole(shell, OLD, NEW, kept)
    known, edit = dict(kept.said), kept.edits[0]
    whole(shell, OLD, replace(NEW, text="again"), kept)
    assert kept.said == known
    assert kept.edits[0].before is edit.before
    whole(shell, replace(OLD, title="Other"), NEW, kept)
    assert kept.edits[0].before is not edit.before


RULE = replace(OLD, text="r", rules=(Rule(id="r", query="@albu-kamal AND NOT football"),))


def test_a_rule_is_first_tried_on_what_alerted_and_then_on_all_that_mentions_the_list(shell: Shell) -> None:
    first, *_, last = whole(shell, OLD, RULE, Remembered())
    assert first.rough
    assert 0 < first.done <= 25
    assert first.articles.gained == 0
    assert last.complete
    assert last.of >= first.of


def test_a_list_that_was_made_ready_is_not_looked_up_again(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, asked = ready(shell, OLD), []
    monkeypatch.setattr(trying, "candidates", lambda *_, **__: asked.append(1))
    told = whole(shell, OLD, RULE, kept)
    assert asked == []
    assert not any(one.rough for one in told)
    assert told[-1].complete


def test_a_list_that_is_being_made_ready_is_not_looked_up_twice(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, asked, store = ready(shell, OLD), [], shell.open()
    known = kept.mentioned.pop()
    monkeypatch.setattr(trying, "candidates", lambda *_, **__: asked.append(1))
    steps = live(store, Wanted(old=OLD, new=RULE, now=trial(shell, OLD, RULE).until), kept)
    with kept.finding:  # Somebody finds what mentions it: what alerted is told of meanwhile.
        assert next(steps).rough
        kept.mentioned.append(known)
    assert list(steps)[-1].complete
    assert asked == []
    store.close()


def test_what_was_known_is_looked_up_again_after_some_minutes(shell: Shell) -> None:
    kept = ready(shell, OLD)
    (known,) = kept.mentioned
    assert kept.met(known.at + timedelta(minutes=5), known.since) is known
    assert kept.met(known.at + timedelta(minutes=6), known.since) is None
    assert kept.met(known.at, known.since - timedelta(days=1)) is None


@pytest.mark.parametrize(("number", "version", "lacks"), [(1, 1, True), (2, 1, False), (1, 2, False), (9, 1, False)])
def test_what_surely_mentions_nothing(shell: Shell, number: int, version: int, lacks: bool) -> None:
    store = shell.open()
    try:
        ((article, _),) = store.archived([ArticleId(1)])
    finally:
        store.close()
    known = Mentioned(
        ids=frozenset({ArticleId(2)}), newest=ArticleId(8), since=article.first_seen_at, at=T0, unindexed=0
    )
    assert known.lacks(replace(article, id=ArticleId(number), version=version)) is lacks
