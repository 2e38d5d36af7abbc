"""Ten thousand small loopback feeds, each at an address of its own, behind one socket in a process of its own.

A feed has some 9 kB. It answers 304 as long as nothing is new; at steady state, asked by `/steady`, three of ten
repeats bring one entry more. `/asked` tells of the requests since it was asked last.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import socket
import urllib.request
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing.connection import Connection

ENTRIES, TEXT = 15, 420
"""Of a feed: with these a document has about 9 kB."""
FRESH = 0.3
"""So many of the repeats bring something at steady state."""
_ON_LOOPBACK = b"lo"
_WORDS_TEXT = (
    "border convoy crossing bridge river market council school teacher harvest budget festival minister talks “quoted” "
    "Böhme señor café région журнал новости المدينة السوق naïve – hospital engineers station water power road"
)
_WORDS = _WORDS_TEXT.split()
_BEGUN = datetime.now(UTC)


def address(number: int) -> str:
    """The address of a feed."""
    return f"127.{1 + number // 50_000}.{number // 250 % 200}.{number % 250 + 1}"


@contextmanager
def serving_many(feeds: int) -> Iterator[list[str]]:
    """The feeds' URLs while they are up."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        port = ours.recv()
        yield [f"http://{address(number)}:{port}/feed" for number in range(feeds)]
    finally:
        process.kill()
        process.join()


def begin_steady(url: str) -> None:
    """Have repeats bring an entry now and then."""
    urllib.request.urlopen(url.replace("/feed", "/steady")).close()


def asked(url: str) -> dict[str, int]:
    """Requests since this was asked last: `requests`, `repeats` of a feed, `unchanged` answers."""
    with urllib.request.urlopen(url.replace("/feed", "/asked")) as answer:
        told: dict[str, int] = json.load(answer)
        return told


def _serve(ours: Connection) -> None:
    asyncio.run(_site(ours))


async def _site(ours: Connection) -> None:
    listening = socket.socket()
    # One socket for all addresses, and for no other network.
    with suppress(OSError):
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, _ON_LOOPBACK)
    listening.bind(("0.0.0.0", 0))
    told = _Told()
    server = await asyncio.get_running_loop().create_server(lambda: _Answering(told), sock=listening, backlog=1_024)
    ours.send(listening.getsockname()[1])
    await server.serve_forever()


@dataclass(slots=True)
class _Told:
    """What the site has been asked and told."""

    steady: bool = False
    asked: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    news: Counter[str] = field(default_factory=Counter)

    def answer(self, host: str, request: bytes) -> bytes:
        path = request.split(b" ", 2)[1]
        if path == b"/feed":
            return self._feed(host, request)
        told = b"{}"
        if path == b"/steady":
            self.steady = True
        else:
            repeats = sum(count - 1 for count in self.asked.values())
            counts = {"requests": self.asked.total(), "repeats": repeats, "unchanged": self.unchanged}
            told, self.unchanged = json.dumps(counts).encode(), 0
            self.asked.clear()
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(told) + told

    def _feed(self, host: str, request: bytes) -> bytes:
        self.asked[host] += 1
        if self.steady and _CHANCE.random() < FRESH:
            self.news[host] += 1
        tag = f'"{self.news[host]}-{host}"'
        if tag.encode() in request:
            self.unchanged += 1
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\nConnection: close\r\n\r\n".encode()
        body = _document(host, self.news[host])
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nETag: {tag}\r\n"
        return f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


class _Answering(asyncio.Protocol):
    """One request a connection, without a body."""

    def __init__(self, told: _Told) -> None:
        self._told, self._request = told, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._request += data
        if self._request.endswith(b"\r\n\r\n"):
            host = self._transport.get_extra_info("sockname")[0]
            self._transport.write(self._told.answer(host, self._request))
            self._transport.close()


_CHANCE = random.Random(1)
_SENTENCES = [" ".join(random.Random(number).choices(_WORDS, k=50)) for number in range(997)]


def _document(host: str, news: int) -> bytes:
    items = "".join(_item(host, number) for number in range(news + ENTRIES - 1, news - 1, -1))
    head = f"<title>Outlet {host}</title><link>http://{host}/</link><description>News</description>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def _item(host: str, number: int) -> str:
    text = _SENTENCES[zlib.crc32(f"{host} {number}".encode()) % len(_SENTENCES)]
    at = format_datetime(_BEGUN - timedelta(days=2, minutes=-number))
    return (
        f"<item><title>{text[:60]} {number}</title><guid isPermaLink='false'>{host}-{number}</guid>"
        f"<link>http://{host}/story/{number}</link>"
        f"<pubDate>{at}</pubDate><description>&lt;p&gt;{text[:TEXT]}&lt;/p&gt;</description></item>"
    )
