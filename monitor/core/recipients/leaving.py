"""Links by which a reader leaves a subscription: signed, so that nobody can unsubscribe somebody else."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import datetime

from monitor.core.recipients.refusals import address_key
from monitor.model.delivery import Suppression, SuppressionReason
from monitor.records import dataclass

PATH = "/unsubscribe/"
"""Where the status port answers such links."""
KEY_BYTES = 32
_PURPOSE = b"monitor unsubscribe 1\n"
_MAC_BYTES = 16
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Who gets which subscription by which channel."""

    channel: str
    subscription: str
    address: str
    """In its comparable form."""


def link(base: str, key: bytes, one: Membership) -> str:
    """The address at which `one` can be left; the same each time."""
    return f"{base.rstrip('/')}{PATH}{token_of(key, one)}"


def token_of(key: bytes, one: Membership) -> str:
    """Letters that may stand in a URL; whose they are and who made them is in them."""
    payload = "\n".join((one.channel, one.subscription, address_key(one.address))).encode()
    return f"{_text(payload)}.{_text(_mac(key, payload))}"


def membership_of(key: bytes, token: str) -> Membership | None:
    """What a token is about; None if we did not make it."""
    payload, _, mac = token[:_LONGEST].partition(".")
    try:
        known, given = _bytes(payload), _bytes(mac)
        channel, subscription, address = known.decode().split("\n")
    except (binascii.Error, ValueError):
        return None
    if not hmac.compare_digest(_mac(key, known), given):
        return None
    return Membership(channel=channel, subscription=subscription, address=address)


def left(one: Membership, now: datetime, why: str) -> Suppression:
    """The ledger's entry for a reader who left."""
    return Suppression(
        channel=one.channel,
        address=one.address,
        subscription=one.subscription,
        reason=SuppressionReason.UNSUBSCRIBED,
        why=why,
        at=now,
        by="the recipient",
    )


def _mac(key: bytes, payload: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + payload, hashlib.sha256)[:_MAC_BYTES]


def _text(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
