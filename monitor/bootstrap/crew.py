"""Further processes that match stored articles for an edit that is tried: no thread takes a second processor's time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from multiprocessing import get_context

from monitor.flow.archive.backtesting import Lots, Matched, Trial, matched, matchers_of
from monitor.model.ids import ArticleId
from monitor.ports import Store
from monitor.records import dataclass
from monitor.store import open_store
from monitor.watch import Matchers

_MOST = 2
"""Processes, whatever there is: the bot beside them has to go on."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Implements `flow.archive.backtesting.Crew` for the store at `url`."""

    url: str

    def __call__(self, trial: Trial, lots: Lots) -> Iterator[Matched]:
        """What came of the lots, in their order; those of a process that was ended are matched by this one."""
        done = 0
        # Not by fork, for there are threads; the fork server is the parsers' own.
        pool = ProcessPoolExecutor(
            min(_MOST, os.cpu_count() or 1), get_context("spawn"), initializer=_begin, initargs=(self.url, trial)
        )
        try:
            for found in pool.map(_lot, lots):
                yield found
                done += 1
        except BrokenProcessPool:
            worker = _Worker.begun(self.url, trial)
            with closing(worker.store):
                yield from map(worker.lot, lots[done:])
        finally:
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Worker:
    store: Store
    trial: Trial
    matchers: Matchers

    @classmethod
    def begun(cls, url: str, trial: Trial) -> _Worker:
        store = open_store(url, exclusive=False)
        return cls(store, trial, matchers_of(store, trial))

    def lot(self, ids: Sequence[ArticleId]) -> Matched:
        return matched(self.store, self.trial, self.matchers, ids)


_workers: list[_Worker] = []
"""The one of a process that was started for it."""


def _begin(url: str, trial: Trial) -> None:
    _workers.append(_Worker.begun(url, trial))


def _lot(ids: Sequence[ArticleId]) -> Matched:
    return _workers[0].lot(ids)
