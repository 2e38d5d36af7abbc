"""The guard around a job. What needs a process of its own (limits, kills) is in tests/contract/test_sandbox.py."""

import os
import pickle
import signal
from collections.abc import Iterator

import pytest

from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.sandbox import worker
from monitor.sandbox.jobs import Limits

FEED = b"<rss version='2.0'><channel><title>News</title><item><title>Convoy</title></item></channel></rss>"
LIMITS = Limits(5.0, 512)


@pytest.fixture(autouse=True)
def own_alarm() -> Iterator[None]:
    """The runner's time limit may use the same timer: put it back."""
    before = signal.getitimer(signal.ITIMER_REAL)
    yield
    signal.setitimer(signal.ITIMER_REAL, *before)


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

    monkeypatch.setattr(worker, "parse_feed", failing)
    monkeypatch.setattr(worker, "extract_page", failing)
    expected = ParseFailure(reason=reason, detail=detail)
    assert worker.run_parse_feed(LIMITS, FEED, "", "", ("", frozenset())) == expected
    assert worker.run_extract(LIMITS, FEED, "", "", True) == expected


def test_the_alarm_is_off_after_a_job() -> None:
    assert isinstance(worker.run_parse_feed(LIMITS, FEED, "", "", ("", frozenset())), ParsedFeed)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_results_survive_the_crossing() -> None:
    result = worker.run_parse_feed(LIMITS, FEED, "", "", ("", frozenset()))
    assert pickle.loads(pickle.dumps(result)) == result


def test_ready_tells_its_process() -> None:
    assert worker.ready() == os.getpid()
