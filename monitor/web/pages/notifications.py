"""Notifications: pushes to this browser, each person's own; of which subscriptions, and what became of them."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from monitor.core.entrance.sessions import mark_of
from monitor.deliver.push.channel import has_push
from monitor.deliver.push.sealing import KEY_BYTES, public_key
from monitor.errors import UsageError
from monitor.flow.recipients.devices import pushes_of
from monitor.model.channels import Secret
from monitor.model.desk.devices import PushDevice
from monitor.model.desk.visitors import Way
from monitor.records import dataclass
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Action, Done, NotFoundError, Page, Param, Room

MOST_DEVICES = 20
"""Of one person."""
_LABEL, _ENDPOINT = 80, 2_000
_POINT, _AUTH = 65, 16
_CHOSEN = "of."
"""Before a subscription's id: the name of its field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLine:
    """A browser of whoever asks."""

    id: int
    label: str
    service: str
    """The host that pushes to it go through."""
    mark: str
    """SHA-256 of its address, hex: by it a browser knows itself."""
    subscriptions: tuple[str, ...]
    since: datetime
    ended_at: datetime | None
    ended_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A subscription that may be pushed."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationsView:
    """The page."""

    key: str
    """The public key that browsers subscribe with; "" where nothing is pushed."""
    lacks: str
    """What is to be done first, as a sentence; "" if nothing."""
    offered: tuple[Offered, ...]
    devices: tuple[DeviceLine, ...]


async def _page(asked: Asked) -> NotificationsView:
    services, offered = asked.services, _offered(asked)
    lacks = _lacks(asked, offered)
    key = "" if lacks else public_key(await services.call(services.store.push_key, secrets.token_bytes(KEY_BYTES)))
    return NotificationsView(
        key=key, lacks=lacks, offered=offered, devices=tuple(_line(one) for one in await _mine(asked))
    )


def _lacks(asked: Asked, offered: tuple[Offered, ...]) -> str:
    if asked.who.way is Way.TOKEN:
        return "A script has no browser."
    if not pushes_of(asked.settings):
        return "No channel pushes to browsers: whoever runs the bot adds one of type push to monitor.yaml."
    if not has_push():
        return "Web Push is not installed here: pip install 'monitor[push]'."
    if not offered:
        return "No subscription that is shown to you names a channel of type push in monitor.yaml."
    return ""


def _offered(asked: Asked) -> tuple[Offered, ...]:
    pushes = pushes_of(asked.settings)
    return tuple(
        Offered(id=one.id, title=one.title)
        for one in asked.settings.subscriptions
        if any(target.channel in pushes for target in one.targets)
    )


async def _mine(asked: Asked) -> list[PushDevice]:
    found = await asked.services.call(asked.services.store.devices)
    return [one for one in found if one.user == asked.who.name]


def _line(one: PushDevice) -> DeviceLine:
    endpoint = one.endpoint.reveal()
    return DeviceLine(
        id=one.id,
        label=one.label,
        service=urlsplit(endpoint).hostname or "",
        mark=mark_of(endpoint),
        subscriptions=one.subscriptions,
        since=one.since,
        ended_at=one.ended_at,
        ended_why=one.ended_why,
    )


async def _subscribe(asked: Asked) -> Done:
    offered = _offered(asked)
    if lacks := _lacks(asked, offered):
        raise UsageError(lacks)
    chosen = _chosen(asked)
    device = PushDevice(
        user=asked.who.name,
        label=asked.word("label")[:_LABEL] or "A browser",
        endpoint=Secret(_endpoint(asked)),
        p256dh=_key(asked, "p256dh", _POINT),
        auth=Secret(_key(asked, "auth", _AUTH)),
        subscriptions=chosen,
        since=asked.now,
    )
    mine = await _mine(asked)
    others = [one for one in mine if one.endpoint != device.endpoint and one.ended_at is None]
    if len(others) >= MOST_DEVICES:
        raise UsageError(f"You have {MOST_DEVICES} browsers already. Take one off first.")
    number = await asked.services.call(asked.services.store.keep_device, device)
    said = f"This browser is told of {', '.join(chosen)}, also when the desk is closed."
    return Done(said=said, subject=f"push/{number}", undo={"device": number}, to="/notifications")


async def _unsubscribe(asked: Asked, undo: Mapping[str, Any]) -> str:
    await asked.services.call(asked.services.store.end_device, int(undo["device"]), asked.now, "taken back")
    return "Taken back: this browser is told nothing."


