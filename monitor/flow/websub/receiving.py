"""What hubs call for: they ask whether it was us, say no, or tell that a feed has something new."""

from __future__ import annotations

import structlog

from monitor.core.urls import host_of
from monitor.core.websub.beside import pushed
from monitor.core.websub.intent import Reply, reply_to
from monitor.flow.services import Services
from monitor.model.hearing.hubs import HubSubscription
from monitor.model.outcomes import PushOutcome, Step

log = structlog.get_logger("monitor.websub")


class Receiver:
    """Implements what `monitor.obs.hub_page` asks of the bot."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def at(self, path: str) -> HubSubscription | None:
        """The subscription whose hub calls there; None: nobody may."""
        return self._services.hubs.at(path)

    @property
    def max_bytes(self) -> int:
        """Of one message."""
        return self._services.config.settings.websub.max_bytes

    def count(self, outcome: PushOutcome) -> None:
        """What became of a call."""
        self._services.meter.outcome(Step.PUSH, outcome)

    async def asked(self, one: HubSubscription, query: str) -> Reply:
        """The answer to a hub that asks, kept before it is given.

        Raises:
            StoreError: it could not be kept; the hub asks again.
        """
        reply, services = reply_to(one, query, self._services.clock.now()), self._services
        if reply.subscription != one:
            services.hubs.put(reply.subscription)
            await services.call(services.store.save_hubs, [reply.subscription])
        if reply.outcome is PushOutcome.DENIED:
            log.warning("a hub said no", action="websub", hub=host_of(one.hub), why=reply.subscription.detail)
        return reply

    async def told(self, path: str) -> None:
        """Have the feed read at once.

        Raises:
            StoreError: it could not be kept; the hub tells again.
        """
        services, now = self._services, self._services.clock.now()
        if (one := services.hubs.at(path)) is None:
            return
        one = pushed(one, now)
        services.hubs.put(one)
        least_s = services.config.settings.polling.min_interval_s
        await services.call(services.store.save_push, one, now, least_s)
