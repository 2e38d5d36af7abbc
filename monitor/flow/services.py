"""What every step works with: the ports, and the configuration that is in force now."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ParamSpec, TypeVar

from monitor.model.config import Settings
from monitor.model.feeds import FeedSpec
from monitor.ports import Channel, Clock, Fetcher, Meter, Sandbox, Store
from monitor.watch import Matcher

_P = ParamSpec("_P")
_R = TypeVar("_R")

STORE_THREADS = 4
_POLLS_REMEMBERED = 12


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

    def refused(self, error: str) -> Config:
        """The same configuration, with the reason why a newer one was not taken."""
        return replace(self, error=error)


class Services:
    """The ports and the live configuration. A step reads `config` once, so that one item sees one revision."""

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
        self.recent_polls: deque[bool] = deque(maxlen=_POLLS_REMEMBERED)
        """For the newest polls: whether the network itself failed (no DNS, no connection)."""
        self._threads = ThreadPoolExecutor(STORE_THREADS, thread_name_prefix="store")

    async def call(self, function: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Run a blocking function (a Store method, the matcher) off the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: function(*args, **kwargs))

    def close(self) -> None:
        """Let running store calls end; no new ones."""
        self._threads.shutdown(wait=True, cancel_futures=True)
