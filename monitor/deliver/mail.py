"""A `Message` as a mail: both parts, fixed sender, headers that servers and filters expect.

Feed text stands in the subject and the body only. The bytes depend on the message and the configuration alone.
"""

from __future__ import annotations

import hashlib
import re
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import quote

from monitor.deliver.render import Printed, render_mail
from monitor.deliver.render.clean import clean, shorten
from monitor.deliver.render.encoding import transfer_encoding
from monitor.deliver.render.pages import OURS, Printing
from monitor.model.config import EmailChannel as EmailSpec
from monitor.model.delivery import Message
from monitor.records import dataclass

_POLICY = policy.SMTP.clone(cte_type="7bit")
"""Seven-bit bodies: not every server on the way takes more."""
_CRLF = "\r\n"
_NAME_LIMIT = 25
_LONGEST_LOCAL = 64
"""RFC 5321, 4.5.3.1.1."""
_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_ADDRESS = re.compile(r"[^\s\x00-\x20\x7f@<>,;:\"()\[\]\\]+@[^\s\x00-\x20\x7f@<>,;:\"()\\]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One transaction: who sends, who gets it, and the bytes."""

    sender: str
    recipient: str
    content: bytes


def wire_id(message_id: str) -> str:
    """The message's id as it may stand in a Message-ID or a webhook-id: no dots, no blanks, the same every time."""
    if _SAFE_ID.fullmatch(message_id):
        return message_id
    return "m-" + hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()[:40]


def ascii_address(address: str) -> str:
    """The bare address as SMTP without extensions takes it, the domain in punycode.

    Raises:
        ValueError: it is no address, or its local part is not ASCII.
    """
    if not _ADDRESS.fullmatch(address):
        raise ValueError("this is not a mail address")
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        raise ValueError("the part before the @ has letters that plain SMTP cannot carry")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"


def returns_to(spec: EmailSpec, sender: str, recipient: str) -> str:
    """The envelope's sender, where mail that cannot be delivered comes back to; with the recipient in it if asked for.

    Raises:
        ValueError: the configured address is not usable.
    """
    if not spec.bounce:
        return sender
    plain = ascii_address(spec.bounce)
    local, _, domain = plain.rpartition("@")
    marked = f"{local}+{recipient.replace('@', '=')}"
    return f"{marked}@{domain}" if spec.verp and len(marked) <= _LONGEST_LOCAL else plain


def build_mail(message: Message, spec: EmailSpec, printing: Printing = OURS) -> Envelope:
    """The mail for one recipient.

    Raises:
        ValueError: the recipient or the configured sender is not a usable address.
    """
    sender = ascii_address(parseaddr(spec.sender)[1])
    recipient = ascii_address(message.recipient)
    rendered = render_mail(message.digest, message.part, printing)
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(_display_name(message, spec), addr_spec=sender)
    mail["To"] = Address(addr_spec=recipient)
    mail["Date"] = message.at
    _identify(mail, message, sender)
    if spec.reply_to:
        mail["Reply-To"] = Address(addr_spec=ascii_address(parseaddr(spec.reply_to)[1]))
    _fill(mail, rendered)
    written_here = _subject_line(rendered.subject) + _thread_lines(message, sender) + _leaving_lines(message, spec)
    return Envelope(
        sender=returns_to(spec, sender, recipient), recipient=recipient, content=written_here + mail.as_bytes()
    )


def _subject_line(subject: str) -> bytes:
    """The Subject as a finished header line, encoded here and not by `EmailMessage`.

    That one loses the blank between two encoded words where it folds (seen with Arabic headlines), and it would
    decode an encoded word that a headline carries in its text.
    """
    plain = subject.isascii() and "=?" not in subject
    header = Header(subject, "us-ascii" if plain else "utf-8", header_name="Subject", maxlinelen=76)
    return f"Subject: {header.encode(linesep=_CRLF)}{_CRLF}".encode("ascii")


def _thread_lines(message: Message, sender: str) -> bytes:
    """In-Reply-To the newest mail that this one continues, and References to all; nothing without any.

    The oldest stands first: readers take the last one for the parent (RFC 5322, section 3.6.4). One id a line, written
    here because `EmailMessage` would fold a long id in its middle, as an encoded word.
    """
    ids = [_message_id(one, sender) for one in reversed(message.thread)]
    if not ids:
        return b""
    references = f"{_CRLF} ".join(ids)
    return f"In-Reply-To: {ids[-1]}{_CRLF}References: {references}{_CRLF}".encode("ascii")


def _leaving_lines(message: Message, spec: EmailSpec) -> bytes:
    """How to get no more: by one click where a link leads to us (RFC 8058), and by mail (RFC 2369).

    Written here because `EmailMessage` would fold a long link as an encoded word.
    """
    receiver = ascii_address(parseaddr(spec.unsubscribe or spec.reply_to or spec.sender)[1])
    subject = quote(f"unsubscribe {message.digest.subscription}", safe="")
    ways = [message.unsubscribe] if message.unsubscribe else []
    ways.append(f"mailto:{quote(receiver, safe='@')}?subject={subject}")
    lines = [f"List-Unsubscribe: {f',{_CRLF} '.join(f'<{way}>' for way in ways)}"]
    if message.unsubscribe:
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(f"{line}{_CRLF}" for line in lines).encode("ascii")


def _message_id(message_id: str, sender: str) -> str:
    return f"<{wire_id(message_id)}@{sender.rpartition('@')[2]}>"


def _identify(mail: EmailMessage, message: Message, sender: str) -> None:
    """Ids and the headers that keep vacation replies and loops away (RFC 3834)."""
    domain = sender.rpartition("@")[2]
    subscription = re.sub(r"[^A-Za-z0-9-]+", "-", message.digest.subscription).strip("-") or "digest"
    mail["Message-ID"] = _message_id(message.id, sender)
    mail["List-Id"] = f"<{subscription}.monitor.{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["Precedence"] = "bulk"


def _fill(mail: EmailMessage, rendered: Printed) -> None:
    mail.set_content(rendered.text, cte=transfer_encoding(rendered.text))
    mail.add_alternative(rendered.html, subtype="html", cte=transfer_encoding(rendered.html))


def _display_name(message: Message, spec: EmailSpec) -> str:
    configured = parseaddr(spec.sender)[0]
    if configured:
        return clean(configured, 60)
    title = clean(message.digest.title, 60) or "monitor"
    return f"{shorten(title, _NAME_LIMIT - len(' (monitor)'))} (monitor)"
