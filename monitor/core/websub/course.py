"""The course of a subscription at a hub: asked for, confirmed, renewed before it ends, asked for again, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode, urlsplit

from monitor.core.rhythm import share_of
from monitor.model.hearing.hubs import HubState, HubSubscription

PATH: Final = "/websub/"
"""Where the status port answers hubs."""
FORM: Final = "application/x-www-form-urlencoded"
_LEASE = timedelta(days=10)
"""Of a hub that does not say for how long it will tell us."""
_LEAST_LEASE, _MOST_LEASE = timedelta(minutes=1), timedelta(days=60)
_RENEWED_FROM, _RENEWED_WITHIN, _LEAST_RENEWAL = 0.65, 0.15, timedelta(minutes=10)
"""A lease is renewed when so much of it is over, each subscription at a place of its own, so that some tries are left;
and no hub is asked more often than the last says, however short its leases are."""
_CALLS_BACK = timedelta(hours=1)
"""A hub that has not called back by then is asked again."""
_FIRST_WAIT, _LONGEST_WAIT, _MOST_DOUBLINGS = timedelta(minutes=5), timedelta(days=1), 20
_RETRY_AFTER_MOST = timedelta(days=7)
_DENIED_WAIT, _DENIED_MOST = timedelta(days=1), timedelta(days=7)
_TRIES_OF_ONE, _TRIES_TO_END = 3, 4
_KEPT = timedelta(days=1)
"""An ended subscription is remembered so long: a hub whose question we answered may not have got the answer."""
_LONGEST_DETAIL = 200
_NEVER = "the hub never called back: can it reach websub.callback?"


def is_due(one: HubSubscription, now: datetime) -> bool:
    """Whether something is to be done for it now; what was put off by a clock that was wrong is."""
    return one.due_at <= now or one.changed_at > now


def is_past(one: HubSubscription, now: datetime) -> bool:
    """Whether it can be forgotten: it has ended, or its hub does not want to hear of the end."""
    return one.over and is_due(one, now) and (one.state is HubState.ENDED or one.failures >= _TRIES_TO_END)


def request_of(one: HubSubscription, lease_s: int) -> bytes:
    """The form that its hub is sent (section 5.1)."""
    fields = {"hub.mode": "unsubscribe" if one.over else "subscribe", "hub.topic": one.topic}
    fields["hub.callback"] = one.callback
    if not one.over:
        fields |= {"hub.lease_seconds": str(lease_s), "hub.secret": one.secret}
    return urlencode(fields, errors="surrogatepass").encode()


def asking(one: HubSubscription, now: datetime) -> HubSubscription:
    """As it is while its hub is asked; kept before that, for the hub may call back before it answers."""
    detail = ""
    if _unanswered(one):
        one, detail = _failing(one, _NEVER, now), _NEVER
    state = HubState.ASKED if one.state in (HubState.WANTED, HubState.DENIED) else one.state
    wait = max(_CALLS_BACK, _wait(one.failures))
    return replace(one, state=state, detail=detail, asked_at=now, changed_at=now, due_at=now + wait)


def refused(one: HubSubscription, why: str, retry_after_s: int | None, now: datetime) -> HubSubscription:
    """After a request that the hub did not take; `why` in words."""
    one = _failing(one, why, now)
    asked = min(timedelta(seconds=min(retry_after_s or 0, 10**9)), _RETRY_AFTER_MOST)
    return replace(one, changed_at=now, due_at=now + max(_wait(one.failures), asked))


def active(one: HubSubscription, lease_s: int | None, now: datetime) -> HubSubscription:
    """After the hub called back and we agreed: it tells us for `lease_s`, and is asked again before that is over."""
    lease = _LEASE if lease_s is None else timedelta(seconds=min(lease_s, 10**9))
    lease = min(max(lease, _LEAST_LEASE), _MOST_LEASE)
    renewal = lease * (_RENEWED_FROM + _RENEWED_WITHIN * share_of(one.path))
    one = replace(one, state=HubState.ACTIVE, failures=0, detail="", confirmed_at=now, changed_at=now)
    return replace(one, lease_until=now + lease, due_at=now + max(renewal, _LEAST_RENEWAL))


def denied(one: HubSubscription, why: str, now: datetime) -> HubSubscription:
    """After the hub said no, as it may at any time (section 5.2): the next one is asked, or the same in some days."""
    one = replace(one, state=HubState.DENIED, failures=one.failures + 1, turn=one.turn + 1, lease_until=None)
    wait = _FIRST_WAIT if one.failures < len(one.hubs) else _wait(one.failures, _DENIED_WAIT, _DENIED_MOST)
    detail = f"the hub said no{f': {why}' if why else ''}"
    return replace(one, detail=_plain(detail), changed_at=now, due_at=now + wait)


def ending(one: HubSubscription, now: datetime) -> HubSubscription:
    """Not wanted any more: its hub is told so at once."""
    if one.over:
        return one
    return replace(one, state=HubState.ENDING, asked_at=None, failures=0, detail="", changed_at=now, due_at=now)


def ended(one: HubSubscription, now: datetime) -> HubSubscription:
    """After the hub called back about the end, and we agreed."""
    return replace(one, state=HubState.ENDED, confirmed_at=now, changed_at=now, due_at=now + _KEPT)


def in_words(one: HubSubscription, now: datetime) -> str:
    """How it stands, for people: `told by hub.example until 2026-12-03 10:00 UTC`."""
    host = urlsplit(one.hub).hostname or one.hub
    trouble = f" ({one.detail})" if one.detail else ""
    if one.lapsed(now):
        return f"no longer told by {host}: the subscription ran out{trouble}"
    if one.state is HubState.ACTIVE and one.lease_until is not None:
        silent = "" if one.pushed_at else ", which has told nothing yet"
        return f"told by {host} until {one.lease_until:%Y-%m-%d %H:%M} UTC{silent}{trouble}"
    state = {HubState.DENIED: "denied by", HubState.WANTED: "to be asked for at"}.get(one.state, "asked for at")
    return f"{state} {host}{trouble}"


def _unanswered(one: HubSubscription) -> bool:
    """Whether the hub took the last request and did not call back."""
    asked, confirmed = one.asked_at, one.confirmed_at
    return asked is not None and one.detail in ("", _NEVER) and (confirmed is None or confirmed < asked)


def _failing(one: HubSubscription, why: str, now: datetime) -> HubSubscription:
    failures = one.failures + 1
    turn = one.turn + (failures % _TRIES_OF_ONE == 0 and not (one.over or _is_running(one, now)))
    return replace(one, failures=failures, turn=turn, detail=_plain(why))


def _is_running(one: HubSubscription, now: datetime) -> bool:
    return one.state is HubState.ACTIVE and one.lease_until is not None and one.lease_until > now


def _wait(failures: int, first: timedelta = _FIRST_WAIT, most: timedelta = _LONGEST_WAIT) -> timedelta:
    return min(first * float(2 ** min(max(failures - 1, 0), _MOST_DOUBLINGS)), most)


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_LONGEST_DETAIL]
