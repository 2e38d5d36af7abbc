"""Mail over STARTTLS and a signed webhook from the whole program to receivers in a process of their own."""

from __future__ import annotations

import asyncio
import base64
import email
import json
import subprocess
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import trustme

from monitor.deliver.webhook import payload_schema
from tests.acceptance.sinks import Receivers, receivers
from tests.acceptance.world import GUARD_S, POLLED, World, article, kill, news_site, stop, until

pytestmark = pytest.mark.xdist_group("mail-and-hook")

SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()
KEY = "canary-key-98765"
DESK, ANALYST = "desk@example.org", "analyst@example.org"


@asynccontextmanager
async def delivering_world(folder: Path) -> AsyncIterator[tuple[World, Receivers]]:
    """A world with three watched articles on its site, and where its digests go."""
    authority = trustme.CA()
    certificate = folder / "server.pem"
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(certificate))
    async with receivers(folder / "sinks", certificate, SECRET) as sinks, news_site("Harbour News") as site:
        for number in range(3):
            site.add(article(number, "Harbour News", watched=True))
        world = World(
            folder,
            cron="0 7 1 1 *",
            channels=(
                f"  mail: {{type: email, host: 127.0.0.1, port: {sinks.smtp}, from: Monitor <monitor@example.org>, "
                "ca_file: ca.pem, reply_to: desk@example.org}\n"
                "  hook: {type: webhook, url_env: HOOK_URL, secret_env: HOOK_SECRET, timeout: 60s}"
            ),
            targets=f"[files, {{channel: mail, to: [{DESK}, {ANALYST}]}}, hook]",
            environment={"HOOK_URL": f"http://127.0.0.1:{sinks.hook}/in/{KEY}", "HOOK_SECRET": SECRET},
        )
        world.write({"Harbour News": site.feed_url("Harbour News")})
        authority.cert_pem.write_to_path(str(world.config / "ca.pem"))
        yield world, sinks


async def run(world: World, *arguments: str) -> str:
    """A command that must succeed; its standard output."""
    answer = await asyncio.to_thread(world.call, *arguments)
    assert answer.returncode == 0, answer.stderr
    for told in (KEY, SECRET):
        assert told not in answer.stdout + answer.stderr
    return answer.stdout


async def deliveries(world: World) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(await run(world, "deliveries", "list", "--json"))
    return rows


def mail_of(received: dict[str, Any]) -> EmailMessage:
    mail = email.message_from_string(received["content"], policy=policy.default)
    assert mail.defects == []
    return mail


async def test_mail_and_hook_arrive_and_a_refused_mail_comes_again_under_its_id(tmp_path: Path) -> None:
    async with delivering_world(tmp_path) as (world, sinks):
        sinks.say("refuse-mail")
        await run(world, "once", "--digest")
        check_hook(sinks)
        refused, taken = sorted(sinks.received("mail"), key=lambda one: one["answer"], reverse=True)
        assert (refused["answer"], taken["answer"]) == ("451 try again later", "250 taken")
        assert {*refused["to"], *taken["to"]} == {DESK, ANALYST}
        check_mail(taken)
        states = {(row["channel"], row["recipient"]): row for row in await deliveries(world)}
        waiting = states.pop(("mail", refused["to"][0]))
        assert waiting["state"] == "retrying"
        assert "451" in waiting["detail"]
        assert {row["state"] for row in states.values()} == {"sent"}
        assert len(states) == 3

        await run(world, "deliveries", "retry", str(waiting["id"]))
        await run(world, "once")
        again = sinks.received("mail")[2:]
        assert [one["to"] for one in again] == [refused["to"]]
        assert mail_of(again[0])["Message-ID"] == mail_of(refused)["Message-ID"]
        assert mail_of(again[0])["Message-ID"] != mail_of(taken)["Message-ID"]
        check_mail(again[0])
        assert {row["state"] for row in await deliveries(world)} == {"sent"}


def check_mail(received: dict[str, Any]) -> None:
    assert received["encrypted"]
    assert received["from"] == "monitor@example.org"
    assert len(received["to"]) == 1
    mail = mail_of(received)
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert (mail["From"], mail["To"]) == ("Monitor <monitor@example.org>", received["to"][0])
    assert mail["Reply-To"] == DESK
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<towns.monitor.example.org>"
    assert mail["Date"].datetime is not None
    assert "Albu Kamal" in mail["Subject"]
    assert all(len(line) <= 998 for line in received["content"].split("\r\n"))
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        text = " ".join(body.get_content().split())
        for number in range(3):
            assert f"Report {number} from Albu Kamal" in text.replace("<wbr>", "")
            assert f"/harbour-news/item-{number}.html" in text
    assert "<script" not in received["content"]


def check_hook(sinks: Receivers) -> None:
    [hook] = sinks.received("hook")
    assert hook["answer"] == "204 No Content", "the receiver could not verify the signature"
    jsonschema.validate(hook["payload"], payload_schema(), format_checker=jsonschema.FormatChecker())
    [section] = hook["payload"]["data"]["sections"]
    assert len(section["stories"]) == 3


async def test_a_kill_between_taking_and_recording_repeats_once_under_the_same_id(tmp_path: Path) -> None:
    async with delivering_world(tmp_path) as (world, sinks):
        await run(world, "once")
        sinks.say("hold")
        process = await started(world)
        try:
            await run(world, "digest", "send-now")
            taken = "two mails and a webhook, taken but not answered"
            await until(lambda: len(sinks.received("mail")) == 2 and len(sinks.received("hook")) == 1, GUARD_S, taken)
            assert Counter(row["state"] for row in await deliveries(world)) == {"sending": 3, "sent": 1}
            kill(process)
            sinks.release()
            process = world.start("run")
            await until(lambda: all_sent(world), GUARD_S, "every delivery sent")
            # One more start finds nothing to send.
            await stop(process)
            process = await started(world)
            await stop(process)
        finally:
            kill(process)
        mails = Counter((one["to"][0], mail_of(one)["Message-ID"]) for one in sinks.received("mail"))
        assert sorted(who for who, _ in mails) == [ANALYST, DESK], "a repeat came under another id"
        assert set(mails.values()) == {2}
        assert len({identity for _, identity in mails}) == 2
        hooks = sinks.received("hook")
        assert [one["answer"] for one in hooks] == ["204 No Content"] * 2
        assert len({one["id"] for one in hooks}) == 1
        assert hooks[0]["payload"] == hooks[1]["payload"]
        assert {row["attempts"] for row in await deliveries(world) if row["channel"] != "files"} == {2}


async def started(world: World) -> subprocess.Popen[bytes]:
    """A bot that is at work: it has polled."""
    before = world.query(POLLED)
    process = world.start("run")
    await until(lambda: world.query(POLLED) != before, GUARD_S, "a poll")
    return process


def all_sent(world: World) -> bool:
    return {row[0] for row in world.query("SELECT state FROM outbox")} == {"sent"}
