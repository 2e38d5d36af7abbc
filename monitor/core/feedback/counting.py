"""Counting how often spellings and rules are met, from stored matches: in any lots, to the same sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from monitor.model.feedback.spellings import MatchedForms, SpellingUse

Key = tuple[str, str, str]
"""Watchlist, topic ("" for a rule) and form."""
MAX_TOGETHER = 20
"""Names that may yet turn out to be met whenever another one is."""


def key_of(use: SpellingUse) -> Key:
    """By what a use is told from others."""
    return use.watchlist, use.topic, use.form


def counted_in(known: Mapping[Key, SpellingUse], matches: Iterable[MatchedForms]) -> dict[Key, SpellingUse]:
    """`known` with these matches counted in; only what changed."""
    changed: dict[Key, SpellingUse] = {}
    for match in matches:
        for topic, forms in match.forms:
            for form in forms:
                others = tuple(one for one in forms if one != form)
                _count(known, changed, (match.watchlist, topic, form), match.at, others)
        for rule in match.rules:
            _count(known, changed, (match.watchlist, "", rule), match.at, ())
    return changed


def _count(
    known: Mapping[Key, SpellingUse],
    changed: dict[Key, SpellingUse],
    key: Key,
    at: datetime,
    others: tuple[str, ...],
) -> None:
    before = changed.get(key) or known.get(key)
    if before is None:
        watchlist, topic, form = key
        together = tuple(sorted(others)[:MAX_TOGETHER])
        changed[key] = SpellingUse(
            watchlist=watchlist, topic=topic, form=form, hits=1, first_at=at, last_at=at, together=together
        )
        return
    changed[key] = replace(
        before,
        hits=before.hits + 1,
        first_at=min(before.first_at, at),
        last_at=max(before.last_at, at),
        together=tuple(one for one in before.together if one in others),
    )
