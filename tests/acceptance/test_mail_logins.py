"""Mail servers that demand a token or a certificate, and a mailbox of what came back, met by the whole program."""

from __future__ import annotations

import asyncio
import email
import json
import ssl
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import trustme

from tests.acceptance.world import World
from tests.contract.imap import PASSWORD, USER, Mails, imap_server
from tests.contract.mailbox import GOOD, Inbox, Tokens, mail_server, offering, server_context
from tests.unit.parse.dsn.letters import postfix

pytestmark = [
    pytest.mark.xdist_group("mail-and-hook"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:aiosmtpd"),
    pytest.mark.filterwarnings("ignore:Session.login_data is deprecated:DeprecationWarning"),
]

CHANNELS = """\
  by-token:
    type: email
    host: 127.0.0.1
    port: {token}
    from: monitor@example.org
    ca_file: ca.pem
    username: monitor@example.org
    oauth: {{command: [{python}, -c, "print('{good}')"]}}
    bounce: bounces@monitor.example
    bounce_mailbox: {{host: 127.0.0.1, port: {imap}, username: {user}, password_env: IMAP, ca_file: ca.pem}}
  by-certificate:
    type: email
    host: 127.0.0.1
    port: {certificate}
    tls: tls
    from: monitor@example.org
    ca_file: ca.pem
    client_cert: cert.pem
    client_key: key.pem"""


async def run(world: World, *arguments: str, status: int = 0) -> str:
    """A command; its standard output."""
    answer = await asyncio.to_thread(world.call, *arguments)
    assert answer.returncode == status, answer.stdout + answer.stderr
    for secret in (GOOD, PASSWORD):
        assert secret not in answer.stdout + answer.stderr
    return answer.stdout


def asking(authority: trustme.CA) -> ssl.SSLContext:
    """A server that wants to see a certificate."""
    context = server_context(authority)
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)
    return context


async def test_by_token_and_by_certificate_and_what_came_back_is_read(tmp_path: Path) -> None:
    authority, tokens, shown, mails = trustme.CA(), Tokens("XOAUTH2"), Inbox(), Mails()
    async with AsyncExitStack() as stack:
        starttls = {"tls_context": server_context(authority), "require_starttls": True, "auth_required": True}
        ports = {
            "token": await stack.enter_async_context(offering(tokens, auth_require_tls=True, **starttls)),
            "certificate": await stack.enter_async_context(mail_server(shown, direct_tls=asking(authority))),
            "imap": await stack.enter_async_context(imap_server(mails, direct=server_context(authority))),
        }
        channels = CHANNELS.format(**ports, python=sys.executable, good=GOOD, user=USER)
        to_whom = {"by-token": ["ali@example.org"], "by-certificate": ["mona@example.org"]}
        targets = json.dumps([{"channel": name, "to": to} for name, to in to_whom.items()])
        world = World(tmp_path, cron="0 7 1 1 *", channels=channels, targets=targets, environment={"IMAP": PASSWORD})
        world.write({"Harbour News": f"http://127.0.0.1:{ports['imap']}/no-feed.xml"})
        authority.cert_pem.write_to_path(str(world.config / "ca.pem"))
        ours = authority.issue_cert("bot@example.org")
        ours.private_key_pem.write_to_path(str(world.config / "key.pem"))
        ours.cert_chain_pems[0].write_to_path(str(world.config / "cert.pem"))

        tried = await run(world, "check", "--online", status=1)
        assert "ok   mailbox of by-token: " in tried
        assert tried.count("login accepted") == 2
        assert tried.count("ok   channel") == 3, "the files as well"

        await run(world, "once", "--digest")
        assert tokens.heard == [("XOAUTH2", f"user=monitor@example.org\x01auth=Bearer {GOOD}\x01\x01")] * 2
        [(_, to_ali, mail)], [(_, to_mona, _)] = tokens.taken, shown.taken
        assert (to_ali, to_mona) == (["ali@example.org"], ["mona@example.org"])
        assert tokens.encrypted == [True]

        about = str(email.message_from_bytes(mail)["Message-ID"]).strip("<>").partition("@")[0]
        report = mails.add(postfix(to="bounces@monitor.example", about=about))
        await run(world, "once")
        assert mails.seen == {report}
        found = world.query("SELECT channel, address, reason FROM suppression")
        assert found == [("by-token", "ali@example.org", "bounced")]
