"""An edit of a watchlist tried on what a bot has read: what it says comes true when the bot runs with it."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.bootstrap import crew
from monitor.core.backtest.tally import readers_of
from monitor.flow.archive import backtesting
from monitor.flow.archive.backtesting import Trial, backtest, broken_by, broken_examples
from monitor.flow.archive.searching import index_whole
from monitor.model.archive.backtest import Backtest, Effect, Effects
from monitor.model.config import Settings
from monitor.model.feedback.pins import Pin
from monitor.model.routing import Match
from monitor.model.watch import Condition, Kind, Name, Rule, Scope, Topic, Watchlist
from monitor.ports import Store
from monitor.watch import Edit
from tests.unit.flow.shell_world import SUBSCRIPTION, WATCHLIST, Item, Shell, fetcher_for, settings_for, watched

OLD = replace(WATCHLIST, text="old")
TOWN = OLD.topics[0]
WIDER = replace(TOWN, names=(*TOWN.names, Name(text="Zarmat Junction East")))
NEW = replace(
    OLD,
    text="new",
    topics=(replace(WIDER, excludes=Condition(words=("football",), within=Scope.SENTENCE)),),
)
OTHER = Watchlist(
    id="other",
    title="Other",
    priority=OLD.priority,
    topics=(Topic(id="marrat", name="Old Marrat", kind=Kind.PLACE, names=(Name(text="Old Marrat"),)),),
    text="other",
)
PLAIN, GAINS, LOSES, NEARS, ASIDE = "keeps", "gains", "loses", "nears", "aside"
KINDS = (PLAIN, GAINS, LOSES, NEARS, ASIDE)


def labelled(number: int) -> Item:
    """An article whose name says what the edit does to it."""
    kind = KINDS[number % len(KINDS)]
    item = watched(number, slug=f"{kind}-{number}")
    text = {
        PLAIN: item.text,
        GAINS: item.text.replace("Albu Kamal", "Zarmat Junction East"),
        LOSES: item.text.replace("Albu Kamal", "Albu Kamal for football", 1),
        NEARS: item.text.replace("Albu Kamal", "Zarmat Junction East for football", 1),
        ASIDE: item.text.replace("Albu Kamal", "Old Marrat", 1),
    }[kind]
    title = item.title if kind == PLAIN else item.title.replace("from Albu Kamal", "at noon")
    return replace(item, title=title, text=text)


ITEMS = tuple(labelled(number) for number in range(60))
EACH = len(ITEMS) // len(KINDS)


def settings(*lists: Watchlist) -> Settings:
    subscription = replace(SUBSCRIPTION, watchlists=tuple(one.id for one in lists), cron="0 7 1 1 *")
    return settings_for(watchlists=lists, subscriptions=(subscription,))


async def lived(folder: Path, configured: Settings, items: Sequence[Item] = ITEMS) -> Shell:
    """A bot that has read the items, and stopped."""
    folder.mkdir()
    shell = Shell(folder, fetcher_for(*items), configured)
    async with shell.life() as services:
        await shell.cycle(services)
        index_whole(services.store, lambda _done, _of: None)
    return shell


@pytest.fixture(scope="module")
def _read(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A bot that has read all, changed by nobody."""
    return asyncio.run(lived(tmp_path_factory.mktemp("read") / "a", settings(OLD, OTHER)))


@pytest.fixture
def shell(_read: Shell, tmp_path: Path) -> Shell:
    """The same, to be changed."""
    shutil.copytree(_read.folder, tmp_path / "copy")
    return replace(_read, folder=tmp_path / "copy")


def trial(shell: Shell, old: Watchlist | None, new: Watchlist, *, everything: bool = False) -> Trial:
    lists = shell.settings.watchlists
    others = tuple(one for one in lists if one.id != new.id)
    now = shell.clock.now()
    return Trial(
        edit=Edit(new.id, others if old is None else (old, *others), (new, *others)),
        since=now - timedelta(days=30),
        until=now + timedelta(days=1),
        everything=everything,
        readers=readers_of(shell.settings.subscriptions, [one.id for one in lists], new.id, new.priority.rank),
    )


def tried(shell: Shell, old: Watchlist | None, new: Watchlist, *, everything: bool = False) -> Backtest:
    store: Store = shell.open()
    try:
        return backtest(store, trial(shell, old, new, everything=everything), lambda _done, _of: None)
    finally:
        store.close()


def strong(shell: Shell, watchlist: str = "towns") -> set[str]:
    """The addresses of what a list alerts on or folds."""
    query = (
        "SELECT article.canonical_url FROM match JOIN article ON article.id = match.article_id "
        f"WHERE match.strength = 'strong' AND match.watchlist = '{watchlist}'"
    )
    return {str(url) for (url,) in shell.query(query)}


def labels(kind: str) -> set[str]:
    return {item.url for item in ITEMS if item.slug.startswith(kind)}


