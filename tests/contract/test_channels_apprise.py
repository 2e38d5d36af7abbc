"""apprise as a channel: whole stories in 900 characters, no certainty that it does not give, no secret told."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from monitor.deliver.apprise import LONGEST, AppriseChannel
from monitor.deliver.chat.plain import units
from monitor.deliver.chat.short import short_text
from monitor.model.config import AppriseChannel as Spec
from monitor.model.config import Secret
from monitor.model.delivery import Message
from monitor.model.digests import Digest
from monitor.model.health import Level, Notice, Trouble
from monitor.model.outcomes import SendResult
from tests.unit.deliver.kit import make_coverage, make_digest

AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
BREAK = "\u2060"


@dataclass
class Receiver:
    """A loopback receiver of `json://`; what it answers, and whether it waits to be released before."""

    port: int = 0
    status: int = 200
    waits: bool = False
    cut: bool = False
    got: list[dict[str, str]] = field(default_factory=list)
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length: ")[2].split("\r\n")[0])
        self.got.append(json.loads(await reader.readexactly(length)))
        self.reached.set()
        if self.waits:
            await self.released.wait()
        if not self.cut:
            writer.write(f"HTTP/1.1 {self.status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            with contextlib.suppress(ConnectionError):
                await writer.drain()
        writer.close()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    double = Receiver()
    server = await asyncio.start_server(double.serve, "127.0.0.1", limit=2**20)
    double.port = server.sockets[0].getsockname()[1]
    yield double
    server.close()


def channel(url: str, **changes: object) -> AppriseChannel:
    spec = Spec(name="far", url=Secret(url), timeout_s=5.0, allow_private=("127.0.0.1",))
    return AppriseChannel(replace(spec, **changes))  # type: ignore[arg-type]


def message(digest: Digest) -> Message:
    return Message(id="m1", recipient="", digest=digest, at=AT)


@pytest.mark.parametrize("mix", [("en",), ("ar",), ("en", "ar", "ru", "he", "fa")], ids="-".join)
@pytest.mark.parametrize("size", [0, 1, 2, 6, 120])
def test_a_short_text_has_whole_stories_and_counts_the_others(mix: tuple[str, ...], size: int) -> None:
    digest = make_digest(size, mix, coverage=make_coverage(size))
    _, text = short_text(digest, LONGEST)
    assert units(text) <= LONGEST
    told = [story for story in digest.stories if story.url in text]
    assert told == list(digest.stories[: len(told)])
    assert len(told) >= min(size, 1)
    for story in told:
        assert story.title in text.replace(BREAK, "")
        assert f"[{story.ref}]" in text
    left = size - len(told)
    said = text.replace(BREAK, "").splitlines()[-1]
    command = f"monitor digest show {digest.key}"
    expected = f"and {left} {'story' if left == 1 else 'stories'} more: {command}" if left else f"All of it: {command}"
    assert said == expected


@pytest.mark.parametrize("limit", [0, 10, 60, 140, 200, 400])
def test_where_there_is_hardly_room_nothing_is_cut_in_its_midst(limit: int) -> None:
    digest = make_digest(6, ("en",))
    _, text = short_text(digest, limit)
    assert units(text) <= limit
    assert text == "" or text.replace(BREAK, "").endswith(f"monitor digest show {digest.key}")
    for story in digest.stories:
        assert (f"[{story.ref}]" in text) == (story.url in text)


async def test_a_receiver_gets_subject_and_text_and_nothing_of_apprise(receiver: Receiver) -> None:
    digest = make_digest(6, ("en", "ar"))
    receipt = await channel(f"json://127.0.0.1:{receiver.port}/x").send(message(digest))
    assert receipt.result is SendResult.OK, receipt.detail
    (got,) = receiver.got
    assert got["title"]
    assert "more: monitor digest show" in got["message"].replace(BREAK, "")
    assert "apprise" not in json.dumps(got).lower()
    assert got["attachments"] == []


@pytest.mark.parametrize(
    ("status", "waits", "cut", "result"),
    [
        (200, False, False, SendResult.OK),
        (204, False, False, SendResult.OK),
        (400, False, False, SendResult.TEMPORARY),
        (403, False, False, SendResult.TEMPORARY),
        (429, False, False, SendResult.TEMPORARY),
        (500, False, False, SendResult.TEMPORARY),
        (200, False, True, SendResult.UNKNOWN),
        (200, True, False, SendResult.UNKNOWN),
    ],
)
async def test_only_what_apprise_is_told_is_certain(
    receiver: Receiver, status: int, waits: bool, cut: bool, result: SendResult
) -> None:
    receiver.status, receiver.waits, receiver.cut = status, waits, cut
    address = f"json://127.0.0.1:{receiver.port}/CANARY-123456"
    receipt = await channel(address, timeout_s=0.2 if waits else 60.0).send(message(make_digest(1)))
    assert receipt.result is result, receipt.detail
    # What ran out of time goes on in its thread, on a busy machine perhaps before it has reached anybody.
    async with asyncio.timeout(120):
        await receiver.reached.wait()
    receiver.released.set()
    assert "CANARY" not in receipt.detail


async def test_a_failure_is_none_that_the_address_calls_optional(receiver: Receiver) -> None:
    receiver.status = 500
    address = f"json://127.0.0.1:{receiver.port}/x?optional=yes&retry=5&overflow=split"
    receipt = await channel(address).send(message(make_digest(1)))
    assert (receipt.result, len(receiver.got)) == (SendResult.TEMPORARY, 1)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nope://x", "Apprise does not know this kind"),
        ("tgram://123456:CANARYabcdefghijklmnopqrstuvwxyzabcd/111/222", "2 receivers"),
        ("json://localhost:1/CANARY", "a loopback address"),
        ("json://10.0.0.1/CANARY", "a private address"),
        ("gotify://169.254.169.254/CANARY12345678", "a link-local address"),
        ("json://nowhere.invalid/CANARY", "has no address"),
    ],
)
async def test_what_cannot_be_sent_waits_until_it_is_mended(url: str, said: str) -> None:
    receipt = await channel(url, allow_private=()).send(message(make_digest(1)))
    assert receipt.result is SendResult.TEMPORARY
    assert said in receipt.detail
    assert "CANARY" not in receipt.detail


async def test_looking_sends_nothing(receiver: Receiver) -> None:
    receipt = await channel(f"json://127.0.0.1:{receiver.port}/x").probe()
    assert (receipt.result, receiver.got) == (SendResult.OK, [])
    assert (await channel("nope://x").probe()).result is SendResult.TEMPORARY


async def test_an_operator_is_told_in_short(receiver: Receiver) -> None:
    trouble = Trouble(name="feeds", level=Level.RED, since=AT, detail="no answer " * 300)
    notice = Notice(id="n1", recipient="", where="here", at=AT, news=(trouble,), mended=(), still=())
    receipt = await channel(f"json://127.0.0.1:{receiver.port}/x").tell(notice)
    assert receipt.result is SendResult.OK, receipt.detail
    assert units(receiver.got[0]["message"]) <= LONGEST
    assert "feeds" in receiver.got[0]["message"]
