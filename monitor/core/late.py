"""What a watchlist finds late: in articles that came before it was added, changed or put back.

Readers are not told again what they were told, and what other watchlists said of an article stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.model.articles import AssessIntent, Late
from monitor.model.outcomes import AssessOutcome
from monitor.model.review import FoundBefore, Review, ReviewIntent
from monitor.model.watch import MatchResult, Strength, Verdict


def decide_review(review: Review, results: Sequence[MatchResult], now: datetime) -> ReviewIntent:
    """Which of the articles are to be judged again, and for which lists; `results` are in the articles' order."""
    before = {(one.watchlist, one.article_id): one for one in review.before}
    late = []
    for article, result in zip(review.articles, results, strict=True):
        mine = (one for one in result.verdicts if one.watchlist in review.lists)
        lists = tuple(one.watchlist for one in mine if says_more(one, before.get((one.watchlist, article.id))))
        if lists:
            late.append((article.id, article.version, lists))
    return ReviewIntent(
        lists=review.lists,
        changed_at=review.changed_at,
        through=review.articles[-1].id if review.articles else None,
        until=review.until,
        ends=review.ends,
        late=tuple(late),
        at=now,
        asked=review.asked,
    )


def says_more(verdict: Verdict, before: FoundBefore | None) -> bool:
    """Whether the list finds what it did not before; an article that it alerted was told, whatever else it names."""
    if not verdict.fires or verdict.strength is not Strength.STRONG:
        return False
    if before is None or not before.strong:
        return True
    return not before.alerted and not set(verdict.topics) <= set(before.topics)


def as_late(intent: AssessIntent, late: Late, alerted: frozenset[str]) -> AssessIntent:
    """The judgement, but only what the changed lists say; those of `alerted` told this very text before."""
    changed = {name: at for name, at in late.lists if name not in alerted}
    matches = tuple(replace(one, late_at=changed[one.watchlist]) for one in intent.matches if one.watchlist in changed)
    loud = [one.watchlist for one in matches if one.alert]
    said = "; ".join(f"found late: the list {name} changed on {changed[name]:%Y-%m-%d %H:%M} UTC" for name in loud)
    return replace(
        intent,
        matches=matches,
        late=True,
        outcome=AssessOutcome.ALERTED if loud else _quieter(intent),
        detail="; ".join(part for part in (said, intent.detail) if part),
    )


def _quieter(intent: AssessIntent) -> AssessOutcome:
    return AssessOutcome.FOLDED if intent.outcome is AssessOutcome.ALERTED else intent.outcome
