"""`/websub/PATH` on the status port: hubs ask there whether it was us, and tell of what is new."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Protocol

from monitor.core.websub.course import PATH
from monitor.core.websub.intent import Reply
from monitor.core.websub.signature import HEADER, Signature
from monitor.errors import StoreError
from monitor.model.hearing.hubs import HubSubscription
from monitor.model.outcomes import PushOutcome
from monitor.obs.bodies import BodyTooLargeError, BrokenBodyError, pieces
from monitor.obs.http import Answer, Request

_AT_ONCE = 16
"""Messages that are taken in at the same time; others are told to come again."""
_LONGEST_S = 30.0
_LATER = Answer(status=503, body=b"not now\n", headers=(("Retry-After", "60"),))
_NOBODY = Answer(status=404, body=b"no such subscription\n")


class Callbacks(Protocol):
    """What the bot knows and does."""

    @property
    def max_bytes(self) -> int:
        """Of one message."""
        ...

    def at(self, path: str) -> HubSubscription | None:
        """The subscription whose hub calls there; None: nobody may."""
        ...

    async def asked(self, one: HubSubscription, query: str) -> Reply:
        """The answer to a hub that asks. Raises StoreError."""
        ...

    async def told(self, path: str) -> None:
        """Something is new. Raises StoreError."""
        ...

    def count(self, outcome: PushOutcome) -> None:
        """What became of a call."""
        ...


class HubPage:
    """Answers hubs. Who knows the address of a subscription may ask; who knows its secret is believed."""

    def __init__(self, callbacks: Callbacks) -> None:
        self._callbacks = callbacks
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, request: Request, reader: asyncio.StreamReader) -> Answer:
        """The answer to one call; a body is only read of a message to one of our subscriptions."""
        path = request.path.removeprefix(PATH)
        one = self._callbacks.at(path)
        if one is None:
            self._callbacks.count(PushOutcome.UNKNOWN)
            return _NOBODY
        try:
            if request.method == "GET":
                return await self._asked(one, request.query)
            if request.method != "POST":
                return Answer(status=405, body=b"GET or POST\n", headers=(("Allow", "GET, POST"),))
            if self._places.locked():
                return _LATER
            async with self._places:
                return await self._told(one, request, pieces(request, reader, self._callbacks.max_bytes))
        except (StoreError, TimeoutError):
            # What is wrong with the database is nothing for strangers; a hub tries again.
            return _LATER

    async def _asked(self, one: HubSubscription, query: str) -> Answer:
        reply = await self._callbacks.asked(one, query)
        self._callbacks.count(reply.outcome)
        return _NOBODY if reply.outcome is PushOutcome.REFUSED else Answer(status=200, body=reply.body)

    async def _told(self, one: HubSubscription, request: Request, body: AsyncIterator[bytes]) -> Answer:
        signature = Signature(request.headers.get(HEADER, ""), one.secret)
        try:
            async with asyncio.timeout(_LONGEST_S):
                async for piece in body:
                    signature.update(piece)
        except BodyTooLargeError:
            self._callbacks.count(PushOutcome.TOO_LARGE)
            return Answer(status=413, body=b"too large\n")
        except (BrokenBodyError, TimeoutError):
            self._callbacks.count(PushOutcome.BROKEN)
            return Answer(status=400, body=b"bad request\n")
        if not signature.valid:
            # Taken, as the specification has it: whoever tries secrets learns nothing.
            self._callbacks.count(PushOutcome.UNSIGNED if signature.absent else PushOutcome.FORGED)
            return Answer(status=202, body=b"taken\n")
        if one.over:
            return Answer(status=410, body=b"not wanted any more\n")
        await self._callbacks.told(one.path)
        self._callbacks.count(PushOutcome.WOKEN)
        return Answer(status=202, body=b"taken\n")
