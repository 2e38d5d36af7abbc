"""What an HTTP receiver's answer means for a delivery, in one sentence without secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from monitor.core.trust.secrecy import Secrecy
from monitor.deliver.cures import with_cure
from monitor.deliver.render.clean import clean
from monitor.model.config import Secret
from monitor.model.delivery import Receipt
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason, SendResult
from monitor.ports import PostResult

_GONE = 410
_NEVER_REACHED = frozenset(
    # The last two are mended by people, in the configuration, while the digest waits.
    {FetchReason.DNS, FetchReason.CONNECT, FetchReason.TLS, FetchReason.BAD_URL, FetchReason.REFUSED_ADDRESS}
)
_EXCERPT = 160


class Answers:
    """Judges the answers of one receiver. The rest of its address is as secret as its keys."""

    def __init__(self, address: Secret, keys: Iterable[Secret], *, what: str) -> None:
        self._secrecy = Secrecy(_secrets_of(address.reveal(), keys))
        self._what = what
        self.host = _host_of(address.reveal()) or f"the {what}"

    def judged(self, answer: PostResult | FetchFailure) -> Receipt:
        """The receipt: only 2xx is success, 410 is the end, anything else may be mended."""
        return with_cure(self._judged(answer))

    def _judged(self, answer: PostResult | FetchFailure) -> Receipt:
        if isinstance(answer, PostResult):
            return self._by_status(answer.status, answer.retry_after_s, answer.body)
        if answer.status is not None:
            return self._by_status(answer.status, answer.retry_after_s, "")
        detail = f"{self.host}: {self._redacted(answer.detail)}"
        if answer.reason in _NEVER_REACHED:
            return Receipt(result=SendResult.TEMPORARY, detail=detail, retry_after_s=answer.retry_after_s)
        # The body may have been read before the answer was lost; where a message has an id the receiver can tell.
        return Receipt(result=SendResult.UNKNOWN, detail=detail, retry_after_s=answer.retry_after_s)

    def _by_status(self, status: int, retry_after_s: int | None, body: str) -> Receipt:
        said = f"{self.host} answered {status}"
        if 200 <= status <= 299:
            return Receipt(result=SendResult.OK, detail=f"{said}.")
        if status == _GONE:
            detail = f"{said}: the receiver is gone for good; take this {self._what} out of the configuration."
            return Receipt(result=SendResult.PERMANENT, detail=detail, stops=True)
        if 300 <= status <= 399:
            detail = f"{said}: redirects are not followed; put the final address into the configuration."
            return Receipt(result=SendResult.TEMPORARY, detail=detail, retry_after_s=retry_after_s)
        excerpt = self._redacted(body)
        detail = f"{said}: {excerpt}" if excerpt else f"{said}."
        return Receipt(result=SendResult.TEMPORARY, detail=detail, retry_after_s=retry_after_s)

    def _redacted(self, text: str) -> str:
        """What the other side said, without the secrets."""
        return clean(self._secrecy.hide(text), _EXCERPT)


def _secrets_of(address: str, keys: Iterable[Secret]) -> Iterator[str]:
    """The address, each part of it behind its host, and the keys."""
    tail = address.split("://", 1)[-1].partition("/")[2]
    yield from (address, tail, *re.split("[/?&=]", tail), *(key.reveal() for key in keys))


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
