"""The mailbox that undeliverable mail comes back to, read by IMAP (RFC 9051): nothing in it is changed but a flag.

`imaplib` believes a server everything: how long a line is, how much of a letter comes, how many lines there are. Here
each of them ends: a step by its time, a look by ten times that, whatever is read by a number of bytes.
"""

from __future__ import annotations

import asyncio
import contextlib
import imaplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from monitor.deliver.oauth import AccessTokens, NoTokenError
from monitor.deliver.render.clean import clean
from monitor.deliver.tls import trusting
from monitor.model.bounces import Letter, Look, MailboxMark
from monitor.model.channels import BounceMailbox, ChannelSpec, EmailChannel
from monitor.model.delivery import Receipt
from monitor.model.outcomes import SendResult
from monitor.ports import Mailbox, Poster

T = TypeVar("T")

LETTERS = 50
"""In one look; the others are read in the next."""
LETTER_BYTES = 256 * 1024
"""Of each letter: a report stands before the letter that it carries."""
LOOK_BYTES = 20 * 1024 * 1024
FIRST_DAYS = 7
"""How far the first look goes back."""
_STEPS = 10
_LEAST_LINE = 1024
"""What a line takes in memory, however short it is."""
_GOODBYE_S = 2.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FAILURES = (imaplib.IMAP4.error, OSError, ValueError, EOFError, MemoryError)


class _Wire(imaplib.IMAP4):
    """A connection whose other side may say what it likes."""

    def __init__(self, spec: BounceMailbox, context: ssl.SSLContext | None, handle: _Handle) -> None:
        self._spec, self._context, self._handle = spec, context, handle
        self._left = LOOK_BYTES
        self.broken = False
        self._until = time.monotonic() + _STEPS * spec.timeout_s
        super().__init__(spec.host, spec.port, spec.timeout_s)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        found = socket.create_connection((self._spec.host, self._spec.port), timeout)
        self._handle.sock = found
        if self._spec.tls == "tls" and self._context is not None:
            found = self._handle.sock = self._context.wrap_socket(found, server_hostname=self._spec.host)
        return found

    def read(self, size: int) -> bytes:
        """So many bytes, if that is no more than may come."""
        self._spend(size)
        return super().read(size)

    def readline(self) -> bytes:
        """A line."""
        line: bytes = super().readline()
        self._spend(max(len(line), _LEAST_LINE))
        return line

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise self.abort("it sends more than anybody asked for")
        if time.monotonic() > self._until:
            raise self.abort("it took too long over all")


