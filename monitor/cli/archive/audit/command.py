"""`monitor audit`: articles that a watchlist may have missed, and how much of what is watched it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from monitor.bootstrap import SystemClock
from monitor.cli.archive.audit.shown import plain_audit, print_audit
from monitor.cli.output import counted, print_json, say
from monitor.cli.place import asked_place, opened_store
from monitor.core.typed.moments import moment
from monitor.errors import UsageError
from monitor.flow.archive.auditing import audit as audited
from monitor.model.ids import ArticleId
from monitor.model.watch import Watchlist


def audit(
    context: typer.Context,
    watchlist: Annotated[
        str, typer.Argument(metavar="[WATCHLIST]", help="Its id; may be left out if there is only one.")
    ] = "",
    yes: Annotated[list[int] | None, typer.Option("--yes", help="Articles that it should have found.")] = None,
    no: Annotated[list[int] | None, typer.Option("--no", help="Articles that are about something else.")] = None,
    since: Annotated[str, typer.Option(help="Articles from then on: 30d, 12w, 2026-11-01.")] = "30d",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What a watchlist may have missed: articles that read like its finds, and how much it finds of all.

    Examples: monitor audit border; monitor audit border --yes 4711 --no 4712 --no 4713
    """
    wanted = _wanted(asked_place(context).load().watchlists, watchlist)
    now = SystemClock().now()
    begin = moment(since, now) or now
    answers: dict[ArticleId, bool | None] = {
        **{ArticleId(one): True for one in yes or ()},
        **{ArticleId(one): False for one in no or ()},
    }
    if both := sorted(set(yes or ()) & set(no or ())):
        raise UsageError(f"article {both[0]} cannot be both: answer it with --yes or with --no")
    with opened_store(context) as store:
        if answers:
            known = {one.id: one for one in store.audited(wanted.id, sorted(answers))}
            _refuse_unknown(answers, known)
            store.answer_audit(wanted.id, answers, now)
        found, articles = audited(store, wanted, begin, now)
    if as_json:
        print_json(plain_audit(found, articles))
        return
    if answers:
        say(f"{counted(len(answers), 'answer')} kept.\n")
    print_audit(found, articles, begin)


def _wanted(lists: Sequence[Watchlist], name: str) -> Watchlist:
    found = [one for one in lists if name in ("", one.id)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(one.id for one in lists) or "none"
    what = f"there is no watchlist {name!r}" if name else "say which watchlist"
    raise UsageError(f"{what}; the configuration has: {known}")


def _refuse_unknown(answers: Mapping[ArticleId, bool | None], known: Mapping[ArticleId, object]) -> None:
    for number in answers:
        if number not in known:
            raise UsageError(f"there is no article {number}; the numbers stand before the lines. Nothing was kept.")
