"""The channel of every chat: one request a message, in order, and what the service's answer means."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from monitor.deliver.answers import Answers
from monitor.deliver.chat.message import ChatDigest, ChatMessage
from monitor.deliver.chat.notice import notice_message
from monitor.deliver.chat.service import Request, Service
from monitor.deliver.mail import wire_id
from monitor.model.config import ChatChannel as ChatSpec
from monitor.model.config import ChatService
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.feeds import FetchFailure
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult
from monitor.ports import Poster, PostResult

_OTHER_REASONS = frozenset({401, 408, 410, 429})


class ChatChannel:
    """Posts a digest's parts to one room of a service."""

    def __init__(self, spec: ChatSpec, service: Service, poster: Poster) -> None:
        self.name = spec.name
        self._spec = spec
        self._service = service
        self._poster = poster
        self._place = _place(spec)
        self._turn = asyncio.Lock()
        self._answers = Answers(spec.url, spec.secrets, what="channel")

    def parts(self, digest: Digest) -> Sequence[int]:
        """As many messages as it takes to tell every story within the service's limits."""
        return self._told(digest).parts(self._service.fits)

    async def send(self, message: Message) -> Receipt:
        """One message; those of one room one after the other, so that they stand there in their order."""
        return await self._posted(
            self._told(message.digest).message(message.part), message.id, self._own(message.below)
        )

    async def tell(self, notice: Notice) -> Receipt:
        """One message, cut at its end where the service takes no more."""
        return await self._posted(notice_message(notice, self._service.fits), notice.id)

    async def _posted(self, message: ChatMessage, identity: str, below: str = "") -> Receipt:
        """`below`: where the service refuses to post there, because it is gone, the message stands by itself."""
        async with self._turn:
            answer = await self._ask(self._service.post(message, wire_id(identity), below))
            if below and _refused(answer):
                below = ""
                answer = await self._ask(self._service.post(message, wire_id(identity)))
        receipt = self._answers.judged(_with_wait(answer))
        if receipt.result is not SendResult.OK or isinstance(answer, FetchFailure):
            return receipt
        # Services refuse a thread below a message that stands in one: all of a story hangs on its first.
        thread = below or (self._service.posted(answer.body) if self._service.threads else "")
        return replace(receipt, posted=f"{self._place}:{thread}" if thread else "")

    def _own(self, posted: str) -> str:
        """The id behind `Receipt.posted`, if it is of this room: elsewhere it would name another message."""
        place, _, thread = posted.partition(":")
        return thread if self._spec.threads and self._service.threads and place == self._place else ""

    async def probe(self) -> Receipt:
        """Ask the service whether it would take a message, where it can be asked without posting one."""
        ping = self._service.ping()
        if ping is None:
            detail = f"{self._answers.host} cannot be asked without posting something; only its settings were checked."
            return Receipt(result=SendResult.OK, detail=detail)
        answer = await self._ask(ping)
        if isinstance(answer, PostResult) and answer.status == 400 and ping.body == b"{}" and not self._spec.token:
            return Receipt(result=SendResult.OK, detail=f"{self._answers.host} knows this webhook.")
        return self._answers.judged(answer)

    def _told(self, digest: Digest) -> ChatDigest:
        return ChatDigest(digest, longest_link=self._service.longest_link)

    async def _ask(self, request: Request) -> PostResult | FetchFailure:
        answer = await self._poster.post(
            request.url, request.body, request.headers, self._spec.timeout_s, method=request.method
        )
        return answer if isinstance(answer, FetchFailure) else self._service.meant(answer)


def _place(spec: ChatSpec) -> str:
    """A name of the room that a message's id belongs to. A bot's number is part of it, its key is not."""
    number = spec.token.reveal().partition(":")[0] if spec.service is ChatService.TELEGRAM else ""
    place = "\n".join((spec.service, spec.url.reveal(), spec.room, spec.thread, number))
    return hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:12]


def _refused(answer: PostResult | FetchFailure) -> bool:
    """Whether nothing was posted, for a reason that the thread may be."""
    return isinstance(answer, PostResult) and 400 <= answer.status <= 499 and answer.status not in _OTHER_REASONS


def _with_wait(answer: PostResult | FetchFailure) -> PostResult | FetchFailure:
    """The answer with the wait that it asks for in its body, as Telegram, Discord and Matrix do."""
    if isinstance(answer, FetchFailure) or answer.retry_after_s is not None or answer.status != 429:
        return answer
    seconds = _wait(answer.body)
    return PostResult(status=answer.status, body=answer.body, retry_after_s=seconds)


def _wait(body: str) -> int | None:
    try:
        said: Any = json.loads(body)
        found = said.get("retry_after", said.get("parameters", {}).get("retry_after"))
        seconds = float(said["retry_after_ms"]) / 1_000 if found is None else float(found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return int(min(max(seconds, 0.0), 86_400.0)) + 1
