"""Secrets from the environment or from files; the only reader of environment variables."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from monitor.model.config import Secret
from monitor.ports import ReadEnvironment
from monitor.records import dataclass
from monitor.settings.check import Complain
from monitor.settings.yaml import Loc

_MAX_SECRET = 65_536
_NO_FILE = "It needs the path of a file that holds the secret (relative to config/), not the secret; check its rights."


@dataclass(slots=True)
class SecretReader:
    """Reads secrets for one load of the configuration and remembers which files it was asked for."""

    root: Path
    env: ReadEnvironment
    needed: bool = True
    """Whether one that is absent is a fault. Else it is noted and taken as empty: nothing will be sent with it."""
    files: dict[Path, bytes | None] = field(default_factory=dict, repr=False)
    """Every secret file asked for, with its content (None: unreadable), for telling whether it changed."""
    absent: list[str] = field(default_factory=list)
    """What was not found, where that is no fault."""

    def choose(self, loc: Loc, env_name: str | None, file_name: str | None, complain: Complain) -> Secret | None:
        """The secret called `loc[-1]` from `..._env` or `..._file`; None if neither is given or it cannot be read."""
        *parent, name = loc
        if env_name is not None and file_name is not None:
            complain((*parent, f"{name}_file"), f"{name}_env and {name}_file are both given.", "Keep one of them.")
            return None
        if env_name is not None:
            return self.from_env((*parent, f"{name}_env"), env_name, complain)
        if file_name is not None:
            return self.from_file((*parent, f"{name}_file"), file_name, complain)
        return None

    def from_env(self, loc: Loc, name: str, complain: Complain) -> Secret | None:
        """Value of the variable `name`."""
        value = self.env(name)
        if not value:
            what = "is empty" if value == "" else "is not set"
            if not self.needed:
                return self._absent(f"the environment variable {name} {what}")
            complain(loc, f"the environment variable {name} {what}.", "Set it where the bot is started.")
            return None
        return self._single_line(loc, value, f"the environment variable {name}", complain)

    def from_file(self, loc: Loc, name: str, complain: Complain) -> Secret | None:
        """Content of the file `name`, relative to config/, without the line break at its end."""
        path = self.root / name
        content = read_secret_file(path)
        self.files[path] = content
        # Where there is no such file, what stands there may be the secret itself: it is not repeated.
        if content is None and self.needed and _is_there(path):
            complain(
                loc, f"the file {path} cannot be read.", "It has to be a file of at most 64 kB that the bot may read."
            )
            return None
        if content is None and not self.needed:
            return self._absent(f"the file that {'.'.join(map(str, loc))} names cannot be read")
        if content is None:
            complain(loc, "the file that is named here cannot be read.", _NO_FILE)
            return None
        try:
            value = content.decode().rstrip("\r\n")
        except UnicodeDecodeError:
            complain(loc, f"the file {path} is not UTF-8 text.", "Save it as one line of UTF-8.")
            return None
        return self._single_line(loc, value, f"the file {path}", complain)

    def _absent(self, what: str) -> Secret:
        self.absent.append(what)
        return Secret("")

    @staticmethod
    def _single_line(loc: Loc, value: str, where: str, complain: Complain) -> Secret | None:
        if not value.strip() or not value.isprintable():
            complain(loc, f"{where} does not hold one line of text.", "Put only the secret there, in one line.")
            return None
        return Secret(value)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def read_secret_file(path: Path) -> bytes | None:
    """Content of `path`; None if it is missing, unreadable, no plain file or absurdly large."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            content = file.read(_MAX_SECRET + 1)
    except (OSError, ValueError):
        return None
    return content if len(content) <= _MAX_SECRET else None
