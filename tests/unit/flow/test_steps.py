"""Each step from a due row to its named outcome, over a real store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.recipients.leaving import Membership
from monitor.errors import StoreBusyError, StoreError
from monitor.flow.compose import compose_due, compose_now, preview
from monitor.flow.configure import apply_config, config_of
from monitor.flow.poll import poll_feed
from monitor.flow.recipients.leaving import leave, membership
from monitor.model.config import ServerSettings
from monitor.model.delivery import AddressFault, Receipt
from monitor.model.feeds import FeedSpec, FetchFailure, FetchResult
from monitor.model.outcomes import FetchReason, SendResult
from monitor.ports import Store
from monitor.testing.channel import RecordingChannel
from monitor.testing.scripted import Answer, ScriptedFetcher
from monitor.watch import compile_watchlists
from tests.unit.flow.shell_world import (
    CHANNEL,
    FEED,
    SUBSCRIPTION,
    T0,
    Item,
    Shell,
    fetcher_for,
    html,
    json_feed,
    rss,
    settings_for,
    titles,
    unwatched,
    watched,
)

LEASE = timedelta(hours=1)


def failure(reason: FetchReason, **changes: object) -> FetchFailure:
    return replace(FetchFailure(reason=reason, detail="no luck"), **changes)


POLLS: dict[str, tuple[Answer, str, dict[str, int]]] = {
    "two new entries": (
        FetchResult(status=200, url=FEED, body=rss([watched(1), watched(2)])),
        "read",
        {"new": 2},
    ),
    "an old entry is baseline": (
        FetchResult(status=200, url=FEED, body=rss([watched(1, at=T0 - timedelta(days=90))])),
        "read",
        {"baseline": 1},
    ),
    "no feed": (FetchResult(status=200, url=FEED, body=b"<html><body>hello</body></html>"), "parse_failed", {}),
    "no answer": (failure(FetchReason.TIMEOUT), "fetch_failed", {}),
    "server error": (failure(FetchReason.HTTP_SERVER_ERROR, status=503), "fetch_failed", {}),
    "nothing changed": (FetchResult(status=304, url=FEED, body=b""), "not_modified", {}),
}


@pytest.mark.parametrize(("answer", "outcome", "intake"), POLLS.values(), ids=POLLS)
async def test_a_poll_ends_in_its_outcome(tmp_path: Path, answer: Answer, outcome: str, intake: dict[str, int]) -> None:
    shell = Shell(tmp_path, ScriptedFetcher({FEED: [answer]}))
    async with shell.life() as services:
        (claim,) = services.store.claim_feeds(T0, T0 + LEASE, 10)
        assert await poll_feed(services, claim) == outcome
        (feed,) = services.store.feeds()
        assert feed.next_poll_at > T0
        assert feed.last_outcome == outcome
        # Whoever comes with a claim that was given away changes nothing.
        assert await poll_feed(services, claim) == "lost_claim"
    assert shell.outcomes("intake") == intake
    assert shell.meter.outcomes["poll", outcome] == 1
    assert len(shell.query("SELECT id FROM poll")) == 1


LONG = " ".join(f"word{number}" for number in range(150))
EXTRACTS: dict[str, tuple[Item, str, Sequence[Answer], str]] = {
    "the page": (watched(1), "teaser", [FetchResult(status=200, url=watched(1).url, body=html(watched(1)))], "page"),
    "robots forbid, the feed has a summary": (watched(1), "teaser", [failure(FetchReason.ROBOTS)], "summary_only"),
    "gone, the feed has the text": (watched(1), LONG, [failure(FetchReason.GONE, status=404)], "feed_content"),
    "no answer for now": (watched(1), "teaser", [failure(FetchReason.TIMEOUT)], "retry"),
    "a page without text": (
        watched(1),
        "teaser",
        [FetchResult(status=200, url=watched(1).url, body=b"\x89PNG\r\n\x1a\n", content_type="image/png")],
        "summary_only",
    ),
}


@pytest.mark.parametrize(("item", "told", "answers", "outcome"), EXTRACTS.values(), ids=EXTRACTS)
async def test_an_entry_ends_in_its_outcome(
    tmp_path: Path, item: Item, told: str, answers: Sequence[Answer], outcome: str
) -> None:
    fetcher = ScriptedFetcher({item.url: answers})
    fetcher.say_body(FEED, rss([item], lambda _: told), "application/rss+xml")
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services:
        progress = await shell.cycle(services)
    assert shell.outcomes("extract") == {outcome: 1}
    assert shell.meter.outcomes["extract", outcome] == 1
    assert progress.totals["poll"] == progress.totals["extract"] == 1


async def test_a_page_that_never_answers_is_tried_three_times_then_told_from_the_feed(tmp_path: Path) -> None:
    item = watched(1)
    shell = Shell(tmp_path, ScriptedFetcher({item.url: [failure(FetchReason.TIMEOUT)]}))
    shell.fetcher.say_body(FEED, rss([item]), "application/rss+xml")
    async with shell.life() as services:
        seen = []
        for _ in range(4):
            await shell.cycle(services)
            seen.append(shell.outcomes("extract"))
            shell.clock.advance(timedelta(minutes=11))
    assert seen == [{"retry": 1}, {"retry": 1}, {"summary_only": 1}, {"summary_only": 1}]
    assert sum(request.url == item.url for request in shell.fetcher.requests) == 3


ASSESSED: dict[str, tuple[Sequence[Item], dict[str, int]]] = {
    "one watched": ([watched(1)], {"alerted": 1}),
    "one not watched": ([unwatched(1)], {"no_match": 1}),
    "a copy under another headline": (
        [watched(1), replace(watched(1), slug="copy", title="The same on the river")],
        {"alerted": 1, "folded": 1},
    ),
    "two different": ([watched(1), watched(2), unwatched(3)], {"alerted": 2, "no_match": 1}),
}


@pytest.mark.parametrize(("items", "outcomes"), ASSESSED.values(), ids=ASSESSED)
async def test_articles_end_in_their_outcome(tmp_path: Path, items: Sequence[Item], outcomes: dict[str, int]) -> None:
    shell = Shell(tmp_path, fetcher_for(*items))
    async with shell.life() as services:
        progress = await shell.cycle(services)
    assert shell.outcomes("assess") == outcomes
    assert progress.totals == {"poll": 1, "extract": len(items), "assess": len(items), "send": 0}


RECEIPTS: dict[str, tuple[Receipt, str, float]] = {
    "taken": (Receipt(result=SendResult.OK, detail="250 ok"), "sent", 0),
    "refused for good": (Receipt(result=SendResult.PERMANENT, detail="550 no such user"), "abandoned", 0),
    "refused for now": (Receipt(result=SendResult.TEMPORARY, detail="450 later"), "retrying", 60),
    "nobody knows": (Receipt(result=SendResult.UNKNOWN, detail="connection lost after the dot"), "unknown", 60),
    "asked to wait": (Receipt(result=SendResult.TEMPORARY, detail="429", retry_after_s=7200), "retrying", 7200),
}


@pytest.mark.parametrize(("receipt", "state", "wait_s"), RECEIPTS.values(), ids=RECEIPTS)
async def test_a_delivery_ends_in_its_state(tmp_path: Path, receipt: Receipt, state: str, wait_s: float) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)), channel=RecordingChannel(CHANNEL, [receipt]))
    async with shell.life() as services:
        await shell.cycle(services)
        shell.clock.advance(timedelta(minutes=31))
        await shell.cycle(services)
        (row,) = services.store.deliveries()
        assert row.state == state
        if wait_s:
            assert row.next_try_at == shell.clock.now() + timedelta(seconds=wait_s)
            shell.clock.advance(wait_s)
            await shell.cycle(services)
            assert services.store.deliveries()[0].state == "sent"
    assert len({message.id for message in shell.channel.attempts}) == 1
    assert shell.meter.outcomes["send", state] >= 1


async def test_an_address_that_does_not_exist_is_asked_once(tmp_path: Path) -> None:
    gone = Receipt(result=SendResult.PERMANENT, detail="550 5.1.1 no such user", address=AddressFault.GONE)
    shell = Shell(tmp_path, fetcher_for(watched(1), watched(2)), channel=RecordingChannel(CHANNEL, [gone]))
    async with shell.life() as services:
        for _ in range(3):
            await shell.cycle(services)
            shell.clock.advance(timedelta(days=1))
        assert {row.state for row in services.store.deliveries()} == {"suppressed"}
        assert len(shell.channel.attempts) == 1
        assert shell.meter.outcomes["send", "suppressed"] == len(services.store.deliveries())
        (entry,) = services.store.suppressions()
        kept = len(services.store.deliveries())
        assert services.store.lift([entry.id], shell.clock.now(), "Mona", "mended") == kept
        await shell.cycle(services)
        assert len([one for one in shell.channel.attempts if one.digest.late]) == kept


async def test_a_reader_leaves_by_the_link_in_a_mail(tmp_path: Path) -> None:
    settings = settings_for(server=ServerSettings(port=1, public_url="https://news.example"))
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings=settings)
    async with shell.life() as services:
        await shell.cycle(services)
        shell.clock.advance(timedelta(days=1))
        await shell.cycle(services)
        base, _, token = shell.channel.attempts[0].unsubscribe.rpartition("/")
        assert base == "https://news.example/unsubscribe"
        one = await membership(services, token)
        assert one == Membership(channel=CHANNEL, subscription="border", address="a@example.org")
        await leave(services, one, "by the link")
        await leave(services, one, "by the link")
        told = len(shell.channel.attempts)
        shell.clock.advance(timedelta(days=1))
        await shell.cycle(services)
        assert (len(shell.channel.attempts), services.store.deliveries()[0].state) == (told, "unsubscribed")
        assert [entry.by for entry in services.store.suppressions()] == ["the recipient"]


@pytest.mark.parametrize(
    ("trouble", "times", "has_link"),
    [(StoreBusyError("locked"), 2, True), (StoreError("the table is damaged"), 99, False)],
)
async def test_a_mail_is_sent_whatever_becomes_of_the_key_of_its_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: StoreError, times: int, has_link: bool
) -> None:
    settings = settings_for(server=ServerSettings(port=1, public_url="https://news.example"))
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings=settings)
    async with shell.life() as services:
        real, tries = services.store.link_key, []

        def key(fresh: bytes) -> bytes:
            tries.append(1)
            if len(tries) <= times:
                raise trouble
            return real(fresh)

        monkeypatch.setattr(services.store, "link_key", key)
        await shell.cycle(services)
        shell.clock.advance(timedelta(days=1))
        await shell.cycle(services)
        assert [one.state for one in services.store.deliveries()] == ["sent"]
    assert [bool(one.unsubscribe) for one in shell.channel.attempts] == [has_link]


async def test_a_channel_that_left_the_configuration_keeps_its_deliveries_waiting(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    async with shell.life() as services:
        await shell.cycle(services)
        services.channels = {}
        shell.clock.advance(timedelta(minutes=31))
        await shell.cycle(services)
        (row,) = services.store.deliveries()
    assert row.state == "retrying"
    assert "no longer in the configuration" in row.detail


async def composed_slots(store: Store) -> list[str]:
    return sorted({row.digest_key for row in store.deliveries()})


async def test_each_slot_is_composed_once_and_an_outage_makes_one_digest(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    async with shell.life() as services:
        await shell.cycle(services)
        assert await compose_due(services) == 0
        shell.clock.advance(timedelta(minutes=30))
        assert await compose_due(services) == 1
        assert await compose_due(services) == 0
        shell.clock.advance(timedelta(days=3))
        assert await compose_due(services) == 1
        assert await composed_slots(services.store) == ["2026-11-22/border/0700", "2026-11-25/border/0700"]
    assert shell.frozen() == titles([watched(1)])


@pytest.mark.parametrize("quiet", [True, False], ids=["quiet digests are sent", "quiet slots are skipped"])
async def test_a_slot_that_comes_again_is_stepped_past(tmp_path: Path, quiet: bool) -> None:
    """The schedule was edited so that a local slot that is settled already comes once more."""
    subscription = replace(SUBSCRIPTION, quiet=quiet)
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings=settings_for(subscriptions=(subscription,)))
    async with shell.life() as services:
        shell.clock.advance(timedelta(minutes=30))
        assert await compose_due(services) == 1
        # 07:00 in London is 07:00 UTC in winter: the same local date and time, a schedule of another name.
        again = replace(subscription, zone="Europe/London")
        shell.clock.step_wall(T0 + timedelta(minutes=5))
        config = config_of(
            settings_for(subscriptions=(again,)), compile_watchlists(shell.settings.watchlists), shell.clock.now()
        )
        await apply_config(services, config, services.channels)
        await shell.cycle(services)
        shell.clock.step_wall(T0 + timedelta(minutes=31))
        assert await compose_due(services) == 0
        state = services.store.subscription("border")
        assert state is not None
        assert state.next_due_at == T0.replace(day=23, hour=7, minute=0), "the slot is not asked for again and again"
        shell.clock.step_wall(T0 + timedelta(days=1, hours=1))
        assert await compose_due(services) == 1
    assert shell.frozen() == titles([watched(1)]), "what came meanwhile is in the next digest"


async def test_a_digest_by_hand_takes_the_alerts_and_leaves_the_schedule(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    async with shell.life() as services:
        await shell.cycle(services)
        shown = await preview(services, "border")
        assert await composed_slots(services.store) == []
        digest = await compose_now(services, "border")
        assert digest is not None
        assert [story.title for story in digest.stories] == [story.title for story in shown.stories]
        shell.clock.advance(timedelta(minutes=30))
        assert await compose_due(services) == 1
    assert shell.frozen() == titles([watched(1)])


async def test_an_alert_taken_by_hand_in_the_midst_leaves_the_slot_due(tmp_path: Path) -> None:
    """`send-now` in another process froze the alert between this one's reading and its saving."""
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    async with shell.life() as services:
        await shell.cycle(services)
        shell.clock.advance(timedelta(minutes=30))
        real, taken = services.store, []

        class Beside:
            def __getattr__(self, name: str) -> object:
                return getattr(real, name)

            def save_digest(self, intent: Any) -> object:
                if not taken:
                    digest = replace(intent.digest, key="by-hand")
                    by_hand = replace(intent, slot="now-1", digest=digest, next_due_at=None, outbox=())
                    taken.append(real.save_digest(by_hand))
                return real.save_digest(intent)

        services.store = Beside()
        assert await compose_due(services) == 0
        services.store = real
        assert await compose_due(services) == 1
    assert shell.frozen() == titles([watched(1)])


