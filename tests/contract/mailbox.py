"""A real SMTP server on loopback whose answers are scripted, and the channel's settings for it."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from monitor.model.config import EmailChannel as EmailSpec
from monitor.model.delivery import Message
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason
from monitor.ports import PostMethod, PostResult
from tests.elapsing import elapse
from tests.unit.deliver.kit import NOON, make_digest

GOOD = "ya29.good-token"
REFUSED = base64.b64encode(
    b'{"status":"401","schemes":"bearer","scope":"https://mail.example/"}'
).decode()  # As the providers' documents show it.
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


class Tokens(Inbox):
    """Takes `GOOD` by the mechanisms named; refuses others with the reason in a challenge, as the providers do."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.names = names
        self.heard: list[tuple[str, str]] = []

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        return await self._judge(server, args, "")

    async def auth_OAUTHBEARER(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        return await self._judge(server, args, "AQ==")

    async def _judge(self, server: SMTP, args: list[str], last: str) -> AuthResult:
        self.heard.append((args[0], base64.b64decode(args[1]).decode()))
        if f"auth=Bearer {GOOD}\x01\x01" in self.heard[-1][1]:
            return AuthResult(success=True)
        answered = await server.challenge_auth(REFUSED, encode_to_b64=False)
        assert answered == base64.b64decode(last)
        return AuthResult(success=False, handled=False, message="535 5.7.8 Username and token not accepted")


def offering(inbox: Tokens, **options: object) -> AbstractAsyncContextManager[int]:
    """A server with these ways to log in and no others."""
    others = {"LOGIN", "PLAIN", "XOAUTH2", "OAUTHBEARER"} - set(inbox.names)
    return mail_server(inbox, auth_exclude_mechanism=others, **{"auth_require_tls": False, **options})


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
