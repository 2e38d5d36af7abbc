"""The ledger of addresses that nothing is sent to, and what happens to their deliveries."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from store_world import LEASE, T0, World, compose, delivered, minutes

from monitor.core.outbox import decide_delivery, decide_kept_back, with_recipient
from monitor.model.channels import Pace
from monitor.model.delivery import (
    AddressFault,
    DeliveryClaim,
    Receipt,
    RecipientChange,
    Standing,
    Suppression,
    SuppressionReason,
)
from monitor.model.outcomes import DeliveryState, SendResult
from monitor.model.routing import QuietHours

ALI = "Ali@example.org"
REFUSED = Receipt(result=SendResult.PERMANENT, detail="550 5.1.1 no such user", address=AddressFault.GONE)


def entry(**changes: object) -> Suppression:
    base = Suppression(
        channel="mail", address="ali@example.org", reason=SuppressionReason.BY_HAND, why="on leave", at=T0, by="Mona"
    )
    return replace(base, **changes)


def refuse(world: World, claim: DeliveryClaim, at: float = 0) -> None:
    now = minutes(at)
    assert world.store.save_delivery(with_recipient(decide_delivery(claim, REFUSED, now), claim, REFUSED.address))


def states(world: World) -> dict[str, str]:
    return {row.recipient: row.state.value for row in world.store.deliveries()}


def test_an_unknown_address_is_refused_once_and_then_kept_back(world: World) -> None:
    world.store.save_digest(compose(recipients=[ALI, "mona@example.org"]))
    first, second = world.store.claim_deliveries(T0, T0 + LEASE, 4)
    refuse(world, first)
    world.store.save_delivery(delivered(second))
    assert states(world) == {ALI: "suppressed", "mona@example.org": "sent"}
    (known,) = world.store.suppressions()
    assert (known.channel, known.address, known.reason, known.by) == ("mail", "ali@example.org", "refused", "monitor")
    assert "550 5.1.1" in known.why
    assert world.store.health().suppressions == (known,)
    assert world.store.health().deliveries_abandoned == 0
    assert world.store.window("border", ["w"], T0).suppressions == (known,)
    world.store.save_digest(compose("08:00", at=minutes(60), recipients=["ali@EXAMPLE.org"]))
    claim = world.claim_delivery(minutes(60))
    assert claim.suppressed == known
    world.store.save_delivery(decide_kept_back(claim, known, minutes(60)))
    assert world.store.claim_deliveries(minutes(99), minutes(100), 9) == []
    assert states(world)["ali@EXAMPLE.org"] == "suppressed"


def test_an_address_that_took_mail_gets_further_chances(world: World) -> None:
    world.store.save_digest(compose(recipients=[ALI]))
    claim = world.claim_delivery()
    sent = decide_delivery(claim, Receipt(result=SendResult.OK, detail="250"), T0)
    world.store.save_delivery(with_recipient(sent, claim, AddressFault.NONE))
    for day in (1, 2):
        at = day * 24 * 60
        world.store.save_digest(compose(f"0{day}:00", at=minutes(at), recipients=[ALI]))
        refuse(world, world.claim_delivery(minutes(at)), at)
        assert world.store.standing("mail", "ali@example.org").refusals == day
    assert world.store.suppressions() == []
    world.store.save_digest(compose("09:00", at=minutes(9000), recipients=[ALI]))
    refuse(world, world.claim_delivery(minutes(9000)), 9000)
    assert len(world.store.suppressions()) == 1


@pytest.mark.parametrize(
    ("reason", "after_days", "due"),
    [
        pytest.param(SuppressionReason.BY_HAND, 1, 1, id="what was kept back goes out late"),
        pytest.param(SuppressionReason.REFUSED, 29, 1, id="for a month"),
        pytest.param(SuppressionReason.REFUSED, 31, 0, id="older is no news"),
        pytest.param(SuppressionReason.UNSUBSCRIBED, 1, 0, id="who had left missed nothing"),
    ],
)
def test_lifting(world: World, reason: SuppressionReason, after_days: int, due: int) -> None:
    assert world.store.suppress(entry(reason=reason))
    assert not world.store.suppress(entry(why="once more"))
    world.store.save_digest(compose(recipients=[ALI, "mona@example.org"]))
    for claim in world.store.claim_deliveries(T0, T0 + LEASE, 4):
        intent = delivered(claim) if claim.suppressed is None else decide_kept_back(claim, claim.suppressed, T0)
        world.store.save_delivery(intent)
    (known,) = world.store.suppressions()
    now = T0 + timedelta(days=after_days)
    assert world.store.lift([known.id], now, "Zoe", "back again") == due
    assert world.store.lift([known.id], now, "Zoe", "again") == 0
    claims = world.store.claim_deliveries(now, now + LEASE, 9)
    assert [(one.recipient, one.late, one.suppressed) for one in claims] == [(ALI, True, None)] * due
    assert world.store.suppressions() == []
    (kept,) = world.store.suppressions(lifted=True)
    assert (kept.lifted_at, kept.lifted_by, kept.lifted_why, kept.by) == (now, "Zoe", "back again", "Mona")


def test_a_lifted_address_begins_anew(world: World) -> None:
    world.store.save_digest(compose(recipients=[ALI]))
    change = RecipientChange(standing=Standing(refusals=7, refused_since=T0), suppress=entry())
    world.store.save_delivery(replace(delivered(world.claim_delivery()), recipient=change))
    assert world.store.standing("mail", ALI).refusals == 7
    world.store.lift([one.id for one in world.store.suppressions()], minutes(1), "Zoe", "mended")
    assert world.store.standing("mail", ALI) == Standing()


def test_one_subscription_alone(world: World) -> None:
    assert world.store.suppress(entry(subscription="other"))
    world.store.save_digest(compose(recipients=[ALI]))
    assert world.claim_delivery().suppressed is None
    assert world.store.suppress(entry(subscription="border"))
    world.store.save_digest(compose("08:00", at=minutes(60), recipients=[ALI]))
    assert world.claim_delivery(minutes(60)).suppressed is not None


def test_who_comes_in_the_place_of_a_wrong_address_gets_what_it_missed(world: World) -> None:
    world.store.save_digest(compose(recipients=[ALI]))
    refuse(world, world.claim_delivery())
    world.store.save_digest(compose("08:00", at=minutes(60), recipients=["aly@example.org"]))
    world.store.save_delivery(delivered(world.claim_delivery(minutes(60)), at=minutes(60)))
    late = world.claim_delivery(minutes(61))
    assert (late.recipient, late.late, late.digest.key) == ("aly@example.org", True, "2026-11-22/border/0700")


def test_nobody_gets_what_was_not_made_for_who_left(world: World) -> None:
    world.store.suppress(entry(reason=SuppressionReason.UNSUBSCRIBED))
    world.store.save_digest(compose(recipients=[ALI]))
    claim = world.claim_delivery()
    assert claim.suppressed is not None
    intent = decide_kept_back(claim, claim.suppressed, T0)
    assert intent.state is DeliveryState.UNSUBSCRIBED
    world.store.save_delivery(intent)
    world.store.save_digest(compose("08:00", at=minutes(60), recipients=["aly@example.org"]))
    world.store.save_delivery(delivered(world.claim_delivery(minutes(60)), at=minutes(60)))
    assert world.store.claim_deliveries(minutes(61), minutes(62), 9) == []


def test_links_are_signed_with_one_secret_for_ever(world: World) -> None:
    first = world.store.link_key(b"a" * 32)
    assert first == b"a" * 32
    assert world.store.link_key(b"b" * 32) == first


def test_who_has_had_enough_waits_and_nobody_else_does(world: World) -> None:
    paces = {"mail": Pace(per_hour=2)}
    for number in range(4):
        world.store.save_digest(compose(f"0{number}:00", at=minutes(number), recipients=[ALI, "mona@example.org"]))
    assert world.store.put_off_deliveries(minutes(9), {"other": Pace(per_hour=1)}, {}) == 0
    assert world.store.put_off_deliveries(minutes(9), paces, {}) == 4
    assert world.store.put_off_deliveries(minutes(9), paces, {}) == 0
    claims = world.store.claim_deliveries(minutes(9), minutes(19), 9)
    assert [(one.recipient, one.digest.key[-4:]) for one in claims] == [
        (ALI, "0000"), ("mona@example.org", "0000"), (ALI, "0100"), ("mona@example.org", "0100"),
    ]  # fmt: skip
    for claim in claims:
        world.store.save_delivery(delivered(claim, at=minutes(10)))
    waiting = [row for row in world.store.deliveries() if row.state is DeliveryState.PENDING]
    assert {row.next_try_at for row in waiting} == {minutes(69)}
    assert {row.attempts for row in waiting} == {0}
    assert waiting[0].detail == "Waits until 2026-11-22 07:09 UTC: at most 2 an hour go to this address."
    health = world.store.health()
    assert (health.oldest_due_delivery_at, health.oldest_undelivered_at) == (minutes(69), None)
    assert world.store.put_off_deliveries(minutes(69), paces, {}) == 4, (
        "the hour ends with the minute in which they went"
    )
    assert world.store.put_off_deliveries(minutes(70), paces, {}) == 0
    assert len(world.store.claim_deliveries(minutes(70), minutes(80), 9)) == 4


def test_what_falls_due_in_quiet_hours_waits_for_their_end_unless_somebody_asks(world: World) -> None:
    # T0 is 06:00 UTC; the digest was made before the quiet hour, its server was away until it had begun.
    quiet = {"border": QuietHours(zone="UTC", start=time(7), end=time(8))}
    world.store.save_digest(compose(recipients=[ALI, "mona@example.org"]))
    first = world.claim_delivery()
    away = Receipt(result=SendResult.TEMPORARY, detail="421")
    world.store.save_delivery(decide_delivery(first, away, minutes(1)))
    assert world.store.put_off_deliveries(minutes(30), {}, quiet) == 0
    assert world.store.put_off_deliveries(minutes(70), {}, {"other": quiet["border"]}) == 0
    assert world.store.put_off_deliveries(minutes(70), {}, quiet) == 2
    assert {row.next_try_at for row in world.store.deliveries()} == {minutes(120)}
    assert "quiet hours" in world.store.deliveries()[0].detail
    assert world.store.claim_deliveries(minutes(71), minutes(80), 9) == []
    world.store.retry_delivery(first.id, minutes(72))
    assert world.store.put_off_deliveries(minutes(72), {}, quiet) == 0
    assert [one.id for one in world.store.claim_deliveries(minutes(72), minutes(80), 9)] == [first.id]
