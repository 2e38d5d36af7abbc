"""`monitor`: the root of the command line, its global options and its exit statuses."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor import __version__
from monitor.cli.arguments import Folders, data_folder, hoisted
from monitor.cli.commands import COMMANDS, LazyCommands
from monitor.cli.output import BAD_INPUT, INTERNAL, NO_STORE, OK, survive_odd_letters, warn, write_patch
from monitor.errors import ConfigError, MonitorError, StoreError, UnwritableError
from monitor.settings import read_environment

_EPILOG = (
    "Examples: monitor init; monitor check; monitor run --demo; monitor why https://example.org/news/1. "
    "Exit status: 0 done; 1 what was asked about is not well; 2 configuration or usage is wrong; "
    "3 the database cannot be used; 70 internal error."
)

app = typer.Typer(
    name="monitor",
    cls=LazyCommands,
    help="Watch news feeds for names and topics; get one digest in which every story stands once.",
    epilog=_EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"monitor {__version__}")
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
    context.obj = Folders(
        config=config or Path(read_environment("MONITOR_CONFIG") or "config"),
        data=data_folder(data),
        named=config is not None or data is not None,
    )
    if COMMANDS[context.invoked_subcommand or "run"].logs:
        from monitor.obs.logs import configure_logs  # noqa: PLC0415 - a tenth of a second that others do not need

        configure_logs("console", "warning")


def call(arguments: list[str]) -> None:
    """Run one command and leave with its status; an error that a user can act on is a sentence, never a traceback.

    Raises:
        SystemExit: always.
    """
    survive_odd_letters()
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
        if isinstance(error, UnwritableError):
            write_patch(error.patch)
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
