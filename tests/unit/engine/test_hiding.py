"""A server that repeats the key it was asked with: it stands in no database, digest, receipt or answer."""

from __future__ import annotations

import base64
import dataclasses
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

import pytest

from monitor.bootstrap import Hiding
from monitor.model.bounces import Look, MailboxMark, MailReport
from monitor.model.channels import BounceMailbox
from monitor.model.config import EmailChannel, Secret, WebhookChannel
from monitor.model.delivery import Receipt
from monitor.model.feeds import FeedSpec, FetchFailure, FetchResult
from monitor.model.outcomes import FetchReason, SendResult
from monitor.model.translation.settings import TranslationSettings
from monitor.ports import PostResult
from monitor.testing.channel import RecordingChannel
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import CHANNEL, FEED, InlineSandbox, Shell, rss, settings_for, watched
from tests.unit.parse.dsn.letters import postfix

KEY = "canary/7f3e+9=x2"
CODE = base64.b64encode(f"reader:{KEY}".encode()).decode()
HOOK = WebhookChannel(
    name="hook", url=Secret("https://h.example/in/canary-8877"), secret=Secret("whsec_Y2FuYXJ5LWtleQ==")
)
BOX = BounceMailbox(host="i.example", port=993, username="b", password=Secret("canary-mailbox"))
MAIL = EmailChannel(
    name="mail", host="m.example", port=25, sender="a@b.example", password=Secret("canary-password"), mailbox=BOX
)
SETTINGS = settings_for(
    feeds=(FeedSpec(url=FEED, title="River", publisher="River", headers=(("Authorization", f"Basic {CODE}"),)),),
    channels=(HOOK, MAIL),
    translation=TranslationSettings(url="https://t.example/translate", key=Secret("canary-translator")),
)
TRACES = ("canary", CODE[:12], quote(KEY, safe=""), "7f3e")


def page(said: str) -> bytes:
    return (
        f"<!doctype html><html><head><title>No access: {said}</title></head><body><p>{said}</p></body></html>".encode()
    )


def answered(body: bytes, **changes: str) -> FetchResult:
    return FetchResult(status=200, url=FEED, body=body, content_type="text/html", **changes)


def feed_saying(said: str) -> bytes:
    return rss(
        [
            dataclasses.replace(
                watched(1), page=False, title=f"Albu Kamal quiet, {said}", text=f"{said} in Albu Kamal. " * 9
            )
        ]
    )


REPEATED: dict[str, Callable[[], FetchResult | FetchFailure]] = {
    "a page's title": lambda: answered(page(KEY)),
    "a page's title, as sent": lambda: answered(page(f"Basic {CODE}")),
    "a page's title, in a URL": lambda: answered(page(quote(KEY, safe=""))),
    "a page's title, in JSON": lambda: answered(page(json.dumps({"key": KEY}))),
    "the feed's items": lambda: answered(feed_saying(KEY)),
    "the feed's items, as sent": lambda: answered(feed_saying(CODE)),
    "its ETag": lambda: answered(feed_saying("all is well"), etag=f'"{KEY}"'),
    "where it moved to": lambda: answered(
        feed_saying("all is well"), permanent_url=f"https://b.example/{quote(KEY, safe='')}"
    ),
    "its Content-Type": lambda: FetchResult(status=200, url=FEED, body=b"\0\1\2", content_type=f"x/{KEY}"),
    "the failure's words": lambda: FetchFailure(
        reason=FetchReason.HTTP_CLIENT_ERROR, detail=f"401 for {KEY}", url=FEED, status=401
    ),
}


@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED)
async def test_what_a_server_repeats_is_neither_kept_nor_sent(
    tmp_path: Path, repeated: Callable[[], FetchResult | FetchFailure]
) -> None:
    hiding, channel = Hiding(SETTINGS), RecordingChannel(CHANNEL)
    inner = ScriptedFetcher({FEED: [repeated()]})
    shell = Shell(tmp_path, hiding.fetcher(inner), SETTINGS, sandbox=hiding.sandbox(InlineSandbox()), channel=channel)
    async with shell.life() as services:
        await shell.cycle(services)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir()).decode("latin-1")
    assert "River" in kept
    for told in (kept, repr(channel.attempts)):
        assert [trace for trace in TRACES if trace in told] == []


async def test_what_a_receiver_repeats_is_not_in_its_receipt() -> None:
    hiding = Hiding(SETTINGS)
    said = f"535 canary-password and {base64.b64encode(b'x canary-password').decode()}, {HOOK.url.reveal()}, {KEY}"
    inner = RecordingChannel("mail", [Receipt(result=SendResult.TEMPORARY, detail=said)])
    channel = hiding.channels({"mail": inner})["mail"]
    receipt = await channel.send(None)  # type: ignore[arg-type]
    assert receipt.result is SendResult.TEMPORARY
    assert receipt.detail.startswith("535 *** and ")
    assert "canary" not in receipt.detail
    assert (await channel.probe()).result is SendResult.OK


async def test_what_a_receiver_answers_is_not_shown() -> None:
    class Loose:
        answers: ClassVar[list[PostResult | FetchFailure]] = [
            PostResult(status=500, body=f"bad path /in/canary-8877 for {HOOK.secret.reveal()}"),
            FetchFailure(reason=FetchReason.CONNECT, detail=f"no {HOOK.url.reveal()}"),
        ]

        async def post(self, *_: object, **_more: object) -> PostResult | FetchFailure:
            return self.answers.pop(0)

    poster = Hiding(SETTINGS).poster(Loose())
    first, second = await poster.post("", b"", [], 1.0), await poster.post("", b"", [], 1.0)
    assert isinstance(first, PostResult)
    assert isinstance(second, FetchFailure)
    for said in (first.body, second.detail):
        assert "canary" not in said


def test_a_new_configuration_teaches_its_secrets_and_the_old_ones_stay() -> None:
    hiding = Hiding(SETTINGS)
    hiding.learn(settings_for(channels=(dataclasses.replace(MAIL, password=Secret("other-password")),)))
    assert hiding.secrecy.hide("other-password canary-password canary-translator") == "*** *** ***"


class TalkativeMailbox:
    """Repeats the password of whoever logs in."""

    name, bounce, every_s = "b@i.example:993/INBOX", "bounces@b.example", 60.0

    async def look(self, mark: MailboxMark | None) -> Look:
        return Look(mailbox=self.name, trouble="no user b with canary-mailbox.")

    async def seen(self, validity: int, uids: Sequence[int]) -> None:
        raise AssertionError

    async def probe(self) -> Receipt:
        return Receipt(result=SendResult.TEMPORARY, detail="no user b with canary-mailbox.")


async def test_what_a_mailbox_repeats_is_told_to_nobody() -> None:
    hidden = Hiding(SETTINGS).mailboxes({"mail": TalkativeMailbox()})["mail"]
    assert "canary" not in (await hidden.look(None)).trouble
    assert "canary" not in (await hidden.probe()).detail
    letter = postfix().replace(b"User unknown in", b"canary-mailbox unknown in")
    report = await Hiding(SETTINGS).sandbox(InlineSandbox()).parse_report(letter)
    assert isinstance(report, MailReport)
    assert "unknown in virtual" in report.recipients[0].said
    assert "canary" not in repr(report)
