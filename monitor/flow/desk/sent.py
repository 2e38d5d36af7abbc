"""What went out: digests with what became of them, what was given up, and what silences hold back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from monitor.core.routing.silence_lint import about, odd_silences, phase
from monitor.flow.desk.shown import digest_shown, silences_shown
from monitor.flow.routing import Look, route
from monitor.model.config import Settings
from monitor.model.desk.sent import Next, SentPage, SentQuestion, SilenceLine
from monitor.model.ids import StoryId
from monitor.ports import Store

MOST_DEAD = 50


def sent_page(
    store: Store, settings: Settings, question: SentQuestion, now: datetime, lists: frozenset[str] | None = None
) -> SentPage:
    """One page of what went out. `lists`: of these watchlists only, which are those of `settings`; None for all."""
    if lists is not None:
        return _sent_shown(store, settings, question, now, lists)
    found = store.sent_digests(question.before, question.limit + 1, question.subscription)
    shown = found[: question.limit]
    return SentPage(
        digests=tuple(shown),
        older=shown[-1].id if len(found) > question.limit else 0,
        dead=tuple(store.dead_letters(MOST_DEAD)),
        silences=silence_lines(store, settings, now),
        coming=tuple(_next(store, settings, now)),
    )


def _sent_shown(
    store: Store, settings: Settings, question: SentQuestion, now: datetime, shown: frozenset[str]
) -> SentPage:
    """The same of the subscriptions that are shown."""
    known = [one.id for one in settings.subscriptions if question.subscription in ("", one.id)]
    rows = [row for name in known for row in store.sent_digests(question.before, question.limit + 1, name)]
    found = sorted(rows, key=lambda row: -row.id)[: question.limit + 1]
    page = found[: question.limit]
    dead = store.dead_letters(MOST_DEAD)
    digests = {key: store.digest(key) for key in {row.digest_key for row in dead}}
    mine = {key for key, one in digests.items() if one is not None and digest_shown(settings, one)}
    return SentPage(
        digests=tuple(page),
        older=page[-1].id if len(found) > question.limit else 0,
        dead=tuple(row for row in dead if row.digest_key in mine),
        silences=silences_shown(store, settings, silence_lines(store, settings, now), shown),
        coming=tuple(_next(store, settings, now)),
    )


def silence_lines(store: Store, settings: Settings, now: datetime) -> tuple[SilenceLine, ...]:
    """All silences: those that hold back now first, each with what it holds."""
    held = _held(store, settings, now) if any(phase(one, now) == "active" for one in settings.silences) else {}
    odd = list(odd_silences(settings, now))
    lines = [
        SilenceLine(
            id=one.id,
            state=phase(one, now),
            start=one.start,
            until=one.until,
            by=one.by,
            why=one.why,
            about=about(one),
            odd=tuple(what for name, what in odd if name == one.id),
            stories=tuple(sorted(held.get(one.id, {}))),
            alerts=sum(held.get(one.id, {}).values()),
        )
        for one in settings.silences
    ]
    return tuple(sorted(lines, key=lambda one: (one.state != "active", one.until)))


def _held(store: Store, settings: Settings, now: datetime) -> Mapping[str, Mapping[StoryId, int]]:
    """By silence the stories that it holds back from any subscription, with how many of their alerts."""
    found: dict[str, dict[StoryId, set[int]]] = {}
    for one in settings.subscriptions:
        held = route(store, settings, one, Look(now=now, at_once=one.immediate is not None)).found.held
        for alert, hold in held:
            for name in hold.silences:
                found.setdefault(name, {}).setdefault(alert.story_id, set()).add(alert.id)
    return {name: {story: len(alerts) for story, alerts in stories.items()} for name, stories in found.items()}


def _next(store: Store, settings: Settings, now: datetime) -> list[Next]:
    """When each subscription is due, the soonest first; those that only tell at once last."""
    found: list[Next] = []
    for one in settings.subscriptions:
        state = store.subscription(one.id)
        due = state.next_due_at if state is not None and one.cron else None
        ways = tuple(" ".join((target.channel, *target.recipients)) for target in one.targets)
        found.append(
            Next(subscription=one.id, title=one.title, due_at=due, ways=ways, at_once=one.immediate is not None)
        )
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or now, one.subscription))
