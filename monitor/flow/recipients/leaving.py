"""Readers who leave: the link that a mail carries, and what following it changes."""

from __future__ import annotations

import secrets

import structlog

from monitor.core.recipients.leaving import KEY_BYTES, Membership, left, link, membership_of
from monitor.errors import StoreBusyError
from monitor.flow.services import Services
from monitor.model.delivery import DeliveryClaim

log = structlog.get_logger("monitor.recipients")


async def link_for(services: Services, claim: DeliveryClaim) -> str:
    """By which the recipient leaves; "" where no public address is configured, or nobody in particular is told."""
    base = services.config.settings.server.public_url
    if not base or not claim.recipient:
        return ""
    one = Membership(channel=claim.channel, subscription=claim.digest.subscription, address=claim.recipient)
    try:
        return link(base, await _key(services), one)
    except StoreBusyError:
        return link(base, await services.insist(_kept_key, services), one)
    except Exception:
        # A message that says no way out is better than none.
        log.exception("a message goes out without the link by which its reader leaves", action="send")
        return ""


async def membership(services: Services, token: str) -> Membership | None:
    """What the token of a link is about; None if it is none of ours."""
    return membership_of(await _key(services), token)


async def leave(services: Services, one: Membership, why: str) -> None:
    """Send the subscription there no more; once more changes nothing."""
    if await services.call(services.store.suppress, left(one, services.clock.now(), why)):
        log.info("a recipient unsubscribed", action="unsubscribe", subscription=one.subscription, channel=one.channel)


async def _key(services: Services) -> bytes:
    """The secret of this installation's links: made once, and kept with what it is about."""
    return services.link_key or await services.call(_kept_key, services)


def _kept_key(services: Services) -> bytes:
    services.link_key = services.store.link_key(secrets.token_bytes(KEY_BYTES))
    return services.link_key
