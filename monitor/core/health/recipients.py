"""Whether there is anybody left to tell: mail addresses that nothing is sent to."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.recipients.refusals import nobody_left, suppressed_of
from monitor.model.config import Subscription
from monitor.model.delivery import Suppression
from monitor.model.health import Check, Note

_NAMED = 5
_SEE = "see monitor deliveries suppressed, and lift what is wrong: monitor deliveries lift ADDRESS"


def judge_recipients(
    subscriptions: Sequence[Subscription], suppressions: Sequence[Suppression]
) -> tuple[list[Check], list[Note]]:
    """Red for each subscription that reaches nobody any more; a note on the other suppressed addresses."""
    silent = [one for one in subscriptions if suppressions and nobody_left(one, suppressions)]
    red = [
        Check(
            name=f"recipients of {one.id}",
            ok=False,
            detail=f"nobody gets {one.id} any more, all of its addresses are suppressed: "
            f"{_listed(suppressed_of(one, suppressions))}; {_SEE}",
            key=_key(suppressed_of(one, suppressions)),
        )
        for one in silent
    ]
    others = {
        found.id: found for one in subscriptions if one not in silent for found in suppressed_of(one, suppressions)
    }
    if not others:
        return red, []
    listed = list(others.values())
    detail = f"nothing is sent to {_listed(listed)}; {_SEE}"
    return red, [Note(name="suppressed addresses", detail=detail, key=_key(listed))]


def _listed(found: Sequence[Suppression]) -> str:
    named = [f"{one.address} ({one.reason.replace('_', ' ')}, {one.channel})" for one in found[:_NAMED]]
    more = len(found) - _NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def _key(found: Sequence[Suppression]) -> str:
    return ",".join(str(one) for one in sorted({one.id for one in found}))
