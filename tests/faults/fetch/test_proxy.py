"""A proxy as the way out: it is asked for the judged address, and the guard holds as without one."""

from __future__ import annotations

import asyncio
import base64
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
import trustme

from monitor.model.config import Secret
from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason

R = FetchReason
LOGIN = "reader:pass word"


@dataclass
class Tunnel:
    """A proxy on 127.0.0.1 that connects to whatever it is asked for, or answers with a status."""

    status: bytes = b"200 Connection established"
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(target, what it was told as login) of each request."""
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            target = head.split(" ")[1]
            login = next((line for line in head.split("\r\n") if line.startswith("Proxy-Authorization")), "")
            self.asked.append((target, login))
            writer.write(b"HTTP/1.1 " + self.status + b"\r\nX-Via: proxy\r\n\r\n")
            if self.status.startswith(b"200"):
                await self._join(target, reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _join(self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, _, port = target.rpartition(":")
        far, out = await asyncio.open_connection(host.strip("[]"), int(port))
        back = asyncio.create_task(pump(far, writer))
        await pump(reader, out)
        await back


async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(10_000):
            sink.write(data)
            await sink.drain()
    sink.close()


@pytest.fixture
async def tunnel() -> Any:
    proxy = Tunnel()
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    yield proxy
    server.close()


async def test_everything_goes_through_the_proxy_to_the_judged_address(
    site: Any, make: Any, names: Any, tunnel: Tunnel
) -> None:
    site.redirect("/old", "/feed")
    site.page("/feed", b"<rss/>")
    resolver = names({"news.example": ["127.0.0.2"]})
    fetcher = make(resolver=resolver, proxy=f"http://127.0.0.1:{tunnel.port}", proxy_login=Secret(LOGIN))
    result = await fetcher.fetch(FetchRequest(url=site.url("/old", "news.example")))
    assert isinstance(result, FetchResult), result
    assert result.body == b"<rss/>"
    expected = f"Proxy-Authorization: Basic {base64.b64encode(LOGIN.encode()).decode()}"
    assert tunnel.asked == [(f"127.0.0.2:{site.port}", expected)] * 2
    assert {seen.headers["host"] for seen in site.seen} == {f"news.example:{site.port}"}
    assert all("proxy-authorization" not in seen.headers for seen in site.seen)


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:{port}/", "http://internal.example:{port}/", "http://[::1]:{port}/", "file:///x"]
)
async def test_the_guard_holds_behind_a_proxy(
    site: Any, canary: Any, make: Any, names: Any, tunnel: Tunnel, location: str
) -> None:
    site.redirect("/feed", location.replace("{port}", str(site.port)))
    resolver = names({"internal.example": ["127.0.0.1"]})
    fetcher = make(resolver=resolver, proxy=f"http://127.0.0.1:{tunnel.port}")
    result = await fetcher.fetch(FetchRequest(url=site.url("/feed")))
    assert isinstance(result, FetchFailure)
    assert result.reason in (R.REFUSED_ADDRESS, R.BAD_URL)
    assert canary.connections == 0
    assert [target for target, _ in tunnel.asked] == [f"127.0.0.2:{site.port}"]


@pytest.mark.parametrize("status", [b"403 Forbidden", b"407 Login", b"502 Bad Gateway", b"nonsense"])
async def test_a_proxy_that_refuses_is_named(site: Any, make: Any, tunnel: Tunnel, status: bytes) -> None:
    tunnel.status = status
    fetcher = make(proxy=f"http://127.0.0.1:{tunnel.port}", proxy_login=Secret(LOGIN))
    result = await fetcher.fetch(FetchRequest(url=site.url("/feed")))
    assert isinstance(result, FetchFailure)
    assert result.reason is R.CONNECT
    assert "proxy" in result.detail
    assert "pass word" not in result.detail
    assert site.seen == []


async def test_a_proxy_that_is_not_there_is_named(site: Any, make: Any, tunnel: Tunnel) -> None:
    fetcher = make(proxy="http://127.0.0.1:1")
    result = await fetcher.fetch(FetchRequest(url=site.url("/feed")))
    assert isinstance(result, FetchFailure)
    assert (result.reason, result.detail) == (R.CONNECT, "the proxy could not be reached")


@pytest.mark.parametrize("secure_proxy", [False, True])
@pytest.mark.parametrize("host", ["good.example", "bad.example"])
async def test_tls_goes_through_the_proxy_and_is_checked_for_the_host(
    open_site: Any, make: Any, names: Any, secure_proxy: bool, host: str
) -> None:
    authority = trustme.CA()
    serving, trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("good.example", "127.0.0.1").configure_cert(serving)
    authority.configure_trust(trusting)
    site, proxy = await open_site(tls=serving), Tunnel()
    site.page("/", b"secure" * 50_000)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, ssl=serving if secure_proxy else None)
    port = server.sockets[0].getsockname()[1]
    resolver = names({"good.example": ["127.0.0.2"], "bad.example": ["127.0.0.2"]})
    fetcher = make(resolver=resolver, tls=trusting, proxy=f"http{'s' if secure_proxy else ''}://127.0.0.1:{port}")
    result = await fetcher.fetch(FetchRequest(url=site.url("/", host)))
    server.close()
    assert [target for target, _ in proxy.asked] == [f"127.0.0.2:{site.port}"]
    if host == "good.example":
        assert isinstance(result, FetchResult), result
        assert result.body == b"secure" * 50_000
    else:
        assert isinstance(result, FetchFailure)
        assert result.reason is R.TLS
        assert site.seen == []


async def test_what_a_proxy_sends_with_its_answer_is_the_servers(make: Any) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    fetcher = make(proxy=f"http://127.0.0.1:{port}")
    plain = await fetcher.fetch(FetchRequest(url="http://127.0.0.2:8080/"))
    secure = await fetcher.fetch(FetchRequest(url="https://127.0.0.2:8443/"))
    server.close()
    assert isinstance(plain, FetchResult)
    assert plain.body == b"hello"
    assert isinstance(secure, FetchFailure)
    assert secure.reason is R.TLS
