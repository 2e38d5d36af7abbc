"""The loopback news site, spoken to over real sockets by a client that is not ours."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import httpx
import pytest
import trafilatura

from monitor.testing.clock import FixedClock
from monitor.testing.demo import demo_feeds, load_demo_items, publish
from monitor.testing.items import ItemKind, SiteItem, outlet_slug
from monitor.testing.newsite import NewsSite
from monitor.testing.wire import Resource

CORPUS = Path(__file__).parents[3] / "seed_corpus"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ITEM = SiteItem(
    outlet="River & Post",
    slug="bridge",
    title="Bridge closed & guarded",
    paragraphs=("The bridge closed at dawn. Nobody said why.", "It opens again on Monday, the mayor promised."),
    author="A. Writer",
    published_at=NOW,
)


@pytest.fixture
async def site() -> AsyncIterator[NewsSite]:
    async with NewsSite() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as running:
        yield running


async def test_a_feed_is_empty_until_an_item_is_added(site: NewsSite, client: httpx.AsyncClient) -> None:
    url = site.add_outlet(ITEM.outlet)
    assert feedparser.parse((await client.get(url)).content).entries == []
    page_url = site.add(ITEM)
    (entry,) = feedparser.parse((await client.get(url)).content).entries
    assert (entry.title, entry.link, entry.id) == (ITEM.title, page_url, ITEM.path)
    assert entry.summary == "The bridge closed at dawn."
    assert entry.published_parsed[:5] == (2026, 3, 1, 12, 0)
    assert site.hits(url) == 2


async def test_full_text_is_in_the_feed_only_when_asked_for(site: NewsSite, client: httpx.AsyncClient) -> None:
    site.add(ITEM)
    site.add(SiteItem(outlet="Long Form", slug="a", title="A", paragraphs=ITEM.paragraphs, full_text_in_feed=True))
    short = feedparser.parse((await client.get(site.feed_url(ITEM.outlet))).content).entries[0]
    long = feedparser.parse((await client.get(site.feed_url("Long Form"))).content).entries[0]
    assert "content" not in short
    assert "the mayor promised" in long.content[0].value


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="no validator"),
        pytest.param({"If-None-Match": "ETAG"}, 304, id="same etag"),
        pytest.param({"If-None-Match": 'W/"other", W/ETAG'}, 304, id="weak, in a list"),
        pytest.param({"If-None-Match": '"other"'}, 200, id="other etag"),
    ],
)
async def test_etag_answers_304_while_the_feed_is_unchanged(
    site: NewsSite, client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    site.add(ITEM)
    url = site.feed_url(ITEM.outlet)
    etag = (await client.get(url)).headers["etag"]
    answer = await client.get(url, headers={name: value.replace("ETAG", etag) for name, value in headers.items()})
    assert (answer.status_code, answer.headers["etag"]) == (status, etag)
    assert bool(answer.content) == (status == 200)


async def test_a_new_item_changes_the_etag(site: NewsSite, client: httpx.AsyncClient) -> None:
    site.add(ITEM)
    url = site.feed_url(ITEM.outlet)
    etag = (await client.get(url)).headers["etag"]
    site.add(SiteItem(outlet=ITEM.outlet, slug="ferry", title="Ferry", paragraphs=("It sails.",)))
    answer = await client.get(url, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert feedparser.parse(answer.content).entries[0].title == "Ferry"


@pytest.mark.parametrize(
    ("accept", "encoded"),
    [("gzip", True), ("gzip;q=1.0, br", True), ("*", True), ("identity", False), ("gzip;q=0", False), ("", False)],
)
async def test_gzip_is_sent_where_it_is_welcome(
    site: NewsSite, client: httpx.AsyncClient, accept: str, encoded: bool
) -> None:
    url = site.add(ITEM)
    answer = await client.get(url, headers={"Accept-Encoding": accept})
    assert ("content-encoding" in answer.headers) is encoded
    assert "the mayor promised" in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/robots.txt", 200),
        ("GET", "/nowhere", 404),
        ("HEAD", "/river-post/bridge.html", 200),
        ("POST", "/river-post/bridge.html", 405),
    ],
)
async def test_methods_and_paths(
    site: NewsSite, client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    site.add(ITEM)
    answer = await client.request(method, site.base_url + path)
    assert (answer.status_code, site.statuses[status]) == (status, 1)
    assert bool(answer.content) == (method == "GET")


async def test_any_bytes_can_be_served_and_take_precedence(site: NewsSite, client: httpx.AsyncClient) -> None:
    site.add(ITEM)
    resource = Resource(body=b"\xff\x00", content_type="application/x-odd", status=503, headers=(("Retry-After", "9"),))
    answer = await client.get(site.put(ITEM.path, resource))
    assert (answer.status_code, answer.content, answer.headers["retry-after"]) == (503, b"\xff\x00", "9")


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/9\r\n\r\n", b"GET / HTTP/1.1\r\nA: " + b"b" * 70_000],
    ids=["nothing", "no target", "tls", "wrong version", "endless head"],
)
async def test_nonsense_is_dropped_and_the_site_goes_on(site: NewsSite, client: httpx.AsyncClient, sent: bytes) -> None:
    address = urlsplit(site.base_url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(sent)
    writer.write_eof()
    try:
        assert await reader.read() == b""
    except ConnectionResetError:
        pass  # bytes that the site did not read: the kernel says so with a reset
    finally:
        writer.close()
    assert (await client.get(site.base_url + "/")).status_code == 200


async def test_stopping_drops_open_connections_and_frees_the_port() -> None:
    own = "127.0.0.77"  # where nobody else can take the port between the two sites
    site = NewsSite(host=own)
    await site.start()
    address = urlsplit(site.base_url)
    assert address.port is not None
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    await asyncio.wait_for(site.stop(), 60)
    await site.stop()
    with contextlib.suppress(ConnectionResetError):
        assert await asyncio.wait_for(reader.read(), 60) == b""
    writer.close()
    async with NewsSite(address.port, own) as again:
        assert again.base_url == site.base_url


@pytest.mark.parametrize(
    ("outlet", "slug"),
    [("North Press", "north-press"), ("River & Post", "river-post"), ("i24NEWS", "i24news")],
)
def test_outlet_slugs(outlet: str, slug: str) -> None:
    assert outlet_slug(outlet) == slug


def test_outlets_in_other_scripts_have_addresses_of_their_own() -> None:
    slugs = {outlet_slug(name) for name in ("بريد الفرات", "عين الفرات")}
    assert len(slugs) == 2
    assert all(slug.isascii() for slug in slugs)


async def test_the_demo_is_published_item_by_item_and_dated_now(site: NewsSite) -> None:
    items = load_demo_items(CORPUS)
    feeds = demo_feeds(site, items, interval_s=5)
    clock = FixedClock(NOW)
    await publish(site, items, 0, clock)
    assert {feed.publisher for feed in feeds} == {item.outlet for item in items}
    assert {(feed.lookback_s, feed.interval_s) for feed in feeds} == {(-1, 5)}
    bodies = b"".join(site.find(urlsplit(feed.url).path).body for feed in feeds)
    assert bodies.count(b"<item>") == len(items)
    assert bodies.count(b"<pubDate>Sun, 01 Mar 2026 12:00:00 GMT</pubDate>") == len(items)


def test_the_demo_has_every_kind_of_item_and_a_right_to_left_one() -> None:
    items = load_demo_items(CORPUS)
    kinds = [item.kind for item in items]
    assert {kind: kinds.count(kind) for kind in ItemKind} == {"original": 6, "copy": 1, "retelling": 1, "unrelated": 1}
    assert "ar" in {item.language for item in items}
    assert items[0].slug.startswith("000")


async def test_an_extractor_reads_exactly_the_article_out_of_the_page(site: NewsSite) -> None:
    items = load_demo_items(CORPUS)
    await publish(site, items, 0, FixedClock(NOW))
    for item in items:
        page = site.find(item.path).body.decode()
        text = trafilatura.extract(page, fast=True, include_comments=False, include_tables=False) or ""
        assert [line for line in text.splitlines() if line] == list(item.paragraphs)


async def test_a_right_to_left_page_says_so(site: NewsSite) -> None:
    items = {item.language: item for item in load_demo_items(CORPUS)}
    for language, mark in {"ar": b'lang="ar" dir="rtl"', "en": b'lang="en" dir="ltr"'}.items():
        site.add(items[language])
        assert mark in site.find(items[language].path).body
