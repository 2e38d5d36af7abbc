"""The jobs by the names that cross to a worker process. The program itself never loads a parser: workers do."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from monitor.model.articles import ExtractedPage
from monitor.model.bounces import MailReport
from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.records import dataclass

WALL_LEAST_S, WALL_TIMES = 60.0, 12.0
"""On a busy or a small machine a parser waits for its turn: so long, or so many times its processor time, may pass."""
OUT_OF_MEMORY = "The parser needed more memory than it is allowed."
"""The sentence of every PARSER_MEMORY."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one job may take."""

    cpu_s: float
    """Processor time."""
    memory_mb: int
    """Beyond what the loaded parsers take already."""

    @property
    def wall_s(self) -> float:
        """Time that may pass meanwhile."""
        return max(WALL_LEAST_S, WALL_TIMES * self.cpu_s)


def prepare_worker(memory_mb: int) -> None:
    """See `monitor.sandbox.worker.prepare_worker`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    worker.prepare_worker(memory_mb)


def run_parse_feed(
    limits: Limits, body: bytes, content_type: str, url: str, told: tuple[str, AbstractSet[str]]
) -> ParsedFeed | ParseFailure:
    """See `monitor.sandbox.worker.run_parse_feed`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.run_parse_feed(limits, body, content_type, url, told)


def run_extract(
    limits: Limits, body: bytes, content_type: str, url: str, metadata: bool, language: str = ""
) -> ExtractedPage | ParseFailure:
    """See `monitor.sandbox.worker.run_extract`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.run_extract(limits, body, content_type, url, metadata, language)


def run_parse_report(limits: Limits, body: bytes) -> tuple[MailReport | None] | ParseFailure:
    """See `monitor.sandbox.worker.run_parse_report`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.run_parse_report(limits, body)


def ready(_limits: Limits) -> int:
    """See `monitor.sandbox.worker.ready`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.ready()
