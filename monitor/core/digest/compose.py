"""What goes into a digest: which stories, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.core.digest.context import ComposeContext, Divide
from monitor.core.digest.coverage import coverage_of
from monitor.core.digest.lines import Line, lines
from monitor.core.digest.story_line import story_line
from monitor.core.outbox import drafts
from monitor.core.routing.sorting import asides
from monitor.core.routing.telling import silenced
from monitor.core.schedule.slots import Slot, in_words
from monitor.core.trust.links import linked_where_it_may
from monitor.model.alerting import FLOOD, SINGLE, DigestKind
from monitor.model.config import Subscription, Target
from monitor.model.digests import Digest, DigestIntent, DigestSection, OutboxDraft
from monitor.model.facts import WindowFacts
from monitor.model.ids import AlertId, Direction, Priority
from monitor.model.outcomes import ComposeOutcome
from monitor.model.routing import StoryState

MAX_WEAK = 10
"""In one digest."""


def compose(facts: WindowFacts, slot: Slot, next_due_at: datetime | None, context: ComposeContext) -> DigestIntent:
    """The digest for `slot`, with its alerts frozen into it, or the record that the slot was quiet.

    Every pending alert is, unless there are more than `most_stories` stories: the others stay pending.
    `next_due_at` None leaves the subscription's schedule as it is (a digest sent by hand).
    """
    # What readers were told for another watchlist is settled without a word.
    known = [alert for alert in facts.alerts if alert.known]
    due = _due(facts, context)
    stories = _taken(due, context)
    weak = lines(facts.weak, facts, context.watchlists, context.count_publishers)
    quiet = not stories
    told_all = not facts.sent and not silenced(context.routed)
    skipped = quiet and told_all and not context.subscription.quiet and next_due_at is not None
    whole = None if skipped else _digest(facts, slot, (due, stories, weak), context)
    digest = whole and linked_where_it_may(whole, context.reach)
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
        alerts=tuple(sorted(alert.id for alert in (*known, *(alert for line in stories for alert in line.alerts)))),
        outbox=() if digest is None else outbox_of(digest, context.subscription.targets, context.divide),
        set_aside=asides(context.routed),
    )


def compose_at_once(
    facts: WindowFacts, due: Sequence[AlertId], kind: DigestKind, context: ComposeContext
) -> DigestIntent | None:
    """The message that tells the stories of these alerts now, with all else that waits of them; None if none waits.

    Beside digests by the clock it leaves their schedule and window as they are.
    """
    wanted, aside = frozenset(due), bool(context.subscription.cron)
    known = [alert for alert in facts.alerts if alert.known and alert.id in wanted]
    every = _due(facts, context)
    told = [line for line in every if any(alert.id in wanted for alert in line.alerts)]
    alerts = sorted(alert.id for alert in (*known, *(alert for line in told for alert in line.alerts)))
    if not alerts:
        return None
    slot = _slot_at_once(alerts[0], kind, context)
    # What readers were told for another watchlist is settled without a word.
    whole = _digest(facts, slot, (told, told, ()), context, kind=kind) if told else None
    digest = whole and linked_where_it_may(whole, context.reach)
    return DigestIntent(
        subscription=context.subscription.id,
        slot_date=slot.date,
        slot=slot.time,
        outcome=ComposeOutcome.COMPOSED if told else ComposeOutcome.QUIET_SKIPPED,
        next_due_at=None,
        last_match_id=context.state.last_match_id if aside else facts.last_match_id,
        at=context.now,
        digest=digest,
        alerts=tuple(alerts),
        outbox=() if digest is None else outbox_of(digest, context.subscription.targets, context.divide),
        aside=aside,
    )


def _slot_at_once(first: AlertId, kind: DigestKind, context: ComposeContext) -> Slot:
    """Named by the first alert, which no other message can tell."""
    local = context.now.astimezone(ZoneInfo(context.subscription.zone))
    return Slot(
        date=local.date().isoformat(), time=f"{SINGLE if kind is DigestKind.ALERT else FLOOD}{first}", at=context.now
    )


def _due(facts: WindowFacts, context: ComposeContext) -> Sequence[Line]:
    """The stories that wait; what readers were told for another watchlist is not among them."""
    return lines(
        [alert for alert in facts.alerts if not alert.known],
        facts,
        context.watchlists,
        context.count_publishers,
        elsewhere=StoryState.NEW not in context.subscription.match.states,
        languages=context.subscription.languages,
    )


def _taken(due: Sequence[Line], context: ComposeContext) -> Sequence[Line]:
    """What goes into this digest, in order; what an earlier one had no room for comes before everything else."""

    def came_now(place: int) -> bool:
        return all(alert.created_at > context.state.window_from for alert in due[place].alerts)

    if len(due) <= context.most_stories:
        return due
    first = sorted(range(len(due)), key=came_now)[: context.most_stories]
    return [due[place] for place in sorted(first)]


def outbox_of(digest: Digest, targets: Sequence[Target], divide: Divide) -> tuple[OutboxDraft, ...]:
    """Rows for each channel and recipient: never one transaction for several people."""
    return tuple(
        draft
        for target in targets
        for sizes in (divide(digest, target.channel),)
        for recipient in (target.recipients or ("",))
        for draft in drafts(digest, target.channel, recipient, sizes)
    )


def _digest(
    facts: WindowFacts,
    slot: Slot,
    found: tuple[Sequence[Line], Sequence[Line], Sequence[Line]],
    context: ComposeContext,
    *,
    kind: DigestKind = DigestKind.DIGEST,
) -> Digest:
    """`found`: the stories that are due, those of them that this digest tells, and weak ones."""
    subscription = context.subscription
    due, shown, weak = found
    return Digest(
        key=f"{slot.date}/{subscription.id}/{slot.time.replace(':', '')}",
        subscription=subscription.id,
        title=subscription.title,
        schedule=_schedule(subscription),
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
        coverage=coverage_of(facts, due, len(shown), context),
        lists=tuple(watchlist.title for watchlist in context.watchlists),
        max_stories=subscription.max_stories,
        coverage_form=subscription.coverage,
        kind=kind,
        seen_at=None if kind is DigestKind.DIGEST else _seen_at(shown),
        sent=facts.sent if kind is DigestKind.DIGEST else (),
        surges=context.surges,
    )


def _seen_at(told: Sequence[Line]) -> datetime:
    """When the oldest of it was seen: an edit when it was read, not when its article began."""
    articles = [alert.article for line in told for alert in line.alerts]
    return min(one.first_seen_at if one.version == 1 else one.fetched_at for one in articles)


def _schedule(subscription: Subscription) -> str:
    by_clock = in_words(subscription.cron, subscription.zone) if subscription.cron else ""
    return " and ".join(one for one in ("at once" if subscription.immediate else "", by_clock) if one)


def _sections(shown: Sequence[Line], context: ComposeContext) -> tuple[DigestSection, ...]:
    ordered = sorted(context.watchlists, key=lambda one: -one.priority.rank)
    headings = {one.id: (one.title, one.priority) for one in ordered}
    for line in shown:
        # An alert that was adopted may be of a watchlist that is gone.
        headings.setdefault(line.lead.watchlist, (line.lead.watchlist, Priority.LOW))
    sections, follows = [], dict(context.follows)
    for watchlist, (title, priority) in headings.items():
        stories = tuple(
            story_line(line, context.watchlists, context.count_publishers, follows=follows.get(line.lead.story_id))
            for line in shown
            if line.lead.watchlist == watchlist
        )
        if stories:
            sections.append(DigestSection(watchlist=watchlist, title=title, priority=priority, stories=stories))
    return tuple(sections)
