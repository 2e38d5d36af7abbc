"""The desk on a port: connections by uvicorn's protocol, on a listening socket of ours."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, cast

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

MOST_AT_ONCE = 64
"""Connections. Who waits longest with nothing under way makes room for who comes."""
KEPT_S = 30
"""So long a browser may keep a connection for its next request: longer than a page waits to ask what is new."""
HEAD_S = 10.0
_LONGEST_HEAD = 16_384
_LEAVE_S = 3.0


class _Framed:
    """Refuses what tells its length in two ways: somebody in front may have read another request in it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse it and close, or have the application answer."""
        names = {name for name, _ in scope.get("headers", ())}
        if names.issuperset((b"content-length", b"transfer-encoding")):
            refused = PlainTextResponse("the request tells its length in two ways\n", 400, {"connection": "close"})
            await refused(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class _Connection(H11Protocol):
    """Uvicorn waits for the rest of a request's head for ever; here a sender has some seconds for it."""

    patience: asyncio.TimerHandle | None = None
    quiet_since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The first request has to come."""
        super().connection_made(transport)
        self.quiet_since = self.loop.time()
        self._make_room()
        self._wait()

    @property
    def is_idle(self) -> bool:
        """Whether no request of it is under way, and all of the last answer has gone."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return (cycle is None or cycle.response_complete) and not self.transport.get_write_buffer_size()

    def _make_room(self) -> None:
        others = [one for one in self.connections if isinstance(one, _Connection) and one is not self and one.is_idle]
        others.sort(key=lambda one: one.quiet_since)
        for one in others[: max(0, len(self.connections) + 1 - MOST_AT_ONCE)]:
            self.connections.discard(one)
            one.transport.abort()

    def data_received(self, data: bytes) -> None:
        """A head that is not whole yet keeps the timer, one that is ends it."""
        super().data_received(data)
        cycle = cast("RequestResponseCycle | None", self.cycle)  # None before the first request
        if cycle is not None and not cycle.response_complete:
            self._wait_no_more()
        elif self.patience is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is waited for."""
        self._wait_no_more()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Between two requests uvicorn's own timer runs, unless the next one has begun."""
        self._wait_no_more()
        super().on_response_complete()
        self.quiet_since = self.loop.time()
        if self.cycle.response_complete and self.conn.trailing_data[0]:
            self._wait()

    def _wait(self) -> None:
        self.patience = self.loop.call_later(HEAD_S, self.transport.abort)

    def _wait_no_more(self) -> None:
        if self.patience is not None:
            self.patience.cancel()
            self.patience = None


class DeskServer:
    """Makes a protocol for each connection of the desk, and ends them all."""

    def __init__(self, app: ASGIApp, beside: Callable[[], Coroutine[Any, Any, None]] | None = None) -> None:
        """`beside`: what is done as long as it serves."""
        # What it says of broken requests is nothing that an operator can act on.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self._config = Config(
            _Framed(app),
            interface="asgi3",
            http=_Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=KEPT_S,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
        )
        self._config.load()
        self._state = ServerState()
        self._server: asyncio.Server | None = None
        self._beside = None if beside is None else asyncio.get_running_loop().create_task(beside())

    def protocol(self) -> asyncio.Protocol:
        """For one connection."""
        return _Connection(self._config, self._state, {}, asyncio.get_running_loop())

    async def listen(self, host: str, port: int) -> int:
        """On a port of its own; the one really bound.

        Raises:
            OSError: it cannot be.
        """
        self._server = await asyncio.get_running_loop().create_server(self.protocol, host, port)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Answers under way have some seconds to end."""
        if self._beside is not None:
            self._beside.cancel()
            await asyncio.gather(self._beside, return_exceptions=True)
        if self._server is not None:
            self._server.close()
        for connection in tuple(self._state.connections):
            connection.shutdown()
        tasks = tuple(self._state.tasks)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_LEAVE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for connection in tuple(self._state.connections):
            connection.transport.abort()
