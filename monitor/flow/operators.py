"""Operators: told when the bot is in trouble and when it is well again; and the dead man's switch.

It works without the store, which may be what they are told of.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import structlog

from monitor.core.health.telling import SETTLES, as_told, due_notice, observe, ways
from monitor.flow.services import Services
from monitor.model.config import Target
from monitor.model.feeds import FetchFailure, FetchRequest
from monitor.model.health import Book, HealthReport, Note, Notice
from monitor.model.outcomes import SendResult
from monitor.ports import Channel, Memory

log = structlog.get_logger("monitor.operator")

LOOK_S = 5.0
"""Between two looks at the health."""
TELL_S = 60.0
"""How long one channel may take: a server that is silent must not keep the next way from being tried."""
PAUSES_S = (10.0, 60.0, 300.0)
"""After tries by all ways; the last one repeats."""
_MISSED_CALLS = 3
"""So many calls in vain are noted: fewer are a receiver that starts anew."""
_MOST_ANSWER = 100_000


class Operators:
    """Watches the health of one running bot and tells those who keep it running."""

    def __init__(
        self, services: Services, report: Callable[[], Awaitable[HealthReport]], memory: Memory, where: str
    ) -> None:
        """`where`: which installation this is, for people who keep several."""
        self._services, self._report, self._memory, self._where = services, report, memory, where
        self._book: Book | None = None
        self._failed: set[str] = set()
        """Channels that did not take the last notice."""
        self._rounds = 0
        self._rest_until = 0.0
        self._missed: list[str] = []
        """Why the calls since the last good one failed."""
        self._call_at = 0.0

    async def end_of_cycle(self) -> None:
        """Tell what a whole cycle left, though nobody will look whether it lasts, and call the dead man's switch."""
        await self.look(lasts=timedelta(0))
        await self.call()

    async def look(self, lasts: timedelta = SETTLES) -> None:
        """Note what changed since the last look, and tell what is older than `lasts`."""
        settings, now = self._services.config.settings.operator, self._services.clock.now()
        before = self._book if self._book is not None else await asyncio.to_thread(self._memory.load)
        book = observe(before, await self._report(), now)
        self._book = book
        notice = due_notice(book, now, settings.per_hour, self._where, lasts)
        if notice is not None and settings.targets and self._services.clock.monotonic() >= self._rest_until:
            await self._tell(book, notice)
        if self._book != before:
            await asyncio.to_thread(self._memory.save, self._book)

    async def _tell(self, book: Book, notice: Notice) -> None:
        for target in ways(self._services.config.settings.operator.targets, book, self._failed):
            channel = self._services.channels.get(target.channel)
            if channel is not None and await tell_by(channel, target, notice):
                self._failed.discard(target.channel)
                self._rounds, self._rest_until = 0, 0.0
                self._book = as_told(book, notice, self._services.clock.now())
                log.info("operators told", action="operator", channel=target.channel, news=_names(notice))
                return
            self._failed.add(target.channel)
        pause = PAUSES_S[min(self._rounds, len(PAUSES_S) - 1)]
        self._rounds += 1
        self._rest_until = self._services.clock.monotonic() + pause
        log.error("operators cannot be told, tried again", action="operator", seconds=pause, news=_names(notice))

    async def call(self) -> None:
        """Call the dead man's switch if its time has come and all is well."""
        settings, clock = self._services.config.settings.operator, self._services.clock.monotonic()
        if not settings.heartbeat or clock < self._call_at:
            return
        if not (await self._report()).ok:
            return
        self._call_at = clock + settings.heartbeat_s
        url = settings.heartbeat.reveal()
        answer = await self._services.fetcher.fetch(FetchRequest(url=url, max_bytes=_MOST_ANSWER))
        if not isinstance(answer, FetchFailure):
            self._missed.clear()
            return
        # The host alone: the rest of the address is a secret.
        why = f"{urlsplit(url).hostname}: {answer.reason}{f' {answer.status}' if answer.status else ''}"
        if not self._missed or self._missed[-1] != why:
            log.warning("the heartbeat was not taken", action="operator", why=why)
        self._missed = [*self._missed, why][-_MISSED_CALLS:]

    def notes(self) -> tuple[Note, ...]:
        """That nobody takes the heartbeat, if so."""
        if len(self._missed) < _MISSED_CALLS:
            return ()
        detail = f"the heartbeat is not taken ({self._missed[-1]}): check operator.heartbeat_env or heartbeat_file"
        return (Note(name="heartbeat", detail=detail),)


async def tell_by(channel: Channel, target: Target, notice: Notice) -> bool:
    """Whether at least one recipient of the target was told; no channel may take longer than `TELL_S` for one."""
    told = False
    for recipient in target.recipients or ("",):
        try:
            async with asyncio.timeout(TELL_S):
                receipt = await channel.tell(replace(notice, recipient=recipient))
        except TimeoutError:
            log.warning("an operator was not told in time", action="operator", channel=target.channel)
            continue
        if receipt.result is SendResult.OK:
            told = True
        else:
            log.warning("an operator was not told", action="operator", channel=target.channel, why=receipt.detail)
    return told


def _names(notice: Notice) -> list[str]:
    return [one.name for one in (*notice.news, *notice.mended)]
