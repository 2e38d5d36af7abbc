"""What a digest says of what was looked at: feeds, articles, and figures that add up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from monitor.core.digest.context import ComposeContext
from monitor.core.digest.lines import Line
from monitor.core.health.feed_health import PAUSED, FeedFacts, lasting_troubles, silent_feeds
from monitor.core.recipients.refusals import suppressed_of
from monitor.core.routing.telling import ended_between, holds, set_aside_articles
from monitor.model.coverage import Coverage, EndedSilence, FeedTrouble
from monitor.model.facts import WindowFacts
from monitor.model.feeds import FeedState


def coverage_of(facts: WindowFacts, stories: Sequence[Line], shown: int, context: ComposeContext) -> Coverage:
    """Of a digest that tells `shown` of the `stories` that are due."""
    active = [feed for feed in facts.feeds if feed.active]
    failing = [feed for feed in active if feed.last_good_at is None or feed.failing_since or feed.paused_since]
    well = [feed for feed in active if feed not in failing]
    read = sum(feed.id in facts.read for feed in well) + facts.others_read
    counted = _matched(facts, stories, context)
    unlearnt = timedelta(seconds=context.polling.silent_after_s)
    judged_by = context.judged_by or FeedFacts(arrivals={}, recent={}, now=context.now, unlearnt=unlearnt)
    return Coverage(
        feeds=len(active) + facts.others,
        feeds_read=read,
        feeds_not_due=len(well) + facts.others - read,
        failing=tuple(_failing(feed) for feed in failing),
        silent=(*silent_feeds(well, judged_by), *context.silent),
        quiet=context.quiet,
        audits=context.audits,
        impaired=(*lasting_troubles(well, judged_by), *context.impaired),
        articles=facts.articles,
        without_full_text=facts.without_full_text,
        matched=len(stories) + sum(counted),
        shown=shown,
        sent=counted.sent,
        folded=counted.folded,
        weak=counted.weak,
        more=len(stories) - shown,
        held=counted.held,
        aside=counted.aside,
        holds=holds(context.routed),
        ended=_ended(stories, context),
        undelivered=facts.undelivered,
        suppressed=len(suppressed_of(context.subscription, facts.suppressions)),
        parked=facts.parked,
        revision=context.revision,
        revision_since=context.revision_since,
        config_error=context.config_error,
        entries_held=sum(number for _, number in facts.held),
        held_feeds=tuple(title for title, _ in facts.held),
        followed=facts.followed,
        unfollowed=facts.unfollowed,
        orphans=len(facts.orphans),
        orphan_lists=tuple(dict.fromkeys(one.watchlist for one in facts.orphans)),
    )


class _Matched(NamedTuple):
    """How many matched articles beside the lines of their stories stand where; each once."""

    sent: int
    held: int
    aside: int
    folded: int
    weak: int


def _matched(facts: WindowFacts, stories: Sequence[Line], context: ComposeContext) -> _Matched:
    """Each matched article counts once: as its story's line, as a copy of one, or as a weak match."""
    leads = {line.lead.article.id for line in stories}
    strong = {match.article_id for match in facts.matches if match.strong}
    weak = {match.article_id for match in facts.matches} - strong - leads
    left = strong - leads
    sent = left & facts.sent_articles
    held = (left & {alert.article_id for alert, _ in context.routed.held}) - sent
    aside = (left & (facts.aside_articles | set_aside_articles(context.routed))) - sent - held
    return _Matched(len(sent), len(held), len(aside), len(left - sent - held - aside), len(weak))


def _ended(stories: Sequence[Line], context: ComposeContext) -> tuple[EndedSilence, ...]:
    """The silences that ended since the digest before, each with how many of the stories it held until then."""
    if context.rules is None:
        return ()
    found = ended_between(context.rules.silences, context.state.window_from, context.now)
    return tuple(
        EndedSilence(why=said, at=at, stories=sum(said in line.held for line in stories)) for said, at in found
    )


def _failing(feed: FeedState) -> FeedTrouble:
    if feed.paused_since is not None:
        return FeedTrouble(title=feed.title, detail=PAUSED, since=feed.paused_since)
    detail = feed.last_detail or ("not read yet" if feed.last_polled_at is None else "failed")
    tries = 0 if feed.last_polled_at is None else max(1, round(feed.failures))
    return FeedTrouble(title=feed.title, detail=detail, since=feed.failing_since, tries=tries)
