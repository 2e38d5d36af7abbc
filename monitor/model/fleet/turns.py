"""Whose turn it is at a host that several workers ask."""

from __future__ import annotations

from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnAsked:
    """A request that wants to begin."""

    host: str
    holder: str
    """What nobody else calls a request; who asks twice by one name has the turn once."""
    hold_s: float
    """After so long the host is free again, whatever became of the request."""
    authority: str
    """What is closed by itself: the host, with its port if that is not the usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnAnswer:
    """Whether it may begin."""

    granted: bool
    wait_s: float = 0.0
    """If it may not: the time after which to ask again."""
    closed_s: float = 0.0
    """So long nobody may ask this host at all."""
    unknown: bool = False
    """The database did not say: it may have been granted. Who asks again by the same name is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnEnded:
    """A request that has ended."""

    host: str
    holder: str
    rest_s: float
    """How long the host rests now; longer if a worker knows of a longer Crawl-delay."""
    authority: str
    closed_s: float = 0.0
    """The host asked for no requests for so long; 0: it did not."""
