"""What every page works with: the bot's services, where its files lie, and what the desk remembers while it runs."""

from __future__ import annotations

import math
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime

from monitor.bootstrap import Place
from monitor.core.entrance.doorway import host_known
from monitor.core.entrance.throttle import Throttle
from monitor.errors import StoreError
from monitor.flow.desk.feeds import FeedReader
from monitor.flow.desk.inbox import fresh
from monitor.flow.services import Services
from monitor.model.config import Settings
from monitor.model.facts import HealthFacts
from monitor.obs.http import Answer, Request
from monitor.records import dataclass
from monitor.web.doors.book import UsersBook
from monitor.web.doors.reports import Reports
from monitor.web.doors.who import Who, edits
from monitor.web.trials import Trials

_FRESH_S = 15.0
_REFUSED = "The newest edit of config/ was refused, and the one before is in force:"
_MOST_COUNTED = 64
"""Sets of watchlists that people are shown."""

OnThePort = Callable[[Request], Awaitable[Answer]]
"""Answers for what the status port has beside the desk; the request has its body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """The line at the foot of every page."""

    polled_at: datetime | None
    """Of the newest feed that was read well."""
    revision: str
    trouble: str
    """Why a newer edit of config/ was refused (for who may edit it), or what ails the database; "" if nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The figures in the header of every page."""

    open: int = 0
    """Stories that nobody has looked at."""
    newest: int = 0
    """The newest alert of all."""
    failing: int = 0
    """Feeds whose last polls failed."""
    given_up: int = 0
    """Deliveries that were given up and that nobody has seen yet; 0 for who is shown some watchlists only."""


@dataclass(frozen=True, slots=True)
class _Counted:
    mark: str
    at: float
    open: int
    newest: int


class Desk:
    """Made once by whoever serves the pages; `beside`: what the same port answers beside them, None for nothing.

    `listens`: the address that they are served on.
    """

    def __init__(
        self, services: Services, place: Place, *, beside: OnThePort | None = None, listens: str = "127.0.0.1"
    ) -> None:
        self.services, self.place, self.beside, self.listens = services, place, beside, listens
        self.users = UsersBook(place.config)
        self.reports = Reports()
        self.key = secrets.token_bytes(32)
        """Signs the tokens of forms."""
        self.feeds = FeedReader(services)
        self.trials = Trials()
        self.proofs = Throttle(secrets.token_bytes(16))
        """Passwords that are asked for again by pages."""
        self._foot: tuple[float, HealthFacts | None, str] = (-math.inf, None, "")
        self._counted: dict[frozenset[str] | None, _Counted] = {}

    @property
    def settings(self) -> Settings:
        """The configuration in force now."""
        return self.services.config.settings

    def is_called(self, host: str) -> bool:
        """Whether visitors may call the desk so, in a Host header."""
        return host_known(host, self.listens, self.settings.desk.hosts)

    async def foot(self, who: Who) -> Foot:
        """As of some seconds ago at most. A refusal quotes lines of files: it is for who may edit them all."""
        facts, trouble = await self._health()
        config = self.services.config
        refused = f"{_REFUSED} {config.error}" if config.error and edits(who) else ""
        return Foot(
            polled_at=facts.last_good_poll_at if facts else None,
            revision=config.settings.revision,
            trouble=refused or trouble,
        )

    async def head(self, who: Who) -> Head:
        """Counted anew when something came or was done; of feeds and deliveries as of some seconds ago."""
        if not who.role:
            return Head()
        facts, _ = await self._health()
        try:
            counted = await self.services.call(self._count, who.watchlists)
        except StoreError:
            # The page itself says what is wrong.
            counted = self._counted.get(who.watchlists, _Counted("", 0.0, 0, 0))
        return Head(
            open=counted.open,
            newest=counted.newest,
            failing=facts.feeds_failing if facts else 0,
            given_up=facts.deliveries_abandoned if facts and who.watchlists is None else 0,
        )

    def _count(self, shown: frozenset[str] | None) -> _Counted:
        services = self.services
        mark, now = services.store.desk_mark(), services.clock.monotonic()
        kept = self._counted.get(shown)
        if kept is None or kept.mark != mark or not 0 <= now - kept.at < _FRESH_S:
            if len(self._counted) >= _MOST_COUNTED:
                self._counted.clear()
            kept = self._counted[shown] = _Counted(mark, now, *fresh(services.store, 0, services.clock.now(), shown))
        return kept

    async def _health(self) -> tuple[HealthFacts | None, str]:
        services, now = self.services, self.services.clock.monotonic()
        if now - self._foot[0] > _FRESH_S:
            try:
                self._foot = (now, await services.call(services.store.health), "")
            except StoreError as error:
                self._foot = (now, self._foot[1], str(error))
        return self._foot[1:]
