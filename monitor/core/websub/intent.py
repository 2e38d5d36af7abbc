"""What a hub asks or tells by GET (WebSub, sections 5.2 and 5.3): only what we asked for is confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from monitor.core.websub.course import active, denied, ended
from monitor.model.hearing.hubs import HubSubscription
from monitor.model.outcomes import PushOutcome
from monitor.records import dataclass

ASKED_FOR = timedelta(days=1)
"""So long after a request the hub may call back, more than once if our answer was lost."""
_MOST_FIELDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the hub is answered, and what its call changes."""

    outcome: PushOutcome
    subscription: HubSubscription
    body: bytes = b""
    """The challenge, as it came; of a refusal nothing."""


def reply_to(subscription: HubSubscription, query: str, now: datetime) -> Reply:
    """The answer to the call with `query` at the address of `subscription`."""
    refused = Reply(outcome=PushOutcome.REFUSED, subscription=subscription)
    told = _fields(query)
    if told.get("hub.topic") != subscription.topic:
        return refused
    mode, challenge = told.get("hub.mode", "").lower(), told.get("hub.challenge", "")
    if mode == "denied":
        if subscription.over:
            return refused
        subscription = denied(subscription, told.get("hub.reason", ""), now)
        return Reply(outcome=PushOutcome.DENIED, subscription=subscription)
    if not challenge or not _was_asked(subscription, mode, now):
        return refused
    changed = ended(subscription, now) if mode == "unsubscribe" else active(subscription, _lease(told), now)
    return Reply(outcome=PushOutcome.CONFIRMED, subscription=changed, body=challenge.encode("utf-8", "surrogateescape"))


def _was_asked(subscription: HubSubscription, mode: str, now: datetime) -> bool:
    """Whether we asked this hub for this a short time ago."""
    asked_at = subscription.asked_at
    if asked_at is None or not timedelta(0) <= now - asked_at <= ASKED_FOR:
        return False
    return mode == ("unsubscribe" if subscription.over else "subscribe")


def _fields(query: str) -> dict[str, str]:
    """The fields of a query, none if one comes twice: two readers would take two of them."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape", max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}
    found = dict(pairs)
    return found if len(found) == len(pairs) else {}


def _lease(told: dict[str, str]) -> int | None:
    """How long the hub agrees to tell us, in seconds; None if it does not say."""
    seconds = told.get("hub.lease_seconds", "").strip()
    return int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 12 else None
