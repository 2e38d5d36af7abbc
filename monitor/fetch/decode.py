"""The bounded decoder of response bodies: nothing, or one layer of gzip or deflate, with a cap on both sides.

Libraries decode first and count afterwards, and one chunk on the wire can be 512 MB decoded; here zlib itself is
told how much it may give. A stream without its proper end is an error: a silently shortened feed that is then
confirmed by 304 answers would be a permanent hole.
"""

from __future__ import annotations

import zlib

from monitor.fetch.refusal import Refusal
from monitor.model.outcomes import FetchReason

MAX_MEMBERS = 1_000
"""Members of one gzip stream; each costs time, and tiny ones would cost it quadratically."""

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW, _ZLIB_WINDOW, _RAW_WINDOW = 31, 15, -15


def open_decoder(encoding: str, max_bytes: int, *, cut: bool = False) -> BodyDecoder | Refusal:
    """A decoder for the given Content-Encoding, or why there is none (reason `bad_encoding`).

    `max_bytes` caps the wire and, separately, the decoded body. With `cut` the body ends at the cap instead of
    being refused.
    """
    layers = [layer for layer in encoding.lower().replace(",", " ").split() if layer != "identity"]
    if not layers:
        return BodyDecoder(None, max_bytes, cut=cut)
    if len(layers) == 1 and layers[0] in ("gzip", "x-gzip", "deflate"):
        return BodyDecoder("deflate" if layers[0] == "deflate" else "gzip", max_bytes, cut=cut)
    shown = " + ".join(layer[:20] for layer in layers[:3])
    return Refusal(FetchReason.BAD_ENCODING, f"the body is packed as {shown!a}, which was not asked for")


class BodyDecoder:
    """Takes the body chunk by chunk; made by `open_decoder`."""

    def __init__(self, layer: str | None, max_bytes: int, *, cut: bool) -> None:
        self._layer, self._max_bytes, self._cut = layer, max_bytes, cut
        self._inflate: zlib._Decompress | None = None
        self._pending = b""
        self._parts: list[bytes] = []
        self._wire = self._decoded = self._members = 0
        self._padding = False
        self.full = False
        """With `cut`: the cap is reached, the rest need not be read."""

    @property
    def proves_end(self) -> bool:
        """Whether the encoding itself tells a whole body from a shortened one."""
        return self._layer is not None and self._wire > 0

    def feed(self, chunk: bytes) -> Refusal | None:
        """Take the next bytes of the wire; a Refusal (`too_large`, `bad_encoding`) ends the matter."""
        self._wire += len(chunk)
        if self._wire > self._max_bytes and not self._cut:
            return self._too_large("on the wire")
        if self._layer is None:
            return self._keep(chunk)
        if self._padding:
            return None
        try:
            return self._unpack(self._pending + chunk)
        except zlib.error:
            return Refusal(FetchReason.BAD_ENCODING, f"the body says it is {self._layer} but cannot be unpacked")

    def finish(self) -> bytes | Refusal:
        """The whole decoded body once the wire has ended, or `truncated` if its packing has no proper end."""
        if self.full or self._layer is None or self._wire == 0 or (self._inflate is None and self._members):
            return b"".join(self._parts)
        return Refusal(FetchReason.TRUNCATED, f"the body ends in the middle of its {self._layer} data")

    def _unpack(self, data: bytes) -> Refusal | None:
        refusal: Refusal | None = None
        while data and refusal is None and not self.full:
            inflate = self._inflate or self._begin(data)
            if inflate is None:
                return None
            if self._members == MAX_MEMBERS:
                return Refusal(FetchReason.BAD_ENCODING, f"the body has more than {MAX_MEMBERS:,} gzip members")
            # One byte more than allowed, so that a body of exactly the cap passes.
            refusal = self._keep(inflate.decompress(data, self._max_bytes - self._decoded + 1))
            self._members += inflate.eof
            self._inflate = None if inflate.eof else inflate
            data = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
        return refusal

    def _begin(self, data: bytes) -> zlib._Decompress | None:
        """Start a member; None if more bytes are needed to tell, or if what follows the last one is padding."""
        self._pending = data if len(data) < len(_GZIP_MAGIC) else b""
        if self._pending:
            return None
        if self._members and (self._layer != "gzip" or not data.startswith(_GZIP_MAGIC)):
            self._padding = True  # ignored, as browsers do
            return None
        return zlib.decompressobj(_GZIP_WINDOW if self._layer == "gzip" else _deflate_window(data))

    def _keep(self, output: bytes) -> Refusal | None:
        room = self._max_bytes - self._decoded
        if len(output) > room:
            if not self._cut:
                return self._too_large("unpacked")
            self.full = True
            output = output[:room]
        self._decoded += len(output)
        self._parts.append(output)
        return None

    def _too_large(self, where: str) -> Refusal:
        return Refusal(FetchReason.TOO_LARGE, f"the body is larger than {self._max_bytes:,} bytes {where}")


def _deflate_window(data: bytes) -> int:
    """`deflate` is a zlib stream by the standard and a bare one by the habit of some servers."""
    is_zlib = data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return _ZLIB_WINDOW if is_zlib else _RAW_WINDOW
