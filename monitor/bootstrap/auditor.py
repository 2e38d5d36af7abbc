"""Audits in a process of their own that gives way to everything: no thread of the bot would."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection

from monitor.core.audit.due import kept_of
from monitor.errors import MonitorError
from monitor.flow.archive.auditing import audit
from monitor.model.archive.audit import AuditMade
from monitor.model.watch import Watchlist
from monitor.records import dataclass
from monitor.store import open_store

LONGEST_S = 3600.0
"""A minute of processor time, on a machine that has little to spare."""
_LEAST_URGENT = 19


@dataclass(frozen=True, slots=True)
class ApartAuditor:
    """Implements `flow.archive.audits.Auditor` for the store at `url`."""

    url: str

    async def __call__(self, watchlist: Watchlist, since: datetime, now: datetime) -> AuditMade | str:
        """The audit, or why there is none. The process ends with it, whatever becomes of the wait."""
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(theirs, self.url, watchlist, since, now), daemon=True)
        starting = asyncio.create_task(asyncio.to_thread(process.start))
        try:
            async with asyncio.timeout(LONGEST_S):
                await asyncio.shield(starting)
                theirs.close()
                return await asyncio.to_thread(_answer, ours)
        except TimeoutError:
            return f"it took longer than {LONGEST_S / 60:.0f} min"
        except OSError as error:
            return f"no process can be started: {error}"
        finally:
            # A start under way cannot be called back. The thread that waits for its answer ends with the process, which
            # is the last to be given time, even to end.
            await asyncio.wait([starting])
            if process.pid is not None:
                process.kill()
                await asyncio.to_thread(process.join)


def _answer(pipe: Connection) -> AuditMade | str:
    with pipe:
        try:
            answer: AuditMade | str = pipe.recv()
        except EOFError:
            return "its process was ended"
        return answer


def _work(pipe: Connection, url: str, watchlist: Watchlist, since: datetime, now: datetime) -> None:
    """In the process: nobody but the bot ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_LEAST_URGENT)
    with suppress(OSError):
        pipe.send(_made(url, watchlist, since, now))


def _made(url: str, watchlist: Watchlist, since: datetime, now: datetime) -> AuditMade | str:
    try:
        store = open_store(url, exclusive=False)
        try:
            return kept_of(*audit(store, watchlist, since, now), now)
        finally:
            store.close()
    except MonitorError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - said in the bot's own log, in one line
        return f"internal error ({type(error).__name__}: {error})"
