"""Who asks."""

from __future__ import annotations

from starlette.requests import Request

from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody at the desk, as the ledger names them."""

    name: str
    role: str
    session: str = ""
    """What tokens of forms are bound to."""


LOCAL = Who(name="local", role="admin")
"""Whoever sits at this machine, where no users are configured."""


def who_asks(_request: Request) -> Who:
    """The person behind a request that came through the doors."""
    return LOCAL


_RANKS = ("reader", "analyst", "admin")


def may(who: Who, role: str) -> bool:
    """Whether somebody has that role, or one that may more."""
    return _RANKS.index(who.role) >= _RANKS.index(role)
