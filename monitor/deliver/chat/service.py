"""What the channel asks of a service: whether a message has room in one post, the request, and what it answered."""

from __future__ import annotations

import json
import re
from dataclasses import field
from typing import Any, ClassVar, Protocol

from monitor.deliver.chat.message import ChatMessage
from monitor.model.feeds import FetchFailure
from monitor.ports import PostMethod, PostResult
from monitor.records import dataclass

_ID = re.compile(r"[!-~]{1,255}")
SHARE = 0.89
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

    @property
    def threads(self) -> bool:
        """Whether a message can be posted below another one."""
        ...

    def post(self, message: ChatMessage, identity: str, below: str = "") -> Request:
        """The request that posts it. `identity` is the same over all attempts.

        `below` is the id of the message in whose thread it is to stand; "" for one that stands by itself.
        """
        ...

    def meant(self, answer: PostResult) -> PostResult | FetchFailure:
        """The answer, with the status that it means where the service has another word for it than the status."""
        ...

    def posted(self, body: str) -> str:
        """The id of the message, from the body of the answer that took it; "" if it names none."""
        ...

    def ping(self) -> Request | None:
        """A request that shows whether the service would take a message of ours, and posts none; None if none can."""
        ...


class OneWay:
    """A service that says nothing of what it took: its messages stand by themselves."""

    __slots__ = ()
    threads = False

    def meant(self, answer: PostResult) -> PostResult | FetchFailure:
        """The status says it all."""
        return answer

    def posted(self, body: str) -> str:
        """Nothing."""
        del body
        return ""


class Answering(OneWay):
    """A service that names the message it took: later ones can be posted below it."""

    __slots__ = ()
    threads = True
    _named: ClassVar[tuple[str, ...]] = ("id",)
    """Where the id stands in the answer's JSON."""

    def posted(self, body: str) -> str:
        """The id as text."""
        found: Any = read_json(body)
        for key in self._named:
            found = found.get(key) if isinstance(found, dict) else None
        text = str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
        return text if _ID.fullmatch(text) else ""


def read_json(body: str) -> Any:
    """What the body says, None if it is no JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def body_of(value: dict[str, Any]) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")


def bearer(token: str) -> tuple[tuple[str, str], ...]:
    """The headers of a JSON request, with the token if there is one."""
    kind = ("content-type", "application/json; charset=utf-8")
    return (kind, ("authorization", f"Bearer {token}")) if token else (kind,)
