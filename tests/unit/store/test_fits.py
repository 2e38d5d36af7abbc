"""What a newer schema promises to older programs that go on working on its tables (`FITS`): it only adds to them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from monitor.store.database.migrate import FITS, HEAD
from monitor.store.database.sqlite import create_file, writer_engine


def taken_away(folder: Path, old: str, new: str) -> list[str]:
    """What a program of schema `old` would miss, or could not write, on the tables of `new`."""
    before, after = _tables(folder / "old.db", old), _tables(folder / "new.db", new)
    found = []
    for table, columns in before.items():
        now = after.get(table, {})
        found += [f"{table}.{name} is another" for name, kind in columns.items() if now.get(name) != kind]
        found += [
            f"{table}.{name} must be given" for name in now.keys() - columns if now[name] == (now[name][0], False, None)
        ]
    return found


def _tables(path: Path, revision: str) -> dict[str, dict[str, tuple[str, bool, str | None]]]:
    """By table and column: type, whether it may be empty, default."""
    create_file(path)
    engine = writer_engine(path, busy_timeout_ms=1000, owner=True, foreign_keys=False)

    def migrated(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", "monitor:store/schema/migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    with engine.begin() as connection:
        migrated(connection)
    with engine.begin() as connection:
        tables = inspect(connection)
        found = {
            table: {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in tables.get_columns(table)
            }
            for table in tables.get_table_names()
        }
    engine.dispose()
    return found


def test_since_the_oldest_program_that_fits_the_tables_were_only_added_to(tmp_path: Path) -> None:
    assert int(FITS) <= int(HEAD)
    assert taken_away(tmp_path, FITS, HEAD) == []


def test_a_schema_that_took_something_away_fits_no_older_program(tmp_path: Path) -> None:
    assert "feed.next_poll_at is another" in taken_away(tmp_path, "0001", HEAD)
