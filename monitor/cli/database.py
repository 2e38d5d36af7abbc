"""`monitor db`: migrate, back up, count and prune the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import NOT_WELL, print_json, print_table, say, warn
from monitor.cli.place import opened_store, place_of, writing
from monitor.store import migrate as migrate_store

app = typer.Typer(
    help="The database: migrate, backup, stats, prune.", epilog="Example: monitor db stats", no_args_is_help=True
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
    """Remove what is older than the configuration keeps it; nothing that an undelivered digest needs.

    Example: monitor db prune --days 90
    """
    storage = place_of(context).load().storage
    with opened_store(context) as store:
        now = datetime.now(UTC)
        gone = store.prune(
            now - timedelta(days=days or storage.keep_articles_days), now - timedelta(days=storage.keep_polls_days)
        )
    say(f"removed {gone.articles} articles, {gone.entries} entries, {gone.polls} polls, {gone.digests} digests")
