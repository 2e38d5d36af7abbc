"""A program that comes after this one: the same with one migration more, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from monitor.store.database.migrate import HEAD

ROOT = Path(__file__).parents[1]
NEXT = f"{int(HEAD) + 1:04d}"
VERSION = "99.0"
_MIGRATION = f'''"""What a later version adds."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"


def upgrade() -> None:
    op.add_column("article", sa.Column("mood", sa.Text(), nullable=True))
    op.create_table("mood", sa.Column("name", sa.Text(), primary_key=True))
'''


def next_program(folder: Path, fits: str) -> Path:
    """The folder to run it in; `fits`: the oldest schema whose programs it says may work on its tables."""
    shutil.copytree(ROOT / "monitor", folder / "monitor")
    for name in ("config", "seed_corpus", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    database = folder / "monitor" / "store" / "database" / "migrate.py"
    text = database.read_text()
    head = "HEAD = REVISIONS[-1]\n"
    assert text.count(head) == 1
    database.write_text(text.replace(head, f'REVISIONS = (*REVISIONS, "{NEXT}")  # type: ignore\n{head}'))
    _say(database, "FITS", fits)
    _say(folder / "monitor" / "__init__.py", "__version__", VERSION)
    versions = folder / "monitor" / "store" / "schema" / "migrations" / "versions"
    (versions / f"{NEXT}_next.py").write_text(_MIGRATION)
    return folder


def _say(path: Path, name: str, value: str) -> None:
    lines = path.read_text().splitlines()
    (place,) = (number for number, line in enumerate(lines) if line.startswith(f"{name} = "))
    lines[place] = f'{name} = "{value}"'
    path.write_text("\n".join([*lines, ""]))
