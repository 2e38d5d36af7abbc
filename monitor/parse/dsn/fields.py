"""The part of a report that is made for programs (message/delivery-status, RFC 3464 and 6533): blocks of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.model.bounces import ReportAction, ReportedRecipient

MOST_RECIPIENTS = 100
LONGEST = 500
"""Letters of a field that are looked at."""
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_TYPED = re.compile(r"\s*[\w.-]+\s*;\s*(.*)", re.DOTALL)
_ACTIONS = {"failed": ReportAction.FAILED, "delayed": ReportAction.DELAYED}


def recipients_of(text: str) -> tuple[ReportedRecipient, ...]:
    """What the blocks say of each recipient."""
    found = (
        _recipient(block) for block in _blocks(text) if "final-recipient" in block or "original-recipient" in block
    )
    return tuple(one for one, _ in zip(found, range(MOST_RECIPIENTS), strict=False))


def status_in(text: str) -> str:
    """The first enhanced status in the text, "" for none."""
    found = _STATUS.search(text)
    return found[1] if found else ""


def address_in(value: str) -> str:
    """`ali@example.org` of `rfc822; <ali@example.org>`; "" if it is none."""
    typed = _TYPED.fullmatch(value)
    plain = (typed[1] if typed else value).split("(")[0].strip().strip("<>").strip().rstrip(".")
    return plain if "@" in plain and not re.search(r"\s", plain) else ""


def _recipient(block: dict[str, str]) -> ReportedRecipient:
    typed = _TYPED.fullmatch(block.get("diagnostic-code", ""))
    said = " ".join((typed[1] if typed else block.get("diagnostic-code", "")).split())
    status = status_in(block.get("status", "")) or status_in(said)
    action = _ACTIONS.get(block.get("action", "").split("(")[0].strip().lower())
    if action is None:
        # Who leaves the action out says by the status what it would be.
        by_status = {"5": ReportAction.FAILED, "4": ReportAction.DELAYED}
        action = ReportAction.NONE if block.get("action") else by_status.get(status[:1], ReportAction.NONE)
    return ReportedRecipient(
        final=address_in(block.get("final-recipient", "")),
        original=address_in(block.get("original-recipient", "")),
        action=action,
        status=status,
        said=said[:LONGEST],
    )


def _blocks(text: str) -> Iterator[dict[str, str]]:
    """Fields by their names in small letters, of each run of lines without an empty one."""
    block: dict[str, str] = {}
    name = ""
    for line in [*text.splitlines(), ""]:
        if not line.strip():
            if block:
                yield block
            block, name = {}, ""
        elif line[0] in " \t":
            if name and len(block[name]) < LONGEST:
                block[name] += f" {line.strip()}"
        else:
            name, colon, value = line.partition(":")
            name = name.strip().lower() if colon else ""
            if name:
                block.setdefault(name, value.strip()[: 2 * LONGEST])
