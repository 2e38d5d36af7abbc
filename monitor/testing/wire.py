"""The small part of HTTP/1.1 that the loopback news site speaks: GET and HEAD, one request a connection."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from dataclasses import field
from http import HTTPStatus

from monitor.records import dataclass

MAX_HEAD_BYTES = 16_384
READ_DEADLINE_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request's head; header names are lower-case."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What the site answers at one path."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    """Sent as they are, beside the usual ones."""

    @property
    def etag(self) -> str:
        """Strong validator of the body, quoted."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request's head, or None if the peer sent nothing that can be understood in time."""
    try:
        async with asyncio.timeout(READ_DEADLINE_S):
            head = await reader.readuntil(b"\r\n\r\n")
    except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        return None
    request_line, *lines = head.decode("latin-1").split("\r\n")
    parts = request_line.split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/1."):
        return None
    pairs = (line.partition(":") for line in lines if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Request(method=parts[0], target=parts[1], headers=headers)


def respond(request: Request, resource: Resource) -> tuple[int, bytes]:
    """Status and the whole answer on the wire: 304 where the validator still holds, gzip where it is welcome."""
    if request.method not in ("GET", "HEAD"):
        return 405, _wire(405, [("Allow", "GET, HEAD"), ("Content-Length", "0")], b"")
    fresh = resource.status == HTTPStatus.OK
    if fresh and _matches(request.headers.get("if-none-match", ""), resource.etag):
        return 304, _wire(304, [("ETag", resource.etag)], b"")
    headers = [("Content-Type", resource.content_type), ("Vary", "Accept-Encoding"), *resource.headers]
    if fresh:
        headers.append(("ETag", resource.etag))
    body = resource.body
    if _takes_gzip(request.headers.get("accept-encoding", "")):
        # mtime=0 keeps equal bodies equal on the wire
        body = gzip.compress(body, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    return resource.status, _wire(resource.status, headers, b"" if request.method == "HEAD" else body)


def _matches(if_none_match: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in tags or "*" in tags


def _takes_gzip(accept_encoding: str) -> bool:
    for offer in accept_encoding.lower().split(","):
        coding, _, quality = offer.partition(";")
        if coding.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _wire(status: int, headers: list[tuple[str, str]], body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
