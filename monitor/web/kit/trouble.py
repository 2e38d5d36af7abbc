"""Refusals and faults as pages: what is wrong, and what to do; never a traceback."""

from __future__ import annotations

import structlog

from monitor.errors import ConfigError, MonitorError, StoreError, UnwritableError
from monitor.records import dataclass
from monitor.web.kit.page import NotFoundError

log = structlog.get_logger("monitor.web")


class ForbiddenError(Exception):
    """Whoever asks may not; `str()` is a sentence."""


class StaleFormError(Exception):
    """A form without the token of this session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What went wrong, for a page or a script."""

    status: int
    title: str
    sentences: tuple[str, ...]
    patch: str = ""
    """What would have been done to a file, as `git apply` takes it."""
    back: str = "/"
    """A page of the desk to go on from."""
    again: bool = False
    """Whether it is the one that was asked for, and may be there later."""


def trouble_of(error: Exception) -> Trouble:
    """`error` as people are told it; bugs are logged, and told as such."""
    match error:
        case NotFoundError():
            return Trouble(status=404, title="Not found", sentences=(str(error),))
        case ForbiddenError():
            return Trouble(status=403, title="Not allowed", sentences=(str(error),))
        case StaleFormError():
            sentence = (
                "The page was open for too long, or the bot was started anew. Go back, load it again, and press again."
            )
            return Trouble(status=403, title="Nothing was done", sentences=(sentence,))
        case UnwritableError():
            return Trouble(status=409, title="Nothing was changed", sentences=(str(error),), patch=error.patch)
        case ConfigError():
            return Trouble(status=422, title="Nothing was changed", sentences=tuple(str(error).splitlines()))
        case StoreError():
            return Trouble(status=503, title="Not now", sentences=(str(error),))
        case MonitorError():
            return Trouble(status=422, title="Nothing was changed", sentences=tuple(str(error).splitlines()))
        case TimeoutError():
            return Trouble(status=503, title="Not now", sentences=("It took too long. Try again in a minute.",))
    log.error("internal error", action="web", exc_info=error)
    return Trouble(
        status=500, title="Something is broken", sentences=("This is a fault of the program; its log has it.",)
    )
