"""`monitor why URL`: what happened to an entry, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

import typer

from monitor.cli.archive.story import chained, told
from monitor.cli.output import NOT_WELL, print_json, say, stamp
from monitor.cli.place import opened_store, place_of
from monitor.core.trust.links import unlinked
from monitor.flow.desk.why import why as why_of
from monitor.meaning import meaning_of
from monitor.model.ids import StoryId
from monitor.model.linking.chains import UNCHAINED, Chains
from monitor.model.stories import ClosestSentences, StoryLink
from monitor.model.trails import Trail


def why(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The article's address, as seen anywhere.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Every recorded outcome for that address: where it was seen, read, matched, folded, sent. Status 1 if never seen.

    Example: monitor why https://example.org/news/1
    """
    with opened_store(context) as store:
        answer = why_of(store, url, place_of(context).feed_names, meaning_of())
    trails, links, unseen = answer.trails, dict(answer.links), "\n".join(answer.unseen)
    chains = dict(answer.chains)
    if as_json:
        found = {"url": url, "seen": bool(trails), "trails": trails, "links": links, "closest": answer.closest}
        print_json({**found, "chains": chains, "note": unseen})
    elif trails:
        for trail in trails:
            _show(trail, links, answer.closest, chains)
    else:
        say(unseen)
    if not trails:
        raise typer.Exit(NOT_WELL)


def _show(
    trail: Trail,
    links: Mapping[StoryId, Sequence[StoryLink]],
    closest: Sequence[ClosestSentences],
    chains: Mapping[StoryId, Chains],
) -> None:
    say(unlinked(trail.title or trail.url))
    say(f"  {unlinked(trail.url)}")
    say(f"  first seen {stamp(trail.first_seen_at)} UTC in {trail.feed_title} ({trail.feed_url})")
    for step in trail.steps:
        revision = f"  [config {step.revision}]" if step.revision else ""
        first, *more = unlinked(step.detail).split("\n")
        say(f"  {stamp(step.at)}  {step.step:<8} {step.outcome:<14} {first}{revision}")
        for line in more:
            say(f"{'':<43}{line}")
    for watchlist, hit in trail.hits:
        place = f"{hit.field} {hit.start}-{hit.end}"
        say(f"    {watchlist}/{hit.topic}: {unlinked(hit.surface)!r} at {place} ({hit.strength}): {hit.reason}")
    if len(trail.versions) > 1:
        say(f"  {_edits(trail.versions)}")
    if trail.story_id is not None:
        number = f"{trail.story_id:04x}"
        say(f"  story {number}: monitor story {number}; who is told of it: monitor route {number}")
        for link in links[trail.story_id]:
            for line in told(link, closest):
                say(f"  {line}")
        for line in chained(chains.get(trail.story_id, UNCHAINED)):
            say(line)
    say("")


def _edits(versions: Sequence[datetime]) -> str:
    first, *later = versions
    often = "once" if len(later) == 1 else f"{len(later)} times"
    times = ", ".join(stamp(one) for one in later)
    return f"version {len(versions)}, edited {often}: first read {stamp(first)}, edits read {times} UTC"
