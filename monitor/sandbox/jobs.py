"""The jobs by the names that cross to a worker process. The program itself never loads a parser: workers do."""

from __future__ import annotations

from monitor.model.articles import ExtractedPage
from monitor.model.feeds import ParsedFeed, ParseFailure

WORKER = "monitor.sandbox.worker"
"""The module that the fork server loads once, so that a replaced worker is ready in milliseconds."""
OUT_OF_MEMORY = "The parser needed more memory than it is allowed."
"""The sentence of every PARSER_MEMORY."""


def prepare_worker(memory_mb: int) -> None:
    """See `monitor.sandbox.worker.prepare_worker`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    worker.prepare_worker(memory_mb)


def run_parse_feed(body: bytes, content_type: str, url: str, timeout_s: float) -> ParsedFeed | ParseFailure:
    """See `monitor.sandbox.worker.run_parse_feed`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.run_parse_feed(body, content_type, url, timeout_s)


def run_extract(
    body: bytes, content_type: str, url: str, metadata: bool, timeout_s: float
) -> ExtractedPage | ParseFailure:
    """See `monitor.sandbox.worker.run_extract`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.run_extract(body, content_type, url, metadata, timeout_s)


def ready() -> int:
    """See `monitor.sandbox.worker.ready`."""
    from monitor.sandbox import worker  # noqa: PLC0415 - in the worker only

    return worker.ready()
