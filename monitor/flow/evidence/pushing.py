"""Addresses of alerts are handed to a web archive of the user's choice: behind the news, one after the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog

from monitor.core.evidence.pushing import FRESH, after_try, archive_address, archive_command
from monitor.errors import StoreBusyError, StoreError
from monitor.flow.services import Services
from monitor.model.config import EvidenceSettings
from monitor.model.evidence.push import Push
from monitor.model.feeds import FetchFailure, FetchRequest
from monitor.model.health import Note
from monitor.model.outcomes import FetchReason

log = structlog.get_logger("monitor.archive")

LOOK_S = 5.0
"""Between two addresses: archives ask for no more than some a minute."""
COMMAND_S = 120.0
"""How long a command may take."""
PUSHES_KEPT = timedelta(days=366)
_LOT = 200
_MOST_ANSWER = 1_000_000
_IN_VAIN = 3
"""So many tries in a row without success are noted."""
_TAKEN = frozenset({FetchReason.TOO_LARGE, FetchReason.TRUNCATED, FetchReason.BAD_ENCODING})
"""The archive answered well, with more than is read."""

Runner = Callable[[Sequence[str], float], Awaitable[str]]
"""Runs a command for so many seconds at most; why it failed, "" if it did not."""


class Pusher:
    """Hands addresses over, each until it is taken or was tried often enough."""

    def __init__(self, services: Services, run: Runner) -> None:
        self._services, self._run = services, run
        self._in_vain: list[str] = []
        """Why the tries since the last good one failed."""

    async def look(self) -> None:
        """Queue what was alerted since the last look, and try the address that is due longest."""
        services, settings = self._services, self._services.config.settings.evidence
        if not (settings.push_url or settings.push_command):
            self._in_vain.clear()
            return
        if services.in_trouble:
            return
        try:
            now = services.clock.now()
            while await services.call(services.store.queue_pushes, now - FRESH, _LOT, now) == _LOT:
                pass
            push = await services.call(services.store.due_push, now)
            if push is not None:
                # On record first: if the program ends in the midst of it, it was tried.
                await services.call(services.store.note_push, after_try(push, "broken off", now))
                fault = await self._tried(push, settings)
                await services.call(services.store.note_push, after_try(push, fault, services.clock.now()))
        except StoreBusyError:
            raise
        except StoreError as error:
            log.warning("addresses are not handed to the web archive", action="archive", why=str(error))

    def notes(self) -> tuple[Note, ...]:
        """That the web archive takes nothing, if so."""
        if len(self._in_vain) < _IN_VAIN:
            return ()
        detail = f"the web archive does not take addresses ({self._in_vain[-1]}): check evidence.push_url, push_command"
        return (Note(name="web archive", detail=detail),)

    async def _tried(self, push: Push, settings: EvidenceSettings) -> str:
        fault = ""
        if settings.push_url:
            fault = await self._called(archive_address(settings.push_url, push.url))
        if settings.push_command and not fault:
            fault = await self._run(archive_command(settings.push_command, push.url), COMMAND_S)
        if not fault:
            self._in_vain.clear()
            log.info("handed to the web archive", action="archive", url=push.url)
            return ""
        if not self._in_vain or self._in_vain[-1] != fault:
            log.warning("the web archive did not take an address", action="archive", url=push.url, why=fault)
        self._in_vain = [*self._in_vain, fault][-_IN_VAIN:]
        return fault

    async def _called(self, address: str) -> str:
        answer = await self._services.fetcher.fetch(FetchRequest(url=address, max_bytes=_MOST_ANSWER))
        if not isinstance(answer, FetchFailure) or answer.reason in _TAKEN:
            return ""
        status = f" {answer.status}" if answer.status else ""
        return f"{answer.reason}{status}"
