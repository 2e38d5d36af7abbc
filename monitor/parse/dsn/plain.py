"""Reports without a part for programs: qmail's (QSBMF), Exim's header, and plain words of a mail server."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monitor.model.bounces import ReportAction, ReportedRecipient
from monitor.parse.dsn.fields import LONGEST, MOST_RECIPIENTS, address_in, status_in

_DAEMONS = re.compile(r"\b(?:mailer-daemon|postmaster|mail-daemon|mdaemon|microsoftexchange\w*)@", re.IGNORECASE)
_PARAGRAPH = re.compile(r"^<?([^\s<>]{1,250}@[^\s<>]{1,250}?)>?:[ \t]*\n((?:[ \t]*\S.*\n)+)", re.MULTILINE)
"""An address alone in a line, and why beneath it."""
_CODE = re.compile(r"(?<![\d.])(55[0-4]|5\.\d{1,3}\.\d{1,3})(?![\d.])")
_COPY = re.compile(r"(?im)^-{2,} ?(?:below this line|original message|this is a copy|\w.{0,60} copy)")
_QMAIL = "this is the qmail-send program"


def is_daemon(sender: str) -> bool:
    """Whether a `From` is one of those that mail servers write their reports with."""
    return _DAEMONS.search(sender[:LONGEST]) is not None


def failures_in(text: str, failed: str, sender: str) -> tuple[ReportedRecipient, ...]:
    """What a letter says for people: `failed` is its X-Failed-Recipients, `sender` its From."""
    own = _COPY.split(text, maxsplit=1)[0]
    if failed:
        return tuple(_failed(address, own) for address in _listed(failed.split(",")))
    qmail = _QMAIL in own[:LONGEST].lower()
    if not qmail and not is_daemon(sender):
        return ()
    told = tuple(_failed(address_in(one[1]), one[2]) for one in _PARAGRAPH.finditer(f"{own[: 40 * LONGEST]}\n"))
    if told:
        return told[:MOST_RECIPIENTS]
    # In whatever language: a mail server that speaks of a final refusal. Whose it is stands elsewhere.
    return (_failed("", own),) if _CODE.search(own[: 40 * LONGEST]) else ()


def _listed(found: Iterable[str]) -> list[str]:
    return [address for one in found if (address := address_in(one))][:MOST_RECIPIENTS]


def _failed(address: str, why: str) -> ReportedRecipient:
    """Its words are those from the code on, where there is one."""
    code = _CODE.search(why)
    said = " ".join(why[code.start() if code else 0 :][: 2 * LONGEST].split())[:LONGEST]
    return ReportedRecipient(final=address, action=ReportAction.FAILED, status=status_in(said), said=said)
