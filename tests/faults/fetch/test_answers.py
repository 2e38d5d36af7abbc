"""Hostile and broken answers: each ends in its named reason, by the deadline at the latest, within bounded memory."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import random
import resource
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from backports import zstd

from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason
from tests.faults.fetch.conftest import DEADLINE_S, STALL

R = FetchReason
DRIPS = int(STALL)
"""One a second: after them the server is done, and a request that is still under way has outlived its deadline."""
MB = 1_000_000


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def drip(start: bytes, piece: bytes) -> Any:
    return lambda: itertools.chain([start], itertools.chain.from_iterable(itertools.repeat((1.0, piece), DRIPS)))


def flood(start: bytes, piece: bytes) -> Any:
    return lambda: itertools.chain([start], itertools.repeat(piece * max(1, 32_000 // len(piece))))


def lasting(piece: bytes) -> Any:
    return drip(b"", piece * (32_000 // len(piece)))


PACKED = gzip.compress(b"<rss>" * 1_000)
BEHAVIOURS: dict[str, tuple[Any, FetchReason]] = {
    "never answers": ([STALL], R.TIMEOUT),
    "closes at once": ([], R.PROTOCOL),
    "speaks something else": ([b"SSH-2.0-OpenSSH_9.2\r\n"], R.PROTOCOL),
    "answers HTML without HTTP": ([b"<html>hello</html>"], R.PROTOCOL),
    "drips the status line": (drip(b"HTTP/1.1 2", b"0"), R.TIMEOUT),
    "drips headers": (drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), R.TIMEOUT),
    "stops in the headers": ([b"HTTP/1.1 200 OK\r\nX-A: ", STALL], R.TIMEOUT),
    "endless headers": (flood(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), R.PROTOCOL),
    "one endless header": (flood(b"HTTP/1.1 200 OK\r\nX-A: ", b"b"), R.PROTOCOL),
    "200 kB of headers": ([b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 25_000 + b"\r\n"], R.PROTOCOL),
    "endless interim answers": (lasting(b"HTTP/1.1 100 Continue\r\n\r\n"), R.TIMEOUT),
    "switches protocols": ([head("Upgrade: x", "Connection: Upgrade", status="101 Switching")], R.PROTOCOL),
    "chunk size is no number": ([head("Transfer-Encoding: chunked") + b"zz\r\n12345\r\n"], R.PROTOCOL),
    "announced too large": ([head("Content-Length: 100000000000"), None], R.TOO_LARGE),
    "packed as nobody can read": ([head("Content-Encoding: gzip") + b"\x1f\x9d\x90" * 9], R.BAD_ENCODING),
    "packed four times": ([head("Content-Encoding: gzip, gzip, gzip, gzip") + PACKED], R.BAD_ENCODING),
    "accepted without a body": ([head("Content-Length: 0", status="202 Accepted")], R.PROTOCOL),
    "endless body": (flood(head(), b"x" * 32_000), R.TOO_LARGE),
    "endless tiny chunks": (flood(head("Transfer-Encoding: chunked"), chunk(b"x")), R.PROTOCOL),
    "endless empty members": (flood(head("Content-Encoding: gzip"), gzip.compress(b"")), R.BAD_ENCODING),
    "no content": ([head("Content-Length: 0", status="204 No Content")], R.PROTOCOL),
    "not modified, though nothing was known": ([head(status="304 Not Modified")], R.PROTOCOL),
    "multiple choices": ([head("Content-Length: 0", status="300 Multiple Choices")], R.PROTOCOL),
    "redirect to nowhere": ([head("Content-Length: 0", status="302 Found")], R.PROTOCOL),
    "impossible status": ([head("Content-Length: 0", status="999 Denied")], R.PROTOCOL),
    "bad request": ([head("Content-Length: 0", status="400 Bad")], R.HTTP_CLIENT_ERROR),
    "forbidden": ([head("Content-Length: 0", status="403 No")], R.HTTP_CLIENT_ERROR),
    "forbidden with an endless body": (flood(head(status="403 No"), b"x"), R.HTTP_CLIENT_ERROR),
    "gone": ([head("Content-Length: 0", status="410 Gone")], R.GONE),
    "too many requests": ([head("Content-Length: 0", status="429 Slow")], R.RATE_LIMITED),
    "server error": ([head("Content-Length: 0", status="500 Oops")], R.HTTP_SERVER_ERROR),
    "unavailable": ([head("Content-Length: 0", status="503 Later")], R.HTTP_SERVER_ERROR),
    "cloudflare's own": ([head("Content-Length: 0", status="522 Origin")], R.HTTP_SERVER_ERROR),
}


@pytest.mark.parametrize(("script", "reason"), list(BEHAVIOURS.values()), ids=list(BEHAVIOURS))
async def test_every_behaviour_ends_in_its_reason(site: Any, make: Any, script: Any, reason: FetchReason) -> None:
    site.scripts["/feed?token=secret"] = script
    began = asyncio.get_running_loop().time()
    result = await make().fetch(FetchRequest(url=site.url("/feed?token=secret"), max_bytes=MB))
    if reason is R.TIMEOUT:
        assert asyncio.get_running_loop().time() - began >= DEADLINE_S
    assert isinstance(result, FetchFailure)
    assert result.reason is reason, result.detail
    assert "secret" not in result.detail + result.url
    assert result.detail.isascii()


NOISE = random.Random(3).randbytes(3_000)
BROKEN: dict[str, tuple[Any, bytes, FetchReason]] = {
    "shorter than announced": ([head("Content-Length: 10") + b"12345"], b"12345", R.TRUNCATED),
    "without its last chunk": ([head("Transfer-Encoding: chunked") + chunk(b"12345")], b"12345", R.TRUNCATED),
    "cut in a chunk": ([head("Transfer-Encoding: chunked") + b"a\r\n12345"], b"12345", R.TRUNCATED),
    "a chunk that is none": ([head("Transfer-Encoding: chunked") + chunk(b"12345") + b"zz\r\n"], b"12345", R.PROTOCOL),
    "gzip without its checksum": (
        [head("Content-Encoding: gzip") + gzip.compress(b"12345")[:-8]],
        b"12345",
        R.TRUNCATED,
    ),
    "stops in the body": ([head("Content-Length: 10") + b"12345", STALL], b"12345", R.TIMEOUT),
    "never closes": ([head() + b"12345", STALL], b"12345", R.TIMEOUT),
}


@pytest.mark.parametrize(("script", "body", "reason"), list(BROKEN.values()), ids=list(BROKEN))
async def test_what_came_of_a_body_is_given_with_the_reason(
    site: Any, make: Any, script: Any, body: bytes, reason: FetchReason
) -> None:
    site.scripts["/feed?token=secret"] = script
    result = await make().fetch(FetchRequest(url=site.url("/feed?token=secret"), max_bytes=MB))
    assert isinstance(result, FetchResult)
    assert (result.body, result.broken and result.broken.reason) == (body, reason)
    assert "secret" not in str(result.broken)


@pytest.mark.parametrize("piece", [b"x", chunk(b"x")])
async def test_a_body_that_drips_ends_at_the_deadline(site: Any, make: Any, piece: bytes) -> None:
    framing = "Transfer-Encoding: chunked" if len(piece) > 1 else "Content-Length: 100000"
    site.scripts["/"] = drip(head(framing), piece)
    result = await make().fetch(FetchRequest(url=site.url(), max_bytes=MB))
    assert isinstance(result, FetchResult)
    assert set(result.body) == {ord("x")}
    assert result.broken is not None
    assert result.broken.reason is R.TIMEOUT


async def test_what_came_before_a_reset_is_given_with_the_reason(site: Any, make: Any) -> None:
    import socket
    import struct

    listener = socket.create_server(("127.0.0.3", 0))
    listener.setblocking(False)
    loop = asyncio.get_running_loop()

    async def reset() -> None:
        peer, _ = await loop.sock_accept(listener)
        await loop.sock_recv(peer, 10_000)
        await loop.sock_sendall(peer, head("Content-Length: 100") + b"12345")
        await asyncio.sleep(0.05)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        peer.close()

    task = asyncio.create_task(reset())
    result = await make().fetch(FetchRequest(url=f"http://127.0.0.3:{listener.getsockname()[1]}/"))
    await task
    listener.close()
    assert isinstance(result, FetchResult)
    assert (result.body, result.broken and result.broken.reason) == (b"12345", R.TRUNCATED)


def zeros(wbits: int, total: int) -> Iterator[bytes]:
    """A deflate stream of that many zeros; its checksum is wrong, which nobody who unpacks bounded gets to see."""
    pack = zlib.compressobj(9, wbits=wbits)
    yield pack.compress(bytes(MB)) + pack.flush(zlib.Z_FULL_FLUSH)
    block = pack.compress(bytes(MB)) + pack.flush(zlib.Z_FULL_FLUSH)
    yield from itertools.repeat(block, total // MB - 1)
    yield pack.flush()


BOMBS = {
    "gzip": ("gzip", lambda: zeros(31, 512 * MB)),
    "deflate": ("deflate", lambda: zeros(15, 512 * MB)),
    "bare deflate": ("deflate", lambda: zeros(-15, 512 * MB)),
    "members": ("gzip", lambda: itertools.repeat(gzip.compress(bytes(MB)), 256)),
    "br": ("br", lambda: [brotli.compress(bytes(256 * MB), quality=2)]),
    "zstd": ("zstd", lambda: [zstd.compress(bytes(256 * MB))]),
    "zstd frames": ("zstd", lambda: itertools.repeat(zstd.compress(bytes(MB)), 256)),
    "not said": ("", lambda: [gzip.compress(bytes(64 * MB))]),
    "mixed": ("br, zstd", lambda: [zstd.compress(brotli.compress(bytes(256 * MB), quality=2))]),
    "stacked": ("gzip, gzip", lambda: [gzip.compress(gzip.compress(bytes(64 * MB)))]),
}


@pytest.mark.parametrize(("encoding", "wire"), list(BOMBS.values()), ids=list(BOMBS))
async def test_bombs_are_stopped_at_the_cap(site: Any, make: Any, encoding: str, wire: Any) -> None:
    site.scripts["/bomb"] = [head(f"Content-Encoding: {encoding}"), *wire()]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = await make().fetch(FetchRequest(url=site.url("/bomb"), max_bytes=15 * MB))
    assert isinstance(result, FetchFailure)
    assert result.reason in (R.TOO_LARGE, R.BAD_ENCODING)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB


WHOLE = {
    "length": ([head("Content-Length: 5") + b"hello"], False),
    "more than announced": ([head("Content-Length: 5") + b"hello, world"], False),
    "chunked": ([head("Transfer-Encoding: chunked") + chunk(b"hel") + chunk(b"lo") + b"0\r\n\r\n"], False),
    "chunked with bare line feeds": ([head("Transfer-Encoding: chunked") + b"3\nhel\n2\nlo\n0\n\n"], False),
    "the same, byte by byte": (
        [head("Transfer-Encoding: chunked"), *(bytes([byte]) for byte in b"3;x=y\nhel\r\n2 \nlo\n0\nX-Sum: 1\n\n")],
        False,
    ),
    "a chunk that holds line feeds": (
        [head("Transfer-Encoding: chunked", "Content-Encoding: gzip") + chunk(gzip.compress(b"hello")) + b"0\n\n"],
        False,
    ),
    "unframed": ([head() + b"hello"], True),
    "HTTP/1.0": ([b"HTTP/1.0 200 OK\r\n\r\nhello"], True),
    "unframed gzip proves its end": ([head("Content-Encoding: gzip") + gzip.compress(b"hello")], False),
    "two members": ([head("Content-Encoding: gzip") + gzip.compress(b"hel") + gzip.compress(b"lo")], False),
    "slow but in time": ([head("Content-Length: 5") + b"he", 9.0, b"l", 9.0, b"lo"], False),
    "interim answer first": ([head(status="103 Early Hints") + head("Content-Length: 5") + b"hello"], False),
    "two different lengths": ([head("Content-Length: 1", "Content-Length: 2") + b"hello"], True),
    "a negative length": ([head("Content-Length: -1") + b"hello"], True),
    "one length twice": ([head("Content-Length: 5", "Content-Length: 5") + b"hello"], False),
    "packed for the way": ([head("Transfer-Encoding: gzip") + gzip.compress(b"hello")], False),
    "packed for the way, in chunks": (
        [head("Transfer-Encoding: gzip, chunked") + chunk(gzip.compress(b"hello")) + b"0\r\n\r\n"],
        False,
    ),
    "plain text called gzip": ([head("Content-Encoding: gzip") + b"hello"], True),
    "accepted": ([head("Content-Length: 5", status="202 Accepted") + b"hello"], False),
    "created": ([head("Content-Length: 5", status="201 Created") + b"hello"], False),
    "touched by a proxy": ([head("Content-Length: 5", status="203 Other") + b"hello"], False),
}


@pytest.mark.parametrize(("script", "close_delimited"), list(WHOLE.values()), ids=list(WHOLE))
async def test_whole_bodies(site: Any, make: Any, script: Any, close_delimited: bool) -> None:
    site.scripts["/"] = script
    result = await make().fetch(FetchRequest(url=site.url()))
    assert isinstance(result, FetchResult), result
    assert (result.status, result.body, result.close_delimited) == (200, b"hello", close_delimited)
    assert result.url == site.url()
    assert 0 < result.elapsed_s < DEADLINE_S


async def test_what_is_asked_for(site: Any, make: Any) -> None:
    site.page("/")
    await make().fetch(FetchRequest(url=site.url(), accept="application/rss+xml", secret_headers=(("X-Key", "ключ"),)))
    sent = site.seen[0].headers
    assert sent.pop("x-key").encode("latin-1").decode() == "ключ"
    assert sent == {
        "host": f"127.0.0.2:{site.port}",
        "connection": "close",
        "user-agent": "monitor/1.0 (+https://example.org)",
        "accept": "application/rss+xml",
        "accept-encoding": "gzip",
    }


async def test_validators_are_echoed_byte_for_byte_and_304_is_an_answer(site: Any, make: Any) -> None:
    site.page("/", b"hi", ETag='W/"a,b ü"', Last_Modified="Sun, 01 Mar 2026 12:00:00 GMT", Cache_Control="max-age=7")
    first = await make().fetch(FetchRequest(url=site.url()))
    assert isinstance(first, FetchResult)
    assert (first.max_age_s, first.last_modified) == (7, "Sun, 01 Mar 2026 12:00:00 GMT")
    site.scripts["/"] = [head(status="304 Not Modified")]
    request = FetchRequest(url=site.url(), etag=first.etag, last_modified=first.last_modified)
    second = await make().fetch(request)
    assert isinstance(second, FetchResult)
    assert (second.status, second.body, second.etag, second.last_modified) == (
        304,
        b"",
        first.etag,
        first.last_modified,
    )
    sent = site.seen[1].headers
    assert sent["if-none-match"].encode("latin-1").decode() == 'W/"a,b ü"'
    assert sent["if-modified-since"] == "Sun, 01 Mar 2026 12:00:00 GMT"


@pytest.mark.parametrize("status", ["429 Slow", "503 Later", "403 No"])
async def test_retry_after_is_passed_on(site: Any, make: Any, status: str) -> None:
    site.page("/", status=status, Retry_After="120")
    result = await make().fetch(FetchRequest(url=site.url()))
    assert isinstance(result, FetchFailure)
    assert (result.status, result.retry_after_s) == (int(status[:3]), 120)


async def test_a_secret_header_that_http_forbids_is_not_sent_and_not_shown(site: Any, make: Any) -> None:
    result = await make().fetch(FetchRequest(url=site.url(), secret_headers=(("X-Key", "hidden\r\nHost: evil"),)))
    assert isinstance(result, FetchFailure)
    assert result.reason is R.BAD_URL
    assert "hidden" not in result.detail
    assert site.seen == []


async def test_five_hundred_fetches_leave_no_descriptor_behind(site: Any, make: Any) -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    site.page("/ok", b"hi")
    site.scripts["/cut"] = [head("Content-Length: 10") + b"12345"]
    site.scripts["/big"] = flood(head(), b"x" * 32_000)
    fetcher = make()
    await fetcher.fetch(FetchRequest(url=site.url("/ok")))
    before = descriptors()
    for path in ("/ok", "/cut", "/big", "/gone", "/ok") * 20:
        await asyncio.gather(
            *(
                fetcher.fetch(FetchRequest(url=site.url(path, f"127.0.0.{2 + i % 2}"), max_bytes=50_000))
                for i in range(5)
            )
        )
    for _ in range(3_000):
        if descriptors() <= before + 1:
            break
        await asyncio.sleep(0.01)
    assert descriptors() <= before + 1
