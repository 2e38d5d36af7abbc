"""The bounded decoder of response bodies: unpacks what is packed, by what it is, with a cap on both sides.

A body without its proper end is given with the reason why it may not be whole (`broken`): who reads it decides what
that is worth. A silently shortened feed that is then confirmed by 304 answers would be a permanent hole.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.fetch.refusal import Refusal
from monitor.fetch.unpack import (
    ENOUGH,
    PACKINGS,
    Stream,
    UnpackError,
    continues,
    looks_like_text,
    recognised,
)
from monitor.model.outcomes import FetchReason

MAX_MEMBERS = 1_000
"""Members of one gzip stream; each costs time, and tiny ones would cost it quadratically."""
_MAX_LAYERS = 3
_PIECE = 256 * 1024
_REMEMBERED = 64 * 1024


def open_decoder(encoding: str, max_bytes: int, *, cut: bool = False) -> BodyDecoder | Refusal:
    """A decoder for the given Content-Encoding, or why there is none (reason `bad_encoding`).

    `max_bytes` caps the wire and, separately, the decoded body. With `cut` the body ends at the cap instead of
    being refused. Words that name no packing mean nothing.
    """
    words = encoding.lower().replace(",", " ").replace(";", " ").replace('"', " ").split()
    layers = [PACKINGS[word] for word in reversed(words) if word in PACKINGS]
    if len(layers) > _MAX_LAYERS:
        return Refusal(FetchReason.BAD_ENCODING, f"the body is packed {len(layers)} times")
    # One more than told: packed twice by two servers that each tell of one packing, or packed and not said so.
    return BodyDecoder([*layers, ""] if layers else ["", ""], max_bytes, cut=cut)


class BodyDecoder:
    """Takes the body chunk by chunk; made by `open_decoder`."""

    def __init__(self, layers: list[str], max_bytes: int, *, cut: bool) -> None:
        self._layers = [_Layer(name) for name in layers]
        self._sizes = [0] * len(layers)
        self._max_bytes, self._cut = max_bytes, cut
        self._parts: list[bytes] = []
        self._wire = self._kept = 0
        self.broken: Refusal | None = None
        """Why the body may not be whole."""
        self.full = False
        """The rest need not be read: with `cut` the cap is reached, or nothing more can be unpacked."""

    @property
    def proves_end(self) -> bool:
        """Whether the packing itself tells a whole body from a shortened one."""
        return self._wire > 0 and self._layers[0].packed

    def feed(self, chunk: bytes) -> Refusal | None:
        """Take the next bytes of the wire; a Refusal (`too_large`, `bad_encoding`) ends the matter."""
        self._wire += len(chunk)
        if self._wire > self._max_bytes and not self._cut:
            return self._too_large("on the wire")
        return self._pass(0, chunk, last=False)

    def finish(self) -> bytes | Refusal:
        """The decoded body once the wire has ended; a Refusal if there is nothing of it (see `broken`)."""
        for depth in range(len(self._layers)):
            if self.full:
                break
            refusal = self._pass(depth, b"", last=True)
            if refusal is not None:
                return refusal
            self.broken = self.broken or self._layers[depth].cut_off()
        return self.broken if self.broken is not None and not self._parts else b"".join(self._parts)

    def _pass(self, depth: int, data: bytes, *, last: bool) -> Refusal | None:
        """Give `data` to the layer at `depth`, and what it makes of them to the next one."""
        if depth == len(self._layers):
            return self._keep(data)
        try:
            for piece in self._layers[depth].feed(data, last=last):
                self._sizes[depth] += len(piece)
                if self._sizes[depth] > self._max_bytes and not self._cut:
                    return self._too_large("unpacked")
                refusal = self._pass(depth + 1, piece, last=False)
                if refusal is not None or self.full:
                    return refusal
        except UnpackError:
            return self._spoilt(self._layers[depth].name)
        return None

    def _spoilt(self, name: str) -> Refusal | None:
        if not self._parts:
            return Refusal(FetchReason.BAD_ENCODING, f"the body says it is {name or 'gzip'} but cannot be unpacked")
        self.full = True
        self.broken = Refusal(FetchReason.TRUNCATED, "the body cannot be unpacked to its end")
        return None

    def _keep(self, output: bytes) -> Refusal | None:
        room = self._max_bytes - self._kept
        if len(output) > room:
            if not self._cut:
                return self._too_large("unpacked")
            self.full = True
            output = output[:room]
        self._kept += len(output)
        if output:
            self._parts.append(output)
        return None

    def _too_large(self, where: str) -> Refusal:
        return Refusal(FetchReason.TOO_LARGE, f"the body is larger than {self._max_bytes:,} bytes {where}")


class _Layer:
    """One packing of a body, or none: what it is shows in its first bytes."""

    def __init__(self, declared: str) -> None:
        self.name = declared
        self.packed = False
        self._stream: Stream | None = None
        self._open = self._ended = False
        self._pending = b""
        self._seen: bytes | None = b""
        """What was taken so far, as long as nothing came of it."""
        self._members = 0

    def feed(self, data: bytes, *, last: bool) -> Iterator[bytes]:
        """What `data` unpacks to, piece by piece; `last`: nothing follows.

        Raises:
            UnpackError: it cannot be unpacked.
        """
        data, self._pending = self._pending + data, b""
        if not self._open:
            if not data or (len(data) < ENOUGH and not last):
                self._pending = data
                return
            self._open, self._stream = True, recognised(self.name, data)
            self.packed = self._stream is not None
        if self._stream is None:
            if data:
                yield data
            return
        yield from self._unpack(data, last=last)
        if last and self._seen and not self._stream.ended and looks_like_text(self._seen):
            self._stream, self.packed = None, False
            yield self._seen

    def cut_off(self) -> Refusal | None:
        """Why what came is not all, once nothing follows."""
        if self._stream is None or self._ended or self._stream.ended:
            return None
        return Refusal(FetchReason.TRUNCATED, f"the body ends in the middle of its {self.name or 'packed'} data")

    def _unpack(self, data: bytes, *, last: bool) -> Iterator[bytes]:
        while not self._ended and self._stream is not None:
            if self._stream.ended:
                if len(data) < ENOUGH and not last:
                    self._pending = data
                    return
                self._next(data)
                continue
            stream = self._stream
            output = self._take(stream, data)
            if output:
                yield output
            if not self.packed or (len(output) < _PIECE and not stream.ended):
                return
            data = stream.rest if stream.ended else b""

    def _take(self, stream: Stream, data: bytes) -> bytes:
        if self._seen is not None:
            self._seen = self._seen + data if len(self._seen) < _REMEMBERED else None
        try:
            output = stream.take(data, _PIECE)
        except UnpackError:
            if not self._seen or not looks_like_text(self._seen):
                raise
            self._stream, self.packed, output = None, False, self._seen
        if output:
            self._seen = None
        return output

    def _next(self, data: bytes) -> None:
        """Begin the member that follows the one that ended; what else follows is padding."""
        self._members += 1
        self._ended = not continues(self._stream, data)
        if self._members == MAX_MEMBERS:
            raise UnpackError
        if not self._ended:
            self._stream = recognised("", data)
