"""`monitor`: the root of the command line, its global options and its exit statuses."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from monitor.bootstrap import Place
from monitor.cli import (
    check,
    database,
    deliveries,
    digest,
    feeds,
    health,
    inspect,
    match,
    run,
    stories,
    story,
    watchlist,
    why,
)
from monitor.cli.arguments import hoisted
from monitor.cli.output import BAD_INPUT, INTERNAL, NO_STORE, OK, survive_odd_letters, warn
from monitor.errors import ConfigError, MonitorError, StoreError
from monitor.obs.logs import configure_logs
from monitor.settings.environment import read_environment

_EPILOG = (
    "Examples: monitor init; monitor check; monitor run --demo; monitor why https://example.org/news/1. "
    "Exit status: 0 done; 1 what was asked about is not well; 2 configuration or usage is wrong; "
    "3 the database cannot be used; 70 internal error."
)

app = typer.Typer(
    name="monitor",
    help="Watch news feeds for names and topics; get one digest in which every story stands once.",
    epilog=_EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("init")(check.init)
app.command("run")(run.run)
app.command("once")(run.once)
app.command("check")(check.check)
app.command("schema")(check.schema)
app.command("match")(match.match)
app.command("parse")(inspect.parse)
app.command("extract")(inspect.extract)
app.command("why")(why.why)
app.command("story")(story.story)
app.command("health")(health.health)
app.add_typer(feeds.app, name="feeds")
app.add_typer(watchlist.app, name="watchlist")
app.add_typer(digest.app, name="digest")
app.add_typer(stories.app, name="stories")
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(database.app, name="db")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"monitor {version('monitor')}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="DIR", help="Configuration folder. [MONITOR_CONFIG, ./config]")
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Data folder. [MONITOR_DATA, ./data]")
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Watch news feeds for names and topics; get one digest in which every story stands once."""
    context.obj = Place(
        config=config or Path(read_environment("MONITOR_CONFIG") or "config"),
        data=data or Path(read_environment("MONITOR_DATA") or "data"),
        env=read_environment,
    )


def call(arguments: list[str]) -> None:
    """Run one command and leave with its status; an error that a user can act on is a sentence, never a traceback.

    Raises:
        SystemExit: always.
    """
    survive_odd_letters()
    configure_logs("console", "warning")
    try:
        app(args=hoisted(arguments), prog_name="monitor")
    except ConfigError as error:
        warn(str(error))
        count = len(error.problems)
        warn(f"\n{count} problem{'s' if count != 1 else ''} in the configuration; nothing was changed.")
        sys.exit(BAD_INPUT)
    except StoreError as error:
        warn(str(error))
        sys.exit(NO_STORE)
    except MonitorError as error:
        warn(str(error))
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read us has seen enough; what is still buffered must not fail once more at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OK)
    except Exception as error:
        warn(f"internal error: {type(error).__name__}: {error}. Please report it; MONITOR_DEBUG=1 shows where.")
        if read_environment("MONITOR_DEBUG"):
            raise
        sys.exit(INTERNAL)
