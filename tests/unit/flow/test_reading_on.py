"""A poll that reads on: pages after the first, sitemaps of an index, and transfers that ended badly."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.flow.poll import poll_feed
from monitor.flow.services import Services
from monitor.model.config import PollingSettings
from monitor.model.feeds import FeedSpec, FetchFailure, FetchResult
from monitor.model.outcomes import FetchReason, ParseReason, PollOutcome
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import FEED, T0, Shell, rss, settings_for, watched

LEASE = timedelta(hours=1)
SECOND, THIRD = f"{FEED}?page=2", f"{FEED}?page=3"


def paged(body: bytes, after: str) -> bytes:
    link = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="{after}"/>'
    return body.replace(b"<title>River</title>", b"<title>River</title>" + link.encode(), 1)


async def poll(services: Services) -> PollOutcome:
    (claim,) = services.store.claim_feeds(T0 + timedelta(days=2), T0 + timedelta(days=2) + LEASE, 10)
    return await poll_feed(services, claim)


async def test_after_an_outage_the_pages_are_read_until_something_is_known(tmp_path: Path) -> None:
    fetcher = ScriptedFetcher()
    fetcher.say_body(FEED, paged(rss([watched(1)]), SECOND))
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services:
        fetcher.say_body(SECOND, rss([watched(9, at=T0 - timedelta(days=80))]))
        assert await poll(services) is PollOutcome.READ
        later = ScriptedFetcher()
        later.say_body(FEED, paged(rss([watched(n) for n in (5, 4)]), SECOND))
        later.say_body(SECOND, paged(rss([watched(n) for n in (3, 2)]), THIRD))
        later.say_body(THIRD, paged(rss([watched(1)]), f"{FEED}?page=4"))
        services.fetcher = later
        assert await poll(services) is PollOutcome.READ
        assert [request.url for request in later.requests] == [FEED, SECOND, THIRD]
        assert shell.outcomes("intake")["new"] == 5
        assert await poll(services) is PollOutcome.SAME_BODY
        assert [request.url for request in later.requests][3:] == [FEED]


async def test_what_a_feed_shows_again_is_passed_over_until_something_has_to_do_with_it(tmp_path: Path) -> None:
    from monitor.model.feeds import ParsedFeed, ParseFailure
    from tests.unit.flow.shell_world import InlineSandbox

    read: list[tuple[int, int]] = []

    class Watching(InlineSandbox):
        async def parse_feed(self, *args: Any, **told: Any) -> ParsedFeed | ParseFailure:
            parsed = await super().parse_feed(*args, **told)
            assert isinstance(parsed, ParsedFeed)
            read.append((len(parsed.entries), len(parsed.passed)))
            return parsed

    now, shown = [watched(number) for number in (3, 2, 1)], {}
    shown["first"] = rss(now)
    shown["one more"] = rss([watched(4), *now])
    shown["another date alone"] = rss([watched(4), *now]).replace(b"</title>", b"</title><ttl>30</ttl>", 1)
    shown["the last one edited"] = rss([watched(4), *now[:2], replace(now[2], title="Retitled at Albu Kamal")])
    shown["the same text at another address"] = rss([replace(now[0], slug="other"), watched(4), *now[:2]])
    fetcher = ScriptedFetcher({FEED: [FetchResult(status=200, url=FEED, body=body) for body in shown.values()]})
    shell = Shell(tmp_path, fetcher, sandbox=Watching())
    seen = []
    async with shell.life() as services:
        for what in shown:
            read.clear()
            assert await poll(services) is PollOutcome.READ
            (feed,) = services.store.feeds()
            seen.append((what, *read, feed.entries_seen))
    assert seen == [
        ("first", (3, 0), 3),
        ("one more", (1, 3), 4),
        ("another date alone", (0, 4), 4),
        ("the last one edited", (1, 3), (4, 0), 4),
        # The change is to be found again: nothing is settled as long as it waits.
        ("the same text at another address", (4, 0), 4),
    ]
    assert shell.outcomes("intake")["new"] == 5


async def test_secrets_stay_at_the_feeds_origin_and_a_page_that_fails_is_told(tmp_path: Path) -> None:
    away = "https://www.river.example/older.xml"
    fetcher = ScriptedFetcher()
    fetcher.say_body(FEED, paged(rss([watched(1)]), away))
    spec = FeedSpec(url=FEED, title="River", publisher="River", headers=(("X-Key", "k"),))
    shell = Shell(tmp_path, fetcher, settings=settings_for(feeds=(spec,), polling=PollingSettings(lookback_s=-1)))
    async with shell.life() as services:
        assert await poll(services) is PollOutcome.READ
        assert [(one.url, bool(one.secret_headers)) for one in fetcher.requests] == [(FEED, True), (away, False)]
        (feed,) = services.store.feeds()
        assert "a further page could not be read" in feed.last_detail


async def test_a_sitemap_of_sitemaps_is_read_part_by_part(tmp_path: Path) -> None:
    maps = [f"https://river.example/map-{n}.xml" for n in (1, 2)]
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in maps)
    fetcher = ScriptedFetcher()
    fetcher.say_body(
        FEED, f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()
    )
    for number, url in enumerate(maps):
        place = f"https://river.example/{number}-from-albu-kamal.html"
        fetcher.say_body(
            url,
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{place}</loc>'
            f"<lastmod>{T0.isoformat()}</lastmod></url></urlset>".encode(),
        )
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services:
        for _ in range(2):  # the index is as it was, and is read again all the same
            assert await poll(services) is PollOutcome.READ
        assert [request.url for request in fetcher.requests] == [FEED, *maps] * 2
        assert shell.outcomes("intake") == {"new": 2}


BROKEN = FetchFailure(reason=FetchReason.TRUNCATED, detail="the body is shorter than announced")


async def test_a_whole_feed_behind_a_broken_end_is_read_and_half_a_feed_is_not_at_first(tmp_path: Path) -> None:
    whole = rss([watched(1), watched(2)])
    half = whole[: whole.index(b"</item>") + 7]
    answers = [FetchResult(status=200, url=FEED, body=body, broken=BROKEN) for body in (half, half, half, whole)]
    shell = Shell(tmp_path, ScriptedFetcher({FEED: answers}))
    async with shell.life() as services:
        outcomes = [await poll(services) for _ in range(4)]
        failed, read = PollOutcome.FETCH_FAILED, PollOutcome.READ
        assert outcomes == [failed, failed, read, read]  # twice in a row is this publisher's habit
        assert shell.outcomes("intake") == {"new": 2}


async def test_what_broke_off_before_it_was_a_feed_is_told_as_broken_off(tmp_path: Path) -> None:
    answer = FetchResult(status=200, url=FEED, body=b"<?xml", broken=BROKEN)
    shell = Shell(tmp_path, ScriptedFetcher({FEED: [answer]}))
    async with shell.life() as services:
        assert await poll(services) is PollOutcome.FETCH_FAILED
        (feed,) = services.store.feeds()
        assert feed.last_detail == "the body is shorter than announced (truncated)"


async def test_a_moved_feed_is_asked_conditionally_and_stays_the_same_feed_when_adopted(tmp_path: Path) -> None:
    new = "https://new.river.example/feed.xml"
    answer = FetchResult(status=200, url=new, body=rss([watched(1)]), etag='"e"', permanent_url=new)
    fetcher = ScriptedFetcher({FEED: [answer]})
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services:
        await poll(services)
        (feed,) = services.store.feeds()
        assert (feed.moved_to, feed.validated_url) == (new, new)
        await poll(services)
        assert (fetcher.requests[1].etag, fetcher.requests[1].validators_url) == ('"e"', new)
        spec = FeedSpec(url=new, title="River", publisher="River")
        services.store.sync_config([spec], [], ("r2", "{}"), T0)
        (moved,) = services.store.feeds()
        assert (moved.id, moved.url, moved.moved_to, moved.etag) == (feed.id, new, "", '"e"')


async def test_a_feed_that_our_own_parsers_fail_on_is_tried_again_soon_and_with_more_room(tmp_path: Path) -> None:
    from monitor.model.feeds import ParsedFeed, ParseFailure
    from tests.unit.flow.shell_world import InlineSandbox

    attempts: list[int] = []

    class Failing(InlineSandbox):
        async def parse_feed(
            self,
            body: bytes,
            content_type: str,
            url: str,
            *,
            language: str = "",
            attempt: int = 1,
            known: AbstractSet[str] = frozenset(),
        ) -> ParsedFeed | ParseFailure:
            attempts.append(attempt)
            return ParseFailure(reason=ParseReason.PARSER_CRASH, detail="The parser's process was killed by signal 9.")

    fetcher = ScriptedFetcher({FEED: [FetchResult(status=200, url=FEED, body=rss([watched(1)]))]})
    slow = replace(settings_for().polling, interval_s=86_400, max_interval_s=86_400)
    shell = Shell(tmp_path, fetcher, settings=settings_for(polling=slow), sandbox=Failing())
    waits = []
    async with shell.life() as services:
        for _ in range(3):
            await poll(services)
            (feed,) = services.store.feeds()
            assert feed.last_polled_at is not None
            waits.append((feed.next_poll_at - feed.last_polled_at).total_seconds() / 60)
    assert attempts == [1, 2, 3]
    assert waits[:2] == [2, 10]
    assert waits[2] >= 60
