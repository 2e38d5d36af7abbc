"""`monitor deliveries`: what went out, what waits, what was given up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.cli.output import NOT_WELL, print_json, print_table, say, stamp, warn
from monitor.cli.place import opened_store
from monitor.core.recipients.refusals import address_key
from monitor.errors import UsageError
from monitor.model.delivery import Suppression, SuppressionReason
from monitor.model.ids import OutboxId
from monitor.model.outcomes import DeliveryState
from monitor.ports import Store

_UNSENT = (DeliveryState.ABANDONED, DeliveryState.RETRYING, DeliveryState.UNKNOWN)

app = typer.Typer(
    help="Deliveries: list them, try one again, clear those given up; addresses that nothing is sent to.",
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
        _warn_of_suppressed(store, frozenset(wanted))
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


_BY = typer.Option(metavar="WHO", help="Who decides it.")
_WHY = typer.Option(metavar="TEXT", help="Why; the ledger keeps it.")


@app.command("suppressed")
def suppressed(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those lifted as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Mail addresses that nothing is sent to: since when, by whom, and why; the newest first.

    Example: monitor deliveries suppressed --all
    """
    with opened_store(context) as store:
        found = store.suppressions(lifted=everything)
    if as_json:
        print_json(found)
        return
    print_table(
        ("ADDRESS", "CHANNEL", "OF", "REASON", "SINCE (UTC)", "BY", "WHY", "LIFTED"),
        [
            (
                one.address,
                one.channel,
                one.subscription or "all",
                one.reason.replace("_", " "),
                stamp(one.at),
                one.by,
                one.why,
                f"{stamp(one.lifted_at)} {one.lifted_by}: {one.lifted_why}" if one.lifted_at else "-",
            )
            for one in found
        ],
        "Nothing is suppressed." if not everything else "Nothing was ever suppressed.",
    )


@app.command("suppress")
def suppress(
    context: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="A mail address.")],
    by: Annotated[str, _BY],
    why: Annotated[str, _WHY],
    on: Annotated[str, typer.Option(metavar="CHANNEL[/SUBSCRIPTION]", help="The mail channel.")],
    unsubscribed: Annotated[
        bool, typer.Option("--unsubscribed", help="The recipient asked for it: missed mail is not sent later.")
    ] = False,
) -> None:
    """Send nothing to an address from now on. What it misses is kept, and sent when that is lifted.

    Example: monitor deliveries suppress ali@example.org --on mail --by Mona --why "on leave"
    """
    if "@" not in address:
        raise UsageError(f"{address!r} is not a mail address: nothing was changed.")
    reason = SuppressionReason.UNSUBSCRIBED if unsubscribed else SuppressionReason.BY_HAND
    channel, _, subscription = on.partition("/")
    entry = Suppression(
        channel=channel,
        address=address_key(address),
        subscription=subscription,
        reason=reason,
        why=why,
        at=datetime.now(UTC),
        by=by,
    )
    with opened_store(context) as store:
        added = store.suppress(entry)
    say(f"nothing is sent to {entry.address}" + (" from now on" if added else ", as before"))


@app.command("lift")
def lift(
    context: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="As monitor deliveries suppressed shows it.")],
    by: Annotated[str, _BY],
    why: Annotated[str, _WHY],
    on: Annotated[str, typer.Option(metavar="CHANNEL[/SUBSCRIPTION]", help="There alone.")] = "",
) -> None:
    """Send to an address again, and what was kept back in the last 30 days; not to who had unsubscribed then.

    Example: monitor deliveries lift ali@example.org --by Mona --why "the mailbox is there again"
    """
    channel, _, subscription = on.partition("/")
    with opened_store(context) as store:
        ids = [
            one.id
            for one in store.suppressions()
            if one.address == address_key(address)
            and channel in ("", one.channel)
            and subscription in ("", one.subscription)
        ]
        due = store.lift(ids, datetime.now(UTC), by, why)
    if not ids:
        warn(f"nothing is suppressed for {address}")
        raise typer.Exit(NOT_WELL)
    say(f"{address_key(address)} is sent to again; {due} deliver{'y is' if due == 1 else 'ies are'} due now")


def _warn_of_suppressed(store: Store, wanted: frozenset[OutboxId]) -> None:
    held = store.deliveries([DeliveryState.SUPPRESSED.value, DeliveryState.UNSUBSCRIBED.value])
    for address in sorted({row.recipient for row in held if row.id in wanted}):
        warn(f"nothing is sent to {address} as long as it is suppressed: monitor deliveries lift {address}")
