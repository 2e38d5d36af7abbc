"""A real SMTP server on loopback whose answers are scripted, and the channel's settings for it."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import trustme
from aiosmtpd.smtp import SMTP, Envelope, Session

from monitor.model.config import EmailChannel as EmailSpec
from monitor.model.delivery import Message
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason
from monitor.ports import PostMethod, PostResult
from tests.elapsing import elapse
from tests.unit.deliver.kit import NOON, make_digest

LIMIT_S = 30.0
"""A server that holds its answer lets more than that pass."""


class Inbox:
    """An aiosmtpd handler with a scripted answer per recipient and at the end of the data."""

    def __init__(
        self, *, recipients: dict[str, str] | None = None, after_dot: str = "250 taken", sender: str = "250 OK"
    ) -> None:
        self.sender = sender
        self.recipients = recipients or {}
        self.after_dot = after_dot
        self.taken: list[tuple[str, list[str], bytes]] = []
        self.seen_data = asyncio.Event()
        self.release = asyncio.Event()
        self.encrypted: list[bool] = []

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender.startswith("250"):
            envelope.mail_from = address
        return self.sender

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.recipients.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.seen_data.set()
        self.encrypted.append(session.ssl is not None)
        assert isinstance(envelope.content, bytes)
        if self.after_dot == "drop":
            server.transport.abort()
            return "421 gone"
        if self.after_dot == "hold":
            await elapse(3 * LIMIT_S, self.release.is_set)
            await self.release.wait()
            return "250 late"
        if self.after_dot.startswith("250"):
            self.taken.append((envelope.mail_from or "", list(envelope.rcpt_tos), envelope.content))
        return self.after_dot


def server_context(authority: trustme.CA, name: str = "127.0.0.1") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@asynccontextmanager
async def mail_server(inbox: Inbox, **options: object) -> AsyncIterator[int]:
    """A real SMTP server on a free port of 127.0.0.1, in this event loop."""
    direct: ssl.SSLContext | None = options.pop("direct_tls", None)  # type: ignore[assignment]
    loop = asyncio.get_running_loop()
    make: Callable[[], SMTP] = lambda: SMTP(inbox, hostname="sink.example", loop=loop, **options)  # noqa: E731
    server = await loop.create_server(make, "127.0.0.1", 0, ssl=direct)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        inbox.release.set()
        server.close()


def spec_for(port: int, **changes: object) -> EmailSpec:
    spec = EmailSpec(
        name="mail",
        host="127.0.0.1",
        port=port,
        sender="monitor@example.org",
        tls="none",
        timeout_s=LIMIT_S,
        data_timeout_s=LIMIT_S,
    )
    return replace(spec, **changes)  # type: ignore[arg-type]


def message(recipient: str = "ok@example.org", identity: str = "0a1b2c") -> Message:
    return Message(id=identity, recipient=recipient, digest=make_digest(6), at=NOON)


class Provider:
    """`ports.Poster` with answers one after the other, then none; what was posted is kept."""

    def __init__(self, *answers: PostResult | FetchFailure) -> None:
        self.answers = list(answers)
        self.posted: list[tuple[str, bytes]] = []

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Sequence[tuple[str, str]],
        timeout_s: float,
        *,
        method: PostMethod = "POST",
    ) -> PostResult | FetchFailure:
        self.posted.append((url, body))
        if not self.answers:
            return FetchFailure(reason=FetchReason.CONNECT, detail="connection refused")
        return self.answers.pop(0)