async def _choose(asked: Asked) -> Done:
    device, chosen = await _own(asked), _chosen(asked)
    await asked.services.call(asked.services.store.choose_device, device.id, chosen)
    said = f"{device.label} is told of {', '.join(chosen)}."
    undo = {"device": device.id, "before": list(device.subscriptions)}
    return Done(said=said, subject=f"push/{device.id}", undo=undo, to="/notifications")


async def _choose_back(asked: Asked, undo: Mapping[str, Any]) -> str:
    await asked.services.call(asked.services.store.choose_device, int(undo["device"]), undo["before"])
    return "Taken back: it is told what it was told before."


async def _end(asked: Asked) -> Done:
    device = await _own(asked)
    await asked.services.call(asked.services.store.end_device, device.id, asked.now, "taken off by its person")
    said = f"{device.label} is told nothing any more."
    return Done(said=said, subject=f"push/{device.id}", undo={"device": device.id}, to="/notifications")


async def _end_back(asked: Asked, undo: Mapping[str, Any]) -> str:
    await asked.services.call(asked.services.store.end_device, int(undo["device"]), None)
    return "Taken back: it is told as before."


async def _own(asked: Asked) -> PushDevice:
    number = asked.number("device", 0, most=10**15)
    for one in await _mine(asked):
        if one.id == number and one.ended_at is None:
            return one
    raise NotFoundError("You have no such browser any more.")


def _chosen(asked: Asked) -> tuple[str, ...]:
    """The subscriptions that are ticked, of those that may be."""
    chosen = tuple(one.id for one in _offered(asked) if asked.form.get(_CHOSEN + one.id))
    if not chosen:
        raise UsageError("Choose at least one subscription. To be told nothing, take the browser off.")
    return chosen


def _endpoint(asked: Asked) -> str:
    """An address that may be posted to; whom it reaches is guarded when something is sent, as for every address."""
    told = asked.form.get("endpoint", "").strip()
    parts = urlsplit(told)
    # A service on this machine is one that somebody tries; its address has to be allowed in `fetch` as well.
    here = parts.hostname in ("127.0.0.1", "localhost", "::1") and bool(asked.settings.fetch.allow_private)
    sound = parts.scheme == "https" or (parts.scheme == "http" and here)
    if not sound or not parts.hostname or not told.isascii() or len(told) > _ENDPOINT or parts.username:
        raise UsageError("Nothing was subscribed: the browser gave no address that pushes can be sent to.")
    return told


def _key(asked: Asked, name: str, length: int) -> str:
    told = asked.form.get(name, "").strip().rstrip("=")
    try:
        raw = base64.b64decode(told + "=" * (-len(told) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raw = b""
    if len(raw) != length:
        raise UsageError("Nothing was subscribed: the browser gave no keys that a push can be sealed with.")
    return told


_OF = Param(name=f"{_CHOSEN}ID", words="A subscription that it is told of; any of them at once.", required=True)
_DEVICE = Param(name="device", words="Its number.", required=True)

ROOM = Room(
    pages=(
        Page(
            path="/notifications",
            by_list=True,
            title="Notifications",
            foot="Notifications",
            summary="Browsers of whoever asks that take pushes, of which subscriptions, and what ended.",
            template="notifications.html",
            read=_page,
            shape=NotificationsView,
        ),
    ),
    actions=(
        Action(
            name="push.subscribe",
            role="reader",
            by_list=True,
            summary="Push subscriptions to a browser of one's own.",
            do=_subscribe,
            undo=_unsubscribe,
            fields=(
                Param(name="endpoint", words="As the browser's PushSubscription has it.", required=True),
                Param(name="p256dh", words="Its public key, base64url.", required=True),
                Param(name="auth", words="Its secret, base64url.", required=True),
                Param(name="label", words="What to call it."),
                _OF,
            ),
        ),
        Action(
            name="push.choose",
            role="reader",
            by_list=True,
            summary="Push other subscriptions to it.",
            do=_choose,
            undo=_choose_back,
            fields=(_DEVICE, _OF),
        ),
        Action(
            name="push.end",
            role="reader",
            by_list=True,
            summary="Push nothing to it any more.",
            do=_end,
            undo=_end_back,
            fields=(_DEVICE,),
        ),
    ),
)