def named(found: Backtest) -> dict[str, tuple[int, ...]]:
    return {one.name: tuple(getattr(one.effects, effect.value) for effect in Effect) for one in found.names}


async def test_exactly_the_labelled_gains_and_losses_and_the_live_bot_agrees(shell: Shell, tmp_path: Path) -> None:
    before = shell
    found = tried(before, OLD, NEW)
    assert found.articles == Effects(gained=EACH, lost=EACH, nearly=EACH, unchanged=EACH)
    assert found.stories == found.articles
    assert found.matched == 4 * EACH
    assert found.seen == len(ITEMS)
    after = await lived(tmp_path / "after", settings(NEW, OTHER))
    assert strong(after) - strong(before) == labels(GAINS)
    assert strong(before) - strong(after) == labels(LOSES)
    assert strong(before) & strong(after) == labels(PLAIN)
    examples = {effect: {one.url for one in some} for effect, some in found.examples}
    assert examples[Effect.GAINED] < labels(GAINS)
    assert examples[Effect.LOST] < labels(LOSES)
    assert examples[Effect.NEARLY] < labels(NEARS)
    assert {len(some) for some in examples.values()} == {10}
    assert named(found) == {"Zarmat Junction East": (EACH, 0, EACH, 0), "Albu Kamal": (0, EACH, 0, EACH)}
    (volume,) = found.volumes
    assert volume.before == volume.after > 0, "as many come as go"


def test_examples_show_the_sentence_its_marks_and_why(shell: Shell) -> None:
    found = tried(shell, OLD, NEW)
    examples = dict(found.examples)
    gained, lost, nearly = (examples[one][0] for one in (Effect.GAINED, Effect.LOST, Effect.NEARLY))
    assert [gained.sentence[a:b] for a, b in gained.marks] == ["Zarmat Junction East"]
    assert "found albu-kamal" in gained.why
    assert [lost.sentence[a:b] for a, b in lost.marks] == ["Albu Kamal"]
    assert lost.why == "excluded by 'football' in the sentence"
    assert nearly.why == lost.why


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(OLD, NEW, id="a name and an exclusion"),
        pytest.param(None, replace(NEW, id="fresh"), id="a new list"),
        pytest.param(
            OLD, replace(OLD, text="r", rules=(Rule(id="r", query="@albu-kamal AND NOT football"),)), id="a rule"
        ),
        pytest.param(replace(NEW, text="never ran"), OLD, id="against one that never ran"),
        pytest.param(OLD, replace(OLD, title="Towns!", text="t"), id="a title"),
        pytest.param(OLD, replace(OLD, topics=OTHER.topics, text="x"), id="another topic"),
    ],
)
def test_what_is_left_out_changes_nothing(shell: Shell, old: Watchlist | None, new: Watchlist) -> None:
    some, everything = tried(shell, old, new), tried(shell, old, new, everything=True)
    assert some.matched < everything.matched == len(ITEMS)
    assert replace(some, matched=0, examples=()) == replace(everything, matched=0, examples=())


class Ended:
    """Processes of which the second lot is the death."""

    def __init__(
        self, _count: int, _context: object, initializer: Callable[..., None], initargs: tuple[object]
    ) -> None:
        initializer(*initargs)

    def map(self, work: Callable[[object], object], lots: Sequence[object]) -> Iterator[object]:
        yield work(lots[0])
        raise BrokenProcessPool

    def shutdown(self, *, cancel_futures: bool) -> None:
        assert cancel_futures


@pytest.mark.parametrize("dying", [False, True])
def test_further_processes_find_the_same(shell: Shell, monkeypatch: pytest.MonkeyPatch, dying: bool) -> None:
    alone = tried(shell, OLD, NEW)
    monkeypatch.setattr(backtesting, "ALONE", 0)
    monkeypatch.setattr(backtesting, "LOT", 11)
    if dying:
        monkeypatch.setattr(crew, "ProcessPoolExecutor", Ended)
        monkeypatch.setattr(crew, "_workers", [])
    steps: list[tuple[int, int]] = []
    store: Store = shell.open()
    try:
        helped = backtest(
            store,
            trial(shell, OLD, NEW),
            lambda done, of: steps.append((done, of)),
            crew.Crew(f"sqlite:///{shell.path}"),
        )
    finally:
        store.close()
    assert helped == alone
    assert steps == [(0, 48), (11, 48), (22, 48), (33, 48), (44, 48), (48, 48)]


def test_without_an_index_everything_is_matched(shell: Shell) -> None:
    whole = tried(shell, OLD, NEW)
    store = shell.open()
    store.forget_archive_index()
    store.close()
    found = tried(shell, OLD, NEW)
    assert found.unindexed == found.matched == len(ITEMS)
    assert replace(found, unindexed=0, matched=0, examples=()) == replace(whole, matched=0, examples=())


