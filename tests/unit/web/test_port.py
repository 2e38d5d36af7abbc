"""One port for two: what the status server has is answered as ever, the rest is the desk's."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor.model.health import Check, HealthReport
from monitor.obs import first_look
from monitor.obs.http import Answer, Request
from monitor.obs.server import StatusServer, is_of_the_port
from monitor.web import server as desk_connections
from monitor.web.app import desk_app
from monitor.web.desk import Desk
from monitor.web.server import DeskServer
from tests.unit.web.desk_world import Visitor, visit

WELL = HealthReport(checks=(Check(name="polls", ok=True, detail="well"),), notes=())


@dataclass
class Ports:
    """The same status server twice: alone, and with the desk beside it."""

    plain: StatusServer
    shared: StatusServer
    desk: DeskServer

    async def ask(self, data: bytes, *, port: int) -> bytes:
        """Everything that is answered until the connection closes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(data)
            return await asyncio.wait_for(reader.read(), 60)
        finally:
            writer.close()

    async def both(self, data: bytes) -> tuple[bytes, bytes]:
        return await self.ask(data, port=self.plain.port), await self.ask(data, port=self.shared.port)


@pytest.fixture
async def ports(visitor: Visitor) -> AsyncIterator[Ports]:
    async def health() -> HealthReport:
        return WELL

    async def metrics() -> bytes:
        return b"monitor_feeds 3.0\n"

    async def feeds(request: Request) -> Answer | None:
        return Answer(status=200, body=b"<feed/>", kind="application/atom+xml") if "a.atom" in request.path else None

    async def leaving(request: Request) -> Answer | None:
        return Answer(status=200, body=b"left by " + request.method.encode() + b" " + request.body)

    async def hubs(request: Request, reader: asyncio.StreamReader) -> Answer:
        return Answer(status=202, body=b"heard " + await reader.read(int(request.headers.get("content-length", "0"))))

    plain, shared = (StatusServer(health, metrics, feeds, leaving, hubs) for _ in range(2))
    desk = DeskServer(desk_app(Desk(visitor.services, visitor.desk.place, beside=shared.on_the_port)))
    shared.desk = desk.protocol
    await plain.start("127.0.0.1", 0)
    await shared.start("127.0.0.1", 0)
    yield Ports(plain, shared, desk)
    await shared.stop()
    await plain.stop()
    await desk.stop()


def request(path: str, method: str = "GET", more: str = "Connection: close\r\n", body: bytes = b"") -> bytes:
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{length}{more}\r\n".encode() + body


ASKED = {
    "health": request("/healthz"),
    "metrics": request("/metrics?x=1"),
    "a feed": request("/feeds/a.atom"),
    "no such feed": request("/feeds/b.atom"),
    "leaving": request("/unsubscribe/abc"),
    "leaving by a mail program": request("/unsubscribe/abc", "POST", body=b"List-Unsubscribe=One-Click"),
    "a hub": request("/websub/x", "POST", body=b"<feed>new</feed>"),
    "POST": request("/healthz", "POST"),
    "a foreign host": b"GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "two hosts": b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
    "no words": b"hello\r\n\r\n",
    "bytes": b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
    "a head without end": b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 20_000,
    "a line without end": b"a" * 20_000,
    "HTTP/1.0": b"GET /healthz HTTP/1.0\r\n\r\n",
}


@pytest.mark.parametrize("data", ASKED.values(), ids=ASKED)
async def test_what_was_there_before_is_answered_byte_for_byte(ports: Ports, data: bytes) -> None:
    with contextlib.suppress(ConnectionResetError):
        before, now = await ports.both(data)
        assert before == now
        assert before.startswith(b"HTTP/1.1 ")


async def test_pieces_of_a_first_line_are_put_together(ports: Ports) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", ports.shared.port)
    for piece in (b"GE", b"T /hea", b"lthz HTTP/1.1\r\nHo", b"st: localhost\r\n\r\n"):
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0)
    assert b"polls" in await asyncio.wait_for(reader.read(), 60)
    writer.close()


