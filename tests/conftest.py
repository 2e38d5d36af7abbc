"""What holds for every test."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

# A shell that forbids bytecode would have each of the hundred processes that tests start compile all of the program.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from hypothesis import HealthCheck, settings  # noqa: E402

# Speed is shown by bench/, never by a test: a busy machine must not fail a property.
settings.register_profile("monitor", deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
        gc.freeze()
        gc.set_threshold(10_000)
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole programs first, in the order that chance gave them: one that began last would keep one core waiting."""
    items.sort(key=lambda item: "acceptance" not in item.path.parts)
