"""The commands by name: where each lies, and what `monitor --help` says of it. Loaded when called."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from monitor.cli.arguments import data_folder
from monitor.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of `monitor --help`."""

    where: str
    """`module:name` in this folder: a function, or a `typer.Typer` with commands of its own."""
    help: str
    """The first paragraph of the command's own help; a test keeps them equal."""
    logs: bool = True
    """Whether anything that it loads may write logs."""


COMMANDS = {
    "init": Entry(
        "config.setup:init",
        "Write a commented starter configuration into DIR/config. Files that exist are left as they are.",
        logs=False,
    ),
    "run": Entry(
        "operations.run:run", "Run until Ctrl-C or SIGTERM: poll, match, compose and send. Leaves with status 0."
    ),
    "once": Entry(
        "operations.run:once",
        "One full cycle: poll what is due, read, match, compose and send what is due; then leave.",
    ),
    "work": Entry(
        "operations.work:work",
        "Be one of several workers on one PostgreSQL database, until Ctrl-C or SIGTERM. Leaves with status 0.",
    ),
    "workers": Entry(
        "operations.work:workers",
        "Who works on this database, what each has in hand, and what waits. Status 1 if work waits for a role nobody "
        "has.",
        logs=False,
    ),
    "check": Entry(
        "config.check:check",
        "Validate the whole configuration and run the canaries of every topic; offline unless told otherwise.",
    ),
    "user": Entry("config.users:app", "Who may use the desk: people with passwords, scripts with tokens.", logs=False),
    "schema": Entry("config.setup:schema", "The JSON Schemas of the configuration files, for editors.", logs=False),
    "match": Entry(
        "watchlists.match:match", "Which topics fire on a text, where, why, and which nearly did.", logs=False
    ),
    "parse": Entry(
        "feeds.inspect:parse",
        "What the bot would store from that feed. Status 0 for every handled outcome, good or bad.",
    ),
    "extract": Entry(
        "feeds.inspect:extract",
        "The article text the bot would store from that page. Status 0 for every handled outcome, good or bad.",
    ),
    "why": Entry(
        "archive.why:why",
        "Every recorded outcome for that address: where it was seen, read, matched, folded, sent. "
        "Status 1 if never seen.",
        logs=False,
    ),
    "search": Entry(
        "archive.searching.command:search",
        "Stored articles that hold words, phrases, names as the matcher knows them, or a whole rule. Status 1 if none.",
        logs=False,
    ),
    "trends": Entry(
        "archive.trends.command:trends_asked",
        "Stories a day by topic, publisher or language: what is usual, surges, what is met together. Status 1 if none.",
        logs=False,
    ),
    "audit": Entry(
        "archive.audit.command:audit",
        "What a watchlist may have missed: articles that read like its finds, and how much it finds of all.",
        logs=False,
    ),
    "story": Entry(
        "archive.story:story",
        "The articles of one story: who told it first, what is a copy of what, what readers were told. "
        "Status 1 if none.",
        logs=False,
    ),
    "not": Entry(
        "watchlists.feedback.judge:not_",
        "That alert was not about its topic: pin its sentence, so that each later edit is tried on it. "
        "Silences nothing.",
        logs=False,
    ),
    "yes": Entry(
        "watchlists.feedback.judge:yes",
        "That alert was right: pin its sentence, so that no later edit loses it unnoticed.",
        logs=False,
    ),
    "web": Entry(
        "operations.web:web",
        "Serve the desk, pages in a browser on which the work is done, until Ctrl-C; a bot may run or not.",
    ),
    "health": Entry(
        "operations.health:health",
        "Ask the running bot how it is. Status 0 if all is well, 1 if not or if none runs.",
        logs=False,
    ),
    "feeds": Entry("feeds.commands:app", "Feeds: list, how they do, add, import and export (OPML); what is held back."),
    "watchlist": Entry(
        "watchlists.watchlist:app",
        "Watchlists: draft one from texts, find its risks, try its examples, see and add spellings.",
    ),
    "candidates": Entry(
        "watchlists.candidates:app",
        "Words in articles that may be new spellings of watched names, likeliest first; take one up, or reject it.",
        logs=False,
    ),
    "digest": Entry("digests.digest:app", "Digests: preview the next one, send one now, read those of before."),
    "stories": Entry(
        "archive.stories:app", "How texts become stories. Example: monitor stories group --jsonl texts.jsonl"
    ),
    "route": Entry(
        "digests.routes.route:route",
        "Who is told of a story: by which way, when, and what holds it back or keeps it from them. Status 1 if none.",
        logs=False,
    ),
    "silence": Entry(
        "digests.routes.silence:app", "Silences: hold something back until a moment, list them, end one.", logs=False
    ),
    "export": Entry(
        "digests.routes.export:export",
        "All alerts on standard output, the oldest first: article, topics, what was new, who was told, "
        "what people said.",
        logs=False,
    ),
    "deliveries": Entry(
        "digests.deliveries:app",
        "Deliveries: list them, try one again, clear those given up; addresses that nothing is sent to.",
        logs=False,
    ),
    "replay": Entry(
        "archive.evidence.replay:replay_alerts",
        "Match kept texts again with the watchlists as they stood. Status 1 if a mention differs or nothing is kept.",
        logs=False,
    ),
    "evidence": Entry(
        "archive.evidence.export:evidence",
        "Write what is kept of an alert: a WARC with the pages, and a readable page beside it. Status 1 if nothing is.",
        logs=False,
    ),
    "verify": Entry(
        "archive.evidence.verify:verify",
        "Whether alerts, digests and what proves them are as they were sealed. Names what is not; then status 1.",
        logs=False,
    ),
    "db": Entry(
        "operations.database:app",
        "The database: migrate, back up, restore, copy, check, index, count, prune.",
        logs=False,
    ),
}
"""In the order of `monitor --help`."""


