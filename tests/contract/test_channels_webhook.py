"""Webhooks against a real HTTP sink on loopback, verified with the public library, here and in a process of its own."""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
import jsonschema
import pytest
from standardwebhooks.webhooks import Webhook

from monitor.deliver.webhook import WebhookChannel, payload_schema

from monitor.model.config import Secret, WebhookChannel as WebhookSpec  # isort: skip
from monitor.model.delivery import Message
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason, SendResult
from monitor.ports import PostResult
from tests.elapsing import elapse
from tests.unit.deliver.kit import make_digest

LIMIT_S = 30.0
"""A silent receiver lets more than that pass."""
SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()


class LoopbackPoster:
    """A plain POST; the guard has its own tests."""

    async def post(
        self, url: str, body: bytes, headers: Sequence[tuple[str, str]], timeout_s: float
    ) -> PostResult | FetchFailure:
        try:
            async with httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=timeout_s) as client:
                answer = await client.post(url, content=body, headers=list(headers))
        except httpx.ConnectError:
            return FetchFailure(reason=FetchReason.CONNECT, detail="connection refused")
        except httpx.TimeoutException:
            return FetchFailure(reason=FetchReason.TIMEOUT, detail=f"no answer within {timeout_s:g} s")
        except httpx.RemoteProtocolError:
            return FetchFailure(reason=FetchReason.PROTOCOL, detail="the connection was closed without an answer")
        after = answer.headers.get("retry-after")
        return PostResult(
            status=answer.status_code, body=answer.text[:2000], retry_after_s=int(after) if after else None
        )


