"""Who may use the desk: users, tokens of scripts, and whoever is let in for one request."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import datetime
from enum import StrEnum

from monitor.records import dataclass

LOCAL = "local"
"""The name of whoever sits at this machine, where no users are configured."""


class Role(StrEnum):
    """What somebody may do; each may do all that the one before it may, see `monitor.core.entrance.permissions`."""

    READER = "reader"
    ANALYST = "analyst"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """0 for the one who may do least."""
        return list(Role).index(self)


class Permission(StrEnum):
    """What somebody may do at the desk, as the table of permissions names it."""

    READ = "read"
    EXPLAIN = "explain"
    SEARCH = "search"
    OWN_ACCOUNT = "own account"
    JUDGE = "judge"
    SILENCE = "silence"
    TELL_AGAIN = "tell again"
    READ_AGAIN = "read again"
    TRY_FEED = "try feed"
    ACKNOWLEDGE = "acknowledge"
    SPELLING = "accept spelling"
    DRAFT = "draft"
    EDIT_WATCHLIST = "edit watchlist"
    PAUSE_FEED = "pause feed"
    ADD_FEED = "add feed"
    RETRY = "retry delivery"
    SUBSCRIBE = "subscribe"
    SEE_SETTINGS = "see settings"
    SEE_LEDGER = "see what was done"


class Way(StrEnum):
    """By what somebody was let in."""

    LOOPBACK = "loopback"
    """The desk is open to everybody on this machine, and to nobody else."""
    SESSION = "session"
    TOKEN = "token"  # noqa: S105 - a word
    PROXY = "proxy"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One person in users.yaml."""

    name: str
    role: Role
    password: str = field(default="", repr=False)
    """Its argon2 hash; "" for who enters by a proxy alone."""
    totp: str = field(default="", repr=False)
    """The key of an authenticator, in base32; "" for none."""
    watchlists: tuple[str, ...] = ()
    """All that are shown; () for those of the role."""
    mail: str = ""
    """Own mail address; "" if none is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptToken:
    """What a script shows instead of a name and a password."""

    name: str
    role: Role
    hash: str = field(repr=False)
    """SHA-256 of the token, hex: it is long and random, a slow hash would prove nothing more."""
    owner: str = ""
    """The person whose it is; "" for nobody's in particular."""
    until: datetime | None = None
    watchlists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Users:
    """users.yaml."""

    users: tuple[User, ...] = ()
    tokens: tuple[ScriptToken, ...] = ()
    by_role: tuple[tuple[Role, tuple[str, ...]], ...] = ()
    """Watchlists that are shown to a role; all to one that is not named."""

    def user(self, name: str) -> User | None:
        """The user of that name."""
        return next((one for one in self.users if one.name == name), None)

    def held(self, token: ScriptToken) -> ScriptToken | None:
        """The token as far as its owner may go now; None if there is no such person any more."""
        if not token.owner:
            return token
        owner = self.user(token.owner)
        if owner is None:
            return None
        role, theirs, own = min(token.role, owner.role, key=_rank), self.watchlists_of(owner), token.watchlists
        if theirs is None:
            return replace(token, role=role)
        # Without one in common it is shown a list that there is not, and so nothing.
        common = tuple(one for one in own if one in theirs) or ("",)
        return replace(token, role=role, watchlists=common if own else theirs)

    def watchlists_of(self, one: User | ScriptToken) -> tuple[str, ...] | None:
        """Ids of all that are shown; None for every watchlist."""
        return one.watchlists or dict(self.by_role).get(one.role) or None


def _rank(role: Role) -> int:
    return role.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Whoever is let in, for one request."""

    name: str
    """As the ledger names who did something."""
    role: Role
    way: Way
    watchlists: tuple[str, ...] | None = None
    """Ids of all that are shown; None for every watchlist."""

    def sees(self, watchlist: str) -> bool:
        """Whether that watchlist, and what it finds, is shown."""
        return self.watchlists is None or watchlist in self.watchlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser that somebody logged in with."""

    mark: str = field(repr=False)
    """SHA-256 of what the browser keeps, hex: who reads the database cannot enter with it."""
    user: str
    stamp: str = field(repr=False)
    """Of the credentials it began with, see `monitor.core.entrance.sessions`."""
    began_at: datetime
    seen_at: datetime
