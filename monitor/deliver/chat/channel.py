"""The channel of every chat: one request a message, in order, and what the service's answer means."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

from monitor.deliver.answers import Answers
from monitor.deliver.chat.message import ChatDigest, ChatMessage
from monitor.deliver.chat.notice import notice_message
from monitor.deliver.chat.service import Request, Service
from monitor.deliver.mail import wire_id
from monitor.model.config import ChatChannel as ChatSpec
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.feeds import FetchFailure
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult
from monitor.ports import Poster, PostResult


class ChatChannel:
    """Posts a digest's parts to one room of a service."""

    def __init__(self, spec: ChatSpec, service: Service, poster: Poster) -> None:
        self.name = spec.name
        self._spec = spec
        self._service = service
        self._poster = poster
        self._turn = asyncio.Lock()
        self._answers = Answers(spec.url, spec.secrets, what="channel")

    def parts(self, digest: Digest) -> Sequence[int]:
        """As many messages as it takes to tell every story within the service's limits."""
        return self._told(digest).parts(self._service.fits)

    async def send(self, message: Message) -> Receipt:
        """One message; those of one room one after the other, so that they stand there in their order."""
        return await self._posted(self._told(message.digest).message(message.part), message.id)

    async def tell(self, notice: Notice) -> Receipt:
        """One message, cut at its end where the service takes no more."""
        return await self._posted(notice_message(notice, self._service.fits), notice.id)

    async def _posted(self, message: ChatMessage, identity: str) -> Receipt:
        async with self._turn:
            answer = await self._ask(self._service.post(message, wire_id(identity)))
        return self._answers.judged(_with_wait(answer))

    async def probe(self) -> Receipt:
        """Ask the service whether it would take a message, where it can be asked without posting one."""
        ping = self._service.ping()
        if ping is None:
            detail = f"{self._answers.host} cannot be asked without posting something; only its settings were checked."
            return Receipt(result=SendResult.OK, detail=detail)
        answer = await self._ask(ping)
        if isinstance(answer, PostResult) and answer.status == 400 and ping.method == "POST" and ping.body == b"{}":
            return Receipt(result=SendResult.OK, detail=f"{self._answers.host} knows this webhook.")
        return self._answers.judged(answer)

    def _told(self, digest: Digest) -> ChatDigest:
        return ChatDigest(digest, longest_link=self._service.longest_link)

    async def _ask(self, request: Request) -> PostResult | FetchFailure:
        return await self._poster.post(
            request.url, request.body, request.headers, self._spec.timeout_s, method=request.method
        )


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
