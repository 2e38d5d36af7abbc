"""The house rules that no linter knows: sizes, and what each room may reach."""

from __future__ import annotations

import ast
import gc
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "monitor"
MODULES = sorted(ROOT.rglob("*.py"))
MODULE_LINES, FUNCTION_LINES, PARAMETERS = 300, 60, 8
TABLES = {"transliteration_table.py"}

NETWORK = {"socket", "ssl", "http", "urllib.request", "h11", "httpx", "aiosmtplib", "smtplib", "asyncio"}
DATABASE = {"sqlite3", "sqlalchemy", "alembic"}
CHANCE = {"random", "secrets", "uuid"}
CLOCK = re.compile(r"\btime\.(time|monotonic|perf_counter|sleep)\(|\b(datetime|date)\.(now|utcnow|today)\(")
PROCESS = {"os", "subprocess", "multiprocessing", "pebble", "shutil", "tempfile"}
PURE = ("core", "watch", "stories", "parse", "model")


@pytest.fixture(scope="module", autouse=True)
def _without_garbage() -> Iterator[None]:
    """Syntax trees are millions of objects that stay: looking for cycles among them takes as long as making them."""
    gc.disable()
    yield
    nodes.cache_clear()
    gc.enable()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All of the module's syntax tree: parsed once for all that is asked of it."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports(path: Path) -> tuple[str, ...]:
    found: list[str] = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return tuple(found)


def reaches(path: Path, names: set[str]) -> set[str]:
    return {found for found in imports(path) if any(found == name or found.startswith(name + ".") for name in names)}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_modules_are_short() -> None:
    long = [
        name_of(path)
        for path in MODULES
        if path.name not in TABLES and "migrations" not in path.parts
        if path.read_text(encoding="utf-8").count("\n") > MODULE_LINES
    ]
    assert long == []


def test_functions_are_short_and_take_few_parameters() -> None:
    functions = [
        (f"{name_of(path)}: {node.name}", node)
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [name for name, node in functions if (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES] == []
    assert [name for name, node in functions if len(node.args.args) + len(node.args.kwonlyargs) > PARAMETERS] == []


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_reach_nothing(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        assert reaches(path, NETWORK | DATABASE | CHANCE | PROCESS) == set(), name_of(path)
        assert not CLOCK.search(path.read_text(encoding="utf-8")), name_of(path)


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("h11", {"fetch"}),
        ("httpx", {"fetch"}),
        ("sqlalchemy", {"store"}),
        ("alembic", {"store"}),
        ("feedparser", {"parse"}),
        ("trafilatura", {"parse"}),
        ("pebble", {"sandbox"}),
        ("aiosmtplib", {"deliver"}),
        ("apprise", {"deliver"}),
        ("apscheduler", {"engine"}),
        ("pydantic", {"settings"}),
        ("typer", {"cli"}),
        ("starlette", {"web"}),
        ("uvicorn", {"web"}),
    ],
)
def test_a_library_lives_in_its_room(library: str, rooms: set[str]) -> None:
    users = {path.relative_to(ROOT).parts[0] for path in MODULES if reaches(path, {library})}
    assert users == rooms


def test_the_environment_is_read_in_one_place() -> None:
    readers = [name_of(path) for path in MODULES if "os.environ" in path.read_text(encoding="utf-8")]
    assert readers == ["settings/environment.py"]


def test_classes_of_values_come_from_records() -> None:
    """Those of `dataclasses` take ten times as long to load: `from monitor.records import dataclass` instead."""
    makers = {
        name_of(path)
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if any(alias.name == "dataclass" for alias in node.names)
    }
    assert makers == set()


def test_what_is_handed_in_is_never_passed_over_for_being_empty() -> None:
    """`given or Default()` takes the default for a thing with a length of 0, and nobody hears of it: ask `is None`."""
    passed_over = [
        f"{name_of(path)}:{part.lineno}"
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and node.name == "__init__"
        for part in ast.walk(node)
        if isinstance(part, ast.BoolOp) and isinstance(part.op, ast.Or)
        if isinstance(part.values[-1], ast.Call) and isinstance(part.values[-1].func, ast.Name)
        if part.values[-1].func.id[0].isupper()
    ]
    assert passed_over == []


ROOMS_WITH_FACES = ("watch", "store", "settings", "bootstrap")


def packages_of(module: str) -> list[str]:
    """`monitor.watch.text.fold`: the packages that it lives in."""
    parts = module.split(".")
    return [".".join(parts[:end]) for end in range(2, len(parts))]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_nobody_reaches_past_the_face_of_a_room_he_does_not_live_in() -> None:
    behind = [
        f"{name_of(path)}: {found}"
        for path in MODULES
        for found in imports(path)
        if found.startswith(tuple(f"monitor.{room}." for room in ROOMS_WITH_FACES))
        for package in packages_of(found)
        if not f"{module_of(path)}.".startswith(f"{package}.") and (ROOT.parent / package.replace(".", "/")).is_dir()
    ]
    assert behind == []


FACES = sorted(path for path in MODULES if path.name == "__init__.py" and "lazy_face(" in path.read_text("utf-8"))


@pytest.mark.parametrize("path", FACES, ids=name_of)
def test_a_lazy_face_tells_type_checkers_what_it_loads(path: Path) -> None:
    room = module_of(path)
    told = {
        alias.asname: node.module
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{room}.")
        for alias in node.names
    }
    (call,) = [
        node
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "lazy_face"
    ]
    loaded = {name: f"{room}.{module}" for name, module in ast.literal_eval(call.args[1]).items()}
    assert told == loaded
    # A submodule of the same name would take the place of what the face exports as soon as it is imported.
    assert not [name for name in loaded if (path.parent / f"{name}.py").exists() or (path.parent / name).is_dir()]


def test_a_lazy_face_has_nothing_else() -> None:
    import monitor.settings

    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = monitor.settings.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=name_of)
def test_a_room_has_few_modules(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    # Of migrations there is one more with each change of the schema, and nobody looks for anything among them.
    assert len(modules) <= {"versions": 1_000}.get(folder.name, 20)
