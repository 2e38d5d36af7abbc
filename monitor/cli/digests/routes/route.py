"""`monitor route STORY|URL`: who is told of a story, by which way, when, and what holds it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.cli.output import NOT_WELL, print_json, say, stamp
from monitor.cli.place import is_url, opened
from monitor.core.urls import canonical_url
from monitor.errors import UsageError
from monitor.flow.story_routes import routes_of
from monitor.model.ids import StoryId
from monitor.model.ways import AlertRoute, SubscriptionRoute
from monitor.ports import Store


def route(
    context: typer.Context,
    story: Annotated[str, typer.Argument(metavar="STORY|URL", help="As digests show it, e.g. 4f2a; or an address.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Who is told of a story: by which way, when, and what holds it back or keeps it from them. Status 1 if none.

    Example: monitor route 4f2a
    """
    now = datetime.now(UTC)
    with opened(context) as (settings, store):
        numbers = _stories(store, story)
        found = [(number, routes_of(store, settings, number, now)) for number in numbers]
    if not found:
        say(f"No story of {story} is known. To see what happened to an address: monitor why URL")
        raise typer.Exit(NOT_WELL)
    if as_json:
        print_json([{"story": f"{number:04x}", "subscriptions": routes} for number, routes in found])
        return
    for number, routes in found:
        say(f"story {number:04x}: monitor story {number:04x}")
        for one in routes:
            for line in _lines(one):
                say(f"  {line}")


def _stories(store: Store, story: str) -> list[StoryId]:
    if is_url(story):
        trails = store.trails(story, canonical_url(story))
        return list(dict.fromkeys(one.story_id for one in trails if one.story_id is not None))
    try:
        number = StoryId(int(story, 16))
    except ValueError as error:
        raise UsageError(f"{story!r} is no story; give the short id that a digest shows, or an address") from error
    return [number] if store.story(number) is not None else []


def _lines(one: SubscriptionRoute) -> Iterator[str]:
    yield f"{one.subscription}, by {' and '.join(one.ways)}:"
    if not one.alerts:
        yield "  nothing: none of its watchlists alerted on it"
    for alert in one.alerts:
        yield f"  {alert.watchlist} ({alert.reason.value.replace('_', ' ')}): {_fate(alert)}"


def _fate(alert: AlertRoute) -> str:
    when = f"{stamp(alert.at)} UTC" if alert.at else ""
    if alert.fate == "told":
        return f"told in {alert.digest}, {when}" if alert.digest else "told or settled before"
    if alert.fate == "tell":
        return f"will be told {when}".rstrip() + (f"; {alert.why}" if alert.why else "")
    if alert.fate == "hold":
        return f"held back until {when or 'that changes'}: {alert.why}"
    return f"not told: {alert.why}"
