"""What the watchlists' verdicts on one article change: story, matches, alerts, and the named outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import datetime, timedelta

from monitor.core.following import next_look
from monitor.model.articles import Article, ArticleClaim, AssessIntent, MatchIntent, StoryKnown
from monitor.model.outcomes import AlertReason, AssessOutcome
from monitor.model.stories import Fact, FactKind, News, Placement
from monitor.model.watch import Hit, MatchResult, NearMiss, Strength, Verdict
from monitor.records import dataclass

MAX_ATTEMPTS = 3
MAX_NEAR = 20
"""Near misses kept for `why`; more say nothing new."""
MAX_HITS = 100
"""Mentions kept of one topic in one article, strong ones first."""
MAX_FACTS = 1_000
"""Facts of one article that its readers are taken to know. A text of numbers alone has a hundred thousand."""
MAX_NEW = 100
"""New facts of one alert."""
MAX_NEW_SAID = 20
MAX_DETAIL = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is known of an article beside the matcher's verdicts."""

    story: StoryKnown | None = None
    """The one that it belongs to; None: it begins one."""
    event: StoryKnown | None = None
    """A story of the same event, `story` itself if there is one: what its readers know is no news."""
    placement: Placement | None = None
    evidence: str = ""
    """Why it belongs to its story, in words; "" if it begins one."""
    copied: bool = False
    """Whether its text is (a good part of) an earlier one."""
    news: Mapping[str, News] = field(default_factory=dict)
    """By watchlist, for those with strong hits; what is not there has nothing to say beside a first alert."""
    agency: str = ""
    shingles: tuple[int, ...] = ()
    """By which later copies find it."""


def is_last_try(claim: ArticleClaim) -> bool:
    """Whether the article is given up if it cannot be assessed now."""
    return claim.attempts >= MAX_ATTEMPTS


def uncompared(same: StoryKnown | None, error: str) -> Findings:
    """What is known of an article that a bug (class name `error`) keeps from being compared with what was told.

    It is told as a story of its own: twice is better than never. `same`: the story of the very same text.
    """
    said = f"it could not be compared with what was told before ({error}, see the log)"
    return Findings(story=same, event=same, evidence=said, copied=same is not None)


def decide_assess(
    claim: ArticleClaim, result: MatchResult, findings: Findings, revision: str, now: datetime
) -> AssessIntent:
    """Alert a story's first article for a watchlist, then only what is new in it; keep weak hits apart."""
    verdicts = [verdict for verdict in result.verdicts if verdict.fires]
    verdicts += _of_corrections(findings, {verdict.watchlist for verdict in verdicts})
    matches = tuple(_match(verdict, result, findings) for verdict in verdicts)
    outcome = _outcome(matches, findings.copied)
    strong = any(match.verdict.strength is Strength.STRONG for match in matches)
    return AssessIntent(
        article_id=claim.article.id,
        token=claim.token,
        at=now,
        outcome=outcome,
        detail=_detail(outcome, matches, findings),
        content_key=claim.article.content_key,
        revision=revision,
        story_id=findings.story.id if findings.story else None,
        matches=matches,
        near=tuple(_near(miss) for miss in result.near[:MAX_NEAR]),
        placement=findings.placement,
        agency=findings.agency,
        shingles=findings.shingles,
        look_at=_look_at(claim.article, now) if strong else None,
    )


def _look_at(article: Article, now: datetime) -> datetime | None:
    """When a matched article is to be looked at again; None: it has no page, or is too old for news."""
    return next_look(article.first_seen_at, article.fetched_at, now).at if article.canonical_url else None


def assess_failed(claim: ArticleClaim, error: str, revision: str, now: datetime) -> AssessIntent:
    """A bug met while assessing: tried again after 1 and 5 minutes, then parked for people to see."""
    parked = is_last_try(claim)
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


