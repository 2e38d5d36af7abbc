"""Mattermost, by an incoming webhook or by a bot: Markdown, at most 16,383 letters a post (before 5.0: 4,000).

Only what a bot posts has an id that threads hang on.
"""

from __future__ import annotations

import re

from monitor.deliver.chat.message import ChatMessage, Span
from monitor.deliver.chat.plain import broken, printed, units
from monitor.deliver.chat.service import SHARE, Answering, OneWay, Request, bearer, body_of
from monitor.records import dataclass

_POST = 16_383
_PROPS = {"disable_group_highlight": True}
_MARKUP = re.compile(r"([\\*_~`|>#\[\]()<:!{}+-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mattermost(OneWay):
    """One incoming webhook."""

    url: str
    longest_link: int = 1_000

    def fits(self, message: ChatMessage) -> bool:
        """Whether the post stays under its limit."""
        return units(_text(message)) <= SHARE * _POST

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """One post; nobody is called by it."""
        del identity, below
        return Request(url=self.url, body=body_of({"text": _text(message), "props": _PROPS}))

    def ping(self) -> Request | None:
        """Nothing to post: a webhook that is in force refuses it as empty."""
        return Request(url=self.url, body=b"{}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MattermostBot(Answering):
    """A bot's token and the id of a channel that it is in."""

    server: str
    token: str
    room: str
    longest_link: int = 1_000

    def fits(self, message: ChatMessage) -> bool:
        """Whether the post stays under its limit."""
        return units(_text(message)) <= SHARE * _POST

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """One post; nobody is called by it."""
        del identity
        payload = {"channel_id": self.room, "message": _text(message), "props": _PROPS}
        payload |= {"root_id": below} if below else {}
        return Request(url=self._at("posts"), body=body_of(payload), headers=bearer(self.token))

    def ping(self) -> Request | None:
        """Whether the bot knows the channel."""
        return Request(url=self._at(f"channels/{self.room}"), method="GET", headers=bearer(self.token)[1:])

    def _at(self, path: str) -> str:
        return f"{self.server.rstrip('/')}/api/v4/{path}"


def _text(message: ChatMessage) -> str:
    return f"#### {_literal(message.subject)}\n\n{printed(message, _span)}"


def _literal(text: str) -> str:
    return _MARKUP.sub(r"\\\1", broken(text))


def _span(span: Span) -> str:
    text = _literal(span.text)
    if span.href:
        return f"[{text}](<{span.href}>)"
    return f"**{text}**" if span.bold else text