async def test_the_rest_is_the_desks(ports: Ports) -> None:
    assert b"<h1>Feeds</h1>" in await ports.ask(request("/feeds"), port=ports.shared.port)
    assert b"<h1>Inbox" in await ports.ask(request("/"), port=ports.shared.port)
    assert b"no such page" in await ports.ask(request("/nothing"), port=ports.shared.port)
    plain, _ = await ports.both(request("/feeds"))
    assert b"try /healthz" in plain


async def test_a_kept_connection_may_ask_for_anything(ports: Ports) -> None:
    kept = request("/feeds.json", more="")
    rest = request("/healthz", more="") + request("/websub/x", "POST", more="", body=b"new")
    chunked = b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nA=1\r\n0\r\n\r\n"
    last = b"POST /unsubscribe/t HTTP/1.1\r\nHost: localhost\r\n" + chunked
    answers = await ports.ask(kept + rest + last, port=ports.shared.port)
    for part in (b'"verdict"', b'"polls"', b"heard new", b"left by POST A=1"):
        assert part in answers
    assert answers.count(b"HTTP/1.1 2") == 4


async def test_who_says_nothing_is_let_go(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_look, "_FIRST_LINE_S", 0.01)
    monkeypatch.setattr(desk_connections, "HEAD_S", 0.01)
    for begun in (b"", b"GET /fee", request("/feeds")[:-6], request("/feeds.json", more="") + b"GET /feeds HT"):
        with contextlib.suppress(ConnectionResetError):
            answer = await ports.ask(begun, port=ports.shared.port)
            assert answer.count(b"HTTP/1.1") == (1 if b"json" in begun else 0)


async def test_who_keeps_connections_keeps_nobody_out(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_connections, "MOST_AT_ONCE", 4)
    server = DeskServer(desk_app(visitor.desk))
    port = await server.listen("127.0.0.1", 0)
    held = []
    for begun in (b"", b"GET /feeds.json HTT", request("/feeds.json", more="")) * 5:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        held.append(writer)
        writer.write(begun)
        if begun.endswith(b"\r\n\r\n"):
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request("/feeds.json"))
    assert (await asyncio.wait_for(reader.read(), 60)).startswith(b"HTTP/1.1 200")
    for one in (*held, writer):
        one.close()
    await server.stop()


@pytest.mark.parametrize("path", ["/csp-report", "/do/feed.try", "/unsubscribe/t", "/healthz"])
async def test_a_length_that_is_told_in_two_ways_is_refused_with_all_that_follows(ports: Ports, path: str) -> None:
    """What a proxy in front took for the body of one request must not become another one."""
    hidden = request("/feeds.json", more="")
    kept = request("/feeds.json", more="")
    both = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: {5 + len(hidden)}"
    answers = await ports.ask(kept + both.encode() + b"\r\n\r\n0\r\n\r\n" + hidden, port=ports.shared.port)
    assert answers.count(b"HTTP/1.1 ") == 2
    assert b"400 Bad Request" in answers


async def test_a_stop_ends_kept_connections(visitor: Visitor, tmp_path: Path) -> None:
    server = DeskServer(desk_app(visitor.desk))
    port = await server.listen("127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request("/feeds.json", more=""))
    assert await reader.readuntil(b"\r\n\r\n")
    await server.stop()
    await asyncio.wait_for(reader.read(), 60)
    writer.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_what_is_known_already_is_not_sent_again(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        first = await visitor.get("/feeds.json")
        again = await visitor.get("/feeds.json", **{"if-none-match": first.headers["etag"]})
        other = await visitor.get("/feeds.json?q=x", **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "ours"),
    [("/healthz", True), ("/feeds/a.atom", True), ("/feeds", False), ("/healthzz", False), ("", True), ("*", True)],
)
def test_whose_a_path_is(path: str, ours: bool) -> None:
    assert is_of_the_port(path) is ours
