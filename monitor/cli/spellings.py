"""`monitor watchlist spellings`: what a topic matches by language, what may be new, and taking a spelling up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import counted, print_json, print_table, say
from monitor.cli.place import opened_store, place_of
from monitor.errors import UsageError
from monitor.model.config import Settings
from monitor.model.watch import Field, Name, Strength, Topic, Watchlist
from monitor.settings import add_name
from monitor.store import sqlite_path
from monitor.watch import NewSpelling, SeenAs, Spelling, check, compile_watchlists, new_spellings, run_canaries
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
    watchlist, found = _topic(settings, topic)
    if accept:
        _accept(watchlist, found, accept, language)
        return
    known = spellings_of(found, watchlist.packs)
    new = _queue(context, settings, watchlist, found)
    if as_json:
        print_json({"watchlist": watchlist.id, "topic": found.id, "known": known, "new": new})
        return
    _show(known, new)


def _topic(settings: Settings, wanted: str) -> tuple[Watchlist, Topic]:
    listed, _, topic = wanted.rpartition("/")
    found = [
        (watchlist, one)
        for watchlist in settings.watchlists
        for one in watchlist.topics
        if one.id == topic and listed in ("", watchlist.id)
    ]
    if not found:
        known = ", ".join(one.id for watchlist in settings.watchlists for one in watchlist.topics)
        raise UsageError(f"there is no topic {wanted}. The topics are: {known}")
    if len(found) > 1:
        choices = ", ".join(f"{watchlist.id}/{one.id}" for watchlist, one in found)
        raise UsageError(f"{len(found)} watchlists have a topic {topic}. Say which: {choices}")
    return found[0]


def _accept(watchlist: Watchlist, topic: Topic, text: str, language: str) -> None:
    """Add a spelling, unless with it the watchlist would not compile or an example would fail."""
    name = Name(text=text, language=language)
    topics = tuple(replace(one, names=(*one.names, name)) if one is topic else one for one in watchlist.topics)
    changed = replace(watchlist, topics=topics)
    for fault in check(changed):
        raise UsageError(f"{text!r} cannot be a name: {fault.message}. {fault.hint}")
    for failure in run_canaries(compile_watchlists([changed]), [changed]):
        raise UsageError(
            f"with {text!r} the topic {failure.topic} would come out wrong in one of its examples "
            f"({failure.text!r}: {failure.explanation}). Nothing was changed."
        )
    added = add_name(Path(watchlist.file), topic.id, text, language)
    say(f"{'added to' if added else 'already in'} {watchlist.file}: {topic.id}: {text}")


def _queue(
    context: typer.Context, settings: Settings, watchlist: Watchlist, topic: Topic
) -> tuple[NewSpelling, ...] | None:
    """What articles had that may be a new spelling; None where there is no database yet."""
    if not sqlite_path(settings.storage.url).exists():
        return None
    with opened_store(context) as store:
        found = store.candidates(watchlist.id, topic.id)
    known = {name.text for name in topic.names}
    seen = (
        SeenAs(
            hit=one.hit,
            text=one.article.title if one.hit.field is Field.TITLE else one.article.text,
            language=one.article.language,
            url=one.article.canonical_url,
        )
        for one in found
        if one.hit.surface not in known
    )
    return new_spellings(seen)


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
    for one in new:
        say(f"  {one.text}  ({one.language or '?'}, {counted(one.count, 'time')}; like {one.form})")
        for snippet in one.snippets:
            say(f"      {snippet}")
