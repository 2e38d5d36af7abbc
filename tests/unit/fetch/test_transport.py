"""One request and its answer on a connection: however the bytes are cut, the same is read."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from ipaddress import ip_address
from itertools import pairwise
from typing import Any, TypeVar, cast

import h11
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.exchange import Order, _Progress, _request
from monitor.fetch.problems import NETWORK_ERRORS
from monitor.fetch.transport import Talk
from monitor.fetch.urls import Target, check_url

T = TypeVar("T")

TARGET = check_url("http://news.example:8080/feed?a=1")
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
ANSWERS = [
    OK + b"Content-Length: 5\r\n\r\nhello",
    OK + b"Content-Length: 5\r\n\r\nhello, world",
    OK + b"Content-Length: 9\r\n\r\nhello",
    OK + b"\r\nhello",
    OK + b"Bogus\r\nX : y\r\n folded\r\n\r\nhello",
    CHUNKED + b"3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nX-Sum: 1\r\n\r\n",
    CHUNKED + b"3\nhel\n2\nlo\n0\n\n",
    CHUNKED + b"5\r\nhello\r\nzz\r\n",
    CHUNKED + b"5\r\nhello",
    CHUNKED + b"5\r\nhelloX\r\n0\r\n\r\n",
    b"HTTP/1.1 103 Early\r\nX: y\r\n\r\n" * 3 + OK + b"Content-Length: 5\r\n\r\nhello",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhello",
    b"HTTP/1.1 304 Not Modified\r\nContent-Length: 50\r\n\r\n",
    b"HTTP/1.1 204 No Content\r\n\r\nhello",
    b"HTTP/1.1 000 None\r\n\r\n",
    b"ICY 200 OK\r\n\r\nhello",
    b"SSH-2.0-OpenSSH\r\n",
    b"HTTP/1.1 2",
    b"",
]


class Played:
    """A connection whose peer says these pieces, and then no more."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = [piece for piece in pieces if piece]
        self.sent = b""

    async def read(self) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""

    async def write(self, data: bytes) -> None:
        self.sent += data


def done(work: Coroutine[None, None, T]) -> T:
    """What it returns; it waits for nobody."""
    with pytest.raises(StopIteration) as ended:
        work.send(None)
    return cast("T", ended.value.value)


def order(**changes: Any) -> Order:
    assert isinstance(TARGET, Target)
    values = {"method": "GET", "target": TARGET, "headers": ((b"Accept", b"*/*"),), "max_bytes": 1_000}
    return Order(**{**values, "deadline_s": 9.0, "limit_s": 9.0, "connect_s": 9.0, **changes})


def sent_for(asked: Order) -> httpx.Request:
    return _request(asked, ip_address("192.0.2.1"), _Progress())


def said(pieces: Sequence[bytes], asked: Order | None = None) -> tuple[object, ...]:
    """Status, a header, body, and what was raised in the end."""

    async def talk() -> tuple[object, ...]:
        found: list[object] = []
        body = b""
        try:
            talk, connection = Talk(sent_for(asked or order())), Played(pieces)
            status, headers = await talk.begin(connection)  # type: ignore[arg-type]
            found = [status, headers]
            while piece := await talk.piece():
                body += piece
        except NETWORK_ERRORS as error:
            found.append(type(error))
        return *found, body

    return done(talk())


@pytest.mark.parametrize("answer", ANSWERS)
@given(cuts=st.lists(st.integers(min_value=0, max_value=150), max_size=6))
def test_how_an_answer_is_cut_changes_nothing(answer: bytes, cuts: list[int]) -> None:
    marks = sorted({0, len(answer), *(cut for cut in cuts if cut < len(answer))})
    pieces = [answer[start:end] for start, end in pairwise(marks)]
    assert said(pieces) == said([answer])


@given(st.binary(max_size=120), st.sampled_from([b"", OK, CHUNKED, OK + b"Content-Length: 7\r\n"]))
def test_whatever_is_said_is_an_answer_or_a_trouble_that_is_known(noise: bytes, start: bytes) -> None:
    whole = said([start + noise])
    assert said([bytes([byte]) for byte in start + noise]) == whole
    assert isinstance(whole[-1], bytes)


def test_what_is_sent() -> None:
    sent = []
    for asked in (order(), order(method="POST", body=b"hi"), order(method="POST")):
        connection = Played([OK + b"\r\n"])
        done(Talk(sent_for(asked)).begin(connection))  # type: ignore[arg-type]
        sent.append(connection.sent)
    lines = [one.split(b"\r\n") for one in sent]
    assert [one[0] for one in lines] == [b"%b /feed?a=1 HTTP/1.1" % method for method in (b"GET", b"POST", b"POST")]
    always = [b"Host: news.example:8080", b"Connection: close", b"Accept: */*", b"", b""]
    assert sorted(lines[0][1:]) == sorted(always)
    assert sorted(lines[1][1:]) == sorted([*always[:-1], b"Content-Length: 2", b"hi"])
    assert sorted(lines[2][1:]) == sorted([*always, b"Content-Length: 0"])


@pytest.mark.parametrize("header", [(b"X", b"a\r\nHost: evil"), (b"X Y", b"a"), (b"X", b"a\x00")])
def test_a_header_that_http_forbids_is_not_sent(header: tuple[bytes, bytes]) -> None:
    assert said([], order(headers=(header,))) == (h11.LocalProtocolError, b"")
