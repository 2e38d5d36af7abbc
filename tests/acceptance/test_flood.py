"""Hundreds of stories are due at once: every recipient is told each of them once, even if the bot is killed."""

from __future__ import annotations

import base64
import json
import re
import signal
from collections import Counter
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import trustme

from monitor.deliver.webhook import payload_schema
from tests.acceptance.sinks import Receivers, receivers
from tests.acceptance.test_mail_and_hook import mail_of, run
from tests.acceptance.world import GUARD_S, POLLED, World, article, catches, kill, news_site, stop, until

pytestmark = pytest.mark.xdist_group("flood")

STORIES = 240
IN_FULL = 30
SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()
DESK, ANALYST = "desk@example.org", "analyst@example.org"
TITLES = {f"Report {number} from Albu Kamal" for number in range(STORIES)}


def flooded_world(folder: Path, sinks: Receivers, authority: trustme.CA, feed: str) -> World:
    world = World(
        folder,
        cron="0 7 1 1 *",
        channels=(
            f"  mail: {{type: email, host: 127.0.0.1, port: {sinks.smtp}, from: m@example.org, ca_file: ca.pem}}\n"
            "  hook: {type: webhook, url_env: HOOK_URL, secret_env: HOOK_SECRET, timeout: 60s}"
        ),
        targets=f"[files, {{channel: mail, to: [{DESK}, {ANALYST}]}}, hook]",
        environment={"HOOK_URL": f"http://127.0.0.1:{sinks.hook}/in", "HOOK_SECRET": SECRET},
    )
    world.write({"Harbour News": feed})
    authority.cert_pem.write_to_path(str(world.config / "ca.pem"))
    path = world.config / "monitor.yaml"
    text = path.read_text().replace("max_stories: 500", f"max_stories: {IN_FULL}")
    path.write_text(text.replace("lookback: 30d", f"lookback: 30d, max_new_per_poll: {STORIES}"))
    return world


async def test_all_of_a_flood_is_told_once_in_parts_although_the_bot_is_killed_between_them(tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate = tmp_path / "server.pem"
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(certificate))
    async with receivers(tmp_path / "sinks", certificate, SECRET) as sinks, news_site("Harbour News") as site:
        for number in range(STORIES):
            site.add(article(number, "Harbour News", watched=True))
        world = flooded_world(tmp_path, sinks, authority, site.feed_url("Harbour News"))
        await run(world, "once")
        assert world.query("SELECT count(*) FROM alert") == [(STORIES,)]
        before = world.query(POLLED)
        process = world.start("run")
        try:
            await until(lambda: world.query(POLLED) != before, GUARD_S, "a poll")
            await run(world, "digest", "send-now")
            await until(lambda: len(sent(world)) >= 3, GUARD_S, "three messages sent, others on their way")
            kill(process)
            process = world.start("run")
            await until(lambda: len(sent(world)) == len(rows(world)), GUARD_S, "every message sent")
            await until(
                lambda: catches(process, signal.SIGTERM), GUARD_S, "the bot, which may be starting, can be asked"
            )
            await stop(process)
        finally:
            kill(process)
        check_mails(sinks)
        check_hook(sinks)
        check_files(world)

        await run(world, "once", "--digest")
        quiet = [one for one in sinks.received("mail") if "Subject: Quiet: " in one["content"]]
        assert sorted(one["to"][0] for one in quiet) == [ANALYST, DESK], "the next digest has nothing left to tell"


def rows(world: World) -> list[tuple[object, ...]]:
    return world.query("SELECT id FROM outbox")


def sent(world: World) -> list[tuple[object, ...]]:
    return world.query("SELECT id FROM outbox WHERE state = 'sent'")


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def headlines(text: str) -> list[str]:
    return re.findall(r"^   (Report \d+ from Albu Kamal)$", text, re.MULTILINE)


def check_mails(sinks: Receivers) -> None:
    received = sinks.received("mail")
    for who in (DESK, ANALYST):
        mine = [mail_of(one) for one in received if one["to"] == [who]]
        # What was under way when the bot was killed comes again, as the same message.
        by_id = {mail["Message-ID"]: mail for mail in mine}
        assert len(mine) - len(by_id) <= 4
        parts = sorted(by_id.values(), key=lambda mail: int(re.findall(r"\((\d+) of", mail["Subject"])[0]))
        count = len(parts)
        assert [re.findall(r"\((\d+) of (\d+)\)$", mail["Subject"]) for mail in parts] == [
            [(str(number), str(count))] for number in range(1, count + 1)
        ]
        assert count > 1
        assert all(f"+{STORIES - 1} stories" in mail["Subject"] for mail in parts)
        for further in parts[1:]:
            assert further["In-Reply-To"] == parts[0]["Message-ID"]
        told = [title for mail in parts for title in headlines(body(mail, "plain"))]
        assert len(told) == STORIES
        assert set(told) == TITLES
        shown = "".join(body(mail, "html") for mail in parts)
        assert Counter(re.findall(r">(Report \d+ from Albu Kamal)</a>", shown)) == Counter(TITLES)
        assert all(len(one["content"]) < 100_000 for one in received)
        assert f"max_stories of towns is {IN_FULL}" in " ".join(body(parts[0], "plain").split())


def check_hook(sinks: Receivers) -> None:
    pages: dict[str, Any] = {one["id"]: one["payload"] for one in sinks.received("hook")}
    assert {one["answer"] for one in sinks.received("hook")} == {"204 No Content"}
    told = [
        story["title"]
        for page in pages.values()
        for section in page["data"]["sections"]
        for story in section["stories"]
    ]
    assert Counter(told) == Counter(TITLES)
    for page in pages.values():
        jsonschema.validate(page, payload_schema())


def check_files(world: World) -> None:
    [text] = (world.data / "digests").glob("*.txt")
    assert Counter(headlines(text.read_text())) == Counter(TITLES)
    written = json.loads(text.with_suffix(".json").read_text())["data"]["sections"]
    assert Counter(story["title"] for section in written for story in section["stories"]) == Counter(TITLES)
    assert set(re.findall(r">(Report \d+ from Albu Kamal)</a>", text.with_suffix(".html").read_text())) == TITLES
