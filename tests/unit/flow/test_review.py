"""A watchlist is added, changed, renamed or put back: what it would have found is told late, and nothing twice."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.late import decide_review
from monitor.flow.compose import compose_now
from monitor.flow.review import BATCH, review_some
from monitor.flow.services import Services
from monitor.model.config import Settings, StoriesSettings
from monitor.model.digests import Digest
from monitor.model.watch import Kind, MatchResult, MatchText, Name, Topic, Watchlist
from monitor.testing.clock import FixedClock
from tests.faults.flow.test_kills_and_trouble import Death, KilledError
from tests.unit.flow.shell_world import (
    SUBSCRIPTION,
    WATCHLIST,
    Item,
    Shell,
    fetcher_for,
    settings_for,
    watched,
)


def topic(name: str) -> Topic:
    return Topic(id=name.lower().replace(" ", "-"), name=name, kind=Kind.PLACE, names=(Name(text=name),))


def listed(*names: str, name: str = "towns") -> Watchlist:
    return replace(WATCHLIST, id=name, title=name.title(), topics=tuple(map(topic, names)))


def settings(*lists: Watchlist, **changes: object) -> Settings:
    subscription = replace(SUBSCRIPTION, watchlists=tuple(one.id for one in lists), cron="0 7 1 1 *")
    return settings_for(watchlists=lists, subscriptions=(subscription,), **changes)


def about(number: int, *places: str) -> Item:
    """An article like no other, about these places."""
    item = watched(number)
    title, text = (part.replace("Albu Kamal", places[0]) for part in (item.title, item.text))
    return replace(item, title=title, text=" ".join([text, *(f"They went on to {one}." for one in places[1:])]))


async def day(shell: Shell, changed: Settings, label: str) -> Digest:
    """One life of the bot with this configuration: a cycle, then a digest."""
    shell.clock.advance(timedelta(hours=25))
    shell.settings = changed
    async with shell.life() as services:
        await shell.cycle(services)
        digest = await compose_now(services, "border", label)
        assert digest is not None
        return digest


def told(digest: Digest) -> dict[str, bool]:
    """Headline to whether it was found late."""
    return {story.title: story.late_at is not None for story in digest.stories}


OLD, GONE, OTHER = about(1, "Albu Kamal"), about(2, "Albu Kamal"), about(3, "Old Marrat")
BOTH = about(4, "Albu Kamal", "Old Marrat")


async def test_a_list_that_was_away_finds_what_came_meanwhile(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD))
    usual, other = settings(listed("Albu Kamal")), settings(listed("Nowhere City", name="cities"))
    assert told(await day(shell, usual, "a")) == {OLD.title: False}
    shell.fetcher = fetcher_for(OLD, GONE)
    assert told(await day(shell, other, "b")) == {}
    digest = await day(shell, usual, "c")
    assert told(digest) == {GONE.title: True}
    assert digest.stories[0].late_at == shell.clock.now()
    assert told(await day(shell, usual, "d")) == {}


async def test_a_topic_that_is_added_looks_back_but_repeats_nothing(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD, OTHER, BOTH))
    assert told(await day(shell, settings(listed("Albu Kamal")), "a")) == {OLD.title: False, BOTH.title: False}
    wider = settings(listed("Albu Kamal", "Old Marrat"))
    assert told(await day(shell, wider, "b")) == {OTHER.title: True}
    assert told(await day(shell, wider, "c")) == {}
    assert shell.frozen() == Counter([OLD.title, BOTH.title, OTHER.title])


async def test_a_renamed_list_tells_what_waited_and_repeats_nothing(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD))
    assert told(await day(shell, settings(listed("Albu Kamal")), "a")) == {OLD.title: False}
    shell.fetcher = fetcher_for(OLD, GONE)
    shell.clock.advance(timedelta(hours=25))
    async with shell.life() as services:
        await shell.cycle(services)
    renamed = settings(listed("Albu Kamal", name="places"))
    digest = await day(shell, renamed, "b")
    assert told(digest) == {GONE.title: True}
    assert digest.coverage.orphans == 0, "the new list tells it"
    assert told(await day(shell, renamed, "c")) == {}


async def test_a_second_list_with_the_same_topic_says_nothing_twice(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD, OTHER))
    await day(shell, settings(listed("Albu Kamal")), "a")
    two = settings(listed("Albu Kamal"), listed("Albu Kamal", "Old Marrat", name="places"))
    assert told(await day(shell, two, "b")) == {OTHER.title: True}
    assert told(await day(shell, two, "c")) == {}


async def test_a_late_article_is_weighed_against_what_readers_know(tmp_path: Path) -> None:
    """A copy of a told article is no news, whoever printed it."""
    copy = replace(BOTH, slug="copy", title=BOTH.title.replace("from", "near"))
    shell = Shell(tmp_path, fetcher_for(BOTH, copy))
    await day(shell, settings(listed("Albu Kamal")), "a")
    assert told(await day(shell, settings(listed("Albu Kamal", "Nowhere City")), "b")) == {}


async def test_how_far_back_is_a_setting(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD))
    await day(shell, settings(listed("Nowhere City")), "a")
    shell.clock.advance(timedelta(days=1))
    short, long = StoriesSettings(look_back_s=43_200), StoriesSettings(look_back_s=5 * 86_400)
    assert told(await day(shell, settings(listed("Albu Kamal"), stories=short), "b")) == {}
    assert told(await day(shell, settings(listed("Albu Kamal", "Old Marrat"), stories=long), "c")) == {OLD.title: True}


async def test_one_tick_looks_at_so_many_and_no_more(tmp_path: Path) -> None:
    items = [about(number, "Albu Kamal") for number in range(BATCH + 20)]
    shell = Shell(tmp_path, fetcher_for(*items))
    await day(shell, settings(listed("Nowhere City")), "a")
    shell.settings = settings(listed("Albu Kamal"))
    async with shell.life() as services:
        assert await review_some(services) == BATCH
        assert waiting(shell) == BATCH
        assert await review_some(services) == 20
        assert await review_some(services) == 0
    assert waiting(shell) == len(items)


def waiting(shell: Shell) -> int:
    return int(shell.query("SELECT count(*) FROM article WHERE due_at IS NOT NULL")[0][0])


async def test_an_article_that_meets_a_bug_holds_up_none_behind_it(tmp_path: Path) -> None:
    items = [about(number, "Albu Kamal") for number in range(5)]
    shell = Shell(tmp_path, fetcher_for(*items))
    await day(shell, settings(listed("Nowhere City")), "a")
    shell.settings = settings(listed("Albu Kamal"))
    async with shell.life() as services:
        real = services.config.matcher

        class Buggy:
            def match(self, text: MatchText) -> MatchResult:
                if text.title == items[1].title:
                    raise KeyError("matcher")
                return real.match(text)

        matcher: Any = Buggy()
        services.config = replace(services.config, matcher=matcher)
        assert await review_some(services) == len(items)
        assert await review_some(services) == 0
    assert waiting(shell) == len(items) - 1


async def test_nothing_is_looked_at_while_a_configuration_is_on_its_way(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD))
    await day(shell, settings(listed("Nowhere City")), "a")
    shell.settings = settings(listed("Albu Kamal"))
    async with shell.life() as services:
        services.configuring = True
        assert await review_some(services) == 0
        services.configuring = False
        assert await review_some(services) == 1


@pytest.mark.parametrize("after", [False, True], ids=["before it took effect", "after"])
async def test_a_kill_at_any_call_neither_loses_nor_repeats(tmp_path: Path, after: bool) -> None:
    wider = settings(listed("Albu Kamal", "Old Marrat"))
    prepared = Shell(tmp_path / "prepared", fetcher_for(OLD, OTHER, BOTH))
    prepared.folder.mkdir()
    await day(prepared, settings(listed("Albu Kamal")), "a")
    # Every second call, each run by chance those or the others: behind one call is before the next.
    number, died = 1 + random.randrange(2), True
    while died:
        folder = tmp_path / str(number)
        shutil.copytree(prepared.folder, folder)
        clock = FixedClock(prepared.clock.now() + timedelta(hours=1))
        shell = Shell(folder, fetcher_for(OLD, OTHER, BOTH), wider, clock)
        died = await dies_at(shell, Death(number, after=after))
        async with shell.life() as services:
            await look_and_tell(shell, services)
        assert shell.frozen() == Counter([OLD.title, BOTH.title, OTHER.title]), number
        number += 2
    assert number > 6


async def dies_at(shell: Shell, death: Death) -> bool:
    try:
        async with shell.life(death.of) as services:
            await look_and_tell(shell, services)
    except KilledError:
        return True
    return False


async def look_and_tell(shell: Shell, services: Services) -> None:
    await shell.cycle(services)
    shell.clock.advance(1.0)
    await compose_now(services, "border", f"at-{shell.clock.monotonic():.0f}")


OLDER = (about(11, "Old Marrat"), replace(about(12, "Old Marrat"), slug="older"))


async def spoiled(shell: Shell) -> Settings:
    """A bot that read articles a month ago, and got a topic for them since; nothing of it is told by itself."""
    await day(shell, settings(listed("Albu Kamal")), "a")
    shell.clock.advance(timedelta(days=30))
    wider = settings(listed("Albu Kamal", "Old Marrat"))
    assert told(await day(shell, wider, "b")) == {}, "three days are looked back, not thirty"
    return wider


def ask(shell: Shell, days: int, name: str = "towns") -> bool:
    store = shell.open()
    try:
        return store.tell_past(name, shell.clock.now() - timedelta(days=days))
    finally:
        store.close()


async def test_the_past_is_told_once_when_it_is_asked_for(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD, *OLDER))
    wider = await spoiled(shell)
    assert ask(shell, 60)
    assert told(await day(shell, wider, "c")) == {one.title: True for one in OLDER}
    assert told(await day(shell, wider, "d")) == {}
    assert ask(shell, 60), "and whoever asks again is told nothing twice"
    assert told(await day(shell, wider, "e")) == {}
    assert shell.frozen() == Counter([OLD.title, *(one.title for one in OLDER)])


async def test_only_as_far_back_as_was_asked_for(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD, *OLDER))
    wider = await spoiled(shell)
    assert ask(shell, 10)
    assert told(await day(shell, wider, "c")) == {}
    assert not ask(shell, 60, name="nobody")


async def test_a_list_that_changes_meanwhile_goes_as_far_back(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD, *OLDER))
    await spoiled(shell)
    assert ask(shell, 60)
    wider = settings(listed("Albu Kamal", "Old Marrat", "Nowhere City"))
    assert told(await day(shell, wider, "c")) == {one.title: True for one in OLDER}


async def test_a_lot_that_is_under_way_does_not_pass_over_what_somebody_asks_for(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(OLD, *OLDER))
    wider = await spoiled(shell)
    store = shell.open()
    assert store.tell_past("towns", shell.clock.now() - timedelta(days=1))
    begun = store.next_review(timedelta(days=3), BATCH)
    assert begun is not None
    assert store.tell_past("towns", shell.clock.now() - timedelta(days=60))
    assert not store.save_review(decide_review(begun, [], shell.clock.now()))
    store.close()
    assert told(await day(shell, wider, "c")) == {one.title: True for one in OLDER}


async def test_copies_of_a_story_of_the_past_are_told_as_one(tmp_path: Path) -> None:
    first = about(13, "Old Marrat")
    copy = replace(first, slug="copy", title=f"{first.title}!", host="other.example")
    shell = Shell(tmp_path, fetcher_for(OLD, first, copy))
    wider = await spoiled(shell)
    assert ask(shell, 60)
    assert len(told(await day(shell, wider, "c"))) == 1
    assert told(await day(shell, wider, "d")) == {}


@pytest.mark.parametrize("after", [False, True])
async def test_killed_anywhere_while_it_looks_back_it_tells_all_once(tmp_path: Path, after: bool) -> None:
    (tmp_path / "first").mkdir()
    whole = Shell(tmp_path / "first", fetcher_for(OLD, *OLDER))
    whole.settings = await spoiled(whole)
    assert ask(whole, 60)
    number, died = 1, True
    while died:
        shutil.copytree(tmp_path / "first", tmp_path / f"life{number}")
        shell = replace(whole, folder=tmp_path / f"life{number}", clock=FixedClock(whole.clock.now()))
        died = await dies_at(shell, Death(number, after=after))
        async with shell.life() as services:
            await look_and_tell(shell, services)
        assert shell.frozen() == Counter([OLD.title, *(one.title for one in OLDER)]), number
        number += 3
    assert number > 6
