"""`monitor search`: stored articles that hold what is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from monitor.bootstrap import SystemClock
from monitor.cli.archive.searching.shown import plain_answer, plain_found, print_answer
from monitor.cli.output import NOT_WELL, counted, print_json, print_line, warn
from monitor.cli.place import asked_place, opened_store
from monitor.core.typed.filters import filter_of
from monitor.errors import ConfigError, UsageError, WatchError
from monitor.flow.archive.searching import search as looked_through
from monitor.flow.desk.search import asked_of, readable, unknown_of
from monitor.model.watch import Kind, Watchlist
from monitor.watch import Asked, Seeker

_TWO = 2
_NAMED = frozenset({"name", "publisher", *(kind.value for kind in Kind)})
_WRITTEN = re.compile(r'["(),@:^]|\b(?:AND|OR|NOT)\b')
"""What shows that an argument was written as a rule."""


class _Sort(StrEnum):
    NEWEST = "newest"
    BEST = "best"


def search(
    context: typer.Context,
    query: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY...", help='Words, "phrases", name:"...", or a whole rule.')
    ] = None,
    sort: Annotated[_Sort, typer.Option(help="What comes first.")] = _Sort.NEWEST,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Articles at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="As JSON, an article a line.")] = False,
) -> None:
    """Stored articles that hold words, phrases, names as the matcher knows them, or a whole rule. Status 1 if none.

    Also in QUERY: publisher:"North Press", lang:ar, since:30d, until:2026-11-01, watchlist:border, topic:irgc,
    outcome:alerted, story:0001, before:1234 (the next page); person:"..." and organisation:"..." for their names.

    Examples: monitor search border crossing; monitor search 'name:"Albu Kamal" AND NOT football since:30d'
    """
    typed = " ".join(_quoted(one, alone=len(query or ()) == 1) for one in query or ())
    asked, packs = _asked(context, typed)
    of = filter_of(asked.filters, SystemClock().now())
    with opened_store(context) as store:
        answer = looked_through(store, _seeker(asked, packs), of, most=limit, best=sort is _Sort.BEST)
    if as_json:
        print_json(plain_answer(answer))
    elif jsonl:
        for one in answer.found:
            print_line(plain_found(one))
    else:
        print_answer(answer, asked.filters)
    if jsonl and answer.state.waiting:
        warn(f"{counted(answer.state.waiting, 'article')} cannot be searched yet.")
    if not answer.found:
        for line in _unknown(context, asked.filters):
            warn(line)
        raise typer.Exit(NOT_WELL)


def _quoted(argument: str, *, alone: bool) -> str:
    """An argument with the quotation marks that the shell took off: name:"Albu Kamal", "border crossing" convoy."""
    prefix, colon, name = argument.partition(":")
    named = prefix in _NAMED and colon
    body = name if named else argument
    if len(body.split()) < _TWO or _WRITTEN.search(body) or (alone and not named):
        return argument
    return f'{prefix}:"{body}"' if named else f'"{body}"'


def _asked(context: typer.Context, typed: str) -> tuple[Asked, tuple[str, ...]]:
    """The question, and the packs of the watchlists whose topics it speaks of."""
    try:
        return asked_of(typed, _watchlists(context) if "@" in typed else ())
    except WatchError as error:
        raise readable(error) from error


def _seeker(asked: Asked, packs: Sequence[str]) -> Seeker:
    try:
        return Seeker(asked, packs)
    except WatchError as error:
        raise readable(error) from error


def _unknown(context: typer.Context, filters: Mapping[str, str]) -> list[str]:
    """Filters that may be why nothing was found; none where the configuration cannot be read."""
    if not filters.keys() & {"watchlist", "topic"}:
        return []
    try:
        return unknown_of(filters, asked_place(context).load().watchlists)
    except ConfigError:
        return []


def _watchlists(context: typer.Context) -> tuple[Watchlist, ...]:
    try:
        return asked_place(context).load().watchlists
    except ConfigError as error:
        raise UsageError(f"the topics behind @ are those of config/, which cannot be read: {error}") from error
