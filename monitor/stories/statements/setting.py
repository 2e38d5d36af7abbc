"""How a text stands to those told before it, and how alike two of their sentences are to be."""

from __future__ import annotations

from monitor.records import dataclass
from monitor.stories.words.lexicon import Lexicon

EQUAL = 0.6
"""Share of words from which what differs is read as the statement's change."""
CLOSE = 0.75
"""The same where small words decide."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the later text stands to the earlier one."""

    lexicon: Lexicon
    next_of_series: bool
    """Same publisher, another address: what is other there is another thing."""
    same_publisher: bool
    now: frozenset[str] = frozenset()
    """Words of the later text."""
    told: frozenset[str] = frozenset()
    """Words of what was told; of an edit those of the version before it alone: what it takes back was told as well."""
    at_head: bool = False
    """The sentence is the headline, or one of the first of its text."""
    other_day: bool = False
    """Both speak of two calendar days, however these are named."""
    copied: bool = False
    """Nearly all sentences were taken over as they were."""