class _Handle:
    """By which a connection is broken off from outside: a thread that waits for a server cannot be cancelled."""

    sock: socket.socket | None = None

    def cut(self) -> None:
        """Whoever reads from it reads the end."""
        if self.sock is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class ImapMailbox:
    """`ports.Mailbox` on an IMAP server."""

    def __init__(self, spec: BounceMailbox, bounce: str, poster: Poster) -> None:
        """`bounce`: the address whose mail arrives there. `poster` asks for tokens, where the login is by token."""
        self.name = f"{spec.username}@{spec.host}:{spec.port}/{spec.folder}"
        self.bounce, self.every_s = bounce, spec.every_s
        self._spec = spec
        self._where = f"{spec.host}:{spec.port}"
        self._tokens = None if spec.oauth is None else AccessTokens(spec.oauth, poster, spec.timeout_s)

    async def look(self, mark: MailboxMark | None) -> Look:
        """The letters behind `mark`, as far as they fit into one look."""
        found = await self._ask(lambda wire: self._look(wire, mark))
        return Look(mailbox=self.name, trouble=found) if isinstance(found, str) else found

    async def seen(self, validity: int, uids: Sequence[int]) -> None:
        """Flag them, if the numbers still mean them."""

        def flag(wire: _Wire) -> None:
            if self._open(wire, readonly=False)[0] == validity:
                wire.uid("STORE", ",".join(map(str, uids)), "+FLAGS.SILENT", r"(\Seen)")

        # What is not flagged is read by people once more, and by the bot never again.
        await self._ask(flag)

    async def probe(self) -> Receipt:
        """Connect, encrypt, log in, open the folder, leave."""
        found = await self._ask(lambda wire: self._open(wire, readonly=True)[1])
        if isinstance(found, str):
            return Receipt(result=SendResult.TEMPORARY, detail=found)
        how = "without encryption" if self._spec.tls == "none" else "encrypted"
        said = f"{self._where} answers, {how}, login accepted, {found} letters in {self._spec.folder}."
        return Receipt(result=SendResult.OK, detail=said)

    async def _ask(self, work: Callable[[_Wire], T]) -> T | str:
        """What `work` finds on a new connection; why it found nothing, in a sentence."""
        handle, spec = _Handle(), self._spec
        try:
            token = "" if self._tokens is None else await self._tokens.token()
            async with asyncio.timeout((_STEPS + 1) * spec.timeout_s):
                return await _apart(lambda: self._converse(work, handle, token))
        except NoTokenError as problem:
            return f"{self._where}: {problem}"
        except _FAILURES as problem:
            return self._told(problem)
        finally:
            handle.cut()

    def _converse(self, work: Callable[[_Wire], T], handle: _Handle, token: str) -> T:
        spec = self._spec
        context = None if spec.tls == "none" else _context(spec)
        wire = _Wire(spec, context, handle)
        try:
            if spec.tls == "starttls":
                wire.starttls(context)
                handle.sock = wire.sock
            self._log_in(wire, token)
            found = work(wire)
            if not wire.broken:
                with contextlib.suppress(*_FAILURES):
                    wire.sock.settimeout(_GOODBYE_S)
                    wire.logout()
            return found
        finally:
            with contextlib.suppress(*_FAILURES):
                wire.shutdown()

    def _log_in(self, wire: _Wire, token: str) -> None:
        name, secret = self._spec.username, token or self._spec.password.reveal()
        offered = {one.upper() for one in wire.capabilities}
        try:
            if token and "AUTH=XOAUTH2" in offered:
                _authenticate(wire, "XOAUTH2", f"user={name}\x01auth=Bearer {secret}\x01\x01")
            elif token and "AUTH=OAUTHBEARER" in offered:
                _authenticate(wire, "OAUTHBEARER", f"n,a={name},\x01auth=Bearer {secret}\x01\x01")
            elif token:
                raise NoTokenError("it offers no login by token (XOAUTH2 or OAUTHBEARER).")
            elif "AUTH=PLAIN" in offered:
                _authenticate(wire, "PLAIN", f"\0{name}\0{secret}")
            else:
                wire.login(name, secret)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as problem:
            if self._tokens is not None:
                self._tokens.refused()
            said = _words(problem).replace(secret, "…")
            check = "username and oauth" if token else "username and password"
            raise imaplib.IMAP4.error(f"the login was refused ({said}): check {check} of bounce_mailbox") from problem

    def _open(self, wire: _Wire, *, readonly: bool) -> tuple[int, int]:
        """Open the folder: its UIDVALIDITY, and how many letters lie in it."""
        answer, found = wire.select(f'"{self._spec.folder}"', readonly=readonly)
        if answer != "OK":
            raise imaplib.IMAP4.error(f"the folder {self._spec.folder} cannot be opened ({_said(found)})")
        validity = wire.response("UIDVALIDITY")[1]
        return _number(validity), _number(found)

    def _look(self, wire: _Wire, mark: MailboxMark | None) -> Look:
        validity, _ = self._open(wire, readonly=True)
        after = mark.uid if mark is not None and mark.validity == validity else 0
        since = datetime.now(UTC) - timedelta(days=FIRST_DAYS)
        asked = f"UID {after + 1}:*" if after else f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        answer, found = wire.uid("SEARCH", asked)
        if answer != "OK":
            raise imaplib.IMAP4.error(f"the folder cannot be searched ({_said(found)})")
        numbers = (int(one) for line in found if isinstance(line, bytes) for one in line.split() if one.isdigit())
        # A range up to the last letter always holds that one, however old it is.
        uids = sorted({one for one in numbers if one > after})
        letters: list[Letter] = []
        trouble = ""
        try:
            for uid in uids[:LETTERS]:
                letters += _letter(wire, uid)
        except _FAILURES as problem:
            wire.broken, trouble = True, self._told(problem)
        more = len(uids) > LETTERS
        return Look(mailbox=self.name, validity=validity, letters=tuple(letters), more=more, trouble=trouble)

    def _told(self, problem: BaseException) -> str:
        if isinstance(problem, TimeoutError):
            return f"{self._where} gave no answer in time ({self._spec.timeout_s:g} s for a step)."
        if isinstance(problem, ssl.SSLCertVerificationError):
            return f"{self._where}: the certificate was refused ({clean(problem.verify_message, 160).rstrip('.')})."
        if isinstance(problem, MemoryError):
            return f"{self._where} sends more than there is room for."
        return f"{self._where}: {_words(problem)}."


