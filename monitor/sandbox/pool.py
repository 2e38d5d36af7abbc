"""`ProcessSandbox`: the port `Sandbox` on a pool of worker processes."""

from __future__ import annotations

import asyncio
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Any, TypeVar, cast

from monitor.model.articles import ExtractedPage
from monitor.model.bounces import MailReport
from monitor.model.config import SandboxSettings
from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.sandbox import jobs
from monitor.sandbox.ahead import workers_context
from monitor.sandbox.jobs import Limits
from monitor.sandbox.lots import ALONE, MOST, PAGE_WEIGHT, Document, Line, Trip

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")

_PER_WORKER = 2
"""Trips for each worker, the one under way and the next: none idles, and whoever comes later finds company."""
_SLACK_S = 30.0
_GRACE_S = 5.0
_CLOSE_S = 0.9
_ROOMY_TIME, _ROOMY_MEMORY = 4, 2
"""How many times as much the last try may take."""
_TRIES = 2
_LARGE = 256 * 1024
"""Bytes of a packed answer that take longer to unpack than the event loop should stand still."""
_FAILED = "The parser failed with {}."


class ProcessSandbox:
    """Runs the parsers in processes that are killed when they take too long or too much.

    Use it from one event loop. The workers start at the first job (or in `warm`), ignore Ctrl-C, and die with this
    process. Whatever happens to a worker, the answer is a value: PARSER_TIMEOUT, PARSER_MEMORY or PARSER_CRASH.
    """

    def __init__(self, settings: SandboxSettings) -> None:
        self._settings = settings
        self._line = Line()
        self._trips: set[asyncio.Task[None]] = set()
        self._alone = asyncio.Semaphore(1)
        self._boxes: set[ProcessSandbox] = set()
        """Those with the one job each that failed before."""
        self._jobs: set[Future[Any]] = set()
        self._closed = False
        self._pool: ProcessPool | None = None

    async def parse_feed(
        self,
        body: bytes,
        content_type: str,
        url: str,
        *,
        language: str = "",
        attempt: int = 1,
        known: AbstractSet[str] = frozenset(),
    ) -> ParsedFeed | ParseFailure:
        """Entries of an RSS, Atom or JSON feed; see `monitor.parse.feeds.feed.parse_feed`."""
        return await self._run(attempt, len(body), jobs.parse_feed, body, content_type, url, language, known)

    async def extract(
        self, body: bytes, content_type: str, url: str, *, metadata: bool, language: str = "", attempt: int = 1
    ) -> ExtractedPage | ParseFailure:
        """Text of an article page; see `monitor.parse.pages.page.extract_page`."""
        return await self._run(
            attempt, PAGE_WEIGHT * len(body), jobs.extract, body, content_type, url, metadata, language
        )

    async def parse_report(self, body: bytes, *, attempt: int = 1) -> MailReport | ParseFailure | None:
        """A letter as a report of a mail server; see `monitor.parse.dsn.report.read_report`."""
        return await self._run(attempt, len(body), jobs.parse_report, body)

    async def warm(self) -> None:
        """Start the workers and wait until one of them has loaded the parsers (about a second)."""
        await self._run(1, ALONE, jobs.ready)

    def reconfigure(self, settings: SandboxSettings) -> None:
        """Use other limits from the next job on; jobs that are running are given up and tried anew."""
        if settings != self._settings:
            self._settings = settings
            self._drop_pool(self._pool)

    def close(self) -> None:
        """Kill the workers; waiting jobs end with PARSER_CRASH. Returns within a second; safe to call twice."""
        self._closed = True
        for box in tuple(self._boxes):
            box.close()
        self._drop_pool(self._pool)
        self._send()

    async def _run(self, attempt: int, weight: int, function: Callable[..., T], *arguments: object) -> T | ParseFailure:
        """Run a job; what failed before has a process of its own, and more room if it failed twice."""
        if attempt > 1:
            return await self._run_alone(self._limits(attempt), function, arguments)
        document = Document(function, arguments, weight, asyncio.get_running_loop().create_future())
        self._line.join(document)
        self._send()
        try:
            return cast("T | ParseFailure", await document.answer)
        finally:
            if document.answer.cancelled() and document.trip is not None:
                document.trip.release()

    def _send(self) -> None:
        """Have documents leave for the workers while there is a place for them."""
        while self._closed or len(self._trips) < self._settings.workers * _PER_WORKER:
            lot = self._line.leave(self._settings.workers, min(MOST, self._settings.recycle_after))
            if not lot:
                return
            if self._closed:
                self._give_up(lot)
                continue
            trip = asyncio.create_task(self._travel(lot))
            self._trips.add(trip)
            trip.add_done_callback(self._returned)

    def _returned(self, trip: asyncio.Task[None]) -> None:
        self._trips.discard(trip)
        self._send()

    async def _travel(self, lot: list[Document]) -> None:
        """Take documents to a worker and their answers to those who wait; what has none goes back into the line."""
        try:
            outcome = await self._attempt(lot)
            if outcome is None:
                for document in lot:
                    document.tries, document.failed = document.tries + 1, True
                self._give_up([document for document in lot if document.tries >= _TRIES])
            elif not isinstance(outcome, ParseFailure):
                for document, answer in zip(lot, outcome, strict=False):
                    large = len(answer) > _LARGE
                    document.settle(await asyncio.to_thread(_unpacked, answer) if large else _unpacked(answer))
            elif len(lot) == 1:
                lot[0].settle(outcome)
            else:
                # Which of them it was is not guessed: each goes by itself now, with limits of its own.
                for document in lot:
                    document.failed = True
            self._line.rejoin(lot)
        except BaseException:
            # A bug, or the end of the loop: nobody is left waiting.
            self._give_up(lot)
            raise

    def _give_up(self, lot: Sequence[Document]) -> None:
        detail = "The sandbox was closed." if self._closed else "The worker processes could not be kept running."
        for document in lot:
            document.settle(ParseFailure(reason=ParseReason.PARSER_CRASH, detail=detail))

    async def _run_alone(
        self, limits: Limits, function: Callable[..., T], arguments: tuple[object, ...]
    ) -> T | ParseFailure:
        async with self._alone:
            box = ProcessSandbox(replace(self._settings, workers=1, timeout_s=limits.cpu_s, memory_mb=limits.memory_mb))
            if self._closed:
                box.close()
            self._boxes.add(box)
            try:
                return await box._run(1, ALONE, function, *arguments)
            finally:
                self._boxes.discard(box)
                box.close()

    def _limits(self, attempt: int) -> Limits:
        cpu_s, memory_mb = self._settings.timeout_s, self._settings.memory_mb
        roomy = attempt > 2
        return Limits(cpu_s * (_ROOMY_TIME if roomy else 1), memory_mb * (_ROOMY_MEMORY if roomy else 1))

    async def _attempt(self, lot: Sequence[Document]) -> Sequence[bytes] | ParseFailure | None:
        """One try: packed answers for the first ones, for one at least; how the worker failed; or None.

        It is None if the pool itself went away under the job, which says nothing about the job.
        """
        alone = self._limits(1)
        limits = alone if len(lot) == 1 else alone.in_company()
        pool = self._pool or self._start_pool()
        what = [(document.function, document.arguments) for document in lot]
        try:
            job = pool.schedule(jobs.run_lot, args=(limits, what), timeout=limits.wall_s * len(lot) + _GRACE_S)
        except (RuntimeError, OSError):
            self._drop_pool(pool)
            return None
        trip = Trip(lot, job)
        for document in lot:
            document.trip = trip
        self._jobs.add(job)
        try:
            # The pool's own clock starts with the job; this one also covers the wait and a pool that lost the job.
            async with asyncio.timeout((alone.wall_s + _GRACE_S) * _PER_WORKER + _SLACK_S):
                return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return None
        except BrokenProcessPool:
            self._drop_pool(pool)
            return None
        except Exception as error:  # noqa: BLE001 - whatever crossed from the worker is that worker's failure
            if job.cancelled():
                self._drop_pool(pool)
            return _failure(error, limits)
        finally:
            self._jobs.discard(job)
            for document in lot:
                document.trip = None

    def _start_pool(self) -> ProcessPool:
        from pebble import CONSTS, ProcessPool  # noqa: PLC0415 - a cycle that parses nothing does without

        CONSTS.term_timeout = 0.1  # workers are deaf to SIGTERM: the pool's own SIGKILL follows it at once
        _keep_main_module_out()
        self._pool = ProcessPool(
            max_workers=self._settings.workers,
            max_tasks=self._settings.recycle_after,
            initializer=jobs.prepare_worker,
            initargs=(self._settings.memory_mb,),
            context=workers_context(),
        )
        return self._pool

    def _drop_pool(self, pool: ProcessPool | None) -> None:
        """Kill a pool; its jobs wake up, and are tried anew on the next pool unless the sandbox is closed."""
        if pool is None or pool is not self._pool:
            return
        self._pool = None
        # The pool forgets unfinished jobs when it stops, and whoever waits for them would wait for ever.
        for job in tuple(self._jobs):
            job.cancel()
        stop: Callable[[], None] = pool.stop
        stop()
        ending = threading.Thread(target=pool.join, name="sandbox-end", daemon=True)
        ending.start()
        ending.join(_CLOSE_S)


