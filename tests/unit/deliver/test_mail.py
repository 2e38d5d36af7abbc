"""Headers and bodies of a mail: the same for every try, readable by every filter."""

from __future__ import annotations

import email
from dataclasses import replace
from email import policy
from email.message import EmailMessage

import pytest

from monitor.core.outbox import drafts
from monitor.deliver.mail import build_mail, wire_id
from monitor.deliver.render import render, render_mail
from monitor.deliver.render.packing import mail_parts
from monitor.model.config import EmailChannel as EmailSpec
from monitor.model.delivery import Message
from monitor.model.digests import Digest
from tests.unit.deliver.kit import NOON, make_coverage, make_digest

SPEC = EmailSpec(name="mail", host="h", port=25, sender="monitor@example.org", reply_to="desk@example.org")


def parsed(digest: Digest, spec: EmailSpec = SPEC, identity: str = "0a1b2c") -> EmailMessage:
    built = build_mail(Message(id=identity, recipient="a@example.org", digest=digest, at=NOON), spec)
    mail = email.message_from_bytes(built.content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


@pytest.mark.parametrize(
    "title",
    [
        "=?utf-8?b?4oCuZXZpbA==?=",
        "=?utf-8?q?a=0D=0ABcc:_x?= and more",
        "قافلة تعبر من البوكمال قبل الفجر إلى الحدود السورية العراقية مرة أخرى",
        "Стражи исламской революции сменили командующего в провинции Дейр-эз-Зор",
        "plain words that are long enough to need a second line of the header, surely",
        "emoji 👩‍👩‍👧‍👦 and ZWNJ می‌خواهد",
    ],
)
def test_the_subject_arrives_as_written(title: str) -> None:
    digest = make_digest(1, ("en",))
    story = replace(digest.sections[0].stories[0], title=title)
    digest = replace(digest, sections=(replace(digest.sections[0], stories=(story,)),))
    mail = parsed(digest)
    assert mail["Subject"] == render(digest).subject
    assert len(mail.get_all("Subject")) == 1


def test_headers() -> None:
    mail = parsed(make_digest(6))
    assert {name: str(value) for name, value in mail.items() if name not in {"Content-Type", "Subject"}} == {
        "From": '"Border watch (monitor)" <monitor@example.org>',
        "To": "a@example.org",
        "Date": "Sun, 22 Nov 2026 04:00:00 +0000",
        "Message-ID": "<0a1b2c@example.org>",
        "List-Id": "<border-watch.monitor.example.org>",
        "List-Unsubscribe": "<mailto:desk@example.org?subject=unsubscribe%20border-watch>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Precedence": "bulk",
        "Reply-To": "desk@example.org",
        "MIME-Version": "1.0",
    }


@pytest.mark.parametrize("domain", ["example.org", f"{'long-name-of-a-house.' * 5}example.org"], ids=["short", "long"])
@pytest.mark.parametrize("earlier", [1, 2, 10])
def test_a_mail_with_updates_continues_those_that_told_them_first(earlier: int, domain: str) -> None:
    thread = tuple(f"{number:032x}" for number in range(earlier))
    message = Message(id="0a1b2c", recipient="a@example.org", digest=make_digest(1), at=NOON, thread=thread)
    content = build_mail(message, replace(SPEC, sender=f"m@{domain}")).content
    mail = email.message_from_bytes(content, policy=policy.default)
    assert mail["In-Reply-To"] == f"<{thread[0]}@{domain}>"
    references = str(mail["References"]).split()
    assert references == [f"<{one}@{domain}>" for one in reversed(thread)]
    assert references[-1] == mail["In-Reply-To"], "readers take the last one for the parent"
    head = content.partition(b"\r\n\r\n")[0]
    assert b"=?" not in head.partition(b"References:")[2].partition(b"List-Id")[0]
    assert max(len(line) for line in head.split(b"\r\n")) <= max(78, 60 + len(domain))
    assert len(mail.get_all("References")) == len(mail.get_all("In-Reply-To")) == 1
    assert not mail.defects


@pytest.mark.parametrize("mix", [("en",), ("ar",), ("he",), ("ru",), ("fa",)], ids="-".join)
@pytest.mark.parametrize("size", [0, 1, 6, 30, 250])
def test_both_bodies_survive_the_wire_and_stay_small(size: int, mix: tuple[str, ...]) -> None:
    digest = make_digest(size, mix, coverage=make_coverage(size))
    part = drafts(digest, "mail", "a@example.org", mail_parts(digest))[-1].part
    rendered = render_mail(digest, part)
    built = build_mail(Message(id="1", recipient="a@example.org", digest=digest, at=NOON, part=part), SPEC)
    mail = email.message_from_bytes(built.content, policy=policy.default)
    bodies = {part.get_content_type(): part.get_content().replace("\r\n", "\n") for part in mail.iter_parts()}
    assert bodies == {"text/plain": rendered.text, "text/html": rendered.html + "\n"}
    assert mail["Subject"] == rendered.subject
    assert len(built.content) < 90_000
    assert built.content.isascii()


@pytest.mark.parametrize(
    ("sender", "title", "shown"),
    [
        ("Night desk <m@example.org>", "Border watch", "Night desk"),
        ("m@example.org", "A very long title of a subscription", "A very long… (monitor)"),
        ("m@example.org", "", "monitor (monitor)"),
        ("m@example.org", "مراقبة الحدود", "مراقبة الحدود (monitor)"),
    ],
)
def test_the_sender_has_a_fixed_name(sender: str, title: str, shown: str) -> None:
    mail = parsed(make_digest(1, title=title), replace(SPEC, sender=sender))
    assert mail["From"].addresses[0].display_name == shown
    assert mail["From"].addresses[0].addr_spec == "m@example.org"


@pytest.mark.parametrize("identity", ["2026-11-22/border/0700|a@b", "a.b", "", "x" * 300, "é\r\nBcc: x", "\ud800"])
def test_any_id_becomes_one_for_the_wire(identity: str) -> None:
    first = wire_id(identity)
    assert first == wire_id(identity)
    assert "." not in first
    assert parsed(make_digest(0), identity=identity)["Message-ID"] == f"<{first}@example.org>"


def test_a_plain_id_is_kept() -> None:
    assert wire_id("0a1b-2c_3D") == "0a1b-2c_3D"


LINK = "https://news.example/unsubscribe/" + "x" * 180


@pytest.mark.parametrize(
    ("link", "changes", "ways", "post"),
    [
        ("", {}, ["<mailto:desk@example.org?subject=unsubscribe%20border-watch>"], None),
        ("", {"reply_to": ""}, ["<mailto:monitor@example.org?subject=unsubscribe%20border-watch>"], None),
        (
            "",
            {"unsubscribe": "Leave <leave+50%@пример.example>"},
            ["<mailto:leave%2B50%25@xn--e1afmkfd.example?subject=unsubscribe%20border-watch>"],
            None,
        ),
        (
            LINK,
            {},
            [f"<{LINK}>", "<mailto:desk@example.org?subject=unsubscribe%20border-watch>"],
            "List-Unsubscribe=One-Click",
        ),
    ],
)
def test_ways_to_leave(link: str, changes: dict[str, str], ways: list[str], post: str | None) -> None:
    spec = replace(SPEC, **changes)  # type: ignore[arg-type]
    built = build_mail(
        Message(id="1", recipient="a@example.org", digest=make_digest(1), at=NOON, unsubscribe=link), spec
    )
    head = built.content.split(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) < 998
    mail = email.message_from_bytes(built.content)
    assert [one.strip() for one in mail["List-Unsubscribe"].split(",")] == ways
    assert mail.get_all("List-Unsubscribe-Post", [None]) == [post]


@pytest.mark.parametrize(
    ("bounce", "verp", "recipient", "sender"),
    [
        ("", False, "a@example.org", "monitor@example.org"),
        ("bounces@example.net", False, "a@example.org", "bounces@example.net"),
        ("bounces@example.net", True, "a@example.org", "bounces+a=example.org@example.net"),
        ("bounces@пример.example", True, "a.b+c@example.org", "bounces+a.b+c=example.org@xn--e1afmkfd.example"),
        ("bounces@example.net", True, f"{'a' * 60}@example.org", "bounces@example.net"),
    ],
)
def test_where_undeliverable_mail_comes_back_to(bounce: str, verp: bool, recipient: str, sender: str) -> None:
    spec = replace(SPEC, bounce=bounce, verp=verp)
    built = build_mail(Message(id="1", recipient=recipient, digest=make_digest(1), at=NOON), spec)
    assert (built.sender, built.recipient) == (sender, recipient)
    assert b"From: " in built.content
    assert b"<monitor@example.org>" in built.content