async def _apart(work: Callable[[], T]) -> T:
    """Done in a thread that no stop waits for: those of the loop are joined at its end, whatever they wait for."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def report(tell: Callable[[], None]) -> None:
        if not done.done():
            tell()

    def run() -> None:
        try:
            found = work()
        except BaseException as problem:  # noqa: BLE001 - it is raised where it is waited for
            tell = partial(done.set_exception, problem)
        else:
            tell = partial(done.set_result, found)
        with contextlib.suppress(RuntimeError):  # The loop is closed: nobody waits any more.
            loop.call_soon_threadsafe(report, tell)

    threading.Thread(target=run, name="mailbox", daemon=True).start()
    return await done


def build_mailboxes(specs: Iterable[ChannelSpec], poster: Poster) -> dict[str, Mailbox]:
    """By channel the mailboxes that are configured; nothing is connected yet."""
    return {
        spec.name: ImapMailbox(spec.mailbox, spec.bounce, poster)
        for spec in specs
        if isinstance(spec, EmailChannel) and spec.mailbox is not None
    }


def _authenticate(wire: _Wire, mechanism: str, first: str) -> None:
    """Say `first`; to the challenge in which a server explains its refusal there is nothing to say."""
    told = iter([first.encode()])
    wire.authenticate(mechanism, lambda _challenge: next(told, b""))


def _letter(wire: _Wire, uid: int) -> Iterator[Letter]:
    """The letter's beginning, unseen as before; nothing if it is gone."""
    answer, found = wire.uid("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{LETTER_BYTES}>)")
    if answer != "OK":
        raise imaplib.IMAP4.error(f"letter {uid} cannot be read ({_said(found)})")
    bodies = [one[1] for one in found if isinstance(one, tuple) and len(one) > 1]
    if bodies:
        yield Letter(uid=uid, body=bodies[0][:LETTER_BYTES])


def _context(spec: BounceMailbox) -> ssl.SSLContext:
    try:
        return trusting(spec.ca_file, verify=spec.verify)
    except (OSError, ssl.SSLError) as problem:
        raise OSError(f"the certificates in {spec.ca_file} cannot be read: {clean(str(problem), 120)}") from problem


def _number(found: Sequence[Any]) -> int:
    return next((int(one) for one in found if isinstance(one, bytes) and one.isdigit()), 0)


def _said(found: Sequence[Any]) -> str:
    return clean(" ".join(one.decode("utf-8", "replace") for one in found if isinstance(one, bytes)), 160).rstrip(".")


def _words(problem: BaseException) -> str:
    """What went wrong, in one line; the library passes on the server's own bytes."""
    said = problem.args[0] if len(problem.args) == 1 else str(problem)
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return clean(text, 200).rstrip(".") or type(problem).__name__
