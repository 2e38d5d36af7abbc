"""Feeds that are stored as gzip files and served without saying so."""

from __future__ import annotations

import zlib

_GZIP = b"\x1f\x8b\x08"
_MOST_LAYERS = 2


def unpacked_body(body: bytes, limit: int) -> bytes:
    """`body` without gzip around it, at most one byte beyond `limit`; what is no gzip comes back as it is.

    A file that was cut gives what it holds up to there; padding behind its end is left.
    """
    for _ in range(_MOST_LAYERS):
        if not body.startswith(_GZIP):
            break
        unpacked = _unpacked(body, limit)
        if not unpacked:
            break
        body = unpacked
    return body


def _unpacked(body: bytes, limit: int) -> bytes:
    pieces, left, rest = [], limit + 1, body
    while rest.startswith(_GZIP) and left > 0:
        member = zlib.decompressobj(wbits=31)
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
