"""The transport below `httpx`: fresh connections whose heads are read leniently, through a proxy if there is one.

A transport of ours because httpx's own takes no network from outside. Nothing of httpx's client stands on top: its jar,
netrc, environment and redirects are not switched off but absent.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator

import httpcore
import httpx

from monitor.fetch.heads import LenientBackend
from monitor.fetch.tunnel import Proxy, TunnelBackend


class LenientTransport(httpx.AsyncBaseTransport):
    """One connection for each request, none kept. What goes wrong is raised as httpcore names it."""

    def __init__(self, tls: ssl.SSLContext, proxy: Proxy | None = None) -> None:
        network: httpcore.AsyncNetworkBackend = httpcore.AnyIOBackend()
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=None,
            max_keepalive_connections=0,
            http2=False,
            network_backend=LenientBackend(network if proxy is None else TunnelBackend(network, proxy)),
        )

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
        answer = await self._pool.handle_async_request(asked)
        return httpx.Response(status_code=answer.status, headers=answer.headers, stream=_Body(answer))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._answer.aclose()
