"""The steps of one cycle: what befalls one of them keeps no other from its work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import structlog

from monitor.errors import MonitorError
from monitor.flow import upkeep
from monitor.flow.archive.trends import count_mentions
from monitor.flow.services import Services

log = structlog.get_logger("monitor.engine")

_LOTS = 10
"""Lots of old articles that one cycle puts into the index for `monitor search`."""
_Step = tuple[str, Callable[[], Awaitable[object]]]
"""Its name, and what is done."""


async def beside_news(services: Services) -> None:
    """What a running bot does now and then, at the end of a cycle: what befalls it is no fault of the cycle's."""
    lots: Sequence[_Step] = [("archive", lambda: upkeep.index_archive(services))] * _LOTS
    fresh: Sequence[_Step] = [("archive", lambda: upkeep.index_fresh(services, all_of_them=True))]
    counts: Sequence[_Step] = [
        ("mentions", lambda: count_mentions(services)),
        ("spellings", lambda: upkeep.count_spellings(services)),
        ("upkeep", lambda: upkeep.once_a_day(services)),
    ]
    await each_of([*fresh, *lots, *counts])


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
