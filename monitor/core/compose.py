"""What goes into a digest: which stories, in which order, and figures that add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.lines import CountPublishers, Line, lines
from monitor.core.outbox import dedupe_key
from monitor.core.slots import Slot, in_words
from monitor.core.story_line import story_line
from monitor.model.config import PollingSettings, Subscription, Target
from monitor.model.digests import (
    Coverage,
    Digest,
    DigestIntent,
    DigestSection,
    FeedTrouble,
    OutboxDraft,
)
from monitor.model.facts import SubscriptionState, WindowFacts
from monitor.model.feeds import FeedState
from monitor.model.ids import Direction
from monitor.model.outcomes import ComposeOutcome
from monitor.model.watch import Watchlist

MAX_WEAK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeContext:
    """What composing knows beside the store's facts."""

    subscription: Subscription
    state: SubscriptionState
    watchlists: tuple[Watchlist, ...]
    """Those of the subscription that pass its priority, in the order of the configuration."""
    count_publishers: CountPublishers
    """How many independent publishers these are."""
    polling: PollingSettings
    revision: str
    revision_since: datetime | None
    config_error: str
    now: datetime


def compose(facts: WindowFacts, slot: Slot, next_due_at: datetime | None, context: ComposeContext) -> DigestIntent:
    """The digest for `slot`, with every pending alert frozen into it, or the record that the slot was quiet.

    `next_due_at` None leaves the subscription's schedule as it is (a digest sent by hand).
    """
    stories = lines(facts.alerts, facts, context.watchlists, context.count_publishers)
    weak = lines(facts.weak, facts, context.watchlists, context.count_publishers)
    quiet = not stories
    skipped = quiet and not context.subscription.quiet and next_due_at is not None
    digest = None if skipped else _digest(facts, slot, stories, weak, context)
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
        OutboxDraft(dedupe_key=dedupe_key(key, target.channel, recipient), channel=target.channel, recipient=recipient)
        for target in targets
        for recipient in (target.recipients or ("",))
    )


def _digest(
    facts: WindowFacts, slot: Slot, stories: Sequence[Line], weak: Sequence[Line], context: ComposeContext
) -> Digest:
    subscription = context.subscription
    shown = stories[: subscription.max_stories]
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
        weak=tuple(
            story_line(line, context.watchlists, context.count_publishers, weak=True) for line in weak[:MAX_WEAK]
        ),
        coverage=_coverage(facts, stories, len(shown), context),
        lists=tuple(watchlist.title for watchlist in context.watchlists),
    )


def _sections(shown: Sequence[Line], context: ComposeContext) -> tuple[DigestSection, ...]:
    sections = []
    for watchlist in sorted(context.watchlists, key=lambda one: -one.priority.rank):
        stories = tuple(
            story_line(line, context.watchlists, context.count_publishers)
            for line in shown
            if line.lead.watchlist == watchlist.id
        )
        if stories:
            sections.append(
                DigestSection(
                    watchlist=watchlist.id, title=watchlist.title, priority=watchlist.priority, stories=stories
                )
            )
    return tuple(sections)


def _coverage(facts: WindowFacts, stories: Sequence[Line], shown: int, context: ComposeContext) -> Coverage:
    active = [feed for feed in facts.feeds if feed.active]
    failing = [feed for feed in active if feed.last_good_at is None or feed.failing_since is not None]
    quiet_since = context.now - timedelta(seconds=context.polling.silent_after_s)
    silent = [feed for feed in active if feed not in failing and feed.last_new_at and feed.last_new_at < quiet_since]
    # Each matched article counts once: as its story's line, as a copy of one, or as a weak match.
    leads = {line.lead.article.id for line in stories}
    strong = {match.article_id for match in facts.matches if match.strong}
    weak = {match.article_id for match in facts.matches} - strong - leads
    return Coverage(
        feeds=len(active),
        feeds_read=len(active) - len(failing),
        failing=tuple(_failing(feed) for feed in failing),
        silent=tuple(FeedTrouble(title=one.title, detail="nothing new", since=one.last_new_at) for one in silent),
        articles=facts.articles,
        without_full_text=facts.without_full_text,
        matched=len(stories) + len(strong - leads) + len(weak),
        shown=shown,
        folded=len(strong - leads),
        weak=len(weak),
        more=len(stories) - shown,
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
