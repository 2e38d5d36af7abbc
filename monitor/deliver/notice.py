"""A `Notice` as text, as a mail and as a webhook's event: short, plain, the worst first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

from monitor.deliver.mail import Envelope, ascii_address, returns_to, wire_id
from monitor.deliver.render.clean import clean
from monitor.deliver.render.encoding import transfer_encoding
from monitor.model.config import EmailChannel as EmailSpec
from monitor.model.health import Level, Notice, Trouble

TYPE = "monitor.health"
VERSION = 1
_SUBJECT, _DETAIL = 120, 1_000
_WORDS = {Level.RED: "red", Level.NOTE: "note", Level.WELL: "well"}


def notice_subject(notice: Notice) -> str:
    """`monitor: deliveries, channel mail; well again: feeds`."""
    parts = []
    if notice.news:
        parts.append(", ".join(one.name for one in _worst_first(notice.news)))
    if notice.mended:
        parts.append(f"well again: {', '.join(one.name for one in notice.mended)}")
    return clean(f"monitor: {'; '.join(parts)}", _SUBJECT)


def notice_text(notice: Notice) -> str:
    """The whole notice in lines."""
    lines = [f"{clean(notice.where, 200)}, {notice.at:%Y-%m-%d %H:%M} UTC"]
    for heading, troubles in (("", notice.news), ("Well again", notice.mended), ("As before", notice.still)):
        if troubles:
            lines += ["", *([f"{heading}:"] if heading else []), *(_line(one) for one in _worst_first(troubles))]
    return "\n".join(lines) + "\n"


def notice_mail(notice: Notice, spec: EmailSpec) -> Envelope:
    """The mail for the notice's recipient.

    Raises:
        ValueError: the recipient or the configured sender is not a usable address.
    """
    sender, receiver = ascii_address(parseaddr(spec.sender)[1]), ascii_address(notice.recipient)
    mail = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    mail["From"] = Address(clean(parseaddr(spec.sender)[0], 60) or "monitor", addr_spec=sender)
    mail["To"] = Address(addr_spec=receiver)
    mail["Date"] = notice.at
    mail["Message-ID"] = f"<{wire_id(notice.id)}@{sender.rpartition('@')[2]}>"
    mail["Subject"] = notice_subject(notice)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    text = notice_text(notice)
    mail.set_content(text, cte=transfer_encoding(text))
    return Envelope(sender=returns_to(spec, sender, receiver), recipient=receiver, content=mail.as_bytes())


def notice_json(notice: Notice) -> str:
    """The event that a webhook gets; `schema/health-v1.json` describes it."""
    data = {
        "where": clean(notice.where, 200),
        "news": [_fact(one) for one in _worst_first(notice.news)],
        "mended": [_fact(one) for one in notice.mended],
        "still": [_fact(one) for one in _worst_first(notice.still)],
    }
    event = {"type": TYPE, "version": VERSION, "timestamp": f"{notice.at:%Y-%m-%dT%H:%M:%SZ}", "data": data}
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def _worst_first(troubles: Iterable[Trouble]) -> list[Trouble]:
    return sorted(troubles, key=lambda one: -one.level)


def _line(trouble: Trouble) -> str:
    mark = "" if trouble.level is Level.WELL else f"{_WORDS[trouble.level]}, "
    was = "was: " if trouble.level is Level.WELL else ""
    return f"- {trouble.name} ({mark}since {trouble.since:%H:%M}): {was}{clean(trouble.detail, _DETAIL)}"


def _fact(trouble: Trouble) -> dict[str, str]:
    return {
        "name": trouble.name,
        "level": _WORDS[trouble.level],
        "since": f"{trouble.since:%Y-%m-%dT%H:%M:%SZ}",
        "detail": clean(trouble.detail, _DETAIL),
    }
