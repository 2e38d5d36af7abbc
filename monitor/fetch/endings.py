"""How a walk ends: which answers may be used, and what the others are called."""

from __future__ import annotations

from monitor.fetch.exchange import USABLE, Answer
from monitor.fetch.refusal import Refusal, readable_url
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason


def is_usable(answer: Answer) -> bool:
    """Whether an answer brings something to read. Some statuses do only with a body."""
    return answer.status in USABLE and (answer.status in (200, 203, 226) or bool(answer.body))


def unusable(answer: Answer, retry_after_s: int | None) -> Refusal:
    """Why an answer is not used."""
    status = answer.status
    if status == 410:
        return Refusal(FetchReason.GONE, "the server says that this is gone for good (410)", status)
    if status == 429:
        return Refusal(FetchReason.RATE_LIMITED, "the server asks for fewer requests (429)", status, retry_after_s)
    if 400 <= status < 500:
        return Refusal(FetchReason.HTTP_CLIENT_ERROR, f"the server answered {status}", status, retry_after_s)
    if 500 <= status < 600:
        return Refusal(FetchReason.HTTP_SERVER_ERROR, f"the server answered {status}", status, retry_after_s)
    if status == 304:
        return Refusal(FetchReason.PROTOCOL, "the server answered 304 although nothing was known before", status)
    return Refusal(FetchReason.PROTOCOL, f"the server answered {status}, which brings nothing to read", status)


def failure(url: str, refusal: Refusal) -> FetchFailure:
    """The refusal, at that hop."""
    return FetchFailure(
        reason=refusal.reason,
        detail=refusal.detail,
        url=readable_url(url),
        status=refusal.status,
        retry_after_s=refusal.retry_after_s,
    )
