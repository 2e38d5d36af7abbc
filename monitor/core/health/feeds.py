"""Whether the feeds can be read: one that fails is its publisher's affair, most of them are ours."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta

from monitor.core.health.words import age_in_words
from monitor.model.facts import HealthFacts
from monitor.model.feeds import FetchFailure, ParseFailure
from monitor.model.health import Check, Note
from monitor.model.outcomes import FetchReason

FAILING_LIMIT = timedelta(hours=1)
"""How long most feeds may fail before it is red."""
FAILING_NOTED = timedelta(minutes=3)
"""Less is a router that starts anew."""
_REASON = re.compile(r"\((\w+)\)$")
_CURES: dict[str, str] = {
    FetchReason.DNS: "check this machine's name server",
    FetchReason.CONNECT: "check the network, the firewall and, if there is one, fetch.proxy",
    FetchReason.TIMEOUT: "check the network, the firewall and, if there is one, fetch.proxy",
    FetchReason.TLS: "check the clock (date -u) and the certificates (fetch.ca_file)",
    FetchReason.REFUSED_ADDRESS: "check what the name server answers, and fetch.allow_private",
}
"""What to do about reasons that are likely to be ours and not one publisher's."""


def judge_feeds(facts: HealthFacts, failing_percent: int, now: datetime) -> tuple[Check, list[Note]]:
    """Red when more than so many have failed for an hour, noted after some minutes, with what most of them say."""
    failing = f"{len(facts.failing_since)} of {facts.feeds} failing"
    one_too_many = facts.feeds * failing_percent // 100
    if len(facts.failing_since) <= one_too_many:
        return Check(name="feeds", ok=True, detail=failing), []
    since = now - facts.failing_since[one_too_many]
    told = f"{failing}, more than {failing_percent} % for {age_in_words(since)}, {_why(facts.failing_details)}"
    check = Check(name="feeds", ok=since <= FAILING_LIMIT, detail=told)
    # Who reads feeds twice a day has one failed poll to go by.
    noted = since >= FAILING_NOTED
    return check, [Note(name="feeds", detail=told)] if noted and check.ok else []


def named(failure: FetchFailure | ParseFailure) -> str:
    """In words, with its name at the end: `no answer within 30 s (timeout)`."""
    return f"{failure.detail.rstrip('.')} ({failure.reason})"


def reason_of(detail: str) -> str:
    """`dns` of "the name has no address (dns)"; "" where no reason is given."""
    found = _REASON.search(detail)
    return found[1] if found else ""


def own_cause(detail: str) -> str:
    """The reason in `detail` if it is likely to be ours and not one publisher's; "" if not."""
    reason = reason_of(detail)
    return reason if reason in _CURES else ""


def _why(details: tuple[str, ...]) -> str:
    """What the commonest reason is, one of those that told it, and what to do."""
    reasons = Counter(filter(None, map(reason_of, details)))
    if not reasons:
        return "see monitor feeds health"
    reason, count = reasons.most_common(1)[0]
    said = Counter(detail for detail in details if reason_of(detail) == reason).most_common(1)[0][0]
    cure = f"{_CURES[reason]} (monitor feeds health)" if reason in _CURES else "see monitor feeds health"
    return f"{count} of them like this: {said}; {cure}"
