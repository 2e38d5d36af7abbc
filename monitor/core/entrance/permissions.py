"""What each role may do at the desk, as one table."""

from __future__ import annotations

from monitor.model.desk.visitors import Deed, Role, Visitor

LEAST: dict[Deed, Role] = {
    Deed.READ: Role.READER,
    Deed.EXPLAIN: Role.READER,
    Deed.SEARCH: Role.READER,
    Deed.OWN_ACCOUNT: Role.READER,
    Deed.JUDGE: Role.ANALYST,
    Deed.SILENCE: Role.ANALYST,
    Deed.TELL_AGAIN: Role.ANALYST,
    Deed.READ_AGAIN: Role.ANALYST,
    Deed.TRY_FEED: Role.ANALYST,
    Deed.ACKNOWLEDGE: Role.ANALYST,
    Deed.SPELLING: Role.ANALYST,
    Deed.DRAFT: Role.ANALYST,
    Deed.EDIT_WATCHLIST: Role.ANALYST,
    Deed.PAUSE_FEED: Role.ADMIN,
    Deed.ADD_FEED: Role.ADMIN,
    Deed.RETRY: Role.ADMIN,
    Deed.SUBSCRIBE: Role.ADMIN,
    Deed.SEE_SETTINGS: Role.ADMIN,
}
"""The role that may do least of those that may do it."""


def may(role: Role, deed: Deed) -> bool:
    """Whether somebody of that role may do it."""
    return role.rank >= LEAST[deed].rank


def refusal(visitor: Visitor, deed: Deed) -> str:
    """Why the visitor may not do it, as a sentence; "" if he may."""
    if may(visitor.role, deed):
        return ""
    return f"{visitor.name} is {visitor.role}; to {_SAID.get(deed, deed.value)} takes {LEAST[deed]}."


_SAID = {
    Deed.OWN_ACCOUNT: "change an account",
    Deed.TRY_FEED: "try a feed",
    Deed.EDIT_WATCHLIST: "edit a watchlist",
    Deed.PAUSE_FEED: "pause a feed",
    Deed.ADD_FEED: "add a feed",
    Deed.RETRY: "retry a delivery",
    Deed.SPELLING: "accept a spelling",
    Deed.SEE_SETTINGS: "see the settings",
}
