"""The mail channel against real SMTP servers on loopback: what each behaviour of a server means for the recipient."""

from __future__ import annotations

import email
from dataclasses import replace
from email import policy
from pathlib import Path

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from monitor.deliver.email import EmailChannel
from monitor.model.config import Secret
from monitor.model.delivery import AddressFault
from monitor.model.outcomes import SendResult
from tests.contract.mailbox import Inbox, Provider, mail_server, message, server_context, spec_for

# aiosmtpd 1.4.6 touches its own deprecated attributes and a deprecated asyncio check; nothing of ours is silenced.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:aiosmtpd"),
    pytest.mark.filterwarnings("ignore:Session.login_data is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning"),
]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


async def test_a_mail_arrives_whole_and_readable() -> None:
    inbox = Inbox()
    async with mail_server(inbox) as port:
        receipt = await EmailChannel(spec_for(port), Provider()).send(message())
    assert receipt.result is SendResult.OK, receipt.detail
    [(sender, recipients, content)] = inbox.taken
    assert (sender, recipients) == ("monitor@example.org", ["ok@example.org"])
    mail = email.message_from_bytes(content, policy=policy.default)
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["Message-ID"] == "<0a1b2c@example.org>"
    html = mail.get_body(("html",))
    assert html is not None
    assert "قافلة تعبر من البوكمال" in html.get_content()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param({"recipients": {"ok@example.org": "550 no such user"}}, SendResult.PERMANENT, id="rcpt-550"),
        pytest.param({"sender": "550 not from you"}, SendResult.TEMPORARY, id="mail-from-550-is-mended-by-people"),
        pytest.param({"sender": "530 log in first"}, SendResult.TEMPORARY, id="mail-from-530-is-mended-by-people"),
        pytest.param({"recipients": {"ok@example.org": "451 greylisted"}}, SendResult.TEMPORARY, id="rcpt-451"),
        pytest.param(
            {"recipients": {"ok@example.org": "252 maybe"}}, SendResult.TEMPORARY, id="rcpt-odd-2xx-is-no-delivery"
        ),
        pytest.param({"after_dot": "554 refused"}, SendResult.PERMANENT, id="dot-554"),
        pytest.param({"after_dot": "452 full"}, SendResult.TEMPORARY, id="dot-452"),
        pytest.param({"after_dot": "hold"}, SendResult.UNKNOWN, id="dot-held"),
        pytest.param({"after_dot": "drop"}, SendResult.UNKNOWN, id="dot-dropped"),
    ],
)
async def test_what_a_server_says_decides(script: dict[str, object], expected: SendResult) -> None:
    inbox = Inbox(**script)  # type: ignore[arg-type]
    async with mail_server(inbox) as port:
        receipt = await EmailChannel(spec_for(port), Provider()).send(message())
    assert receipt.result is expected, receipt.detail
    assert receipt.detail
    assert inbox.taken == []


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ({"recipients": {"ok@example.org": "550 5.1.1 no such user"}}, AddressFault.GONE),
        ({"recipients": {"ok@example.org": "550 user unknown"}}, AddressFault.DOUBTFUL),
        ({"recipients": {"ok@example.org": "550 5.7.1 not from you"}}, AddressFault.NONE),
        ({"recipients": {"ok@example.org": "451 4.1.1 later"}}, AddressFault.NONE),
        ({"sender": "550 5.1.1 no such sender"}, AddressFault.NONE),
        ({"after_dot": "550 5.1.1 no such user after all"}, AddressFault.GONE),
        ({"after_dot": "550 user unknown, or the text is"}, AddressFault.NONE),
    ],
)
async def test_a_refusal_says_whether_it_is_about_the_address(script: dict[str, object], fault: AddressFault) -> None:
    async with mail_server(Inbox(**script)) as port:  # type: ignore[arg-type]
        receipt = await EmailChannel(spec_for(port), Provider()).send(message())
    assert receipt.address is fault


async def test_each_recipient_is_a_transaction_of_its_own() -> None:
    inbox = Inbox(recipients={"bad@example.org": "550 no", "grey@example.org": "451 later"})
    async with mail_server(inbox) as port:
        channel = EmailChannel(spec_for(port), Provider())
        results = {
            name: (await channel.send(message(f"{name}@example.org", name))).result
            for name in ("ok", "bad", "grey", "fine")
        }
    assert results == {
        "ok": SendResult.OK, "bad": SendResult.PERMANENT, "grey": SendResult.TEMPORARY, "fine": SendResult.OK,
    }  # fmt: skip
    assert [recipients for _, recipients, _ in inbox.taken] == [["ok@example.org"], ["fine@example.org"]]


async def test_a_second_try_carries_the_same_message_id() -> None:
    inbox = Inbox()
    async with mail_server(inbox) as port:
        channel = EmailChannel(spec_for(port), Provider())
        for _ in range(2):
            await channel.send(message())
    first, second = (email.message_from_bytes(content)["Message-ID"] for _, _, content in inbox.taken)
    assert first == second


