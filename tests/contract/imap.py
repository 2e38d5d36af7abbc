"""An IMAP server on loopback, as far as a mailbox is read by it; and servers that misbehave by script."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

USER, PASSWORD, TOKEN = "bounces@example.org", 'p"ä\\ss', "ya29.good"
REFUSED = base64.b64encode(b'{"status":"400","schemes":"Bearer"}').decode()
LITERAL = b"* 1 FETCH (UID 1 BODY[]<0> {"
LAST_WORDS = {
    "bye": b"* BYE too many connections\r\n",
    "many digits": LITERAL + b"9" * 9_000 + b"}\r\n",
    "short literal": LITERAL + b"1000}\r\nhalf of it",
    "garbage": bytes(range(128, 256)) + b"\r\n",
    "drop": b"",
}
"""By fault what is said before the connection ends."""


@dataclass
class Mails:
    """A folder, who may open it, and what goes wrong."""

    letters: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    seen: set[int] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    """What clients said, without their secrets."""
    capabilities: str = "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2"
    greeting: str = "* OK at your service"
    readonly: bool = False
    fault: tuple[str, str] = ("", "")
    """A command, and what happens at it."""

    def add(self, letter: bytes) -> int:
        """A letter arrives; its number."""
        uid = max(self.letters, default=0) + 1
        self.letters[uid] = letter
        return uid


class _Session:
    def __init__(
        self,
        mails: Mails,
        stream: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        context: ssl.SSLContext | None,
    ) -> None:
        self._mails, (self._reader, self._writer), self._context = mails, stream, context
        self._logged_in = self._encrypted = False

    async def run(self) -> None:
        await self._say(self._mails.greeting)
        while (line := await self._reader.readline()).endswith(b"\r\n"):
            tag, _, rest = line.decode("utf-8").strip().partition(" ")
            command, _, arguments = rest.partition(" ")
            if command.upper() == "UID":
                command, _, arguments = arguments.partition(" ")
            command = command.upper()
            self._mails.said.append(f"{command} {arguments if command not in ('LOGIN', 'AUTHENTICATE') else '…'}")
            if self._mails.fault[0] in (command, f"{command} {arguments.partition(' ')[0]}"):
                if not await self._misbehave(tag):
                    return
                continue
            handler = getattr(self, f"_{command.lower()}", None)
            answer = "BAD no such command" if handler is None else await handler(arguments)
            await self._say(f"{tag} {answer}")
            if command == "STARTTLS" and self._context is not None:
                await self._writer.start_tls(self._context)
            if command == "LOGOUT":
                return

    async def _misbehave(self, tag: str) -> bool:
        """Whether the session goes on after that."""
        fault = self._mails.fault[1]
        if fault == "refuse":
            await self._say(f"{tag} NO [AUTHENTICATIONFAILED] not today")
        elif fault == "endless line":
            await self._pour(b"x" * 65_536)
        elif fault == "endless lines":
            await self._pour(b"* 1 EXISTS\r\n" * 4_096)
        elif fault == "drip":
            await self._pour(b".", pause_s=0.01)
        elif fault in LAST_WORDS:
            self._writer.write(LAST_WORDS[fault])
        else:
            self._writer.write(LITERAL + b"9999999999999}\r\nhello" if fault == "huge literal" else b"")
            await asyncio.Event().wait()
        return fault == "refuse"

    async def _pour(self, what: bytes, pause_s: float = 0.0) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                self._writer.write(what)
                await self._writer.drain()
                await asyncio.sleep(pause_s)

    async def _say(self, line: str) -> None:
        self._writer.write(f"{line}\r\n".encode())
        await self._writer.drain()

    async def _capability(self, _: str) -> str:
        more = " STARTTLS" if self._context is not None and not self._encrypted else ""
        await self._say(f"* CAPABILITY {self._mails.capabilities}{more}")
        return "OK done"

    async def _starttls(self, _: str) -> str:
        self._encrypted = True
        return "OK begin" if self._context is not None else "BAD there is none"

    async def _login(self, arguments: str) -> str:
        name, _, password = arguments.partition(" ")
        quoted = PASSWORD.replace("\\", "\\\\").replace('"', '\\"')
        return self._judge(name.strip('"') == USER and password == f'"{quoted}"')

    async def _authenticate(self, mechanism: str) -> str:
        await self._say("+ ")
        told = base64.b64decode(await self._reader.readline()).decode("utf-8")
        if mechanism == "PLAIN":
            return self._judge(told == f"\0{USER}\0{PASSWORD}")
        if f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01" == told:
            return self._judge(True)
        await self._say(f"+ {REFUSED}")
        assert await self._reader.readline() == b"\r\n"
        return self._judge(False)

    def _judge(self, good: bool) -> str:
        self._logged_in = good
        return "OK welcome" if good else "NO [AUTHENTICATIONFAILED] invalid credentials"

    async def _select(self, folder: str, *, readonly: bool = False) -> str:
        if not self._logged_in or folder != '"INBOX"':
            return "NO [NONEXISTENT] no such folder"
        await self._say(f"* {len(self._mails.letters)} EXISTS")
        await self._say(f"* OK [UIDVALIDITY {self._mails.validity}] valid")
        return f"OK [READ-{'ONLY' if readonly or self._mails.readonly else 'WRITE'}] open"

    async def _examine(self, folder: str) -> str:
        return await self._select(folder, readonly=True)

    async def _search(self, asked: str) -> str:
        since = re.fullmatch(r"UID (\d+):\*", asked)
        assert since or re.fullmatch(r"SINCE \d{1,2}-[A-Z][a-z]{2}-\d{4}", asked), asked
        last = max(self._mails.letters, default=0)
        first = int(since[1]) if since else 0
        # A range with * holds the last letter even where it begins behind it.
        found = [uid for uid in self._mails.letters if uid >= first or (since and uid == last)]
        await self._say(f"* SEARCH {' '.join(map(str, sorted(found, reverse=True)))}".rstrip())
        return "OK done"

    async def _fetch(self, asked: str) -> str:
        told = re.fullmatch(r"(\d+) \(UID BODY\.PEEK\[\]<0\.(\d+)>\)", asked)
        assert told, asked
        uid, letter = int(told[1]), self._mails.letters.get(int(told[1]))
        await self._say(r"* 2 FETCH (FLAGS (\Recent))")
        if letter is not None:
            cut = letter[: int(told[2])]
            self._writer.write(f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(cut)}}}\r\n".encode() + cut + b")\r\n")
        return "OK done"

    async def _store(self, asked: str) -> str:
        told = re.fullmatch(r"([\d,]+) \+FLAGS\.SILENT \(\\Seen\)", asked)
        assert told, asked
        self._mails.seen |= {int(one) for one in told[1].split(",")}
        return "OK done"

    async def _logout(self, _: str) -> str:
        await self._say("* BYE until then")
        return "OK done"


@asynccontextmanager
async def imap_server(
    mails: Mails, *, direct: ssl.SSLContext | None = None, start: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    """On a free port of 127.0.0.1, in this event loop: TLS from the first byte (`direct`), or after STARTTLS."""
    sessions: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        sessions.add(task)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await _Session(mails, (reader, writer), start).run()
        writer.close()
        sessions.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", ssl=direct)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in sessions:
            task.cancel()
        await asyncio.gather(*sessions, return_exceptions=True)
