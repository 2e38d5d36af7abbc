"""What watchlists are compiled to."""

from __future__ import annotations

from monitor.model.watch import Topic
from monitor.records import dataclass
from monitor.watch.lexicon import Lexicon, Trie
from monitor.watch.match.name_refs import NameRef
from monitor.watch.match.people import FamilyNames
from monitor.watch.match.translation import Translations
from monitor.watch.query import Guard, Query


@dataclass(frozen=True, slots=True)
class CompiledTopic:
    """A topic ready to be weighed."""

    watchlist: int
    topic: Topic
    guard: Guard
    """What holds for all of its names."""
    rejected: frozenset[str]
    """Spellings that are none of its names, as `is_rejected` takes them."""


@dataclass(frozen=True, slots=True)
class CompiledWatchlist:
    """A watchlist's id and the trees of its rules."""

    id: str
    rules: tuple[tuple[str, Query], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything a matcher works with."""

    watchlists: tuple[CompiledWatchlist, ...]
    topics: tuple[CompiledTopic, ...]
    refs: tuple[NameRef, ...]
    lexicon: Lexicon
    names: Trie
    phrases: Trie
    translations: Translations
    phrase_ids: dict[str, int]
    families: FamilyNames
    """The family names of people, by topic."""
    guards: tuple[Guard, ...]
    """What holds for some names only, by number."""
    seams: frozenset[str] = frozenset()
    """The marks that names hold between their words."""
