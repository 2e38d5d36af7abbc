"""`monitor verify`: whether what is kept is as it was sealed."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from monitor.cli.output import NOT_WELL, counted, print_json, say, stamp
from monitor.cli.place import opened_store
from monitor.errors import UsageError

_NOTED = re.compile(r"([1-9][0-9]{0,15}):([0-9a-f]{64})")


def verify(
    context: typer.Context,
    noted: Annotated[
        str, typer.Option("--noted", metavar="NUMBER:HASH", help="A last record as it was shown and noted earlier.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Whether alerts, digests and what proves them are as they were sealed. Names what is not; then status 1.

    Example: monitor verify
    """
    found = _NOTED.fullmatch(noted)
    if noted and found is None:
        raise UsageError(f"{noted!r} is no record; give NUMBER:HASH as `monitor verify` showed it")
    with opened_store(context) as store:
        audit = store.audit((int(found[1]), found[2]) if found else (0, ""))
    if as_json:
        print_json(audit)
    else:
        for line in (*audit.notes, *audit.findings):
            say(line)
        well = "all as sealed" if audit.records else "nothing is sealed yet"
        since = f" since {stamp(audit.since)} UTC" if audit.since else ""
        kept = f"{counted(audit.records, 'record')}{since}, {audit.blobs} kept texts and pages"
        say(f"{kept}: {counted(len(audit.findings), 'fault') if audit.findings else well}")
        if audit.records:
            say(f"last record, to note elsewhere: {audit.number}:{audit.hash}")
    if audit.findings:
        raise typer.Exit(NOT_WELL)
