"""Connections through a proxy: the proxy is asked for a connection to the judged address, http and https alike."""

from __future__ import annotations

import base64
import re
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpcore
from httpcore import AsyncNetworkBackend, AsyncNetworkStream

_MAX_ANSWER = 16 * 1024
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A proxy that the user's network asks for."""

    host: str
    port: int
    tls: ssl.SSLContext | None = None
    """Set for a proxy that is itself reached by https."""
    credentials: str = field(default="", repr=False)
    """`user:password`, "" for none."""


def proxy_of(address: str, login: str, tls: ssl.SSLContext) -> Proxy | None:
    """The proxy at an address that the configuration was checked for; None for ""."""
    if not address:
        return None
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    return Proxy(
        host=parts.hostname or "",
        port=parts.port or (443 if secure else 80),
        tls=tls if secure else None,
        credentials=login,
    )


class TunnelBackend(AsyncNetworkBackend):
    """A network whose connections all go through `proxy`."""

    def __init__(self, below: AsyncNetworkBackend, proxy: Proxy) -> None:
        self._below, self._proxy = below, proxy

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the base class says so
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """A stream to that address, made by the proxy."""
        proxy = self._proxy
        try:
            stream = await self._below.connect_tcp(proxy.host, proxy.port, timeout, local_address, socket_options)
        except httpcore.ConnectError as error:
            raise httpcore.ProxyError("the proxy could not be reached") from error
        if proxy.tls is not None:
            stream = await stream.start_tls(proxy.tls, proxy.host, timeout)
        try:
            await stream.write(_request(host, port, proxy.credentials), timeout)
            status = await _answer(stream, timeout)
        except BaseException:
            await stream.aclose()
            raise
        if not 200 <= status < 300:
            await stream.aclose()
            raise httpcore.ProxyError(f"the proxy did not connect to port {port} (it answered {status or 'nothing'})")
        return stream


def _request(host: str, port: int, credentials: str) -> bytes:
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {where} HTTP/1.1", f"Host: {where}"]
    if credentials:
        lines.append(f"Proxy-Authorization: Basic {base64.b64encode(credentials.encode()).decode()}")
    return "\r\n".join([*lines, "", ""]).encode()


async def _answer(stream: AsyncNetworkStream, timeout: float | None) -> int:  # noqa: ASYNC109 - handed on
    """The status of the proxy's answer, 0 if that is none; read byte by byte: what follows it is not ours to take."""
    head = b""
    while not head.endswith(b"\r\n\r\n") and len(head) < _MAX_ANSWER:
        byte = await stream.read(1, timeout)
        if not byte:
            break
        head += byte
    status = _STATUS.match(head)
    return int(status[1]) if status is not None else 0
