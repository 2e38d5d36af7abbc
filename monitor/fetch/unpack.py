"""Streams that unpack one packing each, told how much they may give at a time, and how each packing is recognised.

Libraries decode first and count afterwards, and one chunk on the wire can be 512 MB decoded: here the decoder itself
is told its bound, for gzip, deflate, brotli and zstd alike.
"""

from __future__ import annotations

import re
import zlib
from typing import Protocol

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ZLIB_MAGIC = (b"\x78\x9c", b"\x78\xda")
"""No text begins so in any encoding that is in use."""
COMPRESS_MAGIC = b"\x1f\x9d"
ENOUGH = 4
"""Bytes by which a packing is recognised."""
PACKINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br", "zstd": "zstd"}
"""Content codings that are unpacked. Other words name none: browsers take the body as it is."""
_MARKUP = re.compile(rb"\s*[<{\[]\s*[ -~]")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MAX_GZIP_HEAD = 70_000
_ZSTD_WINDOW_LOG = 23
"""8 MB, as RFC 9659 allows for content; decoders take 128 MB by themselves."""


class UnpackError(Exception):
    """The bytes are not what they were taken for."""


class Stream(Protocol):
    """One packed stream, fed in order."""

    ended: bool
    """Whether its proper end was met."""
    rest: bytes
    """What followed the end."""

    def take(self, data: bytes, most: int) -> bytes:
        """What `data` (b"": what was given before) unpacks to, at most about `most` bytes; then there may be more.

        Raises:
            UnpackError: these are not bytes of such a stream.
        """
        ...


def recognised(declared: str, head: bytes) -> Stream | None:
    """The stream that begins with `head`, by what it is rather than by what it is called; None: it is not packed.

    Raises:
        UnpackError: it is packed in a way that is not read.
    """
    if declared == "br":
        return Brotli()
    if head.startswith(GZIP_MAGIC) or (declared and GZIP_MAGIC.startswith(head)):
        return Gzip()
    if head.startswith(ZSTD_MAGIC):
        return Zstd()
    if declared and head.startswith(COMPRESS_MAGIC):
        raise UnpackError
    if (declared in ("deflate", "gzip") and _is_zlib(head)) or head.startswith(_ZLIB_MAGIC):
        return Deflate(zlib.MAX_WBITS)
    return Deflate(-zlib.MAX_WBITS) if declared == "deflate" and not _MARKUP.match(head) else None


def continues(stream: Stream | None, following: bytes) -> bool:
    """Whether `following` is another stream of the kind of the one that ended; anything else there is padding."""
    if isinstance(stream, Gzip):
        return following.startswith(GZIP_MAGIC)
    return isinstance(stream, Zstd) and following.startswith(ZSTD_MAGIC)


def looks_like_text(head: bytes) -> bool:
    """Whether bytes that could not be unpacked may be a text as it is."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return 0x20 < (head.lstrip() or b" ")[0] < 0x7F and not _CONTROL.search(head[:256])


class Deflate:
    """A zlib stream, or by a negative window a bare one."""

    def __init__(self, window: int) -> None:
        self._inflate = zlib.decompressobj(window)
        self.ended = False
        self.rest = b""

    def take(self, data: bytes, most: int) -> bytes:
        """See `Stream`."""
        try:
            output = self._inflate.decompress(self._inflate.unconsumed_tail + data, most)
        except zlib.error as error:
            raise UnpackError from error
        self.ended, self.rest = self._inflate.eof, self._inflate.unused_data
        return output


class Gzip:
    """One member of a gzip stream.

    Head and checksum are read here and not by zlib, which would keep the last piece of a text from us whose
    checksum is wrong.
    """

    def __init__(self) -> None:
        self._head: bytes | None = b""
        self._inflate = Deflate(-zlib.MAX_WBITS)
        self._sum = self._size = 0
        self._tail = b""
        self.ended = False
        self.rest = b""

    def take(self, data: bytes, most: int) -> bytes:
        """See `Stream`."""
        if self._head is not None:
            self._head += data
            start = _gzip_head(self._head)
            if start is None:
                return b""
            data, self._head = self._head[start:], None
        return self._packed(data, most) if not self._inflate.ended else self._finish(data)

    def _packed(self, data: bytes, most: int) -> bytes:
        output = self._inflate.take(data, most)
        self._sum, self._size = zlib.crc32(output, self._sum), self._size + len(output)
        if self._inflate.ended:
            self._finish(self._inflate.rest)
        return output

    def _finish(self, data: bytes) -> bytes:
        """The checksum's turn; nothing comes of it."""
        if len(self._tail) < 8:
            self._tail += data
            told = (int.from_bytes(self._tail[:4], "little"), int.from_bytes(self._tail[4:8], "little"))
            # A stream that says it was another text has no proper end.
            right = told == (self._sum, self._size & 0xFFFFFFFF)
            self.ended, self.rest = len(self._tail) >= 8 and right, self._tail[8:]
        return b""


class Brotli:
    """A brotli stream, with its window of at most 16 MB."""

    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 - few servers need it

        self._stream, self._error = brotli.Decompressor(), brotli.error
        self.ended = False
        self.rest = b""

    def take(self, data: bytes, most: int) -> bytes:
        """See `Stream`."""
        try:
            output: bytes = self._stream.process(data, output_buffer_limit=most)
        except self._error as error:
            raise UnpackError from error
        self.ended = bool(self._stream.is_finished())
        return output


class Zstd:
    """One frame of a zstd stream."""

    def __init__(self) -> None:
        from backports import zstd  # noqa: PLC0415 - few servers need it

        options = {int(zstd.DecompressionParameter.window_log_max): _ZSTD_WINDOW_LOG}
        self._stream, self._error = zstd.ZstdDecompressor(options=options), zstd.ZstdError
        self.ended = False
        self.rest = b""

    def take(self, data: bytes, most: int) -> bytes:
        """See `Stream`."""
        try:
            output: bytes = self._stream.decompress(data, most)
        except self._error as error:
            raise UnpackError from error
        self.ended, self.rest = self._stream.eof, self._stream.unused_data
        return output


def _is_zlib(head: bytes) -> bool:
    """`deflate` is a zlib stream by the standard and a bare one by the habit of some servers."""
    return len(head) > 1 and head[0] & 0x0F == 8 and head[0] >> 4 < 8 and (head[0] << 8 | head[1]) % 31 == 0


def _gzip_head(data: bytes) -> int | None:
    """Where the packed data begins (RFC 1952 section 2.3); None if the head is not complete yet."""
    if len(data) < 10:
        return None
    flags, at = data[3], 10
    if flags & 4:
        at += 2 + int.from_bytes(data[10:12], "little")
    for flag in (8, 16):
        if flags & flag:
            end = data.find(b"\0", at) if at <= len(data) else -1
            at = end + 1 if end >= 0 else len(data) + 1
    at += 2 if flags & 2 else 0
    if at > _MAX_GZIP_HEAD or len(data) > 2 * _MAX_GZIP_HEAD > 2 * at:
        raise UnpackError
    return at if at <= len(data) else None
