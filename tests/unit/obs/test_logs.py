"""Logs: one event a line, nothing in it that steers a terminal, and no secret."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.config import Secret
from monitor.obs import logs as logging_room
from monitor.obs.logs import configure_logs, hide_in_logs, redacted

KEY = "whsec_C2FtcGxlIGNhbmFyeQ=="

REDACTED = {
    "query": ("read https://a.example/feed?key=canary-1 twice", "read https://a.example/feed?... twice"),
    "fragment": ("https://a.example/#canary-1", "https://a.example/?..."),
    "userinfo": ("https://me:canary-1@a.example/x", "https://a.example/x"),
    "an at sign in the password": ("https://me:can@ary-1@a.example/x", "https://a.example/x"),
    "another scheme": ("postgresql://me:canary-1@db/monitor", "postgresql://db/monitor"),
    "upper case": ("HTTPS://ME:canary-1@A.example/?k=canary-1", "HTTPS://A.example/?..."),
    "signing key": (f"signed with {KEY}.", "signed with whsec_***"),
    "bearer": ("Authorization: Bearer canary-1", "Authorization: Bearer ***"),
    "basic": ("Authorization: Basic Y2FuYXJ5LTE=", "Authorization: Basic ***"),
    "a control character cuts no URL short": (
        "https://a.example/\x1c?key=canary-1",
        "https://a.example/\\x1c?...",
    ),
    "line break": ("a title\n07:12:03  delivery sent", "a title\\x0a07:12:03  delivery sent"),
    "ANSI": ("\x1b[2J\x1b]0;title\x07", "\\x1b[2J\\x1b]0;title\\x07"),
    "C1": ("\x9b31m", "\\x9b31m"),
    "bidi": ("abc\u202egpj.exe\u2066", "abc\\x202egpj.exe\\x2066"),
    "separators": ("a\u2028b\u2029c", "a\\x2028b\\x2029c"),
    "half a surrogate pair": ("\ud800", "\\xd800"),
    "innocent text": ("الفيلق الخامس in Albu Kamal, 12:30", "الفيلق الخامس in Albu Kamal, 12:30"),
}


@pytest.mark.parametrize(("text", "shown"), REDACTED.values(), ids=REDACTED)
def test_what_a_line_may_not_hold_is_written_otherwise(text: str, shown: str) -> None:
    assert redacted(text) == shown


@given(st.text())
def test_whatever_the_text_the_line_is_one_and_inert(text: str) -> None:
    line = redacted(text)
    assert len(line.splitlines()) <= 1
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in line)
    line.encode()


@pytest.fixture
def stream() -> StringIO:
    return StringIO()


@pytest.fixture(autouse=True)
def forget_hidden_values() -> Iterator[None]:
    before = logging_room._Known.secrecy
    yield
    logging_room._Known.secrecy = before


def events(stream: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_json_is_one_object_a_line_with_every_value_cleaned(stream: StringIO) -> None:
    configure_logs("json", "debug", stream)
    moment = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
    structlog.get_logger().info(
        "a\nb",
        action="test",
        text="\x1b[1m",
        number=3,
        share=0.5,
        yes=True,
        nothing=None,
        at=moment,
        many=["https://u:canary-1@h/?canary-1", "\x07"],
        secret=Secret("canary-1"),
        path=Path("/data"),
    )
    (event,) = events(stream)
    assert event.pop("timestamp")
    assert event == {
        "event": "a\\x0ab",
        "level": "info",
        "action": "test",
        "text": "\\x1b[1m",
        "number": 3,
        "share": 0.5,
        "yes": True,
        "nothing": None,
        "at": "2026-11-22T06:30:00+00:00",
        "many": ["https://h/?...", "\\x07"],
        "secret": "***",
        "path": "/data",
    }


def fail(detail: str) -> None:
    raise ValueError(f"cannot read {detail}")


@pytest.mark.parametrize("style", ["json", "console"])
def test_a_traceback_is_whole_and_without_secrets(stream: StringIO, style: str) -> None:
    configure_logs(style, "info", stream)
    hide_in_logs(["canary-password", "x"])
    try:
        fail("https://u:canary-1@h/f?canary-1 with canary-password\n07:12:03  forged\x1b[2J")
    except ValueError:
        structlog.get_logger().exception("internal error", action="test")
    text = stream.getvalue()
    assert "canary" not in text
    assert "\x1b" not in text
    assert "fail(" in text
    assert "cannot read" in text
    if style == "json":
        assert len(events(stream)) == 1
    else:
        head, *rest = text.splitlines()
        assert head.endswith("error: internal error")
        assert all(line.startswith("    ") for line in rest), "no line of it passes for an event"


def test_console_puts_the_event_first(stream: StringIO) -> None:
    configure_logs("console", "info", stream)
    structlog.get_logger().warning("feed not read", action="poll", feed="SANA", why="no answer within 30 s")
    structlog.get_logger().debug("not shown", action="poll")
    (line,) = stream.getvalue().splitlines()
    assert line[10:] == "warning: feed not read  feed=SANA  why=no answer within 30 s"


def test_libraries_speak_in_the_same_form_and_below_warning_not_at_all(stream: StringIO) -> None:
    configure_logs("json", "debug", stream)
    logging.getLogger("apscheduler").info("GET https://h/?canary-1")
    logging.getLogger("some.library").warning("odd %s", "https://u:canary-1@h/?canary-1\n")
    try:
        fail("https://h/?canary-1")
    except ValueError:
        logging.getLogger("asyncio").exception("never retrieved")
    first, second = events(stream)
    assert (first["event"], first["level"], first["action"]) == ("odd https://h/?...", "warning", "some.library")
    assert "cannot read https://h/?..." in str(second["exception"])
    assert "canary" not in stream.getvalue()


def test_auto_is_json_where_nobody_looks(stream: StringIO) -> None:
    configure_logs("auto", "info", stream)
    structlog.get_logger().info("x")
    assert events(stream)[0]["event"] == "x"


class GoneStream(StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_a_stream_that_is_gone_stops_nobody() -> None:
    configure_logs("json", "info", GoneStream())
    structlog.get_logger().info("x", action="test")


def test_a_short_value_is_not_hidden_in_innocent_words() -> None:
    hide_in_logs(["base"])
    assert redacted("Imam Ali base") == "Imam Ali base"


def test_the_longer_secret_is_hidden_whole() -> None:
    hide_in_logs(["canary-1", "canary-1-and-more"])
    assert redacted("it is canary-1-and-more") == "it is ***"
