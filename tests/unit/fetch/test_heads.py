"""Heads as servers write them: what is no header line is skipped, and the body is framed as far as that is told."""

from __future__ import annotations

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.heads import MAX_HEAD, HeadReader, mended_head

OK = b"HTTP/1.1 200 OK\r\n"
LINES = {
    "no colon": b"Bogus header line",
    "space before the colon": b"X-Frame-Options : deny",
    "tab before the colon": b"X-A\t: b",
    "spaces in the name": b"X Powered (By): x",
    "empty name": b": x",
    "quotes in the name": b'"X": x',
    "Latin letters in the name": "X-Ünsal: x".encode(),
    "a control character in the value": b"X-A: a\x01b",
    "a NUL in the value": b"X-A: a\x00b",
    "a form feed in the value": b"X-A: a\x0cb",
    "a carriage return in the value": b"X-A: a\rb",
    "a line of white space": b"   ",
    "a continued line": b"X-A: a\r\n b",
    "a continuation of nothing": b" b",
    "a continuation of a line that is none": b"Bogus\r\n more",
    "HTML": b"<b>Warning</b>: headers already sent in /srv/feed.php:3",
    "another status line": b"HTTP/1.1 200 OK",
    "8-bit text": b"X-City: \xcd\xe5\xe2",
    "empty value": b"X-A:",
    "a length that is no number": b"Content-Length: many",
    "an empty length": b"Content-Length:",
    "an unknown transfer": b"Transfer-Encoding: identity",
}


def parsed(head: bytes, body: bytes = b"hello") -> tuple[h11.Response, bytes]:
    reader = HeadReader()
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "a")]))
    connection.send(h11.EndOfMessage())
    for byte in head + body:
        connection.receive_data(ready) if (ready := reader.feed(bytes([byte]))) else None
    connection.receive_data(reader.rest() or b"")
    response, text = connection.next_event(), b""
    while isinstance(response, h11.InformationalResponse):
        response = connection.next_event()
    while not isinstance(event := connection.next_event(), h11.EndOfMessage):
        assert isinstance(event, h11.Data), event
        text += bytes(event.data)
    assert isinstance(response, h11.Response)
    return response, text


@pytest.mark.parametrize("line", list(LINES.values()), ids=list(LINES))
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_a_line_that_is_no_header_is_skipped(line: bytes, end: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\n" + line + b"\r\nContent-Type: text/xml\r\n\r\n"
    response, body = parsed(head.replace(b"\r\n", end) if b"\r" not in line else head)
    assert (response.status_code, body) == (200, b"hello")
    assert dict(response.headers)[b"content-type"] == b"text/xml"


STATUS_LINES = [
    b"HTTP/1.1 200",
    b"HTTP/1.1 200 ",
    b"HTTP/1.0 200 OK",
    b"HTTP/1 200 OK",
    b"HTTP/2 200",
    b"http/1.1 200 ok",
    b"HTTP/1.1  200 OK",
    b"HTTP/1.1\t200 OK",
    b"HTTP 200 OK",
    b"ICY 200 OK",
    b"HTTP/1.1 200 \xce\xea",
    b"\r\nHTTP/1.1 200 OK",
    b"\r\n\r\nHTTP/1.1 200 OK",
]


@pytest.mark.parametrize("line", STATUS_LINES)
def test_a_status_line_is_read_by_its_number(line: bytes) -> None:
    response, body = parsed(line + b"\r\nContent-Length: 5\r\n\r\n")
    assert (response.status_code, body) == (200, b"hello")


@pytest.mark.parametrize(
    "head", [b"SSH-2.0-x\r\n\r\n", b"<html></html>\n\n", b"HTTP/1.1 2000 OK\r\n\r\n", b"HTTPS\r\n\r\n"]
)
def test_what_is_no_head_is_handed_on_as_it_is(head: bytes) -> None:
    reader = HeadReader()
    assert reader.feed(head) + reader.rest() == head


@pytest.mark.parametrize(
    ("lines", "framing"),
    [
        (b"Content-Length: 5\r\nContent-Length: 5\r\n", b"Content-Length: 5"),
        (b"Content-Length: 5, 5\r\n", b"Content-Length: 5"),
        (b"Content-Length: 5\r\nContent-Length: 6\r\n", b""),
        (b"Content-Length: -5\r\n", b""),
        (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"Transfer-Encoding: chunked"),
        (b"Transfer-Encoding: gzip, chunked\r\n", b"Transfer-Encoding: chunked"),
        (b"Transfer-Encoding: gzip\r\n", b""),
    ],
)
def test_the_body_is_framed_as_far_as_that_is_told_without_contradiction(lines: bytes, framing: bytes) -> None:
    status, head = mended_head(OK + lines + b"\r\n")
    assert status == 200
    assert [line for line in head.split(b"\r\n")[1:] if line] == ([framing] if framing else [])


def test_interim_answers_come_first_and_the_body_is_not_touched() -> None:
    body = b"Bogus header line\r\n\r\nHTTP/1.1 500 No\r\n\r\n"
    interim = b"HTTP/1.1 103 Early\r\nBogus\r\n\r\n"
    response, text = parsed(interim * 3 + OK + b"\r\n", body)
    assert (response.status_code, text) == (200, body)


@pytest.mark.parametrize("piece", [4_096, 1_000_000])
@pytest.mark.parametrize("end", [b"", b"\r\nhello"])
def test_endless_heads_are_neither_held_nor_read(piece: int, end: bytes) -> None:
    reader = HeadReader()
    given = OK + b"X-A: b\r\n" * 20_000 + end
    passed = b"".join(reader.feed(given[at : at + piece]) for at in range(0, MAX_HEAD + piece, piece))
    assert reader.done
    connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD)
    connection.receive_data(passed[: MAX_HEAD + 1])
    with pytest.raises(h11.RemoteProtocolError, match="too long"):
        connection.next_event()


@given(st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line and line.strip(b"\r")), max_size=8))
def test_any_lines_give_a_head_that_is_one(lines: list[bytes]) -> None:
    status, head = mended_head(OK + b"".join(line + b"\r\n" for line in lines) + b"\r\n")
    assert status == 200
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "a")]))
    connection.receive_data(head)
    assert isinstance(connection.next_event(), h11.Response)
