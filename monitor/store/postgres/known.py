"""Which database of a server an installation works with: one that was emptied, or is another, is never taken for it.

A file in the data folder names the database that was there, as the file beside a database of SQLite says that there was
one. Each database has an identity of its own, which goes along where it is copied, dumped and restored.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, select

from monitor.errors import StoreError
from monitor.store.schema import dialect, secret

FILE = "server.made"
_IDENTITY = "database"
_NOTE = (
    "This installation works with the database named here. monitor refuses another one, and an empty one: it would "
    "tell old news again. To take another on purpose, delete this file."
)


class Known:
    """The file that names the database which the installation of a data folder works with.

    Raises:
        StoreError: it is there, and cannot be read.
    """

    def __init__(self, data: Path) -> None:
        self._path = data / FILE
        self._name = self._identity = ""
        try:
            said = json.loads(self._path.read_text("utf-8"))
            self._name, self._identity = str(said["database"]), str(said["identity"])
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise StoreError(
                f"The file {self._path} does not say which database this installation works with. Give the bot the "
                "right to read it; if storage.url names the right database, delete it."
            ) from problem

    def refuse_if_lost(self, name: str) -> None:
        """For a database called `name` that has no tables.

        Raises:
            StoreError: there was one.
        """
        if self._identity:
            raise StoreError(
                f"The database {name} is empty, but this installation worked with {self._name}. Check storage.url, or "
                f"restore a backup (pg_restore -d URL FILE); to begin anew, with old news told again, delete "
                f"{self._path}."
            )

    def refuse_another(self, name: str, conn: Connection) -> str:
        """The identity of the database, given to it if it has none.

        Raises:
            StoreError: the installation worked with another.
        """
        dialect.insert_new(conn, secret, [{"name": _IDENTITY, "value": uuid4().hex}])
        found = str(conn.execute(select(secret.c.value).where(secret.c.name == _IDENTITY)).scalar_one())
        if self._identity not in ("", found):
            raise StoreError(
                f"The database {name} is not the one that this installation worked with ({self._name}): old news would "
                f"be told again. Check storage.url; if it is to be this one from now on, delete {self._path}."
            )
        return found

    def remember(self, name: str, identity: str) -> None:
        """Name it from now on; where that cannot be written, it goes without."""
        if (name, identity) == (self._name, self._identity):
            return
        said = json.dumps({"note": _NOTE, "database": name, "identity": identity}, ensure_ascii=False, indent=1)
        part = self._path.with_suffix(".part")
        with suppress(OSError):
            part.parent.mkdir(0o700, parents=True, exist_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(f"{said}\n")
            part.replace(self._path)
