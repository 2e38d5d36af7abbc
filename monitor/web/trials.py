"""Drafts that are being tried: one at a time, the newest of each open page, for as long as somebody asks."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator

import structlog

from monitor.errors import MonitorError
from monitor.flow.archive.remembered import Remembered
from monitor.model.desk.drafts import DraftTried

log = structlog.get_logger("monitor.web")

_MOST = 8
"""Open pages whose last trial is kept."""
_MOST_KEPT = 2
_REST_S = 300.0
Steps = Callable[[Remembered], Iterator[DraftTried]]


class _Run:
    """One draft of one page."""

    def __init__(self, number: int, text: str) -> None:
        self.number, self.text = number, text
        self.told: DraftTried | None = None
        self.shown = False
        """Whether counts of it were given to the page: what follows is one answer more, and not each lot's."""
        self.error = ""
        self.over = self.ended = False
        self.news = asyncio.Event()


class Trials:
    """By page. Made and asked in the event loop; the work is done in a thread of its own, one draft after the other."""

    def __init__(self) -> None:
        self._runs: OrderedDict[str, _Run] = OrderedDict()
        self._kept: OrderedDict[str, Remembered] = OrderedDict()
        """By list as it runs."""
        self._ready: set[str] = set()
        """Which of them were made ready, or are now."""
        self._one = threading.Lock()
        self._rest: asyncio.TimerHandle | None = None

    async def ask(
        self, page: str, number: int, draft: tuple[str, str], steps: Steps, *, wait_s: float, whole: bool = False
    ) -> tuple[DraftTried | None, str]:
        """What is known of a draft now, and what hinders it; `draft`: a mark of the list as it runs, and the text.

        A text that is asked of again goes on, another one ends the one before. Waits for news, or for `whole` until all
        is known, at most `wait_s`; a page that has its first counts waits for all, twice as long at most, since each
        answer takes time from the trial. A page that asks of a number before the newest learns nothing.
        """
        _, text = draft
        self._somebody_edits()
        run = self._runs.get(page)
        if run is not None and number < run.number:
            return None, ""
        if run is None or run.text != text:
            if run is not None:
                run.ended = True
            run = self._begin(page, number, draft, steps)
        run.number = number
        try:
            async with asyncio.timeout(2 * wait_s if run.shown else wait_s):
                while not run.over:
                    run.news.clear()
                    await run.news.wait()
                    if not (whole or run.shown):
                        break
        except TimeoutError:
            pass
        run.shown = run.told is not None
        return run.told, run.error

    def make_ready(self, running: str, steps: Callable[[Remembered], Iterator[None]]) -> None:
        """Do what drafts of a list will need, beside everything else; once, as long as somebody edits."""
        self._somebody_edits()
        kept = self._remembered(running)
        if running in self._ready:
            return
        self._ready.add(running)

        def work() -> None:
            try:
                for _ in steps(kept):
                    if running not in self._ready:
                        break
            except MonitorError as error:
                log.debug("a list was not made ready", action="web", error=str(error))
            except Exception as error:
                log.error("internal error", action="web", exc_info=error)

        threading.Thread(target=work, name="ready", daemon=True).start()

    def _somebody_edits(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._rest = asyncio.get_running_loop().call_later(_REST_S, self._forget)

    def _remembered(self, running: str) -> Remembered:
        kept = self._kept.setdefault(running, Remembered())
        self._kept.move_to_end(running)
        while len(self._kept) > _MOST_KEPT:
            self._ready.discard(self._kept.popitem(last=False)[0])
        return kept

    def _forget(self) -> None:
        """Nobody edits any more: what was kept takes memory."""
        self._ready.clear()
        for run in self._runs.values():
            run.ended = True
        self._runs.clear()
        self._kept.clear()

    def _begin(self, page: str, number: int, draft: tuple[str, str], steps: Steps) -> _Run:
        running, text = draft
        run = self._runs[page] = _Run(number, text)
        self._runs.move_to_end(page)
        while len(self._runs) > _MOST:
            self._runs.popitem(last=False)[1].ended = True
        kept = self._remembered(running)
        loop = asyncio.get_running_loop()
        # A daemon: the bot does not wait for it when it stops.
        threading.Thread(target=self._work, args=(run, steps, kept, loop), name="draft", daemon=True).start()
        return run

    def _work(self, run: _Run, steps: Steps, kept: Remembered, loop: asyncio.AbstractEventLoop) -> None:
        def tell(told: DraftTried | None, error: str, *, over: bool) -> None:
            run.told, run.error, run.over = told or run.told, error, over
            run.news.set()

        def soon(told: DraftTried | None, error: str = "", *, over: bool = False) -> None:
            try:
                loop.call_soon_threadsafe(lambda: tell(told, error, over=over))
            except RuntimeError:
                run.ended = True  # The loop is closed: nobody asks any more.

        with self._one:
            try:
                for told in steps(kept) if not run.ended else ():
                    if run.ended:
                        break
                    soon(told, over=told.complete)
                soon(None, over=True)
            except MonitorError as error:
                soon(None, str(error), over=True)
            except Exception as error:
                log.error("internal error", action="web", exc_info=error)
                soon(None, "The draft could not be tried: a fault of the program; its log has it.", over=True)
