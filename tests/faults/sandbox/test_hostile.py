"""Bodies made to stall, blow up, crash or trick a parser: each ends in a value within the limit, and harms nothing."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.model.articles import ExtractedPage
from monitor.model.config import SandboxSettings
from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.sandbox import ProcessSandbox
from tests.contract.worker_processes import cpu_ticks, workers

URL = "https://hostile.example/feed"
PATIENT = SandboxSettings(workers=1, timeout_s=30)
"""The wall clock of a busy test machine proves nothing: what must be read is held to `CPU_LIMIT_S` instead."""
CPU_LIMIT_S = 5.0
HASTY = SandboxSettings(workers=1, timeout_s=2)
MALFORMED = ParseReason.MALFORMED


@pytest.fixture(scope="module")
def sandbox() -> Iterator[ProcessSandbox]:
    sandbox = ProcessSandbox(PATIENT)
    yield sandbox
    sandbox.close()


@pytest.fixture
def hasty() -> Iterator[ProcessSandbox]:
    sandbox = ProcessSandbox(HASTY)
    yield sandbox
    sandbox.close()


def cpu_seconds() -> float:
    """CPU time of all living workers."""
    return sum(map(cpu_ticks, workers())) / os.sysconf("SC_CLK_TCK")


def rss(inner: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>t</title>{inner}</channel></rss>'


def item(inner: str) -> str:
    return rss(f"<item><title>a</title><guid>1</guid>{inner}</item>")


def described(markup: str) -> str:
    return item(f"<description><![CDATA[{markup}]]></description>")


def attributes(count: int) -> str:
    return " ".join(f'a{number}="1"' for number in range(count))


def laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return rss("<item><title>&l11;</title></item>", f'<!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>')


FEEDS: dict[str, Callable[[], str | bytes]] = {
    "inline style of 40,000 characters": lambda: described(f'<p style="{"a:b;" * 10_000}">text</p>'),
    "author of 32 KB": lambda: item(f"<author>{'a' * 32_000}</author>"),
    "author of 32 KB in cdata": lambda: item(f"<author><![CDATA[{'a.b-' * 8_000}]]></author>"),
    "many authors just below the cap": lambda: rss(f"<item><title>a</title><author>{'a' * 390}</author></item>" * 500),
    "900 attributes, 100 times": lambda: rss(f"<item {attributes(900)}><title>a</title></item>" * 100),
    "html nested 200,000 deep": lambda: described("<div>" * 200_000),
    "half a million unclosed quotes": lambda: described('<a b="' * 500_000),
    "half a million scripts": lambda: described("<script>" * 500_000),
    "a million comments": lambda: described("<!--" * 1_000_000),
    "two million combining marks": lambda: described("e" + "\u0301\u0316" * 1_000_000),
    "escaped twice and again": lambda: described("&amp;amp;amp;lt;" * 200_000),
    "billion laughs": laughs,
    "quadratic entity": lambda: rss(
        f"<item><title>{'&a;' * 50_000}</title></item>", f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>'
    ),
    "surrogate reference": lambda: rss("<item><title>x&#xD800;y</title></item>"),
    "impossible references": lambda: rss("<item><title>&#x110000;&#99999999999;&#0;</title></item>"),
    "null bytes": lambda: rss("<item><title>a\x00b</title></item>"),
    "cdata that ends itself": lambda: item("<description><![CDATA[a]]]]><![CDATA[>b]]></description>"),
    "cdata never closed": lambda: rss("<item><title>a</title><description><![CDATA[ x"),
    "utf-16": lambda: ("\ufeff" + rss("<item><title>a</title></item>")).encode("utf-16-le"),
    "encoding that does not exist": lambda: rss("<item><title>a</title></item>").replace("1.0", '1.0" encoding="x-no'),
    "10,000 entries": lambda: rss(
        "".join(
            f"<item><title>Item {n}</title><link>http://h.example/{n}</link><guid>g{n}</guid>"
            f"<pubDate>Thu, 05 Mar 2026 14:30:00 GMT</pubDate><description>{'word ' * 40}</description></item>"
            for n in range(10_000)
        )
    ),
    "200,000 entries": lambda: rss("<item><title>a</title></item>" * 200_000),
    "14 MB of text": lambda: described("word " * 2_800_000),
}  # fmt: skip


@pytest.mark.parametrize("make", FEEDS.values(), ids=FEEDS)
async def test_hostile_feeds_still_give_their_entries(sandbox: ProcessSandbox, make: Callable[[], str | bytes]) -> None:
    text = make()
    await sandbox.warm()
    before = cpu_seconds()
    result = await sandbox.parse_feed(text if isinstance(text, bytes) else text.encode(), "", URL)
    assert cpu_seconds() - before < CPU_LIMIT_S
    assert isinstance(result, ParsedFeed), result
    assert len(result.entries) >= 1


REFUSED: dict[str, tuple[Callable[[], str], ParseReason]] = {
    "100,000 attributes": (lambda: rss(f"<item {attributes(100_000)}><title>a</title></item>"), MALFORMED),
    "json nested 200,000 deep": (lambda: "[" * 200_000, MALFORMED),
    "comments before nothing": (lambda: "<!-- -" * 200_000, ParseReason.NOT_A_FEED),
    "instructions before nothing": (lambda: "<?a" * 200_000, ParseReason.NOT_A_FEED),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED)
async def test_hopeless_feeds_are_refused_by_name(
    sandbox: ProcessSandbox, make: Callable[[], str], reason: ParseReason
) -> None:
    text = make().encode()
    await sandbox.warm()
    before = cpu_seconds()
    result = await sandbox.parse_feed(text, "", URL)
    assert cpu_seconds() - before < CPU_LIMIT_S
    assert isinstance(result, ParseFailure)
    assert result.reason is reason


async def test_what_never_ends_is_stopped(hasty: ProcessSandbox) -> None:
    result = await hasty.parse_feed(rss("<a>" * 4_500_000).encode(), "", URL)
    assert isinstance(result, ParseFailure)
    assert result.reason is ParseReason.PARSER_TIMEOUT


ARTICLE = "<p>" + "The army said on Sunday that the convoy had crossed the border near the town. " * 8 + "</p>"
PAGES: dict[str, tuple[Callable[[], str], bool]] = {
    "300,000 line breaks": (lambda: ARTICLE + "<br>" * 300_000 + ARTICLE, True),
    "100,000 line breaks with a letter between": (lambda: ARTICLE + "<br>x" * 100_000, True),
    "100,000 attributes": (lambda: f"<div {attributes(100_000)}>{ARTICLE}</div>", False),
    "900 attributes, 100 times": (lambda: f"<div {attributes(900)}>x</div>" * 100 + ARTICLE, True),
    "nested 200,000 deep": (lambda: "<div>" * 200_000 + ARTICLE, False),
    "colspan of a hundred million": (lambda: "<table><tr><td colspan=99999999>x" * 2_000 + ARTICLE, False),
    "style of 400,000 characters": (lambda: f'<p style="{"a:b;" * 100_000}">x</p>{ARTICLE}', True),
    "100,000 scripts": (lambda: "<script>" * 100_000 + ARTICLE, False),
    "100,000 headlines": (lambda: "<h1>" * 100_000 + ARTICLE, False),
    "50,000 unclosed meta tags": (lambda: '<meta content="' * 50_000 + ARTICLE, True),
    "20,000 linked data scripts": (lambda: '<script type="application/ld+json">' * 20_000 + ARTICLE, False),
    "3,000 dates": (lambda: "<p>2026-01-02 03/04/2025 January 5, 2026</p>" * 3_000 + ARTICLE, True),
    "5 MB of text": (lambda: "<p>" + "word " * 990_000, True),
}


@pytest.mark.parametrize(("make", "readable"), PAGES.values(), ids=PAGES)
async def test_hostile_pages(sandbox: ProcessSandbox, make: Callable[[], str], readable: bool) -> None:
    await sandbox.warm()
    before = cpu_seconds()
    body = f"<html><head><title>t</title></head><body>{make()}</body></html>".encode()
    result = await sandbox.extract(body, "text/html", URL, metadata=True)
    assert cpu_seconds() - before < CPU_LIMIT_S
    assert isinstance(result, ExtractedPage) is readable, result
    assert isinstance(result, ExtractedPage | ParseFailure)


@pytest.mark.parametrize("shape", ["path", "file url", "entity", "parameter entity", "dtd", "xinclude"])
async def test_no_local_file_is_read(sandbox: ProcessSandbox, tmp_path: Path, shape: str) -> None:
    canary = tmp_path / "canary.xml"
    canary.write_text(rss("<item><title>CANARY</title></item>"), encoding="utf-8")
    where = canary.as_uri()
    bodies = {
        "path": str(canary),
        "file url": where,
        "entity": rss("<item><title>&x;</title></item>", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{where}">]>'),
        "parameter entity": rss("<item><title>a</title></item>", f'<!DOCTYPE rss [<!ENTITY % x SYSTEM "{where}">%x;]>'),
        "dtd": rss("<item><title>&x;</title></item>", f'<!DOCTYPE rss SYSTEM "{where}">'),
        "xinclude": rss(f'<item><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{where}"/></item>'),
    }
    feed = await sandbox.parse_feed(bodies[shape].encode(), "", where)
    page = await sandbox.extract(bodies[shape].encode() + b"<html>" * 3, "text/html", where, metadata=True)
    assert "CANARY" not in repr((feed, page)).replace(str(canary), "")


async def test_no_connection_is_made(sandbox: ProcessSandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        where = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        outside = f'<!DOCTYPE rss SYSTEM "{where}" [<!ENTITY x SYSTEM "{where}">]>'
        for body in (where, rss("<item><title>&x;</title></item>", outside)):
            await sandbox.parse_feed(body.encode(), "", where)
        markup = (
            f"<html><head><link rel=stylesheet href='{where}'><base href='{where}'></head><img src='{where}'>{ARTICLE}"
        )
        await sandbox.extract(markup.encode(), "text/html", where, metadata=True)
        with pytest.raises(BlockingIOError):
            listener.accept()


async def test_one_poisoned_feed_among_many(hasty: ProcessSandbox) -> None:
    good = rss("<item><title>good</title></item>").encode()
    bad = rss("<a>" * 4_500_000).encode()
    results = [await hasty.parse_feed(body, "", URL) for body in [*[good] * 5, bad, *[good] * 5]]
    assert [isinstance(result, ParsedFeed) for result in results] == [True] * 5 + [False] + [True] * 5
