"""`monitor db`: migrate, back up, copy, index, count and prune the store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import NOT_WELL, Bars, counted, print_json, print_table, say, warn
from monitor.cli.place import opened_store, place_of, writing
from monitor.errors import UsageError
from monitor.store import copy_store, problems_of
from monitor.store import migrate as migrate_store
from monitor.store import restore as restore_store

app = typer.Typer(
    help="The database: migrate, back up, restore, copy, check, index, count, prune.",
    epilog="Example: monitor db stats",
    no_args_is_help=True,
)


@app.command()
def migrate(context: typer.Context) -> None:
    """Bring the database to this version's schema; a copy is kept beside it first. `run` does this by itself.

    Example: monitor db migrate
    """
    report = migrate_store(place_of(context).load().storage.url)
    if report.before == report.after:
        say(f"the schema is up to date ({report.after})")
    else:
        say(f"schema {report.before or 'none'} -> {report.after}")


@app.command()
def backup(
    context: typer.Context,
    target: Annotated[Path | None, typer.Argument(help="File to write; by default DATA/backups/<time>.db.")] = None,
) -> None:
    """A verified copy of the live database; works while the bot runs, never overwrites.

    Example: monitor db backup /backups/monday.db
    """
    with opened_store(context) as store:
        chosen = target or place_of(context).data / "backups" / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db"
        with writing(chosen):
            chosen.parent.mkdir(0o700, parents=True, exist_ok=True)
        store.backup(chosen)
    say(f"written and checked: {chosen}")


@app.command()
def restore(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")]) -> None:
    """Put a backup in the place of the database; the one that is there is moved aside. Not beside a running bot.

    Example: monitor db restore /backups/monday.db
    """
    report = restore_store(place_of(context).database_url(), file, datetime.now(UTC))
    say(f"restored and checked: {file}")
    if report.aside is not None:
        say(f"the database that was there lies at {report.aside}")
    if report.settled:
        say(f"{counted(report.settled, 'message')} that the backup has as waiting went out since: not sent again")
    if report.again:
        say(f"{counted(report.again, 'message')} waiting in the backup will go out, with the ids they had before")
    if report.lines is None:
        say("what was told since the backup may be told again where feeds still show it; nothing is there to count it")
    else:
        say(f"{counted(report.lines, 'line')} told since the backup may be told again where feeds still show them")


@app.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A file, or postgresql://...")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The same; nothing may be in it.")],
) -> None:
    """Copy a database into another, SQLite or PostgreSQL, and compare both. Stopped, it goes on where it was.

    Not beside a running bot. Then let storage.path or storage.url name the copy; the index of search is made anew.

    Example: monitor db copy data/monitor.db postgresql://monitor@db.example.org/monitor
    """
    with Bars() as bars:
        done = copy_store(_url(source), _url(target), bars.step)
    for name, count, checksum in done.tables:
        say(f"{name:20} {count:10}  {checksum}")
    before = f", {done.resumed} of them by an earlier try" if done.resumed else ""
    say(f"copied and compared: {done.rows} rows{before}")


def _url(named: str) -> str:
    return named if "://" in named else f"sqlite:///{Path(named).absolute()}"


@app.command()
def check(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A backup; else the database itself.")] = None,
) -> None:
    """Look at every page and link of the database, or of a backup. Status 1 if it is not sound.

    Example: monitor db check /backups/monday.db
    """
    if file is None:
        with opened_store(context) as store:
            problems = store.check()
    elif file.is_file():
        problems = problems_of(file)
    else:
        raise UsageError(f"there is no file {file}")
    for problem in problems:
        warn(problem)
    if problems:
        say("NOT SOUND" if file else "NOT SOUND: put a backup in its place with monitor db restore FILE")
        raise typer.Exit(NOT_WELL)
    say("sound")


@app.command()
def index(
    context: typer.Context,
    anew: Annotated[bool, typer.Option("--anew", help="All articles, not only new ones.")] = False,
) -> None:
    """Make all stored articles searchable now; the bot does it by itself, lot by lot. Stopped, it goes on where it was.

    Example: monitor db index --anew
    """
    from monitor.flow.archive.searching import index_whole  # noqa: PLC0415 - other commands need nothing of it

    with opened_store(context) as store, Bars() as bars:
        if anew:
            store.forget_archive_index()
        done = index_whole(store, lambda done, of: bars.step("index", done, of))
        state = store.archive_state()
    held = state.articles - state.waiting
    say(f"{counted(done, 'article')} put into the index; it holds {held} of {state.articles}")


@app.command()
def mentions(
    context: typer.Context,
    anew: Annotated[bool, typer.Option("--anew", help="All stored matches, not only new ones.")] = False,
) -> None:
    """Count what `monitor trends` tells of, up to now; the bot does it by itself. Stopped, it goes on where it was.

    Example: monitor db mentions --anew
    """
    from monitor.flow.archive.trends import LOT  # noqa: PLC0415 - other commands need nothing of it

    with opened_store(context) as store, Bars() as bars:
        if anew:
            store.recount_mentions()
        every, done = store.mentions_waiting(), 0
        while count := store.count_mentions(LOT):
            done += count
            bars.step("count", done, max(every, done))
    say(f"{'1 match' if done == 1 else f'{done} matches'} counted")


@app.command()
def stats(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Rows, outcomes by step, size and soundness.

    Example: monitor db stats --json
    """
    with opened_store(context) as store:
        found, problems = store.stats(), store.check()
    if as_json:
        print_json(
            {
                "tables": dict(found.tables),
                "outcomes": [{"step": a, "outcome": b, "count": n} for a, b, n in found.outcomes],
                "size_bytes": found.size_bytes,
                "problems": problems,
            }
        )
    else:
        print_table(("TABLE", "ROWS"), [(name, str(count)) for name, count in found.tables], "empty")
        say("")
        outcomes = [(step, outcome, str(count)) for step, outcome, count in found.outcomes]
        print_table(("STEP", "OUTCOME", "ITEMS"), outcomes, "No outcomes yet.")
        say(f"\n{found.size_bytes / 1e6:.1f} MB, {'sound' if not problems else 'NOT SOUND'}")
    for problem in problems:
        warn(problem)
    if problems:
        raise typer.Exit(NOT_WELL)


@app.command()
def prune(
    context: typer.Context,
    days: Annotated[int | None, typer.Option(min=1, help="Keep articles so many days; else as configured.")] = None,
) -> None:
    """Remove what is older than the configuration keeps it, evidence too; nothing that an undelivered digest needs.

    Example: monitor db prune --days 90
    """
    from monitor.flow.upkeep import prunings  # noqa: PLC0415 - the other commands need nothing of the flow

    settings = place_of(context).load()
    with opened_store(context) as store:
        first, others = prunings(store, settings, datetime.now(UTC), days or settings.storage.keep_articles_days)
        gone = first()
        for one in others:
            one()
    say(f"removed {gone.articles} articles, {gone.entries} entries, {gone.polls} polls, {gone.digests} digests")
