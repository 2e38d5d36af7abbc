"""`monitor replay`: the same match again, from what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

import monitor
from monitor.cli.output import NOT_WELL, counted, print_json, say, warn
from monitor.cli.place import opened_store
from monitor.core.evidence.replay import Replay, replay
from monitor.errors import UsageError
from monitor.flow.evidence.keeping import matcher_mark
from monitor.model.evidence.proof import Proof
from monitor.model.ids import AlertId
from monitor.ports import Store
from monitor.watch import Matcher, matcher_of


def replay_alerts(
    context: typer.Context,
    alerts: Annotated[
        list[int] | None,
        typer.Argument(metavar="[ALERT]...", help="Numbers of alerts, as `monitor export` gives them."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All alerts with kept texts.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Match kept texts again with the watchlists as they stood. Status 1 if a mention differs or nothing is kept.

    After an upgrade another matcher may say otherwise: that is told, and status 1 is for mentions that do not stand.

    Example: monitor replay 12
    """
    if bool(alerts) is everything:
        raise UsageError("give the numbers of alerts, or --all")
    with opened_store(context) as store:
        wanted = store.proved() if everything else [AlertId(one) for one in alerts or ()]
        found = [_replayed(store, one) for one in wanted]
        without = store.sealed_alerts() - len(wanted) if everything else 0
    if as_json:
        print_json([one for one, _ in found])
    else:
        for _, lines in found:
            for line in lines:
                say(line)
        if len(found) != 1:
            same = sum(one["same"] is True for one, _ in found)
            other = sum(one["same"] is False and _is_well(one) for one, _ in found)
            more = f", {other} with all that was recorded, though the matcher is another one now" if other else ""
            say(f"{counted(len(found), 'alert')} replayed: {same} with identical mentions{more}")
    if without > 0:
        warn(
            f"{counted(without, 'alert')} more without a kept text: evidence was off, or it was removed "
            "(evidence.keep, evidence.budget; monitor verify names what nobody should have removed)"
        )
    if not all(_is_well(one) for one, _ in found):
        raise typer.Exit(NOT_WELL)


def _is_well(answer: Mapping[str, object]) -> bool:
    """Whether what was recorded stands, and the matcher that recorded it says it again."""
    return bool(answer["same"] or (answer.get("stands") and answer["matcher"] != answer["matcher_now"]))


def _replayed(store: Store, alert_id: AlertId) -> tuple[dict[str, object], list[str]]:
    """The answer as data and in words."""
    proof = store.proof(alert_id)
    why = missing(alert_id, proof)
    if proof is None or proof.text is None or proof.lists is None:
        return {"alert": alert_id, "same": None, "why": why}, [why]
    again = replay(proof, proof.text, _matcher(proof).match)
    told = {
        "alert": alert_id,
        "same": again.same,
        "stands": again.stands,
        "spans": again.spans,
        "differences": again.differences,
    }
    program = {"program": proof.program, "matcher": proof.matcher, "matcher_now": matcher_mark()}
    return told | program, list(_lines(proof, again))


def missing(alert_id: AlertId, proof: Proof | None) -> str:
    """Why an alert cannot be replayed; "" if it can."""
    if proof is None:
        none = "there is no such alert, its article is kept no longer, or it is older than the chain of records"
        return f"Alert {alert_id}: {none}."
    if proof.text is not None and proof.lists is not None:
        return ""
    if not proof.matcher:
        return f"Alert {alert_id}: nothing is kept of it, for evidence was off (evidence.enabled in monitor.yaml)."
    return f"Alert {alert_id}: what was kept of it was removed (evidence.keep, evidence.budget)."


def _matcher(proof: Proof) -> Matcher:
    """Compiled once for alerts with the same lists: the one made last is kept."""
    return matcher_of(proof.lists or ())


def _lines(proof: Proof, again: Replay) -> Iterator[str]:
    head = f"Alert {proof.alert_id} ({proof.watchlist}, config {proof.revision}): "
    if again.same:
        yield f"{head}{counted(again.spans, 'mention')}, identical"
        return
    same_matcher = proof.matcher == matcher_mark()
    if again.stands and not same_matcher:
        yield f"{head}{counted(again.spans, 'mention')}, each where it was recorded; the newer matcher says otherwise:"
    else:
        yield f"{head}{counted(len(again.differences), 'difference')} from {counted(again.spans, 'mention')}"
    for line in again.differences:
        yield f"  {line}"
    if same_matcher:
        yield "  The matcher is the same: look at `monitor verify`."
    else:
        was = f"{proof.program} ({proof.matcher})"
        yield f"  It was matched by version {was}, and now by {monitor.__version__} ({matcher_mark()})."
