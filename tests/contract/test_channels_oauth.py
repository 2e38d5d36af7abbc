"""Login by token and by certificate against real servers on loopback, and where the tokens come from."""

from __future__ import annotations

import json
import ssl
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import trustme

from monitor.deliver.email import EmailChannel
from monitor.model.config import EmailChannel as EmailSpec
from monitor.model.config import OAuth, Secret
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason, SendResult
from monitor.ports import PostResult
from tests.contract.mailbox import GOOD, Inbox, Provider, Tokens, mail_server, message, offering, spec_for

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:aiosmtpd"),
    pytest.mark.filterwarnings("ignore:Session.login_data is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning"),
]


def answered(**fields: object) -> PostResult:
    return PostResult(status=200, body=json.dumps({"token_type": "Bearer", "expires_in": 3600, **fields}))


ASKED = OAuth(
    token_url="https://login.example/token",
    client_id="app",
    client_secret=Secret("app-secret"),
    refresh_token=Secret("refresh-one"),
    scope="https://mail.example/",
)
GIVEN = OAuth(token=Secret(GOOD))


def by_token(port: int, oauth: OAuth) -> EmailSpec:
    return spec_for(port, username="bot@example.org", oauth=oauth)


@pytest.mark.parametrize(
    ("names", "heard"),
    [
        (["XOAUTH2", "OAUTHBEARER"], ("XOAUTH2", f"user=bot@example.org\x01auth=Bearer {GOOD}\x01\x01")),
        (
            ["OAUTHBEARER"],
            ("OAUTHBEARER", "n,a=bot@example.org,\x01host=127.0.0.1\x01port=PORT\x01auth=Bearer " + GOOD + "\x01\x01"),
        ),
    ],
)
async def test_a_token_that_is_given(names: list[str], heard: tuple[str, str]) -> None:
    inbox = Tokens(*names)
    async with offering(inbox) as port:
        receipt = await EmailChannel(by_token(port, GIVEN), Provider()).send(message())
    assert receipt.result is SendResult.OK, receipt.detail
    assert inbox.heard == [(heard[0], heard[1].replace("PORT", str(port)))]
    assert len(inbox.taken) == 1


@pytest.mark.parametrize("names", [["XOAUTH2"], ["OAUTHBEARER"]])
async def test_a_token_that_is_refused_is_told_with_the_servers_reason(names: list[str]) -> None:
    inbox = Tokens(*names)
    async with offering(inbox) as port:
        receipt = await EmailChannel(by_token(port, OAuth(token=Secret("stale-token"))), Provider()).send(message())
    assert receipt.result is SendResult.TEMPORARY
    assert "refused the login (535). Check username and oauth" in receipt.detail
    assert "status 401, scope https://mail.example/" in receipt.detail
    assert "stale-token" not in receipt.detail
    assert inbox.taken == []


async def test_a_server_without_such_a_login_gets_no_token() -> None:
    inbox = Tokens("PLAIN", "LOGIN")
    async with offering(inbox) as port:
        receipt = await EmailChannel(by_token(port, GIVEN), Provider()).probe()
    assert receipt.result is SendResult.TEMPORARY
    assert "offers no login by token" in receipt.detail
    assert inbox.heard == []


async def test_a_token_is_asked_for_once_and_anew_when_it_was_refused() -> None:
    inbox = Tokens("XOAUTH2")
    provider = Provider(
        answered(access_token="stale", refresh_token="refresh-two"), answered(access_token=GOOD), answered()
    )
    async with offering(inbox) as port:
        channel = EmailChannel(by_token(port, ASKED), provider)
        results = [(await channel.send(message())).result for _ in range(3)]
    assert results == [SendResult.TEMPORARY, SendResult.OK, SendResult.OK]
    assert [url for url, _ in provider.posted] == ["https://login.example/token"] * 2
    first, second = (parse_qs(body.decode()) for _, body in provider.posted)
    assert first == {
        "grant_type": ["refresh_token"], "refresh_token": ["refresh-one"], "client_id": ["app"],
        "client_secret": ["app-secret"], "scope": ["https://mail.example/"],
    }  # fmt: skip
    assert second["refresh_token"] == ["refresh-two"]


async def test_a_token_about_to_end_is_not_used_again() -> None:
    provider = Provider(*(answered(access_token=GOOD, expires_in=60) for _ in range(2)))
    async with offering(Tokens("XOAUTH2")) as port:
        channel = EmailChannel(by_token(port, ASKED), provider)
        assert [(await channel.probe()).result for _ in range(2)] == [SendResult.OK] * 2
    assert len(provider.posted) == 2


