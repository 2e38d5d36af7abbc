"""Whose mail came back, what that says of the address, and when it is sent nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW

from monitor.core.recipients.bounces import CameBack, enough, report_key, returned_by
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


def came_back(*days: tuple[float, AddressFault] | tuple[float, AddressFault, int]) -> list[CameBack]:
    """By the day from now, and which mail it was if that is known."""
    return [
        CameBack(at=NOW + timedelta(days=one[0]), fault=one[1], mail=OutboxId(one[2]) if len(one) > 2 else None)
        for one in days
    ]


STAYED = sent(90, "ali@example.org", days=9)
"""Went there nine days ago, and did not come back."""


@pytest.mark.parametrize(
    ("found", "mails", "expected"),
    [
        pytest.param(came_back((0, GONE, 1)), [], True, id="unknown from the first mail on"),
        pytest.param(came_back((0, GONE, 1)), [sent(1, "a", 0.1)], True, id="that mail itself"),
        pytest.param(
            came_back((0, GONE, 1)), [sent(2, "a", 1.9)], True, id="another of yesterday, which may come back yet"
        ),
        pytest.param(came_back((0, GONE, 1)), [STAYED], False, id="it took mail before"),
        pytest.param(came_back((-0.9, GONE, 1), (-0.5, GONE, 2), (0, GONE, 3)), [STAYED], False, id="for an afternoon"),
        pytest.param(came_back((-1, GONE, 1), (-0.5, GONE, 2), (0, GONE, 3)), [STAYED], True, id="for a day"),
        pytest.param(
            came_back((-2, GONE, 1), (-1, DOUBTFUL, 2), (0, GONE, 3)), [STAYED], False, id="two days, one in doubt"
        ),
        pytest.param(came_back((-3, GONE, 1), (-1, DOUBTFUL, 2), (0, GONE, 3)), [STAYED], True, id="three days"),
        pytest.param(came_back((0, DOUBTFUL, 1)), [], False, id="in doubt once"),
        pytest.param(
            came_back((-0.2, DOUBTFUL, 1), (-0.1, DOUBTFUL, 2), (0, DOUBTFUL, 3)), [], False, id="in doubt for hours"
        ),
        pytest.param(
            came_back((-1, DOUBTFUL, 1), (-0.5, DOUBTFUL, 2), (0, DOUBTFUL, 3)), [], True, id="in doubt for a day"
        ),
        pytest.param(came_back(*[(-day, NO_FAULT, day) for day in range(1, 9)]), [], False, id="full for a week"),
        pytest.param([], [STAYED], False, id="nothing"),
        pytest.param(
            came_back((-40, GONE, 1), (-20, GONE, 2), (0, GONE, 3)),
            [STAYED, sent(4, "a", 30)],
            False,
            id="once in three weeks, and others were taken between",
        ),
        pytest.param(
            came_back((-3, DOUBTFUL), (-2, DOUBTFUL), (-1, DOUBTFUL), (0, DOUBTFUL)),
            [sent(4, "a", 3.1), sent(5, "a", 2.1), sent(6, "a", 1.1), STAYED],
            True,
            id="nobody knows which, each may have been one of them",
        ),
        pytest.param(
            came_back((-8, DOUBTFUL), (-4, DOUBTFUL), (0, DOUBTFUL)),
            [sent(day, "a", day + 0.1) for day in (8, 7, 6, 5, 4, 3, 2, 1)],
            False,
            id="nobody knows which, and most stayed",
        ),
    ],
)
def test_when_it_is_enough(found: list[CameBack], mails: list[SentMail], expected: bool) -> None:
    assert enough(found, mails, None, NOW) is expected
    assert not enough(found, mails, NOW, NOW), "what came back before it was lifted counts no more"


def test_a_report_is_known_again_by_its_id_or_else_by_all_of_it() -> None:
    one = report(told(), identity="a@x")
    assert report_key(one, b"by one way") == report_key(one, b"by another")
    assert report_key(one, b"") != report_key(report(told(), identity="b@x"), b"")
    assert report_key(one, b"") != report_key(report(told(), mail=2, identity="a@x"), b""), (
        "an id that all reports have"
    )
    nameless = report(told(), identity="")
    assert report_key(nameless, b"x") == report_key(nameless, b"x") != report_key(nameless, b"y")
