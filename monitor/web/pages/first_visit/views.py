"""What the pages of the first visit show."""

from __future__ import annotations

from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOffer:
    """A channel that may be chosen."""

    name: str
    mail: bool
    """Whether it needs an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartView:
    """How far the first visit is."""

    feeds: tuple[str, ...]
    watchlists: tuple[str, ...]
    """Without the example."""
    subscriptions: tuple[str, ...]
    """Those that tell one of these watchlists."""
    channels: tuple[ChannelOffer, ...]
    stories: int
    first: str
    """Headline of the newest story that was found; "" if none was."""
    language: str
    story: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A watchlist drafted from texts, not saved yet."""

    name: str
    text: str
    names: int
    texts: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mention in the text that was tried."""

    watchlist: str
    topic: str
    words: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TryView:
    """What the watchlists find in a text."""

    text: str
    fires: tuple[str, ...]
    found: tuple[Found, ...]
    nearly: tuple[Found, ...]
