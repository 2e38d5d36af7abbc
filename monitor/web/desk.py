"""What every page works with: the bot's services, where its files lie, and what the desk remembers while it runs."""

from __future__ import annotations

import math
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime

from monitor.bootstrap import Place
from monitor.core.entrance.doorway import host_known
from monitor.errors import StoreError
from monitor.flow.desk.feeds import FeedReader
from monitor.flow.services import Services
from monitor.model.config import Settings
from monitor.obs.http import Answer, Request
from monitor.records import dataclass
from monitor.web.doors.book import UsersBook
from monitor.web.doors.reports import Reports
from monitor.web.trials import Trials

_FRESH_S = 15.0

OnThePort = Callable[[Request], Awaitable[Answer]]
"""Answers for what the status port has beside the desk; the request has its body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """The line at the foot of every page."""

    polled_at: datetime | None
    """Of the newest feed that was read well."""
    revision: str
    trouble: str
    """Why a newer edit of config/ was refused, or what is wrong with the database; "" if nothing."""


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
        self._foot: tuple[float, datetime | None, str] = (-math.inf, None, "")

    @property
    def settings(self) -> Settings:
        """The configuration in force now."""
        return self.services.config.settings

    def is_called(self, host: str) -> bool:
        """Whether visitors may call the desk so, in a Host header."""
        return host_known(host, self.listens, self.settings.desk.hosts)

    async def foot(self) -> Foot:
        """As of some seconds ago at most."""
        services, now = self.services, self.services.clock.monotonic()
        if now - self._foot[0] > _FRESH_S:
            try:
                facts = await services.call(services.store.health)
                self._foot = (now, facts.last_good_poll_at, "")
            except StoreError as error:
                self._foot = (now, self._foot[1], str(error))
        config = services.config
        return Foot(polled_at=self._foot[1], revision=config.settings.revision, trouble=config.error or self._foot[2])
