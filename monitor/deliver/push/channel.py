"""The channel of browsers: each message is for one of them, which its address names."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from urllib.parse import urlsplit

from monitor.deliver.answers import Answers
from monitor.deliver.push.sealing import sealed, signature
from monitor.deliver.push.telling import payload_of
from monitor.deliver.render.at_once import is_at_once
from monitor.model.config import PushChannel as PushSpec
from monitor.model.delivery import Message, Receipt
from monitor.model.desk.devices import PushDevice
from monitor.model.digests import Digest
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult
from monitor.ports import Devices, Poster, PostResult

_ENDED = frozenset({404, 410})
"""RFC 8030, 7.3: there is no such subscription any more."""
_KEPT_S = 86_400
"""So long a service keeps what a browser that is off has not fetched."""
_ASK = "whoever wants them says so on the desk, on the page Notifications"


class PushChannel:
    """Sends to browsers that `devices` knows."""

    def __init__(self, spec: PushSpec, poster: Poster, devices: Devices | None) -> None:
        self.name = spec.name
        self._spec, self._poster, self._devices = spec, poster, devices

    def parts(self, digest: Digest) -> Sequence[int]:
        """One message: what has no room in it is counted, and its page tells it."""
        return (len(digest.stories),)

    async def send(self, message: Message) -> Receipt:
        """One request to the service of the browser's maker; a browser that is gone is taken off the list."""
        subscription = message.digest.subscription
        if self._devices is None or not message.recipient:
            # A subscription with no other way: it must not be silent about that.
            return _waits(f"No browser takes pushes of {subscription}: {_ASK}.")
        if not has_push():
            return _waits("Pushes cannot be signed here: pip install 'monitor[push]'.")
        device = await self._devices.device(message.recipient, subscription)
        if device is None:
            return _over(f"{message.recipient} is told of {subscription} no more: taken off, or not for its person.")
        plain = payload_of(message.digest, message.id)
        try:
            body = sealed(plain, device)
        except ValueError as error:
            await self._devices.end(message.recipient, f"{error}")
            return _over(f"{message.recipient}: {error}; it was taken off the list.")
        return await self._posted(message, device, body)

    async def _posted(self, message: Message, device: PushDevice, body: bytes) -> Receipt:
        assert self._devices is not None  # noqa: S101 - asked by `send`
        endpoint = device.endpoint.reveal()
        parts = urlsplit(endpoint)
        key = await self._devices.key()
        headers = [
            ("content-type", "application/octet-stream"),
            ("content-encoding", "aes128gcm"),
            ("authorization", signature(key, f"{parts.scheme}://{parts.netloc}", self._spec.contact, message.at)),
            ("ttl", str(_KEPT_S)),
            ("urgency", "high" if is_at_once(message.digest) else "normal"),
            # A further try takes the place of one that the browser has not fetched yet.
            ("topic", hashlib.sha256(message.id.encode()).hexdigest()[:32]),
        ]
        answer = await self._poster.post(endpoint, body, headers, self._spec.timeout_s)
        if isinstance(answer, PostResult) and answer.status in _ENDED:
            why = f"{parts.hostname} says that this browser is not subscribed any more ({answer.status})"
            await self._devices.end(message.recipient, why)
            return _over(f"{message.recipient}: {why}; it was taken off the list. To have it back: {_ASK}.")
        return Answers(device.endpoint, (device.auth,), what="push channel").judged(answer)

    async def tell(self, notice: Notice) -> Receipt:
        """Nothing: whoever keeps the bot running is told by other ways, which work without its database."""
        del notice
        return _waits("Operators are not told by pushes.")

    async def probe(self) -> Receipt:
        """Whether messages can be signed; services are asked when there is something to send."""
        if not has_push():
            return _waits("Pushes cannot be signed here: pip install 'monitor[push]'.")
        detail = "Each browser names the service that it is reached by; none is asked without a message."
        return Receipt(result=SendResult.OK, detail=detail)


def has_push() -> bool:
    """Whether the libraries are installed; they are not loaded."""
    return find_spec("py_vapid") is not None


def _waits(why: str) -> Receipt:
    return Receipt(result=SendResult.TEMPORARY, detail=why)


def _over(why: str) -> Receipt:
    return Receipt(result=SendResult.PERMANENT, detail=why)