async def test_an_application_may_ask_in_its_own_name() -> None:
    provider = Provider(answered(access_token=GOOD))
    async with offering(Tokens("XOAUTH2")) as port:
        spec = by_token(port, replace(ASKED, refresh_token=Secret("")))
        assert (await EmailChannel(spec, provider).probe()).result is SendResult.OK
    assert parse_qs(provider.posted[0][1].decode())["grant_type"] == ["client_credentials"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (PostResult(status=400, body='{"error":"invalid_grant","error_description":"refresh-one was revoked"}'),
         "400: invalid_grant"),
        (PostResult(status=401, body='{"error":"invalid_client"}'), "check client_id and client_secret"),
        (PostResult(status=200, body="<html>"), "nothing of use"),
        (PostResult(status=200, body="[" * 100_000), "nothing of use"),
        (PostResult(status=200, body='{"access_token":"two words"}'), "gave no token, but something else"),
        (PostResult(status=200, body='{"access_token":"\\r\\nRCPT TO:<x@example.org>"}'), "something else"),
        (PostResult(status=200, body='{"access_token":""}'), "something else"),
        (FetchFailure(reason=FetchReason.CONNECT, detail="connection refused"), "login.example: connection refused"),
    ],
)  # fmt: skip
async def test_a_provider_that_gives_none(answer: PostResult | FetchFailure, said: str) -> None:
    inbox = Tokens("XOAUTH2")
    async with offering(inbox) as port:
        receipt = await EmailChannel(by_token(port, ASKED), Provider(answer)).send(message())
    assert receipt.result is SendResult.TEMPORARY
    assert said in receipt.detail
    assert "refresh-one" not in receipt.detail
    assert inbox.heard == []


@pytest.mark.parametrize(
    ("program", "result", "said"),
    [
        (f"print('{GOOD}')", SendResult.OK, ""),
        ("import sys; sys.exit('the keyring is closed')", SendResult.TEMPORARY, "status 1: the keyring is closed."),
        ("pass", SendResult.TEMPORARY, "gave no token"),
        ("print('a\\nb')", SendResult.TEMPORARY, "gave no token"),
    ],
)
async def test_a_command_prints_the_token(program: str, result: SendResult, said: str) -> None:
    async with offering(Tokens("XOAUTH2")) as port:
        spec = by_token(port, OAuth(command=(sys.executable, "-c", program)))
        receipt = await EmailChannel(spec, Provider()).probe()
    assert receipt.result is result, receipt.detail
    assert said in receipt.detail


@pytest.mark.parametrize(
    ("command", "seconds", "said"),
    [
        (("/does/not/exist",), 60.0, "cannot be run"),
        # Not less: the server, too, is answered by then, on a machine that is busy.
        ((sys.executable, "-c", "import time; time.sleep(600)"), 2.5, "gave no token within 2.5 s"),
    ],
)
async def test_a_command_that_cannot(command: tuple[str, ...], seconds: float, said: str) -> None:
    async with offering(Tokens("XOAUTH2")) as port:
        spec = replace(by_token(port, OAuth(command=command)), timeout_s=seconds)
        receipt = await EmailChannel(spec, Provider()).probe()
    assert receipt.result is SendResult.TEMPORARY
    assert said in receipt.detail


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize("tls", ["starttls", "tls"])
async def test_a_server_that_asks_for_our_certificate(
    tls: str, shown: bool, authority: trustme.CA, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    issued = authority.issue_cert("bot@example.org")
    issued.private_key_pem.write_to_path(str(tmp_path / "key.pem"))
    issued.cert_chain_pems[0].write_to_path(str(tmp_path / "cert.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    options: dict[str, object] = {"direct_tls": context} if tls == "tls" else {"tls_context": context}
    inbox = Inbox()
    async with mail_server(inbox, **options) as port:
        spec = spec_for(port, tls=tls, ca_file=str(tmp_path / "ca.pem"))
        if shown:
            spec = replace(spec, client_cert=str(tmp_path / "cert.pem"), client_key=str(tmp_path / "key.pem"))
        receipt = await EmailChannel(spec, Provider()).send(message())
    assert (receipt.result is SendResult.OK) is shown, receipt.detail
    assert len(inbox.taken) == shown
