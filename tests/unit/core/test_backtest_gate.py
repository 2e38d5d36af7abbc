"""What `--fail-on` lets pass."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.core.backtest.gate import parse_gate, tripped
from monitor.errors import UsageError
from monitor.model.archive.backtest import Backtest, BrokenPin, Effects, Volume

T0 = datetime(2026, 11, 1, tzinfo=UTC)


def found(gained: int = 0, lost: int = 0, pins: int = 0, volume: tuple[float, float] = (2.0, 2.0)) -> Backtest:
    return Backtest(
        watchlist="w",
        since=T0,
        until=T0,
        seen=10,
        matched=10,
        articles=Effects(gained=gained, lost=lost),
        stories=Effects(gained=gained, lost=lost),
        names=(),
        rules=(),
        volumes=(Volume(subscription="s", before=volume[0], after=volume[1]),),
        pins=(BrokenPin(topic="t", expected="match", text="x", why="y"),) * pins,
        examples=(),
    )


@pytest.mark.parametrize(
    ("gate", "backtest", "fails"),
    [
        ("lost", found(), 0),
        ("lost", found(lost=1), 1),
        ("lost=1", found(lost=1), 0),
        ("lost=1", found(lost=2), 1),
        ("gained", found(lost=2), 0),
        ("lost,pins", found(lost=1, pins=1), 2),
        (" lost , pins ", found(pins=1), 1),
        ("stories-lost", found(lost=1), 1),
        ("volume=+50%", found(volume=(2.0, 3.0)), 0),
        ("volume=+50%", found(volume=(2.0, 3.1)), 1),
        ("volume=50%", found(volume=(0.0, 0.1)), 1),
        ("volume=+0%", found(), 0),
        ("lost,pins,volume=+50%", found(lost=3, pins=2, volume=(1.0, 9.0)), 3),
    ],
)
def test_gates(gate: str, backtest: Backtest, fails: int) -> None:
    assert len(tripped(parse_gate(gate), backtest)) == fails


@pytest.mark.parametrize(
    "gate", ["", ",", "volume", "volume=5", "lost=50%", "lost=", "everything", "pins=+", "lost=-1"]
)
def test_what_is_no_gate(gate: str) -> None:
    with pytest.raises(UsageError, match="--fail-on"):
        parse_gate(gate)
