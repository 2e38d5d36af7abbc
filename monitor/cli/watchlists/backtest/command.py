"""`monitor watchlist try`: an edited watchlist on stored articles, against the one that runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from monitor.bootstrap import Crew, SystemClock
from monitor.cli.output import NOT_WELL, Bars, counted, print_json, say, warn
from monitor.cli.place import opened
from monitor.cli.watchlists.backtest.markdown import as_markdown
from monitor.cli.watchlists.backtest.shown import print_backtest
from monitor.core.backtest.gate import Gate, parse_gate, tripped
from monitor.core.backtest.tally import readers_of
from monitor.core.typed.moments import moment
from monitor.errors import UsageError
from monitor.flow.archive.backtesting import Trial, backtest, broken_by
from monitor.model.archive.backtest import Backtest
from monitor.model.config import Settings
from monitor.model.watch import Watchlist
from monitor.ports import Progress
from monitor.settings import load_watchlist
from monitor.watch import Edit

_SURE_AFTER_S = 5.0
_LONG_S = 90.0


def try_edit(  # noqa: PLR0913, PLR0917 - each is an option that people type
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The watchlist as it is to be.")],
    since: Annotated[str, typer.Option(help="Articles first seen since then: 30d, 12h, 2026-11-01.")] = "30d",
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The watchlist as it was; else the one of config/.")
    ] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="WHAT", help="Leave with status 1 on lost, gained, pins, volume=+50%, lost=5 ...")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As Markdown, for a comment on a review.")] = False,
) -> None:
    """What an edited watchlist would have alerted on, against the one that runs: gained, lost, nearly, and how many.

    Nothing is changed and nothing is told. Example: monitor watchlist try border-new.yaml --since 30d --fail-on lost
    """
    gate = parse_gate(fail_on) if fail_on else None
    new = load_watchlist(file)
    old = load_watchlist(against) if against is not None else None
    now = SystemClock().now()
    start = start_of(since, now)
    with opened(context) as (settings, store):
        trial = _trial(settings, new, old, (start, now), alike=against is None)
        trial = replace(trial, pins=broken_by(trial.edit, settings.pins))
        with Bars() as bars:
            crew = Crew(settings.storage.url)
            found = backtest(store, trial, Foretold(bars, monotonic), crew)
    _print(found, gate, as_json=as_json, markdown=markdown)


class Foretold:
    """The progress of a trial, and once, early, in how many minutes it ends if that is not soon."""

    def __init__(self, bars: Progress, clock: Callable[[], float]) -> None:
        """`clock`: seconds from any moment on."""
        self._bars, self._clock = bars, clock
        self._began: float | None = None
        self._told = False

    def __call__(self, done: int, total: int) -> None:
        """So many articles are matched, of how many."""
        self._bars.step("match", done, total)
        if self._began is None:
            self._began = self._clock()
        passed = self._clock() - self._began
        if self._told or not done or passed < _SURE_AFTER_S:
            return
        self._told = True
        if (left := passed / done * (total - done)) > _LONG_S:
            warn(
                f"{counted(total, 'article')} may differ and are matched, which takes some {round(left / 60)} minutes "
                "more; a shorter --since tries fewer."
            )


def start_of(since: str, now: datetime) -> datetime:
    """The moment that `--since` names."""
    start = moment(since, now)
    if start is None or start >= now:
        raise UsageError(f"--since {since!r} leaves no article; write 30d, or 2026-11-01.")
    return start


def _trial(
    settings: Settings, new: Watchlist, old: Watchlist | None, times: tuple[datetime, datetime], *, alike: bool
) -> Trial:
    """`alike`: the old one is the running one of the same name."""
    running = next((one for one in settings.watchlists if one.id == new.id), None)
    if old is not None and old.id != new.id:
        raise UsageError(f"these are two watchlists: {old.id} and {new.id}. Give two forms of one.")
    before = running if alike else old
    if before is not None and before.text == new.text:
        warn(f"{new.file} is what runs; --against FILE compares it with another." if alike else "The two are equal.")
    return Trial(
        edit=Edit(new.id, _with(settings.watchlists, new.id, before), _with(settings.watchlists, new.id, new)),
        since=times[0],
        until=times[1],
        readers=readers_of(settings.subscriptions, [one.id for one in settings.watchlists], new.id, new.priority.rank),
    )


def _with(lists: Sequence[Watchlist], name: str, one: Watchlist | None) -> tuple[Watchlist, ...]:
    """All lists, the one of that name as given, where it stands or at the end."""
    ids = [each.id for each in lists]
    if one is None:
        return tuple(each for each in lists if each.id != name)
    if name not in ids:
        return (*lists, one)
    return tuple(one if each.id == name else each for each in lists)


def _print(found: Backtest, gate: Gate | None, *, as_json: bool, markdown: bool) -> None:
    failed = tripped(gate, found) if gate is not None else ()
    if as_json:
        print_json({"backtest": found, "fails": failed})
    elif markdown:
        typer.echo(as_markdown(found, failed))
    else:
        print_backtest(found)
        if found.unindexed:
            say(
                f"{counted(found.unindexed, 'article')} cannot be searched yet, so they were matched one and all: "
                "monitor db index makes it fast."
            )
        for one in failed:
            warn(f"--fail-on: {one}")
    if failed:
        raise typer.Exit(NOT_WELL)
