"""What a digest was made from: how much was looked at, and what is missing in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from monitor.model.archive.audit import AuditMade
from monitor.records import dataclass


class CoverageForm(StrEnum):
    """How much a mail says of what was looked at. What was not read is said in every form."""

    FULL = "full"
    LINE = "line"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTrouble:
    """A feed that was not read as it should be."""

    title: str
    detail: str
    since: datetime | None
    tries: int = 0
    kind: str = ""
    """Of a feed that is read and not as it should be: `undated`, `without_text`, `slow`, `unsteady` or `moved`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfollowed:
    """A matched article that is not looked at any more."""

    title: str
    publisher: str
    url: str
    detail: str
    """Why, in words."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """Stories that are told later."""

    why: str
    """In words."""
    stories: int
    until: datetime | None
    """None: nobody can know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSilence:
    """A silence that is over."""

    why: str
    """Which, of whom, and what for."""
    at: datetime
    stories: int
    """So many that it held are told in this digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSilence:
    """Who has had nothing on a topic for longer than usual, while others had and its own feeds are alive."""

    topic: str
    """Its name."""
    language: str
    """Of all who write in it; "" if it is one publisher."""
    publisher: str
    since: datetime
    """Of the last article on it."""
    usual: str
    """How often it had one before, in words."""
    others: int
    """Articles of others on it since then."""
    feeds: int
    """That it has, all of them alive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What we looked at. `matched == shown + sent + folded + weak + more + held + aside` always (articles)."""

    feeds: int
    """Active feeds."""
    feeds_read: int
    """Of these, read at least once in the window and not failing now: `feeds` are these, failing and not due ones."""
    failing: tuple[FeedTrouble, ...]
    silent: tuple[FeedTrouble, ...]
    """Read without error, but nothing new for unusually long."""
    articles: int
    """Articles assessed in the window."""
    without_full_text: int
    matched: int
    shown: int
    folded: int
    weak: int
    more: int = 0
    """Stories that are due but too many for one digest: they wait for the next one."""
    held: int = 0
    """Matched articles that are held back by the subscription's rules, by silences or quiet hours."""
    undelivered: int = 0
    """Deliveries abandoned or retrying for over an hour."""
    suppressed: int = 0
    """Recipients of the subscription to whom nothing is sent."""
    parked: int = 0
    """Items given up after 3 tries in the window."""
    revision: str = ""
    revision_since: datetime | None = None
    config_error: str = ""
    """Why the newest edit of config/ was refused, "" if it was not."""
    feeds_not_due: int = 0
    """Active feeds that are well, but no poll of them fell into the window."""
    entries_held: int = 0
    """Entries of feeds that intake held back in the window: old ones, or known texts under other ids."""
    held_feeds: tuple[str, ...] = ()
    """Titles of the feeds that these are of, the one with most first."""
    followed: int = 0
    """Matched articles that are looked at as long as they change."""
    unfollowed: tuple[Unfollowed, ...] = ()
    """Those that were left in the window, the oldest first."""
    orphans: int = 0
    """Alerts that no subscription will tell any more: a watchlist or subscription left or was renamed."""
    orphan_lists: tuple[str, ...] = ()
    """Ids of the watchlists that they are of."""
    sent: int = 0
    """Matched articles of stories that were told at once."""
    aside: int = 0
    """Matched articles that are not told: another subscription did, or their state is not asked for."""
    holds: tuple[HeldBack, ...] = ()
    """What holds stories back."""
    ended: tuple[EndedSilence, ...] = ()
    """Silences that ended in the window."""
    impaired: tuple[FeedTrouble, ...] = ()
    """Read, and not as they should be, for weeks perhaps."""
    quiet: tuple[TopicSilence, ...] = ()
    """Silences on topics that tell something."""
    audits: tuple[AuditMade, ...] = ()
    """Audits of its watchlists since the digest before."""
