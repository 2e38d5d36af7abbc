"""`monitor feeds`: list, add, import and export feeds, and what of them is held back.

Edits keep the comments of feeds.yaml.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.feeds.health import hubs_by_feed, show_health, with_states
from monitor.cli.output import NOT_WELL, counted, print_json, print_json_list, print_table, say, stamp
from monitor.cli.place import is_url, opened, place_of, read_input, writing
from monitor.core.urls import host_of
from monitor.errors import UsageError
from monitor.model.config import Settings
from monitor.model.facts import HeldEntry
from monitor.model.feeds import FeedSpec, FeedState, ParsedFeed
from monitor.ports import Store
from monitor.settings import add_feed, add_feeds, export_opml, import_opml, move_feeds, name_of_feed

app = typer.Typer(
    help="Feeds: list, how they do, add, import and export (OPML); what is held back.",
    epilog="Example: monitor feeds list --trouble",
    no_args_is_help=True,
)


@app.command("list")
def list_(
    context: typer.Context,
    trouble: Annotated[bool, typer.Option("--trouble", help="Only feeds that are not read well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Configured feeds with how they are doing.

    Example: monitor feeds list --trouble
    """
    with opened(context) as (settings, store):
        hubs = hubs_by_feed(store, datetime.now(UTC))
        rows = ((spec, state) for spec, state in with_states(settings, store) if not trouble or _in_trouble(state))
        told = ((spec, state, hubs.get(state.id, "") if state else "") for spec, state in rows)
        if as_json:
            print_json_list({**_plain(spec, state), "hub": hub} for spec, state, hub in told)
            return
        print_table(
            ("TITLE", "PUBLISHER", "LANGUAGE", "STATE", "LAST READ (UTC)", "NEXT POLL (UTC)", "URL"),
            (
                (
                    spec.title,
                    spec.publisher,
                    spec.language or "-",
                    ", ".join(filter(None, [_state(state), hub])),
                    stamp(state.last_good_at if state else None),
                    stamp(state.next_poll_at if state else None),
                    spec.url,
                )
                for spec, state, hub in told
            ),
            "No feeds." if not trouble else "All feeds are read well.",
        )


def _in_trouble(state: FeedState | None) -> bool:
    return state is None or not state.last_good_at or bool(state.failing_since or state.paused_since)


def _plain(spec: FeedSpec, state: FeedState | None) -> dict[str, object]:
    return {
        "url": spec.url,
        "title": spec.title,
        "publisher": spec.publisher,
        "language": spec.language,
        "tags": spec.tags,
        "state": _state(state),
        "last_good_at": state.last_good_at if state else None,
        "next_poll_at": state.next_poll_at if state else None,
        "failures": state.failures if state else 0,
        "last_detail": state.last_detail if state else "",
        "moved_to": state.moved_to if state else "",
    }


def _state(state: FeedState | None) -> str:
    if state is not None and state.active and state.paused_since is not None:
        return "paused"
    if state is None or state.last_polled_at is None:
        return "not read yet"
    if not state.active:
        return f"off: {state.last_detail}"
    if state.failing_since:
        return f"failing: {state.last_detail}"
    return f"well, moved to {state.moved_to.partition('?')[0]}" if state.moved_to else "well"


