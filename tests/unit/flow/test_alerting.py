"""Telling at once over a real store: each story once, in its time; the digest after it says what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.deliver.render import render
from monitor.engine.embedded import EmbeddedEngine
from monitor.engine.work import assess_lane, extract_lane, poll_lane
from monitor.flow.alerting import alert_due
from monitor.flow.compose import compose_due, preview
from monitor.flow.review import review_some
from monitor.flow.services import Services
from monitor.model.alerting import DigestKind, Immediate
from monitor.model.config import Subscription
from monitor.model.delivery import Message
from monitor.model.ids import AlertId
from monitor.testing.channel import TAKEN, RecordingChannel
from tests.unit.flow.shell_world import (
    CHANNEL,
    FEED,
    SUBSCRIPTION,
    T0,
    WATCHLIST,
    Item,
    Shell,
    fetcher_for,
    html,
    rss,
    settings_for,
    watched,
)

RULES = Immediate(group_wait_s=120, group_interval_s=900, flood=3)
AT_ONCE = replace(SUBSCRIPTION, id="now", title="Now", cron="", immediate=RULES)
BOTH = replace(SUBSCRIPTION, cron="0 12 * * *", immediate=RULES)


def shell_of(folder: Path, *items: Item, later: Sequence[Item] = (), subscription: Subscription = AT_ONCE) -> Shell:
    """`later` stands in the feed from its second poll on."""
    fetcher = fetcher_for(*items)
    if later:
        fetcher.say_body(FEED, rss([*items, *later]), "application/rss+xml")
    for item in later:
        fetcher.say_body(item.url, html(item))
    return Shell(folder, fetcher, settings_for(subscriptions=(subscription,)))


async def read_all(services: Services) -> None:
    for lane in (poll_lane(services, lambda: None), extract_lane(services), assess_lane(services)):
        while await lane.tick():
            await lane.idle()


async def tell(shell: Shell, services: Services, after_s: float = 0) -> list[Message]:
    """Let time pass, tell what is due; the messages that came."""
    shell.clock.advance(timedelta(seconds=after_s))
    before = len(shell.channel.accepted)
    await alert_due(services)
    await EmbeddedEngine(services).send_due()
    accepted: list[Message] = shell.channel.accepted[before:]
    return accepted


async def test_a_story_is_told_once_after_its_group_wait(tmp_path: Path) -> None:
    shell = shell_of(tmp_path, watched(1))
    async with shell.life() as services:
        await read_all(services)
        assert await tell(shell, services) == []
        assert await tell(shell, services, 119) == []
        (message,) = await tell(shell, services, 1)
        assert await tell(shell, services, 5_000) == []
    digest = message.digest
    assert (digest.kind, len(digest.stories)) == (DigestKind.ALERT, 1)
    assert digest.stories[0].title == watched(1).title
    shown = render(digest)
    assert "Age: " in shown.text
    assert "seen 06:30, sent 06:32." in shown.text
    assert "WHAT WE LOOKED AT" not in shown.text
    assert "at once" in shown.text
    assert shown.subject.startswith("Albu Kamal") or "Albu Kamal" in shown.subject


async def test_stories_get_a_message_each_and_a_flood_comes_together(tmp_path: Path) -> None:
    shell = shell_of(tmp_path, *map(watched, range(1, 8)), later=[watched(8), watched(9)])
    async with shell.life() as services:
        await read_all(services)
        messages = await tell(shell, services, 120)
        kinds = [one.digest.kind for one in messages]
        assert kinds == [DigestKind.ALERT] * 3 + [DigestKind.FLOOD]
        flood = messages[-1].digest
        assert len(flood.stories) == 4
        assert render(flood).subject == "FLOOD Albu Kamal: 4 more in 4 stories since 06:30"
        told = [story.title for one in messages for story in one.digest.stories]
        assert sorted(told) == sorted(watched(number).title for number in range(1, 8))
        shell.clock.advance(timedelta(hours=2))
        await read_all(services)
        assert len(await tell(shell, services, 120)) == 2, "after the flood's interval each has a message again"


async def test_the_next_digest_says_what_was_sent_and_its_figures_add_up(tmp_path: Path) -> None:
    shell = shell_of(tmp_path, watched(1), watched(2), later=[watched(3)], subscription=BOTH)
    async with shell.life() as services:
        await read_all(services)
        assert len(await tell(shell, services, 120)) == 2
        shell.clock.advance(timedelta(hours=2))
        await read_all(services)
        shell.clock.advance(timedelta(hours=3, minutes=28))
        digest = await preview(services, "border")
        assert {one.title for one in digest.sent} == {watched(1).title, watched(2).title}
        assert [story.title for story in digest.stories] == [watched(3).title]
        coverage = digest.coverage
        assert (coverage.matched, coverage.shown, coverage.sent, coverage.folded) == (3, 1, 2, 0)
        shown = render(digest)
        assert "3 matched = 1 shown + 2 sent at once + 0 folded + 0 weak." in shown.text
        assert "== SENT BEFORE, at once" in shown.text
        assert "Sent before" in shown.html
        assert await compose_due(services) == 1
        assert len(await tell(shell, services, 120)) == 1, "the digest told it: only that is sent"
        assert (await preview(services, "border")).sent == ()


async def test_a_quiet_digest_comes_where_something_was_sent(tmp_path: Path) -> None:
    shell = shell_of(tmp_path, watched(1), subscription=replace(BOTH, quiet=False))
    async with shell.life() as services:
        await read_all(services)
        assert len(await tell(shell, services, 120)) == 1
        shell.clock.advance(timedelta(hours=6))
        assert await compose_due(services) == 1
        (digest,) = await tell(shell, services)
        assert [one.title for one in digest.digest.sent] == [watched(1).title]
        shell.clock.advance(timedelta(days=1))
        assert await compose_due(services) == 1
        assert await tell(shell, services) == [], "nothing at all: skipped, as it was asked for"


async def test_a_restart_between_article_and_message_loses_and_repeats_nothing(tmp_path: Path) -> None:
    shell = shell_of(tmp_path, watched(1), watched(2))
    async with shell.life() as services:
        await read_all(services)
        assert await tell(shell, services, 60) == []
    async with shell.life() as services:
        assert len(await tell(shell, services, 60)) == 2
    async with shell.life() as services:
        assert await tell(shell, services, 5_000) == []
    assert shell.frozen() == {watched(1).title: 1, watched(2).title: 1}


async def test_a_cycle_that_ends_waits_for_no_group(tmp_path: Path) -> None:
    shell = shell_of(tmp_path, watched(1))
    async with shell.life() as services:
        await shell.cycle(services)
    assert [one.digest.kind for one in shell.channel.accepted] == [DigestKind.ALERT]


async def test_only_who_wants_it_is_told_at_once(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings_for(subscriptions=(SUBSCRIPTION, AT_ONCE)))
    async with shell.life() as services:
        await read_all(services)
        assert [one.digest.subscription for one in await tell(shell, services, 120)] == ["now"]
        shell.clock.advance(timedelta(minutes=30))
        assert await compose_due(services) == 1
        (digest,) = await tell(shell, services)
        assert [story.title for story in digest.digest.stories] == [watched(1).title]


async def test_what_was_told_for_another_list_is_settled_without_a_message(tmp_path: Path) -> None:
    """Found late by a list that came, known to the readers: no message, and no question about it ever after."""
    more = replace(WATCHLIST, id="more", title="More")
    shell = shell_of(tmp_path, watched(1))
    async with shell.life() as services:
        await read_all(services)
        assert len(await tell(shell, services, 120)) == 1
    shell.settings = settings_for(
        watchlists=(WATCHLIST, more),
        subscriptions=(replace(AT_ONCE, watchlists=("towns", "more")),),
        revision="r2",
    )
    async with shell.life() as services:
        while await review_some(services):
            await read_all(services)
        lists = ["towns", "more"]
        assert services.store.waiting_alerts("now", lists, AlertId(0), T0).waiting
        assert await tell(shell, services, 5_000) == []
        assert services.store.waiting_alerts("now", lists, AlertId(0), T0).waiting == ()


async def test_an_update_comes_in_the_thread_of_the_storys_first_message(tmp_path: Path) -> None:
    first = watched(1)
    told = replace(first, text=f"{first.text}\nThe bridge near Albu Kamal is open.")
    turned = replace(told, slug="item-2", title=f"{told.title}, again", text=told.text.replace("is open", "is closed"))
    shell = shell_of(tmp_path, told, later=[turned])
    shell.channel = RecordingChannel(CHANNEL, [replace(TAKEN, posted="room:17")])
    async with shell.life() as services:
        await read_all(services)
        (begun,) = await tell(shell, services, 120)
        shell.clock.advance(timedelta(hours=2))
        await read_all(services)
        (update,) = await tell(shell, services, 120)
    assert update.digest.stories[0].state == "update"
    assert update.thread == (begun.id,)
    assert (begun.below, update.below) == ("", "room:17")


async def test_who_has_no_digest_by_the_clock_keeps_no_window_open(tmp_path: Path) -> None:
    """Else each message would look at all that were ever sent."""
    shell = shell_of(tmp_path, watched(1), later=[watched(2)])
    async with shell.life() as services:
        await read_all(services)
        (message,) = await tell(shell, services, 120)
        state = services.store.subscription("now")
        assert state is not None
        assert state.window_from == message.digest.window_to
        shell.clock.advance(timedelta(hours=2))
        await read_all(services)
        assert len(await tell(shell, services, 120)) == 1
        assert services.store.window("now", ["towns"], shell.clock.now()).sent == ()
