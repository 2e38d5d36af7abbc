"""Text of others in a chat: no service must find an address, a name to call or a command in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from monitor.deliver.chat.message import ChatMessage, Line, Span

_BREAK = "\u2060"
"""WORD JOINER: it shows nothing and ends what services look for."""
_FOUND = re.compile(
    r"(?<=[@#~])(?=\w)|(?<=:)(?=//)|(?<=[^\W_])(?=\.[^\W\d_]{2})|(?<=[^\W_]\.)(?=[^\W\d_]{2})|(?<![^\s(])/(?=\w)"
)
"""Where a mention, a tag, an address, a host or a command begins; a host is broken on both sides of its dot."""


def broken(text: str) -> str:
    """The text with an invisible letter wherever a client would make a link, a mention, a tag or a command of it."""
    return _FOUND.sub(lambda found: found[0] + _BREAK, text)


def units(text: str) -> int:
    """UTF-16 code units: what most services count as letters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def printed(message: ChatMessage, show: Callable[[Span], str]) -> str:
    """Everything but the subject, each span as `show` prints it: a line a line, an empty line between paragraphs."""

    def line(spans: Line) -> str:
        return "".join(show(span) for span in spans)

    return "\n\n".join("\n".join(line(one) for one in paragraph) for paragraph in message.paragraphs)
