"""Whose turn it is at a host: what the server answers is what `TurnRows` does, whoever asks, dies and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.fleet.turns import TurnAnswer, TurnAsked, TurnEnded
from monitor.ports import Fleet
from monitor.store import open_fleet
from tests.postgres_server import server
from tests.turn_rows import TurnRows

_HOUR_S = 3600.0
"""All times are so far apart that what the test itself takes never matters."""
_HOSTS = ("a.example", "b.example")
_LASTING = st.sampled_from([0.5 * _HOUR_S, 1.5 * _HOUR_S, 3.5 * _HOUR_S])
_STEPS = st.one_of(
    st.tuples(st.just("take"), st.integers(0, 3), st.sampled_from(_HOSTS), _LASTING),
    st.tuples(
        st.just("end"), st.integers(0, 3), st.sampled_from(_HOSTS), st.sampled_from([0.0, 0.5 * _HOUR_S, 2.5 * _HOUR_S])
    ),
    st.tuples(st.just("close"), st.integers(0, 3), st.sampled_from(_HOSTS), _LASTING),
    st.tuples(st.just("pass"), st.just(0), st.just(""), st.sampled_from([_HOUR_S, 2 * _HOUR_S, 26 * _HOUR_S])),
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    made = server().new()
    yield made
    server().drop(made)


@pytest.fixture(scope="module")
def fleet(url: str) -> Iterator[Fleet]:
    with closing(open_fleet(url)) as opened:
        yield opened


@settings(max_examples=40)
@given(steps=st.lists(_STEPS, min_size=2, max_size=12))
def test_the_server_gives_turns_as_they_should_be(
    url: str, fleet: Fleet, steps: list[tuple[str, int, str, float]]
) -> None:
    """Who dies simply ends nothing: such runs are among these."""
    now = 0.0
    rows = TurnRows(lambda: now)
    _execute(url, "DELETE FROM host_turn")
    for kind, who, host, seconds in steps:
        ended = TurnEnded(
            host=host, holder=f"w{who}", rest_s=0.0 if kind == "close" else seconds, authority=host,
            closed_s=seconds if kind == "close" else 0.0,
        )  # fmt: skip
        if kind == "pass":
            now += seconds
            times = ", ".join(
                f"{name} = {name} - interval '{seconds} s'" for name in ("free_at", "delay_at", "closed_until")
            )
            _execute(url, f"UPDATE host_turn SET {times}")
        elif kind == "take":
            asked = TurnAsked(host=host, holder=f"w{who}", hold_s=seconds, authority=host)
            assert _rough(fleet.take_turns([asked])[0]) == _rough(rows.take(asked))
        else:
            fleet.end_turns([ended])
            rows.end(ended)


def test_of_many_who_ask_at_once_one_has_the_turn(fleet: Fleet) -> None:
    hosts = [f"host{number}.example" for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        for round_ in range(8):
            asked = [
                [TurnAsked(host=host, holder=f"{who}/{round_}", hold_s=_HOUR_S, authority=host) for host in hosts[who:]]
                for who in range(4)
            ]
            answers = list(threads.map(fleet.take_turns, asked))
            granted = [
                (one.host, one.holder)
                for asks, found in zip(asked, answers, strict=True)
                for one, answer in zip(asks, found, strict=True)
                if answer.granted
            ]
            assert sorted(host for host, _ in granted) == hosts
            fleet.end_turns([TurnEnded(host=host, holder=who, rest_s=0.0, authority=host) for host, who in granted])


def _rough(answer: TurnAnswer) -> tuple[bool, int]:
    """Without what the test itself took; who is refused while a request is under way asks again soon."""
    return answer.granted, round(answer.closed_s / _HOUR_S * 2)


def _execute(url: str, statement: str) -> None:
    server().execute(statement, url.partition("?")[0].rpartition("/")[2])
