"""Webhooks by the Standard Webhooks specification: the sent bytes are signed, only 2xx is success, 410 is the end."""

from __future__ import annotations

import binascii
import json
import re
from collections.abc import Sequence
from importlib import resources
from typing import Any, cast
from urllib.parse import urlsplit

from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

from monitor.core.trust.secrecy import Secrecy
from monitor.deliver.mail import wire_id
from monitor.deliver.render.clean import clean
from monitor.deliver.render.payload import page_json, payload_pages
from monitor.model.config import WebhookChannel as WebhookSpec
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason, SendResult
from monitor.ports import Poster, PostResult

_GONE = 410
_NEVER_REACHED = frozenset(
    # The last two are mended by people, in the configuration, while the digest waits.
    {FetchReason.DNS, FetchReason.CONNECT, FetchReason.TLS, FetchReason.BAD_URL, FetchReason.REFUSED_ADDRESS}
)
_PING = b'{"type":"monitor.ping","version":1,"data":{}}'


def payload_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of the payload, version 1."""
    text = resources.files("monitor.deliver").joinpath("schema/digest-v1.json").read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text))


class WebhookChannel:
    """Posts the digest's payload to one receiver."""

    def __init__(self, spec: WebhookSpec, poster: Poster) -> None:
        self.name = spec.name
        self._spec = spec
        self._poster = poster

    def parts(self, digest: Digest) -> Sequence[int]:
        """As many events as it takes to stay under what receivers commonly take."""
        return payload_pages(digest)

    async def send(self, message: Message) -> Receipt:
        """One signed POST; `webhook-id` stays the same over all attempts, the timestamp is this attempt's."""
        body = page_json(message.digest, message.part)
        identity = wire_id(message.id)
        try:
            signature = Webhook(self._spec.secret.reveal()).sign(identity, message.at, body)
        except (binascii.Error, EmptyWebhookSecretError, ValueError):
            detail = f"The secret of webhook {self.name} is not a whsec_ key (base64); nothing was sent."
            return Receipt(result=SendResult.TEMPORARY, detail=detail)
        headers = [
            ("content-type", "application/json; charset=utf-8"),
            ("webhook-id", identity),
            ("webhook-timestamp", str(int(message.at.timestamp()))),
            ("webhook-signature", signature),
        ]
        return self._judge(await self._post(body.encode(), headers))

    async def probe(self) -> Receipt:
        """Reach the receiver with an unsigned ping; one that verifies signatures refuses it: nothing is delivered."""
        answer = await self._post(_PING, [("content-type", "application/json")])
        if isinstance(answer, FetchFailure) or answer.status in {404, _GONE} or not 200 <= answer.status < 500:
            return self._judge(answer)
        note = "; it took an unsigned ping, so check that it verifies signatures" if answer.status < 300 else ""
        return Receipt(result=SendResult.OK, detail=f"{self._host()} answers ({answer.status}){note}.")

    async def _post(self, body: bytes, headers: list[tuple[str, str]]) -> PostResult | FetchFailure:
        return await self._poster.post(self._spec.url.reveal(), body, headers, self._spec.timeout_s)

    def _judge(self, answer: PostResult | FetchFailure) -> Receipt:
        if isinstance(answer, PostResult):
            return self._by_status(answer.status, answer.retry_after_s, answer.body)
        if answer.status is not None:
            return self._by_status(answer.status, answer.retry_after_s, "")
        detail = f"{self._host()}: {self._redacted(answer.detail)}"
        if answer.reason in _NEVER_REACHED:
            return Receipt(result=SendResult.TEMPORARY, detail=detail, retry_after_s=answer.retry_after_s)
        # The body may have been read before the answer was lost; the same webhook-id lets the receiver tell.
        return Receipt(result=SendResult.UNKNOWN, detail=detail, retry_after_s=answer.retry_after_s)

    def _by_status(self, status: int, retry_after_s: int | None, body: str) -> Receipt:
        said = f"{self._host()} answered {status}"
        if 200 <= status <= 299:
            return Receipt(result=SendResult.OK, detail=f"{said}.")
        if status == _GONE:
            detail = f"{said}: the receiver is gone for good; take this webhook out of the configuration."
            return Receipt(result=SendResult.PERMANENT, detail=detail)
        if 300 <= status <= 399:
            detail = f"{said}: redirects are not followed; put the final address into the configuration."
            return Receipt(result=SendResult.TEMPORARY, detail=detail, retry_after_s=retry_after_s)
        excerpt = self._redacted(body)
        detail = f"{said}: {excerpt}" if excerpt else f"{said}."
        return Receipt(result=SendResult.TEMPORARY, detail=detail, retry_after_s=retry_after_s)

    def _host(self) -> str:
        """The host alone: the rest of the address is a secret."""
        try:
            return urlsplit(self._spec.url.reveal()).hostname or "the webhook"
        except ValueError:
            return "the webhook"

    def _redacted(self, text: str) -> str:
        """What the other side said, without the secret parts of the address."""
        url = self._spec.url.reveal()
        tail = url.split("://", 1)[-1].partition("/")[2]
        parts = re.split("[/?&=]", tail)
        return clean(Secrecy([url, self._spec.secret.reveal(), tail, *parts]).hide(text), 160)
