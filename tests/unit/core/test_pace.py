"""When an address has had enough for the hour or the day, and when it is quiet there."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from builders import NOW
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.recipients.pace import Due, Room
from monitor.core.routing.quiet_hours import quiet_until
from monitor.model.channels import Pace
from monitor.model.ids import Priority
from monitor.model.routing import QuietHours

NIGHT = QuietHours(zone="UTC", start=time(22), end=time(7))
FRIDAYS = QuietHours(zone="UTC", start=time(22), end=time(7), days=frozenset({4}), break_through=Priority.HIGH)
DAY = datetime(2026, 11, 26, tzinfo=UTC)
"""A Thursday."""


def hour(number: float) -> datetime:
    return DAY + timedelta(hours=number)


@pytest.mark.parametrize(
    ("ago", "pace", "wait"),
    [
        pytest.param([], Pace(per_hour=1), None, id="nothing yet"),
        pytest.param([0, 1, 2], Pace(), None, id="no limit"),
        pytest.param([10], Pace(per_hour=2), None, id="room for one more"),
        pytest.param([10], Pace(per_hour=1), 50, id="full until the hour is over"),
        pytest.param([60], Pace(per_hour=1), None, id="the hour is just over"),
        pytest.param([10, 20, 30], Pace(per_hour=2), 40, id="the second newest makes room"),
        pytest.param([1000, 10], Pace(per_day=2), 440, id="full for the day"),
        pytest.param([1000, 10], Pace(per_hour=1, per_day=2), 440, id="the longer wait counts"),
        pytest.param([100, 10], Pace(per_hour=1, per_day=9), 50, id="only the hour is full"),
        pytest.param([-30], Pace(per_hour=1), 90, id="behind what waits already"),
    ],
)
def test_when_there_is_room(ago: list[int], pace: Pace, wait: int | None) -> None:
    taken = [NOW - timedelta(minutes=one) for one in ago]
    turn = Room(taken, pace).take(Due(composed_at=NOW), NOW)
    assert (turn and turn.at) == (None if wait is None else NOW + timedelta(minutes=wait))


@pytest.mark.parametrize(
    ("hours", "composed", "now", "taken", "expected", "why"),
    [
        pytest.param(None, 20, 23, [22.5], 23.5, ["at most"], id="no quiet hours"),
        pytest.param(NIGHT, 20, 21, [20.5], 21.5, ["at most"], id="its turn is before the night"),
        pytest.param(NIGHT, 20, 21.5, [21.25], 31, ["at most"], id="its turn falls into the night"),
        pytest.param(NIGHT, 20, 21, [21], 31, ["at most"], id="its turn is as the night begins"),
        pytest.param(NIGHT, 20, 30.5, [30], 31, ["quiet"], id="its turn is as the night ends"),
        pytest.param(NIGHT, 20, 23, [], 31, ["quiet"], id="due in the night, as after an hour without power"),
        pytest.param(NIGHT, 20, 23, [31], 32, ["at most", "quiet"], id="another waits for the morning already"),
        pytest.param(NIGHT, 20, 23, [31, 32, 33], 34, ["at most", "quiet"], id="three do"),
        pytest.param(NIGHT, 20, 31, [], None, [], id="the night is over"),
        pytest.param(NIGHT, 20, 22 - 1e-6, [], None, [], id="the night is about to begin"),
        pytest.param(NIGHT, 22.5, 23, [], None, [], id="made in the night: it breaks through"),
        pytest.param(NIGHT, 22.5, 23, [22.5], 23.5, ["at most"], id="it breaks through, and had its one for the hour"),
        pytest.param(NIGHT, 22.5, 23, [31], None, [], id="what waits for the morning does not hold it up"),
        pytest.param(NIGHT, 22.5, 23, [31, 22.5], 23.5, ["at most"], id="both"),
        pytest.param(NIGHT, 22.5, 30.75, [31], 32, ["at most"], id="but it makes way where they would meet"),
        pytest.param(FRIDAYS, 20, 23, [], 55, ["quiet"], id="a night, a day and a night"),
        pytest.param(FRIDAYS, 20, 47.5, [55], 56, ["at most", "quiet"], id="another waits for the end of them"),
    ],
)  # fmt: skip
def test_a_turn_is_never_in_quiet_hours(
    hours: QuietHours | None, composed: float, now: float, taken: list[float], expected: float | None, why: list[str]
) -> None:
    turn = Room(map(hour, taken), Pace(per_hour=1)).take(Due(composed_at=hour(composed), hours=hours), hour(now))
    assert (turn and turn.at) == (None if expected is None else hour(expected))
    assert [said for said in ("at most", "quiet") if turn and said in turn.why] == why
    asked = Due(composed_at=hour(composed), hours=hours, by_hand=True)
    assert Room((), Pace()).take(asked, hour(now)) is None, "somebody asked for it"


@given(
    per_hour=st.integers(0, 5),
    per_day=st.integers(0, 12),
    asked=st.lists(st.tuples(st.integers(0, 3000), st.booleans()), max_size=40),
)
def test_no_hour_and_no_day_ever_holds_more(per_hour: int, per_day: int, asked: list[tuple[int, bool]]) -> None:
    room, sent = Room((), Pace(per_hour=per_hour, per_day=per_day)), []
    for minute, sleeps in sorted(asked):
        now = NOW + timedelta(minutes=minute)
        turn = room.take(Due(composed_at=hour(20), hours=NIGHT if sleeps else None), now)
        sent.append(at := turn.at if turn else now)
        assert at >= now
        assert not sleeps or quiet_until(NIGHT, at) is None
    for most, span in ((per_hour, timedelta(hours=1)), (per_day, timedelta(days=1))):
        for one in sent if most else ():
            assert sum(one <= other < one + span for other in sent) <= most


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (Pace(per_hour=4), "at most 4 an hour go to this address"),
        (Pace(per_hour=4, per_day=20), "at most 4 an hour and 20 a day go to this address"),
    ],
)
def test_limits_in_words(pace: Pace, said: str) -> None:
    assert (str(pace), bool(pace), bool(Pace())) == (said, True, False)
