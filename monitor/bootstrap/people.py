"""Who of users.yaml may be told what, beside who may look at it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from monitor.model.config import DeskSettings
from monitor.model.desk.visitors import LOCAL, Role, User, Users
from monitor.settings import users_found


class People:
    """Asked anew each time: whoever was taken out is told nothing more.

    While the file is wrong the last good one holds: nobody can log in then, but the news goes on.
    """

    def __init__(self, root: Path, desk: Callable[[], DeskSettings]) -> None:
        self._root, self._desk = root, desk
        self._users = Users()

    def may_be_told(self, name: str, watchlists: Collection[str]) -> bool:
        """Whether the person is shown all of these watchlists."""
        found = users_found(self._root)
        if not found.problems:
            self._users = found.users
        users, desk = self._users, self._desk()
        if not users.users and not desk.proxies:
            # The desk is open to this machine.
            return name == LOCAL
        user = users.user(name)
        if user is None and desk.proxies and desk.proxy_role:
            user = User(name=name, role=Role(desk.proxy_role))
        if user is None:
            return False
        shown = users.watchlists_of(user)
        return shown is None or set(watchlists) <= set(shown)
