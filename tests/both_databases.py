"""What a folder's conftest takes over to have its tests that live in a folder run on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.databases import ON_BOTH, on_server

__all__ = ["database", "pytest_generate_tests"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """All on a file and on a server, but what needs neither or has its own reasons: those are marked."""
    lives = "tmp_path" in metafunc.fixturenames
    if lives and not any(metafunc.definition.get_closest_marker(one) for one in ("of_a_file", "of_its_databases")):
        metafunc.parametrize("database", ON_BOTH, indirect=True)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The kind of database that the test's installations have."""
    which = getattr(request, "param", ON_BOTH[0])
    with on_server() if which == "postgresql" else nullcontext():
        yield which
