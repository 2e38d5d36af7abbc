"""Bodies that come to the status port in pieces, from good and bad clients; and who may send them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.websub.intent import Reply
from monitor.model.health import HealthReport
from monitor.model.hearing.hubs import HubSubscription
from monitor.model.ids import FeedId
from monitor.model.outcomes import PushOutcome
from monitor.obs.bodies import BodyTooLargeError, BrokenBodyError, pieces
from monitor.obs.http import Request
from monitor.obs.hub_page import HubPage
from monitor.obs.server import StatusServer

LENGTH, CHUNKED = "content-length", "transfer-encoding"


async def read(headers: dict[str, str], wire: bytes, most: int = 100) -> bytes:
    reader = asyncio.StreamReader()
    reader.feed_data(wire)
    reader.feed_eof()
    request = Request(method="POST", path="/", version="HTTP/1.1", headers=headers)
    return b"".join([piece async for piece in pieces(request, reader, most)])


@pytest.mark.parametrize(
    ("headers", "wire", "body"),
    [
        ({}, b"ignored", b""),
        ({LENGTH: "5"}, b"hello world", b"hello"),
        ({LENGTH: "0"}, b"", b""),
        ({CHUNKED: "chunked"}, b"5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n", b"hello world"),
        ({CHUNKED: "Chunked"}, b"0005\r\nhello\r\n0\r\nTrailer: x\r\n\r\n", b"hello"),
        ({CHUNKED: "chunked"}, b"0\r\n\r\n", b""),
        ({CHUNKED: "chunked"}, b"5\nhello\n0\n\n", b"hello"),
    ],
)
async def test_bodies(headers: dict[str, str], wire: bytes, body: bytes) -> None:
    assert await read(headers, wire) == body


@pytest.mark.parametrize(
    ("headers", "wire", "error"),
    [
        ({LENGTH: "5"}, b"hell", BrokenBodyError),
        ({LENGTH: "-5"}, b"hello", BrokenBodyError),
        ({LENGTH: "٥"}, b"hello", BrokenBodyError),
        ({LENGTH: "101"}, b"", BodyTooLargeError),
        ({LENGTH: "9" * 5_000}, b"", BodyTooLargeError),
        ({CHUNKED: "chunked", LENGTH: "5"}, b"5\r\nhello\r\n0\r\n\r\n", BrokenBodyError),
        ({CHUNKED: "gzip, chunked"}, b"0\r\n\r\n", BrokenBodyError),
        ({CHUNKED: "chunked"}, b"", BrokenBodyError),
        ({CHUNKED: "chunked"}, b"x\r\n", BrokenBodyError),
        ({CHUNKED: "chunked"}, b"-1\r\n", BrokenBodyError),
        ({CHUNKED: "chunked"}, b"5\r\nhell", BrokenBodyError),
        ({CHUNKED: "chunked"}, b"5\r\nhelloo\r\n0\r\n\r\n", BrokenBodyError),
        ({CHUNKED: "chunked"}, b"65\r\n", BodyTooLargeError),
        ({CHUNKED: "chunked"}, b"32\r\n" + b"x" * 50 + b"\r\n33\r\n", BodyTooLargeError),
        ({CHUNKED: "chunked"}, b"ffffffff\r\n", BodyTooLargeError),
        ({CHUNKED: "chunked"}, b"fffffffff\r\n", BrokenBodyError),
        ({CHUNKED: "chunked"}, b"0\r\n" + b"a: b\r\n" * 60 + b"\r\n", BrokenBodyError),
        ({CHUNKED: "chunked"}, b"1" * 200_000, BrokenBodyError),
    ],
)
async def test_no_bodies(headers: dict[str, str], wire: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        await read(headers, wire)


@given(st.lists(st.binary(min_size=1, max_size=30), max_size=5))
def test_chunks_are_put_together(parts: list[bytes]) -> None:
    wire = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    assert asyncio.run(read({CHUNKED: "chunked"}, wire, 1_000)) == b"".join(parts)


@dataclass
class Bot:
    """What a hub's page asks of the bot."""

    max_bytes: int = 1_000
    counted: list[PushOutcome] = field(default_factory=list)

    def at(self, path: str) -> HubSubscription | None:
        now = datetime(2026, 11, 22, tzinfo=UTC)
        plain = {"topic": "https://a.example/", "callback": "", "secret": "s", "hubs": ("https://hub.example/",)}
        return (
            HubSubscription(path=path, feed_id=FeedId(1), changed_at=now, due_at=now, **plain) if path == "p" else None
        )  # type: ignore[arg-type]

    async def asked(self, one: HubSubscription, query: str) -> Reply:
        return Reply(outcome=PushOutcome.CONFIRMED, subscription=one, body=query.encode())

    async def told(self, path: str) -> None:
        raise AssertionError(path)

    def count(self, outcome: PushOutcome) -> None:
        self.counted.append(outcome)


@pytest.fixture
async def server() -> AsyncIterator[StatusServer]:
    async def health() -> HealthReport:
        return HealthReport(checks=())

    async def metrics() -> bytes:
        return b""

    server = StatusServer(health, metrics, hubs=HubPage(Bot()))
    await server.start("127.0.0.1", 0)
    yield server
    await server.stop()


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        pytest.param(b"GET /websub/p?x=1 HTTP/1.1\r\nHost: any.example\r\n\r\n", b"HTTP/1.1 200 OK", id="by any name"),
        pytest.param(b"GET /websub/p HTTP/1.1\r\n\r\n", b"HTTP/1.1 400", id="without a name"),
        pytest.param(b"GET /websub/q HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 404", id="of nobody"),
        pytest.param(b"GET /websub/ HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 404", id="of none"),
        pytest.param(b"PUT /websub/p HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 405", id="another method"),
        pytest.param(
            b"POST /websub/p HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", b"HTTP/1.1 202", id="unsigned"
        ),
        pytest.param(
            b"POST /websub/p HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n", b"HTTP/1.1 413", id="large"
        ),
        pytest.param(
            b"POST /websub/p HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi",
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202",
            id="asks before it sends",
        ),
        pytest.param(b"GET /healthz HTTP/1.1\r\nHost: any.example\r\n\r\n", b"HTTP/1.1 421", id="all else is local"),
    ],
)
async def test_who_may_call(server: StatusServer, sent: bytes, answer: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(sent)
    assert (await asyncio.wait_for(reader.read(), 60)).startswith(answer)
    writer.close()
