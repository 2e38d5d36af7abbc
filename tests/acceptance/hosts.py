"""Many hosts on the loopback network, each with a feed and pages, and a log of who was asked when, and by whom."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from monitor.testing.items import SiteItem
from monitor.testing.pages import article_html, feed_xml

CRAWL_DELAY_S = 1.0
_ANSWER_S = 0.1
"""Longer than two requests that overlap are apart by chance, and far longer than `_SLACK_S`."""
_SLACK_S = 0.01
_FEED = 50
_ESTABLISHED = 1
"""Of the states in Linux's tcp_states.h; any other has one end closed."""


@dataclass
class Visit:
    """One request, from its arrival to the end of its answer, in seconds of the monotonic clock."""

    path: str
    began: float
    who: str = ""
    """What who asked calls itself."""
    ended: float = float("inf")
    left: bool = False
    """Who asked was gone before the answer: nothing of it is under way any more."""

    def __str__(self) -> str:
        end = f"{'left' if self.left else 'answered'} at {self.ended:.3f}"
        return f"{self.path} of {self.who or 'somebody'} (begun at {self.began:.3f}, {end})"


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

    def impolite(self, slack_s: float = _SLACK_S) -> list[str]:
        """Where a host had two requests at a time, or one before its rest was over once a page had been asked for."""
        found = []
        for host, visits in self.visits.items():
            known = False
            for before, after in pairwise(sorted(visits, key=lambda one: one.began)):
                rest = after.began - before.ended
                if rest < -slack_s:
                    found.append(f"{host}: at a time ({rest:.3f} s): {before}; {after}")
                # Who reads robots.txt does so for the page that comes next; from then on its rest is known.
                known = known or before.path.startswith("/item")
                if known and rest < self.delay_s(host) - slack_s:
                    found.append(f"{host}: {rest:.3f} s after: {before}; {after}")
        return found

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            if not _is_there(writer.get_extra_info("socket")):
                return  # who asked has left meanwhile: this process had no time
            visit = Visit(head.split(" ", 2)[1], time.monotonic(), _agent(head))
            self.visits.setdefault(host, []).append(visit)
            visit.left = await _leaves(reader, _ANSWER_S)
            visit.ended = time.monotonic()
            if visit.left:
                return
            status, kind, body = self._answer(host, visit.path)
            told = (
                f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            )
            writer.write(told.encode() + body)
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


def _agent(head: str) -> str:
    return next((line[12:] for line in head.split("\r\n") if line.lower().startswith("user-agent: ")), "")


def _is_there(connection: socket.socket) -> bool:
    """Whether who asked still waits. Its end is with the system long before this process has read so far."""
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == _ESTABLISHED


async def _leaves(reader: asyncio.StreamReader, within_s: float) -> bool:
    """Whether who asked is gone before so long is over."""
    try:
        async with asyncio.timeout(within_s):
            return not await reader.read(1)
    except TimeoutError:
        return False
    except ConnectionError:
        return True


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
