"""Reports on mail that came back: once on record each, and what they change of mails and addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_world import LEASE, T0, World, compose, delivered, minutes

from monitor.core.outbox import message_id
from monitor.model.bounces import MailboxMark, MailReport, ReportAction, ReportedRecipient, ReportTaken
from monitor.model.delivery import SuppressionReason

ALI, MONA = "Ali@example.org", "mona@example.org"
DAY = 24 * 60


def mark(uid: int, validity: int = 7) -> MailboxMark:
    return MailboxMark(mailbox="bounces@imap.example:993/INBOX", validity=validity, uid=uid)


def send(world: World, slot: str, at: float) -> dict[str, str]:
    """A digest that the mail server takes; by recipient the ids of the mails."""
    world.store.save_digest(compose(slot, at=minutes(at), recipients=[ALI, MONA]))
    claims = world.store.claim_deliveries(minutes(at), minutes(at) + LEASE, 9)
    for claim in claims:
        world.store.save_delivery(delivered(claim, at=minutes(at)))
    return {one.recipient: message_id(one.dedupe_key, one.created_at) for one in claims}


def report(mail: str, at: float, uid: int = 1, **changes: object) -> ReportTaken:
    told = ReportedRecipient(final=ALI, action=ReportAction.FAILED, status="5.1.1", said="550 5.1.1 no such user")
    told = replace(told, **changes)  # type: ignore[arg-type]
    read = MailReport(id=f"r{uid}@mx", recipients=(told,), to=("bounces@example.net",), about=(f"{mail}@example.net",))
    return ReportTaken(
        channel="mail", bounce="bounces@example.net", key=f"key {uid}", report=read, mark=mark(uid), at=minutes(at)
    )


def rows(world: World) -> dict[tuple[str, str], tuple[str, str]]:
    return {(one.digest_key[:15], one.recipient): (one.state.value, one.detail) for one in world.store.deliveries()}


def states(world: World, recipient: str) -> list[str]:
    return [row.state.value for row in world.store.deliveries() if row.recipient == recipient]


def test_a_mailbox_is_read_from_where_it_was_left(world: World) -> None:
    name = mark(0).mailbox
    assert world.store.mailbox_mark("mail", name) is None
    world.store.mark_mailbox("mail", mark(4), T0)
    world.store.mark_mailbox("mail", mark(9, validity=8), minutes(1))
    assert world.store.mailbox_mark("mail", name) == mark(9, validity=8)
    assert world.store.mailbox_mark("mail", "another mailbox") is None
    assert world.store.mailbox_mark("other", name) is None


def test_a_mail_to_nobody_is_kept_back_with_its_address_and_sent_when_that_is_lifted(world: World) -> None:
    mails = send(world, "07:00", 0)
    verdict = world.store.take_report(report(mails[ALI], 5))
    assert (verdict.ours, verdict.suppressed, verdict.known) == (True, True, False)
    (entry,) = world.store.suppressions()
    assert (entry.address, entry.reason, entry.by) == ("ali@example.org", SuppressionReason.BOUNCED, "monitor")
    assert "550 5.1.1 no such user" in entry.why
    assert (states(world, ALI), states(world, MONA)) == (["suppressed"], ["sent"])
    assert world.store.health().suppressions == (entry,)
    assert world.store.health().deliveries_abandoned == 0
    assert world.store.mailbox_mark("mail", mark(1).mailbox) == mark(1)
    assert world.store.lift([entry.id], minutes(60), "Zoe", "the mailbox is there again") == 1
    (again,) = world.store.claim_deliveries(minutes(60), minutes(70), 9)
    assert (again.recipient, again.late) == (ALI, True)


@pytest.mark.parametrize("uid", [1, 2], ids=["after a crash", "under another number"])
def test_a_report_counts_once(world: World, uid: int) -> None:
    mails = send(world, "07:00", 0)
    world.store.take_report(report(mails[ALI], 5))
    world.store.lift([one.id for one in world.store.suppressions()], minutes(6), "Zoe", "mended")
    again = world.store.take_report(replace(report(mails[ALI], 7), mark=mark(uid)))
    assert (again.known, again.ours, again.suppressed) == (True, True, False)
    assert world.store.suppressions() == []
    assert world.store.mailbox_mark("mail", mark(uid).mailbox) == mark(uid)


def test_what_was_sent_before_a_lift_says_nothing_after_it(world: World) -> None:
    mails = send(world, "07:00", 0)
    world.store.take_report(report(mails[ALI], 5))
    world.store.lift([one.id for one in world.store.suppressions()], minutes(60), "Zoe", "mended")
    assert not world.store.take_report(report(mails[ALI], 70, 2)).suppressed
    later = send(world, "09:00", 120)
    assert world.store.take_report(report(later[ALI], 125, 3)).suppressed


def test_an_address_that_took_mail_gets_further_chances_and_people_are_told(world: World) -> None:
    send(world, "07:00", 0)
    verdicts = []
    for day in (3, 4, 5):
        mails = send(world, f"0{day}:00", day * DAY)
        verdicts.append(world.store.take_report(report(mails[ALI], day * DAY + 5, day)).suppressed)
        if day == 3:
            assert world.store.health().deliveries_abandoned == 1, "the mail is lost: health is red"
            assert "Came back: 550 5.1.1" in world.store.health().given_up
    assert verdicts == [False, False, True]


@pytest.mark.parametrize(
    ("changes", "state", "said"),
    [
        ({"status": "5.2.2", "said": "552 5.2.2 mailbox full"}, "abandoned", "Came back: 552 5.2.2 mailbox full"),
        ({"status": "5.7.1", "said": "550 5.7.1 spam"}, "abandoned", "Came back: 550 5.7.1 spam"),
        ({"status": "4.4.7", "said": ""}, "abandoned", "Came back: 4.4.7"),
        ({"status": "4.4.1", "said": "", "action": ReportAction.DELAYED}, "sent", "Late: 4.4.1"),
        ({"status": "2.0.0", "action": ReportAction.NONE}, "sent", ""),
        ({"final": "bob@forwarded.example"}, "sent", ""),
    ],
    ids=["full", "a rule", "given up after days", "late", "delivered", "another behind it"],
)
def test_what_says_nothing_of_the_address_leaves_it_alone(
    world: World, changes: dict[str, object], state: str, said: str
) -> None:
    mails = send(world, "07:00", 0)
    for number in range(1, 9):
        assert not world.store.take_report(report(mails[ALI], number * DAY, number, **changes)).suppressed
    assert world.store.suppressions() == []
    (row,) = [one for one in world.store.deliveries() if one.recipient == ALI]
    assert (row.state.value, row.detail) == (state, said or row.detail)
    assert "Came back" not in row.detail or said


def test_nobody_silences_an_address_with_a_report_that_proves_nothing(world: World) -> None:
    send(world, "07:00", 0)
    for number in range(1, 9):
        verdict = world.store.take_report(report("0" * 32, 5 + number, number))
        assert (verdict.ours, verdict.suppressed) == (True, False)
    assert states(world, ALI) == ["sent"]
    assert not world.store.take_report(report("0" * 32, 5, 99, final="eve@example.org")).ours


def test_a_mail_that_is_on_its_way_once_more_has_its_own_end_before_it(world: World) -> None:
    mails = send(world, "07:00", 0)
    world.store.take_report(report(mails[ALI], 5, status="5.2.2", said="full"))
    (row,) = [one for one in world.store.deliveries() if one.recipient == ALI]
    assert world.store.retry_delivery(row.id, minutes(6))
    world.store.take_report(report(mails[ALI], 7, 2, status="5.2.2", said="full"))
    assert states(world, ALI) == ["retrying"]