def _unpacked(answer: bytes) -> object:
    try:
        return pickle.loads(answer)  # noqa: S301 - from processes that the program began itself
    except Exception as error:  # noqa: BLE001 - what cannot be read is that document's failure, like all that crosses
        return ParseFailure(reason=ParseReason.PARSER_CRASH, detail=_FAILED.format(type(error).__name__))


def _failure(error: Exception, limits: Limits) -> ParseFailure:
    """The named failure behind what a lost job raised."""
    from pebble import ProcessExpired  # noqa: PLC0415 - the pool has loaded it

    code = (error.exitcode or 0) if isinstance(error, ProcessExpired) else 0
    if code == -signal.SIGPROF:
        detail = f"The parser was stopped after {limits.cpu_s:g} s of processor time."
        return ParseFailure(reason=ParseReason.PARSER_TIMEOUT, detail=detail)
    if isinstance(error, TimeoutError) or code == -signal.SIGALRM:
        detail = f"The parser was stopped after {limits.wall_s:g} s."
        return ParseFailure(reason=ParseReason.PARSER_TIMEOUT, detail=detail)
    if isinstance(error, MemoryError):
        return ParseFailure(reason=ParseReason.PARSER_MEMORY, detail=jobs.OUT_OF_MEMORY)
    detail = _FAILED.format(type(error).__name__)
    if code:
        how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
        detail = f"The parser's process {how}."
    return ParseFailure(reason=ParseReason.PARSER_CRASH, detail=detail)


def _keep_main_module_out() -> None:
    """Have workers not import the program that started them.

    multiprocessing imports the parent's main module into every worker, here the whole command line: a second of CPU
    and much memory for each, and more code beside hostile input than the parsers. It makes an exception
    for packages run by `-m`, and this gives a console script the same standing.
    """
    main = sys.modules.get("__main__")
    if main is not None and getattr(main, "__spec__", None) is None and getattr(main, "__file__", None):
        main.__spec__ = ModuleSpec("monitor.__main__", None)
