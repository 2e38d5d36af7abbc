"""How often each spelling and rule of a watchlist was met: small counters beside the matches they are made of."""

from __future__ import annotations

from datetime import datetime

from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedForms:
    """What one stored match counts: the names surely met of each topic, and the rules that fired."""

    watchlist: str
    at: datetime
    forms: tuple[tuple[str, tuple[str, ...]], ...]
    """(topic, its names) pairs."""
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingUse:
    """One name of a topic, or one rule of a watchlist."""

    watchlist: str
    topic: str
    """"" for a rule."""
    form: str
    """The name as the watchlist or a pack writes it, or the rule's id."""
    hits: int
    """Articles in which it was surely met."""
    first_at: datetime
    last_at: datetime
    together: tuple[str, ...] = ()
    """Names of the topic that were met in every one of these articles as well."""
