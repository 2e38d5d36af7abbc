"""`monitor init`, `monitor schema`: what the program writes for people who write a configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import print_json, say
from monitor.cli.place import place_of, writing
from monitor.settings import schemas, write_schemas, write_starter


def init(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where config/ goes; else --config is written.")
    ] = None,
) -> None:
    """Write a commented starter configuration into DIR/config. Files that exist are left as they are.

    Example: monitor init /srv/monitor
    """
    config = place_of(context).config if folder is None else folder / "config"
    for path, fate in write_starter(config):
        say(f"{fate:<7}  {path}")
    where = "" if config == Path("config") else f" --config {config}"
    say(f"Next: edit the files, then run: monitor check{where}")


def schema(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One of them; all if omitted.")] = None,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="DIR", help="Write NAME.json files there instead.")
    ] = None,
) -> None:
    """The JSON Schemas of the configuration files, for editors.

    Example: monitor schema --write config/schema
    """
    found = schemas()
    if name is not None and name not in found:
        raise typer.BadParameter(f"there is no schema {name!r}; there are {', '.join(found)}")
    if write is not None:
        with writing(write):
            for path in write_schemas(write):
                say(f"written  {path}")
        return
    print_json(found[name] if name is not None else found)
