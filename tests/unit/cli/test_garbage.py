"""Cycles are looked for rarely while the program is loaded, and at times where it stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from monitor.cli import garbage


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_what_was_loaded_is_old_at_once_and_looks_come_at_times_again() -> None:
    garbage.look_rarely()
    loaded = [[] for _ in range(10_000)]
    assert gc.get_count()[0] > 9_000
    garbage.look_at_times()
    assert gc.get_count()[0] < 1_000
    assert gc.get_threshold() == (10_000, 10, 10)
    assert gc.get_freeze_count() == 0
    assert len(loaded) == 10_000
