"""The steps of one cycle: what befalls one of them keeps no other from its work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import structlog

from monitor.errors import MonitorError

log = structlog.get_logger("monitor.engine")

_Step = tuple[str, Callable[[], Awaitable[object]]]
"""Its name, and what is done."""


async def each_of(steps: Sequence[_Step]) -> Exception | None:
    """Do all steps, in order; what befell the first that did not end well. Of each the log tells."""
    ended = [await _ended(name, work) for name, work in steps]
    return next((error for error in ended if error is not None), None)


async def _ended(name: str, work: Callable[[], Awaitable[object]]) -> Exception | None:
    """What befell a step, None if it ended well."""
    try:
        await work()
    except MonitorError as error:
        log.warning("step not done, tried again with the next cycle", action=name, why=str(error))
        return error
    except Exception as error:
        log.exception("a step failed", action=name)
        return error
    return None
