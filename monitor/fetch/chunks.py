"""Bodies sent in chunks whose lines end as they may not, made into chunks as HTTP writes them.

Hand-written servers end the lines of chunks with a bare line feed; browsers take them (RFC 9112, 2.2, lets a reader),
the parser below us refuses the whole answer. Only line ends are mended: a size that is no number is passed on as it is.
"""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 8_192
"""Bytes of a chunk's line, or of one behind the last chunk."""
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")


class ChunkMender:
    """Takes a chunked body as it comes; what it gives is the same body in good chunks. Linear in the body."""

    def __init__(self) -> None:
        self._held = b""
        self._left = 0
        """Bytes that the chunk still has."""
        self._ends = False
        """Its line end comes next."""
        self._last = False
        """The last chunk has come; what follows are lines up to an empty one."""
        self._raw = False

    def feed(self, data: bytes) -> bytes:
        """What may be passed on after `data`, b"" if more is needed."""
        return data if self._raw else self._mended(data)

    def _mended(self, data: bytes) -> bytes:
        self._held += data
        ready: list[bytes] = []
        at = 0
        while not self._raw and at < len(self._held):
            step = self._step(at, ready)
            if step < 0:
                break
            at = step
        self._held = self._held[at:]
        if self._raw or len(self._held) > _LONGEST:
            self._raw = True
            ready.append(self._held)
            self._held = b""
        return b"".join(ready)

    def _step(self, at: int, ready: list[bytes]) -> int:
        """Pass on the next part from `at` on; where the one behind it begins, -1 if it has not come yet."""
        if self._left:
            part = self._held[at : at + self._left]
            self._left -= len(part)
            self._ends = not self._left
            ready.append(part)
            return at + len(part)
        end = self._held.find(b"\n", at)
        if end < 0:
            # Data behind a chunk that is no line end is a fault in any reading.
            self._raw = self._ends and self._held[at : at + 1] not in (b"", b"\r")
            return -1
        line = self._held[at : end + 1]
        if self._ends:
            self._raw, self._ends = line not in (b"\n", b"\r\n"), False
            if self._raw:
                return at
            ready.append(b"\r\n")
        elif self._last:
            if line in (b"\n", b"\r\n"):
                ready.append(b"\r\n")
                self._raw = True
        else:
            size = _SIZE.fullmatch(line)
            if size is None:
                self._raw = True
                return at
            self._left = int(size[1], 16)
            self._last = not self._left
            ready.append(b"%x\r\n" % self._left)
        return end + 1
