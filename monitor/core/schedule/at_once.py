"""Which stories are told to a subscription at once, and which wait: group wait, group interval, flood cap.

The rules are Alertmanager's, for stories in place of groups, with two differences: nothing is ever repeated, and what
is above the cap is told together instead of one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.model.alerting import AlertFacts, Due, Immediate, WaitingStory

HELD_SINGLY = 3
"""When quiet hours end, more stories than this come in one message: nobody wants to wake up to a dozen."""


def due_at(story: WaitingStory, rules: Immediate, now: datetime) -> datetime:
    """From when the story may have a message of its own. A clock that was set back puts nothing off further."""
    waited = min(story.since, now) + timedelta(seconds=rules.group_wait_s)
    if story.told_at is None:
        return waited
    return max(waited, min(story.told_at, now) + timedelta(seconds=rules.group_interval_s))


def due_now(facts: AlertFacts, rules: Immediate, now: datetime, *, waits: bool = True) -> Due:
    """What is told at `now`: corrections first, then what has been due longest.

    `waits` False takes every group wait for over: the process is about to end.
    """
    stories = [one for one in facts.waiting if not waits or due_at(one, rules, now) <= now]
    stories.sort(key=lambda one: (not one.correction, due_at(one, rules, now), one.story_id))
    interval = timedelta(seconds=rules.group_interval_s)
    flooded = facts.flood_at is not None and now - interval < facts.flood_at <= now
    room = 0 if flooded else max(rules.flood - _within(facts.told_at, now - interval, now), 0)
    held = [one for one in stories if one.held]
    aside = {one.story_id for one in held} if len(held) > HELD_SINGLY else set()
    alone = [one for one in stories if one.story_id not in aside]
    if len(alone) <= room and not aside:
        return Due(singly=tuple(alone))
    # What is above the cap waits for its interval, unless no flood was told in this one yet.
    singly = {one.story_id for one in alone[:room]}
    return Due(
        singly=tuple(alone[:room]),
        together=() if flooded else tuple(one for one in stories if one.story_id not in singly),
    )


def _within(moments: Iterable[datetime], after: datetime, until: datetime) -> int:
    return sum(after < one <= until for one in moments)
