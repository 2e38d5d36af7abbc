"""The jobs by the names that cross to a worker process. The program itself never loads a parser: workers do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from monitor.model.articles import ExtractedPage
from monitor.model.bounces import MailReport
from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.records import dataclass

WALL_LEAST_S, WALL_TIMES = 60.0, 12.0
"""On a busy or a small machine a parser waits for its turn: so long, or so many times its processor time, may pass."""
COMPANY_CPU_S, COMPANY_WALL_S = 0.5, 6.0
"""Who travels with others takes no longer than this, many times what small documents need; then it is tried alone."""
OUT_OF_MEMORY = "The parser needed more memory than it is allowed."
"""The sentence of every PARSER_MEMORY."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one job may take."""

    cpu_s: float
    """Processor time."""
    memory_mb: int
    """Beyond what the loaded parsers take already."""
    wall_least_s: float = WALL_LEAST_S

    @property
    def wall_s(self) -> float:
        """Time that may pass meanwhile."""
        return max(self.wall_least_s, WALL_TIMES * self.cpu_s)

    def in_company(self) -> Limits:
        """Those of a job that travels with others, whom it must not keep waiting."""
        return Limits(min(self.cpu_s, COMPANY_CPU_S), self.memory_mb, min(self.wall_least_s, COMPANY_WALL_S))


def prepare_worker(memory_mb: int) -> None:
    """See `monitor.sandbox.worker.prepare_worker`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    worker.prepare_worker(memory_mb)


def run_lot(limits: Limits, lot: Sequence[tuple[Callable[..., object], tuple[object, ...]]]) -> list[bytes]:
    """See `monitor.sandbox.worker.run_lot`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.run_lot(limits, lot)


def parse_feed(
    body: bytes, content_type: str, url: str, language: str, known: AbstractSet[str]
) -> ParsedFeed | ParseFailure:
    """See `monitor.parse.feeds.feed.parse_feed`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.parse_feed(body, content_type, url, language, known)


def extract(
    body: bytes, content_type: str, url: str, metadata: bool, language: str = ""
) -> ExtractedPage | ParseFailure:
    """See `monitor.parse.pages.page.extract_page`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.extract_page(body, content_type, url, metadata=metadata, language=language)


def parse_report(body: bytes) -> MailReport | None:
    """See `monitor.parse.dsn.report.read_report`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.read_report(body)


def ready() -> int:
    """The worker's process id: proof that it has started and loaded the parsers."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.process_id()
