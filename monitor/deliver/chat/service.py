"""What the channel asks of a service: whether a message has room in one post, the request, and what it answered."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Protocol

from monitor.deliver.chat.message import ChatMessage
from monitor.ports import PostMethod

SHARE = 0.9
"""Of each documented limit that we fill: services count a little more than what was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request to the service. Its address and headers may hold secrets."""

    url: str
    body: bytes = b""
    method: PostMethod = "POST"
    headers: tuple[tuple[str, str], ...] = field(default=(("content-type", "application/json; charset=utf-8"),))


class Service(Protocol):
    """One service, as configured."""

    @property
    def longest_link(self) -> int:
        """Characters of an address that it takes as a link."""
        ...

    def fits(self, message: ChatMessage) -> bool:
        """Whether it would take the message whole."""
        ...

    def post(self, message: ChatMessage, identity: str) -> Request:
        """The request that posts it. `identity` is the same over all attempts."""
        ...

    def ping(self) -> Request | None:
        """A request that shows whether the service would take a message of ours, and posts none; None if none can."""
        ...


def body_of(value: dict[str, Any]) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")


def bearer(token: str) -> tuple[tuple[str, str], ...]:
    """The headers of a JSON request, with the token if there is one."""
    kind = ("content-type", "application/json; charset=utf-8")
    return (kind, ("authorization", f"Bearer {token}")) if token else (kind,)
