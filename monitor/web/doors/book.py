"""users.yaml as it is now: looked at with each request, read when it changed."""

from __future__ import annotations

from pathlib import Path

import structlog

from monitor.model.desk.visitors import Users
from monitor.settings import UsersFound, users_found

log = structlog.get_logger("monitor.web")

_FILE = "users.yaml"
_MOST = 1_000_000


class UsersBook:
    """Whoever stands in users.yaml of the folder `root`; nobody while it cannot be used."""

    def __init__(self, root: Path) -> None:
        self._path = root / _FILE
        self._seen: bytes | OSError | None = None
        self._found = UsersFound()

    def look(self) -> UsersFound:
        """As the file stands now. A few kilobytes: comparing them costs less than being wrong about who was removed."""
        seen = self._content()
        if seen != self._seen:
            self._seen, self._found = seen, users_found(self._path.parent)
            for problem in self._found.problems:
                log.error("nobody can enter the desk", action="enter", why=str(problem))
        return self._found

    @property
    def users(self) -> Users:
        """Whoever stands there now."""
        return self.look().users

    def _content(self) -> bytes | None:
        try:
            with self._path.open("rb") as file:
                return file.read(_MOST)
        except FileNotFoundError:
            return None
        except OSError as error:
            return f"cannot be read: {error.strerror}".encode()
