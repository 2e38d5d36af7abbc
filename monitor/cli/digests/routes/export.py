"""`monitor export`: all alerts as JSON Lines, CSV, STIX or MISP, for other tools."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Annotated, Any, Literal

import typer

from monitor.cli.digests.intel.findings import Finding, Marking, Tlp, findings
from monitor.cli.output import print_line
from monitor.cli.place import opened_store
from monitor.core.typed.moments import moment
from monitor.errors import UsageError
from monitor.model.feedback.given import Feedback
from monitor.model.ids import AlertId
from monitor.model.ways import AlertRow
from monitor.plain import plain
from monitor.ports import Store

_AT_ONCE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a table program would take for a formula: feeds write our titles."""
_EVER, _NEVER = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
_PACKAGES = {"stix": "stix2", "misp": "pymisp"}
_RENDERERS = {"stix": "stix_bundle", "misp": "misp_events"}
_COLUMNS = (
    *("id", "at", "watchlist", "topics", "reason", "new", "story", "title", "url", "publisher", "language"),
    *("published_at", "first_seen_at", "told", "judged"),
)


def export(
    context: typer.Context,
    form: Annotated[
        Literal["jsonl", "csv", "stix", "misp", "judgements"],
        typer.Option(
            "--format",
            help="JSON Lines, a table, a STIX 2.1 bundle or MISP events (by story), or what people said of alerts.",
        ),
    ] = "jsonl",
    since: Annotated[str, typer.Option(metavar="WHEN", help="30d, 2026-11-01, or with a time; UTC.")] = "",
    until: Annotated[str, typer.Option(metavar="WHEN", help="Up to then, without it.")] = "",
    tlp: Annotated[Tlp, typer.Option(help="Of STIX and MISP: who may be shown it.")] = Tlp.AMBER,
    author: Annotated[str, typer.Option(metavar="NAME", help="Of STIX and MISP: who hands it on.")] = "monitor",
) -> None:
    """All alerts on standard output, the oldest first: article, topics, what was new, who was told, what people said.

    Example: monitor export --format csv --since 2026-11-01 > alerts.csv
    """
    now = datetime.now(UTC)
    span = moment(since, now) or _EVER, moment(until, now) or _NEVER
    if form in ("stix", "misp"):
        render = _renderer(form)
        with opened_store(context) as store:
            typer.echo(
                render(
                    findings(_rows(store, _EVER, span[1]), span[0]),
                    Marking(tlp=tlp, author=author.strip() or "monitor"),
                )
            )
        return
    with opened_store(context) as store:
        if form == "judgements":
            for one in store.feedback(lifted=True):
                if span[0] <= one.at < span[1]:
                    print_line(plain(one) | {"story": f"{one.story_id:04x}"})
            return
        judged = _judged(store)
        rows = (_plain(one, judged) for one in _rows(store, *span))
        if form == "jsonl":
            for row in rows:
                print_line(row)
            return
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(_COLUMNS)
        for row in rows:
            table.writerow([_cell(row[name]) for name in _COLUMNS])


def _renderer(form: str) -> Callable[[Sequence[Finding], Marking], str]:
    """What makes the JSON. Its library is loaded for this command alone, and may not be there."""
    package = _PACKAGES[form]
    try:
        module = import_module(f"monitor.cli.digests.intel.{form}")
    except ModuleNotFoundError as error:
        if (error.name or "monitor").startswith("monitor"):
            raise
        install = f"{sys.executable} -m pip install {package}"
        raise UsageError(f"--format {form} needs the package {package}, which is not installed: {install}") from error
    render: Callable[[Sequence[Finding], Marking], str] = getattr(module, _RENDERERS[form])
    return render


def _rows(store: Store, since: datetime, until: datetime) -> Iterator[AlertRow]:
    after = AlertId(0)
    while found := store.alert_rows(since, until, after, _AT_ONCE):
        yield from found
        after = found[-1].id


def _judged(store: Store) -> Mapping[AlertId, Sequence[Feedback]]:
    """By alert what people said of it and did not take back."""
    found: defaultdict[AlertId, list[Feedback]] = defaultdict(list)
    for one in store.feedback():
        found[one.alert_id].append(one)
    return found


def _plain(row: AlertRow, judged: Mapping[AlertId, Sequence[Feedback]]) -> dict[str, Any]:
    found: dict[str, Any] = plain(row)
    said = [
        {"topic": one.topic, "said": one.said, "by": one.by, "why": one.why, "at": one.at, "pin": one.pin}
        for one in judged.get(row.id, ())
    ]
    return found | {"story": f"{row.story:04x}", "judged": plain(said)}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        text = "; ".join(one if isinstance(one, str) else f"{one['topic']}: {one['said']}" for one in value)
    else:
        text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
