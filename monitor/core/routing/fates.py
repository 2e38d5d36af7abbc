"""The fate of one alert for one subscription: told now, held back, or never told, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from monitor.core.digest.lines import CountPublishers
from monitor.core.routing.conditions import covered_until, covering, either, mismatch, state_of
from monitor.core.routing.quiet_hours import breaks_through, quiet_until
from monitor.model.config import Subscription
from monitor.model.ids import Priority
from monitor.model.routing import (
    Fate,
    Hold,
    Never,
    RoutedAlert,
    Rule,
    Silence,
    StoryState,
    Tell,
    Turn,
)
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """By what it is decided what a subscription is told."""

    subscription: Subscription
    priorities: Mapping[str, Priority]
    """Of all watchlists."""
    silences: tuple[Silence, ...]
    """Those that concern the subscription."""
    count_publishers: CountPublishers
    confirm_s: int
    """So long a story may wait for another publisher: later ones are no part of it."""
    at_once: bool
    """Whether it is told at once now: a digest by the clock waits for the end of quiet hours as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of an alert's story for the subscription."""

    told: bool
    """Whether the subscription was told the story."""
    known: bool
    """Whether it or one before it was."""
    publishers: int
    """Independent ones; 0 if nobody asks."""
    told_by: str = ""
    """The subscription before it that told this very article."""
    turn: Turn | None = None


def rules_of(
    subscription: Subscription,
    silences: Iterable[Silence],
    priorities: Mapping[str, Priority],
    counting: tuple[CountPublishers, int],
    *,
    at_once: bool,
) -> Rules:
    """`counting`: how publishers are counted, and how many seconds a story waits for them."""
    mine = (one for one in silences if not one.subscriptions or subscription.id in one.subscriptions)
    return Rules(
        subscription=subscription,
        priorities=priorities,
        silences=tuple(mine),
        count_publishers=counting[0],
        confirm_s=counting[1],
        at_once=at_once,
    )


def tells_all(rules: Rules, now: datetime) -> bool:
    """Whether there is nothing to decide: the subscription is told all of its watchlists, whenever it is due."""
    subscription = rules.subscription
    begun = any(one.start is None or one.start <= now for one in rules.silences)
    quiet = rules.at_once and subscription.quiet_hours is not None
    return not (subscription.match or subscription.unless_told_by or begun or quiet)


def fate(alert: RoutedAlert, standing: Standing, rules: Rules, now: datetime) -> Fate:
    """What becomes of the alert at `now`."""
    never = None if alert.by_hand else _never(alert, standing, rules, now)
    return never or _held(alert, standing, rules, now) or Tell()


def _never(alert: RoutedAlert, standing: Standing, rules: Rules, now: datetime) -> Never | None:
    match = rules.subscription.match
    if fault := mismatch(match, alert.traits):
        return Never(rule=Rule.MATCH, why=fault)
    if standing.told_by:
        return Never(rule=Rule.TOLD, why=f"{standing.told_by} told it")
    state = state_of(alert, match, known=standing.told or standing.known)
    if state not in match.states:
        asked = either(one.value for one in StoryState if one in match.states)
        return Never(rule=Rule.STATE, why=f"it asks for the state {asked}, not {state.value}")
    waited = now - alert.created_at
    if _unconfirmed(standing, match.confirmed_by) and waited >= timedelta(seconds=rules.confirm_s):
        days = round(rules.confirm_s / 86_400)
        return Never(rule=Rule.CONFIRMATION, why=f"{_tellers(standing, match.confirmed_by)}, after {days} days")
    return None


def _held(alert: RoutedAlert, standing: Standing, rules: Rules, now: datetime) -> Hold | None:
    reasons: list[tuple[Rule, str, datetime | None]] = []
    turn, asked = standing.turn, rules.subscription.match.confirmed_by
    if not alert.by_hand and turn is not None and now < turn.until:
        reasons.append((Rule.TURN, f"{turn.subscription} is about to tell it", turn.until))
    if not alert.by_hand and _unconfirmed(standing, asked):
        reasons.append((Rule.CONFIRMATION, _tellers(standing, asked), None))
    active = active_silences(rules, now)
    silenced = covering(active, alert)
    if silenced:
        reasons.append((Rule.SILENCE, " and ".join(map(in_words, silenced)), covered_until(active, alert)))
    if (until := _quiet_until(alert, rules, now)) is not None:
        reasons.append((Rule.QUIET_HOURS, "quiet hours", until))
    if not reasons:
        return None
    ends = [until for _, _, until in reasons if until is not None]
    return Hold(
        rules=tuple(dict.fromkeys(rule for rule, _, _ in reasons)),
        why=" and ".join(why for _, why, _ in reasons),
        until=max(ends) if len(ends) == len(reasons) else None,
        silences=tuple(one.id for one in silenced),
    )


def active_silences(rules: Rules, now: datetime) -> tuple[Silence, ...]:
    """Those of the subscription that hold back at `now`."""
    return tuple(one for one in rules.silences if is_active(one, now))


def is_active(silence: Silence, now: datetime) -> bool:
    """Whether it holds back at `now`: up to its end, not at it."""
    return (silence.start is None or silence.start <= now) and now < silence.until


def in_words(silence: Silence) -> str:
    """`the silence irgc (Ali: exercise)`."""
    return f"the silence {silence.id} ({silence.by}: {silence.why})"


def _unconfirmed(standing: Standing, asked: int) -> bool:
    """What was told once is past that."""
    return asked > 1 and not standing.told and standing.publishers < asked


def _tellers(standing: Standing, asked: int) -> str:
    return f"confirmed by {standing.publishers} of {asked} independent publishers"


def _quiet_until(alert: RoutedAlert, rules: Rules, now: datetime) -> datetime | None:
    hours = rules.subscription.quiet_hours
    if hours is None or not rules.at_once:
        return None
    if breaks_through(hours, rules.priorities.get(alert.traits.watchlist, Priority.LOW)):
        return None
    return quiet_until(hours, now)
