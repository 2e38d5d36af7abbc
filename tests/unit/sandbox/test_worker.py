"""The guard around a job. What needs a process of its own (limits, kills) is in tests/contract/test_sandbox.py."""

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator

import pytest

from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.sandbox import jobs, worker
from monitor.sandbox.jobs import Limits

FEED = b"<rss version='2.0'><channel><title>News</title><item><title>Convoy</title></item></channel></rss>"
LIMITS = Limits(5.0, 512)


@pytest.fixture(scope="module", autouse=True)
def nothing_old_is_searched() -> Iterator[None]:
    """Each failed job looks for garbage: in a worker among little, here among all tests that there are."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def own_alarm() -> Iterator[None]:
    """The runner's time limit may use the same timer: put it back."""
    before = signal.getitimer(signal.ITIMER_REAL)
    yield
    signal.setitimer(signal.ITIMER_REAL, *before)


def answer(function: Callable[..., object], *arguments: object) -> object:
    (packed,) = worker.run_lot(LIMITS, [(function, arguments)])
    return pickle.loads(packed)


@pytest.mark.parametrize(
    ("error", "reason", "detail"),
    [
        (MemoryError(), ParseReason.PARSER_MEMORY, "The parser needed more memory than it is allowed."),
        (RecursionError(), ParseReason.PARSER_CRASH, "The parser failed with RecursionError."),
        (ZeroDivisionError("secret detail"), ParseReason.PARSER_CRASH, "The parser failed with ZeroDivisionError."),
    ],
)
def test_what_a_parser_raises_becomes_a_value(
    monkeypatch: pytest.MonkeyPatch, error: Exception, reason: ParseReason, detail: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    for name in ("parse_feed", "extract_page", "read_report"):
        monkeypatch.setattr(worker, name, failing)
    expected = ParseFailure(reason=reason, detail=detail)
    assert answer(jobs.parse_feed, FEED, "", "", "", frozenset()) == expected
    assert answer(jobs.extract, FEED, "", "", True) == expected
    assert answer(jobs.parse_report, FEED) == expected


def test_the_alarm_is_off_after_a_job() -> None:
    assert isinstance(answer(jobs.parse_feed, FEED, "", "", "", frozenset()), ParsedFeed)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_ready_tells_its_process() -> None:
    assert answer(jobs.ready) == os.getpid()


def out_of_memory() -> None:
    raise MemoryError


def test_who_runs_out_of_memory_after_others_is_left_for_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LOT_CPU_S", 60.0)
    lot = [(int, ("1",)), (out_of_memory, ()), (int, ("2",))]
    assert [pickle.loads(one) for one in worker.run_lot(LIMITS, lot)] == [1]
    first, second = (pickle.loads(one) for one in worker.run_lot(LIMITS, lot[1:]))
    assert (first.reason, second) == (ParseReason.PARSER_MEMORY, 2)


def test_none_is_begun_once_a_lot_took_long(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = iter([5.0, 5.01, 5.02, 5.0 + 1.01 * worker.LOT_CPU_S])
    monkeypatch.setattr(worker.time, "process_time", lambda: next(spent))
    assert len(worker.run_lot(LIMITS, [(int, ())] * 8)) == 3


@pytest.mark.parametrize(
    ("alone", "in_company"),
    [
        (Limits(5.0, 512), Limits(0.5, 512, 6.0)),
        (Limits(0.2, 64, 3.0), Limits(0.2, 64, 3.0)),
    ],
)
def test_company_shortens_limits_and_lengthens_none(alone: Limits, in_company: Limits) -> None:
    assert alone.in_company() == in_company
    assert in_company.in_company() == in_company
