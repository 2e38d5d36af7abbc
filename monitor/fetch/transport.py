"""The transport below `httpx`: fresh connections whose heads are read leniently, through a proxy if there is one.

A transport of ours because httpx's own takes no network from outside. Nothing of httpx's client stands on top: its jar,
netrc, environment and redirects are not switched off but absent.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import httpcore
import httpx

from monitor.fetch.heads import LenientBackend
from monitor.fetch.tunnel import Proxy, TunnelBackend


class LenientTransport(httpx.AsyncBaseTransport):
    """One connection for each request, none kept. What goes wrong is raised as httpcore names it.

    No pool: to look for a connection that might be used again is a seventh of all steps of a request.
    """

    def __init__(self, tls: ssl.SSLContext, proxy: Proxy | None = None) -> None:
        network: httpcore.AsyncNetworkBackend = httpcore.AnyIOBackend()
        self._tls = tls
        self._backend = LenientBackend(network if proxy is None else TunnelBackend(network, proxy))
        self._open: set[httpcore.AsyncHTTPConnection] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer with its body unread; the body is read raw, never decoded by httpx."""
        url = request.url
        asked = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        connection = httpcore.AsyncHTTPConnection(
            asked.url.origin, ssl_context=self._tls, network_backend=self._backend
        )
        self._open.add(connection)
        try:
            answer = await connection.handle_async_request(asked)
        except BaseException:
            await self._end(connection)
            raise
        body = _Body(answer, partial(self._end, connection))
        return httpx.Response(status_code=answer.status, headers=answer.headers, stream=body)

    async def _end(self, connection: httpcore.AsyncHTTPConnection) -> None:
        self._open.discard(connection)
        if not connection.is_closed():
            await connection.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        for connection in tuple(self._open):
            await self._end(connection)


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response, end: Callable[[], Awaitable[None]]) -> None:
        self._answer, self._end = answer, end

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        try:
            await self._answer.aclose()
        finally:
            await self._end()
