"""Which browsers a subscription goes to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from monitor.core.recipients.devices import with_devices
from monitor.model.config import Target
from tests.unit.deliver.test_push import a_device
from tests.unit.flow.shell_world import SUBSCRIPTION

PUSH, MAIL = Target(channel="browsers"), Target(channel="mail", recipients=("a@example.org",))
WATCHED = replace(SUBSCRIPTION, id="border-watch", watchlists=("border", "coast"))
ALI = a_device()
NOOR = replace(ALI, id=12, user="noor")


def may(name: str, lists: Collection[str]) -> bool:
    return name != "noor" or "coast" not in lists


@pytest.mark.parametrize(
    ("targets", "devices", "told"),
    [
        ((PUSH, MAIL), [NOOR, ALI], (replace(PUSH, recipients=("ali#7",)), MAIL)),
        ((PUSH,), [replace(ALI, id=10), ALI], (replace(PUSH, recipients=("ali#7", "ali#10")),)),
        ((PUSH, MAIL), [NOOR], (MAIL,)),
        ((PUSH, MAIL), [replace(ALI, ended_at=ALI.since)], (MAIL,)),
        ((PUSH, MAIL), [replace(ALI, subscriptions=("other",))], (MAIL,)),
        ((MAIL,), [ALI], (MAIL,)),
        # Nobody at all would be told: the outbox says so.
        ((PUSH,), [NOOR], (PUSH,)),
    ],
    ids=["who may", "the oldest first", "none may", "ended", "not asked for", "no push", "nobody"],
)
def test_browsers_of_a_subscription(targets, devices, told) -> None:
    found = with_devices(replace(WATCHED, targets=targets), {"browsers"}, devices, may)
    assert found.targets == told
