"""Composition root: from settings to the parts that do the work. The only place that names implementations."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from monitor.core.health import HealthReport, judge_health
from monitor.deliver.channels import build_channels
from monitor.errors import ConfigError
from monitor.fetch.client import HttpFetcher
from monitor.flow.configure import apply_config, config_of, refuse_config
from monitor.flow.services import Services
from monitor.model.config import Settings
from monitor.obs.metrics import PrometheusMeter
from monitor.ports import Channel, Clock, Engine, ReadEnvironment, Store
from monitor.sandbox.pool import ProcessSandbox
from monitor.settings.load import load_settings
from monitor.settings.reload import ConfigWatcher
from monitor.store import open_store
from monitor.watch import compile_watchlists

_POLLS_MISSED = 3
"""How many intervals may pass without any good poll before health is red."""


class SystemClock:
    """The real clock."""

    def now(self) -> datetime:
        """Wall clock, aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never step."""
        return time.monotonic()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where this installation keeps its configuration and its data."""

    config: Path
    data: Path
    env: ReadEnvironment

    def load(self) -> Settings:
        """Read and validate config/.

        Raises:
            ConfigError: with everything that is wrong.
        """
        return load_settings(self.config, self.env, data_dir=self.data)

    def watcher(self, settings: Settings) -> ConfigWatcher:
        """Tells when config/ is no longer what `settings` were read from."""
        return ConfigWatcher(self.config, self.env, data_dir=self.data, revision=settings.revision)


class App:
    """All parts of one running bot: built here, brought into force by `start`, taken down in order by `stop`.

    `alone` is False beside a running bot, whose leases are then left as they are. `overlay` changes every
    configuration before it comes into force (the demo adds its feeds).
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        *,
        alone: bool = True,
        overlay: Callable[[Settings], Settings] | None = None,
        out: TextIO | None = None,
    ) -> None:
        self._alone = alone
        self.clock: Clock = SystemClock()
        self._overlay = overlay or (lambda plain: plain)
        self.meter = PrometheusMeter()
        self.started_at = self.clock.now()
        self._out = out or sys.stdout
        self._fetcher = HttpFetcher(settings.fetch, self.clock)
        self._sandbox = ProcessSandbox(settings.sandbox)
        self._config = config_of(settings, compile_watchlists(settings.watchlists), self.started_at)
        self.services = Services(
            store=store,
            fetcher=self._fetcher,
            sandbox=self._sandbox,
            clock=self.clock,
            meter=self.meter,
            config=self._config,
        )
        self._watcher: ConfigWatcher | None = None

    async def start(self, watcher: ConfigWatcher | None = None) -> None:
        """Bring the configuration into force; `watcher` makes `reload` look for changes."""
        self._watcher = watcher
        if self._alone:
            # Whatever a dead process had leased is due again at once; what it was sending is unknown.
            await self.services.call(self.services.store.release_leases, self.clock.now())
        await apply_config(self.services, self._config, self._channels(self._config.settings))

    async def warm(self) -> None:
        """Start the parsers' processes before the first document needs one."""
        await self._sandbox.warm()

    async def stop(self) -> None:
        """Take the parts down: parsers killed, connections given up, the store's last write finished."""
        self._sandbox.close()
        await self._fetcher.aclose()
        self.services.close()
        self.services.store.close()

    async def reload(self) -> None:
        """Look once whether config/ changed: bring a good edit into force whole, remember why a bad one was refused."""
        if self._watcher is None:
            return
        change = await self.services.call(self._watcher.check, self.clock.monotonic())
        if change is None:
            return
        if change.settings is None:
            refuse_config(self.services, change.error)
            return
        settings = self._overlay(change.settings)
        matcher = await self.services.call(compile_watchlists, settings.watchlists)
        self._fetcher.reconfigure(settings.fetch)
        self._sandbox.reconfigure(settings.sandbox)
        await apply_config(self.services, config_of(settings, matcher, self.clock.now()), self._channels(settings))

    def _channels(self, settings: Settings) -> Mapping[str, Channel]:
        return build_channels(settings.channels, self._fetcher, self._out)

    async def health(self, engine: Engine) -> HealthReport:
        """The report behind `/healthz`; a store that cannot be asked is red by itself (StoreError passes)."""
        facts = await self.services.call(self.services.store.health)
        config, ages = self.services.config, engine.tick_ages()
        self.meter.observe(facts, ages, config_refused=bool(config.error))
        return judge_health(
            facts,
            ages,
            started_at=self.started_at,
            poll_limit=timedelta(seconds=max(900, _POLLS_MISSED * config.settings.polling.interval_s)),
            now=self.clock.now(),
            config_error=config.error,
        )


def open_place(place: Place, *, exclusive: bool) -> tuple[Settings, Store]:
    """Settings and store of an installation.

    Raises:
        ConfigError, StoreError: with a sentence for the user.
    """
    settings = place.load()
    return settings, open_store(settings.storage.url, exclusive=exclusive)


__all__ = ["App", "ConfigError", "Place", "SystemClock", "open_place"]
