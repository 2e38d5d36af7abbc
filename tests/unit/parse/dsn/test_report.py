"""Letters as reports: what mail servers of all kinds say is read, and nothing else is taken for a report."""

from __future__ import annotations

import random

import pytest

from monitor.model.bounces import ReportAction
from monitor.parse.dsn.report import read_report
from tests.unit.parse.dsn.letters import ALI, BOUNCE, OTHERS, OURS, SHAPES, VERP, postfix


@pytest.mark.parametrize("shape", SHAPES)
def test_every_kind_of_report_is_read(shape: str) -> None:
    report = read_report(SHAPES[shape]())
    assert report is not None
    (told,) = report.recipients
    assert told.action is ReportAction.FAILED
    assert told.status in ("5.1.1", "5.1.10")
    assert told.final == ("" if shape == "words alone" else ALI)
    assert report.to == ((BOUNCE,) if shape in ("exchange", "exim") else (VERP,))
    assert f"{OURS}@monitor.example" in report.about or shape == "words alone"
    assert "\n" not in told.said
    assert len(told.said) <= 500


@pytest.mark.parametrize("what", OTHERS)
def test_other_letters_are_no_reports(what: str) -> None:
    assert read_report(OTHERS[what]) is None


@pytest.mark.parametrize(
    ("action", "status", "expected"),
    [
        ("failed", "5.2.2", ReportAction.FAILED),
        ("Failed (mailbox full)", "4.2.2", ReportAction.FAILED),
        ("delayed", "4.4.1", ReportAction.DELAYED),
        ("delivered", "2.0.0", ReportAction.NONE),
        ("relayed", "2.0.0", ReportAction.NONE),
        ("expanded", "2.0.0", ReportAction.NONE),
        ("", "5.1.1", ReportAction.FAILED),
        ("", "4.4.7", ReportAction.DELAYED),
        ("", "", ReportAction.NONE),
        ("exploded", "5.1.1", ReportAction.NONE),
    ],
)
def test_the_action_counts_and_the_status_where_there_is_none(action: str, status: str, expected: ReportAction) -> None:
    letter = postfix(action=action, status=status or "x")
    report = read_report(letter if status else letter.replace(b"smtp; 550", b"smtp; no"))
    assert report is not None
    assert (report.recipients[0].action, report.recipients[0].status) == (expected, status)


def test_further_recipients_each_have_a_block_of_their_own() -> None:
    more = b"\n\nFinal-Recipient: rfc822; <bob@example.org> (Bob)\nAction: relayed\nStatus: 2.1.5\n\n--4D2A81C0"
    letter = postfix(original=ALI).replace(b"\n\n--4D2A81C0", more)
    report = read_report(letter)
    assert report is not None
    assert [(one.final, one.original, one.action) for one in report.recipients[:2]] == [
        (ALI, ALI, ReportAction.FAILED),
        ("bob@example.org", "", ReportAction.NONE),
    ]


def nested(depth: int) -> bytes:
    """Parts in parts, with fields in the innermost."""
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(depth))
    return b"From: MAILER-DAEMON@x.example\n" + opened + b"Content-Type: message/delivery-status\n\nStatus: 5.1.1\n"


@pytest.mark.parametrize(
    "letter",
    [
        pytest.param(nested(200), id="parts in parts"),
        pytest.param(b"From: a@b.example\nContent-Type: message/rfc822\n\n" * 3_000, id="letters in letters"),
        pytest.param(postfix().replace(b"Status: 5.1.1", b"Status: 5.1.1\n" + b"X: y\n" * 9_000), id="many fields"),
        pytest.param(
            postfix().replace(b"User unknown", b"User unknown" + b"\n  and so on" * 20_000), id="a long field"
        ),
        pytest.param(b"To: " + b"a@b.example, " * 20_000 + b"\n\nx", id="many addresses"),
        pytest.param(b"From: mailer-daemon@x\n\n" + b"<a@b.example>:\n" * 20_000, id="paragraphs without a reason"),
        pytest.param(b"From: mailer-daemon@x\n\n" + b"<" * 60_000, id="brackets"),
        pytest.param(b"From: mailer-daemon@x\nContent-Type: text/plain; charset=zip\n\n550 no", id="no such charset"),
    ],
)
def test_hostile_letters_end_in_a_value(letter: bytes) -> None:
    report = read_report(letter)
    assert report is None or len(report.recipients) <= 100


def test_a_letter_that_is_cut_or_garbled_anywhere_ends_in_a_value() -> None:
    chance = random.Random(7)
    for make in SHAPES.values():
        letter = make()
        for _ in range(12):
            cut = letter[: chance.randrange(len(letter))]
            read_report(cut)
            garbled = bytearray(letter)
            for _ in range(10):
                garbled[chance.randrange(len(garbled))] = chance.randrange(256)
            read_report(bytes(garbled))
