"""Printing for people and for scripts."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TextIO

import typer

from monitor.plain import plain
from monitor.settings import read_environment

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

OK, NOT_WELL, BAD_INPUT, NO_STORE, INTERNAL = 0, 1, 2, 3, 70
"""Exit statuses; `docs/reference/cli.md` explains them to users."""

_ESCAPED = re.compile("[\ud800-\udfff\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Surrogates, which are no letters of their own, and what steers a terminal: in JSON as escapes."""
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What moves a terminal's cursor, colours it, or turns the letters behind it around."""
_MOST_DRAWN = 5_000
"""Rows of a table whose columns are as wide as what stands in them: all of them have to be known first."""
_UNSEEN = re.compile("[\u061c\u200e\u200f\ufeff]")


@cache
def console(*, stderr: bool = False) -> Console:
    """Where people read: standard output or error."""
    from rich.console import Console  # noqa: PLC0415 - much to load for a command that only prints lines

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    typer.echo(_dumped(value, indent=2))


def print_json_list(values: Iterable[Any]) -> None:
    """As `print_json` of a list of them, one after the other as they come."""
    before = "["
    for value in values:
        # No text within it has a line break of its own: in JSON that is an escape.
        typer.echo(f"{before}\n  " + _dumped(value, indent=2).replace("\n", "\n  "), nl=False)
        before = ","
    typer.echo("[]" if before == "[" else "\n]")


def print_line(value: Any) -> None:
    """One JSON object on one line."""
    typer.echo(_dumped(value, indent=None))


def _dumped(value: Any, indent: int | None) -> str:
    """Letters as they are where the output can carry them; else, as half characters always, escaped."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(plain(value), ensure_ascii=not unicode, indent=indent)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def inert(text: str) -> str:
    """`text` with what would steer a terminal shown as `\\xNN`, marks of direction left out."""
    return _STEERING.sub(lambda found: f"\\x{ord(found.group()):02x}", _UNSEEN.sub("", text))


def survive_odd_letters() -> None:
    """What standard output and error cannot carry is shown escaped instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _write(stream: TextIO, text: str) -> None:
    # Not `typer.echo`: where the output takes ASCII only, it would write UTF-8 all the same.
    stream.write(f"{inert(text)}\n")
    stream.flush()


def say(text: str) -> None:
    """A plain sentence on standard output; nothing in it is taken for mark-up."""
    _write(sys.stdout, text)


def warn(text: str) -> None:
    """A plain sentence on standard error."""
    _write(sys.stderr, text)


def write_patch(patch: str) -> None:
    """A patch on standard output, byte for byte: `git apply` is to take it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(patch.encode())
    sys.stdout.flush()


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], empty: str) -> None:
    """A table for people; tab-separated lines, as they come, where the output is not a terminal, or of very many."""
    left = iter(rows)
    first = list(islice(left, _MOST_DRAWN + 1 if sys.stdout.isatty() else 1))
    if not first:
        say(empty)
    elif sys.stdout.isatty() and len(first) <= _MOST_DRAWN:
        from rich.table import Table  # noqa: PLC0415 - as above

        table = Table(box=None, pad_edge=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in first:
            table.add_row(*(inert(cell).replace("[", r"\[") for cell in row))
        # Cells are wrapped to the terminal's width, never cut.
        console().print(table, soft_wrap=False)
    else:
        for row in chain((columns,), first, left):
            typer.echo("\t".join(inert(cell).replace("\t", " ").replace("\n", " ") for cell in row))


def counted(count: int, noun: str) -> str:
    """`1 feed`, `2 feeds`, `2 entries`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("y") else f"{count} {noun}s"


def stamp(moment: datetime | None) -> str:
    """`2026-11-22 07:00` in UTC, or a dash."""
    return moment.strftime("%Y-%m-%d %H:%M") if moment else "-"


def _may_be_terminal() -> bool:
    """Whether there is any sign of a terminal on standard error; without one there is no need to ask rich."""
    return sys.stderr.isatty() or any(map(read_environment, ("FORCE_COLOR", "TTY_COMPATIBLE")))


def _drawn() -> Progress:
    from rich.progress import (  # noqa: PLC0415 - as above
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        console=console(stderr=True),
        disable=not console(stderr=True).is_terminal,
    )


class Bars:
    """A progress bar for each step on a terminal; nothing but the summary elsewhere. Implements `ports.Progress`."""

    def __init__(self) -> None:
        self._progress = _drawn() if _may_be_terminal() else None
        self._tasks: dict[str, TaskID] = {}
        self._totals: dict[str, int] = {}

    def __enter__(self) -> Bars:
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def step(self, name: str, done: int, total: int) -> None:
        """`done` of `total` in the step called `name`."""
        self._totals[name] = max(total, self._totals.get(name, 0))
        if self._progress is None:
            return
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name)
        self._progress.update(self._tasks[name], completed=done, total=total)

    def summary(self) -> str:
        """`18 feeds polled, 40 entries read, 38 articles assessed, 2 deliveries tried`."""
        words = {
            "poll": "feeds polled",
            "extract": "entries read",
            "assess": "articles assessed",
            "send": "deliveries tried",
        }
        return ", ".join(f"{self._totals.get(name, 0)} {text}" for name, text in words.items())
