"""Slack's incoming webhooks: blocks whose text is literal but for the links that we write.

Limits as documented (50 blocks, 3,000 characters a section, 150 a header) and as met: all blocks together fail near
13,200 characters.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from monitor.deliver.chat.message import ChatMessage, Paragraph, Span
from monitor.deliver.chat.service import SHARE, Request, body_of

_BLOCKS, _SECTION, _TOGETHER, _HEADER = 50, 3_000, 13_200, 150
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """One incoming webhook: it posts into one conversation."""

    url: str
    longest_link: int = 1_000

    def fits(self, message: ChatMessage) -> bool:
        """Whether the number of blocks, each text and all together stay under their limits."""
        blocks = _blocks(message)
        longest = max(len(block["text"]["text"]) for block in blocks)
        together = len(json.dumps(blocks, ensure_ascii=False))
        return len(blocks) <= SHARE * _BLOCKS and longest <= SHARE * _SECTION and together <= SHARE * _TOGETHER

    def post(self, message: ChatMessage, identity: str) -> Request:
        """Blocks, and the subject for notifications and screen readers."""
        del identity  # Nothing in a webhook's message tells a repetition from another one.
        payload = {
            "text": message.subject.translate(_ESCAPED),
            "blocks": _blocks(message),
            "unfurl_links": False,
            "unfurl_media": False,
            "parse": "none",
            "link_names": False,
        }
        return Request(url=self.url, body=body_of(payload))

    def ping(self) -> Request | None:
        """Nothing to post: a webhook that is in force answers `no_text`."""
        return Request(url=self.url, body=b"{}")


def _blocks(message: ChatMessage) -> list[dict[str, Any]]:
    head = {"type": "plain_text", "text": message.subject[: int(SHARE * _HEADER)], "emoji": False}
    return [{"type": "header", "text": head}, *(_section(one) for one in message.paragraphs)]


def _section(paragraph: Paragraph) -> dict[str, Any]:
    text = "\n".join("".join(_span(one) for one in line) for line in paragraph)
    # `verbatim`: nothing in it becomes a link, a name or a channel by itself.
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _span(span: Span) -> str:
    text = span.text.translate(_ESCAPED)
    if span.href:
        return f"<{span.href.translate(_ESCAPED)}|{text}>"
    return f"*{text}*" if span.bold else text
