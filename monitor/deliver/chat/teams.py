"""Microsoft Teams by a workflow's webhook: an Adaptive Card 1.2 whose text is never read as mark-up.

A message may have 28 KB; one library measured 21, so that is what counts here. Phones are said to stop at version 1.2.
"""

from __future__ import annotations

from typing import Any

from monitor.deliver.chat.message import ChatMessage, Line, Paragraph, Span
from monitor.deliver.chat.service import SHARE, OneWay, Request, body_of
from monitor.records import dataclass

_MESSAGE = 21_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Teams(OneWay):
    """One workflow that posts what its webhook is sent."""

    url: str
    longest_link: int = 1_000

    def fits(self, message: ChatMessage) -> bool:
        """Whether the message stays under its limit."""
        return len(body_of(_message(message))) <= SHARE * _MESSAGE

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """One card."""
        del identity, below
        return Request(url=self.url, body=body_of(_message(message)))

    def ping(self) -> Request | None:
        """None: whatever a workflow is sent, it posts."""
        return None


def _message(message: ChatMessage) -> dict[str, Any]:
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.2",
        "fallbackText": message.subject,
        "body": [_head(message.subject), *(block for one in message.paragraphs for block in _blocks(one))],
        "msteams": {"width": "Full"},
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}


def _head(text: str) -> dict[str, Any]:
    run = {"type": "TextRun", "text": text, "weight": "Bolder", "size": "Medium"}
    return {"type": "RichTextBlock", "inlines": [run]}


def _blocks(paragraph: Paragraph) -> list[dict[str, Any]]:
    first, *others = paragraph
    start: dict[str, Any] = {"type": "RichTextBlock", "separator": True, "inlines": _runs(first)}
    return [start, *({"type": "RichTextBlock", "spacing": "None", "inlines": _runs(line)} for line in others)]


def _runs(line: Line) -> list[dict[str, Any]]:
    return [_run(span) for span in line]


def _run(span: Span) -> dict[str, Any]:
    run: dict[str, Any] = {"type": "TextRun", "text": span.text}
    if span.href:
        run["selectAction"] = {"type": "Action.OpenUrl", "url": span.href}
    if span.bold:
        run["weight"] = "Bolder"
    return run
