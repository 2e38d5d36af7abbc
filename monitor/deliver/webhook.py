"""Webhooks by the Standard Webhooks specification: the sent bytes are signed, only 2xx is success, 410 is the end."""

from __future__ import annotations

import binascii
import json
from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from typing import Any, cast

from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

from monitor.deliver.answers import Answers
from monitor.deliver.mail import wire_id
from monitor.deliver.notice import notice_json
from monitor.deliver.render.payload import page_json, payload_pages
from monitor.model.config import WebhookChannel as WebhookSpec
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.feeds import FetchFailure
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult
from monitor.ports import Poster, PostResult

_NOBODY = frozenset({404, 410})
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
        self._answers = Answers(spec.url, (spec.secret,), what="webhook")

    def parts(self, digest: Digest) -> Sequence[int]:
        """As many events as it takes to stay under what receivers commonly take."""
        return payload_pages(digest)

    async def send(self, message: Message) -> Receipt:
        """One signed POST; `webhook-id` stays the same over all attempts, the timestamp is this attempt's."""
        return await self._signed(page_json(message.digest, message.part), wire_id(message.id), message.at)

    async def tell(self, notice: Notice) -> Receipt:
        """An event of a type of its own, signed as digests are."""
        return await self._signed(notice_json(notice), wire_id(notice.id), notice.at)

    async def _signed(self, body: str, identity: str, at: datetime) -> Receipt:
        try:
            signature = Webhook(self._spec.secret.reveal()).sign(identity, at, body)
        except (binascii.Error, EmptyWebhookSecretError, ValueError):
            detail = f"The secret of webhook {self.name} is not a whsec_ key (base64); nothing was sent."
            return Receipt(result=SendResult.TEMPORARY, detail=detail)
        headers = [
            ("content-type", "application/json; charset=utf-8"),
            ("webhook-id", identity),
            ("webhook-timestamp", str(int(at.timestamp()))),
            ("webhook-signature", signature),
        ]
        return self._answers.judged(await self._post(body.encode(), headers))

    async def probe(self) -> Receipt:
        """Reach the receiver with an unsigned ping; one that verifies signatures refuses it: nothing is delivered."""
        answer = await self._post(_PING, [("content-type", "application/json")])
        if isinstance(answer, FetchFailure) or answer.status in _NOBODY or not 200 <= answer.status < 500:
            return self._answers.judged(answer)
        note = "; it took an unsigned ping, so check that it verifies signatures" if answer.status < 300 else ""
        return Receipt(result=SendResult.OK, detail=f"{self._answers.host} answers ({answer.status}){note}.")

    async def _post(self, body: bytes, headers: list[tuple[str, str]]) -> PostResult | FetchFailure:
        return await self._poster.post(self._spec.url.reveal(), body, headers, self._spec.timeout_s)
