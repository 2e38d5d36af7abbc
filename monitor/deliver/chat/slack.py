"""Slack, by an incoming webhook or by a bot: blocks whose text is literal but for the links that we write.

Only what a bot posts has a time stamp that threads hang on; a webhook answers `ok` and no more.

Limits as documented (50 blocks, 3,000 characters a section, 150 a header) and as met: all blocks together fail near
13,200 characters. How Slack counts letters beyond the first 65,536 is not documented: here each is two.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from monitor.deliver.chat.message import ChatMessage, Paragraph, Span
from monitor.deliver.chat.plain import units
from monitor.deliver.chat.service import SHARE, Answering, OneWay, Request, bearer, body_of, read_json
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason
from monitor.ports import PostResult
from monitor.records import dataclass

_BLOCKS, _SECTION, _TOGETHER, _HEADER = 50, 3_000, 13_200, 150
_MAYBE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_STATUS = {
    **dict.fromkeys(("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"), 401),
    **dict.fromkeys(("not_in_channel", "missing_scope", "no_permission", "restricted_action"), 403),
    **dict.fromkeys(("ratelimited", "rate_limited"), 429),
    "channel_not_found": 404,
    "is_archived": 410,
}
"""What others say with a status."""
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack(OneWay):
    """One incoming webhook: it posts into one conversation."""

    url: str
    longest_link: int = 1_000

    def fits(self, message: ChatMessage) -> bool:
        """Whether the number of blocks, each text and all together stay under their limits."""
        return _fits(message)

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """Blocks, and the subject for notifications and screen readers."""
        del identity, below  # Nothing in a webhook's message tells a repetition from another one.
        return Request(url=self.url, body=body_of(_payload(message)))

    def ping(self) -> Request | None:
        """Nothing to post: a webhook that is in force answers `no_text`."""
        return Request(url=self.url, body=b"{}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackBot(Answering):
    """A bot's token (`chat:write`) and the id of a conversation that it is in."""

    server: str
    token: str
    room: str
    longest_link: int = 1_000
    _named = ("ts",)

    def fits(self, message: ChatMessage) -> bool:
        """Whether the number of blocks, each text and all together stay under their limits."""
        return _fits(message)

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """Blocks as a webhook's; a reply is shown in the conversation too, so that nobody has to follow a thread."""
        del identity  # Nothing in a message tells a repetition from another one.
        payload = {"channel": self.room, **_payload(message)}
        if below:
            payload |= {"thread_ts": below, "reply_broadcast": True}
        return self._ask("chat.postMessage", body_of(payload))

    def ping(self) -> Request | None:
        """Whether the token is in force; what it may do in the conversation cannot be asked with it."""
        return self._ask("auth.test", b"{}")

    def meant(self, answer: PostResult) -> PostResult | FetchFailure:
        """Slack says 200 to what it refuses, and whether it took it inside."""
        if not 200 <= answer.status <= 299:
            return answer
        said = read_json(answer.body)
        if isinstance(said, dict) and said.get("ok") is True:
            return answer
        error = str(said.get("error", "")) if isinstance(said, dict) else ""
        if not error or error in _MAYBE:
            # It may stand there for all that: these errors are said to come after a part of the work.
            said_ = error or "neither yes nor no"
            return FetchFailure(reason=FetchReason.PROTOCOL, detail=f"the answer was {said_}")
        return replace(answer, status=_STATUS.get(error, 400), body=error)

    def _ask(self, method: str, body: bytes) -> Request:
        return Request(url=f"{self.server.rstrip('/')}/api/{method}", body=body, headers=bearer(self.token))


def _fits(message: ChatMessage) -> bool:
    blocks = _blocks(message)
    longest = max(units(block["text"]["text"]) for block in blocks)
    together = units(json.dumps(blocks, ensure_ascii=False))
    return len(blocks) <= SHARE * _BLOCKS and longest <= SHARE * _SECTION and together <= SHARE * _TOGETHER


def _payload(message: ChatMessage) -> dict[str, Any]:
    return {
        "text": message.subject.translate(_ESCAPED),
        "blocks": _blocks(message),
        "unfurl_links": False,
        "unfurl_media": False,
        "parse": "none",
        "link_names": False,
    }


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
