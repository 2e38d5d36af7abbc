"""The small port for `/healthz` and `/metrics`: GET only, loopback by default, no request body is read."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable

import structlog

from monitor.core.health import HealthReport

log = structlog.get_logger("monitor.server")

_MAX_HEADER = 8192
_TIMEOUT_S = 5.0
Answer = tuple[int, str, bytes]
_REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 503: "Service Unavailable"}


def health_json(report: HealthReport) -> dict[str, object]:
    """The report as `/healthz` and `monitor health --json` give it."""
    return {
        "status": "ok" if report.ok else "red",
        "checks": [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in report.checks],
        "notes": list(report.notes),
    }


class StatusServer:
    """Serves health and metrics until `stop`; `port` is the one really bound."""

    def __init__(self, health: Callable[[], Awaitable[HealthReport]], metrics: Callable[[], Awaitable[bytes]]) -> None:
        self._health, self._metrics = health, metrics
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen on `host:port`, or on a free port if that one is taken: metrics must not stop the bot."""
        try:
            self._server = await asyncio.start_server(self._serve, host, port, limit=_MAX_HEADER)
        except OSError as error:
            log.warning("status port not free, using another", action="status", port=port, why=error.strerror)
            self._server = await asyncio.start_server(self._serve, host, 0, limit=_MAX_HEADER)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            async with asyncio.timeout(_TIMEOUT_S):
                head = await reader.readuntil(b"\r\n\r\n")
                status, kind, body = await self._answer(head)
                writer.write(_response(status, kind, body))
                await writer.drain()
        writer.close()

    async def _answer(self, head: bytes) -> Answer:
        words = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
        if len(words) != 3:
            return 400, "text/plain", b"bad request\n"
        method, path = words[0], words[1].split("?", 1)[0]
        if method not in ("GET", "HEAD"):
            return 405, "text/plain", b"GET only\n"
        if path == "/healthz":
            report = await self._health()
            body = json.dumps(health_json(report), ensure_ascii=False).encode()
            return (200 if report.ok else 503), "application/json", body + b"\n"
        if path == "/metrics":
            return 200, "text/plain; version=0.0.4; charset=utf-8", await self._metrics()
        return 404, "text/plain", b"try /healthz or /metrics\n"


def _response(status: int, kind: str, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode("latin-1") + body
