"""The environment, read in this one place."""

from __future__ import annotations

import os


def read_environment(name: str) -> str | None:
    """The value of an environment variable, None if it is not set."""
    return os.environ.get(name)
