"""Many hosts on the loopback network, each with a feed and pages, and a log of who was asked when."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from monitor.testing.items import SiteItem
from monitor.testing.pages import article_html, feed_xml

CRAWL_DELAY_S = 1.0
_ANSWER_S = 0.02
_FEED = 50


@dataclass
class Visit:
    """One request, from its arrival to the end of its answer, in seconds of the monotonic clock."""

    path: str
    began: float
    peer: int = 0
    """The port of who asked."""
    ended: float = float("inf")


@dataclass
class Hosts:
    """Addresses of 127.0.0.0/8, all on one port; every third asks for a pause between two requests."""

    names: Sequence[str]
    port: int = 0
    visits: dict[str, list[Visit]] = field(default_factory=dict)
    items: dict[str, list[SiteItem]] = field(default_factory=dict)
    published: dict[str, float] = field(default_factory=dict)
    """By title, when it stood in its feed."""

    def delay_s(self, host: str) -> float:
        """The Crawl-delay of a host; 0 for none."""
        return CRAWL_DELAY_S if self.names.index(host) % 3 == 0 else 0.0

    def feeds(self) -> dict[str, str]:
        """By title the address of each feed."""
        return {f"Outlet {host}": f"http://{host}:{self.port}/feed.xml" for host in self.names}

    def add(self, host: str, item: SiteItem) -> None:
        """Publish it there."""
        self.items.setdefault(host, []).append(item)
        self.published[item.title] = time.time()

    def impolite(self, slack_s: float = 0.02) -> list[str]:
        """Where a host had two requests at a time, or one before its rest was over once a page had been asked for."""
        found = []
        for host, visits in self.visits.items():
            known = False
            for before, after in pairwise(sorted(visits, key=lambda one: one.began)):
                rest = after.began - before.ended
                if rest < -slack_s:
                    found.append(f"{host}: {before.path} and {after.path} at a time ({rest:.3f} s)")
                # Who reads robots.txt does so for the page that comes next; from then on its rest is known.
                known = known or before.path.startswith("/item")
                if known and rest < self.delay_s(host) - slack_s:
                    found.append(f"{host}: {after.path} {rest:.3f} s after {before.path}")
        return found

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
            if reader.at_eof():
                return  # who asked has left meanwhile: this process had no time
            visit = Visit(path, time.monotonic(), writer.get_extra_info("peername")[1])
            self.visits.setdefault(host, []).append(visit)
            await asyncio.sleep(_ANSWER_S)
            status, kind, body = self._answer(host, path)
            head = (
                f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            )
            visit.ended = time.monotonic()
            writer.write(head.encode() + body)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # killed in the midst of it
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def _answer(self, host: str, path: str) -> tuple[str, str, bytes]:
        mine, base = self.items.get(host, []), f"http://{host}:{self.port}"
        if path == "/robots.txt":
            delay = f"Crawl-delay: {self.delay_s(host):.0f}\n" if self.delay_s(host) else ""
            return "200 OK", "text/plain", f"User-agent: *\n{delay}Allow: /\n".encode()
        if path == "/feed.xml":
            feed = feed_xml(f"Outlet {host}", "en", mine[-_FEED:], base)
            return "200 OK", "application/rss+xml; charset=utf-8", feed
        for item in mine:
            if path == item.path:
                return "200 OK", "text/html; charset=utf-8", article_html(item, [], base)
        return "404 Not Found", "text/plain", b"nothing here\n"


@contextlib.asynccontextmanager
async def many_hosts(count: int) -> AsyncIterator[Hosts]:
    """So many hosts, listening."""
    hosts = Hosts([f"127.{1 + number // 200}.1.{1 + number % 200}" for number in range(count)])
    async with contextlib.AsyncExitStack() as stack:
        first = await asyncio.start_server(hosts.serve, hosts.names[0], 0)
        await stack.enter_async_context(first)
        hosts.port = first.sockets[0].getsockname()[1]
        for name in hosts.names[1:]:
            await stack.enter_async_context(await asyncio.start_server(hosts.serve, name, hosts.port))
        yield hosts