class Sink:
    """A receiver with a scripted answer: a status line with headers, `silent` or `drop`."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.requests: list[tuple[str, dict[str, str], bytes]] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers["content-length"]))
            self.requests.append((head[0], headers, body))
            if self.answer == "silent":
                await elapse(3 * LIMIT_S, reader.at_eof)
            elif self.answer != "drop":
                writer.write(f"HTTP/1.1 {self.answer}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".encode())
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def sink_channel(sink: Sink, secret: str = SECRET) -> AsyncIterator[WebhookChannel]:
    server = await asyncio.start_server(sink, "127.0.0.1", 0, limit=2**20)
    port = server.sockets[0].getsockname()[1]
    url = Secret(f"http://127.0.0.1:{port}/hooks/canary-key-123456")
    try:
        yield WebhookChannel(
            WebhookSpec(name="hook", url=url, secret=Secret(secret), timeout_s=LIMIT_S), LoopbackPoster()
        )
    finally:
        server.close()


def message(at: datetime | None = None) -> Message:
    return Message(id="0a1b2c", recipient="", digest=make_digest(6), at=at or datetime.now(UTC))


async def test_the_sent_bytes_verify_and_follow_the_published_schema() -> None:
    sink = Sink("204 No Content")
    async with sink_channel(sink) as channel:
        receipt = await channel.send(message())
    assert receipt.result is SendResult.OK
    [(_, headers, body)] = sink.requests
    payload = Webhook(SECRET).verify(body, headers)
    jsonschema.validate(payload, payload_schema(), format_checker=jsonschema.FormatChecker())
    assert headers["webhook-id"] == "0a1b2c"
    assert payload["data"]["sections"][0]["stories"][1]["title"].startswith("قافلة")


async def test_the_signature_verifies_in_a_process_of_its_own() -> None:
    sink = Sink("200 OK")
    async with sink_channel(sink) as channel:
        await channel.send(message())
    [(_, headers, body)] = sink.requests
    program = (
        "import json, sys; from standardwebhooks.webhooks import Webhook; given = json.load(sys.stdin); "
        "print(Webhook(given['secret']).verify(given['body'], given['headers'])['data']['key'])"
    )
    given = json.dumps({"secret": SECRET, "headers": headers, "body": body.decode()})
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", program],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert done.stdout.strip() == "2026-11-22/border-watch/0700"


async def test_a_changed_byte_does_not_verify() -> None:
    sink = Sink("200 OK")
    async with sink_channel(sink) as channel:
        await channel.send(message())
    [(_, headers, body)] = sink.requests
    with pytest.raises(Exception, match="No matching signature"):
        Webhook(SECRET).verify(body.replace(b"Border", b"Bordes"), headers)


async def test_a_second_try_has_the_same_id_and_body_and_its_own_time() -> None:
    sink = Sink("500 Oh")
    now = datetime.now(UTC)
    async with sink_channel(sink) as channel:
        await channel.send(message(now))
        await channel.send(message(now + timedelta(seconds=60)))
    (_, first, body), (_, second, again) = sink.requests
    assert (first["webhook-id"], body) == (second["webhook-id"], again)
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 60


@pytest.mark.parametrize(
    ("answer", "expected", "retry_after"),
    [
        pytest.param("200 OK", SendResult.OK, None, id="200"),
        pytest.param("202 Accepted", SendResult.OK, None, id="202"),
        pytest.param("302 Found\r\nLocation: http://127.0.0.1:9/", SendResult.TEMPORARY, None, id="302"),
        pytest.param("404 Not Found", SendResult.TEMPORARY, None, id="404-may-be-a-deployment"),
        pytest.param("410 Gone", SendResult.PERMANENT, None, id="410-is-final"),
        pytest.param("429 Slow\r\nRetry-After: 120", SendResult.TEMPORARY, 120, id="429-retry-after"),
        pytest.param("503 Busy\r\nRetry-After: 7", SendResult.TEMPORARY, 7, id="503-retry-after"),
        pytest.param("500 Oh", SendResult.TEMPORARY, None, id="500"),
        pytest.param("silent", SendResult.UNKNOWN, None, id="silent-after-body"),
        pytest.param("drop", SendResult.UNKNOWN, None, id="dropped-after-body"),
    ],
)
async def test_what_a_receiver_says_decides(answer: str, expected: SendResult, retry_after: int | None) -> None:
    sink = Sink(answer)
    async with sink_channel(sink) as channel:
        receipt = await channel.send(message())
    assert (receipt.result, receipt.retry_after_s) == (expected, retry_after)
    assert len(sink.requests) == 1
    assert "canary" not in receipt.detail
    assert SECRET not in receipt.detail


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (FetchReason.CONNECT, SendResult.TEMPORARY),
        (FetchReason.DNS, SendResult.TEMPORARY),
        (FetchReason.TLS, SendResult.TEMPORARY),
        (FetchReason.BAD_URL, SendResult.TEMPORARY),
        (FetchReason.REFUSED_ADDRESS, SendResult.TEMPORARY),
        (FetchReason.TIMEOUT, SendResult.UNKNOWN),
        (FetchReason.TRUNCATED, SendResult.UNKNOWN),
    ],
)
async def test_a_request_without_an_answer(reason: FetchReason, expected: SendResult) -> None:
    class Failing:
        async def post(
            self, url: str, body: bytes, headers: Sequence[tuple[str, str]], timeout_s: float
        ) -> PostResult | FetchFailure:
            return FetchFailure(reason=reason, detail=f"trouble with {url}", url=url)

    spec = WebhookSpec(name="hook", url=Secret("https://hook.example/canary-key-1"), secret=Secret(SECRET))
    receipt = await WebhookChannel(spec, Failing()).send(message())
    assert receipt.result is expected
    assert receipt.detail == "hook.example: trouble with ***"


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_%%%", "whsec_é"])
async def test_a_bad_secret_sends_nothing(secret: str) -> None:
    sink = Sink("200 OK")
    async with sink_channel(sink, secret) as channel:
        receipt = await channel.send(message())
    assert receipt.result is SendResult.TEMPORARY
    assert "whsec_ key" in receipt.detail
    assert sink.requests == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("401 No", SendResult.OK),
        ("400 Bad", SendResult.OK),
        ("200 OK", SendResult.OK),
        ("404 None", SendResult.TEMPORARY),
        ("410 Gone", SendResult.PERMANENT),
        ("503 Busy", SendResult.TEMPORARY),
    ],
)
async def test_a_probe_is_unsigned_and_tells_whether_the_receiver_is_there(answer: str, expected: SendResult) -> None:
    sink = Sink(answer)
    async with sink_channel(sink) as channel:
        receipt = await channel.probe()
    assert receipt.result is expected
    assert "webhook-signature" not in sink.requests[0][1]
    assert ("verifies signatures" in receipt.detail) == (answer == "200 OK")
