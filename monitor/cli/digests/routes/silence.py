"""`monitor silence`: hold back for a while what nobody wants to hear of. Edits keep the comments of silences.yaml."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import print_json, print_table, say, stamp, warn
from monitor.cli.place import place_of
from monitor.core.routing.silence_lint import about, odd_silences, phase
from monitor.errors import ConfigError, UsageError
from monitor.model.config import Settings
from monitor.settings import add_silence, end_silence

app = typer.Typer(
    help="Silences: hold something back until a moment, list them, end one.",
    epilog="Example: monitor silence list",
    no_args_is_help=True,
)
_FILE = "silences.yaml"
_SPAN = re.compile(r"\+?(\d{1,4})\s*([mhdw])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


_KEYS = {
    "watchlist": "watchlists",
    "topic": "topics",
    "tag": "tags",
    "publisher": "publishers",
    "language": "languages",
    "story": "stories",
    "subscription": "subscriptions",
}
"""What may stand before `=`, and the key of the file."""


@app.command("add")
def add(
    context: typer.Context,
    until: Annotated[str, typer.Option(metavar="WHEN", help='"2026-12-01 08:00" in UTC, or 8h, 2d from now.')],
    by: Annotated[str, typer.Option(metavar="WHO", help="Who answers for it.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why; digests say so.")],
    topic: Annotated[
        list[str] | None, typer.Option(metavar="TOPIC", help="A topic, or WATCHLIST/TOPIC; may be given again.")
    ] = None,
    where: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help=f"Further conditions: {', '.join(_KEYS)}.")
    ] = None,
) -> None:
    """Hold back what meets all of these conditions, until then. It is counted in digests, and told when that is over.

    Example: monitor silence add --topic irgc --until 8h --by Ali --why "an exercise, known to all"
    """
    place = place_of(context)
    given = _conditions(topic or [], where or [])
    path = place.config / _FILE
    before = path.read_bytes() if path.exists() else None
    entry = {
        "id": _name(given, _ids(path)),
        **given,
        "from": _written(datetime.now(UTC)),
        "until": _moment(until),
        "by": by,
        "why": why,
    }
    add_silence(path, entry)
    settings = _loaded_with(context, path, before)
    added = next((one for one in settings.silences if one.id == entry["id"]), None) if settings else None
    ends = stamp(added.until) if added else until
    say(f"added: {entry['id']}, until {ends} UTC. A running bot takes it over within seconds.")
    for name, odd in odd_silences(settings, datetime.now(UTC)) if settings else ():
        if name == entry["id"]:
            warn(f"{name}: {odd}")


@app.command("list")
def list_(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """All silences: which hold back now, until when, of whom, why; and what is odd about them.

    Example: monitor silence list
    """
    settings, now = place_of(context).load(), datetime.now(UTC)
    odd = list(odd_silences(settings, now))
    rows = [
        {
            "id": one.id,
            "state": phase(one, now),
            "from": one.start,
            "until": one.until,
            "by": one.by,
            "why": one.why,
            "what": about(one),
            "odd": [what for name, what in odd if name == one.id],
        }
        for one in settings.silences
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("ID", "STATE", "UNTIL (UTC)", "BY", "WHY", "WHAT"),
        [(one.id, phase(one, now), stamp(one.until), one.by, one.why, about(one)) for one in settings.silences],
        "No silences.",
    )
    for name, what in odd:
        warn(f"{name}: {what}")


@app.command("end")
def end(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="As monitor silence list shows it.")],
) -> None:
    """End a silence now; what it held back is told. Its line stays in silences.yaml, with the new end.

    Example: monitor silence end irgc
    """
    now = datetime.now(UTC)
    known = {one.id: one for one in place_of(context).load().silences}
    if name in known and known[name].until <= now:
        say(f"{name} ended on {stamp(known[name].until)} UTC already.")
        return
    # One that has not begun ends as it begins.
    begins = known[name].start if name in known else None
    end_silence(place_of(context).config / _FILE, name, max(now, begins or now))
    say(f"ended: {name}. A running bot tells within seconds what it held back.")


def _conditions(topics: list[str], others: list[str]) -> dict[str, list[str]]:
    """By key of the file."""
    found: dict[str, list[str]] = {}
    for one in [*(f"topic={topic}" for topic in topics), *others]:
        key, _, value = one.partition("=")
        if key not in _KEYS or not value.strip():
            raise UsageError(f"{one!r} is no condition; write one of {', '.join(f'{key}=...' for key in _KEYS)}.")
        found.setdefault(_KEYS[key], []).append(value.strip())
    if not found.keys() - {"subscriptions"}:
        raise UsageError("name what is to be held back, e.g. --topic irgc: nothing was added.")
    return found


def _moment(text: str) -> str:
    """What the file says of the end, in UTC."""
    now = datetime.now(UTC)
    if span := _SPAN.fullmatch(text.strip()):
        return _written(now + int(span[1]) * _UNITS[span[2]])
    try:
        moment = datetime.fromisoformat(text.strip())
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        hint = 'write "2026-12-01 08:00" in UTC, or a span such as 8h or 2d'
        raise UsageError(f"--until {text!r} is no moment; {hint}: nothing was added.") from error
    if len(text.strip()) <= len("2026-12-01"):
        raise UsageError(f'--until {text!r} does not say when on that day; write "{text} 08:00": nothing was added.')
    if aware <= now:
        raise UsageError(f"--until {text!r} is over already: nothing was added.")
    return _written(aware)


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def _ids(path: Path) -> list[str]:
    """Ids that the file may have, sound or not."""
    return re.findall(r"\bid:\s*[\"']?([a-z0-9_-]+)", path.read_text(encoding="utf-8")) if path.exists() else []


def _name(conditions: dict[str, list[str]], taken: list[str]) -> str:
    """`irgc`, `irgc-2`: from the first condition."""
    first = next(iter(conditions.values()))[0]
    base = re.sub(r"[^a-z0-9]+", "-", first.rpartition("/")[2].lower()).strip("-")[:40].strip("-") or "silence"
    number = 2
    name = base
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _loaded_with(context: typer.Context, path: Path, before: bytes | None) -> Settings | None:
    """The configuration with the new silence; the file is as before where the silence is what is wrong."""
    try:
        return place_of(context).load()
    except ConfigError as error:
        mine = [one for one in error.problems if one.file.endswith(_FILE)]
        if not mine:
            warn(f"the configuration is refused for another reason, so the silence waits: {error.problems[0]}")
            return None
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        raise UsageError(f"nothing was added: {mine[0]}") from error
