"""Mattermost's incoming webhooks: Markdown, at most 16,383 letters a post (versions before 5.0: 4,000)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.deliver.chat.message import ChatMessage, Span
from monitor.deliver.chat.plain import broken, printed, units
from monitor.deliver.chat.service import SHARE, Request, body_of

_POST = 16_383
_MARKUP = re.compile(r"([\\*_~`|>#\[\]()<:!{}+-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mattermost:
    """One incoming webhook."""

    url: str
    longest_link: int = 1_000

    def fits(self, message: ChatMessage) -> bool:
        """Whether the post stays under its limit."""
        return units(_text(message)) <= SHARE * _POST

    def post(self, message: ChatMessage, identity: str) -> Request:
        """One post; nobody is called by it."""
        del identity
        return Request(url=self.url, body=body_of({"text": _text(message), "props": {"disable_group_highlight": True}}))

    def ping(self) -> Request | None:
        """Nothing to post: a webhook that is in force refuses it as empty."""
        return Request(url=self.url, body=b"{}")


def _text(message: ChatMessage) -> str:
    return f"#### {_literal(message.subject)}\n\n{printed(message, _span)}"


def _literal(text: str) -> str:
    return _MARKUP.sub(r"\\\1", broken(text))


def _span(span: Span) -> str:
    text = _literal(span.text)
    if span.href:
        return f"[{text}](<{span.href}>)"
    return f"**{text}**" if span.bold else text
