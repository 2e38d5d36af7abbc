"""Discord's webhooks: an embed, in which no mention calls anybody, and every mention locked besides.

Limits as documented: 2,000 characters of content, 4,096 of an embed's description, 6,000 of all embeds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from monitor.deliver.chat.message import ChatMessage, Span
from monitor.deliver.chat.plain import broken, printed, units
from monitor.deliver.chat.service import SHARE, Request, body_of

_CONTENT, _DESCRIPTION = 2_000, 4_096
_MARKUP = re.compile(r"([\\*_~`|>#\[\]()<:+-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discord:
    """One webhook; `thread` is the id of a thread of its channel."""

    url: str
    thread: str = ""
    longest_link: int = 1_000

    def fits(self, message: ChatMessage) -> bool:
        """Whether subject and description stay under their limits."""
        return units(printed(message, _span)) <= SHARE * _DESCRIPTION and units(message.subject) <= SHARE * _CONTENT

    def post(self, message: ChatMessage, identity: str) -> Request:
        """The subject as content, for notifications, and all else as the embed."""
        del identity
        payload = {
            "content": _literal(message.subject),
            "embeds": [{"description": printed(message, _span)}],
            "allowed_mentions": {"parse": []},
        }
        query = {"wait": "true"} | ({"thread_id": self.thread} if self.thread else {})
        joined = "&" if "?" in self.url else "?"
        return Request(url=f"{self.url}{joined}{urlencode(query)}", body=body_of(payload))

    def ping(self) -> Request | None:
        """What the webhook is."""
        return Request(url=self.url, method="GET", headers=())


def _literal(text: str) -> str:
    return _MARKUP.sub(r"\\\1", broken(text))


def _span(span: Span) -> str:
    text = _literal(span.text)
    if span.href:
        return f"[{text}](<{span.href}>)"
    return f"**{text}**" if span.bold else text
