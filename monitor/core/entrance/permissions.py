"""What each role may do at the desk, as one table."""

from __future__ import annotations

from monitor.model.desk.visitors import Permission, Role, Visitor

LEAST: dict[Permission, Role] = {
    Permission.READ: Role.READER,
    Permission.EXPLAIN: Role.READER,
    Permission.SEARCH: Role.READER,
    Permission.OWN_ACCOUNT: Role.READER,
    Permission.JUDGE: Role.ANALYST,
    Permission.SILENCE: Role.ANALYST,
    Permission.TELL_AGAIN: Role.ANALYST,
    Permission.READ_AGAIN: Role.ANALYST,
    Permission.TRY_FEED: Role.ANALYST,
    Permission.ACKNOWLEDGE: Role.ANALYST,
    Permission.SPELLING: Role.ANALYST,
    Permission.DRAFT: Role.ANALYST,
    Permission.EDIT_WATCHLIST: Role.ANALYST,
    Permission.SEE_LEDGER: Role.ANALYST,
    Permission.PAUSE_FEED: Role.ADMIN,
    Permission.ADD_FEED: Role.ADMIN,
    Permission.RETRY: Role.ADMIN,
    Permission.SUBSCRIBE: Role.ADMIN,
    Permission.SEE_SETTINGS: Role.ADMIN,
}
"""The role that may do least of those that may do it."""

PERMISSIONS: dict[str, Permission] = {
    "story.done": Permission.JUDGE,
    "story.not_this": Permission.JUDGE,
    "story.silence": Permission.SILENCE,
    "silence.end": Permission.SILENCE,
    "story.tell_again": Permission.TELL_AGAIN,
    "article.read_again": Permission.READ_AGAIN,
    "delivery.retry": Permission.RETRY,
    "delivery.acknowledge": Permission.ACKNOWLEDGE,
    "feed.try": Permission.TRY_FEED,
    "/feed/look": Permission.TRY_FEED,
    "feed.pause": Permission.PAUSE_FEED,
    "feed.resume": Permission.PAUSE_FEED,
    "feed.add": Permission.ADD_FEED,
    "watchlist.save": Permission.EDIT_WATCHLIST,
    "watchlist.keep": Permission.DRAFT,
    "watchlist.drop": Permission.DRAFT,
    "/watchlist/draft/{draft}": Permission.DRAFT,
    "/watchlist/new": Permission.EDIT_WATCHLIST,
    "/watchlist/try": Permission.EDIT_WATCHLIST,
    "/watchlist/parts": Permission.EDIT_WATCHLIST,
    "/watchlist/pin": Permission.EDIT_WATCHLIST,
    "/watchlist/sample": Permission.EDIT_WATCHLIST,
    "watchlist.accept": Permission.SPELLING,
    "watchlist.reject": Permission.SPELLING,
    "push.subscribe": Permission.OWN_ACCOUNT,
    "push.choose": Permission.OWN_ACCOUNT,
    "push.end": Permission.OWN_ACCOUNT,
    "account.password": Permission.OWN_ACCOUNT,
    "account.code": Permission.OWN_ACCOUNT,
    "account.no_code": Permission.OWN_ACCOUNT,
    "account.token": Permission.OWN_ACCOUNT,
    "account.no_token": Permission.OWN_ACCOUNT,
    "start.feeds": Permission.ADD_FEED,
    "start.watchlist": Permission.SUBSCRIBE,
    "start.subscribe": Permission.SUBSCRIBE,
    "/ledger": Permission.SEE_LEDGER,
    "/start": Permission.SEE_SETTINGS,
    "/start/draft": Permission.SEE_SETTINGS,
    "/start/try": Permission.SEE_SETTINGS,
}
"""Under which permission each action of the desk falls, and each page or file that is more than reading."""


def may(role: Role, permission: Permission) -> bool:
    """Whether somebody of that role may do it."""
    return role.rank >= LEAST[permission].rank


def refusal(visitor: Visitor, permission: Permission) -> str:
    """Why the visitor may not do it, as a sentence; "" if he may."""
    if may(visitor.role, permission):
        return ""
    return f"{visitor.name} is {visitor.role}; to {_SAID.get(permission, permission.value)} takes {LEAST[permission]}."


_SAID = {
    Permission.OWN_ACCOUNT: "change an account",
    Permission.TRY_FEED: "try a feed",
    Permission.DRAFT: "work on a draft",
    Permission.EDIT_WATCHLIST: "edit a watchlist",
    Permission.PAUSE_FEED: "pause a feed",
    Permission.ADD_FEED: "add a feed",
    Permission.RETRY: "retry a delivery",
    Permission.SPELLING: "accept a spelling",
    Permission.SEE_SETTINGS: "see the settings",
}
