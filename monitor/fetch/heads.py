"""Heads of answers as they are spoken, made into heads as HTTP writes them.

Browsers skip a header line that is none, and read on; the parser below us refuses the whole answer. What frames the
body is never guessed: a length that is no number, or two that differ, is left out, and the body then ends with the
connection, which is told to whoever reads it. Nothing is ever asked a second time on a connection, so that a body
read too far can harm nobody.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterable
from typing import Any

from httpcore import AsyncNetworkBackend, AsyncNetworkStream

from monitor.fetch.chunks import ChunkMender
from monitor.fetch.problems import Phase, reached

MAX_HEAD = 100 * 1024
"""Bytes of one head; a longer one is passed on as it is, for the parser to refuse."""
_MAX_INTERIM = 64
_LINE = re.compile(rb"(?:HTTP(?:/\d(?:\.\d)?)?|ICY)[ \t]+(\d{3})(?!\d)[^\r\n]*\r?\n", re.IGNORECASE)
_END = re.compile(rb"\n\r?\n")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)", re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
_LENGTH = re.compile(rb"\d{1,20}")


class LenientBackend(AsyncNetworkBackend):
    """A network whose streams give heads that the parser accepts."""

    def __init__(self, below: AsyncNetworkBackend) -> None:
        self._below = below

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the base class says so
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """A stream to that address."""
        return LenientStream(await self._below.connect_tcp(host, port, timeout, local_address, socket_options))


class LenientStream(AsyncNetworkStream):
    """A stream of one connection, on which one request is made."""

    def __init__(self, below: AsyncNetworkStream) -> None:
        self._below = below
        self._head = HeadReader()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - as above
        """The next bytes of the answer, b"" at its end."""
        while True:
            data = await self._below.read(max_bytes, timeout)
            ready = self._head.take(data)
            if ready or not data:
                return ready

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as above
        """Send bytes of the request."""
        reached.get()(Phase.ANSWER)
        await self._below.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._below.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as above
    ) -> AsyncNetworkStream:
        """The stream inside TLS; nothing was read before."""
        reached.get()(Phase.TLS)
        return LenientStream(await self._below.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Of the connection itself."""
        return self._below.get_extra_info(info)


class HeadReader:
    """Collects heads until the one of the answer itself (1xx come before it), then lets everything pass."""

    def __init__(self) -> None:
        self.done = False
        self._held = b""
        self._interim = 0
        self._chunks: ChunkMender | None = None

    def take(self, data: bytes) -> bytes:
        """What of head or body may be passed on, after `data`, which is b"" at the end of the connection."""
        if self.done:
            return self.body(data)
        return self.feed(data) if data else self.rest()

    def feed(self, data: bytes) -> bytes:
        """What of the answer may be passed on, after `data`; b"" if more is needed."""
        self._held += data
        ready = b""
        while not self.done:
            self._held = self._held.lstrip(b"\r\n")
            end = _END.search(self._held)
            if end is None:
                return ready + (self.rest() if len(self._held) > MAX_HEAD or not _may_begin(self._held) else b"")
            status, clean = mended_head(self._held[: end.end()])
            self._held = self._held[end.end() :]
            ready += clean
            self._interim += 1
            self.done = not 100 <= status < 200 or status == 101 or self._interim > _MAX_INTERIM
            if self.done and clean.endswith(_CHUNKED):
                self._chunks = ChunkMender()
        return ready + self.body(self.rest())

    def body(self, data: bytes) -> bytes:
        """What of the body may be passed on, after `data`; b"" if more is needed."""
        return data if self._chunks is None or not data else self._chunks.feed(data)

    def rest(self) -> bytes:
        """Everything that is still held."""
        self.done, held, self._held = True, self._held, b""
        return held


def mended_head(head: bytes) -> tuple[int, bytes]:
    """(status, the head with lines that HTTP allows); (0, `head`) if it does not begin as an answer."""
    line = _LINE.match(head)
    if line is None or len(head) > MAX_HEAD:
        return 0, head
    fields = _fields(head[line.end() :])
    framing = _framing(fields)
    others = [(name, value) for name, value in fields if name.lower() not in (b"content-length", b"transfer-encoding")]
    lines = [b"HTTP/1.1 %b ok" % line[1], *(b"%b: %b" % field for field in (*others, *framing))]
    return int(line[1]), b"\r\n".join((*lines, b"", b""))


def _may_begin(held: bytes) -> bool:
    start = held.lstrip(b"\r\n")[:5].upper()
    return b"HTTP/".startswith(start) or b"ICY  ".startswith(start) or start[:4] in (b"HTTP", b"ICY ")


def _fields(text: bytes) -> list[tuple[bytes, bytes]]:
    """Name and value of each line that is a header; a line that continues another one belongs to it."""
    found: list[tuple[bytes, bytes]] = []
    kept = False
    for line in re.split(rb"\r?\n", text):
        if line[:1] in (b" ", b"\t"):
            if kept and line.strip():
                name, value = found[-1]
                found[-1] = (name, value + b" " + _CONTROL.sub(b" ", line).strip())
            continue
        field = _FIELD.fullmatch(line)
        kept = field is not None
        if field is not None:
            found.append((field[1], _CONTROL.sub(b" ", field[2]).strip()))
    return found


def _framing(fields: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """How long the body is, as far as that is said without contradiction."""
    coding = b",".join(value for name, value in fields if name.lower() == b"transfer-encoding").lower()
    if b"chunked" in coding:
        return [(b"Transfer-Encoding", b"chunked")]  # what else it says was packed is seen by what it begins with
    told = [value for name, value in fields if name.lower() == b"content-length"]
    lengths = {one.strip() for value in told for one in value.split(b",")}
    if len(lengths) == 1 and all(_LENGTH.fullmatch(one) for one in lengths):
        return [(b"Content-Length", lengths.pop())]
    return []
