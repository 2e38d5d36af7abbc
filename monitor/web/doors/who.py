"""Who asks."""

from __future__ import annotations

from typing import Protocol, cast

from starlette.requests import Request

from monitor.model.desk.visitors import LOCAL as LOCAL_NAME
from monitor.model.desk.visitors import Role, Way
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody at the desk, as the ledger names them."""

    name: str
    role: str
    """Of `Role`; "" for who is not let in."""
    session: str = ""
    """What tokens of forms are bound to."""
    way: Way = Way.LOOPBACK
    watchlists: frozenset[str] | None = None
    """Ids of the only watchlists that are shown, with what they find; None for all."""

    def sees(self, watchlist: str) -> bool:
        """Whether that watchlist, and what it finds, is shown."""
        return self.watchlists is None or watchlist in self.watchlists


LOCAL = Who(name=LOCAL_NAME, role=Role.ADMIN.value)
"""Whoever sits at this machine, where no users are configured."""
NOBODY = Who(name="", role="")
"""Whoever has not logged in: sees the page to log in."""
KEY = "monitor.who"


def who_asks(request: Request) -> Who:
    """The person behind a request that came through the doors; nobody if it came by another way."""
    return cast("Who", request.scope.get(KEY, NOBODY))


class Guarded(Protocol):
    """A page, a file or an action."""

    @property
    def role(self) -> str:
        """Least role that it is for."""
        ...

    @property
    def by_list(self) -> bool:
        """Whether it is for people who are shown some watchlists only, too."""
        ...


def allows(who: Who, what: Guarded) -> bool:
    """Whether it answers them; what is on a page must not lead to a refusal."""
    return may(who, what.role) and (what.by_list or who.watchlists is None)


def edits(who: Who) -> bool:
    """Whether all files of watchlists are for them to edit."""
    return may(who, Role.ANALYST.value) and who.watchlists is None


def may(who: Who, role: str) -> bool:
    """Whether somebody has that role, or one that may more."""
    return bool(who.role) and Role(who.role).rank >= Role(role).rank
