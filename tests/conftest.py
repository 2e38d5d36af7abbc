"""What holds for every test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from hypothesis import HealthCheck, settings

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
