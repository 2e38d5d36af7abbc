"""What a digest says of what it does not tell, and of what was held back before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.core.routing.conditions import covering
from monitor.core.routing.fates import Rules, active_silences, in_words
from monitor.model.coverage import HeldBack
from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.routing import Rule, Silence, Sorted


def holds(found: Sorted) -> tuple[HeldBack, ...]:
    """What holds stories back, those that nobody knows the end of last."""
    stories: dict[tuple[str, datetime | None], set[StoryId]] = {}
    for alert, hold in found.held:
        why = "too few independent publishers tell it so far" if hold.rules == (Rule.CONFIRMATION,) else hold.why
        stories.setdefault((why, hold.until), set()).add(alert.story_id)
    ordered = sorted(stories.items(), key=lambda one: (one[0][1] is None, str(one[0][1]), one[0][0]))
    return tuple(HeldBack(why=why, stories=len(ids), until=until) for (why, until), ids in ordered)


def silenced(found: Sorted) -> bool:
    """Whether a silence holds anything back: its readers hear of that, whatever they asked for."""
    return any(hold.silences for _, hold in found.held)


def set_aside_articles(found: Sorted) -> frozenset[ArticleId]:
    """Articles that the match asks for and that are set aside for other reasons."""
    return frozenset(alert.article_id for alert, never in found.never if never.rule is not Rule.MATCH)


def released(found: Sorted, rules: Rules, since: datetime | None, now: datetime) -> dict[AlertId, str]:
    """By alert that is told, which silences held it back until they ended.

    `since`: the digest before, which would have told what had come by then; None if each alert is due by itself.
    """
    said: dict[AlertId, str] = {}
    ended = any(one.until <= now for one in rules.silences)
    active = active_silences(rules, now)
    for alert in found.tell if ended else ():
        if (since is not None and alert.created_at > since) or covering(active, alert):
            continue
        due = since or alert.created_at + timedelta(seconds=_group_wait_s(rules))
        if held := covering(active_silences(rules, due), alert):
            said[alert.id] = " and ".join(map(in_words, held))
    return said


def ended_between(found: Iterable[Silence], after: datetime, until: datetime) -> list[tuple[str, datetime]]:
    """The silences that ended then, in words, the first to end first."""
    ended = sorted((one.until, in_words(one)) for one in found if after < one.until <= until)
    return [(said, at) for at, said in ended]


def _group_wait_s(rules: Rules) -> int:
    immediate = rules.subscription.immediate
    return 0 if immediate is None else immediate.group_wait_s
