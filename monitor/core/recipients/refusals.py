"""Mail addresses: which refusals speak of the address itself, and when nothing more is sent to it.

Published practice (the large senders' rules, M3AAWG's best practices for senders) takes an address off the list at the
first refusal that says it does not exist. Here one that took mail before gets further chances: servers have called
their whole domain unknown for an afternoon, and what is watched must not fall silent for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.model.config import Subscription
from monitor.model.delivery import (
    AddressFault,
    RecipientChange,
    Standing,
    Suppression,
    SuppressionReason,
)

CHANCES: dict[tuple[AddressFault, bool], tuple[int, timedelta]] = {
    (AddressFault.GONE, False): (1, timedelta(0)),
    (AddressFault.GONE, True): (3, timedelta(days=1)),
    (AddressFault.DOUBTFUL, False): (3, timedelta(days=1)),
    (AddressFault.DOUBTFUL, True): (3, timedelta(days=3)),
}
"""(what was said, whether the address took a message before) to the refusals it takes and the time between the first
and the last of them."""
BOT = "monitor"
"""Who suppresses by what servers say."""

_STATUS = re.compile(r"(?<![\d.])5\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_GONE = {(1, 1), (1, 6), (1, 10)}
"""RFC 3463 and its registry: no such mailbox, moved without a new address, a domain that takes no mail."""
_DOUBTFUL = {(1, 0), (1, 2), (1, 3), (2, 1), (4, 4)}
"""Other trouble with the address, no such domain, a syntax that it does not take, a mailbox switched off, no route."""
_SAYS_NOTHING = {(0, 0), (5, 0), (5, 1), (5, 4), (4, 1)}
"""Statuses that servers write without meaning them: the words decide."""
_WORDS = re.compile(
    r"user unknown|unknown user|no such (?:user|mailbox|recipient|address|person|account|local)|"
    r"(?:user|mailbox|recipient|account|address)(?: \S+){0,2} (?:does not|doesn't|doesnt|not) (?:exist|found)|"
    r"unknown (?:or illegal alias|recipient|local part|mailbox|address)|(?:recipient|address|mailbox) unknown|"
    r"invalid (?:recipient|mailbox|user)|"
    r"(?:mailbox|account|user)(?: \S+){0,3} (?:disabled|deactivated|inactive|closed)|"
    r"no mailbox (?:here )?by that name|not our customer|not a known (?:user|recipient)|recipient ?not ?found",
    re.IGNORECASE,
)
_OTHER_MATTER = re.compile(
    r"spam|blocked|blacklist|block ?list|\bspf\b|\bdkim\b|dmarc|policy|relay|reputation|authenticat|sender|quota|full",
    re.IGNORECASE,
)
"""Words of refusals that are about the sender or a rule, whatever else they say."""
_MAILBOX_CODES = {550, 551, 553}


def address_key(address: str) -> str:
    """The form in which addresses are compared: nobody tells people apart by capitals."""
    local, at, domain = address.strip().rpartition("@")
    try:
        plain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        plain = domain
    return f"{local}{at}{plain}".lower()


def fault_of(code: int, said: str) -> AddressFault:
    """What a refusal says of the recipient: `code` of the server's answer, `said` the rest of it.

    An enhanced status (RFC 3463) decides; words do where there is none, or one that means nothing.
    """
    if not 500 <= code <= 599:
        return AddressFault.NONE
    statuses = {(int(one[1]), int(one[2])) for one in _STATUS.finditer(said)}
    if statuses & _GONE:
        return AddressFault.GONE
    if statuses & _DOUBTFUL:
        return AddressFault.DOUBTFUL
    if statuses - _SAYS_NOTHING or code not in _MAILBOX_CODES or _OTHER_MATTER.search(said):
        return AddressFault.NONE
    return AddressFault.DOUBTFUL if _WORDS.search(said) else AddressFault.NONE


def after_acceptance(now: datetime) -> RecipientChange:
    """A message was taken: refusals from before count no more."""
    return RecipientChange(standing=Standing(accepted_at=now))


def after_refusal(standing: Standing, fault: AddressFault, refused: Suppression) -> RecipientChange | None:
    """What a refusal changes; None if it says nothing of the address.

    `refused`: the entry of the ledger that there will be if it was one too many.
    """
    if fault is AddressFault.NONE:
        return None
    since = standing.refused_since or refused.at
    now = Standing(accepted_at=standing.accepted_at, refusals=standing.refusals + 1, refused_since=since)
    refusals, span = CHANCES[fault, standing.accepted_at is not None]
    enough = now.refusals >= refusals and refused.at - since >= span
    return RecipientChange(standing=now, suppress=refused if enough else None)


def refusal(channel: str, address: str, why: str, now: datetime) -> Suppression:
    """The ledger's entry for an address that a server refused."""
    return Suppression(
        channel=channel,
        address=address_key(address),
        reason=SuppressionReason.REFUSED,
        why=why,
        at=now,
        by=BOT,
    )


def covering(suppressions: Iterable[Suppression], channel: str, address: str, subscription: str) -> Suppression | None:
    """The entry in force that keeps mail of the subscription from the address; one for all subscriptions first."""
    key = address_key(address)
    found = [
        one
        for one in suppressions
        if one.lifted_at is None
        and (one.channel, one.address) == (channel, key)
        and one.subscription in ("", subscription)
    ]
    return min(found, key=lambda one: one.subscription, default=None)


def kept_back(one: Suppression) -> str:
    """Why a delivery is not made, for the list of deliveries."""
    whose = f" from {one.subscription}" if one.subscription else ""
    said = {
        SuppressionReason.REFUSED: f"this address was refused for good on {one.at:%Y-%m-%d}",
        SuppressionReason.BOUNCED: f"mail to this address came back on {one.at:%Y-%m-%d}",
        SuppressionReason.UNSUBSCRIBED: f"unsubscribed{whose} on {one.at:%Y-%m-%d}",
        SuppressionReason.BY_HAND: f"suppressed on {one.at:%Y-%m-%d} by {one.by}",
    }[one.reason]
    return f"Not sent: {said} ({one.why.rstrip('.')}). To send again: monitor deliveries lift {one.address}"


def suppressed_of(subscription: Subscription, suppressions: Iterable[Suppression]) -> tuple[Suppression, ...]:
    """What keeps recipients of the subscription from it, one entry for each."""
    known = tuple(suppressions)
    found = (
        covering(known, target.channel, recipient, subscription.id)
        for target in subscription.targets
        for recipient in target.recipients
    )
    return tuple(one for one in found if one is not None)


def nobody_left(subscription: Subscription, suppressions: Iterable[Suppression]) -> bool:
    """Whether every way that the subscription has ends at an address that nothing is sent to."""
    ways = sum(len(target.recipients) or 1 for target in subscription.targets)
    return 0 < ways == len(suppressed_of(subscription, suppressions))
