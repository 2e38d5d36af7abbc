"""The subscriber against a hub on loopback, over real sockets: the whole way from a feed's head to what is read."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.fetch.client import HttpFetcher
from monitor.flow.configure import apply_config, config_of
from monitor.flow.services import Services
from monitor.flow.websub.receiving import Receiver
from monitor.flow.websub.subscribing import Subscriber, recall_hubs
from monitor.model.config import FetchSettings, PollingSettings, WebSubSettings
from monitor.model.health import HealthReport
from monitor.model.hearing.hubs import HubState, HubSubscription
from monitor.obs.hub_page import HubPage
from monitor.obs.server import StatusServer
from monitor.testing.faulty import at_call, faulty_store
from monitor.testing.scripted import ScriptedFetcher
from tests.contract.websub.hub import Hub
from tests.unit.flow.shell_world import FEED, Shell, rss, settings_for, watched

TOPIC = "https://river.example/all.xml"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LOOPBACK = FetchSettings(user_agent="test", allow_private=("127.0.0.1",))


@dataclass
class World:
    """A bot with a status port, and a hub."""

    shell: Shell
    hub: Hub
    services: Services
    subscriber: Subscriber
    port: int
    items: int = 1

    async def look(self) -> HubSubscription | None:
        """One look of the subscriber, and what the hub does about it."""
        await self.subscriber.look()
        await self.hub.settled()
        return next(iter(self.services.hubs), None)

    async def poll(self, items: int | None = None) -> float:
        """A poll of the feed, which shows so many entries now; seconds until the next one."""
        self.items = self.items if items is None else items
        say(self.services, self.hub, self.items)
        (feed,) = self.services.store.feeds()
        self.shell.clock.advance(max(0.0, (feed.next_poll_at - self.shell.clock.now()).total_seconds()))
        await self.shell.cycle(self.services)
        return self.wait()

    def wait(self) -> float:
        (feed,) = self.services.store.feeds()
        return (feed.next_poll_at - self.shell.clock.now()).total_seconds()

    async def configure(self, **changes: object) -> None:
        self.shell.clock.advance(1)
        settings = replace(self.services.config.settings, **changes)  # type: ignore[arg-type]
        config = config_of(settings, self.services.config.matcher, self.shell.clock.now())
        await apply_config(self.services, config, self.services.channels)
        self.services.config = replace(self.services.config, since=self.shell.clock.now())


def say(services: Services, hub: Hub, items: int) -> None:
    """What the feed shows, its hub and its own address in its head."""
    head = f'<atom:link rel="self" href="{TOPIC}"/><atom:link rel="hub" href="{hub.url}"/>'.encode()
    body = rss(watched(number, page=False) for number in range(items))
    fetcher = ScriptedFetcher()
    fetcher.say_body(FEED, re.sub(rb"(<channel>)", rb"\1" + head, body), "application/rss+xml")
    services.fetcher = fetcher


@contextlib.asynccontextmanager
async def life(shell: Shell, hub: Hub) -> AsyncIterator[World]:
    async def health() -> HealthReport:
        return HealthReport(checks=())

    async def metrics() -> bytes:
        return b""

    fetcher = HttpFetcher(LOOPBACK, shell.clock)
    async with shell.life() as services:
        await recall_hubs(services)
        server = StatusServer(health, metrics, hubs=HubPage(Receiver(services)))
        await server.start("127.0.0.1", 0)
        callback = WebSubSettings(callback=f"http://127.0.0.1:{server.port}", max_bytes=10_000)
        services.config = replace(services.config, settings=replace(services.config.settings, websub=callback))
        try:
            yield World(shell, hub, services, Subscriber(services, fetcher), server.port)
        finally:
            await server.stop()
            await fetcher.aclose()


@pytest.fixture
async def hub() -> AsyncIterator[Hub]:
    hub = Hub()
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, ScriptedFetcher(), settings_for(polling=PollingSettings(), subscriptions=()))


@pytest.fixture
async def world(shell: Shell, hub: Hub) -> AsyncIterator[World]:
    async with life(shell, hub) as made:
        await made.poll(2)
        yield made


async def test_the_whole_way(world: World) -> None:
    """Offered, asked for, confirmed; told and read at once; then polled slowly; renewed; and ended."""
    hub, services, clock = world.hub, world.services, world.shell.clock
    assert 810 <= world.wait() <= 990
    one = await world.look()
    (form,) = hub.requests
    assert (form["hub.mode"], form["hub.topic"], form["hub.lease_seconds"]) == ("subscribe", TOPIC, "864000")
    assert re.fullmatch(rf"http://127\.0\.0\.1:{world.port}/websub/[\w-]{{32}}", form["hub.callback"])
    assert len(form["hub.secret"]) == 64
    assert hub.verified == [("subscribe", 200)]
    one = services.hubs.at(one.path) if one else None
    assert one is not None
    assert (one.state, one.lease_until) == (HubState.ACTIVE, clock.now() + DAY)
    assert services.store.hub_subscriptions() == [one]

    # A hub that has told nothing yet is not relied on.
    assert await world.poll() <= 990
    clock.advance(300)
    say(services, hub, 3)
    await hub.publish(TOPIC, b"three entries")
    assert (hub.told, world.wait()) == ([202], 0)
    assert await world.poll(3) <= 990, "read at once"
    assert 3_240 <= await world.poll() <= 3_960, "and then slowly"
    assert world.shell.meter.outcomes["push", "woken"] == 1
    assert world.shell.meter.outcomes["intake", "new"] == 3

    # A hub that does not tell of something is not relied on any more.
    assert 3_240 <= await world.poll(4) <= 3_960, "it may still tell"
    assert await world.poll() <= 990, "it did not"
    clock.advance(0.8 * DAY)
    await world.look()
    assert len(hub.requests) == 2, "renewed before it is over"
    await hub.publish(TOPIC, b"four entries", chunked=True)
    assert 3_240 <= await world.poll(5) <= 3_960, "until it tells again"

    await world.configure(feeds=())
    await world.look()
    assert hub.verified[-1] == ("unsubscribe", 200)
    assert not hub.taken
    clock.advance(2 * 86_400)
    assert await world.look() is None
    assert services.store.hub_subscriptions() == []


async def test_only_what_was_asked_for_is_confirmed_and_only_what_is_signed_is_believed(world: World) -> None:
    one = await world.look()
    assert one is not None
    (taken,) = world.hub.taken.values()
    asked = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "c", "hub.lease_seconds": "60"}
    for changes, status in (
        ({}, 200),  # once more, for the first answer may have been lost
        ({"hub.topic": f"{TOPIC}?"}, 404),
        ({"hub.mode": "unsubscribe"}, 404),
        ({"hub.challenge": ""}, 404),
        ({"hub.mode": ""}, 404),
    ):
        assert (await world.hub.ask(one.callback, asked | changes)).status_code == status, changes
    assert (await world.hub.ask(one.callback[:-1] + "~", asked)).status_code == 404
    answer = await world.hub.ask(one.callback, asked | {"hub.challenge": "<b>ü</b>"})
    assert (answer.text, answer.headers["x-content-type-options"]) == ("<b>ü</b>", "nosniff")
    assert answer.headers["content-type"].startswith("text/plain")

    world.shell.clock.advance(300)
    before = world.wait()
    for signature in ("", "sha256=" + "0" * 64, "md5=" + "0" * 32, "sha256"):
        assert await world.hub.tell(taken, TOPIC, b"x", signature=signature) == 202
    assert await world.hub.tell(taken, TOPIC, b"x" * 10_001) == 413
    assert await world.hub.tell(taken, TOPIC, b"x" * 10_001, chunked=True) == 413
    assert world.wait() == before, "nothing was believed"
    counted = world.shell.meter.outcomes
    assert {name: counted["push", name] for name in ("unsigned", "forged", "too_large", "unknown", "refused")} == {
        "unsigned": 1,
        "forged": 3,
        "too_large": 2,
        "unknown": 1,
        "refused": 4,
    }
    for method in ("sha1", "sha256", "sha384", "sha512"):
        world.hub.method = method
        assert await world.hub.tell(taken, TOPIC, b"x") == 202
    assert (counted["push", "woken"], world.wait()) == (4, 0)


async def test_a_hub_tells_again_what_could_not_be_kept(world: World) -> None:
    one = await world.look()
    assert one is not None
    store = world.services.store
    world.services.store = faulty_store(store, before=at_call(1))
    await world.hub.publish(TOPIC, b"x")
    assert world.hub.told == [503, 202]
    assert world.wait() == 60, "no sooner than the least interval"


async def test_refusals_redirects_denials_and_a_restart(shell: Shell, hub: Hub) -> None:
    hub.refuses = [(500, ""), (308, "/moved")]
    async with life(shell, hub) as world:
        await world.poll(2)
        one = await world.look()
        assert one is not None
        assert (one.state, one.detail, one.failures) == (HubState.ASKED, "the hub answered 500", 1)
        await world.look()
        assert len(hub.requests) == 1, "not besieged"
        shell.clock.advance(301)
        one = await world.look()
        assert one is not None
        assert (len(hub.requests), one.state, one.failures) == (3, HubState.ACTIVE, 0)
    # In the next life nothing is asked that is known, but a callback that is another one.
    async with life(shell, hub) as world:
        world.services.config = replace(
            world.services.config,
            settings=replace(
                world.services.config.settings, websub=WebSubSettings(callback=one.callback.partition("/websub/")[0])
            ),
        )
        assert await world.look() == one
        assert len(hub.requests) == 3
        world.services.config = replace(
            world.services.config,
            settings=replace(
                world.services.config.settings, websub=WebSubSettings(callback=f"http://127.0.0.1:{world.port}")
            ),
            since=shell.clock.now() + MINUTE,
        )
        await world.look()
        assert [form["hub.mode"] for form in hub.requests[3:]] == ["unsubscribe", "subscribe"]
        (two,) = [each for each in world.services.hubs if not each.over]
        assert two.path != one.path
        await hub.deny(hub.taken[TOPIC, two.callback], TOPIC, "no\nspam")
        denied = world.services.hubs.at(two.path)
        assert denied is not None
        assert (denied.state, denied.detail, denied.due_at - shell.clock.now()) == (
            HubState.DENIED,
            "the hub said no: no spam",
            DAY,
        )


async def test_switched_off_it_ends_what_it_had(world: World) -> None:
    await world.look()
    await world.configure(websub=WebSubSettings())
    await world.look()
    assert [form["hub.mode"] for form in world.hub.requests] == ["subscribe", "unsubscribe"]
    assert not world.hub.taken
    assert await world.poll() <= 990


async def test_feeds_that_need_a_secret_are_no_hub_s_affair(world: World) -> None:
    (spec,) = world.services.config.settings.feeds
    await world.configure(feeds=(replace(spec, headers=(("Authorization", "Bearer x"),)),))
    await world.poll()
    assert await world.look() is None
    assert world.hub.requests == []


async def test_a_hub_inside_the_network_is_not_asked_unless_that_is_allowed(world: World) -> None:
    fetcher = HttpFetcher(FetchSettings(user_agent="test"), world.shell.clock)
    try:
        await Subscriber(world.services, fetcher).look()
    finally:
        await fetcher.aclose()
    (one,) = world.services.hubs
    assert (world.hub.requests, one.state, one.failures) == ([], HubState.ASKED, 1)
    assert "127.0.0.1" in one.detail
