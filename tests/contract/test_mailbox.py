"""The mailbox of undeliverable mail on IMAP servers that do as they should, and on others."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from monitor.deliver.mailbox import LETTER_BYTES, LETTERS, ImapMailbox
from monitor.model.bounces import Look, MailboxMark
from monitor.model.channels import BounceMailbox, OAuth, Secret
from monitor.model.outcomes import SendResult
from tests.contract.imap import PASSWORD, TOKEN, USER, Mails, imap_server
from tests.contract.mailbox import Provider, server_context
from tests.ports import closed_port
from tests.unit.flow.shell_world import until

BOUNCE = "bounces@example.org"
LIMIT_S = 30.0


def spec_for(port: int, **changes: object) -> BounceMailbox:
    spec = BounceMailbox(
        host="127.0.0.1", port=port, username=USER, password=Secret(PASSWORD), tls="none", timeout_s=LIMIT_S
    )
    return replace(spec, **changes)  # type: ignore[arg-type]


def mailbox_for(port: int, **changes: object) -> ImapMailbox:
    return ImapMailbox(spec_for(port, **changes), BOUNCE, Provider())


def mark_of(mailbox: ImapMailbox, uid: int, validity: int = 7) -> MailboxMark:
    return MailboxMark(mailbox=mailbox.name, validity=validity, uid=uid)


@pytest.fixture
def mails() -> Mails:
    return Mails(letters={3: b"From: a@b.example\r\n\r\nthree", 5: b"\xff\x00)five\r\n", 9: b""})


@pytest.fixture
async def port(mails: Mails) -> AsyncIterator[int]:
    async with imap_server(mails) as found:
        yield found


async def test_letters_come_in_their_order_and_stay_as_they_are(mails: Mails, port: int) -> None:
    mailbox = mailbox_for(port)
    first = await mailbox.look(None)
    assert first == Look(
        mailbox=f"{USER}@127.0.0.1:{port}/INBOX", validity=7, letters=first.letters, more=False, trouble=""
    )
    assert [(one.uid, one.body) for one in first.letters] == sorted(mails.letters.items())
    assert mails.seen == set()
    assert not any(said.startswith(("STORE", "SELECT", "EXPUNGE", "COPY")) for said in mails.said)
    assert [one.uid for one in (await mailbox.look(mark_of(mailbox, 3))).letters] == [5, 9]
    assert (await mailbox.look(mark_of(mailbox, 9))).letters == (), (
        "though a range up to the last letter holds that one"
    )
    numbered_anew = await mailbox.look(mark_of(mailbox, 9, validity=6))
    assert [one.uid for one in numbered_anew.letters] == [3, 5, 9]
    assert mails.said.count("LOGOUT ") == 4


async def test_one_look_takes_some_and_of_a_letter_the_beginning(mails: Mails, port: int) -> None:
    mails.letters = {uid: b"x" * (LETTER_BYTES + 9 if uid == 1 else 1) for uid in range(1, LETTERS + 5)}
    look = await mailbox_for(port).look(None)
    assert (len(look.letters), look.more, len(look.letters[0].body)) == (LETTERS, True, LETTER_BYTES)


async def test_reports_are_flagged_where_the_numbers_still_mean_them(mails: Mails, port: int) -> None:
    mailbox = mailbox_for(port)
    await mailbox.seen(7, [3, 9])
    assert mails.seen == {3, 9}
    await mailbox.seen(8, [5])
    assert mails.seen == {3, 9}
    mails.readonly = True
    await mailbox.seen(7, [5])
    assert mails.seen == {3, 9}, "and nothing is raised"


@pytest.mark.parametrize("tls", ["tls", "starttls"])
async def test_encrypted_with_a_certificate_that_is_checked(mails: Mails, tls: str, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = server_context(authority)
    kinds: dict[str, ssl.SSLContext] = {"direct" if tls == "tls" else "start": context}
    async with imap_server(mails, **kinds) as port:
        trusted = await mailbox_for(port, tls=tls, ca_file=str(tmp_path / "ca.pem")).probe()
        assert trusted.result is SendResult.OK, trusted.detail
        assert trusted.detail == f"127.0.0.1:{port} answers, encrypted, login accepted, 3 letters in INBOX."
        stranger = await mailbox_for(port, tls=tls).probe()
        assert "the certificate was refused" in stranger.detail
        assert (await mailbox_for(port, tls=tls, verify=False).probe()).result is SendResult.OK
        absent = await mailbox_for(port, tls=tls, ca_file=str(tmp_path / "none.pem")).probe()
        assert "none.pem cannot be read" in absent.detail
    assert all(PASSWORD not in said for said in mails.said)


async def test_nothing_is_said_to_a_server_that_does_not_encrypt(mails: Mails, port: int) -> None:
    look = await mailbox_for(port, tls="starttls").look(None)
    assert "TLS" in look.trouble
    assert not {"LOGIN …", "AUTHENTICATE …"} & set(mails.said)


@pytest.mark.parametrize(
    ("capabilities", "oauth", "changes", "said"),
    [
        ("IMAP4rev1 AUTH=PLAIN", False, {}, ""),
        ("IMAP4rev1", False, {"password": Secret("plain")}, "check username and password"),
        ("IMAP4rev1 AUTH=PLAIN", False, {"password": Secret("wrong")}, "check username and password"),
        ("IMAP4rev1 AUTH=XOAUTH2", True, {}, ""),
        ("IMAP4rev1 AUTH=XOAUTH2", True, {"oauth": OAuth(token=Secret("old"))}, "check username and oauth"),
        ("IMAP4rev1 AUTH=PLAIN", True, {}, "no login by token"),
    ],
    ids=["plain", "login, refused", "plain, refused", "token", "token, refused", "no login by token"],
)
async def test_logins(
    mails: Mails, port: int, capabilities: str, oauth: bool, changes: dict[str, object], said: str
) -> None:
    mails.capabilities = capabilities
    by_token = {"password": Secret(""), "oauth": OAuth(token=Secret(TOKEN))} if oauth else {}
    receipt = await mailbox_for(port, **{**by_token, **changes}).probe()
    assert (said in receipt.detail) if said else receipt.result is SendResult.OK, receipt.detail
    assert not any(secret in receipt.detail for secret in (PASSWORD, TOKEN, "wrong", "plain)"))


@pytest.mark.parametrize(
    ("fault", "timeout_s", "said"),
    [
        (("LOGIN", "refuse"), LIMIT_S, "not today"),
        (("AUTHENTICATE", "refuse"), LIMIT_S, "not today"),
        (("EXAMINE", "refuse"), LIMIT_S, "INBOX cannot be opened"),
        (("SEARCH", "refuse"), LIMIT_S, "cannot be searched"),
        (("FETCH", "refuse"), LIMIT_S, "letter 3 cannot be read"),
        (("CAPABILITY", "hang"), 0.1, "no answer in time"),
        (("FETCH", "hang"), 0.1, "no answer in time"),
        (("SEARCH", "drip"), 0.05, "no answer in time"),
        (("EXAMINE", "drop"), LIMIT_S, ""),
        (("FETCH", "drop"), LIMIT_S, ""),
        (("SEARCH", "bye"), LIMIT_S, "too many connections"),
        (("FETCH", "short literal"), LIMIT_S, ""),
        (("FETCH", "huge literal"), LIMIT_S, "more than anybody asked for"),
        (("FETCH", "many digits"), LIMIT_S, ""),
        (("SEARCH", "endless line"), LIMIT_S, ""),
        (("EXAMINE", "endless lines"), LIMIT_S, "more than anybody asked for"),
        (("CAPABILITY", "garbage"), LIMIT_S, ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
async def test_whatever_a_server_does_a_look_ends_with_a_sentence(
    mails: Mails, port: int, fault: tuple[str, str], timeout_s: float, said: str
) -> None:
    mails.fault = fault
    if fault[0] == "LOGIN":
        mails.capabilities = "IMAP4rev1"
    password = {"password": Secret("plain")} if fault[0] == "LOGIN" else {}
    look = await mailbox_for(port, timeout_s=timeout_s, **password).look(None)
    assert look.letters == ()
    assert look.trouble.startswith(f"127.0.0.1:{port}")
    assert look.trouble.endswith(".")
    assert said in look.trouble
    assert "\n" not in look.trouble
    assert len(look.trouble) < 300


async def test_what_was_read_before_a_connection_broke_off_is_kept(mails: Mails, port: int) -> None:
    mails.letters = {1: b"one", 2: b"two"}
    mails.fault = ("FETCH 2", "drop")
    look = await mailbox_for(port).look(None)
    assert [one.body for one in look.letters] == [b"one"]
    assert look.trouble


async def test_a_stop_waits_for_no_server(mails: Mails, port: int) -> None:
    mails.fault = ("SEARCH", "hang")
    task = asyncio.create_task(mailbox_for(port).look(None))
    await until(lambda: any(said.startswith("SEARCH") for said in mails.said), "the server is asked what it has")
    (thread,) = [one for one in threading.enumerate() if one.name == "mailbox"]
    assert thread.daemon
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await asyncio.to_thread(thread.join, LIMIT_S / 2)
    assert not thread.is_alive(), "its connection is cut"


async def test_a_letter_that_the_server_cannot_read_holds_up_none_behind_it(mails: Mails, port: int) -> None:
    mails.fault = ("FETCH 5", "refuse")
    look = await mailbox_for(port).look(None)
    assert [(one.uid, one.body) for one in look.letters] == [(3, mails.letters[3]), (5, b""), (9, b"")]
    assert "letter 5 cannot be read" in look.trouble
    mails.fault = ("FETCH 9", "refuse")
    assert [one.uid for one in (await mailbox_for(port).look(None)).letters] == [3, 5], "it is asked for again"


@pytest.mark.parametrize("greeting", ["* BYE go away", "220 smtp.example ESMTP", "", "* PREAUTH already in"])
async def test_greetings_of_other_kinds(greeting: str) -> None:
    async with imap_server(Mails(greeting=greeting)) as port:
        receipt = await mailbox_for(port).probe()
    assert receipt.result is SendResult.TEMPORARY
    assert receipt.detail.endswith(".")


async def test_nobody_there() -> None:
    with closed_port() as port:
        receipt = await mailbox_for(port).probe()
    assert receipt.detail == f"127.0.0.1:{port}: [Errno 111] Connection refused."
