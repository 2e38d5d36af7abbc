"""Looking through stored articles: what is asked of the index of the archive, and how much of it there is."""

from __future__ import annotations

from datetime import datetime

from monitor.model.articles import Article
from monitor.model.ids import ArticleId, StoryId
from monitor.model.watch import Field, Strength
from monitor.records import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """An article has any of these terms; of none: no article has what is needed."""

    any_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class All:
    """All of them hold; of none: whatever article it is."""

    parts: tuple[Needs, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Any of them holds; of none: no article."""

    parts: tuple[Needs, ...]


Needs = Terms | All | Any
"""What an article must have in the index to be looked at."""
EVERY = All(())
"""Nothing is needed."""
NONE = Any(())


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFilter:
    """Which articles are looked at; what is empty or None leaves all."""

    before: ArticleId | None = None
    """Those stored earlier than this one."""
    first: ArticleId | None = None
    """Those stored from this one on."""
    publisher: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """When they were first seen: from the first moment to before the second."""
    watchlist: str = ""
    """Those that it matched, in their present version."""
    topic: str = ""
    """Those in which a watchlist met it."""
    outcome: str = ""
    """Those that were judged so, as in `AssessOutcome`."""
    story: StoryId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveState:
    """How much of the archive can be searched."""

    articles: int
    waiting: int
    """Articles that cannot be yet: the index does not hold them, and they are too many to be read for a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Of an article that the index offers what is matched."""

    id: ArticleId
    title: str
    text: str
    language: str
    publisher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotted:
    """A place in an article at which a part of the question stands."""

    field: Field
    start: int
    end: int
    """As in `Hit`."""
    surface: str
    term: str
    """What stands there, as it was asked for."""
    strength: Strength | None = None
    """Of a mention of a topic; None for words."""
    form: str = ""
    """Which name of the topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where a question holds in one article."""

    spots: tuple[Spotted, ...]
    """In reading order, those that overlap told once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a part of a question was looked for as."""

    term: str
    words: int
    """Words of the archive, as they are written, that may be one of its words."""
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article of which a question holds."""

    article: Article
    sighting: Sighting
    score: float = 0.0
    """How good a find it is, where the best come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """What was found, and how."""

    found: tuple[FoundArticle, ...]
    looked_at: int
    """Articles that were looked at, because the index says that they may hold what is asked for."""
    more: ArticleId | None
    """There may be more among the articles before this one; None: these were all."""
    tried: tuple[Tried, ...]
    state: ArchiveState
