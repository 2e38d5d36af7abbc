"""What goes into a digest: which stories, in which order, and figures that add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.quote import quotes
from monitor.core.slots import Slot, in_words
from monitor.core.text import direction_of
from monitor.core.urls import host_of
from monitor.model.config import PollingSettings, Subscription, Target
from monitor.model.digests import (
    Copy,
    Coverage,
    Digest,
    DigestIntent,
    DigestSection,
    DigestStory,
    FeedTrouble,
    OutboxDraft,
)
from monitor.model.facts import PendingAlert, StoryArticle, SubscriptionState, WindowFacts
from monitor.model.feeds import FeedState
from monitor.model.ids import Direction, StoryId
from monitor.model.outcomes import ComposeOutcome
from monitor.model.stories import Telling
from monitor.model.watch import Watchlist

MAX_WEAK = 10
MAX_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeContext:
    """What composing knows beside the store's facts."""

    subscription: Subscription
    state: SubscriptionState
    watchlists: tuple[Watchlist, ...]
    """Those of the subscription that pass its priority, in the order of the configuration."""
    count_publishers: Callable[[Iterable[Telling]], int]
    """How many independent publishers these are."""
    polling: PollingSettings
    revision: str
    revision_since: datetime | None
    config_error: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A story of the digest with all its alerts; `main` is the one of the list under which it is shown."""

    main: PendingAlert
    alerts: tuple[PendingAlert, ...]
    members: tuple[StoryArticle, ...]


def compose(facts: WindowFacts, slot: Slot, next_due_at: datetime | None, context: ComposeContext) -> DigestIntent:
    """The digest for `slot`, with every pending alert frozen into it, or the record that the slot was quiet.

    `next_due_at` None leaves the subscription's schedule as it is (a digest sent by hand).
    """
    lines = _lines(facts.alerts, facts, context)
    weak = _lines(facts.weak, facts, context)
    quiet = not lines
    skipped = quiet and not context.subscription.quiet and next_due_at is not None
    digest = None if skipped else _digest(facts, slot, lines, weak, context)
    outcome = ComposeOutcome.QUIET_SKIPPED if skipped else ComposeOutcome.QUIET if quiet else ComposeOutcome.COMPOSED
    return DigestIntent(
        subscription=context.subscription.id,
        slot_date=slot.date,
        slot=slot.time,
        outcome=outcome,
        next_due_at=next_due_at,
        # A quiet slot that is skipped leaves the window open: its weak matches and figures go into the next digest.
        last_match_id=context.state.last_match_id if skipped else facts.last_match_id,
        at=context.now,
        digest=digest,
        alerts=tuple(alert.id for alert in facts.alerts),
        outbox=() if digest is None else _outbox(digest.key, context.subscription.targets),
    )


def _outbox(key: str, targets: Sequence[Target]) -> tuple[OutboxDraft, ...]:
    """One row per channel and recipient: never one transaction for several people."""
    return tuple(
        OutboxDraft(dedupe_key=f"{key}/{target.channel}/{recipient}", channel=target.channel, recipient=recipient)
        for target in targets
        for recipient in (target.recipients or ("",))
    )


def _digest(
    facts: WindowFacts, slot: Slot, lines: Sequence[_Line], weak: Sequence[_Line], context: ComposeContext
) -> Digest:
    subscription = context.subscription
    shown = lines[: subscription.max_stories]
    return Digest(
        key=f"{slot.date}/{subscription.id}/{slot.time.replace(':', '')}",
        subscription=subscription.id,
        title=subscription.title,
        schedule=in_words(subscription.cron, subscription.zone),
        zone=subscription.zone,
        language=subscription.language,
        direction=Direction.LTR,
        window_from=context.state.window_from,
        window_to=context.now,
        composed_at=context.now,
        sections=_sections(shown, context),
        weak=tuple(_story(line, context, weak=True) for line in weak[:MAX_WEAK]),
        coverage=_coverage(facts, lines, len(shown), context),
        lists=tuple(watchlist.title for watchlist in context.watchlists),
    )


def _lines(alerts: Sequence[PendingAlert], facts: WindowFacts, context: ComposeContext) -> list[_Line]:
    """One line per story, in the order in which a digest shows them.

    Lists by priority, then as configured; inside a list by independent publishers, then by first sighting.
    """
    rank = {watchlist.id: (-watchlist.priority.rank, place) for place, watchlist in enumerate(context.watchlists)}
    members: dict[StoryId, list[StoryArticle]] = {}
    for member in facts.members:
        members.setdefault(member.story_id, []).append(member)
    by_story: dict[StoryId, list[PendingAlert]] = {}
    for alert in alerts:
        by_story.setdefault(alert.story_id, []).append(alert)
    lines = []
    for story_id, found in by_story.items():
        found.sort(key=lambda alert: (rank.get(alert.watchlist, (9, 0)), alert.created_at, alert.article.id))
        lines.append(_Line(main=found[0], alerts=tuple(found), members=tuple(members.get(story_id, ()))))
    lines.sort(
        key=lambda line: (
            rank.get(line.main.watchlist, (9, 0)),
            -_publishers(line, context),
            line.main.article.first_seen_at,
            line.main.story_id,
        )
    )
    return lines


def _sections(lines: Sequence[_Line], context: ComposeContext) -> tuple[DigestSection, ...]:
    sections = []
    for watchlist in sorted(context.watchlists, key=lambda one: -one.priority.rank):
        stories = tuple(_story(line, context) for line in lines if line.main.watchlist == watchlist.id)
        if stories:
            sections.append(
                DigestSection(
                    watchlist=watchlist.id, title=watchlist.title, priority=watchlist.priority, stories=stories
                )
            )
    return tuple(sections)


def _story(line: _Line, context: ComposeContext, *, weak: bool = False) -> DigestStory:
    article = line.main.article
    hits = tuple(hit for hit in line.main.hits if hit.watchlist == line.main.watchlist)
    names = _names(line, context)
    others = [member for member in line.members if member.url != (article.final_url or article.canonical_url)]
    return DigestStory(
        story_id=line.main.story_id,
        ref=f"{line.main.story_id:04x}",
        state="new",
        topics=tuple(
            dict.fromkeys(names[alert.watchlist, one] for alert in line.alerts for one in alert.verdict.topics)
        ),
        title=article.title or article.text[:80] or article.canonical_url,
        language=article.language,
        direction=direction_of(article.language, article.title or article.text),
        url=article.final_url or article.canonical_url,
        host=host_of(article.final_url or article.canonical_url),
        publisher=article.publisher,
        published_at=article.published_at,
        first_seen_at=min([article.first_seen_at, *(member.first_seen_at for member in line.members)]),
        source=article.source,
        publishers=_publishers(line, context),
        copies=tuple(
            Copy(publisher=one.publisher, url=one.url, title=one.title, first_seen_at=one.first_seen_at)
            for one in sorted(others, key=lambda member: member.first_seen_at)
        ),
        quotes=quotes(article.text, article.language, hits),
        also_in=_also_in(line, context),
        why=_why(line, names),
        weak=weak,
    )


def _publishers(line: _Line, context: ComposeContext) -> int:
    return context.count_publishers(member.telling for member in line.members)


def _names(line: _Line, context: ComposeContext) -> dict[tuple[str, str], str]:
    """(watchlist, topic) to the topic's name; a topic that left the configuration keeps its id."""
    known = {(one.id, topic.id): topic.name for one in context.watchlists for topic in one.topics}
    met = [(alert.watchlist, topic) for alert in line.alerts for topic in alert.verdict.topics]
    return {key: known.get(key, key[1]) for key in met}


