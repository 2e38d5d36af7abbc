"""Raw servers that fail at one point of the dialogue each: only after the final dot is anything `unknown`."""

from __future__ import annotations

import asyncio
import email
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from email import policy

import pytest

from monitor.deliver.email import EmailChannel
from monitor.model.config import EmailChannel as EmailSpec
from monitor.model.delivery import Message
from monitor.model.outcomes import SendResult
from tests.contract.mailbox import Provider
from tests.elapsing import elapse
from tests.ports import closed_port
from tests.unit.deliver.kit import NOON, make_digest

LIMIT_S = 30.0
"""For each step; a silent server lets more than that pass."""
GOOD = {
    "greeting": "220 hi",
    "EHLO": "250 sink",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go",
    "dot": "250 taken",
}


class Raw:
    """Plays `GOOD` with one step changed: an answer, `drop` (close the connection) or `silent` (say nothing more)."""

    def __init__(self, step: str, behaviour: str) -> None:
        self.script = GOOD | {step: behaviour}
        self.bodies: list[bytes] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if not await self._play("greeting", reader, writer):
                return
            while line := await reader.readline():
                verb = line.split()[0].decode().upper()
                if verb == "QUIT":
                    writer.write(b"221 bye\r\n")
                    return
                if not await self._play(verb, reader, writer):
                    return
                if verb == "DATA" and self.script["DATA"].startswith("354"):
                    self.bodies.append(await reader.readuntil(b"\r\n.\r\n"))
                    if not await self._play("dot", reader, writer):
                        return
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _play(self, step: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        answer = self.script.get(step, "500 what")
        if answer == "drop":
            return False
        if answer == "silent":
            await elapse(3 * LIMIT_S, lambda: reader.at_eof() or writer.is_closing())
            return False
        writer.write(answer.encode() + b"\r\n")
        return True


@asynccontextmanager
async def raw_server(raw: Raw) -> AsyncIterator[int]:
    server = await asyncio.start_server(raw, "127.0.0.1", 0, limit=2**20)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def channel(port: int) -> EmailChannel:
    spec = EmailSpec(
        name="mail",
        host="127.0.0.1",
        port=port,
        sender="monitor@example.org",
        tls="none",
        timeout_s=LIMIT_S,
        data_timeout_s=LIMIT_S,
    )
    return EmailChannel(spec, Provider())


BEFORE = ("greeting", "EHLO", "MAIL", "RCPT", "DATA")
CASES = [
    *((step, "drop", SendResult.TEMPORARY) for step in BEFORE),
    *((step, "silent", SendResult.TEMPORARY) for step in BEFORE),
    *((step, "451 later", SendResult.TEMPORARY) for step in ("greeting", "MAIL", "RCPT", "DATA")),
    # The session and the sender are mended by people; only the recipient and the mail are refused for good.
    *((step, "554 never", SendResult.TEMPORARY) for step in ("greeting", "MAIL")),
    *((step, "554 never", SendResult.PERMANENT) for step in ("RCPT", "DATA")),
    *((step, "nonsense", SendResult.TEMPORARY) for step in ("MAIL", "RCPT", "DATA")),
    *((step, "299 odd", SendResult.TEMPORARY) for step in ("MAIL", "RCPT", "DATA")),
    ("dot", "drop", SendResult.UNKNOWN),
    ("dot", "silent", SendResult.UNKNOWN),
    ("dot", "nonsense", SendResult.UNKNOWN),
    ("dot", "421 closing", SendResult.TEMPORARY),
    ("dot", "554 never", SendResult.PERMANENT),
    ("dot", "250 taken", SendResult.OK),
]


@pytest.mark.parametrize(("step", "behaviour", "expected"), CASES, ids=[f"{s}-{b.split()[0]}" for s, b, _ in CASES])
async def test_every_phase(step: str, behaviour: str, expected: SendResult) -> None:
    raw = Raw(step, behaviour)
    message = Message(id="0a1b2c", recipient="ok@example.org", digest=make_digest(2), at=NOON)
    async with raw_server(raw) as port:
        receipt = await channel(port).send(message)
    assert receipt.result is expected, receipt.detail
    assert bool(raw.bodies) == (step == "dot")
    assert "\n" not in receipt.detail


async def test_nobody_listens() -> None:
    message = Message(id="1", recipient="ok@example.org", digest=make_digest(0), at=NOON)
    with closed_port() as port:
        receipt = await channel(port).send(message)
    assert receipt.result is SendResult.TEMPORARY
    assert "cannot be reached" in receipt.detail


async def test_lines_of_dots_arrive_as_written() -> None:
    raw = Raw("dot", "250 taken")
    story = replace(make_digest(1, ("en",)).stories[0], title=".QUIT and a line that begins with a dot")
    section = replace(make_digest(1).sections[0], stories=(story,))
    digest = make_digest(1, title=".\r\n.\r\nQUIT", sections=(section,))
    async with raw_server(raw) as port:
        receipt = await channel(port).send(Message(id="1", recipient="ok@example.org", digest=digest, at=NOON))
    assert receipt.result is SendResult.OK
    [body] = raw.bodies
    unstuffed = body.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
    mail = email.message_from_bytes(unstuffed, policy=policy.default)
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().startswith(". . QUIT. Sun 22 Nov 2026")
    assert "\n.QUIT and a line that begins with a dot" in text.get_content()
