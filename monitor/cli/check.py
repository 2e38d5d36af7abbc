"""`monitor init`, `monitor check`, `monitor schema`: from an empty folder to a configuration that is known to work."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.bootstrap import SystemClock
from monitor.cli.output import NOT_WELL, OK, print_json, say
from monitor.cli.place import place_of
from monitor.deliver.channels import build_channels
from monitor.fetch.client import HttpFetcher
from monitor.flow.probe import ProbeResult, probe_channels, probe_feeds
from monitor.model.config import Settings
from monitor.sandbox.pool import ProcessSandbox
from monitor.settings.jsonschema import schemas, write_schemas
from monitor.settings.starter import write_starter


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where config/ goes.")] = Path(),
) -> None:
    """Write a commented starter configuration into DIR/config. Files that exist are left as they are.

    Example: monitor init /srv/monitor
    """
    for path, fate in write_starter(folder / "config"):
        say(f"{fate:<7}  {path}")
    say("Next: edit the files, then run: monitor check")


def check(
    context: typer.Context,
    online: Annotated[bool, typer.Option("--online", help="Also try every feed and every channel.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Validate the whole configuration and run the canaries of every topic; offline unless told otherwise.

    Example: monitor check --online
    """
    settings = place_of(context).load()
    results = asyncio.run(_probe(settings)) if online else []
    if as_json:
        print_json({"status": "ok", "revision": settings.revision, "warnings": settings.warnings, "probes": results})
    else:
        for warning in settings.warnings:
            say(f"warning: {warning}")
        for result in results:
            say(f"{'ok ' if result.ok else 'BAD'}  {result.kind} {result.name}: {result.detail}")
        say(_summary(settings))
    raise typer.Exit(OK if all(result.ok for result in results) else NOT_WELL)


def _summary(settings: Settings) -> str:
    topics = [topic for watchlist in settings.watchlists for topic in watchlist.topics]
    canaries = sum(len(topic.match_examples) + len(topic.ignore_examples) for topic in topics)
    return (
        f"ok: {len(settings.feeds)} feeds, {len(settings.watchlists)} watchlists with {len(topics)} topics, "
        f"{canaries} canaries hold, {len(settings.subscriptions)} subscriptions, {len(settings.channels)} channels; "
        f"revision {settings.revision}"
    )


async def _probe(settings: Settings) -> list[ProbeResult]:
    fetcher = HttpFetcher(settings.fetch, SystemClock())
    sandbox = ProcessSandbox(settings.sandbox)
    try:
        channels = build_channels(settings.channels, fetcher, sys.stdout)
        found = await probe_feeds(fetcher, sandbox, settings)
        return [*found, *await probe_channels(channels)]
    finally:
        sandbox.close()
        await fetcher.aclose()


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
        for path in write_schemas(write):
            say(f"written  {path}")
        return
    print_json(found[name] if name is not None else found)
