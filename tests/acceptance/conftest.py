"""Whole days of the bot are lived on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.databases import ON_BOTH, on_server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """All on a file and on a server, but what needs neither or has its own reasons: those are marked."""
    lives = "tmp_path" in metafunc.fixturenames
    if lives and not any(metafunc.definition.get_closest_marker(one) for one in ("of_a_file", "of_its_databases")):
        metafunc.parametrize("database", ON_BOTH, indirect=True)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    which = getattr(request, "param", ON_BOTH[0])
    with on_server() if which == "postgresql" else nullcontext():
        yield which
