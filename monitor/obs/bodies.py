"""Bodies of requests to the status port that may be long: in pieces, within a size, never kept."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

from monitor.obs.http import Request

_PIECE = 65_536
_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;[^\r\n]*)?\r?\n")
_MOST_TRAILERS = 50


class BodyTooLargeError(Exception):
    """More than may come."""


class BrokenBodyError(Exception):
    """It did not come whole, or not as HTTP/1.1 has it."""


async def pieces(request: Request, reader: asyncio.StreamReader, most: int) -> AsyncIterator[bytes]:
    """The body of `request` piece by piece, by its length or in chunks.

    Raises:
        BodyTooLargeError: it is longer than `most` bytes, or says that it will be.
        BrokenBodyError: it ends too early or cannot be understood.
    """
    coding, told = request.headers.get("transfer-encoding", ""), request.headers.get("content-length", "")
    try:
        if coding:
            if coding.lower() != "chunked" or told:
                raise BrokenBodyError
            async for piece in _chunks(reader, most):
                yield piece
        elif told:
            if not (told.isascii() and told.isdigit()):
                raise BrokenBodyError
            if len(told) > 12 or int(told) > most:
                raise BodyTooLargeError
            async for piece in _exactly(reader, int(told)):
                yield piece
    except (OSError, asyncio.IncompleteReadError, ValueError) as error:
        raise BrokenBodyError from error


async def _exactly(reader: asyncio.StreamReader, length: int) -> AsyncIterator[bytes]:
    while length > 0:
        piece = await reader.read(min(length, _PIECE))
        if not piece:
            raise BrokenBodyError
        length -= len(piece)
        yield piece


async def _chunks(reader: asyncio.StreamReader, most: int) -> AsyncIterator[bytes]:
    while True:
        match = _SIZE.fullmatch(await reader.readline())
        if match is None:
            raise BrokenBodyError
        size = int(match[1], 16)
        if size == 0:
            break
        most -= size
        if most < 0:
            raise BodyTooLargeError
        async for piece in _exactly(reader, size):
            yield piece
        if (await reader.readline()).strip():
            raise BrokenBodyError
    for _ in range(_MOST_TRAILERS):
        if not (await reader.readline()).strip():
            return
    raise BrokenBodyError
