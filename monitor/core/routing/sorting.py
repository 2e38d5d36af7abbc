"""All that waits for a subscription, sorted: what is told, what is held back, what is set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.core.routing.fates import Rules, Standing, fate
from monitor.core.routing.quiet_hours import quiet_until
from monitor.core.schedule.at_once import due_at
from monitor.model.alerting import Immediate, WaitingStory
from monitor.model.config import Subscription
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.routing import Aside, Hold, Never, RoutedAlert, RouteFacts, Rule, Sorted, Tell, Turn
from monitor.model.stories import Telling

_RIDE = frozenset({Rule.CONFIRMATION, Rule.SILENCE, Rule.QUIET_HOURS})
"""Held by these alone, an alert is told with others of its story: a story is told whole, and once."""

NOTHING = Sorted()

_Article = tuple[StoryId, ArticleId, int]


def sort_out(facts: RouteFacts, rules: Rules, now: datetime, turns: Sequence[Turn] = ()) -> Sorted:
    """The fate of each alert; what is held goes along with what is told of the same story."""
    standings = _Standings(facts, rules, turns)
    fates = [(alert, fate(alert, standings.of(alert), rules, now)) for alert in facts.alerts]
    told = {alert.story_id for alert, found in fates if isinstance(found, Tell)}

    def rides(alert: RoutedAlert, held: Hold) -> bool:
        return alert.story_id in told and _RIDE.issuperset(held.rules)

    return Sorted(
        tell=tuple(
            one for one, found in fates if isinstance(found, Tell) or (isinstance(found, Hold) and rides(one, found))
        ),
        held=tuple((one, found) for one, found in fates if isinstance(found, Hold) and not rides(one, found)),
        never=tuple((one, found) for one, found in fates if isinstance(found, Never)),
    )


def asides(found: Sorted) -> tuple[Aside, ...]:
    """What is settled without being told."""
    return tuple(Aside(alert_id=alert.id, rule=never.rule, why=never.why) for alert, never in found.never)


def waiting_stories(
    alerts: Iterable[RoutedAlert], told: Mapping[StoryId, datetime], subscription: Subscription
) -> tuple[WaitingStory, ...]:
    """The stories of alerts that may be told, for the rules of telling at once."""
    hours, immediate = subscription.quiet_hours, subscription.immediate
    wait = timedelta(seconds=0 if immediate is None else immediate.group_wait_s)

    def fell_in_quiet(since: datetime) -> bool:
        return hours is not None and quiet_until(hours, since + wait) is not None

    by_story: defaultdict[StoryId, list[RoutedAlert]] = defaultdict(list)
    for alert in alerts:
        by_story[alert.story_id].append(alert)
    return tuple(
        WaitingStory(
            story_id=story_id,
            alerts=tuple(sorted(one.id for one in found)),
            since=min(one.created_at for one in found),
            correction=any(one.reason is AlertReason.CORRECTION for one in found),
            told_at=told.get(story_id),
            held=fell_in_quiet(min(one.created_at for one in found)),
        )
        for story_id, found in by_story.items()
    )


def turns_of(
    before: Subscription, immediate: Immediate, found: Sorted, told: Mapping[StoryId, datetime], now: datetime
) -> list[Turn]:
    """What a subscription that is told at once is about to tell, and by when: a flood may put it off once more."""
    due = {one.story_id: due_at(one, immediate, now) for one in waiting_stories(found.tell, told, before)}
    longest = timedelta(seconds=immediate.group_interval_s + 60)
    return [
        Turn(
            subscription=before.id,
            story_id=one.story_id,
            article_id=one.article_id,
            version=one.version,
            until=due[one.story_id] + longest,
        )
        for one in found.tell
    ]


class _Standings:
    def __init__(self, facts: RouteFacts, rules: Rules, turns: Sequence[Turn]) -> None:
        self._facts = facts
        by_event: defaultdict[StoryId, list[Telling]] = defaultdict(list)
        for story_id, telling in facts.tellings:
            by_event[story_id].append(telling)
        self._publishers = {story_id: rules.count_publishers(found) for story_id, found in by_event.items()}
        self._told_by = {(one.story_id, one.article_id, one.version): one.subscription for one in facts.elsewhere}
        self._turns: dict[_Article, Turn] = {(one.story_id, one.article_id, one.version): one for one in turns}

    def of(self, alert: RoutedAlert) -> Standing:
        article = (alert.story_id, alert.article_id, alert.version)
        return Standing(
            told=alert.story_id in self._facts.told,
            known=alert.story_id in self._facts.known,
            publishers=self._publishers.get(alert.story_id, 0),
            told_by=self._told_by.get(article, ""),
            turn=self._turns.get(article),
        )
