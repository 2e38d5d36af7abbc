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

DEEDS: dict[str, Deed] = {
    "story.done": Deed.JUDGE,
    "story.not_this": Deed.JUDGE,
    "story.silence": Deed.SILENCE,
    "silence.end": Deed.SILENCE,
    "story.tell_again": Deed.TELL_AGAIN,
    "article.read_again": Deed.READ_AGAIN,
    "delivery.retry": Deed.RETRY,
    "delivery.acknowledge": Deed.ACKNOWLEDGE,
    "feed.try": Deed.TRY_FEED,
    "/feed/look": Deed.TRY_FEED,
    "feed.pause": Deed.PAUSE_FEED,
    "feed.resume": Deed.PAUSE_FEED,
    "feed.add": Deed.ADD_FEED,
    "watchlist.save": Deed.EDIT_WATCHLIST,
    "/watchlist/new": Deed.EDIT_WATCHLIST,
    "/watchlist/try": Deed.EDIT_WATCHLIST,
    "watchlist.accept": Deed.SPELLING,
    "watchlist.reject": Deed.SPELLING,
    "push.subscribe": Deed.OWN_ACCOUNT,
    "push.choose": Deed.OWN_ACCOUNT,
    "push.end": Deed.OWN_ACCOUNT,
    "account.password": Deed.OWN_ACCOUNT,
    "account.code": Deed.OWN_ACCOUNT,
    "account.no_code": Deed.OWN_ACCOUNT,
    "account.token": Deed.OWN_ACCOUNT,
    "account.no_token": Deed.OWN_ACCOUNT,
    "start.feeds": Deed.ADD_FEED,
    "start.watchlist": Deed.SUBSCRIBE,
    "start.subscribe": Deed.SUBSCRIBE,
    "/start": Deed.SEE_SETTINGS,
    "/start/draft": Deed.SEE_SETTINGS,
    "/start/try": Deed.SEE_SETTINGS,
}
"""Under which deed each action of the desk falls, and each page or file that is more than reading."""


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
