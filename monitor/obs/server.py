"""The small port for `/healthz`, `/metrics` and feeds: GET only, loopback by default.

Whoever has a link to leave, and hubs, may come by any name, also with a POST: what they know lets them in.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
from collections.abc import Awaitable, Callable

import structlog

from monitor.core.recipients.leaving import PATH
from monitor.core.websub.course import PATH as HUBS
from monitor.errors import StoreError
from monitor.model.health import Check, HealthReport
from monitor.obs.first_look import FirstLook
from monitor.obs.http import MAX_HEADER, Answer, Request, on_the_wire, read_request, with_body

log = structlog.get_logger("monitor.server")

MAX_CONNECTIONS = 32
_ANSWER_S, _WRITE_S = 10.0, 5.0

HubCalls = Callable[[Request, asyncio.StreamReader], Awaitable[Answer]]
"""Answers hubs below `/websub/`; reads the body itself."""
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

Pages = Callable[[Request], Awaitable[Answer | None]]
"""Answers for addresses below `/feeds/` or `/unsubscribe/`; None if none is served."""


async def no_pages(_request: Request) -> Answer | None:
    """Nothing is served there."""
    return None


async def no_hubs(_request: Request, _reader: asyncio.StreamReader) -> Answer:
    """No hub is listened to."""
    return Answer(status=404, body=b"no such subscription\n")


def is_of_the_port(path: str) -> bool:
    """Whether a path is this server's, and not the desk's, where both listen on one port."""
    named = path.startswith(("/feeds/", PATH, HUBS)) or path in ("/healthz", "/metrics")
    return named or not path.startswith("/")


def health_json(report: HealthReport) -> dict[str, object]:
    """The report as `/healthz` and `monitor health --json` give it."""
    return {
        "status": "ok" if report.ok else "red",
        "checks": [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in report.checks],
        "notes": [note.detail for note in report.notes],
    }


class StatusServer:
    """Serves health and metrics until `stop`; `port` is the one really bound, 0 if none could be."""

    def __init__(
        self,
        health: Callable[[], Awaitable[HealthReport]],
        metrics: Callable[[], Awaitable[bytes]],
        feeds: Pages = no_pages,
        leaving: Pages = no_pages,
        hubs: HubCalls = no_hubs,
    ) -> None:
        self._health, self._metrics, self._feeds, self._leaving = health, metrics, feeds, leaving
        self._hubs = hubs
        self.desk: Callable[[], asyncio.Protocol] | None = None
        """Answers for all paths that are not ours, a protocol for each connection; set before `start`."""
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._local_only = True
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen on `host:port`, or on a free port if that one is taken: metrics must not stop the bot."""
        self._local_only = _is_local(host)
        for wanted in (port, 0):
            try:
                self._server = await self._listen(host, wanted)
            except OSError as error:
                why = error.strerror or str(error)
                log.warning("the status port cannot be used", action="status", host=host, port=wanted, why=why)
            else:
                self.port = int(self._server.sockets[0].getsockname()[1])
                return

    async def _listen(self, host: str, port: int) -> asyncio.Server:
        desk = self.desk
        if desk is None:
            return await asyncio.start_server(self._accept, host, port, limit=MAX_HEADER)
        loop = asyncio.get_running_loop()

        def ours() -> asyncio.Protocol:
            reader = asyncio.StreamReader(limit=MAX_HEADER, loop=loop)
            return asyncio.StreamReaderProtocol(reader, self._accept, loop=loop)

        return await loop.create_server(
            lambda: FirstLook(lambda path: ours() if is_of_the_port(path) else desk()), host, port
        )

    async def on_the_port(self, request: Request) -> Answer:
        """The answer to a request, body included, that came by a connection of the desk."""
        reader = asyncio.StreamReader()
        reader.feed_data(request.body)
        reader.feed_eof()
        if request.path.startswith(HUBS) and self._refusal(request) is None:
            return await self._of_hubs(request, reader)
        return await self._answer(request)

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
                request = await read_request(reader)
                if request is not None and _is_to_leave(request):
                    request = await with_body(request, reader)
                answer = await self._hub(request, reader, writer) or await self._answer(request)
                head_only = request is not None and request.method == "HEAD"
                async with asyncio.timeout(_WRITE_S):
                    writer.write(on_the_wire(answer, head_only=head_only))
                    await writer.drain()
        finally:
            writer.close()

    async def _hub(
        self, request: Request | None, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> Answer | None:
        """The answer to a hub; None if it is none, or its request is not to be answered so."""
        if request is None or not request.path.startswith(HUBS) or self._refusal(request) is not None:
            return None
        if request.headers.get("expect", "").lower() == "100-continue":
            writer.write(_CONTINUE)
        return await self._of_hubs(request, reader)

    async def _of_hubs(self, request: Request, reader: asyncio.StreamReader) -> Answer:
        try:
            return await self._hubs(request, reader)
        except Exception:
            log.exception("internal error", action="status")
            return Answer(status=500, body=b"internal error\n")

    async def _answer(self, request: Request | None) -> Answer:
        if request is None:
            return Answer(status=431, body=b"the request's head is too long\n")
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        try:
            async with asyncio.timeout(_ANSWER_S):
                return await self._page(request)
        except (StoreError, TimeoutError) as error:
            return _red("the database", str(error) or "it did not answer in time")
        except Exception:
            log.exception("internal error", action="status")
            return Answer(status=500, body=b"internal error, see the log\n")

    def _refusal(self, request: Request) -> Answer | None:
        if not request.version.startswith("HTTP/1.") or len(request.hosts) > 1:
            return Answer(status=400, body=b"bad request\n")
        if not request.hosts and request.version != "HTTP/1.0":
            return Answer(status=400, body=b"bad request: no Host\n")
        if _is_to_leave(request) or request.path.startswith(HUBS):
            return None
        # A web page whose own name was pointed at this address could read the answer with its visitor's browser.
        if self._local_only and not all(_is_local(_without_port(host)) for host in request.hosts):
            return Answer(status=421, body=b"ask for localhost\n")
        if request.method not in ("GET", "HEAD"):
            return Answer(status=405, body=b"GET only\n", headers=(("Allow", "GET, HEAD"),))
        return None

    async def _page(self, request: Request) -> Answer:
        path = request.path
        if _is_to_leave(request) and (page := await self._leaving(request)) is not None:
            return page
        if path.startswith("/feeds/") and (found := await self._feeds(request)) is not None:
            return found
        if path == "/healthz":
            return _report(await self._health())
        if path == "/metrics":
            return Answer(status=200, body=await self._metrics(), kind="text/plain; version=0.0.4; charset=utf-8")
        return Answer(status=404, body=b"try /healthz or /metrics\n")


def _is_to_leave(request: Request) -> bool:
    return request.path.startswith(PATH)


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


def _report(report: HealthReport) -> Answer:
    body = json.dumps(health_json(report), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    return Answer(status=200 if report.ok else 503, body=body, kind="application/json")


def _red(name: str, detail: str) -> Answer:
    return _report(HealthReport(checks=(Check(name=name, ok=False, detail=detail),)))
