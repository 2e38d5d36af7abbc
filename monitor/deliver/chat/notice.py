"""What operators are told, as a chat message."""

from __future__ import annotations

from collections.abc import Callable

from monitor.deliver.chat.message import ChatMessage, Span
from monitor.deliver.notice import notice_subject, notice_text
from monitor.deliver.render.clean import shorten
from monitor.model.health import Level, Notice

_LINES = (1_000, 400, 200, 100)
"""Characters a line, tried one after the other."""


def notice_message(notice: Notice, fits: Callable[[ChatMessage], bool]) -> ChatMessage:
    """The notice, its lines cut, and then fewer of them, until the service takes it."""
    lines = [line for line in notice_text(notice).splitlines() if line]
    tries = [(len(lines), limit) for limit in _LINES] + [(count, _LINES[-1]) for count in range(len(lines) - 1, 1, -1)]
    for count, limit in tries:
        message = _message(notice, [shorten(line, limit) for line in lines[:count]])
        if fits(message):
            return message
    return _message(notice, [])


def _message(notice: Notice, lines: list[str]) -> ChatMessage:
    return ChatMessage(
        subject=notice_subject(notice),
        opening=tuple((Span(line),) for line in lines),
        stories=(),
        closing=(),
        link="",
        urgent=any(one.level is Level.RED for one in notice.news),
    )
