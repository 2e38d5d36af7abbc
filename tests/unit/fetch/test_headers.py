from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch.headers import MAX_SECONDS, AnswerHeaders, request_headers

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def headers(**values: str) -> AnswerHeaders:
    return AnswerHeaders((name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in values.items())


SERVER_DATE = "Sun, 01 Mar 2026 15:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "date", "expected"),
    [
        ("", "", None),
        ("120", "", 120),
        (" 120 ", "", 120),
        ("0", "", 0),
        ("-5", "", None),
        ("1.5", "", None),
        ("1e3", "", None),
        ("١٢", "", None),
        ("soon", "", None),
        ("9" * 30, "", MAX_SECONDS),
        ("9" * 5_000, "", MAX_SECONDS),
        ("4000000000", "", MAX_SECONDS),
        ("Sun, 01 Mar 2026 12:05:00 GMT", "", 300),
        ("Sun, 01 Mar 2026 11:00:00 GMT", "", 0),
        ("Sun, 01 Mar 2026 15:05:00 GMT", SERVER_DATE, 300),
        ("Sun, 01 Mar 2026 12:05:00 GMT", "garbage", 300),
        ("Sunday, 01-Mar-26 12:05:00 GMT", "", 300),
        ("Sun Mar  1 12:05:00 2026", "", 300),
        ("Sun, 01 Mar 2026 12:05:00 -0000", "", 300),
        ("Sun, 99 Mar 2026 12:05:00 GMT", "", None),
        ("Sun, 01 Mar 99999 12:05:00 GMT", "", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "", MAX_SECONDS),
        ("Fri, 31 Dec 9999 23:59:59 -2359", "", None),
    ],
)
def test_retry_after(value: str, date: str, expected: int | None) -> None:
    pairs = [(b"Retry-After", value.encode("utf-8")), (b"Date", date.encode())]
    assert AnswerHeaders(pairs).retry_after_s(NOW) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, None),
        ({"cache_control": "max-age=600"}, 600),
        ({"cache_control": 'public, MAX-AGE="600"'}, 600),
        ({"cache_control": "s-maxage=5, max-age=600"}, 600),
        ({"cache_control": "x-max-age=5"}, None),
        ({"cache_control": "no-store"}, None),
        ({"cache_control": "max-age=-1"}, None),
        ({"cache_control": "max-age=1000000000000"}, MAX_SECONDS),
        ({"cache_control": "max-age=60", "expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, 60),
        ({"expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, 3_600),
        ({"expires": "Sun, 01 Mar 2026 16:00:00 GMT", "date": SERVER_DATE}, 3_600),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
    ],
)
def test_freshness(values: dict[str, str], expected: int | None) -> None:
    assert headers(**values).max_age_s(NOW) == expected


@settings(deadline=None)
@given(name=st.sampled_from(["retry-after", "expires", "cache-control", "date"]), value=st.text(max_size=60))
def test_no_header_text_raises_or_gives_a_negative_time(name: str, value: str) -> None:
    read = AnswerHeaders([(name.encode(), value.encode("utf-8")), (b"retry-after", b"1"), (b"expires", b"x")])
    assert (read.retry_after_s(NOW) or 0) >= 0
    assert (read.max_age_s(NOW) or 0) >= 0


@pytest.mark.parametrize(
    ("etag", "kept"),
    [('"abc"', '"abc"'), ('W/"a,b"', 'W/"a,b"'), ("unquoted", "unquoted"), ('"\xe4"', '"\xe4"'), ("x" * 1_025, "")],
)
def test_a_validator_is_kept_byte_for_byte_unless_absurd(etag: str, kept: str) -> None:
    read = headers(etag=etag).validator("etag")
    assert read == kept
    if kept:
        assert request_headers([("If-None-Match", read)], ()) == ((b"If-None-Match", etag.encode("latin-1")),)


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"/caf\xc3\xa9", "/café"), (b"/caf\xe9", "/café"), (b" /x ", "/x"), (b"", "")],
)
def test_location_is_read_as_utf_8_or_else_latin_1(raw: bytes, text: str) -> None:
    assert AnswerHeaders([(b"Location", raw)]).location == text


def test_the_callers_headers_win_except_those_that_frame_the_message() -> None:
    own = [("User-Agent", "ours"), ("Accept-Encoding", "gzip")]
    extra = [("user-agent", "theirs"), ("X-Key", "k"), ("HOST", "evil"), ("accept-encoding", "br"), ("Connection", "x")]
    assert request_headers(own, extra) == (
        (b"Accept-Encoding", b"gzip"),
        (b"user-agent", b"theirs"),
        (b"X-Key", b"k"),
    )
