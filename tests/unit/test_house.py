"""The house rules that no linter knows: sizes, and what each room may reach."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "monitor"
MODULES = sorted(ROOT.rglob("*.py"))
MODULE_LINES, FUNCTION_LINES, PARAMETERS = 400, 60, 8

NETWORK = {"socket", "ssl", "http", "urllib.request", "httpx", "httpcore", "aiosmtplib", "smtplib", "asyncio"}
DATABASE = {"sqlite3", "sqlalchemy", "alembic"}
CHANCE = {"random", "secrets", "uuid"}
CLOCK = re.compile(r"\btime\.(time|monotonic|perf_counter|sleep)\(|\b(datetime|date)\.(now|utcnow|today)\(")
PROCESS = {"os", "subprocess", "multiprocessing", "pebble", "shutil", "tempfile"}
PURE = ("core", "watch", "stories", "parse", "model")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def reaches(path: Path, names: set[str]) -> set[str]:
    return {found for found in imports(path) if any(found == name or found.startswith(name + ".") for name in names)}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_sizes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES, node.name
            assert len(node.args.args) + len(node.args.kwonlyargs) <= PARAMETERS, node.name


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_reach_nothing(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        assert reaches(path, NETWORK | DATABASE | CHANCE | PROCESS) == set(), name_of(path)
        assert not CLOCK.search(path.read_text(encoding="utf-8")), name_of(path)


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("httpx", {"fetch"}),
        ("sqlalchemy", {"store"}),
        ("alembic", {"store"}),
        ("feedparser", {"parse"}),
        ("trafilatura", {"parse"}),
        ("pebble", {"sandbox"}),
        ("aiosmtplib", {"deliver"}),
        ("apscheduler", {"engine"}),
        ("pydantic", {"settings"}),
        ("typer", {"cli"}),
    ],
)
def test_a_library_lives_in_its_room(library: str, rooms: set[str]) -> None:
    users = {path.relative_to(ROOT).parts[0] for path in MODULES if reaches(path, {library})}
    assert users == rooms


def test_the_environment_is_read_in_one_place() -> None:
    readers = [name_of(path) for path in MODULES if "os.environ" in path.read_text(encoding="utf-8")]
    assert readers == ["settings/environment.py"]