async def test_an_outage_of_the_network_punishes_no_feed(tmp_path: Path) -> None:
    feeds = tuple(FeedSpec(url=f"https://f{number}.example/", title=f"F{number}", publisher="F") for number in range(8))
    shell = Shell(tmp_path, ScriptedFetcher(), settings=settings_for(feeds=feeds))
    async with shell.life() as services:
        services.recent_polls.extend([True] * 5)
        await shell.cycle(services)
        assert {feed.failures for feed in services.store.feeds()} == {0.0}
        # One answer shows that it was not the network.
        services.recent_polls.append(False)
        shell.clock.advance(timedelta(minutes=20))
        await shell.cycle(services)
        assert any(feed.failures for feed in services.store.feeds())


async def test_ten_thousand_entries_in_one_feed_are_stored_once(tmp_path: Path) -> None:
    long_ago = T0 - timedelta(days=90)
    items = [Item(slug=f"item-{number}", title=f"Report {number}", page=False, at=long_ago) for number in range(10_000)]
    fetcher = ScriptedFetcher()
    fetcher.say_body(FEED, json_feed(items), "application/feed+json")
    fetcher.say_body(FEED, json_feed(items) + b"\n", "application/feed+json")
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services:
        for _ in range(2):
            await shell.cycle(services)
            shell.clock.advance(timedelta(hours=1))
    assert shell.query("SELECT outcome, entries_seen, entries_new FROM poll ORDER BY id") == [
        ("read", 10_000, 10_000),
        ("read", 10_000, 0),
    ]
    assert shell.outcomes("intake") == {"baseline": 10_000}
