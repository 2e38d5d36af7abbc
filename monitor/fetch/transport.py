"""The transport below httpx's requests and answers: a fresh connection for each, heads that are read leniently, h11.

A transport of ours because httpx's own takes no network from outside, and costs twice as much. Nothing of httpx's
client stands on top: its jar, netrc, environment and redirects are not switched off but absent.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator

import h11
import httpx

from monitor.fetch.connections import Connection, Proxy, Sessions, connect, connect_through
from monitor.fetch.heads import MAX_HEAD, HeadReader
from monitor.fetch.problems import Phase, SilentError


class LenientTransport(httpx.AsyncBaseTransport):
    """One connection for each request, none kept. What goes wrong is raised as `problems.NETWORK_ERRORS`.

    A request's URL has the judged address for its host. Its extensions tell the rest: `sni_hostname`, the host that
    its certificate is for; `timeout`, of which `connect` counts, for each step of connecting; `reached`, which is told
    of each `Phase`.
    """

    def __init__(self, tls: ssl.SSLContext, proxy: Proxy | None = None) -> None:
        tls.set_alpn_protocols(["http/1.1"])
        self._tls = tls
        self._sessions = Sessions(tls)
        self._proxy = proxy
        self._open: dict[Connection, str] = {}
        """With the host that TLS was begun with, "" without it."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer with its body unread; the body is read raw, never decoded by httpx."""
        talk = Talk(request)
        reached, within_s = request.extensions["reached"], request.extensions["timeout"]["connect"]
        connection = await self._connected(request.url, within_s)
        self._open[connection] = ""
        try:
            if request.url.scheme == "https":
                reached(Phase.TLS)
                await self._secure(connection, request.extensions["sni_hostname"], within_s)
            reached(Phase.ANSWER)
            status, headers = await talk.begin(connection)
        except BaseException:
            self._end(connection)
            raise
        return httpx.Response(status_code=status, headers=headers, stream=_Body(self, talk, connection))

    async def _connected(self, url: httpx.URL, within_s: float) -> Connection:
        port = url.port or (443 if url.scheme == "https" else 80)
        if self._proxy is None:
            return await connect(url.host, port, within_s)
        return await connect_through(self._proxy, url.host, port, within_s)

    async def _secure(self, connection: Connection, host: str, within_s: float) -> None:
        try:
            await connection.start_tls(self._tls, host, within_s)
        except Exception:
            self._sessions.forget(host)
            raise
        self._open[connection] = host

    def _end(self, connection: Connection) -> None:
        if host := self._open.pop(connection, ""):
            self._sessions.keep(host, connection.session())  # Tickets come behind the handshake, with the answer.
        connection.close()

    async def aclose(self) -> None:
        """Close every connection."""
        for connection in tuple(self._open):
            self._end(connection)


class _Body(httpx.AsyncByteStream):
    def __init__(self, transport: LenientTransport, talk: Talk, connection: Connection) -> None:
        self._transport, self._talk, self._connection = transport, talk, connection

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await self._talk.piece():
            yield piece

    async def aclose(self) -> None:
        self._transport._end(self._connection)


class Talk:
    """One request and its answer as HTTP/1.1 has them; `LocalProtocolError` when it is made: it may not be sent."""

    def __init__(self, request: httpx.Request) -> None:
        self._h11 = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD)
        first = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
        parts = [self._h11.send(first)]
        parts += [self._h11.send(h11.Data(data=request.content))] if request.content else []
        self._h11.send(h11.EndOfMessage())
        self._request = b"".join(filter(None, parts))
        self._head = HeadReader()

    async def begin(self, connection: Connection) -> tuple[int, list[tuple[bytes, bytes]]]:
        """Send the request; status and headers of the answer. What is only underway to it (1xx) is passed over."""
        self._connection = connection
        await connection.write(self._request)
        while True:
            event = await self._next()
            if isinstance(event, h11.Response) or (
                isinstance(event, h11.InformationalResponse) and event.status_code == 101
            ):
                return event.status_code, event.headers.raw_items()

    async def piece(self) -> bytes:
        """The next piece of the body, b"" at its end."""
        while True:
            event = await self._next()
            if not isinstance(event, h11.Data):
                return b""
            if event.data:
                return bytes(event.data)

    async def _next(self) -> object:
        while (event := self._h11.next_event()) is h11.NEED_DATA:
            data = await self._connection.read()
            ready = self._head.take(data)
            if not data and not ready and self._h11.their_state is h11.SEND_RESPONSE:
                raise SilentError
            if ready or not data:
                self._h11.receive_data(ready)
        return event
