"""When an address has had enough for the hour or the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.recipients.pace import room_at
from monitor.model.channels import Pace


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
    assert room_at(taken, pace, NOW) == (None if wait is None else NOW + timedelta(minutes=wait))


@given(per_hour=st.integers(0, 5), per_day=st.integers(0, 12), asked=st.lists(st.integers(0, 3000), max_size=40))
def test_no_hour_and_no_day_ever_holds_more(per_hour: int, per_day: int, asked: list[int]) -> None:
    sent = []
    for minute in sorted(asked):
        now = NOW + timedelta(minutes=minute)
        turn = room_at(sent, Pace(per_hour=per_hour, per_day=per_day), now) or now
        assert turn >= now
        sent.append(turn)
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
