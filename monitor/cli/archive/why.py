"""`monitor why URL`: what happened to an entry, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

import typer

from monitor.bootstrap import Place
from monitor.cli.archive.story import event_of, told
from monitor.cli.output import NOT_WELL, print_json, say, stamp
from monitor.cli.place import is_url, opened_store, place_of
from monitor.core.trust.links import unlinked
from monitor.core.urls import canonical_url, same_site
from monitor.model.ids import StoryId
from monitor.model.stories import StoryLink
from monitor.model.trails import Trail
from monitor.ports import Store


def why(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The article's address, as seen anywhere.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Every recorded outcome for that address: where it was seen, read, matched, folded, sent. Status 1 if never seen.

    Example: monitor why https://example.org/news/1
    """
    with opened_store(context) as store:
        trails = store.trails(url, canonical_url(url))
        unseen = "" if trails else _unseen(store, url, place_of(context))
        links = {one.story_id: _links(store, one.story_id) for one in trails if one.story_id is not None}
    if as_json:
        print_json({"url": url, "seen": bool(trails), "trails": trails, "links": links, "note": unseen})
    elif trails:
        for trail in trails:
            _show(trail, links)
    else:
        say(unseen)
    if not trails:
        raise typer.Exit(NOT_WELL)


def _show(trail: Trail, links: Mapping[StoryId, Sequence[StoryLink]]) -> None:
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
            say(f"  {told(link)}")
    say("")


def _links(store: Store, story_id: StoryId) -> list[StoryLink]:
    """What makes the story and others one event."""
    return list(dict.fromkeys(link for record in event_of(store, story_id) for link in record.links))


def _edits(versions: Sequence[datetime]) -> str:
    first, *later = versions
    often = "once" if len(later) == 1 else f"{len(later)} times"
    times = ", ".join(stamp(one) for one in later)
    return f"version {len(versions)}, edited {often}: first read {stamp(first)}, edits read {times} UTC"


def _unseen(store: Store, url: str, place: Place) -> str:
    """Why an address may never have been seen: which feeds of its site are read, and how."""
    if not is_url(url):
        return f"We never saw it: {url!r} is not an address. Give one that starts with https:// or http://"
    near = [feed for feed in store.feeds() if same_site(feed.url, url)]
    waiting = [one for one in place.feed_names() if same_site(one.url, url)] if not near else []
    if waiting:
        return f"We never saw it: {waiting[0].title} ({waiting[0].url}) was not polled yet. Run: monitor once"
    if not near:
        return "We never saw it: no feed of this site is configured. Add one: monitor feeds add URL"
    lines = ["We never saw it: the address was in no answer of this site's feeds."]
    for feed in near:
        last = f"last read {stamp(feed.last_good_at)} UTC" if feed.last_good_at else "never read"
        lines.append(f"  {feed.title} ({feed.url}): {last}{', ' + feed.last_detail if feed.last_detail else ''}")
    return "\n".join(lines)
