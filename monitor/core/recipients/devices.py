"""Which browsers a subscription goes to: those that its pushes were asked for in, by people who may be told of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from monitor.model.config import Subscription
from monitor.model.desk.devices import PushDevice

MayBeTold = Callable[[str, Collection[str]], bool]
"""Whether a person is shown all of these watchlists now."""


def takes(device: PushDevice, subscription: Subscription, may: MayBeTold) -> bool:
    """Whether the browser is told of the subscription."""
    asked = device.ended_at is None and subscription.id in device.subscriptions
    return asked and may(device.user, subscription.watchlists)


def with_devices(
    subscription: Subscription, pushes: Collection[str], devices: Iterable[PushDevice], may: MayBeTold
) -> Subscription:
    """The same, with the browsers as recipients of its targets among `pushes`, the names of such channels.

    A target without any is left out, unless nothing else tells of the subscription: then a message without a recipient
    stands in the outbox, and says that nobody takes it.
    """
    told = tuple(sorted((one.address for one in devices if takes(one, subscription, may)), key=_by_number))
    targets = [
        replace(one, recipients=told) if one.channel in pushes else one
        for one in subscription.targets
        if told or one.channel not in pushes
    ]
    return replace(subscription, targets=tuple(targets) or subscription.targets)


def _by_number(address: str) -> int:
    return int(address.rpartition("#")[2])
