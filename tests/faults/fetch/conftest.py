"""A loopback server that can misbehave in every way TCP allows, and a fetcher with production's deadlines.

Where a deadline is to run out, the server lets the time pass (`tests.elapsing`): no test waits for one, and none fails
because a busy machine ran into it.

127.0.0.2 is on the allow list and so stands for the public network; 127.0.0.1 is not, and a canary listens there.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from monitor.fetch.client import HttpFetcher
from monitor.fetch.guard import Resolver
from monitor.model.config import FetchSettings
from tests.elapsing import elapse
from tests.ports import twins

PUBLIC, PRIVATE = "127.0.0.2", "127.0.0.1"
DEADLINE_S, CONNECT_S = 30.0, 10.0
STALL: Final = 3 * DEADLINE_S
"""A pause that outlasts every deadline, and ends: a request without one fails and does not hang."""


@dataclass(frozen=True)
class Seen:
    """One request as it came over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Step = bytes | float | None
"""Bytes are sent, a number is how many seconds pass, None means hold the connection until the peer gives up."""
Script = Iterable[Step] | Callable[[], Iterable[Step]]


@dataclass
class Site:
    """A server on one loopback address; `scripts` maps paths to what is done there, anything else is a 404."""

    host: str
    port: int = 0
    scheme: str = "http"
    scripts: dict[str, Script] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    connections: int = 0
    open_now: int = 0
    most_open: int = 0
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def url(self, path: str = "/", host: str = "") -> str:
        return f"{self.scheme}://{host or self.host}:{self.port}{path}"

    def page(self, path: str, body: bytes = b"", status: str = "200 OK", **headers: str) -> None:
        """A well-formed answer at `path`."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.scripts[path] = ["\r\n".join([*lines, "", ""]).encode() + body]

    def redirect(self, path: str, location: str, status: str = "302 Found") -> None:
        self.page(path, b"moved", status, Location=location)

    @property
    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        self.connections += 1
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            await self._play(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            self.open_now -= 1
            self.tasks.discard(task)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _play(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ", 2)
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.seen.append(Seen(method=method, path=path, headers=headers, body=body))
        script = self.scripts.get(path, [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"])
        for step in script() if callable(script) else script:
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            elif step is None:
                await reader.read()
            else:
                await elapse(step, lambda: reader.at_eof() or writer.is_closing())


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()


OpenSite = Callable[..., Awaitable[Site]]


@pytest.fixture
async def open_site() -> AsyncIterator[OpenSite]:
    servers: list[asyncio.Server] = []
    sites: list[Site] = []

    async def start(
        host: str = PUBLIC, *, bound: socket.socket | None = None, tls: ssl.SSLContext | None = None
    ) -> Site:
        site = Site(host, scheme="https" if tls else "http")
        # A server closes the socket that it is given, and so does whoever bound it.
        where: dict[str, Any] = {"sock": bound.dup()} if bound else {"host": host, "port": 0}
        server = await asyncio.start_server(site.serve, **where, ssl=tls, limit=1_000_000)
        servers.append(server)
        sites.append(site)
        site.port = server.sockets[0].getsockname()[1]
        return site

    yield start
    for server in servers:
        server.close()
    leftovers = [task for site in sites for task in site.tasks]
    for task in leftovers:
        task.cancel()
    await asyncio.gather(*leftovers, return_exceptions=True)


@pytest.fixture
def bound() -> Iterator[tuple[socket.socket, socket.socket]]:
    with twins(PUBLIC, PRIVATE) as pair:
        yield pair


@pytest.fixture
async def site(open_site: OpenSite, bound: tuple[socket.socket, socket.socket]) -> Site:
    return await open_site(bound=bound[0])


@pytest.fixture
async def canary(open_site: OpenSite, bound: tuple[socket.socket, socket.socket], site: Site) -> Site:
    """Listens on 127.0.0.1 at the very port of `site`, so that only the address tells them apart."""
    canary = await open_site(PRIVATE, bound=bound[1])
    assert canary.port == site.port
    for path in ("/", "/x", "/latest/meta-data/"):
        canary.page(path, b"internal")
    return canary


Make = Callable[..., HttpFetcher]


@pytest.fixture
async def make() -> AsyncIterator[Make]:
    made: list[HttpFetcher] = []

    def build(*, resolver: Resolver | None = None, tls: ssl.SSLContext | None = None, **changes: object) -> HttpFetcher:
        values: dict[str, object] = {"deadline_s": DEADLINE_S, "connect_s": CONNECT_S, "host_delay_s": 0.0}
        values |= {
            "user_agent": "monitor/1.0 (+https://example.org)",
            "allow_private": (PUBLIC, "127.0.0.3"),
            **changes,
        }
        fetcher = HttpFetcher(FetchSettings(**values), RealClock(), resolver=resolver, tls=tls)  # type: ignore[arg-type]
        made.append(fetcher)
        return fetcher

    yield build
    for fetcher in made:
        await fetcher.aclose()


@pytest.fixture
def names() -> Callable[[dict[str, Sequence[str]]], Resolver]:
    """Makes a name service with the given answers."""

    def build(table: dict[str, Sequence[str]]) -> Resolver:
        async def resolve(host: str, _port: int) -> Sequence[str]:
            if host not in table:
                raise OSError(host)
            return table[host]

        return resolve

    return build