def _match(verdict: Verdict, result: MatchResult, findings: Findings) -> MatchIntent:
    number = findings.story.alerted(verdict.watchlist) if findings.story else 0
    known = findings.event is not None and verdict.watchlist in findings.event.readers
    news = findings.news.get(verdict.watchlist, News(facts=()))
    alert = None
    if verdict.strength is Strength.STRONG:
        alert = news.reason if known else AlertReason.FIRST
    elif known and news.reason is AlertReason.CORRECTION:
        alert = news.reason
    return MatchIntent(
        watchlist=verdict.watchlist,
        verdict=verdict,
        hits=hits_of(verdict, result),
        alert=alert,
        number=number + 1,
        new=_new(news) if alert else (),
        told=_told(news) if alert else (),
    )


def hits_of(verdict: Verdict, result: MatchResult) -> tuple[Hit, ...]:
    """The list's mentions in the order of the text, of each topic at most `MAX_HITS`."""
    mine = [hit for hit in result.hits if hit.watchlist == verdict.watchlist]
    if len(mine) <= MAX_HITS:
        return tuple(mine)
    left: Counter[str] = Counter()
    kept = set()
    for place, hit in sorted(enumerate(mine), key=lambda one: one[1].strength is not Strength.STRONG):
        left[hit.topic] += 1
        if left[hit.topic] <= MAX_HITS:
            kept.add(place)
    return tuple(hit for place, hit in enumerate(mine) if place in kept)


def _new(news: News) -> tuple[Fact, ...]:
    return news.new if len(news.new) <= MAX_NEW else tuple(sorted(news.new, key=_is_counted)[:MAX_NEW])


def _told(news: News) -> tuple[Fact, ...]:
    """What readers are taken to know from now on; new facts are always among it, or they would be told again."""
    if len(news.facts) <= MAX_FACTS:
        return news.facts
    ordered = (*_new(news), *sorted(news.facts, key=_is_counted))
    return tuple(dict.fromkeys(ordered))[:MAX_FACTS]


def _is_counted(fact: Fact) -> bool:
    """Numbers last: a text may be full of them."""
    return fact.kind is FactKind.NUMBER


def _of_corrections(findings: Findings, firing: Collection[str]) -> list[Verdict]:
    """For lists that told what is corrected, and find nothing in the text now: their readers hear of it as well."""
    told = findings.event.told if findings.event else frozenset()
    return [
        Verdict(
            watchlist=name,
            fires=True,
            strength=Strength.STRONG,
            topics=tuple(
                sorted(value.partition("/")[2] for one, kind, value in told if one == name and kind is FactKind.TOPIC)
            ),
            rules=(),
            reason="takes back what its readers were told",
        )
        for name, news in findings.news.items()
        if news.reason is AlertReason.CORRECTION and name not in firing
    ]


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


def _detail(outcome: AssessOutcome, matches: tuple[MatchIntent, ...], findings: Findings) -> str:
    found = "; ".join(f"{match.watchlist}: {match.verdict.reason}" for match in matches)
    if outcome is AssessOutcome.FOLDED:
        silent = [f"{name}: {news.silence}" for name, news in findings.news.items() if news.silence]
        parts = (f"{findings.evidence}, whose story was alerted before", *silent, found)
    elif not matches:
        parts = ("no watchlist matched", findings.evidence)
    else:
        new = list(dict.fromkeys(f"new {fact.kind} {fact.shown}" for match in matches for fact in match.new))
        more = f"{len(new) - MAX_NEW_SAID} more new facts" if len(new) > MAX_NEW_SAID else ""
        parts = (*new[:MAX_NEW_SAID], more, found, findings.evidence)
    said = "; ".join(part for part in parts if part)
    return said if len(said) <= MAX_DETAIL else f"{said[: MAX_DETAIL - 1]}…"


def _near(miss: NearMiss) -> str:
    return f"{miss.watchlist}/{miss.topic}: {miss.surface!r} did not count: {miss.failed}"
