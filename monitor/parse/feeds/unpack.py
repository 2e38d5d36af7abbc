"""Feeds that are stored as gzip files (or zlib streams) and served without saying so."""

from __future__ import annotations

import zlib

_GZIP = b"\x1f\x8b\x08"
_PACKED = (_GZIP, b"\x78\x9c", b"\x78\xda")
"""The last two are zlib's; no text begins so."""
_MOST_LAYERS = 2


def unpacked_body(body: bytes, limit: int) -> bytes:
    """`body` without gzip or zlib around it, at most one byte beyond `limit`; what is neither comes back as it is.

    A file that was cut gives what it holds up to there; padding behind its end is left.
    """
    for _ in range(_MOST_LAYERS):
        if not body.startswith(_PACKED):
            break
        unpacked = _unpacked(body, limit)
        if not unpacked:
            break
        body = unpacked
    return body


def _unpacked(body: bytes, limit: int) -> bytes:
    pieces, left, rest = [], limit + 1, body
    while rest.startswith(_PACKED) and left > 0:
        member = zlib.decompressobj(wbits=47)  # either of the two
        try:
            piece = member.decompress(rest, left)
        except zlib.error:
            break
        pieces.append(piece)
        left -= len(piece)
        rest = member.unused_data
        if not piece and not rest:
            break
    return b"".join(pieces)
