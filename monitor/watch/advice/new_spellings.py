"""The queue of possible new spellings: what candidates looked like, how often, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.model.watch import Hit
from monitor.watch.text import fold

MOST_SNIPPETS = 3
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

    text: str
    language: str
    count: int
    form: str
    """The topic's name that it resembles."""
    reason: str
    snippets: tuple[str, ...]
    urls: tuple[str, ...]


def new_spellings(found: Iterable[SeenAs]) -> tuple[NewSpelling, ...]:
    """`found` by spelling and language, the most frequent first; spellings that fold to the same are one."""
    groups: dict[tuple[str, str], list[SeenAs]] = defaultdict(list)
    for one in found:
        groups[fold(one.hit.surface), one.language].append(one)
    ranked = sorted(groups.values(), key=lambda group: (-len(group), group[0].hit.surface))
    return tuple(_spelling(group) for group in ranked)


def _spelling(group: list[SeenAs]) -> NewSpelling:
    first = group[0]
    snippets = dict.fromkeys(_snippet(one) for one in group)
    return NewSpelling(
        text=first.hit.surface,
        language=first.language,
        count=len(group),
        form=first.hit.form,
        reason=first.hit.reason,
        snippets=tuple(snippets)[:MOST_SNIPPETS],
        urls=tuple(dict.fromkeys(one.url for one in group))[:MOST_SNIPPETS],
    )


def _snippet(one: SeenAs) -> str:
    start, end = max(0, one.hit.start - _REACH), one.hit.end + _REACH
    before = "…" if start else ""
    after = "…" if end < len(one.text) else ""
    return before + " ".join(one.text[start:end].split()) + after
