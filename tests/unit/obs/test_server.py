"""The status port, asked over real sockets by good and bad clients."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from io import StringIO

import pytest

from monitor.errors import StoreBusyError
from monitor.model.health import Check, HealthReport, Note
from monitor.obs.logs import configure_logs
from monitor.obs.server import MAX_CONNECTIONS, StatusServer, health_json
from tests.elapsing import elapse, outlast

WELL = HealthReport(
    checks=(Check(name="polls", ok=True, detail="last good poll 3 s ago"),), notes=(Note(name="n", detail="الحدود"),)
)
ILL = HealthReport(checks=(Check(name="tick poll", ok=False, detail="last ended 90 s ago"),))


@dataclass
class Site:
    server: StatusServer
    report: HealthReport = WELL
    error: Exception | None = None
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    takes_s: float = 0.0

    async def health(self) -> HealthReport:
        await self.gate.wait()
        await elapse(self.takes_s)
        if self.error is not None:
            raise self.error
        return self.report

    async def send(self, data: bytes) -> bytes:
        """Everything that is answered until the connection closes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        try:
            writer.write(data)
            return await asyncio.wait_for(reader.read(), 60)
        except ConnectionResetError:
            return b""
        finally:
            writer.close()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async def metrics() -> bytes:
        return b"monitor_feeds 3.0\n"

    made: Site

    async def health() -> HealthReport:
        return await made.health()

    made = Site(StatusServer(health, metrics))
    made.gate.set()
    await made.server.start("127.0.0.1", 0)
    yield made
    await made.server.stop()


def request(path: str = "/healthz", method: str = "GET", host: str = "localhost", version: str = "HTTP/1.1") -> bytes:
    return f"{method} {path} {version}\r\nHost: {host}\r\n\r\n".encode()


def split(answer: bytes) -> tuple[int, str, bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]) if head else 0, head.decode(), body


ANSWERS = {
    "health": (request(), 200),
    "metrics": (request("/metrics"), 200),
    "a query is not looked at": (request("/metrics?x=1"), 200),
    "HTTP/1.0 without Host": (b"GET /healthz HTTP/1.0\r\n\r\n", 200),
    "Host with port": (request(host="127.0.0.1:8321"), 200),
    "Host in IPv6": (request(host="[::1]:8321"), 200),
    "any loopback address": (request(host="127.8.9.1"), 200),
    "elsewhere": (request("/"), 404),
    "up and away": (request("/../etc/passwd"), 404),
    "POST": (request(method="POST"), 405),
    "an invented method": (request(method="BREW"), 405),
    "a foreign Host": (request(host="evil.example"), 421),
    "a Host that only looks local": (request(host="localhost.evil.example"), 421),
    "a foreign address": (request(host="203.0.113.7"), 421),
    "two Hosts": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
    "no Host": (b"GET /healthz HTTP/1.1\r\n\r\n", 400),
    "no words": (b"hello\r\n\r\n", 400),
    "another protocol": (b"GET / SPDY/3\r\n\r\n", 400),
    "bytes": (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
    "a head without end": (b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 20_000, 431),
}


@pytest.mark.parametrize(("data", "status"), ANSWERS.values(), ids=ANSWERS)
async def test_every_request_gets_its_answer(site: Site, data: bytes, status: int) -> None:
    found, head, body = split(await site.send(data))
    assert found == status
    assert f"Content-Length: {len(body)}" in head
    assert "Connection: close" in head
    assert ("Allow: GET, HEAD" in head) == (status == 405)
    # And the next one is served all the same.
    assert split(await site.send(request()))[0] == 200


@pytest.mark.parametrize(("report", "status"), [(WELL, 200), (ILL, 503)], ids=["well", "ill"])
async def test_health_is_json_with_a_status_for_machines(site: Site, report: HealthReport, status: int) -> None:
    site.report = report
    found, head, body = split(await site.send(request()))
    assert found == status
    assert "application/json" in head
    assert json.loads(body) == health_json(report)
    assert health_json(ILL) == {
        "status": "red",
        "checks": [{"name": "tick poll", "ok": False, "detail": "last ended 90 s ago"}],
        "notes": [],
    }


async def test_head_has_the_head_only(site: Site) -> None:
    status, head, body = split(await site.send(request("/metrics", method="HEAD")))
    assert (status, body) == (200, b"")
    assert "Content-Length: 18" in head


TROUBLE: dict[str, tuple[Exception, int, str]] = {
    "the store is busy": (StoreBusyError("The database is locked."), 503, "The database is locked."),
    "a bug": (KeyError("secret"), 500, "internal error"),
}


@pytest.mark.parametrize(("error", "status", "said"), TROUBLE.values(), ids=TROUBLE)
async def test_trouble_is_an_answer_too(site: Site, error: Exception, status: int, said: str) -> None:
    logs = StringIO()
    configure_logs("json", "info", logs)
    site.error = error
    found, _, body = split(await site.send(request()))
    assert found == status
    assert said in body.decode()
    assert ("Traceback" in logs.getvalue()) == (status == 500)


async def test_a_store_that_does_not_answer_is_red(site: Site) -> None:
    site.takes_s = 30.0
    status, _, body = split(await site.send(request()))
    assert status == 503
    assert json.loads(body)["checks"][0]["detail"] == "it did not answer in time"


async def test_slow_clients_are_shown_out_and_take_no_room_for_ever(site: Site) -> None:
    slow = [await asyncio.open_connection("127.0.0.1", site.server.port) for _ in range(MAX_CONNECTIONS + 8)]
    for _, writer in slow:
        writer.write(b"GET /healthz HTT")
    answers = await outlast(asyncio.gather(*(closed(reader) for reader, _ in slow)), 30.0)
    assert answers == [b""] * len(slow)
    assert split(await site.send(request()))[0] == 200
    for _, writer in slow:
        writer.close()


async def closed(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""


async def test_stopping_breaks_off_what_is_under_way(site: Site) -> None:
    site.gate.clear()
    asked = asyncio.create_task(site.send(request()))
    while not site.server._connections:
        await asyncio.sleep(0.005)
    await site.server.stop()
    assert await asked == b""
    with pytest.raises(OSError, match=r".*"):
        await asyncio.open_connection("127.0.0.1", site.server.port)


async def nothing() -> bytes:
    return b""


async def well() -> HealthReport:
    return WELL


async def test_a_taken_port_is_replaced_and_an_impossible_host_stops_nobody(site: Site) -> None:
    logs = StringIO()
    configure_logs("json", "info", logs)
    second, third = StatusServer(well, nothing), StatusServer(well, nothing)
    await second.start("127.0.0.1", site.server.port)
    assert second.port not in (0, site.server.port)
    await third.start("192.0.2.1", 8321)
    assert third.port == 0
    await second.stop()
    await third.stop()
    assert logs.getvalue().count("the status port cannot be used") == 3


async def test_a_port_open_to_others_is_asked_by_any_name() -> None:
    server = StatusServer(well, nothing)
    await server.start("0.0.0.0", 0)
    answer = await Site(server).send(request(host="monitor.internal"))
    assert split(answer)[0] == 200
    await server.stop()
