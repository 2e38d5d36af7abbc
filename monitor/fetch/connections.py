"""Connections below an exchange, straight or through a proxy: bytes out, bytes in, TLS when it is asked for.

None is kept for another request: an answer that was read too far can harm nobody, and a server that closes an idle
connection just as it is used again is no trouble of ours. A proxy is asked for a connection to the judged address, http
and https alike.
"""

from __future__ import annotations

import asyncio
import base64
import re
import ssl
from collections import OrderedDict
from collections.abc import Awaitable
from dataclasses import field
from typing import TypeVar, cast
from urllib.parse import urlsplit

from monitor.fetch.problems import OutOfTimeError, ProxyError
from monitor.records import dataclass

T = TypeVar("T")

_MAX_ANSWER = 16 * 1024
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
_HIGH = 65_536
"""Bytes that wait to be read; more of them stay with the system."""
_MOST_SESSIONS = 1_000
"""Hosts; a session holds the certificates of its host, some kilobytes."""


class Connection(asyncio.Protocol):
    """One TCP connection, made by `connect`; what goes wrong is raised as OSError (`ssl.SSLError` is one)."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._got: list[bytes] = []
        self._size = 0
        self._paused = self._ended = self._lost = self._full = False
        self._error: Exception | None = None
        self._reading: asyncio.Future[None] | None = None
        self._writing: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The loop has connected."""
        self._transport = cast("asyncio.Transport", transport)  # what is given is none by its class in every loop

    def data_received(self, data: bytes) -> None:
        """The peer has sent bytes."""
        self._got.append(data)
        self._size += len(data)
        if self._size > _HIGH and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        _wake(self._reading)

    def eof_received(self) -> None:
        """The peer sends no more."""
        self._ended = True
        _wake(self._reading)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._ended = self._lost = True
        self._error = exc
        _wake(self._reading)
        _wake(self._writing)

    def pause_writing(self) -> None:
        """The peer does not take what is sent."""
        self._full = True

    def resume_writing(self) -> None:
        """The peer has taken what was sent."""
        self._full = False
        _wake(self._writing)

    async def read(self) -> bytes:
        """The next bytes, b"" at the end; what came before trouble is given before it is raised."""
        while not self._got:
            if self._error is not None:
                raise self._error
            if self._ended:
                return b""
            self._reading = self._loop.create_future()
            await self._reading
        data = self._got[0] if len(self._got) == 1 else b"".join(self._got)
        self._got.clear()
        self._size = 0
        if self._paused and self._transport is not None and not self._transport.is_closing():
            self._paused = False
            self._transport.resume_reading()
        return data

    def push_back(self, data: bytes) -> None:
        """Let `data`, read too far, be what is read next."""
        self._got.insert(0, data)
        self._size += len(data)

    async def write(self, data: bytes) -> None:
        """Send bytes; returns as soon as the system has most of them."""
        self._open().write(data)
        while self._full and not self._lost:
            self._writing = self._loop.create_future()
            await self._writing

    async def start_tls(self, context: ssl.SSLContext, host: str, within_s: float) -> None:
        """Go on inside TLS, with a peer whose certificate is for `host`.

        What was said before in the clear is never taken for something said inside.
        """
        if self._got:
            raise ssl.SSLError("bytes before the handshake")
        # The loop's own limit is here only because it would set a shorter one.
        started = self._loop.start_tls(
            self._open(), self, context, server_hostname=host, ssl_handshake_timeout=2 * within_s
        )
        try:
            inside = await in_time(started, within_s)
        except TypeError as error:
            # Some versions of Python 3.11 stumble where a handshake inside TLS, behind a proxy with TLS, fails.
            raise (error.__context__ if isinstance(error.__context__, OSError) else error) from None
        self._transport = inside or self._transport

    def session(self) -> ssl.SSLSession | None:
        """What a later handshake with this host may begin with; None outside TLS, or if the peer gave no ticket."""
        inside = self._transport.get_extra_info("ssl_object") if self._transport is not None else None
        found = inside.session if inside is not None else None
        return found if found is not None and found.has_ticket else None

    def _open(self) -> asyncio.Transport:
        if self._lost or self._transport is None or self._transport.is_closing():
            raise self._error or ConnectionResetError
        return self._transport

    def close(self) -> None:
        """End the connection at once; nothing waits for the peer's consent."""
        if self._transport is not None:
            self._transport.abort()


class Sessions:
    """The last TLS session of each host, so that the next handshake is a short one (RFC 8446, 2.2; RFC 5077, 3.1).

    A session is resumed only with the host whose certificate was checked when it began, under the same trust.
    """

    def __init__(self, context: ssl.SSLContext) -> None:
        """Have every handshake under `context` begin with what is kept of its host."""
        kept = self._kept = OrderedDict[str, ssl.SSLSession]()

        class Resuming(ssl.SSLObject):
            begun = False

            def do_handshake(self) -> None:
                if not self.begun:  # It is called for each flight.
                    self.begun = True
                    if (known := kept.get(self.server_hostname or "")) is not None:
                        self.session = known
                super().do_handshake()

        context.sslobject_class = Resuming

    def keep(self, host: str, session: ssl.SSLSession | None) -> None:
        """Begin the next handshake with `host` with this one; None leaves what is kept."""
        if session is None:
            return
        self._kept[host] = session
        self._kept.move_to_end(host)
        if len(self._kept) > _MOST_SESSIONS:
            self._kept.popitem(last=False)

    def forget(self, host: str) -> None:
        """Begin the next handshake with `host` anew: this one failed."""
        self._kept.pop(host, None)


async def connect(host: str, port: int, within_s: float) -> Connection:
    """A connection to `host`; whose addresses are judged gives an IP address, of which nobody is asked anything."""
    _, made = await in_time(asyncio.get_running_loop().create_connection(Connection, host, port), within_s)
    return made


async def in_time(step: Awaitable[T], within_s: float) -> T:
    """What the step gives; OutOfTimeError where it takes longer. The system's own limits are OSErrors as ever."""
    limit = asyncio.timeout(within_s)
    try:
        async with limit:
            return await step
    except TimeoutError as error:
        if limit.expired():
            raise OutOfTimeError from error
        raise


def _wake(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)


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
