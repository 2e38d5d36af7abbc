"""Whole days of the bot are lived on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.databases import ON_BOTH, on_server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked so is run on PostgreSQL as well."""
    if metafunc.definition.get_closest_marker("on_both_databases"):
        metafunc.parametrize("database", ON_BOTH, indirect=True)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    which = getattr(request, "param", ON_BOTH[0])
    with on_server() if which == "postgresql" else nullcontext():
        yield which