@pytest.mark.parametrize("held", [1, 20, len(ITEMS) - 1])
def test_what_the_index_does_not_hold_yet_is_matched_and_nothing_else_for_it(shell: Shell, held: int) -> None:
    whole = tried(shell, OLD, NEW)
    store = shell.open()
    try:
        store.forget_archive_index()
        store.index_archive(held)
        store.close()
        found = tried(shell, OLD, NEW)
        assert found.unindexed == len(ITEMS) - held <= found.matched <= found.unindexed + whole.matched
        assert replace(found, unindexed=0, matched=0, examples=()) == replace(whole, matched=0, examples=())
    finally:
        store = shell.open()
        while store.index_archive(100):
            pass
        store.close()


async def test_what_is_too_much_to_be_read_for_a_question_is_matched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = await lived(tmp_path / "new", settings(OLD, OTHER))
    whole = tried(shell, OLD, NEW)
    monkeypatch.setattr("monitor.store.index.archive_fresh.MOST_READ", 7)
    with closing(sqlite3.connect(shell.path)) as raw, raw:
        raw.execute("INSERT OR REPLACE INTO counter (name, value) SELECT 'archive_above', min(id) FROM article")
    found = tried(shell, OLD, NEW)
    assert (whole.unindexed, found.unindexed) == (0, len(ITEMS) - 7)
    assert replace(found, unindexed=0, matched=0, examples=()) == replace(whole, matched=0, examples=())


async def test_articles_of_one_story_are_one_line(tmp_path: Path) -> None:
    item = labelled(1)
    copy = replace(item, slug="copy", title=f"{item.title}!", host="other.example")
    found = tried(await lived(tmp_path / "a", settings(OLD), [item, copy]), OLD, NEW)
    assert (found.articles.gained, found.stories.gained) == (2, 1)


def test_a_subscription_counts_what_its_match_lets_through(shell: Shell) -> None:
    one = shell.settings.subscriptions[0]
    asks = tuple(
        replace(one, id=name, match=match)
        for name, match in (
            ("all", Match()),
            ("fa", Match(languages=("fa",))),
            ("marrat", Match(topics=(("other", "marrat"),))),
        )
    )
    shell.settings = replace(shell.settings, subscriptions=asks)
    bigger = replace(OLD, text="w", topics=(WIDER,))
    found = {one.subscription: (one.before, one.after) for one in tried(shell, OLD, bigger).volumes}
    before, after = found["all"]
    assert after / before == pytest.approx(5 / 3, rel=0.01), "three of the five kinds, then all"
    assert found["fa"] == (0, 0)
    assert found["marrat"][0] == found["marrat"][1] > 0


def edit(old: Watchlist | None, new: Watchlist) -> Edit:
    return Edit(new.id, [old] if old else [], [new])


def pinned(*, match: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Watchlist:
    return replace(OLD, topics=(replace(TOWN, match_examples=match, ignore_examples=ignore),))


REJECTED = "They played football in Albu Kamal."
STRICT = replace(TOWN, excludes=Condition(words=("football",), within=Scope.SENTENCE))
FOUND, IGNORED = pinned(match=(REJECTED,)), pinned(ignore=(REJECTED,))
STRICTER = replace(OLD, topics=(STRICT,))
REJECTING = replace(OLD, topics=(replace(STRICT, ignore_examples=(REJECTED,)),))


@pytest.mark.parametrize(
    ("old", "new", "broken"),
    [
        pytest.param(REJECTING, OLD, ["ignore"], id="rejected, then loosened, and the pin gone with it"),
        pytest.param(FOUND, STRICTER, ["match"], id="lost"),
        pytest.param(FOUND, replace(OLD, topics=OTHER.topics), ["match"], id="gone"),
        pytest.param(None, IGNORED, ["ignore"], id="its own"),
        pytest.param(FOUND, REJECTING, [], id="somebody changed his mind"),
        pytest.param(IGNORED, OLD, [], id="broken before"),
        pytest.param(FOUND, replace(OLD, topics=(WIDER,)), [], id="kept"),
    ],
)
def test_pins_that_break(old: Watchlist | None, new: Watchlist, broken: list[str]) -> None:
    found = broken_examples(edit(old, new))
    assert [one.expected for one in found] == broken
    assert all(one.text == REJECTED for one in found)


def test_a_sentence_that_was_rejected_names_itself_once_the_list_is_loosened() -> None:
    no = Pin(id="p1", watchlist="towns", topic=TOWN.id, expected="ignore", text=REJECTED, by="Ali")
    other = replace(no, id="p2", watchlist="other")
    (broken,) = broken_by(edit(STRICTER, OLD), [no, other])
    assert (broken.text, broken.expected) == (REJECTED, "ignore")
    assert "pin p1" in broken.why
    assert broken_by(edit(OLD, STRICTER), [no]) == ()
    assert broken_by(edit(OLD, replace(OLD, title="T")), [no]) == (), "it was broken before"
