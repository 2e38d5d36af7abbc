"""On both databases. Logs are set up for the process: each test leaves them as it found them."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog

from tests.both_databases import database, pytest_generate_tests

__all__ = ["database", "pytest_generate_tests"]


@pytest.fixture(autouse=True)
def _own_logs() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
