"""POST for webhooks: once, no redirect, and an honest line between "not sent" and "may have been taken"."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason
from monitor.ports import PostResult
from tests.faults.fetch.conftest import DEADLINE_S, STALL

R = FetchReason


async def test_what_is_sent(site: Any, make: Any) -> None:
    site.page("/hook", b"thanks")
    body = '{"news": "دير الزور"}'.encode()
    headers = (("content-type", "application/json"), ("webhook-id", "msg_1"), ("Host", "evil.example"))
    result = await make().post(site.url("/hook"), body, headers, DEADLINE_S)
    assert result == PostResult(status=200, body="thanks")
    seen = site.seen[0]
    assert (seen.method, seen.body) == ("POST", body)
    assert seen.headers["webhook-id"] == "msg_1"
    assert seen.headers["host"] == f"127.0.0.2:{site.port}"
    assert seen.headers["content-length"] == str(len(body))


@pytest.mark.parametrize("method", ["PUT", "GET"])
async def test_another_method_is_sent_the_same_way(site: Any, make: Any, method: str) -> None:
    site.page("/room", b"{}")
    body = b'{"body":"x"}' if method == "PUT" else b""
    result = await make().post(site.url("/room"), body, (("authorization", "Bearer x"),), DEADLINE_S, method=method)
    assert result == PostResult(status=200, body="{}")
    assert (site.seen[0].method, site.seen[0].body, site.seen[0].headers["authorization"]) == (method, body, "Bearer x")


@pytest.mark.parametrize("status", [200, 201, 204, 301, 307, 400, 410, 429, 500, 503])
async def test_every_status_is_a_result_and_no_redirect_is_followed(
    site: Any, canary: Any, make: Any, status: int
) -> None:
    site.page("/hook", b"" if status == 204 else b"x", f"{status} Said", Location=canary.url("/x"), Retry_After="7")
    result = await make().post(site.url("/hook"), b"{}", (), DEADLINE_S)
    assert isinstance(result, PostResult)
    assert (result.status, result.retry_after_s) == (status, 7)
    assert (len(site.seen), canary.connections) == (1, 0)


@pytest.mark.parametrize(
    ("script", "status", "body"),
    [
        ([b"HTTP/1.1 200 OK\r\n\r\n" + b"\xff" + b"a" * 200_000], 200, "\ufffd" + "a" * 131_071),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"], 200, ""),
        ([b"HTTP/1.1 202 Yes\r\nContent-Length: 10\r\n\r\nabc", STALL], 202, ""),
        ([b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08"], 200, ""),
        ([b"HTTP/1.1 500 No\r\nContent-Length: 99999999999\r\n\r\nabc", STALL], 500, ""),
    ],
    ids=["long", "cut", "stalls", "packed", "endless"],
)
async def test_once_the_status_is_known_the_body_cannot_spoil_it(
    site: Any, make: Any, script: Any, status: int, body: str
) -> None:
    site.scripts["/hook"] = script
    result = await make().post(site.url("/hook"), b"{}", (), DEADLINE_S)
    assert result == PostResult(status=status, body=body)


@pytest.mark.parametrize(
    ("script", "reason"),
    [([STALL], R.TIMEOUT), ([], R.PROTOCOL), ([b"HTTP/1.1 2", STALL], R.TIMEOUT), ([b"nonsense\r\n\r\n"], R.PROTOCOL)],
    ids=["no answer", "closed", "half a status", "nonsense"],
)
async def test_after_the_body_was_written_the_receiver_may_have_it(
    site: Any, make: Any, script: Any, reason: FetchReason
) -> None:
    site.scripts["/hook/secret-path?key=secret"] = script
    result = await make().post(site.url("/hook/secret-path?key=secret"), b"{}", (), DEADLINE_S)
    assert isinstance(result, FetchFailure)
    assert result.reason is reason
    assert "secret" not in result.url + result.detail
    assert site.seen[-1].body == b"{}"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.2:9/", R.BAD_URL),
        ("http://127.0.0.3:1024/", R.CONNECT),
        ("http://10.0.0.1/secret", R.REFUSED_ADDRESS),
        ("ftp://127.0.0.2/secret", R.BAD_URL),
        ("http://nowhere.example/secret", R.DNS),
    ],
)
async def test_before_that_nothing_was_sent(make: Any, names: Any, url: str, reason: FetchReason) -> None:
    result = await make(resolver=names({})).post(url, b"{}", (), DEADLINE_S)
    assert isinstance(result, FetchFailure)
    assert result.reason is reason
    assert "secret" not in result.url + result.detail
