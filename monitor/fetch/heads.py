"""Heads of answers as they are spoken, made into heads as HTTP writes them.

Browsers skip a header line that is none, and read on; the parser below us refuses the whole answer. What frames the
body is never guessed: a length that is no number, or two that differ, is left out, and the body then ends with the
connection, which is told to whoever reads it. Nothing is ever asked a second time on a connection, so that a body
read too far can harm nobody.
"""

from __future__ import annotations

import re

from monitor.fetch.chunks import ChunkMender

MAX_HEAD = 100 * 1024
"""Bytes of one head; of a longer one a byte more is passed on and no end, for the parser to refuse."""
_MAX_INTERIM = 64
_LINE = re.compile(rb"(?:HTTP(?:/\d(?:\.\d)?)?|ICY)[ \t]+(\d{3})(?!\d)[^\r\n]*\r?\n", re.IGNORECASE)
_END = re.compile(rb"\n\r?\n")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)", re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
_LENGTH = re.compile(rb"\d{1,20}")


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
            end = _END.search(self._held, 0, MAX_HEAD)
            if end is None and len(self._held) > MAX_HEAD:
                return ready + self.rest()[: MAX_HEAD + 1]
            if end is None:
                return ready + (b"" if _may_begin(self._held) else self.rest())
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
    if line is None:
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