@pytest.mark.parametrize("tls", ["starttls", "tls"])
async def test_encrypted_with_a_verified_certificate(tls: str, authority: trustme.CA, ca_file: Path) -> None:
    inbox = Inbox()
    context = server_context(authority)
    options: dict[str, object] = {"direct_tls": context} if tls == "tls" else {"tls_context": context}
    async with mail_server(inbox, **options) as port:
        channel = EmailChannel(spec_for(port, tls=tls, ca_file=str(ca_file)), Provider())
        probe = await channel.probe()
        receipt = await channel.send(message())
    assert receipt.result is SendResult.OK, receipt.detail
    assert probe.result is SendResult.OK
    assert "TLSv1" in probe.detail
    assert len(inbox.taken) == 1
    assert inbox.encrypted == [tls == "starttls"] or tls == "tls"


@pytest.mark.parametrize("tls", ["starttls", "tls"])
@pytest.mark.parametrize("fault", ["unknown-authority", "other-host"])
async def test_a_bad_certificate_stops_everything(tls: str, fault: str, authority: trustme.CA, ca_file: Path) -> None:
    inbox = Inbox()
    context = server_context(authority, "127.0.0.1" if fault == "unknown-authority" else "127.0.0.2")
    trusted = "" if fault == "unknown-authority" else str(ca_file)
    options: dict[str, object] = {"direct_tls": context} if tls == "tls" else {"tls_context": context}
    async with mail_server(inbox, **options) as port:
        receipt = await EmailChannel(spec_for(port, tls=tls, ca_file=trusted), Provider()).send(message())
    assert receipt.result is SendResult.TEMPORARY
    assert "certificate" in receipt.detail
    assert not inbox.seen_data.is_set()


async def test_verification_can_be_switched_off_in_writing(authority: trustme.CA) -> None:
    inbox = Inbox()
    async with mail_server(inbox, tls_context=server_context(authority)) as port:
        receipt = await EmailChannel(spec_for(port, tls="starttls", verify=False), Provider()).send(message())
    assert receipt.result is SendResult.OK, receipt.detail


async def test_no_starttls_offered_means_nothing_is_sent() -> None:
    inbox = Inbox()
    async with mail_server(inbox) as port:
        receipt = await EmailChannel(spec_for(port, tls="starttls"), Provider()).send(message())
    assert receipt.result is SendResult.TEMPORARY
    assert "STARTTLS" in receipt.detail
    assert not inbox.seen_data.is_set()


@pytest.mark.parametrize(
    ("password", "expected"), [("good-secret", SendResult.OK), ("bad-secret", SendResult.TEMPORARY)]
)
async def test_login(password: str, expected: SendResult, authority: trustme.CA, ca_file: Path) -> None:
    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=(data.login, data.password) == (b"bot", b"good-secret"), handled=False)

    inbox = Inbox()
    options = {"tls_context": server_context(authority), "authenticator": check, "auth_required": True}
    async with mail_server(inbox, **options) as port:
        spec = spec_for(port, tls="starttls", ca_file=str(ca_file), username="bot", password=Secret(password))
        receipt = await EmailChannel(spec, Provider()).send(message())
    assert receipt.result is expected, receipt.detail
    assert password not in receipt.detail
    assert ("refused the login (535)" in receipt.detail) == (password == "bad-secret")
    assert len(inbox.taken) == (expected is SendResult.OK)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LocalHost"])
async def test_a_relay_on_this_machine_gets_its_password_without_tls(host: str) -> None:
    inbox, logins = Inbox(), []

    def judge(*arguments: object) -> AuthResult:
        logins.append(arguments[-1])
        return AuthResult(success=True)

    async with mail_server(inbox, auth_require_tls=False, authenticator=judge) as port:
        spec = replace(spec_for(port, username="bot", password=Secret("hunter-22")), host=host)
        receipt = await EmailChannel(spec, Provider()).send(message())
    assert receipt.result is SendResult.OK, receipt
    assert logins == [LoginPassword(b"bot", b"hunter-22")]


@pytest.mark.parametrize("host", ["192.0.2.1", "relay.example", "localhost.example", "2130706433", "0.0.0.0"])
async def test_a_password_never_leaves_this_machine_in_the_open(host: str) -> None:
    spec = replace(spec_for(25, username="bot", password=Secret("hunter-22")), host=host)
    receipt = await EmailChannel(spec, Provider()).send(message())
    assert receipt.result is SendResult.TEMPORARY
    assert "never leaves this machine in the open" in receipt.detail


@pytest.mark.parametrize(
    "recipient", ["", "nobody", "a@b\r\nBcc: x@y", "a b@example.org", "имя@example.org", "a@x@y", "<a@example.org>"]
)
async def test_an_unusable_recipient_never_reaches_a_server(recipient: str) -> None:
    inbox = Inbox()
    async with mail_server(inbox) as port:
        receipt = await EmailChannel(spec_for(port), Provider()).send(message(recipient))
    assert receipt.result is SendResult.PERMANENT
    assert not inbox.seen_data.is_set()


async def test_a_domain_in_another_script_goes_as_punycode() -> None:
    inbox = Inbox()
    async with mail_server(inbox) as port:
        await EmailChannel(spec_for(port), Provider()).send(message("desk@пример.example"))
    assert inbox.taken[0][1] == ["desk@xn--e1afmkfd.example"]
