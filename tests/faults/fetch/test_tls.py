"""TLS: verified for the host of the URL although the connection goes to an address, never switched off."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason
from tests.elapsing import elapse
from tests.faults.fetch.conftest import DEADLINE_S, STALL


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


async def test_the_certificate_is_checked_for_the_real_host_and_sni_carries_it(
    open_site: Any, make: Any, names: Any, authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    context = server_side(authority.issue_cert("good.example"))
    asked: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    site = await open_site(tls=context)
    site.page("/", b"secure")
    resolver = names({"good.example": ["127.0.0.2"], "bad.example": ["127.0.0.2"]})
    fetcher = make(resolver=resolver, tls=trusting)
    good = await fetcher.fetch(FetchRequest(url=site.url("/", "good.example")))
    assert isinstance(good, FetchResult), good
    assert good.body == b"secure"
    bad = await fetcher.fetch(FetchRequest(url=site.url("/", "bad.example")))
    assert isinstance(bad, FetchFailure)
    assert bad.reason is FetchReason.TLS
    assert "bad.example" in bad.detail
    assert asked == ["good.example", "bad.example"]
    assert [seen.headers["host"] for seen in site.seen] == [f"good.example:{site.port}"]


async def test_an_address_in_the_url_is_checked_as_an_address(
    open_site: Any, make: Any, authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    named = await open_site(tls=server_side(authority.issue_cert("good.example")))
    numbered = await open_site(tls=server_side(authority.issue_cert("127.0.0.2")))
    numbered.page("/", b"secure")
    fetcher = make(tls=trusting)
    assert isinstance(await fetcher.fetch(FetchRequest(url=named.url())), FetchFailure)
    assert isinstance(await fetcher.fetch(FetchRequest(url=numbered.url())), FetchResult)


@pytest.mark.parametrize("case", ["expired", "unknown authority"])
async def test_a_bad_certificate_is_refused_before_anything_is_sent(
    open_site: Any, make: Any, names: Any, authority: trustme.CA, trusting: ssl.SSLContext, case: str
) -> None:
    past = datetime.now(UTC) - timedelta(days=1)
    certificate = {
        "expired": lambda: authority.issue_cert("good.example", not_after=past),
        "unknown authority": lambda: trustme.CA().issue_cert("good.example"),
    }[case]()
    site = await open_site(tls=server_side(certificate))
    fetcher = make(resolver=names({"good.example": ["127.0.0.2"]}), tls=trusting)
    url = site.url("/", "good.example")
    for result in (await fetcher.fetch(FetchRequest(url=url)), await fetcher.post(url, b"secret", (), DEADLINE_S)):
        assert isinstance(result, FetchFailure)
        assert result.reason is FetchReason.TLS
        assert result.detail.startswith("the certificate is not accepted: ")
    assert site.seen == []


@pytest.mark.parametrize("behaviour", ["stalls", "closes", "speaks plain HTTP"])
async def test_a_handshake_that_fails_is_a_tls_failure_in_time(open_site: Any, make: Any, behaviour: str) -> None:
    served = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        if behaviour == "speaks plain HTTP":
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        if behaviour == "stalls":
            await elapse(STALL, reader.at_eof)
        writer.close()
        served.set()

    server = await asyncio.start_server(serve, "127.0.0.2", 0)
    url = f"https://127.0.0.2:{server.sockets[0].getsockname()[1]}/"
    result = await make().fetch(FetchRequest(url=url))
    await served.wait()
    server.close()
    assert isinstance(result, FetchFailure)
    assert result.reason is FetchReason.TLS, result.detail


async def test_the_default_context_verifies(make: Any) -> None:
    tls = make()._gear.wire._transport._tls
    assert tls.verify_mode is ssl.CERT_REQUIRED
    assert tls.check_hostname


async def test_the_users_own_authority_is_trusted_beside_the_public_ones(
    open_site: Any, make: Any, names: Any, authority: trustme.CA, tmp_path: Path
) -> None:
    pem = tmp_path / "own.pem"
    authority.cert_pem.write_to_path(str(pem))
    site = await open_site(tls=server_side(authority.issue_cert("good.example")))
    site.page("/", b"secure")
    resolver = names({"good.example": ["127.0.0.2"]})
    request = FetchRequest(url=site.url("/", "good.example"))
    strange = await make(resolver=resolver).fetch(request)
    assert isinstance(strange, FetchFailure)
    assert strange.reason is FetchReason.TLS
    trusted = make(resolver=resolver, ca_file=str(pem))
    assert isinstance(await trusted.fetch(request), FetchResult)
    assert len(trusted._gear.wire._transport._tls.get_ca_certs()) > 1


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_the_next_exchange_with_a_host_resumes_its_session(
    open_site: Any, make: Any, names: Any, authority: trustme.CA, trusting: ssl.SSLContext, version: ssl.TLSVersion
) -> None:
    context = server_side(authority.issue_cert("good.example", "other.example"))
    context.maximum_version = version
    resumed = _watched(context)
    site = await open_site(tls=context)
    site.page("/", b"secure")
    resolver = names({host: ["127.0.0.2"] for host in ("good.example", "other.example", "bad.example")})
    fetcher = make(resolver=resolver, tls=trusting)
    for host in ("good.example", "good.example", "other.example", "good.example"):
        assert isinstance(await fetcher.fetch(FetchRequest(url=site.url("/", host))), FetchResult)
    assert resumed == [False, True, False, True], "each host begins anew, and goes on with its own"
    bad = await fetcher.fetch(FetchRequest(url=site.url("/", "bad.example")))
    assert isinstance(bad, FetchFailure)
    assert bad.reason is FetchReason.TLS


async def test_a_server_that_forgot_its_sessions_is_read_all_the_same(
    open_site: Any, make: Any, names: Any, authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    certificate = authority.issue_cert("good.example")
    fetcher = make(resolver=names({"good.example": ["127.0.0.2"]}), tls=trusting)
    for _ in range(2):  # A context each, as after a restart: the ticket of the first says nothing to the second.
        site = await open_site(tls=server_side(certificate))
        site.page("/", b"secure")
        assert isinstance(await fetcher.fetch(FetchRequest(url=site.url("/", "good.example"))), FetchResult)


def _watched(context: ssl.SSLContext) -> list[bool]:
    """Whether each handshake under a server's context was resumed, as they end."""
    resumed: list[bool] = []

    class Watched(ssl.SSLObject):
        def do_handshake(self) -> None:
            super().do_handshake()
            resumed.append(bool(self.session_reused))

    context.sslobject_class = Watched
    return resumed
