"""Which refusals are about the address, and when nothing more is sent to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.health.recipients import judge_recipients
from monitor.core.recipients.refusals import (
    CHANCES,
    address_key,
    after_refusal,
    covering,
    fault_of,
    kept_back,
    nobody_left,
    refusal,
)
from monitor.model.config import Subscription, Target
from monitor.model.delivery import AddressFault, Standing, Suppression, SuppressionReason
from monitor.model.ids import SuppressionId

GONE, DOUBTFUL, NONE = AddressFault.GONE, AddressFault.DOUBTFUL, AddressFault.NONE


@pytest.mark.parametrize(
    ("code", "said", "fault"),
    [
        (550, "5.1.1 The account you tried to reach does not exist", GONE),
        (550, "5.1.1 <ali@example.org>: Recipient address rejected: User unknown in virtual table", GONE),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound; not found by SMTP address lookup", GONE),
        (556, "5.1.10 recipient address has null MX", GONE),
        (551, "5.1.6 moved, no forwarding address", GONE),
        (550, "the first line\n5.1.1 and the second", GONE),
        (550, "User unknown", DOUBTFUL),
        (550, "No such user here", DOUBTFUL),
        (550, "Requested action not taken: mailbox ali does not exist", DOUBTFUL),
        (553, "sorry, no mailbox here by that name (#5.7.0)", NONE),
        (553, "sorry, no mailbox here by that name", DOUBTFUL),
        (551, "not our customer", DOUBTFUL),
        (550, "5.2.1 The email account that you tried to reach is disabled", DOUBTFUL),
        (550, "5.1.2 Host unknown", DOUBTFUL),
        (501, "5.1.3 Bad recipient address syntax", DOUBTFUL),
        (550, "5.4.1 Recipient address rejected: Access denied; recipient not found", DOUBTFUL),
        (550, "5.0.0 unknown user", DOUBTFUL),
        (550, "5.7.1 Unknown user: relay access denied", NONE),
        (550, "5.7.26 unauthenticated mail is prohibited", NONE),
        (550, "5.2.2 mailbox full", NONE),
        (552, "5.3.4 message too big", NONE),
        (554, "5.7.1 spam message rejected", NONE),
        (550, "Requested action not taken: mailbox unavailable", NONE),
        (550, "blocked: your sender reputation; invalid recipient", NONE),
        (550, "recipient's mailbox is full, account inactive", NONE),
        (554, "user unknown", NONE),
        (450, "4.1.1 User unknown, greylisted", NONE),
        (550, "see RFC 15.1.1 and 5.1.12", NONE),
        (550, "", NONE),
    ],
)
def test_what_a_refusal_says_of_the_address(code: int, said: str, fault: AddressFault) -> None:
    assert fault_of(code, said) is fault


def refused_at(days: float) -> Suppression:
    return refusal("mail", "ali@example.org", "550 5.1.1 no such user", NOW + timedelta(days=days))


KNOWN = NOW - timedelta(days=30)


@pytest.mark.parametrize(
    ("fault", "accepted", "days", "suppressed"),
    [
        pytest.param(GONE, None, [0], True, id="never took anything: at once"),
        pytest.param(GONE, KNOWN, [0], False, id="took mail before: not at once"),
        pytest.param(GONE, KNOWN, [0, 0.1, 0.2], False, id="an afternoon of a broken server"),
        pytest.param(GONE, KNOWN, [0, 2], False, id="two refusals"),
        pytest.param(GONE, KNOWN, [0, 1, 2], True, id="three refusals over two days"),
        pytest.param(GONE, KNOWN, [0, 0.1, 0.2, 1], True, id="many on one day, then one the next"),
        pytest.param(DOUBTFUL, None, [0, 0.5], False, id="doubtful, twice"),
        pytest.param(DOUBTFUL, None, [0, 0.5, 1], True, id="doubtful, three times in a day"),
        pytest.param(DOUBTFUL, KNOWN, [0, 1, 2], False, id="doubtful and known: not within three days"),
        pytest.param(DOUBTFUL, KNOWN, [0, 1, 3], True, id="doubtful and known: three days"),
        pytest.param(NONE, None, [0, 5, 50, 500], False, id="another matter, never"),
    ],
)
def test_when_nothing_more_is_sent(fault: AddressFault, accepted: object, days: list[float], suppressed: bool) -> None:
    standing = Standing(accepted_at=accepted)  # type: ignore[arg-type]
    change = None
    for day in days:
        change = after_refusal(standing, fault, refused_at(day))
        standing = change.standing if change else standing
    assert bool(change and change.suppress) is suppressed


@given(days=st.lists(st.floats(0, 60), min_size=1, max_size=20), fault=st.sampled_from(AddressFault))
def test_an_address_that_took_mail_is_never_dropped_by_one_bad_day(days: list[float], fault: AddressFault) -> None:
    standing = Standing(accepted_at=KNOWN)
    for day in sorted(days):
        change = after_refusal(standing, fault, refused_at(day))
        if change is None:
            assert fault is NONE
            continue
        standing = change.standing
        if change.suppress:
            refusals, span = CHANCES[fault, True]
            assert standing.refusals >= refusals
            assert standing.refused_since is not None
            assert change.suppress.at - standing.refused_since >= span
            return


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ali@Example.ORG", "ali@example.org", True),
        ("desk@пример.example", "desk@xn--e1afmkfd.example", True),
        (" ali@example.org ", "ali@example.org", True),
        ("ali+news@example.org", "ali@example.org", False),
        ("ali@example.org", "ali@example.com", False),
    ],
)
def test_which_addresses_are_one(one: str, other: str, same: bool) -> None:
    assert (address_key(one) == address_key(other)) is same


def entry(address: str, **changes: object) -> Suppression:
    base = Suppression(
        channel="mail", address=address, reason=SuppressionReason.REFUSED, why="550 5.1.1 no such user.", at=NOW,
        by="monitor", id=SuppressionId(1),
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "covers"),
    [
        (entry("ali@example.org"), True),
        (entry("ali@example.org", channel="other"), False),
        (entry("mona@example.org"), False),
        (entry("ali@example.org", subscription="border"), True),
        (entry("ali@example.org", subscription="towns"), False),
        (entry("ali@example.org", lifted_at=NOW), False),
    ],
)
def test_what_an_entry_covers(found: Suppression, covers: bool) -> None:
    assert (covering([found], "mail", "Ali@example.org", "border") is found) is covers


@pytest.mark.parametrize("reason", SuppressionReason)
def test_every_reason_is_told_with_what_to_do(reason: SuppressionReason) -> None:
    said = kept_back(entry("ali@example.org", reason=reason))
    assert "2026-11-22 " in said
    assert "550 5.1.1 no such user)" in said
    assert said.endswith("monitor deliveries lift ali@example.org")


def subscription(*targets: Target, name: str = "border") -> Subscription:
    return Subscription(id=name, title=name, watchlists=("w",), targets=targets, cron="0 7 * * *", zone="UTC")


def mail(*recipients: str) -> Target:
    return Target(channel="mail", recipients=recipients)


HOOK = Target(channel="hook")
GONE_ALI, GONE_MONA = entry("ali@example.org"), entry("mona@example.org", id=SuppressionId(2))
LEFT_ALI = entry("ali@example.org", reason=SuppressionReason.UNSUBSCRIBED, subscription="border")


@pytest.mark.parametrize(
    ("targets", "entries", "red", "noted"),
    [
        pytest.param([mail("ali@example.org")], [], False, False, id="nothing suppressed"),
        pytest.param([mail("ali@example.org")], [GONE_ALI], True, False, id="the only recipient"),
        pytest.param([mail("ali@example.org")], [LEFT_ALI], True, False, id="the only recipient left"),
        pytest.param([mail("Ali@Example.org")], [GONE_ALI], True, False, id="written with capitals"),
        pytest.param([mail("ali@example.org", "mona@example.org")], [GONE_ALI], False, True, id="one of two"),
        pytest.param([mail("ali@example.org", "mona@example.org")], [GONE_ALI, GONE_MONA], True, False, id="both"),
        pytest.param([mail("ali@example.org"), HOOK], [GONE_ALI], False, True, id="a webhook still tells"),
        pytest.param([mail("zed@example.org")], [GONE_ALI], False, False, id="an address that left the configuration"),
        pytest.param([HOOK], [GONE_ALI], False, False, id="no mail at all"),
        pytest.param([], [GONE_ALI], False, False, id="a subscription without ways"),
    ],
)
def test_health_of_recipients(targets: list[Target], entries: list[Suppression], red: bool, noted: bool) -> None:
    one = subscription(*targets)
    checks, notes = judge_recipients([one, subscription(mail("zoe@example.org"), name="towns")], entries)
    assert [(check.name, check.ok) for check in checks] == [("recipients of border", False)] * red
    assert [note.name for note in notes] == ["suppressed addresses"] * noted
    assert nobody_left(one, entries) is red
    for said in (*checks, *notes):
        assert "ali@example.org (" in said.detail
        assert said.detail.endswith("monitor deliveries lift ADDRESS")


def test_a_further_address_is_told_anew() -> None:
    one = subscription(mail("ali@example.org", "mona@example.org", "zed@example.org"))
    keys = [judge_recipients([one], entries)[1][0].key for entries in ([GONE_ALI], [GONE_ALI, GONE_MONA])]
    assert keys[0] != keys[1]
