"""`monitor candidates`: words in articles that may be new spellings of watched names; taken up or rejected."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import counted, print_json, say, warn
from monitor.cli.place import opened_store, place_of
from monitor.cli.topics import topic_of
from monitor.errors import ConfigError, UsageError
from monitor.flow.desk.spellings import insist_on_name, language_for, queue_in
from monitor.model.config import Settings
from monitor.model.watch import Topic, Watchlist
from monitor.settings import add_name, reject_spelling
from monitor.store import database_there
from monitor.watch import NewSpelling

_MOST = 50
_TOPIC_HELP = "Its id, or WATCHLIST/TOPIC if two lists have it"


app = typer.Typer(
    help="Words in articles that may be new spellings of watched names, likeliest first; take one up, or reject it.",
    epilog="Example: monitor candidates list irgc",
    no_args_is_help=True,
)


@app.command("list")
def asked(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="[TOPIC]", help=f"{_TOPIC_HELP}; all if omitted.")] = "",
    unlikely: Annotated[bool, typer.Option("--all", help="Those that are hardly a name as well.")] = False,
    most: Annotated[int, typer.Option(min=1, help="Spellings at most.")] = _MOST,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What articles had that may be a new spelling: grouped, with how often and two places, the likeliest first.

    Example: monitor candidates list irgc --json
    """
    settings = place_of(context).load()
    queue = _all(context, settings, topic)
    shown = [one for one in queue if unlikely or one.likely]
    held = len(queue) - len(shown)
    if as_json:
        print_json({"candidates": shown[:most], "more": len(shown[most:]), "unlikely": held})
        return
    if not shown:
        read = database_there(settings.storage.url)
        say("No possible new spelling was met." if read else "No article was read yet, so nothing is known of any.")
    show_queue(shown[:most], topics=not topic)
    if shown[most:]:
        say(f"\n{counted(len(shown[most:]), 'spelling')} more: --most {len(shown)} shows them.")
    if held:
        say(f"\n{counted(held, 'spelling')} held back as hardly a name: --all shows them.")


@app.command()
def accept(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help=f"{_TOPIC_HELP}.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The spelling.")],
    language: Annotated[str, typer.Option(help="Its language (BCP 47), where the names stand by language.")] = "",
) -> None:
    """Add a spelling to the names in the topic's file, whose comments stay; not if an example would fail with it.

    Example: monitor candidates accept irgc Sepah --language en
    """
    take_up(*topic_of(place_of(context).load(), topic), text, language)


@app.command()
def reject(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help=f"{_TOPIC_HELP}.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The spelling.")],
) -> None:
    """Put down in the topic's file that a spelling is something else: it is asked about no more, and hides no alert.

    Example: monitor candidates reject irgc Sepak
    """
    watchlist, found = topic_of(place_of(context).load(), topic)
    if text in {name.text for name in found.names}:
        raise UsageError(f"{text} is a name of {found.id}. Take it out of its names first.")
    added = reject_spelling(Path(watchlist.file), found.id, text)
    say(f"{'put down in' if added else 'already in'} {watchlist.file}: {found.id}: not {text}")


@app.command()
def review(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="[TOPIC]", help=f"{_TOPIC_HELP}; all if omitted.")] = "",
) -> None:
    """Answer one after the other with one key: a takes it up, r rejects it, s leaves it for later, q ends.

    Example: monitor candidates review irgc
    """
    settings = place_of(context).load()
    queue = [one for one in _all(context, settings, topic) if one.likely]
    for number, one in enumerate(queue, start=1):
        say(f"\n{number} of {len(queue)}")
        show_queue([one], topics=True)
        answer = _key()
        if answer == "q":
            break
        if answer in ("a", "r"):
            # Read anew: the answers before changed the files.
            settings = place_of(context).load()
            try:
                _answered(topic_of(settings, f"{one.watchlist}/{one.topic}"), one, taken=answer == "a")
            except (UsageError, ConfigError) as error:
                warn(str(error))
    say(f"{counted(len(queue), 'possible new spelling')} in all." if queue else "No possible new spelling was met.")


def _key() -> str:
    """a, r, s or q: one key on a terminal, the first letter of a line elsewhere; the end of the lines is q."""
    say("  a: take it up   r: it is something else   s: later   q: end")
    while True:
        typed = typer.getchar() if sys.stdin.isatty() else sys.stdin.readline()[:1]
        found = {"": "q", "\n": "s", "\r": "s", "\x03": "q", "\x04": "q"}.get(typed, typed.lower())
        if found in ("a", "r", "s", "q"):
            return found


def _answered(of: tuple[Watchlist, Topic], one: NewSpelling, *, taken: bool) -> None:
    watchlist, topic = of
    if taken:
        take_up(watchlist, topic, one.text, language_for(topic, one.language))
        return
    added = reject_spelling(Path(watchlist.file), topic.id, one.text)
    say(f"{'put down in' if added else 'already in'} {watchlist.file}: {topic.id}: not {one.text}")


def _all(context: typer.Context, settings: Settings, topic: str) -> list[NewSpelling]:
    """What is asked about a topic, or about all for "", the likeliest first."""
    if topic:
        return list(queue_of(context, settings, *topic_of(settings, topic)) or ())
    queues = [queue_of(context, settings, watchlist, None) or () for watchlist in settings.watchlists]
    return sorted((one for queue in queues for one in queue), key=lambda one: (-one.likelihood, -one.count))


def show_queue(queue: Sequence[NewSpelling], *, topics: bool) -> None:
    """Print possible new spellings; with their topics where they are of several."""
    for one in queue:
        of = f"{one.watchlist}/{one.topic}: " if topics else ""
        say(f"  {of}{one.text}  ({one.language or '?'}, {counted(one.count, 'time')}; like {one.form})")
        if one.also:
            say(f"      also {', '.join(one.also)}")
        for snippet in one.snippets:
            say(f"      {snippet}")


def take_up(watchlist: Watchlist, topic: Topic, text: str, language: str) -> None:
    """Add a spelling, unless with it the watchlist would not compile or an example would fail."""
    insist_on_name(watchlist, topic, text, language)
    added = add_name(Path(watchlist.file), topic.id, text, language)
    say(f"{'added to' if added else 'already in'} {watchlist.file}: {topic.id}: {text}")


def queue_of(
    context: typer.Context, settings: Settings, watchlist: Watchlist, topic: Topic | None
) -> tuple[NewSpelling, ...] | None:
    """What articles had that may be new spellings of a topic, or of any; None where there is no database yet."""
    if not database_there(settings.storage.url):
        return None
    with opened_store(context) as store:
        found = store.candidates(watchlist.id, topic.id if topic else "")
    return queue_in(watchlist, found)
