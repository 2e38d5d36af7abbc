"""Discord, by a webhook or by a bot: an embed, in which no mention calls anybody, and every mention locked besides.

Only a bot can reply to a message. A webhook's request that names one is taken, and what it names passed over.

Limits as documented: 2,000 characters of content, 4,096 of an embed's description, 6,000 of all embeds.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from monitor.deliver.chat.message import ChatMessage, Span
from monitor.deliver.chat.plain import broken, printed, units
from monitor.deliver.chat.service import SHARE, Answering, OneWay, Request, bearer, body_of
from monitor.records import dataclass

_CONTENT, _DESCRIPTION, _NONCE = 2_000, 4_096, 25
_NAME = "DiscordBot (monitor, 1)"
_MARKUP = re.compile(r"([\\*_~`|>#\[\]()<:+-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discord(OneWay):
    """One webhook; `thread` is the id of a thread of its channel."""

    url: str
    thread: str = ""
    longest_link: int = 1_000

    def fits(self, message: ChatMessage) -> bool:
        """Whether subject and description stay under their limits."""
        return _fits(message)

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """The subject as content, for notifications, and all else as the embed."""
        del identity, below
        query = {"wait": "true"} | ({"thread_id": self.thread} if self.thread else {})
        joined = "&" if "?" in self.url else "?"
        return Request(url=f"{self.url}{joined}{urlencode(query)}", body=body_of(_payload(message)))

    def ping(self) -> Request | None:
        """What the webhook is."""
        return Request(url=self.url, method="GET", headers=())


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordBot(Answering):
    """A bot's token and the id of a channel, or of a thread, that it may write into."""

    server: str
    token: str
    room: str
    longest_link: int = 1_000

    def fits(self, message: ChatMessage) -> bool:
        """Whether subject and description stay under their limits."""
        return _fits(message)

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """As a webhook's. Within a few minutes Discord knows a repetition by its nonce, and shows it once."""
        payload = _payload(message) | {"nonce": identity[:_NONCE], "enforce_nonce": True}
        if below:
            payload["message_reference"] = {"message_id": below, "fail_if_not_exists": False}
        return Request(url=self._at("/messages"), body=body_of(payload), headers=self._headers())

    def ping(self) -> Request | None:
        """Whether the bot knows the channel."""
        return Request(url=self._at(""), method="GET", headers=self._headers()[1:])

    def _headers(self) -> tuple[tuple[str, str], ...]:
        kind, _ = bearer(self.token)
        # Discord asks for this form of name, and turns others away at times.
        return (kind, ("authorization", f"Bot {self.token}"), ("user-agent", _NAME))

    def _at(self, what: str) -> str:
        return f"{self.server.rstrip('/')}/api/v10/channels/{self.room}{what}"


def _fits(message: ChatMessage) -> bool:
    return units(printed(message, _span)) <= SHARE * _DESCRIPTION and units(message.subject) <= SHARE * _CONTENT


def _payload(message: ChatMessage) -> dict[str, Any]:
    return {
        "content": _literal(message.subject),
        "embeds": [{"description": printed(message, _span)}],
        "allowed_mentions": {"parse": [], "replied_user": False},
    }


def _literal(text: str) -> str:
    return _MARKUP.sub(r"\\\1", broken(text))


def _span(span: Span) -> str:
    text = _literal(span.text)
    if span.href:
        return f"[{text}](<{span.href}>)"
    return f"**{text}**" if span.bold else text
