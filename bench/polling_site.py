"""Loopback feeds, each at an address of its own, in a process of its own: they answer 304 until told to have news."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from multiprocessing.connection import Connection
from typing import ClassVar

ENTRIES, BODY = 20, 2_200
"""Of a feed: with these a document has about 50 kB."""
NEWS = "/news"
"""Whoever asks for this path has all feeds show an entry more."""
_WORDS_TEXT = (
    "border convoy crossing bridge river market council school teacher harvest budget festival minister talks “quoted” "
    "Böhme señor café región журнал новости المدينة السوق naïve – hospital engineers station water power road"
)
_WORDS = _WORDS_TEXT.split()
_BEGUN = datetime.now(UTC)


@contextmanager
def serving(feeds: int) -> Iterator[list[str]]:
    """The feeds' URLs while they are up."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    hosts = [f"127.1.{number // 250}.{number % 250 + 1}" for number in range(feeds)]
    process = context.Process(target=_serve, args=(theirs, hosts), daemon=True)
    process.start()
    try:
        port = ours.recv()
        yield [f"http://{host}:{port}/feed" for host in hosts]
    finally:
        process.kill()
        process.join()


def _serve(ours: Connection, hosts: list[str]) -> None:
    _Answering.hosts = hosts
    asyncio.run(_site(ours, hosts))


def _write(hosts: list[str], news: int) -> None:
    """Have the documents ready: whoever asks first would otherwise wait for their making as well."""
    for host in hosts:
        _document(host, news)


async def _site(ours: Connection, hosts: list[str]) -> None:
    loop = asyncio.get_running_loop()
    _write(hosts, 0)
    first = await loop.create_server(_Answering, hosts[:1], 0)
    port = first.sockets[0].getsockname()[1]
    servers = [first, *([await loop.create_server(_Answering, hosts[1:], port)] if hosts[1:] else [])]
    ours.send(port)
    await asyncio.gather(*(server.serve_forever() for server in servers))


class _Answering(asyncio.Protocol):
    """One request a connection, without a body."""

    news = 0
    hosts: ClassVar[list[str]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._asked = transport, b""

    def data_received(self, data: bytes) -> None:
        self._asked += data
        if not self._asked.endswith(b"\r\n\r\n"):
            return
        request, self._asked = self._asked, b""
        if request.startswith(f"GET {NEWS} ".encode()):
            _Answering.news += 1
            _write(self.hosts, self.news)
        host = self._transport.get_extra_info("sockname")[0]
        self._transport.write(_answer(host, self.news, request))
        self._transport.close()


def _answer(host: str, news: int, request: bytes) -> bytes:
    tag = f'"{news}-{host}"'
    if tag.encode() in request:
        return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\nConnection: close\r\n\r\n".encode()
    body = _document(host, news)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nETag: {tag}\r\n"
    return f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


@cache
def _document(host: str, news: int) -> bytes:
    """The feed: its newest entries, of which each further piece of news pushes one out."""
    items = "".join(_item(host, number) for number in range(news + ENTRIES - 1, news - 1, -1))
    head = f"<title>Outlet {host}</title><link>http://{host}/</link><description>News</description>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def _item(host: str, number: int) -> str:
    chance = random.Random(f"{host} {number}")
    title, text = " ".join(chance.choices(_WORDS, k=9)), ""
    while len(text.encode()) < BODY:
        text += f"&lt;p&gt;{' '.join(chance.choices(_WORDS, k=40))}&lt;/p&gt;"
    at = format_datetime(_BEGUN - timedelta(minutes=30 * ENTRIES - number * 10))
    return (
        f"<item><title>{title} {number}</title><guid isPermaLink='false'>{host}-{number}</guid>"
        f"<link>http://{host}/story/{number}?utm_source=feed</link>"
        f"<pubDate>{at}</pubDate><description>{text}</description></item>"
    )
