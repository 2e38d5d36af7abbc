"""What operators get: a short mail, a signed event, a file, lines on the terminal."""

from __future__ import annotations

import email
import io
import json
from dataclasses import replace
from email import policy
from importlib import resources
from pathlib import Path

import jsonschema

from monitor.deliver.channels import build_channel
from monitor.deliver.chat.notice import notice_message
from monitor.deliver.chat.ntfy import Ntfy
from monitor.deliver.chat.slack import Slack
from monitor.deliver.notice import notice_json, notice_mail, notice_subject, notice_text
from monitor.model import config
from monitor.model.health import Level, Notice, Trouble
from tests.contract.test_channels_local import NoNetwork
from tests.unit.deliver.kit import NOON

RED = Trouble(name="deliveries", level=Level.RED, detail="4 waiting,\nBcc: x@evil.example \u202edone", since=NOON)
NOTED = Trouble(name="channel mail", level=Level.NOTE, detail="mail has taken nothing for 6 min: البريد", since=NOON)
WELL = Trouble(name="feeds", level=Level.WELL, detail="12 of 18 failing", since=NOON, told=Level.RED)
NOTICE = Notice(
    id="0a1b",
    at=NOON,
    news=(NOTED, RED),
    mended=(WELL,),
    still=(NOTED,),
    where="host:/data",
    recipient="ops@example.org",
)
SPEC = config.EmailChannel(name="mail", host="h", port=25, sender="Monitor <m@example.org>")


def test_the_worst_stands_first_in_subject_and_text() -> None:
    assert notice_subject(NOTICE) == "monitor: deliveries, channel mail; well again: feeds"
    lines = notice_text(NOTICE).splitlines()
    assert lines[0].startswith("host:/data, 20")
    assert lines[2].startswith("- deliveries (red, since ")
    assert "4 waiting, Bcc: x@evil.example done" in lines[2]
    assert lines[5].startswith("Well again:")
    assert "was: 12 of 18 failing" in lines[6]


def test_the_mail_carries_its_id_and_nothing_of_a_stranger_in_its_headers() -> None:
    envelope = notice_mail(NOTICE, SPEC)
    mail = email.message_from_bytes(envelope.content, policy=policy.default)
    assert (envelope.sender, envelope.recipient) == ("m@example.org", "ops@example.org")
    assert mail["Message-ID"] == "<0a1b@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Bcc"] is None
    assert "البريد" in mail.get_content()


def test_the_event_follows_its_schema() -> None:
    schema = json.loads(resources.files("monitor.deliver").joinpath("schema/health-v1.json").read_text("utf-8"))
    event = json.loads(notice_json(NOTICE))
    jsonschema.validate(event, schema, format_checker=jsonschema.FormatChecker())
    assert [one["level"] for one in event["data"]["news"]] == ["red", "note"]


def test_a_chat_gets_as_much_as_it_takes() -> None:
    many = tuple(replace(RED, name=f"fault {number}", detail=f"{number} " * 200) for number in range(60))
    notice = replace(NOTICE, news=many)
    for server in (Ntfy(server="https://n.example", topic="t"), Slack(url="https://s.example/x")):
        message = notice_message(notice, server.fits)
        assert server.fits(message)
        assert message.urgent
        assert "fault 0" in "".join(span.text for line in message.opening for span in line)
        assert server.post(message, "0a1b").body


async def test_files_and_terminals_tell_it_too(tmp_path: Path) -> None:
    screen = io.StringIO()
    for spec in (config.FileChannel(name="f", folder=tmp_path / "d"), config.TerminalChannel(name="t")):
        receipt = await build_channel(spec, NoNetwork(), screen).tell(NOTICE)
        assert receipt.result.value == "ok"
    (file,) = (tmp_path / "d").iterdir()
    assert file.name.startswith("health-")
    assert "12 of 18 failing" in file.read_text()
    assert "4 waiting" in screen.getvalue()
