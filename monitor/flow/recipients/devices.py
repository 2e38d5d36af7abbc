"""Browsers that take pushes, as channels and digests ask for them."""

from __future__ import annotations

import secrets

import structlog

from monitor.core.recipients.devices import takes, with_devices
from monitor.errors import StoreBusyError
from monitor.flow.services import Services
from monitor.model.config import PushChannel, Settings, Subscription
from monitor.model.desk.devices import PushDevice

log = structlog.get_logger("monitor.push")

_KEY_BYTES = 32


def pushes_of(settings: Settings) -> frozenset[str]:
    """Names of the channels that push."""
    return frozenset(one.name for one in settings.channels if isinstance(one, PushChannel))


async def told_by_pushes(services: Services, settings: Settings, subscription: Subscription) -> Subscription:
    """The subscription with its browsers; where a bug or a damaged table is in their way it goes by its other ways."""
    pushes = pushes_of(settings)
    if not any(one.channel in pushes for one in subscription.targets):
        return subscription

    def found() -> Subscription:
        return with_devices(subscription, pushes, services.store.devices(), services.may_be_told)

    try:
        return await services.call(found)
    except StoreBusyError:
        raise
    except Exception:
        log.exception("a digest is composed without the browsers that take it", action="push")
        return with_devices(subscription, pushes, (), services.may_be_told)


def unheard(services: Services, settings: Settings) -> tuple[str, ...]:
    """Ids of the subscriptions of `settings` whose pushes no browser takes now."""
    pushes = pushes_of(settings)
    pushing = [one for one in settings.subscriptions if any(target.channel in pushes for target in one.targets)]
    devices = services.store.devices() if pushing else ()
    may = services.may_be_told
    return tuple(one.id for one in pushing if not any(takes(device, one, may) for device in devices))


class DeviceBook:
    """`ports.Devices` over the store."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def key(self) -> bytes:
        """The private key that this installation signs with: made once, and kept with who subscribed by it."""
        # All but four in a thousand million numbers of so many bytes are keys; zero is none.
        return await self._services.insist(self._services.store.push_key, secrets.token_bytes(_KEY_BYTES))

    async def device(self, address: str, subscription: str) -> PushDevice | None:
        """The browser, if it is told of that subscription and its person may be."""
        services = self._services
        known = {one.id: one for one in services.config.settings.subscriptions}
        for one in await services.insist(services.store.devices):
            if one.address == address and subscription in known:
                return one if takes(one, known[subscription], services.may_be_told) else None
        return None

    async def end(self, address: str, why: str) -> None:
        """Tell it nothing any more."""
        services = self._services
        number = int(address.rpartition("#")[2])
        await services.insist(services.store.end_device, number, services.clock.now(), why)
        log.warning("a browser takes no pushes any more", action="push", device=address, why=why)
