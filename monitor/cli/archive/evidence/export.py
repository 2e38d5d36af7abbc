"""`monitor evidence`: an alert with all that proves it, as files for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.archive.evidence.page import readable
from monitor.cli.archive.evidence.replay import missing
from monitor.cli.output import NOT_WELL, counted, say, stamp
from monitor.cli.place import opened_store, writing
from monitor.errors import UsageError
from monitor.model.evidence.push import Push
from monitor.model.ids import AlertId


def evidence(
    context: typer.Context,
    alert: Annotated[int, typer.Argument(metavar="ALERT", help="The number of an alert.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The WARC file to write: NAME.warc.gz")],
) -> None:
    """Write what is kept of an alert: a WARC with the pages, and a readable page beside it. Status 1 if nothing is.

    Example: monitor evidence 12 --out alert-12.warc.gz
    """
    try:
        from monitor.cli.archive.evidence.warc import warc_of  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError("WARC files need a library: pip install 'monitor[evidence]'") from error
    page = out.with_name(f"{out.name.removesuffix('.gz').removesuffix('.warc')}.html")
    if not out.name.endswith((".warc", ".warc.gz")):
        raise UsageError(f"{out} is no name of a WARC file; call it {out.name}.warc.gz")
    for one in (out, page):
        if one.exists():
            raise UsageError(f"{one} exists already; choose another name")
    with opened_store(context) as store:
        proof, pushes = store.proof(AlertId(alert)), store.pushes(AlertId(alert))
    why = missing(AlertId(alert), proof)
    if proof is None or proof.text is None:
        say(why)
        raise typer.Exit(NOT_WELL)
    html = readable(proof)
    for path, data in ((out, warc_of(proof, html, gzip=out.suffix == ".gz")), (page, html.encode())):
        with writing(path):
            path.touch(0o600)
            path.write_bytes(data)
    kept = sum(one.body is not None for one in proof.pages)
    say(f"written: {out} ({kept} of {len(proof.pages)} pages), {page}")
    for push in pushes:
        say(f"web archive: {_became(push)}")


def _became(push: Push) -> str:
    """What became of an address that is handed to a web archive, in words."""
    if push.tried_at is None:
        return "waits"
    if not push.fault:
        return f"handed over {stamp(push.tried_at)}"
    then = f"tried again {stamp(push.due_at)}" if push.due_at is not None else "given up"
    return f"not taken in {counted(push.tries, 'try')} ({push.fault}), {then}"
