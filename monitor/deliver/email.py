"""Mail over SMTP: one transaction per recipient, encryption required unless it is written off, nothing waits for ever.

After the final dot the sender cannot know whether the server took the mail, so that phase is kept apart: it has its
own, long time-out, and a time-out or a lost connection there is `unknown`, never `failed`.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from monitor.core.addresses import on_this_machine
from monitor.core.recipients.refusals import fault_of
from monitor.deliver.cures import with_cure
from monitor.deliver.mail import Envelope, build_mail
from monitor.deliver.notice import notice_mail
from monitor.deliver.oauth import AccessTokens, NoTokenError
from monitor.deliver.render.clean import clean
from monitor.deliver.render.packing import mail_parts
from monitor.deliver.render.pages import OURS, Printing
from monitor.deliver.smtp_login import log_in, tls_context
from monitor.model.config import EmailChannel as EmailSpec
from monitor.model.delivery import AddressFault, Message, Receipt
from monitor.model.digests import Digest
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult
from monitor.ports import Poster

_START_INPUT = 354
_GOODBYE_S = 2.0
_HOSTNAME = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_DOT_LINE = re.compile(rb"(?m)^\.")


class EmailChannel:
    """Delivers by one configured mail server."""

    def __init__(self, spec: EmailSpec, poster: Poster, printing: Printing = OURS) -> None:
        """`poster`: asks the provider for tokens, where the login is by token."""
        self.name = spec.name
        self._spec = spec
        self._tokens = None if spec.oauth is None else AccessTokens(spec.oauth, poster, spec.timeout_s)
        self._printing = printing
        self._where = f"{spec.host}:{spec.port}"

    def parts(self, digest: Digest) -> Sequence[int]:
        """As many mails as it takes to stay under the size at which mail sites cut."""
        return mail_parts(digest, self._printing)

    async def send(self, message: Message) -> Receipt:
        """One transaction for `message.recipient`; a new connection each time."""
        return await self._hand_over(message.recipient, partial(build_mail, message, self._spec, self._printing))

    async def tell(self, notice: Notice) -> Receipt:
        """A short plain mail."""
        return await self._hand_over(notice.recipient, partial(notice_mail, notice, self._spec))

    async def _hand_over(self, recipient: str, build: Callable[[], Envelope]) -> Receipt:
        try:
            envelope = await asyncio.to_thread(build)
        except ValueError as problem:
            return Receipt(result=SendResult.PERMANENT, detail=f"Not sent to {clean(recipient, 100)}: {problem}.")
        session = _Session(self._spec, self._tokens)
        try:
            return with_cure(await session.deliver(envelope))
        finally:
            await session.end()

    async def probe(self) -> Receipt:
        """Connect, encrypt and log in, then leave; no mail is begun."""
        session = _Session(self._spec, self._tokens)
        try:
            failure = await session.open()
            return (
                with_cure(failure)
                if failure
                else Receipt(result=SendResult.OK, detail=f"{self._where} answers{session.protection()}.")
            )
        finally:
            await session.end()


class _Session:
    """One connection to the server, from greeting to goodbye."""

    def __init__(self, spec: EmailSpec, tokens: AccessTokens | None) -> None:
        self._spec, self._tokens = spec, tokens
        self._where = f"{spec.host}:{spec.port}"
        self._smtp: SMTP | None = None

    async def deliver(self, envelope: Envelope) -> Receipt:
        failure = await self.open() or await self._envelope(envelope)
        return failure or await self._content(envelope.content)

    async def open(self) -> Receipt | None:
        """Connected, encrypted and logged in as configured; or why not."""
        spec = self._spec
        if spec.username and spec.tls == "none" and not on_this_machine(spec.host):
            detail = (
                f"{self._where}: a password is configured but tls is none, and a password never leaves this machine "
                "in the open."
            )
            return Receipt(result=SendResult.TEMPORARY, detail=detail)
        try:
            context = await asyncio.to_thread(tls_context, spec) if spec.tls != "none" else None
        except (OSError, ssl.SSLError) as problem:
            files = " and ".join(one for one in (spec.ca_file, spec.client_cert, spec.client_key) if one)
            detail = f"The certificates in {files} cannot be read: {clean(str(problem), 120)}."
            return Receipt(result=SendResult.TEMPORARY, detail=detail)
        self._smtp = SMTP(
            hostname=spec.host,
            port=spec.port,
            local_hostname=_own_name(),
            timeout=spec.timeout_s,
            use_tls=spec.tls == "tls",
            start_tls=False,
            tls_context=context,
        )
        try:
            await self._smtp.connect()
            if refusal := await self._protect(self._smtp):
                return refusal
            await log_in(self._smtp, spec, self._tokens)
        except NoTokenError as problem:
            return Receipt(result=SendResult.TEMPORARY, detail=f"{self._where}: {problem}")
        except (SMTPException, OSError, ValueError) as problem:
            return _mended_by_people(self._failure(problem))
        return None

    async def _protect(self, smtp: SMTP) -> Receipt | None:
        if self._spec.tls != "starttls":
            return None
        await smtp.ehlo()
        if not smtp.supports_extension("starttls"):
            detail = (
                f"{self._where} does not offer STARTTLS; nothing was sent. Set tls: tls, or tls: none for this channel."
            )
            return Receipt(result=SendResult.TEMPORARY, detail=detail)
        await smtp.starttls()
        return None

    async def _envelope(self, envelope: Envelope) -> Receipt | None:
        smtp = self._connected()
        try:
            await smtp.mail(envelope.sender)
        except (SMTPException, OSError, ValueError) as problem:
            return _mended_by_people(self._failure(problem))
        try:
            await smtp.rcpt(envelope.recipient)
        except SMTPResponseException as problem:
            fault = fault_of(problem.code, problem.message)
            return replace(self._failure(problem), address=fault)
        except (SMTPException, OSError, ValueError) as problem:
            return self._failure(problem)
        return None

    async def _content(self, content: bytes) -> Receipt:
        """DATA, the mail and the final dot. The library has one time-out for both answers; here they are two."""
        smtp = self._connected()
        try:
            start = await smtp.execute_command(b"DATA")
            protocol, transport = smtp.protocol, smtp.transport
            if start.code != _START_INPUT or protocol is None:
                return self._refusal(start.code, start.message)
            protocol.write(_DOT_LINE.sub(b"..", content) + b".\r\n")
        except (SMTPException, OSError) as problem:
            return self._failure(problem)
        try:
            end = await protocol.read_response(timeout=self._spec.data_timeout_s)
        except SMTPTimeoutError:
            unsent = isinstance(transport, asyncio.WriteTransport) and transport.get_write_buffer_size()
            self._drop()
            if unsent:
                detail = f"{self._where} stopped reading in the middle of the mail."
                return Receipt(result=SendResult.TEMPORARY, detail=detail)
            detail = f"{self._where} gave no answer within {self._spec.data_timeout_s:g} s after the end of the mail."
            return Receipt(result=SendResult.UNKNOWN, detail=detail)
        except (SMTPServerDisconnected, SMTPResponseException, OSError) as problem:
            self._drop()
            why = clean(str(getattr(problem, "message", problem)), 120).rstrip(".")
            detail = f"{self._where}: the connection was lost after the end of the mail ({why})."
            return Receipt(result=SendResult.UNKNOWN, detail=detail)
        if 200 <= end.code <= 299:
            return Receipt(result=SendResult.OK, detail=self._said(end.code, end.message))
        # Some servers look their recipients up only when they have the mail; words alone may be about its content.
        gone = fault_of(end.code, end.message) is AddressFault.GONE
        fault = AddressFault.GONE if gone else AddressFault.NONE
        return replace(self._refusal(end.code, end.message), address=fault)

    def protection(self) -> str:
        """`, TLSv1.3` and whether a login was made, for people."""
        cipher = self._connected().get_transport_info("cipher")
        kind = f", {cipher[1]}" if cipher else ", without encryption"
        return f"{kind}, login accepted" if self._spec.username else kind

    async def end(self) -> None:
        """Say goodbye if there is still someone to say it to; never fails, never takes longer than 2 s."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            if smtp.is_connected:
                await smtp.quit(timeout=min(self._spec.timeout_s, _GOODBYE_S))
        except (SMTPException, OSError):
            pass  # The result is known by now; a server that does not say goodbye changes nothing.
        finally:
            smtp.close()

    def _drop(self) -> None:
        """Hang up at once, so that nothing still waiting in the buffer is sent behind our back."""
        if self._smtp is not None:
            if isinstance(self._smtp.transport, asyncio.WriteTransport):
                self._smtp.transport.abort()
            self._smtp.close()

    def _connected(self) -> SMTP:
        if self._smtp is None:
            raise RuntimeError("the session is not open")
        return self._smtp

    def _said(self, code: int, text: str) -> str:
        return f"{self._where} answered {code} {clean(text, 200)}".rstrip()

    def _refusal(self, code: int, text: str) -> Receipt:
        """An answer that is not the hoped-for one: 5xx is final, everything else may change."""
        result = SendResult.PERMANENT if 500 <= code <= 599 else SendResult.TEMPORARY
        return Receipt(result=result, detail=self._said(code, text))

    def _failure(self, problem: Exception) -> Receipt:
        """What went wrong before the mail was handed over: the server certainly does not have it."""
        if isinstance(problem, SMTPAuthenticationError):
            # A wrong password is mended by people while the mail waits, so it must not end the delivery.
            check = "username and password" if self._tokens is None else f"username and oauth: {problem.message}"
            detail = f"{self._where} refused the login ({problem.code}). Check {check.rstrip('.')}."
            return Receipt(result=SendResult.TEMPORARY, detail=detail)
        if isinstance(problem, SMTPResponseException):
            return self._refusal(problem.code, problem.message)
        self._drop()
        return Receipt(result=SendResult.TEMPORARY, detail=self._trouble(problem))

    def _trouble(self, problem: Exception) -> str:
        if isinstance(problem, TimeoutError):
            return f"{self._where} gave no answer within {self._spec.timeout_s:g} s."
        if certificate := _certificate_problem(problem):
            return f"{self._where}: the certificate was refused ({certificate})."
        if isinstance(problem, SMTPConnectError):
            return f"{self._where} cannot be reached: {clean(str(problem.__cause__ or problem), 160).rstrip('.')}."
        return f"{self._where}: {clean(str(problem), 200).rstrip('.')}."


def _mended_by_people(failure: Receipt) -> Receipt:
    """A refusal of the session or of the sender says nothing of the recipient: the mail waits until it is mended."""
    return replace(failure, result=SendResult.TEMPORARY)


def _own_name() -> str:
    """For EHLO: the machine's name if it is a whole one, else a literal; the library would ask DNS without limit."""
    name = socket.gethostname()
    return name if _HOSTNAME.fullmatch(name) else "[127.0.0.1]"


def _certificate_problem(problem: BaseException | None) -> str:
    while problem is not None:
        if isinstance(problem, ssl.SSLCertVerificationError):
            return clean(problem.verify_message, 160).rstrip(".")
        problem = problem.__cause__ or problem.__context__
    return ""
