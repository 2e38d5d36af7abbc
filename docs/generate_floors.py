"""Draws the floors of the house in `docs/explanation/architecture.md` from the contracts that `make layers` checks.

Run it after a change of a contract or of a room's first line: `.venv/bin/python docs/generate_floors.py`. What stands
between `<!-- floors -->` and `<!-- end -->` is replaced; the prose around it is written by hand.
"""

from __future__ import annotations

import ast
import re
import textwrap
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "architecture.md"
_PICTURE = re.compile(r"(<!-- floors -->\n).*?(<!-- end -->)", re.DOTALL)
_NAME, _WIDTH = 13, 112


def page_with_floors(page: str) -> str:
    """`page` with the picture between its markers drawn anew."""
    return _PICTURE.sub(lambda found: f"{found[1]}```text\n{picture()}```\n{found[2]}", page)


def picture() -> str:
    """All contracts from the top floor to the ground, each room with the first sentence of what it says of itself."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts: list[dict[str, Any]] = config["tool"]["importlinter"]["contracts"]
    return "\n".join(_house(contract) for contract in contracts if contract["type"] == "layers")


def _house(contract: dict[str, Any]) -> str:
    (container,) = contract["containers"]
    lines = [f"{container.replace('.', '/')}/: {contract['name']}"]
    floors: list[str] = contract["layers"]
    for number, floor in zip(range(len(floors), 0, -1), floors, strict=True):
        rooms = [room.strip() for room in floor.split("|") if not room.strip().startswith("(")]
        lines += [_line(f"{number:>3}" if room == rooms[0] else " " * 3, container, room) for room in rooms]
    return "\n".join(lines) + "\n"


def _line(number: str, container: str, room: str) -> str:
    head = f"{number}  {room:<{_NAME}} "
    text = f"{head}{purpose(container, room)}"
    return textwrap.fill(text, _WIDTH, subsequent_indent=" " * len(head), break_on_hyphens=False)


def purpose(container: str, room: str) -> str:
    """The first sentence of a room's docstring."""
    folder = ROOT / Path(*container.split(".")) / room
    file = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return re.split(r"(?<=\.)\s", " ".join(said.split()), maxsplit=1)[0]


if __name__ == "__main__":
    PAGE.write_text(page_with_floors(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
