"""The mailbox that undeliverable mail comes back to, read by IMAP (RFC 9051): nothing in it is changed but a flag."""

from __future__ import annotations

import asyncio
import contextlib
import imaplib
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from monitor.deliver.imap import STEPS, Handle, Wire, apart, authenticate
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
FIRST_DAYS = 7
"""How far the first look goes back."""
_GOODBYE_S = 2.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FAILURES = (imaplib.IMAP4.error, OSError, ValueError, EOFError, MemoryError)


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

        def flag(wire: Wire) -> None:
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

    async def _ask(self, work: Callable[[Wire], T]) -> T | str:
        """What `work` finds on a new connection; why it found nothing, in a sentence."""
        handle, spec = Handle(), self._spec
        try:
            token = "" if self._tokens is None else await self._tokens.token()
            async with asyncio.timeout((STEPS + 1) * spec.timeout_s):
                return await apart(lambda: self._converse(work, handle, token))
        except NoTokenError as problem:
            return f"{self._where}: {problem}"
        except _FAILURES as problem:
            return self._told(problem)
        finally:
            handle.cut()

    def _converse(self, work: Callable[[Wire], T], handle: Handle, token: str) -> T:
        spec = self._spec
        context = None if spec.tls == "none" else _context(spec)
        wire = Wire(spec, context, handle)
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

    def _log_in(self, wire: Wire, token: str) -> None:
        name, secret = self._spec.username, token or self._spec.password.reveal()
        offered = {one.upper() for one in wire.capabilities}
        try:
            if token and "AUTH=XOAUTH2" in offered:
                authenticate(wire, "XOAUTH2", f"user={name}\x01auth=Bearer {secret}\x01\x01")
            elif token and "AUTH=OAUTHBEARER" in offered:
                authenticate(wire, "OAUTHBEARER", f"n,a={name},\x01auth=Bearer {secret}\x01\x01")
            elif token:
                raise NoTokenError("it offers no login by token (XOAUTH2 or OAUTHBEARER).")
            elif "AUTH=PLAIN" in offered:
                authenticate(wire, "PLAIN", f"\0{name}\0{secret}")
            else:
                wire.login(name, secret)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as problem:
            if self._tokens is not None:
                self._tokens.refused()
            said = _words(problem).replace(secret or "…", "…")
            check = "username and oauth" if token else "username and password"
            raise imaplib.IMAP4.error(f"the login was refused ({said}): check {check} of bounce_mailbox") from problem

    def _open(self, wire: Wire, *, readonly: bool) -> tuple[int, int]:
        """Open the folder: its UIDVALIDITY, and how many letters lie in it."""
        answer, found = wire.select(f'"{self._spec.folder}"', readonly=readonly)
        if answer != "OK":
            raise imaplib.IMAP4.error(f"the folder {self._spec.folder} cannot be opened ({_said(found)})")
        validity = wire.response("UIDVALIDITY")[1]
        return _number(validity), _number(found)

    def _look(self, wire: Wire, mark: MailboxMark | None) -> Look:
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
        letters, trouble = self._read(wire, uids[:LETTERS])
        more = len(uids) > LETTERS
        return Look(mailbox=self.name, validity=validity, letters=letters, more=more, trouble=trouble)

    def _read(self, wire: Wire, uids: Sequence[int]) -> tuple[tuple[Letter, ...], str]:
        """The letters, and what went wrong. One that the server cannot read is empty, if it reads one behind it."""
        letters: list[Letter] = []
        refused: list[Letter] = []
        trouble = ""
        for uid in uids:
            try:
                found = list(_letter(wire, uid))
            except _FAILURES as problem:
                trouble = trouble or self._told(problem)
                if isinstance(problem, imaplib.IMAP4.abort) or not isinstance(problem, imaplib.IMAP4.error):
                    wire.broken = True
                    break
                refused.append(Letter(uid=uid, body=b""))
            else:
                letters += [*refused, *found]
                refused.clear()
        return tuple(letters), trouble

    def _told(self, problem: BaseException) -> str:
        if isinstance(problem, TimeoutError):
            return f"{self._where} gave no answer in time ({self._spec.timeout_s:g} s for a step)."
        if isinstance(problem, ssl.SSLCertVerificationError):
            return f"{self._where}: the certificate was refused ({clean(problem.verify_message, 160).rstrip('.')})."
        if isinstance(problem, MemoryError):
            return f"{self._where} sends more than there is room for."
        return f"{self._where}: {_words(problem)}."


def build_mailboxes(specs: Iterable[ChannelSpec], poster: Poster) -> dict[str, Mailbox]:
    """By channel the mailboxes that are configured; nothing is connected yet."""
    return {
        spec.name: ImapMailbox(spec.mailbox, spec.bounce, poster)
        for spec in specs
        if isinstance(spec, EmailChannel) and spec.mailbox is not None
    }


def _letter(wire: Wire, uid: int) -> Iterator[Letter]:
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
