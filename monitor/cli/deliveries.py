"""`monitor deliveries`: what went out, what waits, what was given up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.cli.output import NOT_WELL, print_json, print_table, say, stamp, warn
from monitor.cli.place import opened_store
from monitor.model.ids import OutboxId
from monitor.model.outcomes import DeliveryState

_UNSENT = (DeliveryState.ABANDONED, DeliveryState.RETRYING, DeliveryState.UNKNOWN)

app = typer.Typer(
    help="Deliveries: list them, try one again, clear those given up.",
    epilog="Example: monitor deliveries list --state abandoned",
    no_args_is_help=True,
)


@app.command("list")
def list_(
    context: typer.Context,
    state: Annotated[list[DeliveryState] | None, typer.Option(help="Only these states; may be repeated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Every delivery with its state, newest first.

    Example: monitor deliveries list --state abandoned
    """
    with opened_store(context) as store:
        rows = store.deliveries([one.value for one in state or ()])
    if as_json:
        print_json(rows)
        return
    print_table(
        ("ID", "DIGEST", "CHANNEL", "TO", "STATE", "TRIES", "NEXT TRY (UTC)", "NOTE"),
        [
            (
                str(row.id),
                row.digest_key + (f" ({row.part.number} of {row.part.of})" if row.part.of > 1 else ""),
                row.channel,
                row.recipient or "-",
                row.state.value,
                str(row.attempts),
                stamp(row.next_try_at),
                row.detail,
            )
            for row in rows
        ],
        "No deliveries in this state." if state else "No deliveries yet.",
    )


@app.command("retry")
def retry(
    context: typer.Context,
    ids: Annotated[
        list[int] | None,
        typer.Argument(metavar="[ID...]", help="Which; all that were given up or wait for another try if none."),
    ] = None,
) -> None:
    """Make deliveries due now; the running bot, or the next `monitor once`, sends them.

    Example: monitor deliveries retry 42
    """
    with opened_store(context) as store:
        wanted = [OutboxId(one) for one in ids or ()]
        if not wanted:
            wanted = [row.id for row in store.deliveries([one.value for one in _UNSENT])]
        done = [one for one in wanted if store.retry_delivery(one, datetime.now(UTC))]
    for missed in sorted(set(wanted) - set(done)):
        warn(f"delivery {missed} does not exist or was sent already")
    say(f"{len(done)} deliver{'y is' if len(done) == 1 else 'ies are'} due now")
    if len(done) < len(wanted):
        raise typer.Exit(NOT_WELL)


@app.command("ack")
def ack(context: typer.Context) -> None:
    """Take all deliveries that were given up for seen: health is green again, and nothing is sent.

    Example: monitor deliveries ack
    """
    with opened_store(context) as store:
        seen = store.acknowledge_deliveries(datetime.now(UTC))
    say(f"{seen} deliver{'y' if seen == 1 else 'ies'} that had been given up {'is' if seen == 1 else 'are'} seen")
