"""What holds for every test."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# A shell that forbids bytecode would have each of the hundred processes that tests start compile all of the program.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from hypothesis import HealthCheck, settings  # noqa: E402

from tests.one_compilation import share_compiled_statements  # noqa: E402

share_compiled_statements()
# It describes the syntax of addresses by forty grammars when it is loaded, and no schema here asks for that format.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

# Speed is shown by bench/, never by a test: a busy machine must not fail a property.
settings.register_profile("monitor", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("monitor")

# What the user's shell says about an installation of theirs must not reach a test.
for _name in [name for name in os.environ if name.startswith("MONITOR_")]:
    del os.environ[_name]

# Databases of tests wait for the disk thousands of times; in memory nothing is waited for, and all else is the same.
_MEMORY = Path("/dev/shm")
_ROOMY = 2_000_000_000
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOMY:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Twelve thousand tests stay to the end: whoever looks for garbage would walk through all of them for nothing."""
    gc.disable()
    try:
        return (yield)
    finally:
        # Old at once, but not frozen: who compiles a watchlist would take that for a long list, and look through it.
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(10_000)
        gc.enable()


_ONE_BY_ONE = ("tests/acceptance/", "tests/faults/", "tests/unit/flow/test_review.py")
"""Runs of whole programs and of kills: long each, and they share nothing."""
_ALL_PACKS = (
    "tests/quality/test_suggest.py",
    "tests/unit/cli/test_readme.py",
    "tests/unit/cli/watchlists/test_watchlist.py",
)
"""They need every alias pack compiled, which takes a worker ten seconds."""
_FIRST = ("acceptance", "cli", "flow", "faults", "quality", "sandbox", "contract", "watch", "deliver", "web")


class _ByFile(LoadScopeScheduling):
    """A file's tests in one worker: what they share, as a compiled watchlist, is made once and not once for each.

    xdist's own groups rest on a field that pytest no longer reads, and so group nothing.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        if path.startswith(_ONE_BY_ONE):
            return nodeid
        return "packs" if path in _ALL_PACKS else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return _ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole programs and long files first, else as chance ordered: one that began last would keep one core waiting."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, folder in enumerate(_FIRST) if folder in item.path.parts), len(_FIRST))
