"""Matrix rooms by the client-server API: a notice, plain and as HTML. 64 KiB an event, all of it counted.

The request names its transaction by the message's id: the server takes a repetition for the same event.
"""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import quote

from monitor.deliver.chat.message import ChatMessage, Paragraph, Span
from monitor.deliver.chat.plain import broken, printed
from monitor.deliver.chat.service import SHARE, Answering, Request, bearer, body_of
from monitor.records import dataclass

_EVENT = 65_536
_SERVERS_SHARE = 3_000
"""Bytes that are not the message: the server's ids, signatures and time, and the thread that it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Answering):
    """One room that an account writes to."""

    server: str
    token: str
    room: str
    longest_link: int = 1_900
    _named = ("event_id",)

    def fits(self, message: ChatMessage) -> bool:
        """Whether the event stays under its limit."""
        return len(body_of(_content(message))) + _SERVERS_SHARE <= SHARE * _EVENT

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """A notice that mentions nobody."""
        path = f"rooms/{quote(self.room, safe='')}/send/m.room.message/{quote(identity, safe='')}"
        content = _content(message)
        if below:
            # Clients that know no threads show it as a reply.
            reply = {"is_falling_back": True, "m.in_reply_to": {"event_id": below}}
            content["m.relates_to"] = {"rel_type": "m.thread", "event_id": below, **reply}
        return Request(url=self._at(path), method="PUT", body=body_of(content), headers=bearer(self.token))

    def ping(self) -> Request | None:
        """Whether the account is in the room."""
        return Request(
            url=self._at(f"rooms/{quote(self.room, safe='')}/joined_members"),
            method="GET",
            headers=bearer(self.token)[1:],
        )

    def _at(self, path: str) -> str:
        return f"{self.server.rstrip('/')}/_matrix/client/v3/{path}"


def _content(message: ChatMessage) -> dict[str, Any]:
    plain = printed(message, lambda span: f"{broken(span.text)}\n{span.href}" if span.href else broken(span.text))
    return {
        "msgtype": "m.notice",
        "body": f"{broken(message.subject)}\n\n{plain}",
        "format": "org.matrix.custom.html",
        "formatted_body": f"<h4>{_literal(message.subject)}</h4>" + "".join(map(_block, message.paragraphs)),
        "m.mentions": {},
    }


def _block(paragraph: Paragraph) -> str:
    return f"<p>{'<br>'.join(''.join(map(_span, line)) for line in paragraph)}</p>"


def _literal(text: str) -> str:
    return html.escape(broken(text), quote=False)


def _span(span: Span) -> str:
    text = _literal(span.text)
    if span.href:
        return f'<a href="{html.escape(span.href)}">{text}</a>'
    return f"<strong>{text}</strong>" if span.bold else text
