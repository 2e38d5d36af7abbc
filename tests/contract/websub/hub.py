"""A hub as WebSub (W3C, 23 January 2018) has it, on loopback: it verifies, signs, leases, and tells again."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

import httpx

_TRIES = 3


@dataclass
class Taken:
    """One subscription as the hub has it."""

    callback: str
    secret: str
    lease_s: int


@dataclass
class Hub:
    """Listens until `stop`; `told` are the statuses that subscribers gave to what they were told."""

    lease_s: int = 86_400
    method: str = "sha256"
    refuses: list[tuple[int, str]] = field(default_factory=list)
    """Answers to the next requests, status and Location, in the place of taking them."""
    requests: list[dict[str, str]] = field(default_factory=list)
    verified: list[tuple[str, int]] = field(default_factory=list)
    """Mode and status of each time a subscriber was asked."""
    told: list[int] = field(default_factory=list)
    taken: dict[tuple[str, str], Taken] = field(default_factory=dict)
    url: str = ""

    async def start(self) -> None:
        """Listen on a free port."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._client = httpx.AsyncClient(trust_env=False, timeout=60)
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/hub"

    async def stop(self) -> None:
        """Wait for what is under way, then listen no more."""
        await self.settled()
        self._server.close()
        await self._client.aclose()

    async def settled(self) -> None:
        """Wait until all subscribers were asked."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = next(int(line.split(":")[1]) for line in head.lower().split("\r\n") if line.startswith("content-len"))
        body = (await reader.readexactly(length)).decode()
        status, location = self._take({name: values[0] for name, values in parse_qs(body).items()})
        more = f"Location: {location}\r\n" if location else ""
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n{more}Connection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    def _take(self, form: dict[str, str]) -> tuple[int, str]:
        self.requests.append(form)
        if self.refuses:
            return self.refuses.pop(0)
        task = asyncio.create_task(self._verify(form))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return 202, ""

    async def _verify(self, form: dict[str, str]) -> None:
        """Ask the subscriber whether it was them (5.3): only the challenge alone, with 2xx, says yes."""
        mode, challenge = form["hub.mode"], secrets.token_urlsafe(12)
        fields = {"hub.mode": mode, "hub.topic": form["hub.topic"], "hub.challenge": challenge}
        if mode == "subscribe":
            fields["hub.lease_seconds"] = str(self.lease_s)
        answer = await self.ask(form["hub.callback"], fields)
        self.verified.append((mode, answer.status_code))
        if answer.is_success and answer.text == challenge:
            key = (form["hub.topic"], form["hub.callback"])
            if mode == "subscribe":
                self.taken[key] = Taken(form["hub.callback"], form.get("hub.secret", ""), self.lease_s)
            else:
                self.taken.pop(key, None)

    async def ask(self, callback: str, fields: dict[str, str]) -> httpx.Response:
        """GET at a subscriber, which keeps what its own address asks for."""
        return await self._client.get(f"{callback}{'&' if '?' in callback else '?'}{urlencode(fields)}")

    async def deny(self, one: Taken, topic: str, reason: str) -> None:
        """Tell a subscriber that it is none any more (5.2)."""
        await self.ask(one.callback, {"hub.mode": "denied", "hub.topic": topic, "hub.reason": reason})

    async def publish(self, topic: str, body: bytes, *, chunked: bool = False) -> None:
        """Tell all subscribers of `topic` (7), again while they do not take it; 410 ends a subscription."""
        for key, one in [(key, one) for key, one in self.taken.items() if key[0] == topic]:
            for _ in range(_TRIES):
                status = await self.tell(one, topic, body, chunked=chunked)
                self.told.append(status)
                if status == 410:
                    del self.taken[key]
                if status < 300 or status == 410:
                    break

    async def tell(
        self, one: Taken, topic: str, body: bytes, *, signature: str | None = None, chunked: bool = False
    ) -> int:
        """POST once, signed with the subscriber's secret or with what is given; the status of the answer."""
        if signature is None:
            signature = (
                f"{self.method}={hmac.new(one.secret.encode(), body, getattr(hashlib, self.method)).hexdigest()}"
            )
        headers = {"Content-Type": "application/rss+xml", "Link": f'<{self.url}>; rel="hub", <{topic}>; rel="self"'}
        headers |= {"X-Hub-Signature": signature} if signature else {}

        async def pieces() -> AsyncIterator[bytes]:
            for place in range(0, len(body), 100):
                yield body[place : place + 100]

        answer = await self._client.post(one.callback, content=pieces() if chunked else body, headers=headers)
        return answer.status_code
