"""`monitor watchlist report`: how often spellings are met and rejected, what could be left out, what may be new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from monitor.cli.output import counted, print_json, print_table, say, stamp
from monitor.cli.place import asked_place, opened_store
from monitor.cli.topics import topics_meant
from monitor.cli.watchlists.candidates import queue_of
from monitor.core.trust.links import unlinked
from monitor.model.config import Settings
from monitor.model.feedback.given import Feedback, JudgedText, Said
from monitor.model.feedback.spellings import SpellingUse
from monitor.parse.language import guess_language
from monitor.plain import plain
from monitor.ports import Store
from monitor.store import database_there
from monitor.watch import Books, Evidence, NewSpelling, Proposal, SpellingRow, bookkeeping, proposals

OTHERS = 200
"""Newest articles of a topic that nobody judged and that a proposal is tried on."""
_NEW, _NAMED = 5, 3


def report(
    context: typer.Context,
    topic: Annotated[
        str,
        typer.Argument(
            metavar="[TOPIC]", help="Its id, or WATCHLIST/TOPIC; WATCHLIST for all of a list; all if omitted."
        ),
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="Each name; else those that were met or stand out.")] = False,
    recount: Annotated[bool, typer.Option("--recount", help="Count anew from the matches that are stored.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, each name.")] = False,
) -> None:
    """Each spelling and rule: hits, last hit, rejected share, never met, only with another; edits that would help.

    Example: monitor watchlist report irgc
    """
    settings = asked_place(context).load()
    wanted = _wanted(settings, topic) if topic else None
    if not database_there(settings.storage.url):
        say("No article was read yet, so nothing is known of any spelling.")
        return
    with opened_store(context) as store:
        if recount:
            store.recount_spellings()
        uses, ledger = store.spelling_uses(), store.feedback()
        rows = _rows(settings, store, uses, ledger, wanted)
        found = _proposals(settings, store, ledger, wanted)
    new = _new(context, settings, wanted)
    since = min((one.first_at for one in uses), default=None)
    if as_json:
        told = {"since": since, "spellings": [_plain(one) for one in rows], "proposals": found, "new": new}
        print_json(told)
        return
    _print_rows(rows, since, every=every)
    _print_proposals(found)
    _print_new(new)


def _wanted(settings: Settings, asked: str) -> set[tuple[str, str]]:
    """The topics by which the parts of a report are chosen."""
    lists, topic = topics_meant(settings, asked)
    return {topic} if topic is not None else {(one.id, each.id) for one in lists for each in one.topics}


def _rows(
    settings: Settings,
    store: Store,
    uses: Sequence[SpellingUse],
    ledger: Sequence[Feedback],
    wanted: set[tuple[str, str]] | None,
) -> list[SpellingRow]:
    met = {(one.watchlist, one.topic, one.form) for one in uses}
    names = {
        name.text
        for watchlist in settings.watchlists
        for topic in watchlist.topics
        for name in topic.names
        if (watchlist.id, topic.id, name.text) not in met
    }
    books = Books(uses=uses, ledger=ledger, since=store.names_since(names), now=datetime.now(UTC))
    rows = bookkeeping(settings.watchlists, books)
    return [one for one in rows if wanted is None or (one.watchlist, one.topic) in wanted]


def _proposals(
    settings: Settings, store: Store, ledger: Sequence[Feedback], wanted: set[tuple[str, str]] | None
) -> list[Proposal]:
    """For topics that something was rejected of, and that are still there."""
    known = {(one.id, topic.id) for one in settings.watchlists for topic in one.topics}
    rejected = {(one.watchlist, one.topic) for one in ledger if one.said is Said.NOT}
    found: list[Proposal] = []
    for watchlist, topic in sorted(rejected & known & (wanted if wanted is not None else known)):
        pins = [one for one in settings.pins if (one.watchlist, one.topic) == (watchlist, topic)]
        evidence = Evidence(judged=store.judged_texts(watchlist, topic, OTHERS), pins=pins, language_of=guess_language)
        found += proposals(settings.watchlists, watchlist, topic, evidence)
    return found


def _new(context: typer.Context, settings: Settings, wanted: set[tuple[str, str]] | None) -> list[NewSpelling]:
    """Spellings that may be missing, the likeliest first."""
    found = [one for watchlist in settings.watchlists for one in queue_of(context, settings, watchlist, None) or ()]
    mine = [one for one in found if one.likely and (wanted is None or (one.watchlist, one.topic) in wanted)]
    return sorted(mine, key=lambda one: (-one.likelihood, -one.count))


def _plain(row: SpellingRow) -> Mapping[str, Any]:
    return {**plain(row), "rejected_share": row.share}


def _print_rows(rows: Sequence[SpellingRow], since: datetime | None, *, every: bool) -> None:
    shown = [one for one in rows if every or one.hits or one.rejected or (one.remarks and not one.pack)]
    # What a pack brings is met or not; nobody is to prune it.
    print_table(
        ("TOPIC", "NAME OR RULE", "HITS", "LAST (UTC)", "REJECTED", "REMARKS"),
        [
            (
                f"{one.watchlist}/{one.topic}" if one.topic else f"{one.watchlist} (rule)",
                f"{one.form} ({one.pack})" if one.pack else one.form,
                str(one.hits),
                stamp(one.last_at),
                "-" if one.share is None else f"{one.rejected} of {one.rejected + one.confirmed} ({one.share:.0%})",
                "; ".join(one.remarks) or "-",
            )
            for one in shown
        ],
        "Nothing was met yet.",
    )
    if hidden := len(rows) - len(shown):
        began = f", counted since {stamp(since)} UTC" if since else ""
        say(f"\n{counted(hidden, 'name')} not met yet{began}: --all shows them.")


def _print_proposals(found: Sequence[Proposal]) -> None:
    for one in found:
        say("")
        for line in _lines(one):
            say(line)
    if found:
        say(
            "\nTried with the matcher, and applied by nobody: put what you want into the watchlist, then: monitor check"
        )


def _lines(one: Proposal) -> Iterator[str]:
    left = f", {one.left} would stay" if one.left else ""
    gone = f"would remove {'this one' if len(one.removes) == 1 else f'these {len(one.removes)}'} rejected{left}"
    yield f"{one.watchlist}/{one.topic}: {one.edit}"
    yield f"  {gone}, and no confirmed one (of {one.keeps})"
    yield from _named(one.removes)
    if one.others:
        what = f"of the newest {one.of_others} that nobody judged it would remove {len(one.others)} as well"
        yield f"  {what}; look at them first:"
        yield from _named(one.others)
    elif one.of_others:
        yield f"  of the newest {one.of_others} that nobody judged it would remove none"


def _named(texts: Sequence[JudgedText]) -> Iterator[str]:
    for one in texts[:_NAMED]:
        yield f"    {unlinked(one.text.title)}  {unlinked(one.url)}"
    if len(texts) > _NAMED:
        yield f"    and {len(texts) - _NAMED} more"


def _print_new(new: Sequence[NewSpelling]) -> None:
    if not new:
        return
    say(f"\n{counted(len(new), 'possible new spelling')}; one key for each answer: monitor candidates review")
    for one in new[:_NEW]:
        seen = f"{one.language or '?'}, {counted(one.count, 'time')}; like {one.form}"
        say(f"  {one.watchlist}/{one.topic}: {one.text}  ({seen})")
