"""The audit of misses: which texts are looked at, what is shown of them, and what follows from the answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from monitor.model.ids import ArticleId, StoryId
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditText:
    """A judged article as the audit of one watchlist sees it."""

    id: ArticleId
    title: str
    text: str
    language: str
    publisher: str
    url: str
    at: datetime
    """When it was first seen."""
    story: StoryId
    topics: tuple[str, ...] = ()
    """Surely met in it; empty: the watchlist did not find it."""
    met: tuple[str, ...] = ()
    """The names as they stand in it."""


class Stratum(StrEnum):
    """How much an article reads like those that were found. In JSON."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """An article that was not found, and what speaks for a miss."""

    article: ArticleId
    others: tuple[ArticleId, ...]
    """Of the same story, as little found."""
    same_spelling: tuple[ArticleId, ...] = ()
    """One of each other story that was not found and has the same unknown spelling."""
    topic: str
    """Whose finds it reads like most."""
    alike: float
    """Share of what was found, names left out, that reads less like the rest of it than this one: 0 to 1."""
    words: tuple[str, ...]
    """That it has in common with what was found, the most telling first."""
    spelling: str = ""
    """A rare word in it that may be a watched name."""
    name: str = ""
    """That name."""
    spelled: float = 0.0
    """How likely it is, 0 to 1."""
    neighbour: bool = False
    """An article of its story was found."""
    stratum: Stratum | None = None
    """Of a sample; None: it stands for itself alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StratumFigures:
    """What is known of one stratum of the articles that are in no line."""

    stratum: Stratum
    articles: int
    answered: int
    misses: int
    at_most: int
    """Misses in all of it, with a likelihood of 95 %; all of them where nothing was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """How much of what is watched was found, as far as can be said."""

    found: int
    """Stories in which the watchlist surely met a topic."""
    alike: int
    """Of these, those that read more like the others, names left out, than any article that nobody judged."""
    misses: int
    """Stories that were not found, read as much like them, and were answered with yes."""
    share: float | None
    """Estimated share that was found; None: too little is known."""
    low: float
    high: float
    """Between which it lies with a likelihood of 95 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The audit of one watchlist."""

    watchlist: str
    articles: int
    """That were looked at."""
    every: int = 0
    """That were seen since then: more than were looked at where there are too many."""
    lines: tuple[AuditLine, ...]
    sample: tuple[AuditLine, ...]
    recall: Recall
    strata: tuple[StratumFigures, ...]
    blind: tuple[tuple[str, int], ...]
    """Languages in which nothing was found, with their articles: words say nothing of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """A line of an audit in short."""

    article: ArticleId
    title: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditMade:
    """What is kept of the last audit that the bot made of a watchlist by itself."""

    watchlist: str
    at: datetime
    articles: int
    """That were looked at."""
    found: int
    """Stories in which the watchlist surely met a topic."""
    share: float | None
    """Estimated share that was found; None: too little is known."""
    low: float
    high: float
    lines: int
    """Articles that may be misses."""
    first: tuple[AuditHead, ...] = ()
    """The likeliest of them."""
