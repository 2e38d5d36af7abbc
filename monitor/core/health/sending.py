"""Whether what was found reaches people: channels that take nothing, messages tried in vain or given up."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.core.health.words import age_in_words, as_clause
from monitor.model.facts import ChannelFacts, HealthFacts
from monitor.model.health import Check, Note

DELIVERY_LIMIT = timedelta(hours=1)
"""How long a message may be tried, or a due one wait."""
CHANNEL_TRIES, CHANNEL_NOTED = 3, timedelta(minutes=5)
"""A channel that took nothing for so many tries, or so long, is noted."""
CHANNEL_LIMIT = timedelta(days=1)
"""A channel that took nothing for so long is red by itself."""


def judge_deliveries(facts: HealthFacts, now: datetime) -> Check:
    """Red when a message is tried in vain, or overdue, for an hour."""
    waiting = f"{facts.deliveries_waiting} waiting"
    due, tried = facts.oldest_due_delivery_at, facts.oldest_undelivered_at
    if tried is not None and now - tried > DELIVERY_LIMIT:
        detail = f"{waiting}, one is tried in vain for {age_in_words(now - tried)}: monitor deliveries list"
        return Check(name="deliveries", ok=False, detail=detail)
    if due is None or due > now:
        return Check(name="deliveries", ok=True, detail=waiting)
    late = now - due
    detail = f"oldest due {age_in_words(late)} ago"
    return Check(name="deliveries", ok=late <= DELIVERY_LIMIT, detail=detail)


def judge_given_up(facts: HealthFacts) -> Check:
    """Red as long as there is something given up that nobody has acknowledged."""
    count = facts.deliveries_abandoned
    if not count:
        return Check(name="given up", ok=True, detail="none")
    last = f", the last one: {as_clause(facts.given_up)}" if facts.given_up else ""
    detail = f"{count} given up{last}; mend it, then monitor deliveries retry, or ack"
    return Check(name="given up", ok=False, detail=detail, key=str(count), channel=facts.given_up_channel)


def judge_channels(facts: HealthFacts, now: datetime) -> tuple[list[Note], list[Check]]:
    """What is said of channels that take nothing: notes, and in place of them what is red after a day."""
    notes, red = [], []
    for one in facts.channels:
        if (since := _failing_since(one)) is None:
            continue
        lasts = now - since
        if one.tries < CHANNEL_TRIES and lasts < CHANNEL_NOTED:
            continue
        name = f"channel {one.name}"
        told = f"{one.name} has taken nothing for {age_in_words(lasts)}, {one.waiting} waiting: {as_clause(one.detail)}"
        if lasts > CHANNEL_LIMIT:
            red.append(Check(name=name, ok=False, detail=f"{told}; see monitor deliveries list", channel=one.name))
        else:
            notes.append(Note(name=name, detail=f"{told}; see monitor deliveries list", channel=one.name))
    return notes, red


def _failing_since(channel: ChannelFacts) -> datetime | None:
    """Since when nothing goes out; None where something did since then: then it is not the channel."""
    since = channel.failing_since
    if since is None or (channel.last_sent_at is not None and channel.last_sent_at >= since):
        return None
    return since
