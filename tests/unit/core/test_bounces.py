"""Whose mail came back, what that says of the address, and when it is sent nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW

from monitor.core.recipients.bounces import Refusal, enough, report_key, returned_by, took_mail
from monitor.model.bounces import MailReport, ReportAction, ReportedRecipient, SentMail
from monitor.model.delivery import AddressFault
from monitor.model.ids import OutboxId

BOUNCE = "bounces@monitor.example"
FAILED, DELAYED, NONE = ReportAction.FAILED, ReportAction.DELAYED, ReportAction.NONE
GONE, DOUBTFUL, NO_FAULT = AddressFault.GONE, AddressFault.DOUBTFUL, AddressFault.NONE


def sent(number: int, recipient: str, days: float = 0.1) -> SentMail:
    at = NOW - timedelta(days=days)
    return SentMail(id=OutboxId(number), recipient=recipient, message_id=f"{number:032x}", sent_at=at)


SENT = (sent(1, "Ali@example.org"), sent(2, "desk@example.org"), sent(3, "a+b@bücher.example"))


def told(
    final: str = "", action: ReportAction = FAILED, status: str = "5.1.1", said: str = "", original: str = ""
) -> ReportedRecipient:
    return ReportedRecipient(final=final, original=original, action=action, status=status, said=said)


def report(
    *recipients: ReportedRecipient, mail: int | None = None, to: str = BOUNCE, identity: str = "r1@x"
) -> MailReport:
    about = () if mail is None else (f"{mail:032x}@monitor.example", "other@example.org")
    return MailReport(id=identity, recipients=recipients, to=(to,), about=about)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(report(told("ali@example.org"), mail=1), ("ali@example.org", FAILED, GONE, 1), id="proved"),
        pytest.param(report(told("ALI@EXAMPLE.ORG"), mail=1), ("ali@example.org", FAILED, GONE, 1), id="in capitals"),
        pytest.param(report(told(), mail=2), ("desk@example.org", FAILED, GONE, 2), id="proved, of no address"),
        pytest.param(
            report(told("bob@other.example"), mail=2), ("desk@example.org", FAILED, NO_FAULT, None), id="behind a list"
        ),
        pytest.param(
            report(told("bob@example.org", original="desk@example.org"), mail=2),
            ("desk@example.org", FAILED, NO_FAULT, None),
            id="behind a list in the same house",
        ),
        pytest.param(
            report(told("bob@x.example"), told("ali@example.org"), mail=1),
            ("ali@example.org", FAILED, GONE, 1),
            id="its own word counts first",
        ),
        pytest.param(report(told("ali@example.org", NONE, "2.1.5"), mail=1), None, id="delivered"),
        pytest.param(
            report(told("ali@example.org", NONE, "2.1.5"), told("bob@x.example"), mail=1),
            None,
            id="expanded, a member gone",
        ),
        pytest.param(
            report(told("ali@example.org", DELAYED, "4.4.1"), mail=1),
            ("ali@example.org", DELAYED, NO_FAULT, 1),
            id="late",
        ),
        pytest.param(
            report(told("ali@example.org", FAILED, "4.4.7"), mail=1),
            ("ali@example.org", FAILED, NO_FAULT, 1),
            id="given up after days of trying",
        ),
        pytest.param(
            report(told("ali@example.org", status="5.2.2"), mail=1), ("ali@example.org", FAILED, NO_FAULT, 1), id="full"
        ),
        pytest.param(
            report(told("ali@example.org", status="5.7.1", said="550 5.7.1 user unknown or spam"), mail=1),
            ("ali@example.org", FAILED, NO_FAULT, 1),
            id="a rule",
        ),
        pytest.param(
            report(told("ali@example.org", status="5.0.0", said="550 user unknown"), mail=1),
            ("ali@example.org", FAILED, DOUBTFUL, 1),
            id="words alone",
        ),
        pytest.param(
            report(told("ali@example.org", status="", said="no mailbox here by that name. (#5.1.1)"), mail=1),
            ("ali@example.org", FAILED, GONE, 1),
            id="a status among the words",
        ),
        pytest.param(
            report(told("ali@example.org", status=""), mail=1), ("ali@example.org", FAILED, NO_FAULT, 1), id="no why"
        ),
        pytest.param(report(told("ali@example.org")), ("ali@example.org", FAILED, DOUBTFUL, None), id="not proved"),
        pytest.param(report(told("nobody@example.org")), None, id="nobody of ours"),
        pytest.param(
            report(told("ali@example.org"), mail=9), ("ali@example.org", FAILED, DOUBTFUL, None), id="another mail"
        ),
        pytest.param(
            report(told("x@y.example"), to="bounces+ali=example.org@monitor.example"),
            ("ali@example.org", FAILED, NO_FAULT, None),
            id="marked, but of another address",
        ),
        pytest.param(
            report(told(), to="Bounces+ALI=Example.org@Monitor.example"),
            ("ali@example.org", FAILED, DOUBTFUL, None),
            id="marked, in capitals",
        ),
        pytest.param(
            report(told(), to="bounces+a+b=xn--bcher-kva.example@monitor.example"),
            ("a+b@xn--bcher-kva.example", FAILED, DOUBTFUL, None),
            id="marked, with a plus and a domain in letters",
        ),
        pytest.param(report(told(), to="bounces+eve=example.org@monitor.example"), None, id="marked with a stranger"),
        pytest.param(report(told(), to="bounces+ali=example.org@other.example"), None, id="marked elsewhere"),
        pytest.param(report(told(), to="ali=example.org@monitor.example"), None, id="not marked"),
        pytest.param(report(mail=1), None, id="about nobody"),
    ],
)
def test_what_a_report_says(
    given: MailReport, expected: tuple[str, ReportAction, AddressFault, int | None] | None
) -> None:
    found = returned_by(given, BOUNCE, SENT)
    assert (found and (found.address, found.action, found.fault, found.mail)) == expected


def test_its_words_say_who_stands_behind_and_what_for() -> None:
    behind = returned_by(report(told("bob@x.example", said="550 5.1.1 gone"), mail=2), BOUNCE, SENT)
    assert behind is not None
    assert behind.said == "Came back from bob@x.example behind it: 550 5.1.1 gone"
    late = returned_by(report(told("ali@example.org", DELAYED, "4.4.1"), mail=1), BOUNCE, SENT)
    assert late is not None
    assert late.said == "Late: 4.4.1"
    bare = returned_by(report(told("ali@example.org", status=""), mail=1), BOUNCE, SENT)
    assert bare is not None
    assert bare.said == "Came back: no reason is given"


@pytest.mark.parametrize(
    ("days", "worked", "expected"),
    [
        ([(0, GONE)], False, True),
        ([(0, GONE)], True, False),
        ([(0, GONE), (0.5, GONE), (0.9, GONE)], True, False),
        ([(0, GONE), (0.5, GONE), (1, GONE)], True, True),
        ([(0, GONE), (1, DOUBTFUL), (2, GONE)], True, False),
        ([(0, GONE), (1, DOUBTFUL), (3, GONE)], True, True),
        ([(0, DOUBTFUL)], False, False),
        ([(0, DOUBTFUL), (0.1, DOUBTFUL), (0.2, DOUBTFUL)], False, False),
        ([(0, DOUBTFUL), (0.5, DOUBTFUL), (1, DOUBTFUL)], False, True),
        ([(0, DOUBTFUL), (1, DOUBTFUL), (2, DOUBTFUL)], True, False),
        ([(0, NO_FAULT)] * 9, False, False),
        ([], False, False),
    ],
)
def test_when_it_is_enough(days: list[tuple[float, AddressFault]], worked: bool, expected: bool) -> None:
    refusals = [Refusal(at=NOW + timedelta(days=day), fault=fault) for day, fault in days]
    assert enough(refusals, worked=worked) is expected


@pytest.mark.parametrize(
    ("mails", "came_back", "expected"),
    [
        ([(1, 0.1)], {1}, False),
        ([(1, 0.1), (2, 1.9)], {1}, False),
        ([(1, 0.1), (2, 2)], {1}, True),
        ([(1, 0.1), (2, 9)], {1, 2}, False),
        ([], set(), False),
    ],
)
def test_an_address_worked_if_mail_to_it_stayed_there(
    mails: list[tuple[int, float]], came_back: set[int], expected: bool
) -> None:
    found = [sent(number, "ali@example.org", days) for number, days in mails]
    assert took_mail(found, frozenset(came_back), NOW) is expected


def test_a_report_is_known_again_by_its_id_or_else_by_all_of_it() -> None:
    one = report(told(), identity="a@x")
    assert report_key(one, b"by one way") == report_key(one, b"by another")
    assert report_key(one, b"") != report_key(report(told(), identity="b@x"), b"")
    nameless = report(told(), identity="")
    assert report_key(nameless, b"x") == report_key(nameless, b"x") != report_key(nameless, b"y")
