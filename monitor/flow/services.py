"""What every step works with: the ports, and the configuration that is in force now."""

from __future__ import annotations

import asyncio
import math
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import field, replace
from datetime import datetime, timedelta
from itertools import chain, repeat
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import structlog

from monitor.core.health.tally import FeedTally
from monitor.core.recipients.devices import MayBeTold
from monitor.core.trust.links import PUBLIC, Reach
from monitor.errors import StoreError
from monitor.flow.websub.book import HubBook
from monitor.model.config import Settings, StoriesSettings
from monitor.model.evidence.kept import Packed
from monitor.model.feeds import FeedSpec, PollIntent
from monitor.model.health import FeedRecent
from monitor.model.ids import AlertId, FeedId
from monitor.ports import Channel, Clock, Fetcher, Mailbox, Meaning, Meter, Sandbox, Store
from monitor.records import dataclass
from monitor.stories.news.facts import Places
from monitor.watch import Matcher

if TYPE_CHECKING:
    from monitor.flow.translation.translating import Translating

log = structlog.get_logger("monitor.store")

_P = ParamSpec("_P")
_R = TypeVar("_R")

STORE_THREADS = 4
PAUSES_S = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Between the tries of a call to a store in trouble; the last one repeats."""
_POLLS_REMEMBERED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What judging an article needs of the configuration."""

    settings: StoriesSettings = field(default_factory=StoriesSettings)
    families: Mapping[str, str] = field(default_factory=dict)
    """Publisher to family."""
    places: Places = field(default_factory=Places, repr=False)
    """Places that count as facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One validated configuration in force; replaced whole, never changed in place."""

    settings: Settings
    matcher: Matcher
    since: datetime
    """When this revision came into force."""
    error: str = ""
    """Why a newer edit of config/ was refused, "" if none was."""
    specs: Mapping[str, FeedSpec] = field(default_factory=dict)
    reach: Reach = PUBLIC
    """Which addresses may be links."""
    judging: Judging = field(default_factory=Judging)
    lists: Packed | None = field(default=None, repr=False)
    """The watchlists as they are kept with alerts; None if evidence is off."""

    def refused(self, error: str) -> Config:
        """The same configuration, with the reason why a newer one was not taken."""
        return replace(self, error=error)


class Services:
    """The ports and the live configuration. A step reads `config` once, so that one item sees one revision."""

    meaning: Meaning | None = None
    """What makes vectors of texts; None where nobody compares stories by them."""
    translating: Translating | None = None
    """What translates texts of digests; None where nobody wants that."""
    archive_indexed = False
    """Whether all articles can be searched, or none ever can."""
    archive_fresh_at = 0.0
    """Monotonic time at which all new articles were in the index."""
    may_be_told: MayBeTold = staticmethod(lambda _user, _lists: True)
    """Whether a person is shown all of these watchlists now; everybody is until somebody says who is."""
    archive_merging = False
    """Whether the index of the archive is being put together."""
    archive_merge_at: float | None = None
    """Monotonic time from which on it is; None before the first look at it."""

    def __init__(
        self, *, store: Store, fetcher: Fetcher, sandbox: Sandbox, clock: Clock, meter: Meter, config: Config
    ) -> None:
        self.store = store
        self.fetcher = fetcher
        self.sandbox = sandbox
        self.clock = clock
        self.meter = meter
        self.config = config
        self.channels: Mapping[str, Channel] = {}
        self.mailboxes: Mapping[str, Mailbox] = {}
        """By channel the mailbox that its undeliverable mail comes back to."""
        self.recent_polls: deque[bool] = deque(maxlen=_POLLS_REMEMBERED)
        """For the newest polls: whether the network itself failed (no DNS, no connection)."""
        self.failures: dict[str, list[tuple[str, PollIntent]]] = {}
        """What is not told yet of feeds that began to fail, by a reason that is likely to be ours: titles, polls."""
        self.bugs: Counter[str] = Counter()
        """How often in a row a bug was met with an item that the store has no such count of."""
        self.rests: dict[str, float] = {}
        """Subscriptions that a bug keeps from being composed: the monotonic time of the next try."""
        self.stopped: dict[str, str] = {}
        """Channels whose receiver wants nothing more, and what it said; until the configuration changes."""
        self.link_key = b""
        """The secret that links by which readers leave are signed with; empty until the first one is needed."""
        self.clock_step: tuple[timedelta, float] | None = None
        """By how much the wall clock was moved last, back or more than a day ahead, and the monotonic time of it."""
        self.settled: dict[str, AlertId] = {}
        """Subscriptions that are told at once: the alert up to which none waits any more."""
        self.look_after: dict[str, float] = {}
        """Subscriptions of which much is held back: the monotonic time before which nobody looks at them again."""
        self.prune_after = 0.0
        """Monotonic time before which nothing is pruned: the clock leapt, and may leap back."""
        self.configuring = False
        """Whether a configuration is on its way into force: the tables follow it, `config` does not yet."""
        self.pauses_s: Sequence[float] = PAUSES_S
        self.trouble = ""
        """Why work under way waits for the store, "" if none does."""
        self.damage = ""
        """What the last look at the database's pages found wrong, "" if nothing."""
        self.checked_at = -math.inf
        """Monotonic time of that look."""
        self.feeds_recent: tuple[float, Mapping[FeedId, FeedRecent]] = (-math.inf, {})
        """Monotonic time of the last look at what feeds were like lately, and what it found."""
        self.feeds_found: FeedTally | None = None
        """What the last look at all feeds found; kept where they are too many for each digest to look at."""
        self.measure: float | None = None
        """By how much the learnt weeks of feeds are multiplied; None: feeds are polled at their intervals."""
        self.hubs = HubBook()
        """Subscriptions at hubs, and what feeds offer."""
        self._waiting = 0
        self._threads = ThreadPoolExecutor(STORE_THREADS, thread_name_prefix="store")

    @property
    def in_trouble(self) -> bool:
        """Whether work under way waits for the store to be usable again."""
        return self._waiting > 0

    async def call(self, function: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Run a blocking function (a Store method, the matcher) off the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: function(*args, **kwargs))

    async def insist(self, function: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """`call` for a Store method in the midst of an item: in trouble with the store it waits and tries again.

        What was fetched is not thrown away because the database is locked or the disk is full, and the item keeps
        its lease and its attempts. Every intent may be saved twice, so a try whose answer was lost does no harm.
        """
        try:
            return await self.call(function, *args, **kwargs)
        except StoreError as error:
            trouble = str(error)
        self._waiting += 1
        if self._waiting == 1:
            self.trouble = trouble
            log.warning("store trouble, work waits until it is over", action="store", why=trouble)
        pauses = chain(self.pauses_s, repeat(self.pauses_s[-1]))
        try:
            while True:
                await asyncio.sleep(next(pauses))
                with suppress(StoreError):
                    return await self.call(function, *args, **kwargs)
        finally:
            self._waiting -= 1
            if not self._waiting:
                self.trouble = ""

    def close(self) -> None:
        """No new calls. Running ones end with the store: each of its transactions is whole or absent."""
        self._threads.shutdown(wait=False, cancel_futures=True)
