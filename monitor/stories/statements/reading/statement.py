"""What is kept of a sentence that was read."""

from __future__ import annotations

from dataclasses import field

from monitor.records import dataclass
from monitor.stories.statements.reading.dates import Date
from monitor.stories.statements.reading.hours import Hours
from monitor.stories.words.stems import State


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts."""

    value: str
    unit: str
    """Folded word, "" if none follows; "%" and signs of money too."""
    harm: int | None = None
    """Pole of "life" that the counted are said to be at: wounded, dead, missing."""
    article: bool = False
    """"a", "one": counts only beside another number of the same."""
    about: bool = False
    """"nearly", "some": a rounded one."""
    vague: str = ""
    """"dozens", "thousands" as it stands there: at least `value`, and less than ten times that."""

    @property
    def shown(self) -> str:
        """For people."""
        if self.vague:
            return f"{self.vague} {self.unit}".strip()
        return f"{self.value}{self.unit}" if self.unit == "%" else f"{self.value} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, read."""

    shown: str
    words: tuple[str, ...]
    """All that are not numbers, clocks, dates or serial marks, folded."""
    content: tuple[str, ...]
    """Those that carry meaning, numbers among them as "#12"."""
    names: frozenset[str]
    """Words with a capital inside the sentence."""
    numbers: tuple[Count, ...]
    days: frozenset[int]
    dates: frozenset[Date]
    hours: Hours
    """From when to when."""
    states: frozenset[State]
    cues: frozenset[str]
    negations: int
    tokens: tuple[str, ...]
    """All words as they stand there, folded."""
    raw: tuple[str, ...]
    """The same, not folded."""
    places: tuple[int, ...]
    """Where each content word stands among them."""
    endings: frozenset[int] = frozenset()
    """Places of Turkish endings that are written apart from their name."""
    site: bool = False
    """The site's own words."""
    credit: bool = False
    """Who took a picture."""
    watched: frozenset[str] = frozenset()
    """Watched names that stand in it, folded."""
    counts: frozenset[str] = field(default=frozenset())
    """The content words as a set."""