def _why(line: _Line, names: Mapping[tuple[str, str], str]) -> str:
    """The chain of reasons in one line: rules that held, then how the first topics were recognised.

    The words are the matcher's own, so they can be checked against `monitor match`.
    """
    alert, reasons = line.main, []
    for topic in alert.verdict.topics[:MAX_REASONS]:
        first = next((hit for hit in alert.hits if hit.topic == topic), None)
        if first is not None:
            name = names[alert.watchlist, topic]
            known = "" if first.surface.casefold() == name.casefold() else f"{first.surface} = {name}: "
            reasons.append(f"{known}{first.reason}")
    rules = ", ".join(f"rule {alert.watchlist}/{rule}" for rule in alert.verdict.rules)
    more = len(alert.verdict.topics) - len(reasons)
    tail = f"and {more} more topics" if more > 0 else ""
    return "; ".join(part for part in (rules, *reasons, tail) if part)


def _also_in(line: _Line, context: ComposeContext) -> tuple[str, ...]:
    titles = {watchlist.id: watchlist.title for watchlist in context.watchlists}
    return tuple(titles.get(alert.watchlist, alert.watchlist) for alert in line.alerts[1:])


def _coverage(facts: WindowFacts, lines: Sequence[_Line], shown: int, context: ComposeContext) -> Coverage:
    active = [feed for feed in facts.feeds if feed.active]
    failing = [feed for feed in active if feed.last_good_at is None or feed.failing_since is not None]
    quiet_since = context.now - timedelta(seconds=context.polling.silent_after_s)
    silent = [feed for feed in active if feed not in failing and feed.last_new_at and feed.last_new_at < quiet_since]
    # Each matched article counts once: as its story's line, as a copy of one, or as a weak match.
    leads = {line.main.article.id for line in lines}
    strong = {match.article_id for match in facts.matches if match.strong}
    weak = {match.article_id for match in facts.matches} - strong - leads
    return Coverage(
        feeds=len(active),
        feeds_read=len(active) - len(failing),
        failing=tuple(_failing(feed) for feed in failing),
        silent=tuple(FeedTrouble(title=one.title, detail="nothing new", since=one.last_new_at) for one in silent),
        articles=facts.articles,
        without_full_text=facts.without_full_text,
        matched=len(strong | weak | leads),
        shown=shown,
        folded=len(strong - leads),
        weak=len(weak),
        more=len(lines) - shown,
        undelivered=facts.undelivered,
        parked=facts.parked,
        revision=context.revision,
        revision_since=context.revision_since,
        config_error=context.config_error,
    )


def _failing(feed: FeedState) -> FeedTrouble:
    detail = feed.last_detail or ("not read yet" if feed.last_polled_at is None else "failed")
    tries = 0 if feed.last_polled_at is None else max(1, round(feed.failures))
    return FeedTrouble(title=feed.title, detail=detail, since=feed.failing_since, tries=tries)
