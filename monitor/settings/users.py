"""Users of the desk, read by themselves: who was removed is out at once, whatever else is wrong in config/.

Nor does what is wrong here stop the bot: nobody enters until it is mended, and the news goes on.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.model.desk.visitors import Users
from monitor.records import dataclass
from monitor.settings.build import build_users
from monitor.settings.check import Findings, check
from monitor.settings.partial import read_file
from monitor.settings.schema import UsersFile
from monitor.settings.yaml import USERS, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersFound:
    """One look at users.yaml: whoever stands there, nobody if there are problems."""

    users: Users = Users()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def users_found(root: Path, watchlists: Collection[str] | None = None) -> UsersFound:
    """users.yaml of the folder `root`; nobody if there is no such file. `watchlists`: ids that users may name."""
    path = root / USERS
    if not path.exists():
        return UsersFound()
    document = read_file(path)
    if not isinstance(document, Document):
        return UsersFound(problems=tuple(document))
    checked, problems = check(document, UsersFile)
    findings = Findings(problems=list(problems))
    users = build_users(checked, watchlists, findings) if checked is not None else Users()
    if findings.problems:
        return UsersFound(problems=findings.ordered([path.as_posix()]))
    return UsersFound(users=users, warnings=tuple(findings.warnings))


def load_users(root: Path) -> Users:
    """Whoever stands in users.yaml of the folder `root`.

    Raises:
        ConfigError: with everything that is wrong with it.
    """
    found = users_found(root)
    if found.problems:
        raise ConfigError(found.problems)
    return found.users
