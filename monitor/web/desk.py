"""What every page works with: the bot's services, where its files lie, and what the desk remembers while it runs."""

from __future__ import annotations

import math
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import lru_cache

from monitor.bootstrap import Place, limits_of
from monitor.core.entrance.doorway import host_known
from monitor.core.entrance.throttle import Throttle
from monitor.core.health.words import age_in_words
from monitor.errors import StoreError
from monitor.flow.desk.feeds import FeedReader
from monitor.flow.desk.inbox import fresh
from monitor.flow.services import Services
from monitor.model.config import Settings
from monitor.model.facts import HealthFacts
from monitor.obs.http import Answer, Request
from monitor.records import dataclass
from monitor.settings import try_draft
from monitor.web.doors.book import UsersBook
from monitor.web.doors.reports import Reports
from monitor.web.doors.who import Who, edits
from monitor.web.trials import Trials

_FRESH_S = 15.0
_REFUSED = "The newest edit of config/ was refused, and the one before is in force:"
_MOST_READ = 4
_MOST_COUNTED = 64
"""Sets of watchlists that people are shown."""

OnThePort = Callable[[Request], Awaitable[Answer]]
"""Answers for what the status port has beside the desk; the request has its body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """What every page says of the bot, most of it in a line at its foot."""

    polled_at: datetime | None
    """Of the newest feed that was read well."""
    revision: str
    troubles: tuple[str, ...]
    """That nothing is read, why a newer edit of config/ was refused (for who may edit it), what ails the database:
    these stand above the page."""


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
        self.draft_of = lru_cache(maxsize=_MOST_READ)(try_draft)
        """Texts of watchlists as they were read: a page asks for the same one until it was tried on all articles."""
        self.samples = Throttle(secrets.token_bytes(16))
        """Samples of drafts that are mailed."""
        self.proofs = Throttle(secrets.token_bytes(16))
        """Passwords that are asked for again by pages."""
        self._foot: tuple[float, HealthFacts | None, str] = (-math.inf, None, "")
        self._counted: dict[frozenset[str] | None, _Counted] = {}
        self._silence: tuple[str, timedelta] = ("", timedelta())
        """How long no feed may be read, by the configuration that it is of: thousands of feeds have a say."""

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
        unread = self._unread(facts) if facts and who.role else ""
        return Foot(
            polled_at=facts.last_good_poll_at if facts else None,
            revision=config.settings.revision,
            troubles=tuple(one for one in (trouble, unread, refused) if one),
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

    def _unread(self, facts: HealthFacts) -> str:
        """An inbox in which nothing comes looks calm: that nobody reads must be said."""
        settings = self.settings
        if not facts.feeds or facts.last_good_poll_at is None:
            return ""
        if self._silence[0] != settings.revision:
            self._silence = (settings.revision, limits_of(settings).poll)
        age = self.services.clock.now() - facts.last_good_poll_at
        if age <= self._silence[1]:
            return ""
        return (
            f"No feed was read well for {age_in_words(age)}, so nothing new comes: either no bot runs (start one with "
            "monitor run), or it reaches none of its feeds (see Feeds)."
        )
