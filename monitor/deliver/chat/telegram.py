"""Telegram's Bot API: HTML, at most 4,096 UTF-16 units once the mark-up is read, and 100 entities."""

from __future__ import annotations

import html
from typing import Any

from monitor.deliver.chat.message import ChatMessage, Span
from monitor.deliver.chat.plain import broken, printed, units
from monitor.deliver.chat.service import SHARE, Answering, Request, body_of, read_json
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason
from monitor.ports import PostResult
from monitor.records import dataclass

_TEXT, _ENTITIES = 4_096, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram(Answering):
    """One chat that a bot writes to: a number, or the @name of a public one. `topic` is a forum's thread."""

    server: str
    token: str
    chat: str
    topic: int | None = None
    longest_link: int = 1_000
    _named = ("result", "message_id")

    def fits(self, message: ChatMessage) -> bool:
        """Whether what is shown, and the number of links and bold words, stay under their limits."""
        shown = units(f"{broken(message.subject)}\n\n{printed(message, lambda span: broken(span.text))}")
        marked = sum(bool(span.href or span.bold) for one in message.paragraphs for line in one for span in line)
        return shown <= SHARE * _TEXT and marked + 1 <= SHARE * _ENTITIES

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """`sendMessage`, without previews of links."""
        del identity
        payload: dict[str, Any] = {
            "chat_id": self.chat,
            "text": f"<b>{_literal(message.subject)}</b>\n\n{printed(message, _span)}",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if below.isdecimal():
            payload["reply_parameters"] = {"message_id": int(below), "allow_sending_without_reply": True}
        if self.topic is not None:
            payload["message_thread_id"] = self.topic
        return self._ask("sendMessage", payload)

    def meant(self, answer: PostResult) -> PostResult | FetchFailure:
        """`ok` says whether it was taken, beside the status."""
        if not 200 <= answer.status <= 299:
            return answer
        said = read_json(answer.body)
        if isinstance(said, dict) and said.get("ok") is True:
            return answer
        return FetchFailure(reason=FetchReason.PROTOCOL, detail="this is not what Telegram answers; check the server")

    def ping(self) -> Request | None:
        """Whether the bot knows the chat."""
        return self._ask("getChat", {"chat_id": self.chat})

    def _ask(self, method: str, payload: dict[str, Any]) -> Request:
        return Request(url=f"{self.server.rstrip('/')}/bot{self.token}/{method}", body=body_of(payload))


def _literal(text: str) -> str:
    return html.escape(broken(text), quote=False)


def _span(span: Span) -> str:
    text = _literal(span.text)
    if span.href:
        return f'<a href="{html.escape(span.href)}">{text}</a>'
    return f"<b>{text}</b>" if span.bold else text
