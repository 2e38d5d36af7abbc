"""Audits that the bot makes by itself, one watchlist after the other, behind the news."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from monitor.core.audit.due import next_audited
from monitor.errors import StoreError
from monitor.flow.services import Services
from monitor.model.archive.audit import AuditMade
from monitor.model.watch import Watchlist

log = structlog.get_logger("monitor.audit")

LOOK_S = 60.0
"""Between two watchlists."""
_REST_S = 21_600.0
"""Before one that could not be audited is tried again."""

Auditor = Callable[[Watchlist, datetime, datetime], Awaitable[AuditMade | str]]
"""Makes the audit of a watchlist over the articles from a moment to now; why not, where it cannot."""


class Audits:
    """Makes the audit that is due; digests tell what came of it."""

    def __init__(self, services: Services, auditor: Auditor) -> None:
        """`auditor` must not hold up this process: an audit takes a minute of processor time."""
        self._services, self._auditor = services, auditor
        self._rests: dict[str, float] = {}
        """Watchlists that could not be audited: the monotonic time of the next try."""

    async def look(self) -> None:
        """Make one audit if one is due."""
        services, settings = self._services, self._services.config.settings
        if not settings.audit.cron or services.in_trouble:
            return
        clock, now = services.clock.monotonic(), services.clock.now()
        last = {one.watchlist: one.at for one in await services.call(services.store.audits_made)}
        lists = {one.id: one for one in settings.watchlists if self._rests.get(one.id, clock) <= clock}
        due = next_audited(settings.audit, list(lists), last, now)
        if due is None:
            return
        made = await self._auditor(lists[due], now - timedelta(seconds=settings.audit.since_s), now)
        # Digests reckon from when it is stored, which may be an hour later.
        why = made if isinstance(made, str) else await self._kept(replace(made, at=services.clock.now()))
        if why:
            self._rests[due] = services.clock.monotonic() + _REST_S
            log.warning("a watchlist is not audited", action="audit", watchlist=due, why=why)

    async def _kept(self, made: AuditMade) -> str:
        try:
            await self._services.call(self._services.store.keep_audit, made)
        except StoreError as error:
            return str(error)
        share = None if made.share is None else round(made.share, 3)
        log.info("audited", action="audit", watchlist=made.watchlist, found=share, lines=made.lines)
        return ""
