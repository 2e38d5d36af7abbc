"""Connections through a proxy: the proxy is asked for a connection to the judged address, http and https alike."""

from __future__ import annotations

import base64
import re
import ssl
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from monitor.fetch.problems import ProxyError
from monitor.fetch.transport import Connection, connect, in_time

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


async def connect_through(proxy: Proxy, address: str, port: int, within_s: float) -> Connection:
    """A connection to that IP address, made by the proxy; each of its steps takes `within_s` at most.

    Raises:
        ProxyError: the proxy is not there, or does not connect.
        OSError, OutOfTimeError: as `connect`.
    """
    try:
        made = await connect(proxy.host, proxy.port, within_s)
    except OSError as error:
        raise ProxyError("the proxy could not be reached") from error
    try:
        if proxy.tls is not None:
            await made.start_tls(proxy.tls, proxy.host, within_s)
        status = await in_time(_ask(made, _request(address, port, proxy.credentials)), within_s)
        if not 200 <= status < 300:
            raise ProxyError(f"the proxy did not connect to port {port} (it answered {status or 'nothing'})")
    except BaseException:
        made.close()
        raise
    return made


def _request(host: str, port: int, credentials: str) -> bytes:
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {where} HTTP/1.1", f"Host: {where}"]
    if credentials:
        lines.append(f"Proxy-Authorization: Basic {base64.b64encode(credentials.encode()).decode()}")
    return "\r\n".join([*lines, "", ""]).encode()


async def _ask(made: Connection, request: bytes) -> int:
    """The status of the proxy's answer, 0 if that is none; what follows it is not ours to take."""
    await made.write(request)
    head, end = b"", -1
    while end < 0 and len(head) < _MAX_ANSWER and (more := await made.read()):
        head += more
        end = head.find(b"\r\n\r\n")
    if end >= 0 and (rest := head[end + 4 :]):
        made.push_back(rest)
    status = _STATUS.match(head)
    return int(status[1]) if status is not None else 0
