"""What the watchlists' verdicts on one article change: story, matches, alerts, and the named outcome."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model.articles import ArticleClaim, AssessIntent, MatchIntent, StoryKnown
from monitor.model.outcomes import AlertReason, AssessOutcome
from monitor.model.stories import Placement
from monitor.model.watch import MatchResult, NearMiss, Strength, Verdict

MAX_ATTEMPTS = 3
MAX_NEAR = 20
"""Near misses kept for `why`; more say nothing new."""


def decide_assess(
    claim: ArticleClaim,
    result: MatchResult,
    story: StoryKnown | None,
    revision: str,
    now: datetime,
    placement: Placement | None = None,
) -> AssessIntent:
    """Alert once per watchlist and story; fold into a story that was alerted; keep weak hits apart.

    `story` is the one that the article belongs to, None if it begins one. `placement` says by what evidence; None:
    its text is the same, and the story has nothing more to be recognised by.
    """
    alerted = frozenset(name for name, _ in story.alerts) if story else frozenset()
    matches = tuple(_match(verdict, result, alerted) for verdict in result.verdicts if verdict.fires)
    copied = story is not None and (placement is None or placement.copy is not None)
    outcome = _outcome(matches, copied)
    same = placement.evidence if placement else f"same text as article {story.lead_article_id}" if story else ""
    return AssessIntent(
        article_id=claim.article.id,
        token=claim.token,
        at=now,
        outcome=outcome,
        detail=_detail(outcome, matches, same),
        content_key=claim.article.content_key,
        revision=revision,
        story_id=story.id if story else None,
        matches=matches,
        near=tuple(_near(miss) for miss in result.near[:MAX_NEAR]),
        placement=placement,
    )


def assess_failed(claim: ArticleClaim, error: str, revision: str, now: datetime) -> AssessIntent:
    """A bug met while assessing: tried again after 1 and 5 minutes, then parked for people to see."""
    parked = claim.attempts >= MAX_ATTEMPTS
    wait = timedelta(minutes=1 if claim.attempts == 1 else 5)
    return AssessIntent(
        article_id=claim.article.id,
        token=claim.token,
        at=now,
        outcome=AssessOutcome.PARKED if parked else AssessOutcome.RETRY,
        detail=f"could not be assessed ({error}), try {claim.attempts} of {MAX_ATTEMPTS}",
        content_key=claim.article.content_key,
        revision=revision,
        next_try_at=None if parked else now + wait,
    )


def _match(verdict: Verdict, result: MatchResult, alerted: frozenset[str]) -> MatchIntent:
    speaks = verdict.strength is Strength.STRONG and verdict.watchlist not in alerted
    return MatchIntent(
        watchlist=verdict.watchlist,
        verdict=verdict,
        hits=tuple(hit for hit in result.hits if hit.watchlist == verdict.watchlist),
        alert=AlertReason.FIRST if speaks else None,
    )


def _outcome(matches: tuple[MatchIntent, ...], copied: bool) -> AssessOutcome:
    if any(match.alert for match in matches):
        return AssessOutcome.ALERTED
    if any(match.verdict.strength is Strength.STRONG for match in matches):
        return AssessOutcome.FOLDED
    if any(match.verdict.strength is Strength.WEAK for match in matches):
        return AssessOutcome.WEAK
    if matches:
        return AssessOutcome.CANDIDATE
    return AssessOutcome.COPY_NO_MATCH if copied else AssessOutcome.NO_MATCH


def _detail(outcome: AssessOutcome, matches: tuple[MatchIntent, ...], same: str) -> str:
    found = "; ".join(f"{match.watchlist}: {match.verdict.reason}" for match in matches)
    if outcome is AssessOutcome.FOLDED:
        return f"{same}, whose story was alerted before; {found}"
    if not matches:
        return f"no watchlist matched{'; ' + same if same else ''}"
    return "; ".join(part for part in (found, same) if part)


def _near(miss: NearMiss) -> str:
    return f"{miss.watchlist}/{miss.topic}: {miss.surface!r} did not count: {miss.failed}"
