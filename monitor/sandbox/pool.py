"""`ProcessSandbox`: the port `Sandbox` on a pool of worker processes."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from collections.abc import Callable
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

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")

_PER_WORKER = 4
"""Jobs handed to the pool for each worker: enough that none idles, few enough that waiting stays bounded."""
_SLACK_S = 30.0
_GRACE_S = 5.0
_CLOSE_S = 0.9
_ROOMY_TIME, _ROOMY_MEMORY = 4, 2
"""How many times as much the last try may take."""
_TRIES = 2


class ProcessSandbox:
    """Runs the parsers in processes that are killed when they take too long or too much.

    Use it from one event loop. The workers start at the first job (or in `warm`), ignore Ctrl-C, and die with this
    process. Whatever happens to a worker, the answer is a value: PARSER_TIMEOUT, PARSER_MEMORY or PARSER_CRASH.
    """

    def __init__(self, settings: SandboxSettings) -> None:
        self._settings = settings
        self._slots = asyncio.Semaphore(settings.workers * _PER_WORKER)
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
        return await self._run(attempt, jobs.run_parse_feed, body, content_type, url, (language, known))

    async def extract(
        self, body: bytes, content_type: str, url: str, *, metadata: bool, language: str = "", attempt: int = 1
    ) -> ExtractedPage | ParseFailure:
        """Text of an article page; see `monitor.parse.pages.page.extract_page`."""
        return await self._run(attempt, jobs.run_extract, body, content_type, url, metadata, language)

    async def parse_report(self, body: bytes, *, attempt: int = 1) -> MailReport | ParseFailure | None:
        """A letter as a report of a mail server; see `monitor.parse.dsn.report.read_report`."""
        found = await self._run(attempt, jobs.run_parse_report, body)
        return found if isinstance(found, ParseFailure) else found[0]

    async def warm(self) -> None:
        """Start the workers and wait until one of them has loaded the parsers (about a second)."""
        await self._run(1, jobs.ready)

    def reconfigure(self, settings: SandboxSettings) -> None:
        """Use other limits from the next job on; jobs that are running are given up and tried anew."""
        if settings != self._settings:
            self._settings = settings
            self._slots = asyncio.Semaphore(settings.workers * _PER_WORKER)
            self._drop_pool(self._pool)

    def close(self) -> None:
        """Kill the workers; waiting jobs end with PARSER_CRASH. Returns within a second; safe to call twice."""
        self._closed = True
        for box in tuple(self._boxes):
            box.close()
        self._drop_pool(self._pool)

    async def _run(self, attempt: int, function: Callable[..., T], *arguments: object) -> T | ParseFailure:
        """Run a job; what failed before has a process of its own, and more room if it failed twice."""
        if attempt > 1:
            return await self._run_alone(self._limits(attempt), function, arguments)
        async with self._slots:
            for _ in range(_TRIES):
                if self._closed:
                    break
                outcome = await self._attempt(self._limits(attempt), function, arguments)
                if outcome is not None:
                    return outcome
        return self._given_up()

    async def _run_alone(
        self, limits: Limits, function: Callable[..., T], arguments: tuple[object, ...]
    ) -> T | ParseFailure:
        async with self._alone:
            box = ProcessSandbox(replace(self._settings, workers=1, timeout_s=limits.cpu_s, memory_mb=limits.memory_mb))
            if self._closed:
                return self._given_up()
            self._boxes.add(box)
            try:
                return await box._run(1, function, *arguments)
            finally:
                self._boxes.discard(box)
                box.close()

    def _limits(self, attempt: int) -> Limits:
        cpu_s, memory_mb = self._settings.timeout_s, self._settings.memory_mb
        roomy = attempt > 2
        return Limits(cpu_s * (_ROOMY_TIME if roomy else 1), memory_mb * (_ROOMY_MEMORY if roomy else 1))

    def _given_up(self) -> ParseFailure:
        detail = "The sandbox was closed." if self._closed else "The worker processes could not be kept running."
        return ParseFailure(reason=ParseReason.PARSER_CRASH, detail=detail)

    async def _attempt(
        self, limits: Limits, function: Callable[..., T], arguments: tuple[object, ...]
    ) -> T | ParseFailure | None:
        """One try; None if the pool itself went away under the job, which says nothing about the job."""
        pool = self._pool or self._start_pool()
        try:
            job = pool.schedule(function, args=(limits, *arguments), timeout=limits.wall_s + _GRACE_S)
        except (RuntimeError, OSError):
            self._drop_pool(pool)
            return None
        self._jobs.add(job)
        try:
            # The pool's own clock starts with the job; this one also covers the wait and a pool that lost the job.
            async with asyncio.timeout((limits.wall_s + _GRACE_S) * _PER_WORKER + _SLACK_S):
                return cast("T", await asyncio.wrap_future(job))
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
    detail = f"The parser failed with {type(error).__name__}."
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
