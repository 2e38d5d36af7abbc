"""The small port for `/healthz` and `/metrics`: GET only, loopback by default, no request body is read."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from monitor.errors import StoreError
from monitor.model.health import Check, HealthReport

log = structlog.get_logger("monitor.server")

MAX_CONNECTIONS = 32
_MAX_HEADER = 8192
_READ_S, _ANSWER_S, _WRITE_S = 5.0, 10.0, 5.0
_REASONS = {
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    421: "Misdirected Request",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    body: bytes
    kind: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    method: str
    path: str
    version: str
    hosts: tuple[str, ...] = field(default=())


def health_json(report: HealthReport) -> dict[str, object]:
    """The report as `/healthz` and `monitor health --json` give it."""
    return {
        "status": "ok" if report.ok else "red",
        "checks": [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in report.checks],
        "notes": [note.detail for note in report.notes],
    }


class StatusServer:
    """Serves health and metrics until `stop`; `port` is the one really bound, 0 if none could be."""

    def __init__(self, health: Callable[[], Awaitable[HealthReport]], metrics: Callable[[], Awaitable[bytes]]) -> None:
        self._health, self._metrics = health, metrics
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._local_only = True
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen on `host:port`, or on a free port if that one is taken: metrics must not stop the bot."""
        self._local_only = _is_local(host)
        for wanted in (port, 0):
            try:
                self._server = await asyncio.start_server(self._accept, host, wanted, limit=_MAX_HEADER)
            except OSError as error:
                why = error.strerror or str(error)
                log.warning("the status port cannot be used", action="status", host=host, port=wanted, why=why)
            else:
                self.port = int(self._server.sockets[0].getsockname()[1])
                return

    async def stop(self) -> None:
        """Stop listening and break off the answers under way."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for task in tuple(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._connections) >= MAX_CONNECTIONS:
            # Somebody holds connections open; the next scrape finds room again when these have timed out.
            writer.transport.abort()
            return
        task = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
                request = await _read(reader)
                answer = await self._answer(request)
                head_only = request is not None and request.method == "HEAD"
                async with asyncio.timeout(_WRITE_S):
                    writer.write(_wire(answer, head_only=head_only))
                    await writer.drain()
        finally:
            writer.close()

    async def _answer(self, request: _Request | None) -> _Answer:
        if request is None:
            return _Answer(status=431, body=b"the request's head is too long\n")
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        try:
            async with asyncio.timeout(_ANSWER_S):
                return await self._page(request.path)
        except (StoreError, TimeoutError) as error:
            return _red("the database", str(error) or "it did not answer in time")
        except Exception:
            log.exception("internal error", action="status")
            return _Answer(status=500, body=b"internal error, see the log\n")

    def _refusal(self, request: _Request) -> _Answer | None:
        if not request.version.startswith("HTTP/1.") or len(request.hosts) > 1:
            return _Answer(status=400, body=b"bad request\n")
        if not request.hosts and request.version != "HTTP/1.0":
            return _Answer(status=400, body=b"bad request: no Host\n")
        # A web page whose own name was pointed at this address could read the answer with its visitor's browser.
        if self._local_only and not all(_is_local(_without_port(host)) for host in request.hosts):
            return _Answer(status=421, body=b"ask for localhost\n")
        if request.method not in ("GET", "HEAD"):
            return _Answer(status=405, body=b"GET only\n")
        return None

    async def _page(self, path: str) -> _Answer:
        if path == "/healthz":
            return _report(await self._health())
        if path == "/metrics":
            return _Answer(status=200, body=await self._metrics(), kind="text/plain; version=0.0.4; charset=utf-8")
        return _Answer(status=404, body=b"try /healthz or /metrics\n")


async def _read(reader: asyncio.StreamReader) -> _Request | None:
    """The request's head, None if it is too long. Raises TimeoutError and IncompleteReadError."""
    try:
        async with asyncio.timeout(_READ_S):
            head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        return _Request(method="", path="", version="")
    pairs = (line.partition(":") for line in lines)
    hosts = tuple(value.strip() for name, _, value in pairs if name.lower() == "host")
    return _Request(method=words[0], path=words[1].split("?", 1)[0], version=words[2], hosts=hosts)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_local(host: str) -> bool:
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _report(report: HealthReport) -> _Answer:
    body = json.dumps(health_json(report), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    return _Answer(status=200 if report.ok else 503, body=body, kind="application/json")


def _red(name: str, detail: str) -> _Answer:
    return _report(HealthReport(checks=(Check(name=name, ok=False, detail=detail),)))


def _wire(answer: _Answer, *, head_only: bool) -> bytes:
    lines = [
        f"HTTP/1.1 {answer.status} {_REASONS[answer.status]}",
        f"Content-Type: {answer.kind}",
        f"Content-Length: {len(answer.body)}",
        "X-Content-Type-Options: nosniff",
        "Cache-Control: no-store",
        "Connection: close",
    ]
    if answer.status == 405:
        lines.append("Allow: GET, HEAD")
    head = "\r\n".join([*lines, "", ""]).encode("latin-1")
    return head if head_only else head + answer.body
