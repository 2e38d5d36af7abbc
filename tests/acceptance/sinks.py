"""Receivers in a process of their own: an SMTP server with STARTTLS and a webhook receiver that verifies.

    python -m tests.acceptance.sinks FOLDER CERTIFICATE SECRET

Everything received is a JSON file in FOLDER, written before the answer. A file `hold` there holds answers back (what
came is taken, but the sender never hears of it); `refuse-mail` makes the next mail a 451. `ports.json`: it listens.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.acceptance.world import GUARD_S


@dataclass
class Sinks:
    """Both receivers and what they share."""

    folder: Path
    secret: str

    def record(self, kind: str, content: dict[str, Any]) -> None:
        number = len(list(self.folder.glob("*.received")))
        fresh = self.folder / "fresh.tmp"
        fresh.write_text(json.dumps({"kind": kind, **content}))
        fresh.rename(self.folder / f"{number:03}.received")

    async def held(self) -> None:
        while (self.folder / "hold").exists():
            await asyncio.sleep(0.05)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's
        assert isinstance(envelope.content, bytes)
        refuse = self.folder / "refuse-mail"
        answer = "451 try again later" if refuse.exists() else "250 taken"
        refuse.unlink(missing_ok=True)
        self.record(
            "mail",
            {
                "answer": answer,
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "encrypted": session.ssl is not None,
                "content": envelope.content.decode("ascii"),
            },
        )
        await self.held()
        return answer

    async def hook(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[1:]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        try:
            payload, status = Webhook(self.secret).verify(body, headers), "204 No Content"
        except WebhookVerificationError:
            payload, status = None, "401 Unauthorized"
        self.record("hook", {"answer": status, "id": headers.get("webhook-id"), "payload": payload})
        await self.held()
        with contextlib.suppress(ConnectionError):
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
        writer.close()


async def serve(folder: Path, certificate: Path, secret: str) -> None:
    """Until killed."""
    sinks = Sinks(folder, secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    smtp = await loop.create_server(
        lambda: SMTP(sinks, hostname="sink.example", loop=loop, tls_context=context, require_starttls=True),
        "127.0.0.1",
    )
    hook = await asyncio.start_server(sinks.hook, "127.0.0.1", limit=2**20)
    ports = {"smtp": smtp.sockets[0].getsockname()[1], "hook": hook.sockets[0].getsockname()[1]}
    (folder / "fresh.tmp").write_text(json.dumps(ports))
    (folder / "fresh.tmp").rename(folder / "ports.json")
    await asyncio.Event().wait()


@dataclass
class Receivers:
    """The receivers' process, as a test sees it."""

    folder: Path
    smtp: int
    hook: int

    def received(self, kind: str) -> list[dict[str, Any]]:
        """Everything of that kind so far, in the order it came."""
        found = [json.loads(path.read_text()) for path in sorted(self.folder.glob("*.received"))]
        return [one for one in found if one["kind"] == kind]

    def say(self, name: str) -> None:
        """`hold` or `refuse-mail` from now on."""
        (self.folder / name).touch()

    def release(self) -> None:
        """Answers are given again."""
        (self.folder / "hold").unlink()


@contextlib.asynccontextmanager
async def receivers(folder: Path, certificate: Path, secret: str) -> AsyncIterator[Receivers]:
    """Start the process and wait until it listens; killed afterwards."""
    folder.mkdir()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "ignore", "-m", "tests.acceptance.sinks", str(folder), str(certificate), secret
    )
    try:
        async with asyncio.timeout(GUARD_S):
            while not (folder / "ports.json").exists():
                await asyncio.sleep(0.05)
        yield Receivers(folder, **json.loads((folder / "ports.json").read_text()))
    finally:
        process.kill()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