class LazyCommands(TyperGroup):
    """All of `COMMANDS`: lines of help until one is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name, help=entry.help) for name, entry in COMMANDS.items()}
        self._loaded: set[str] = set()

    def load(self, name: str) -> None:
        """Put the command itself in the place of its line of help."""
        if name in COMMANDS and name not in self._loaded:
            self._loaded.add(name)
            self.commands[name] = _command(name, COMMANDS[name])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As click does, with the command loaded first; for a first cycle the parsers are loaded beside it."""
        if _is_first_cycle(args, ctx.params.get("data")):
            from monitor.sandbox import load_ahead  # noqa: PLC0415 - others do without multiprocessing

            load_ahead()
        self.load(args[0])
        return super().resolve_command(ctx, args)


def _is_first_cycle(args: Sequence[str], data: Path | None) -> bool:
    """Whether there is no database yet: every feed will be parsed. Later ones may have nothing to parse."""
    if args[0] != "once" or "--help" in args or "-h" in args:
        return False
    return not (data_folder(data) / "monitor.db").exists()


def _command(name: str, entry: Entry) -> Any:
    module, _, attribute = entry.where.partition(":")
    with _without_command_lines_of_libraries():
        found = getattr(import_module(f"monitor.cli.{module}"), attribute)
    holder = typer.Typer(add_completion=False)
    holder.callback()(_nothing)
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name)(found)
    return typer.main.get_group(holder).commands[name]


@contextmanager
def _without_command_lines_of_libraries() -> Iterator[None]:
    """structlog and httpx load what their own command lines need wherever it is installed, and do without where not.

    Nothing here uses it, and a bot would keep megabytes of it for as long as it runs.
    """
    modules = cast("dict[str, Any]", sys.modules)
    absent = [name for name in ("rich", "httpx._main") if name not in modules]
    modules.update(dict.fromkeys(absent))
    try:
        yield
    finally:
        for name in absent:
            del modules[name]


def _nothing() -> None:
    """Makes typer take a lone command for one of several."""
