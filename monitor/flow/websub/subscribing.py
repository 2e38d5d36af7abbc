"""Subscriptions at hubs: begun where a feed offers one, renewed, and ended where nobody wants them any more."""

from __future__ import annotations

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urljoin

import structlog

from monitor.core.urls import host_of
from monitor.core.websub.course import FORM, PATH, asking, ending, is_due, is_past, refused, request_of
from monitor.flow.services import Services
from monitor.model.feeds import FetchFailure
from monitor.model.hearing.hubs import HubSubscription, Offer
from monitor.model.ids import FeedId
from monitor.ports import Poster, PostResult

log = structlog.get_logger("monitor.websub")

LOOK_S = 5.0
_TIMEOUT_S = 15.0
_OF_ONE_HUB, _HUBS = 20, 8
"""Requests to one hub in one look, one after the other, and hubs that are asked at the same time."""
_REDIRECTS, _MOVED = 3, (307, 308)
_SETTLED = timedelta(days=1)
_SECRET_BYTES, _PATH_BYTES = 32, 24


async def recall_hubs(services: Services) -> None:
    """The subscriptions of before this process began: their hubs may call before anything else happens."""
    for one in await services.call(services.store.hub_subscriptions):
        services.hubs.put(one)


class Subscriber:
    """Asks the hubs; what they answer and ask is at `monitor.flow.websub.receiving`."""

    def __init__(self, services: Services, poster: Poster) -> None:
        self._services, self._poster = services, poster
        self._looked_at: datetime | None = None

    async def look(self) -> None:
        """Begin, renew and end what is to be begun, renewed and ended now."""
        services = self._services
        if not services.hubs and not services.config.settings.websub.callback:
            services.hubs.offered.clear()
            return
        await self._end_unwanted()
        await self._take_offers()
        await self._forget_past()
        await self._ask(services.clock.now())

    async def _end_unwanted(self) -> None:
        """After a change of the configuration: feeds may be gone, the callback may be another one, or none."""
        services = self._services
        if self._looked_at == services.config.since:
            return
        base = services.config.settings.websub.callback
        mine = [one.feed_id for one in services.hubs if not one.over] if base else []
        urls = await services.call(services.store.active_urls, mine)
        wanted = {feed_id for feed_id, url in urls.items() if not _is_private(services, url)}
        changed = []
        for one in services.hubs:
            if not one.over and one.feed_id not in wanted:
                changed.append(ending(one, services.clock.now()))
            elif not one.over and one.callback != f"{base}{PATH}{one.path}":
                services.hubs.offered.setdefault(one.feed_id, Offer(topic=one.topic, hubs=one.hubs))
        await self._keep(changed)
        self._looked_at = services.config.since

    async def _take_offers(self) -> None:
        services = self._services
        offered, services.hubs.offered = services.hubs.offered, {}
        if not (base := services.config.settings.websub.callback):
            return
        now, changed = services.clock.now(), []
        urls = await services.call(services.store.active_urls, list(offered)) if offered else {}
        for feed_id, offer in offered.items():
            one = services.hubs.of(feed_id)
            if feed_id not in urls or _is_private(services, urls[feed_id]) or _stays(one, base, now):
                continue
            changed += [ending(one, now)] if one is not None else []
            changed.append(_new(feed_id, offer, base, now))
        await self._keep(changed)

    async def _forget_past(self) -> None:
        now, services = self._services.clock.now(), self._services
        if past := [one.path for one in services.hubs if is_past(one, now)]:
            await services.call(services.store.forget_hubs, past)
            for path in past:
                services.hubs.drop(path)

    async def _ask(self, now: datetime) -> None:
        by_hub: dict[str, list[HubSubscription]] = defaultdict(list)
        for one in sorted(self._services.hubs, key=lambda one: one.due_at):
            if is_due(one, now) and len(by_hub[host_of(one.hub)]) < _OF_ONE_HUB:
                by_hub[host_of(one.hub)].append(one)
        places = asyncio.Semaphore(_HUBS)

        async def ask(mine: Sequence[HubSubscription]) -> None:
            async with places:
                for one in mine:
                    if not await self._ask_one(one):
                        # Its other subscriptions are asked for with the next look: a hub that is down is not besieged.
                        return

        await asyncio.gather(*map(ask, by_hub.values()))

    async def _ask_one(self, one: HubSubscription) -> bool:
        """Ask the hub of `one`; whether it took that."""
        services, settings = self._services, self._services.config.settings.websub
        # As it is by now: its hub may have told something since the look began.
        asked = asking(services.hubs.at(one.path) or one, services.clock.now())
        await self._keep([asked])
        answer = await self._post(asked.hub, request_of(asked, settings.lease_s))
        if isinstance(answer, PostResult) and 200 <= answer.status < 300:
            return True
        why = answer.detail if isinstance(answer, FetchFailure) else f"the hub answered {answer.status}"
        current = services.hubs.at(one.path)
        if current is not None and current.asked_at == asked.asked_at and current.state is asked.state:
            failed = refused(current, why, answer.retry_after_s, services.clock.now())
            await self._keep([failed])
            log.info("a hub did not take it", action="websub", hub=host_of(one.hub), why=why, next_try=failed.due_at)
        return False

    async def _post(self, url: str, body: bytes) -> PostResult | FetchFailure:
        """The answer of the hub, wherever it has moved to."""
        left = _REDIRECTS
        while True:
            answer = await self._poster.post(url, body, (("Content-Type", FORM),), _TIMEOUT_S)
            if isinstance(answer, FetchFailure) or answer.status not in _MOVED or not (answer.location and left):
                return answer
            url, left = _joined(url, answer.location), left - 1

    async def _keep(self, changed: Iterable[HubSubscription]) -> None:
        some = list(changed)
        for one in some:
            # Before anything is waited for: what a hub calls meanwhile is about them as they are now.
            self._services.hubs.put(one)
        if some:
            await self._services.call(self._services.store.save_hubs, some)


def _new(feed_id: FeedId, offer: Offer, base: str, now: datetime) -> HubSubscription:
    path = secrets.token_urlsafe(_PATH_BYTES)
    return HubSubscription(
        path=path,
        feed_id=feed_id,
        topic=offer.topic,
        hubs=offer.hubs,
        callback=f"{base}{PATH}{path}",
        secret=secrets.token_hex(_SECRET_BYTES),
        changed_at=now,
        due_at=now,
    )


def _stays(one: HubSubscription | None, base: str, now: datetime) -> bool:
    """Whether a feed that offers another one keeps it for now: of a farm of servers each may offer its own."""
    if one is None or one.callback != f"{base}{PATH}{one.path}":
        return False
    return one.confirmed_at is not None and timedelta(0) <= now - one.confirmed_at < _SETTLED


def _is_private(services: Services, url: str) -> bool:
    """Whether what is read there needs a secret: no hub is to know of it."""
    spec = services.config.specs.get(url)
    return spec is not None and bool(spec.headers)


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return location
