"""A letter as a report of a mail server, or as none."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses

from monitor.model.bounces import MailReport
from monitor.parse.dsn.fields import LONGEST, recipients_of
from monitor.parse.dsn.plain import failures_in

MOST_PARTS, MOST_LETTERS = 40, 64_000
_STATUS_KINDS = {"message/delivery-status", "message/global-delivery-status"}
_WHOLE_KINDS = {"message/rfc822", "message/global"}
_HEADER_KINDS = {"text/rfc822-headers", "message/global-headers"}
_ENVELOPE = ("Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Delivered-To", "To")
_MOST_ADDRESSES, _MOST_IDS = 20, 10
_ID = re.compile(r"<([^<>\s]{1,250})>")
_ID_LINE = re.compile(r"(?im)^message-id:\s*<([^<>\s]{1,250})>")


def read_report(body: bytes) -> MailReport | None:
    """The report that a letter is; None if it is another letter.

    `body` may be cut: what matters stands at the beginning.
    """
    try:
        letter = BytesParser(policy=policy.compat32).parsebytes(body)
        parts = _parts(letter)
    except RecursionError:
        # No report is a thousand letters deep.
        return None
    told = [one for part in parts if part.get_content_type() in _STATUS_KINDS for one in recipients_of(_text(part))]
    texts = "\n".join(_text(part) for part in parts if part.get_content_type() == "text/plain")[:MOST_LETTERS]
    if not told:
        told = list(failures_in(texts, _header(letter, "X-Failed-Recipients"), _header(letter, "From")))
    if not told:
        return None
    ids = _ID.findall(_header(letter, "Message-ID"))
    return MailReport(
        id=ids[0] if ids else "",
        recipients=tuple(told),
        to=tuple(_addresses(letter)),
        about=tuple(dict.fromkeys(_about(letter, parts, texts)))[:_MOST_IDS],
    )


def _parts(letter: Message) -> list[Message]:
    """The parts of the letter itself: what lies in a letter that it carries is of another one."""
    found: list[Message] = []
    waiting = [letter]
    while waiting and len(found) < MOST_PARTS:
        part = waiting.pop(0)
        found.append(part)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = _inside(part)
    return found


def _inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _text(part: Message) -> str:
    """A part's text; the parser takes the blocks of fields for letters, so they are put together again."""
    blocks = _inside(part)
    if not blocks:
        return _decoded(part, str(part.get_payload() or "")[:MOST_LETTERS])
    lines = []
    for block in blocks[:MOST_PARTS]:
        lines += [f"{name}: {value}" for name, value in block.items()]
        rest = block.get_payload()
        lines += [rest if isinstance(rest, str) else "", ""]
    return _decoded(part, "\n".join(lines)[:MOST_LETTERS])


def _decoded(part: Message, text: str) -> str:
    coding = _header(part, "Content-Transfer-Encoding").strip().lower()
    raw = text.encode("utf-8", "surrogateescape")
    try:
        if coding == "base64":
            raw = base64.b64decode(b"".join(raw.split())[: len(raw) // 4 * 4])
        elif coding == "quoted-printable":
            raw = quopri.decodestring(raw)
    except (binascii.Error, ValueError):
        pass  # What cannot be decoded is read as it stands.
    try:
        return raw.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _header(part: Message, name: str) -> str:
    return str(part.get(name, ""))[: 4 * LONGEST]


def _addresses(letter: Message) -> Iterator[str]:
    """To whom it came: a mailbox notes it in one header or another."""
    values = [str(one)[: 4 * LONGEST] for name in _ENVELOPE for one in letter.get_all(name, [])[:_MOST_ADDRESSES]]
    found = [address for _, address in getaddresses(values) if "@" in address]
    yield from list(dict.fromkeys(found))[:_MOST_ADDRESSES]


def _about(letter: Message, parts: list[Message], texts: str) -> Iterator[str]:
    """Ids of the letter that it carries, or answers to."""
    for part in parts:
        kind = part.get_content_type()
        if kind in _WHOLE_KINDS:
            for carried in _inside(part):
                yield from _ID.findall(_header(carried, "Message-ID"))
        elif kind in _HEADER_KINDS:
            yield from _ID_LINE.findall(_text(part))
    yield from _ID_LINE.findall(texts)
    yield from _ID.findall(f"{_header(letter, 'In-Reply-To')} {_header(letter, 'References')}")
