"""As much of HTTP/1.1 as the status port speaks: heads of requests that are read, answers that are written."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import field, replace

from monitor.records import dataclass

MAX_HEADER = 8192
_READ_S = 5.0
_REASONS = {
    200: "OK",
    202: "Accepted",
    304: "Not Modified",
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    410: "Gone",
    413: "Content Too Large",
    421: "Misdirected Request",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
ASKED_FOR = frozenset(
    ("authorization", "if-none-match", "content-length", "transfer-encoding", "x-hub-signature", "expect")
)
"""Headers of requests, in small letters, that somebody here looks at."""
MAX_BODY = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The head of a request; what is wrong with it is for the server to say."""

    method: str
    path: str
    version: str
    query: str = ""
    hosts: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Of the others those that somebody asks for, in small letters."""
    body: bytes = field(default=b"", repr=False)
    """Of a POST, if it is short and its length was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent back; `headers` beside those that every answer has."""

    status: int
    body: bytes
    kind: str = "text/plain; charset=utf-8"
    keep: str = "no-store"
    """Its Cache-Control."""
    headers: tuple[tuple[str, str], ...] = ()


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The request's head, None if it is too long. Raises TimeoutError and IncompleteReadError."""
    try:
        async with asyncio.timeout(_READ_S):
            head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        return Request(method="", path="", version="")
    path, _, query = words[1].partition("?")
    pairs = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    return Request(
        method=words[0],
        path=path,
        version=words[2],
        query=query,
        hosts=tuple(value for name, value in pairs if name == "host"),
        headers={name: value for name, value in pairs if name in ASKED_FOR},
    )


async def with_body(request: Request, reader: asyncio.StreamReader) -> Request:
    """`request` with its body, if it is one of a few lines. Raises TimeoutError and IncompleteReadError."""
    told = request.headers.get("content-length", "")
    length = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0
    if request.method != "POST" or not 0 < length <= MAX_BODY:
        return request
    async with asyncio.timeout(_READ_S):
        return replace(request, body=await reader.readexactly(length))


def on_the_wire(answer: Answer, *, head_only: bool) -> bytes:
    """The whole answer, or its head alone."""
    lines = [
        f"HTTP/1.1 {answer.status} {_REASONS[answer.status]}",
        f"Content-Type: {answer.kind}",
        f"Content-Length: {len(answer.body)}",
        "X-Content-Type-Options: nosniff",
        f"Cache-Control: {answer.keep}",
        "Connection: close",
        *(f"{name}: {value}" for name, value in answer.headers),
    ]
    if answer.status == 304:
        # It has the length of what is not sent, or none.
        del lines[1:3]
    head = "\r\n".join([*lines, "", ""]).encode("latin-1")
    return head if head_only or answer.status == 304 else head + answer.body
