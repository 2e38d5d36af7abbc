"""All parts of one running bot, built from settings."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TextIO

import structlog

from monitor.bootstrap.checkup import Checkup
from monitor.bootstrap.clock import SystemClock
from monitor.bootstrap.commands import filter_command
from monitor.bootstrap.hiding import Hiding
from monitor.bootstrap.mailboxes import mailboxes_of
from monitor.bootstrap.people import People
from monitor.bootstrap.private import keep_private
from monitor.bootstrap.templates import printing_of, try_templates
from monitor.deliver.channels import build_channels
from monitor.errors import ConfigError, StoreError
from monitor.fetch.client import HttpFetcher
from monitor.fetch.pacing import HostPacer
from monitor.flow.clock import compare_clock
from monitor.flow.configure import apply_config, config_of, refuse_config
from monitor.flow.feeds.learning import recall
from monitor.flow.recipients.devices import DeviceBook
from monitor.flow.services import Services
from monitor.flow.translation.translating import Translating
from monitor.flow.websub.subscribing import recall_hubs
from monitor.meaning import meaning_of
from monitor.model.config import Settings
from monitor.model.fleet.workers import RoleFigures
from monitor.model.health import HealthReport, Note
from monitor.model.ids import FeedId
from monitor.obs.logs import hide_in_logs
from monitor.obs.metrics import PrometheusMeter
from monitor.obs.series import MOST_FEEDS, MOST_SUBSCRIPTIONS
from monitor.ports import Channel, Clock, Poster, Store, Ticking
from monitor.sandbox import ProcessSandbox
from monitor.settings import ConfigWatcher, Reload
from monitor.store import is_server, sqlite_path
from monitor.translation import translator_of
from monitor.watch import matcher_of

if TYPE_CHECKING:
    from monitor.deliver.custom_templates.printing import CustomPrinting

log = structlog.get_logger("monitor.config")

_LOOK_UPS = 64
"""Threads for what the system does not do without one; each is made when it is first needed."""

_SCRAPE_S = 2.0
"""So long a scrape waits for the store."""


class App:
    """All parts of one running bot: built here, brought into force by `start`, taken down in order by `stop`.

    `alone` is False beside a running bot, whose leases are then left as they are. `overlay` changes every
    configuration before it comes into force (the demo adds its feeds). `pacer`: where others ask the
    hosts too.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        *,
        alone: bool = True,
        overlay: Callable[[Settings], Settings] | None = None,
        out: TextIO | None = None,
        pacer: HostPacer | None = None,
    ) -> None:
        self._alone = alone
        self.clock: Clock = SystemClock()
        self._overlay = overlay or (lambda plain: plain)
        self.meter = PrometheusMeter()
        self.started_at = self.clock.now()
        self._out = out or sys.stdout
        self._fetcher = HttpFetcher(settings.fetch, self.clock, pacer=pacer)
        self._sandbox = ProcessSandbox(settings.sandbox)
        self._hiding = Hiding(settings)
        self.poster: Poster = self._hiding.poster(self._fetcher)
        hide_in_logs(self._hiding.secrecy.values)
        self._config = config_of(settings, matcher_of(settings.watchlists), self.started_at)
        self.services = Services(
            store=store,
            fetcher=self._hiding.fetcher(self._fetcher),
            sandbox=self._hiding.sandbox(self._sandbox),
            clock=self.clock,
            meter=self.meter,
            config=self._config,
        )
        self.services.may_be_told = People(settings.root, lambda: self.services.config.settings.desk).may_be_told
        self._devices = DeviceBook(self.services)
        url = settings.storage.url
        self.services.meaning = meaning_of(None if is_server(url) else sqlite_path(url).parent)
        self.printing: CustomPrinting | None = None
        """By the user's templates; None: by ours."""
        self.checkup = Checkup(self.services, self.meter, self.started_at)
        self.checkup.parts += [self._template_notes, self._translation_notes]
        self.roles: Callable[[], Awaitable[Sequence[RoleFigures]]] | None = None
        """How each role does; None of a bot that works alone."""
        self._watcher: ConfigWatcher | None = None
        self._change: Reload | None = None

    async def start(self, watcher: ConfigWatcher | None = None) -> None:
        """Bring the configuration into force; `watcher` makes `reload` look for changes."""
        self._watcher = watcher
        # Mail servers' names are looked up there, and a name server that is dead keeps each thread for half a minute.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_LOOK_UPS, thread_name_prefix="system"))
        channels = self._channels(self._config.settings)
        if not self._alone:
            # The tables follow the configuration of the bot that runs (it may be a demo with feeds of its own).
            self.services.channels = channels
            return
        await self.services.call(keep_private, self._config.settings)
        # Whatever a dead process had leased is due again at once; what it was sending is unknown.
        await self.services.call(self.services.store.release_leases, self.clock.now())
        await self._rule(channels)

    async def lead(self) -> None:
        """Of several workers the one that schedules: from now on the tables follow this one's configuration."""
        self._alone = True
        await self.services.call(self.services.store.release_lost, self.clock.now())
        await self._rule(self.services.channels)

    def follow(self) -> None:
        """Another one schedules."""
        self._alone = False

    async def _rule(self, channels: Mapping[str, Channel]) -> None:
        await compare_clock(self.services)
        await apply_config(self.services, self.services.config, channels)
        await recall(self.services)
        await recall_hubs(self.services)

    async def warm(self) -> None:
        """Start the parsers' processes before the first document needs one."""
        await self._sandbox.warm()

    async def stop(self) -> None:
        """Take the parts down: parsers killed, connections given up, the store's last write finished."""
        with contextlib.ExitStack() as stack:
            stack.callback(self.services.store.close)
            stack.callback(self.services.close)
            stack.callback(self.checkup.close)
            stack.callback(self._sandbox.close)
            stack.callback(self._end_printing)
            await self._fetcher.aclose()

    async def reload(self) -> None:
        """Look once whether config/ changed: bring a good edit into force whole, remember why a bad one was refused.

        Raises:
            StoreError: the edit could not be written into the tables; it is brought into force by a later call.
        """
        if self._watcher is None:
            return
        # The watcher tells of each edit once; one that the store was too busy for is still to be done.
        self._change = await self.services.call(self._watcher.check, self.clock.monotonic()) or self._change
        if self._change is None:
            return
        try:
            await self._take(self._change)
        except StoreError:
            raise
        except Exception as error:
            self._change = None
            refuse_config(self.services, f"it could not be brought into force ({type(error).__name__}), see the log")
            raise
        self._change = None

    def renew(self, settings: Settings) -> None:
        """Have the next `reload` bring `settings` into force once more, because the overlay became another."""
        self._change = self._change or Reload(settings=settings)

    async def _take(self, change: Reload) -> None:
        if change.settings is None:
            refuse_config(self.services, change.error)
            return
        before, settings = self.services.config.settings, self._overlay(change.settings)
        if settings.templates != before.templates:
            try:
                await self.services.call(try_templates, settings)
            except ConfigError as error:
                refuse_config(self.services, str(error))
                return
        # Off the event loop: of very many feeds each of these takes seconds.
        await self.services.call(self._hiding.learn, settings)
        hide_in_logs(self._hiding.secrecy.values)
        matcher, channels = await self.services.call(matcher_of, settings.watchlists), self._channels(settings)
        config = await self.services.call(config_of, settings, matcher, self.clock.now())
        if self._alone:
            await apply_config(self.services, config, channels)
        else:
            # As in `start`: the tables follow the bot that runs.
            self.services.config, self.services.channels = config, channels
        self._fetcher.reconfigure(settings.fetch)
        self._sandbox.reconfigure(settings.sandbox)
        if settings.revision == before.revision:
            return
        log.info("config/ changed, the new one is in force", action="config", revision=settings.revision)
        # What was told before, and no edit has changed, would hide what this one broke.
        for warning in settings.warnings:
            if warning not in before.warnings:
                log.warning(warning, action="config")
        if (late := _at_next_start(before, settings)) != "":
            log.warning("a changed setting takes effect at the next start only", action="config", settings=late)

    def _channels(self, settings: Settings) -> Mapping[str, Channel]:
        before, self.printing = self.printing, printing_of(settings)
        if before is not None:
            before.close()
        translator = translator_of(settings.translation, self.poster, filter_command)
        known = self.services.translating
        if translator is None:
            self.services.translating = None
        elif known is None or known.settings != settings.translation:
            self.services.translating = Translating(self.services, settings.translation, translator)
        self.services.mailboxes = self._hiding.mailboxes(mailboxes_of(settings, self.poster))
        return self._hiding.channels(
            build_channels(settings.channels, self.poster, self._out, self.printing, self._devices)
        )

    def _template_notes(self) -> Sequence[Note]:
        return self.printing.notes() if self.printing is not None else ()

    def _translation_notes(self) -> Sequence[Note]:
        translating = self.services.translating
        return () if translating is None else translating.notes()

    def _end_printing(self) -> None:
        if self.printing is not None:
            self.printing.close()

    async def health(self, engine: Ticking) -> HealthReport:
        """The report behind `/healthz`, within two seconds whatever the store does."""
        return await self.checkup.report(engine)

    async def metrics(self, engine: Ticking) -> bytes:
        """The text behind `/metrics`; in trouble with the store, feeds and subscriptions are as they were last."""
        await self.health(engine)
        store, ids = self.services.store, [one.id for one in self.services.config.settings.subscriptions]
        with contextlib.suppress(StoreError, TimeoutError):
            async with asyncio.timeout(_SCRAPE_S):
                feeds = await self.services.call(store.active_feeds, FeedId(0), MOST_FEEDS)
                states = await self.services.call(lambda: [store.subscription(one) for one in ids[:MOST_SUBSCRIPTIONS]])
                known = [state for state in states if state is not None]
                # Of a thousand feeds these take long enough to hold up everybody else.
                await asyncio.to_thread(self.meter.show, feeds, known)
        if self.roles is not None:
            with contextlib.suppress(StoreError, TimeoutError):
                async with asyncio.timeout(_SCRAPE_S):
                    self.meter.show_roles(await self.roles())
        self.meter.show_hubs(self.services.hubs, self.services.clock.now())
        return await asyncio.to_thread(self.meter.render)


def _at_next_start(before: Settings, after: Settings) -> str:
    """The sections of monitor.yaml with changes that a running process cannot take over."""
    sections = {
        "storage.url": before.storage.url != after.storage.url,
        "server": before.server != after.server,
        "desk": before.desk != after.desk,
        "log": (before.log_format, before.log_level) != (after.log_format, after.log_level),
    }
    return ", ".join(name for name, changed in sections.items() if changed)