@app.command("health")
def health(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="A line for each feed that is well, too.")] = False,
    strip: Annotated[bool, typer.Option("--strip", help="As --all, with its last 14 days.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """How the feeds do: what is wrong with which, since when, and what to do. Status 1 if any is not well.

    A feed that answers and shows nothing new is measured by its own rhythm, learnt from its entries.

    Example: monitor feeds health --strip
    """
    with opened(context) as (settings, store):
        well = show_health(settings, store, every=every, strip=strip, as_json=as_json)
    if not well:
        raise typer.Exit(NOT_WELL)


@app.command("adopt")
def adopt(
    context: typer.Context,
    feed: Annotated[
        str, typer.Argument(metavar="[FEED]", help="Its address or title; all moved feeds if omitted.")
    ] = "",
) -> None:
    """Put the new addresses of feeds that moved for good into feeds.yaml; what is known of them stays known.

    Example: monitor feeds adopt
    """
    path = place_of(context).config / "feeds.yaml"
    with opened(context) as (settings, store):
        here = [(spec, state.moved_to) for spec, state in with_states(settings, store) if state and state.moved_to]
        if feed:
            _insist_on(feed, settings, store)
    names = {spec.url: spec.title for spec, _ in here}
    wanted = {url for url, title in names.items() if feed in ("", url) or feed.casefold() == title.casefold()}
    moves = {spec.url: new for spec, new in here if spec.url in wanted}
    for url in move_feeds(path, moves):
        say(f"{names[url]}: {url.partition('?')[0]} is now {moves[url].partition('?')[0]}")
    if not moves:
        say("No feed has said that it moved.")


@app.command("held")
def held(
    context: typer.Context,
    feed: Annotated[str, typer.Argument(metavar="[FEED]", help="Its address or title; all feeds if omitted.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Entries that are held back: old ones that turned up late, or known texts that came again under other ids.

    Example: monitor feeds held
    """
    with opened(context) as (settings, store):
        found = [one for one in store.held_entries() if _is_of(one, feed)]
        if feed and not found:
            _insist_on(feed, settings, store)
    if as_json:
        print_json(found)
        return
    print_table(
        ("FEED", "DATED (UTC)", "HELD (UTC)", "WHY", "TITLE", "LINK"),
        [
            (one.feed_title, stamp(one.published_at), stamp(one.held_at), one.outcome.value, one.title, one.url)
            for one in found
        ],
        "Nothing is held back.",
    )


@app.command("release")
def release(
    context: typer.Context,
    feed: Annotated[str, typer.Argument(metavar="[FEED]", help="Its address or title.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Those of all feeds.")] = False,
) -> None:
    """Have held entries read and judged like new ones, by the running bot or the next `monitor once`.

    Example: monitor feeds release "Dawn Post"
    """
    if bool(feed) == everything:
        raise UsageError("name one feed, by address or title, or give --all; monitor feeds held lists what is held")
    with opened(context) as (settings, store):
        wanted = [one.id for one in store.held_entries() if _is_of(one, feed)]
        if feed and not wanted:
            _insist_on(feed, settings, store)
        released = store.release_held(wanted, datetime.now(UTC))
    say(f"{counted(released, 'entry')} released: read and judged next" if released else "Nothing is held back.")


def _is_of(held_entry: HeldEntry, feed: str) -> bool:
    return not feed or feed == held_entry.feed_url or feed.casefold() == held_entry.feed_title.casefold()


def _insist_on(feed: str, settings: Settings, store: Store) -> None:
    """Refuse a feed that there is none of: a slip must not look like good news."""
    low = feed.casefold()
    if any(feed == one.url or low == one.title.casefold() for one in settings.feeds):
        return
    if not any(feed == one.url or low == one.title.casefold() for one in store.feeds()):
        raise UsageError(f"there is no feed with the address or title {feed!r}; monitor feeds list shows them")


@app.command()
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The feed's address.")],
    title: Annotated[str, typer.Option(help="Name shown in digests; the feed's own if omitted.")] = "",
    publisher: Annotated[str, typer.Option(help="Outlet that writes it; the title if omitted.")] = "",
    language: Annotated[str, typer.Option(help="BCP 47, e.g. en or ar; the feed's own if omitted.")] = "",
    tags: Annotated[list[str] | None, typer.Option("--tag", help="May be repeated.")] = None,
) -> None:
    """Add a feed to feeds.yaml; comments and order stay. A running bot takes it up within 10 seconds.

    The address is looked at first: if it is a web page, the feeds that it offers, or that stand at the usual
    addresses of its site, are shown, and you choose.

    Example: monitor feeds add https://example.org/feed --title "Example News" --language en
    """
    path = place_of(context).config / "feeds.yaml"
    place_of(context).load()
    url, feed, trouble = _chosen(context, url)
    told = name_of_feed(feed) if feed is not None else ("", "")
    name = title or told[0] or host_of(url) or url
    spec = FeedSpec(
        url=url, title=name, publisher=publisher or name, language=language or told[1], tags=tuple(tags or ())
    )
    added = add_feed(path, spec)
    say(f"{'added to' if added else 'already in'} {path}: {name}")
    if trouble:
        say(f"It could not be read now: {trouble.rstrip('.')}. The bot tries it again and again: monitor feeds list")


def _chosen(context: typer.Context, url: str) -> tuple[str, ParsedFeed | None, str]:
    """The address, or of the feeds that a page there offers the one that the user chooses; what was read there, and
    why nothing was.
    """
    from monitor.cli.feeds.inspect import offers_of  # noqa: PLC0415 - it loads what fetches and what parses

    if not is_url(url):
        return url, None, ""  # refused further on, with a better sentence
    found = offers_of(context, url)
    if not found.offers:
        return url, found.feed, found.trouble
    say(f"{url} is a web page. Its site offers:")
    for number, offer in enumerate(found.offers, 1):
        say(f"  {number}  {offer}")
    say("Which one? (a number; nothing: none)")
    answer = sys.stdin.readline().strip()
    if not (answer.isdigit() and 0 < int(answer) <= len(found.offers)):
        raise UsageError("nothing was added; give the address of one of these feeds, or a number when asked")
    chosen = found.offers[int(answer) - 1]
    there = offers_of(context, chosen)
    return chosen, there.feed, there.trouble


@app.command("import")
def import_(
    context: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE", help="An OPML file, or -.")]
) -> None:
    """Add the feeds of an OPML file to feeds.yaml; those already there are left alone.

    Example: monitor feeds import subscriptions.opml
    """
    path = place_of(context).config / "feeds.yaml"
    found = import_opml(read_input(file))
    place_of(context).load()
    result = add_feeds(path, found.feeds)
    for sentence in found.skipped:
        say(f"left out: {sentence}")
    known = f"{len(result.known)} {'was' if len(result.known) == 1 else 'were'} there already"
    say(f"{len(result.added)} added to {path}, {known}")


@app.command()
def export(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Standard output if omitted.")] = None,
) -> None:
    """The configured feeds as OPML.

    Example: monitor feeds export > feeds.opml
    """
    document = export_opml(place_of(context).load().feeds)
    if file is None:
        typer.echo(document.decode())
        return
    with writing(file):
        file.write_bytes(document)
    say(f"written: {file}")
