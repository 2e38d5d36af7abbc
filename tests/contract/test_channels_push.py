"""Web Push against a push service on loopback: read by the browser's own key, signed, and ended where it says so."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from monitor.deliver.push.channel import PushChannel
from monitor.deliver.push.sealing import _coded, _decoded, _derived, public_key
from monitor.model.config import PushChannel as PushSpec
from monitor.model.config import Secret
from monitor.model.delivery import Message
from monitor.model.desk.devices import PushDevice
from monitor.model.outcomes import SendResult
from tests.contract.test_channels_webhook import LoopbackPoster, Sink
from tests.unit.deliver.kit import NOON, make_digest
from tests.unit.deliver.test_push import a_device

OK, TEMPORARY, PERMANENT, UNKNOWN = SendResult.OK, SendResult.TEMPORARY, SendResult.PERMANENT, SendResult.UNKNOWN
MESSAGE = Message(id="0a1b2c", recipient="ali#7", digest=make_digest(6), at=NOON)
KEY = bytes(31) + b"\x07"


class Browser:
    """What a browser keeps to itself."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.auth = bytes(range(16))

    def device(self, endpoint: str) -> PushDevice:
        return replace(a_device(_coded(self.point), _coded(self.auth)), endpoint=Secret(endpoint))

    def opened(self, body: bytes) -> bytes:
        """RFC 8291 from the other side."""
        salt, length = body[:16], body[20]
        theirs = body[21 : 21 + length]
        agreed = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        secret = _derived(self.auth, agreed, b"WebPush: info\0" + self.point + theirs, 32)
        key = _derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(salt, secret, b"Content-Encoding: nonce\0", 12)
        return AESGCM(key).decrypt(nonce, body[21 + length :], None).rstrip(b"\x02")


@dataclass
class Book:
    """`ports.Devices` with one browser."""

    one: PushDevice
    ended: list[tuple[str, str]] = field(default_factory=list)

    async def key(self) -> bytes:
        return KEY

    async def device(self, address: str, subscription: str) -> PushDevice | None:
        return self.one if (address, subscription) == ("ali#7", "border-watch") and not self.ended else None

    async def end(self, address: str, why: str) -> None:
        self.ended.append((address, why))


@asynccontextmanager
async def at_service(answer: str) -> AsyncIterator[tuple[PushChannel, Sink, Book, Browser]]:
    sink, browser = Sink(answer), Browser()
    server = await asyncio.start_server(sink, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    book = Book(browser.device(f"http://127.0.0.1:{port}/secret-of-this-browser"))
    spec = PushSpec(name="push", contact="mailto:ops@example.org", timeout_s=5)
    async with server:
        yield PushChannel(spec, LoopbackPoster(), book), sink, book, browser


async def test_only_its_browser_reads_it_and_the_service_knows_who_sends() -> None:
    async with at_service("201 Created") as (channel, sink, book, browser):
        receipt = await channel.send(MESSAGE)
        await channel.send(MESSAGE)
    assert receipt.result is OK
    (line, headers, body), (_, again, other) = sink.requests
    assert line.startswith("POST /secret-of-this-browser ")
    told = json.loads(browser.opened(body))
    assert (told["tag"], told["page"]) == ("0a1b2c", "/sent/digest?key=2026-11-22%2Fborder-watch%2F0700")
    assert body != other
    # A further try takes the place of the one before, at the service and on the screen.
    assert headers["topic"] == again["topic"]
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["ttl"] == "86400"
    assert Vapid02.verify(headers["authorization"])
    token, _, key = headers["authorization"].removeprefix("vapid t=").partition(",k=")
    claims = json.loads(_decoded(token.split(".")[1]))
    assert key == public_key(KEY)
    assert claims == {
        "aud": book.one.endpoint.reveal().removesuffix("/secret-of-this-browser"),
        "sub": "mailto:ops@example.org",
        "exp": int(NOON.timestamp()) + 12 * 3600,
    }


@pytest.mark.parametrize(
    ("answer", "result", "ended"),
    [
        ("201 Created", OK, False),
        ("202 Accepted", OK, False),
        ("404 Not Found", PERMANENT, True),
        ("410 Gone", PERMANENT, True),
        ("429 Too Many Requests\r\nRetry-After: 120", TEMPORARY, False),
        ("403 Forbidden", TEMPORARY, False),
        ("413 Payload Too Large", TEMPORARY, False),
        ("500 Internal Server Error", TEMPORARY, False),
        ("301 Moved\r\nLocation: http://127.0.0.1/", TEMPORARY, False),
        ("drop", UNKNOWN, False),
    ],
)
async def test_what_each_answer_means(answer: str, result: SendResult, ended: bool) -> None:
    async with at_service(answer) as (channel, sink, book, _):
        receipt = await channel.send(MESSAGE)
        assert receipt.result is result, receipt.detail
        assert [address for address, _ in book.ended] == (["ali#7"] if ended else [])
        assert not receipt.stops, "one browser is gone, not the channel"
        assert "secret-of-this-browser" not in receipt.detail
        assert "\n" not in receipt.detail
        if ended:
            assert "Notifications" in receipt.detail
            assert (await channel.send(MESSAGE)).result is PERMANENT
            assert len(sink.requests) == 1, "nothing more is sent there"


async def test_nobody_and_strangers_are_told_as_sentences() -> None:
    async with at_service("201 Created") as (channel, sink, _, _):
        nobody = await channel.send(replace(MESSAGE, recipient=""))
        stranger = await channel.send(replace(MESSAGE, recipient="eve#9"))
    assert (nobody.result, stranger.result) == (TEMPORARY, PERMANENT)
    assert nobody.detail.startswith("No browser takes pushes of border-watch: ")
    assert sink.requests == []


async def test_keys_that_are_none_end_it() -> None:
    async with at_service("201 Created") as (channel, sink, book, _):
        book.one = replace(book.one, p256dh=base64.urlsafe_b64encode(b"\x04" + bytes(64)).decode())
        assert (await channel.send(MESSAGE)).result is PERMANENT
    assert [address for address, _ in book.ended] == ["ali#7"]
    assert sink.requests == []


async def test_without_the_library_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.deliver.push.channel.has_push", lambda: False)
    async with at_service("201 Created") as (channel, sink, _, _):
        for receipt in (await channel.send(MESSAGE), await channel.probe()):
            assert (receipt.result, "monitor[push]" in receipt.detail) == (TEMPORARY, True)
    assert sink.requests == []
