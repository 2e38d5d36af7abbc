"""A short run of the rolling upgrade; `make upgrade` runs one with more workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.store.database.migrate import HEAD
from tests.acceptance.upgrade import run_upgrade
from tests.databases import on_server
from tests.next_program import NEXT

pytestmark = pytest.mark.of_its_databases


async def test_a_worker_is_replaced_by_one_of_a_newer_schema_and_nobody_notices(tmp_path: Path) -> None:
    with on_server():
        report = await run_upgrade(tmp_path, workers=1, resting_s=0.0, readers=("now",))
    assert report.problems == []
    assert report.schemas == [HEAD, NEXT]
    assert report.published > 3
