"""`monitor trends`: how many stories a day topics have, what is usual for them, and what is met together."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import available_timezones

import typer

from monitor.bootstrap import SystemClock
from monitor.cli.archive.trends.shown import plain_trends, print_together, print_trends
from monitor.cli.output import NOT_WELL, Bars, print_json, warn
from monitor.cli.place import asked_place, opened_store
from monitor.cli.topics import topics_meant
from monitor.core.trends.trends import strongest
from monitor.core.typed.moments import moment
from monitor.errors import StoreError, UsageError
from monitor.flow.archive.trends import LOT, names_of, trends, zone_of
from monitor.model.archive.trends import By, TopicKey, Trends
from monitor.ports import Store

MOST_DAYS = 366


def trends_asked(
    context: typer.Context,
    topic: Annotated[
        str, typer.Option(help="One topic: its id, or WATCHLIST/TOPIC; WATCHLIST/ for all of a list.")
    ] = "",
    since: Annotated[str, typer.Option(help="How far back days are shown: 28d, 12w, 2026-11-01.")] = "28d",
    by: Annotated[By, typer.Option(help="What each line is: a topic, or what a publisher or language had on it.")] = (
        By.TOPIC
    ),
    zone: Annotated[str, typer.Option(help="Time zone of the days. [default: that of the subscription]")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Stories a day by topic, publisher or language: what is usual, surges, what is met together. Status 1 if none.

    Examples: monitor trends; monitor trends --topic albu-kamal --by language --since 90d
    """
    settings = asked_place(context).load()
    lists, one = topics_meant(settings, topic)
    if zone and zone not in available_timezones():
        raise UsageError(f"{zone!r} is no time zone; write one such as Asia/Damascus")
    place = zone or zone_of(settings.subscriptions, [asked.id for asked in lists])
    now = SystemClock().now()
    days = _days(since, now)
    with opened_store(context) as store:
        waiting = _counted(store)
        found = trends(store, lists, place, now, days, by)
    found = _narrowed(found, one)
    names = names_of(lists)
    if as_json:
        print_json(plain_trends(found) | {"matches_waiting": waiting})
    else:
        print_trends(found, by)
        print_together(found.together, one, names)
    if waiting and not as_json:
        warn(f"{waiting} matches are not counted yet: the bot counts them while it runs.")
    if not found.trends:
        raise typer.Exit(NOT_WELL)


def _days(since: str, now: datetime) -> int:
    """How many days are shown, today included."""
    begin = moment(since, now) or now
    days = -(-(now - begin) // timedelta(days=1))
    if not 0 <= days <= MOST_DAYS:
        raise UsageError(f"--since {since} is not within the last {MOST_DAYS} days")
    return max(days, 1)


def _counted(store: Store) -> int:
    """Count what waits, so that the answer is of now; how much still waits because the database is in use."""
    with contextlib.suppress(StoreError), Bars() as bars:
        every = done = store.mentions_waiting()
        while count := store.count_mentions(LOT):
            done -= count
            bars.step("count", every - done, every)
    return store.mentions_waiting()


def _narrowed(found: Trends, topic: TopicKey | None) -> Trends:
    """Of that topic alone; and of what is met together what is worth telling."""
    mine = found.trends
    if topic is not None:
        mine = tuple(one for one in mine if (one.watchlist, one.topic) == topic)
    return replace(found, trends=mine, together=strongest(found.together, topic))
