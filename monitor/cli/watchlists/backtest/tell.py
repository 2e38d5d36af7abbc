"""`monitor watchlist tell`: have a watchlist look back further than it does by itself; before, what it will tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from monitor.bootstrap import SystemClock
from monitor.cli.output import Bars, counted, print_json, say, stamp
from monitor.cli.place import opened
from monitor.cli.watchlists.backtest.command import start_of
from monitor.cli.watchlists.backtest.shown import print_example
from monitor.errors import UsageError
from monitor.flow.archive.backtesting import Trial
from monitor.flow.archive.looking_back import past
from monitor.model.archive.backtest import Past
from monitor.model.config import Settings
from monitor.watch import Edit


def tell(
    context: typer.Context,
    watchlist: Annotated[str, typer.Argument(metavar="LIST", help="The watchlist's id.")],
    since: Annotated[str, typer.Option(help="Articles first seen since then: 30d, 12h, 2026-11-01.")] = "30d",
    yes: Annotated[bool, typer.Option("--yes", help="Have it told; else it is only shown.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What a watchlist finds in articles from before it was as it is: shown, and with --yes told once, as found late.

    Example: monitor watchlist tell border --since 30d
    """
    now = SystemClock().now()
    start = start_of(since, now)
    with opened(context) as (settings, store):
        if all(one.id != watchlist for one in settings.watchlists):
            known = ", ".join(one.id for one in settings.watchlists)
            raise UsageError(f"there is no watchlist {watchlist!r} in config/; there are {known}.")
        trial = Trial(edit=Edit(watchlist, settings.watchlists, settings.watchlists), since=start, until=now)
        with Bars() as bars:
            found = past(store, trial, lambda done, total: bars.step("match", done, total))
        asked = yes and store.tell_past(watchlist, start)
    readers = [one.id for one in settings.subscriptions if watchlist in one.watchlists]
    if as_json:
        print_json({"past": found, "subscriptions": readers, "asked": asked})
    else:
        _print(found, readers, settings)
        say(_outcome(found, yes=yes, asked=asked))
    if yes and not asked:
        raise UsageError(f"the bot has not run with the watchlist {watchlist} yet. Start it, then ask again.")


def _print(found: Past, readers: Sequence[str], settings: Settings) -> None:
    back = settings.stories.look_back_s / 86_400
    say(
        f"{found.watchlist}, articles first seen since {stamp(found.since)} UTC: {found.seen}. Of them "
        f"{counted(found.articles, 'article')} in {counted(found.stories, 'story')} would be told late; what readers "
        "know already is left out when it is judged."
    )
    say(f"Told to: {', '.join(readers) or 'nobody, no subscription has the list'}.")
    say(f"By itself the bot looks back {back:g} days from a change of the list (stories: look_back).")
    for one in found.examples:
        print_example(one)


def _outcome(found: Past, *, yes: bool, asked: bool) -> str:
    if asked:
        return (
            "The bot looks back, fifty articles at a time; what it finds is in the next digests, once, as found late."
        )
    if yes:
        return ""
    since = stamp(found.since)[:10]
    return f"Nothing was told. To have it told: monitor watchlist tell {found.watchlist} --since {since} --yes"
