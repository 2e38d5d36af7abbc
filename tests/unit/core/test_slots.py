"""When digests are due: golden tables and the promise of exactly one digest for each local slot."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.schedule.slots import due_slot, in_words, instant, next_slot

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (
    "UTC", "Asia/Damascus", "Asia/Baghdad", "Europe/Berlin", "Africa/Cairo", "America/Sao_Paulo", "Asia/Tehran",
    "Asia/Jerusalem", "Europe/Istanbul", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
    "America/St_Johns", "Africa/Casablanca", "Europe/London", "Asia/Beirut", "Asia/Gaza", "Pacific/Chatham",
    "Asia/Amman",
)  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "zone", "after", "expected"),
    [
        pytest.param("0 7 * * *", "Asia/Damascus", "2026-11-22 01:00", "2026-11-22 04:00", id="daily"),
        pytest.param("0 7 * * *", "Asia/Damascus", "2026-11-22 04:00", "2026-11-23 04:00", id="strictly after"),
        pytest.param("0 9 * * 1", "UTC", "2026-11-22 00:00", "2026-11-23 09:00", id="1 is Monday"),
        pytest.param("0 9 * * 0", "UTC", "2026-11-23 00:00", "2026-11-29 09:00", id="0 is Sunday"),
        pytest.param("0 9 * * 7", "UTC", "2026-11-23 00:00", "2026-11-29 09:00", id="7 is Sunday too"),
        pytest.param("0 9 * * MON-FRI", "UTC", "2026-11-20 10:00", "2026-11-23 09:00", id="names of weekdays"),
        pytest.param("30 2 * * *", "Europe/Berlin", "2026-10-25 00:00", "2026-10-25 00:30", id="autumn: first pass"),
        pytest.param("30 2 * * *", "Europe/Berlin", "2026-10-25 00:30", "2026-10-26 01:30", id="autumn: not twice"),
        pytest.param("30 2 * * *", "Europe/Berlin", "2026-03-29 00:00", "2026-03-29 01:00", id="spring: at the jump"),
        pytest.param(
            "0 0 * * *", "Africa/Cairo", "2026-04-23 12:00", "2026-04-23 22:00", id="midnight that is skipped"
        ),
        pytest.param("0 0 29 2 *", "UTC", "2026-11-22 00:00", "2028-02-29 00:00", id="leap day"),
        pytest.param("*/30 * * * *", "UTC", "2026-11-22 00:01", "2026-11-22 00:30", id="every half hour"),
    ],
)
def test_next_slot(cron: str, zone: str, after: str, expected: str) -> None:
    assert next_slot(cron, ZoneInfo(zone), at(after)).at == at(expected)


def test_a_schedule_that_never_comes_is_refused() -> None:
    with pytest.raises(ValueError, match="30 2"):
        next_slot("0 0 30 2 *", ZoneInfo("UTC"), at("2026-01-01 00:00"))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("cron", ["0 0 * * *", "30 2 * * *", "0 7 * * *"])
def test_every_local_date_has_exactly_one_digest(cron: str, zone: str) -> None:
    """Two years of days; a date that the zone itself skipped (Apia 2011 is not in this span) would be the only gap."""
    tz, now = ZoneInfo(zone), at("2025-01-01 00:00")
    dates: list[str] = []
    while now < at("2027-01-01 00:00"):
        slot = next_slot(cron, tz, now)
        assert slot.at > now
        dates.append(slot.date)
        now = slot.at
    assert len(set(dates)) == len(dates)
    first, last = date.fromisoformat(dates[0]), date.fromisoformat(dates[-1])
    assert len(dates) == (last - first).days + 1


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-11-22 03:59", None, id="not yet"),
        pytest.param("2026-11-22 04:00", ("2026-11-22", "07:00"), id="on the minute"),
        pytest.param("2026-11-22 18:00", ("2026-11-22", "07:00"), id="late the same day"),
        pytest.param("2026-11-25 12:00", ("2026-11-25", "07:00"), id="after an outage: one catch-up, the newest slot"),
    ],
)
def test_due_slot(now: str, expected: tuple[str, str] | None) -> None:
    slot = due_slot("0 7 * * *", ZoneInfo("Asia/Damascus"), at("2026-11-22 04:00"), at(now))
    assert (None if slot is None else (slot.date, slot.time)) == expected


def test_a_due_time_from_an_older_schedule_is_its_own_slot() -> None:
    slot = due_slot("0 7 * * *", ZoneInfo("UTC"), at("2026-11-22 09:30"), at("2026-11-22 10:00"))
    assert slot is not None
    assert (slot.date, slot.time) == ("2026-11-22", "09:30")


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    cron=st.sampled_from(["0 7 * * *", "*/15 * * * *", "0 */6 * * *", "30 2 * * 0", "59 23 * * *", "5 0 1 * *"]),
    minutes=st.integers(0, 2 * 366 * 24 * 60),
)
def test_the_slot_that_comes_next_is_the_slot_that_is_due_then(zone: str, cron: str, minutes: int) -> None:
    tz, after = ZoneInfo(zone), at("2025-01-01 00:00") + timedelta(minutes=minutes)
    coming = next_slot(cron, tz, after)
    due = due_slot(cron, tz, coming.at, coming.at)
    assert due is not None
    assert due.at == coming.at


def test_an_instant_in_a_gap_is_the_jump() -> None:
    assert instant(datetime(2026, 3, 29, 2, 30), BERLIN) == at("2026-03-29 01:00")  # noqa: DTZ001 -- local by intent


def test_a_schedule_in_words() -> None:
    assert in_words("0 7 * * *", "Asia/Damascus") == "at 07:00 every day (Asia/Damascus)"
