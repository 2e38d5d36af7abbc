"""A receiver of webhooks that remembers what it took, and in which life of the sender."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

SECRET = "whsec_" + base64.b64encode(b"nobody ever hears of this secret").decode()


@dataclass
class Taken:
    """What was taken, in order: the sender's life, the message's id, its body."""

    port: int = 0
    life: int = 0
    messages: list[tuple[int, str, bytes]] = field(default_factory=list)
    committed: dict[str, int] = field(default_factory=dict)
    """The message's id to the life at whose end it was recorded as sent."""
    _talks: int = 0

    async def ended(self, sent: set[str]) -> None:
        """The sender was killed, and this is what it had recorded as sent."""
        await asyncio.sleep(0.05)
        while self._talks:  # what it wrote before its end is still on the way
            await asyncio.sleep(0.01)
        for identity in sent:
            self.committed.setdefault(identity, self.life)
        self.life += 1

    @property
    def repeats(self) -> int:
        """How many were taken though they had been taken before."""
        return len(self.messages) - len({identity for _, identity, _ in self.messages})

    def problems(self) -> list[str]:
        """A repeat is allowed in a later life alone, of what was not recorded as sent, and as it was the first time."""
        bodies: dict[str, bytes] = {}
        found = []
        for life, identity, body in self.messages:
            if bodies.setdefault(identity, body) != body:
                found.append(f"{identity} came again with another content")
            if self.committed.get(identity, life) < life:
                found.append(f"{identity} came again although it was recorded as sent")
        found += [
            f"{identity} is recorded as sent, but never came" for identity in self.committed if identity not in bodies
        ]
        times = Counter((life, identity) for life, identity, _ in self.messages)
        return found + [f"{identity} came {n} times in one life" for (_, identity), n in times.items() if n > 1]

    def told(self) -> Counter[tuple[str, str]]:
        """In how many messages of a subscription a title is a story's; repeats of a message count once."""
        found = Counter[tuple[str, str]]()
        for body in {identity: body for _, identity, body in self.messages}.values():
            data = json.loads(body)["data"]
            stories = [story for section in data["sections"] for story in section["stories"]]
            found.update(
                (data["subscription"], title) for title in {_title for one in stories for _title in _titles(one)}
            )
        return found

    def messages_with(self, subscription: str, title: str) -> list[str]:
        """Of each message that tells a title: the life that sent it, its id, its digest's key, what it tells."""
        said = []
        for life, identity, body in self.messages:
            data = json.loads(body)["data"]
            stories = [story for section in data["sections"] for story in section["stories"]]
            if data["subscription"] == subscription and any(title in _titles(one) for one in stories):
                told = [(story["title"], story.get("state"), sorted(_titles(story))) for story in stories]
                said.append(f"life {life}, {identity}, {data.get('key')}: {told}")
        return said

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._talks += 1
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")[1:]
            headers = dict(line.split(": ", 1) for line in head if line)
            body = await reader.readexactly(int(headers["content-length"]))
            self.messages.append((self.life, headers["webhook-id"], body))
            writer.write(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # killed before it had said everything: nothing was taken
        finally:
            self._talks -= 1
            writer.close()


def _titles(story: dict[str, Any]) -> set[str]:
    return {story["title"], *(copy["title"] for copy in story["copies"])}


@contextlib.asynccontextmanager
async def hook_taken() -> AsyncIterator[Taken]:
    """The receiver while it listens on a loopback port."""
    taken = Taken()
    server = await asyncio.start_server(taken._talk, "127.0.0.1", limit=2**20)
    taken.port = server.sockets[0].getsockname()[1]
    try:
        yield taken
    finally:
        server.close()
