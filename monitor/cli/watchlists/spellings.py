"""`monitor watchlist spellings`: what a topic matches by language, what may be new, and taking a spelling up."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli.output import print_json, print_table, say
from monitor.cli.place import place_of
from monitor.cli.topics import topic_of
from monitor.cli.watchlists.candidates import queue_of, show_queue, take_up
from monitor.model.watch import Strength
from monitor.watch import NewSpelling, Spelling
from monitor.watch import spellings as spellings_of


def spellings(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="Its id, or WATCHLIST/TOPIC if two lists have it.")],
    accept: Annotated[str, typer.Option(metavar="TEXT", help="Add this spelling to the topic's file.")] = "",
    language: Annotated[str, typer.Option(help="Language of the spelling to add (BCP 47).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What a topic is found by, by language, and the possible new spellings that articles had.

    Examples: monitor watchlist spellings irgc; monitor watchlist spellings irgc --accept Sepah --language en
    """
    settings = place_of(context).load()
    watchlist, found = topic_of(settings, topic)
    if accept:
        take_up(watchlist, found, accept, language)
        return
    known = spellings_of(found, watchlist.packs)
    new = queue_of(context, settings, watchlist, found)
    if as_json:
        print_json({"watchlist": watchlist.id, "topic": found.id, "known": known, "new": new})
        return
    _show(known, new if new is None else tuple(one for one in new if one.likely))


_FROM = {
    "written": "your list",
    "pack": "a pack",
    "rule": "by rule",
    "generated": "a sample of what is looked for",
    "without": "left out of a pack",
}


def _alerts(one: Spelling) -> str:
    if one.source == "without" or one.strength is not Strength.STRONG:
        return "no"
    return f"yes, but {one.condition}" if one.condition else "yes"


def _show(known: tuple[Spelling, ...], new: tuple[NewSpelling, ...] | None) -> None:
    print_table(
        ("LANGUAGE", "SPELLING", "FROM", "ALERTS"),
        [
            (one.language or "any", one.text, _FROM[one.source], _alerts(one))
            for one in sorted(known, key=lambda one: one.language)
        ],
        "No names.",
    )
    if new is None:
        say("\nNo article was read yet, so nothing is known of new spellings.")
        return
    if not new:
        say("\nNo possible new spelling was met.")
        return
    say("\nPossible new spellings (take one up with --accept TEXT --language L):")
    show_queue(new, topics=False)
