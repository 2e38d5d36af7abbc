"""The queue of possible new spellings: what candidates looked like, how often, where, and how likely they are names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from monitor.model.watch import Hit
from monitor.records import dataclass
from monitor.watch.advice.likelihood import LIKELY, likelihood
from monitor.watch.lexicon import unmarked

MOST_SNIPPETS = 2
_REACH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAs:
    """One candidate where it stands."""

    hit: Hit
    text: str
    """The title or text that the hit's offsets count in."""
    language: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSpelling:
    """A spelling that may be one of the topic's."""

    watchlist: str
    topic: str
    text: str
    """As it is written most often."""
    also: tuple[str, ...]
    """Other ways in which it was met: with particles joined to it, in other letters of the same kind."""
    language: str
    count: int
    form: str
    """The topic's name that it resembles."""
    reason: str
    likelihood: float
    """From 0 to 1."""
    snippets: tuple[str, ...]
    urls: tuple[str, ...]

    @property
    def likely(self) -> bool:
        """Whether it is worth a look."""
        return self.likelihood >= LIKELY


def new_spellings(found: Iterable[SeenAs]) -> tuple[NewSpelling, ...]:
    """`found` by topic, spelling and language, the likeliest first, of equals the most frequent.

    Spellings that fold to the same are one; so are those that differ in joined particles.
    """
    groups: dict[tuple[str, str, str, str], list[tuple[float, SeenAs]]] = defaultdict(list)
    for one in found:
        hit = one.hit
        core, share = likelihood(unmarked(hit.form), hit.surface, one.language)
        groups[hit.watchlist, hit.topic, core, one.language].append((share, one))
    spelled = (_spelling(max(share for share, _ in group), [one for _, one in group]) for group in groups.values())
    return tuple(sorted(spelled, key=lambda one: (-one.likelihood, -one.count, one.topic, one.text)))


def _spelling(share: float, group: list[SeenAs]) -> NewSpelling:
    first = group[0]
    # Of equals the shorter: it has no particle joined to it.
    ways = sorted(Counter(one.hit.surface for one in group).items(), key=lambda way: (-way[1], len(way[0]), way[0]))
    snippets = dict.fromkeys(map(_snippet, group))
    return NewSpelling(
        watchlist=first.hit.watchlist,
        topic=first.hit.topic,
        text=ways[0][0],
        also=tuple(text for text, _ in ways[1:]),
        language=first.language,
        count=len(group),
        form=first.hit.form,
        reason=first.hit.reason,
        likelihood=round(share, 2),
        snippets=tuple(snippets)[:MOST_SNIPPETS],
        urls=tuple(dict.fromkeys(one.url for one in group))[:MOST_SNIPPETS],
    )


def _snippet(one: SeenAs) -> str:
    start, end = max(0, one.hit.start - _REACH), one.hit.end + _REACH
    before = "…" if start else ""
    after = "…" if end < len(one.text) else ""
    return before + " ".join(one.text[start:end].split()) + after
