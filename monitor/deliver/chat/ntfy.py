"""ntfy, by its JSON: plain text, at most 4,096 bytes a message; what is longer would come as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from monitor.deliver.chat.message import ChatMessage, Span
from monitor.deliver.chat.plain import broken, printed
from monitor.deliver.chat.service import SHARE, OneWay, Request, bearer, body_of
from monitor.records import dataclass

_MESSAGE = 4_096
_HIGH, _DEFAULT = 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ntfy(OneWay):
    """One topic of a server."""

    server: str
    topic: str
    token: str = ""
    longest_link: int = 600

    def fits(self, message: ChatMessage) -> bool:
        """Whether the message stays under its limit in bytes."""
        return len(printed(message, _span).encode("utf-8", "replace")) <= SHARE * _MESSAGE

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """One notification; touching it opens the first story."""
        del identity, below
        payload: dict[str, Any] = {
            "topic": self.topic,
            "title": broken(message.subject),
            "message": printed(message, _span),
            "priority": _HIGH if message.urgent else _DEFAULT,
        }
        if message.link:
            payload["click"] = message.link
        return Request(url=f"{self.server.rstrip('/')}/", body=body_of(payload), headers=bearer(self.token))

    def ping(self) -> Request | None:
        """Whether the topic may be used with this token."""
        return Request(
            url=f"{self.server.rstrip('/')}/{quote(self.topic, safe='')}/auth",
            method="GET",
            headers=bearer(self.token)[1:],
        )


def _span(span: Span) -> str:
    return f"{broken(span.text)}\n{span.href}" if span.href else broken(span.text)
