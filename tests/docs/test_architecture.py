"""The pages for those who change the code: the picture of the floors, the files they name, the terms, the faces."""

from __future__ import annotations

import ast
import re
import runpy
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, text_of

ARCHITECTURE = "docs/explanation/architecture.md"
GLOSSARY = "docs/explanation/glossary.md"
FILE = re.compile(r"`((?:monitor|tests|config|docs|bench)/[\w./-]+)`")
FACES = sorted(
    path
    for path in (ROOT / "monitor").rglob("__init__.py")
    if path.parent.name != "monitor" and "migrations" not in path.parts and path.read_text(encoding="utf-8").strip()
)


def test_the_floors_are_those_that_are_checked() -> None:
    draw = runpy.run_path(str(DOCS / "generate_floors.py"))["page_with_floors"]
    page = text_of(ARCHITECTURE)
    assert page == draw(page), "run: .venv/bin/python docs/generate_floors.py"


@pytest.mark.parametrize("room", ["watch", "store", "settings", "cli"])
def test_every_room_stands_in_the_picture(room: str) -> None:
    picture = text_of(ARCHITECTURE).split(f"monitor/{room}/:")[1].split("\n\n")[0]
    rooms = [folder.parent.name for folder in (ROOT / "monitor" / room).glob("*/__init__.py")]
    assert rooms
    assert [name for name in rooms if not re.search(rf"^.{{5}}{name} ", picture, re.MULTILINE)] == []


@pytest.mark.parametrize("page", [ARCHITECTURE, "CONTRIBUTING.md", "docs/decisions/0012-rooms-inside-rooms.md"])
def test_every_file_that_is_named_exists(page: str) -> None:
    named = FILE.findall(text_of(page))
    assert len(named) > 15
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_at_least_twenty_changes_have_a_file() -> None:
    table = text_of(ARCHITECTURE).split("## I want to change")[1]
    rows = re.findall(r"^\| (?!---|I want)(.+) \| `([^`]+)` \|$", table, re.MULTILINE)
    assert len(dict(rows)) == len(rows) >= 20


def test_each_recipe_is_short() -> None:
    recipes = text_of("CONTRIBUTING.md").split("\n## ")[1:]
    assert {one.split("\n")[0] for one in recipes} == {"A channel", "A language", "A step", "A configuration key"}
    assert [one for one in recipes if len(one.strip().split("\n")[2:]) >= 10 or not FILE.search(one)] == []


def test_make_targets_that_contributors_are_told_exist() -> None:
    targets = set(re.findall(r"^(\w[\w-]*):", text_of("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`?make (\w+)", text_of("CONTRIBUTING.md"))) <= targets


def test_each_term_is_explained_once_in_one_sentence() -> None:
    lines = re.findall(r"^- .*$", text_of(GLOSSARY), re.MULTILINE)
    terms = [re.fullmatch(r"- \*\*([\w ]+)\*\*: (.+)\.", line) for line in lines]
    assert [line for line, term in zip(lines, terms, strict=True) if term is None] == []
    names = [term[1] for term in terms if term]
    assert len(names) == len(set(names)) > 100
    assert [term[2] for term in terms if term and re.search(r"\. [A-Z]", term[2])] == []


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.parent.relative_to(ROOT).as_posix())
def test_a_face_says_what_comes_in_and_what_goes_out(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert re.search(r"^In: .*\sOut: |^In and out: ", said, re.MULTILINE | re.DOTALL)
    assert f"Terms: {GLOSSARY}." in said
