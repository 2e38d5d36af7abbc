"""Receivers that only the library apprise knows: a short plain text each, and no more certainty than it gives.

apprise makes its own connections: they are not ours to guard. What can be told beforehand is told: a host of one's own
that stands in the address is looked up and judged as every other address here is. Redirects, what the name means a
moment later, and the hosts of the services themselves are apprise's.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import structlog

from monitor.core.addresses import denial, parse_allowed
from monitor.core.trust.secrecy import Secrecy, secrets_of_apprise
from monitor.deliver.chat.notice import notice_message
from monitor.deliver.chat.plain import units
from monitor.deliver.chat.short import short_message, short_text, within
from monitor.deliver.render.clean import clean
from monitor.model.config import AppriseChannel as AppriseSpec
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult

if TYPE_CHECKING:
    from apprise import AppriseResult

log = structlog.get_logger("monitor.deliver")

LONGEST = 900
"""Characters of a text: nearly every service takes so many."""
_SAID = 200
_OURS = {
    "overflow": "upstream",  # cutting is ours: a title must not part from its link
    "optional": "no",  # a failure must not count as success
    "retry": "0",  # the outbox tries again, and keeps a record of it
    "image": "no",
    "footer": "no",
    "avatar": "no",
}
_BY_STATUS = re.compile(r"error=\d{3}\b")
"""How apprise tells of an answer; without one it is not known whether the service has the text."""


class AppriseChannel:
    """Sends to one receiver."""

    def __init__(self, spec: AppriseSpec) -> None:
        self.name = spec.name
        self._spec = spec
        self._secrecy = Secrecy(secrets_of_apprise(spec.url.reveal()))

    def parts(self, digest: Digest) -> Sequence[int]:
        """One message; what has no room in it is counted there."""
        return (len(digest.stories),)

    async def send(self, message: Message) -> Receipt:
        """One text, of the digest whole."""
        return await self._within_time(lambda limit: short_text(message.digest, limit))

    async def tell(self, notice: Notice) -> Receipt:
        """One text, cut at its end where there is no more room."""

        def text(limit: int) -> tuple[str, str]:
            told = notice_message(notice, lambda one: units(short_message(one)) <= limit)
            return told.subject, short_message(told)

        return await self._within_time(text)

    async def probe(self) -> Receipt:
        """Whether apprise knows the address; nothing is sent, and no service is asked."""
        receiver = await asyncio.to_thread(self._receiver)
        if isinstance(receiver, Receipt):
            return receiver
        detail = f"apprise knows this address ({_service(receiver)}); it cannot be asked without sending something."
        return Receipt(result=SendResult.OK, detail=detail)

    async def _within_time(self, text: Any) -> Receipt:
        try:
            async with asyncio.timeout(self._spec.timeout_s):
                return await asyncio.to_thread(self._deliver, text)
        except TimeoutError:
            detail = f"apprise was not done within {self._spec.timeout_s:g} s; the receiver may have the message."
            return Receipt(result=SendResult.UNKNOWN, detail=detail)
        except Exception as problem:
            # A hundred services' code, none of it ours.
            log.exception("apprise broke off", action="send", channel=self.name)
            detail = f"apprise broke off ({type(problem).__name__}); the receiver may have the message."
            return Receipt(result=SendResult.UNKNOWN, detail=detail)

    def _deliver(self, text: Any) -> Receipt:
        receiver = self._receiver()
        if isinstance(receiver, Receipt):
            return receiver
        if refusal := self._refusal(receiver):
            return _waits(refusal)
        subject, body = _fitted(text, receiver)
        from apprise import Apprise, NotifyFormat  # noqa: PLC0415 - optional, and slow to load

        carrier = Apprise(asset=receiver.asset)
        carrier.add(receiver)
        return self._judged(receiver, carrier.notify(body=body, title=subject, body_format=NotifyFormat.TEXT))

    def _receiver(self) -> Any:
        """apprise's object for the address; a receipt where there is none."""
        try:
            from apprise import Apprise, AppriseAsset, PersistentStoreMode  # noqa: PLC0415 - optional, slow to load
        except ImportError:
            return _waits("apprise is not installed here: pip install 'monitor[apprise]'")
        asset = AppriseAsset(
            app_id="monitor",
            app_desc="monitor",
            app_url="",
            image_url_mask="",
            image_url_logo="",
            image_path_mask="",
            async_mode=False,
            storage_mode=PersistentStoreMode.MEMORY,
        )
        url = self._spec.url.reveal()
        ours = "&".join(f"{key}={value}" for key, value in _OURS.items())
        receiver = Apprise.instantiate(f"{url}{'&' if '?' in url else '?'}{ours}", asset=asset)
        if receiver is None:
            return _waits("apprise does not know this kind of address, or something in it is missing or wrong")
        if len(receiver) > 1:
            said = f"the address names {len(receiver)} receivers, of which one may fail alone: make a channel for each"
            return _waits(said)
        return receiver

    def _refusal(self, receiver: Any) -> str:
        """Why a host of one's own must not be reached, "" if it may be or the service has a host of its own."""
        if not any("{host}" in str(one) for one in getattr(receiver, "templates", ())):
            return ""
        port = int(receiver.port or (443 if receiver.secure else 80))
        allowed = parse_allowed(self._spec.allow_private)
        try:
            found = socket.getaddrinfo(receiver.host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return "the host in the address has no address"
        for entry in found:
            address = ip_address(str(entry[4][0]).partition("%")[0])
            what = denial(address)
            if what and not any(one.covers(address, port) for one in allowed):
                return f"the host in the address is {what} and may not be reached; list it under fetch.allow_private"
        return ""

    def _judged(self, receiver: Any, result: AppriseResult) -> Receipt:
        """What apprise says: only success is success, and a failure is one only where the service answered."""
        name = _service(receiver)
        said = [entry.message for one in result for entry in one.logs() if entry.level in {"WARNING", "ERROR"}]
        detail = clean(self._secrecy.hide(" ".join(said)), _SAID) or f"apprise says {result.status.name.lower()}"
        if result.status.name == "SUCCESS":
            return Receipt(result=SendResult.OK, detail=f"{name} took it, apprise says.")
        if result.status.name == "NOMATCH":
            return _waits(f"{name}: nothing was sent")
        answered = result.status.name == "FAILURE" and bool(said) and all(_BY_STATUS.search(one) for one in said)
        outcome = SendResult.TEMPORARY if answered else SendResult.UNKNOWN
        return Receipt(result=outcome, detail=f"{name}: {detail.rstrip('.')}.")


def _fitted(text: Any, receiver: Any) -> tuple[str, str]:
    """Subject and text for this service; where it has no titles, the subject is the first line of the text."""
    limit = min(LONGEST, int(receiver.body_maxlen or LONGEST))
    subject, body = text(limit)
    if int(receiver.title_maxlen or 0) > 0:
        return within(subject, int(receiver.title_maxlen)), body
    head = within(subject, limit)
    _, body = text(max(limit - units(head) - 2, 0))
    return "", f"{head}\n\n{body}".strip()


def _service(receiver: Any) -> str:
    return clean(str(receiver.service_name or "apprise"), 60)


def _waits(why: str) -> Receipt:
    return Receipt(result=SendResult.TEMPORARY, detail=f"{why[:1].upper()}{why[1:]}.")
