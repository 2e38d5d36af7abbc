"""`monitor check`: whether a configuration works."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.bootstrap import Hiding, Place, SystemClock, mailboxes_of, open_beside
from monitor.cli.output import BAD_INPUT, NOT_WELL, OK, counted, print_json, say
from monitor.cli.place import place_of
from monitor.core.routing.silence_lint import odd_silences
from monitor.deliver.channels import build_channels
from monitor.errors import ConfigError, StoreError, UsageError
from monitor.fetch.client import HttpFetcher
from monitor.flow.probe import ProbeResult, probe_channels, probe_feeds, probe_mailboxes
from monitor.model.config import Settings
from monitor.sandbox import ProcessSandbox
from monitor.store import database_there
from monitor.watch import accident_findings, accidents, broken_pins, matcher_of

_REASON = re.compile(r"\((\w+)\)$")
_MANY, _NAMED = 3, 12
_MOST_TOPICS = 1_000
"""Topics whose names are tried on the words of the feeds' languages; more take longer than a check should."""


def check(
    context: typer.Context,
    online: Annotated[bool, typer.Option("--online", help="Also try every feed and every channel.")] = False,
    no_secrets: Annotated[
        bool, typer.Option("--no-secrets", help="Secrets may be absent, as on an editor's machine; says which are.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Validate the whole configuration and run the canaries of every topic; offline unless told otherwise.

    Example: monitor check --online
    """
    if online and no_secrets:
        raise UsageError("--online tries every channel and needs the secrets: leave out --no-secrets.")
    settings = _loaded(context, as_json, secrets=not no_secrets)
    results = asyncio.run(_probe(settings)) if online else []
    if as_json:
        well = {"status": "ok", "problems": [], "revision": settings.revision}
        again = tuple(line.removeprefix("warning: ") for line in _rejected(place_of(context), settings))
        told = {"warnings": settings.warnings + again, "absent_secrets": settings.absent_secrets}
        print_json({**well, **told, "probes": results})
    else:
        for absent in settings.absent_secrets:
            say(f"without: {absent}")
        for warning in settings.warnings:
            say(f"warning: {warning}")
        for line in (*_rejected(place_of(context), settings), *_accidents(settings)):
            say(line)
        for name, odd in odd_silences(settings, datetime.now(UTC)):
            say(f"warning: silence {name}: {odd}")
        for line in _tried(results):
            say(line)
        say(_summary(settings, sum(not result.ok for result in results), len(results)))
        say(_operators(settings))
    raise typer.Exit(OK if all(result.ok for result in results) else NOT_WELL)


def _rejected(place: Place, settings: Settings) -> Iterator[str]:
    """Rejected articles on which the watchlists alert, where there is a database: the whole, not its sentence alone."""
    if not database_there(settings.storage.url):
        return
    from monitor.flow.feedback.rejected import rejected_again  # noqa: PLC0415 - with a store, which few have beside

    matcher = matcher_of(settings.watchlists)
    named = {one.pin.id for one in broken_pins(matcher, settings.watchlists, settings.pins)}
    try:
        with closing(open_beside(place)) as store:
            yield from (f"warning: {one.told()}" for one in rejected_again(store, matcher, named))
    except StoreError as error:
        yield f"warning: articles that were rejected could not be tried: {error}"


def _accidents(settings: Settings) -> Iterator[str]:
    """What alerts on ordinary words at least once in a thousand sentences; of very long lists `lint` says it."""
    if sum(len(one.topics) for one in settings.watchlists) > _MOST_TOPICS:
        return
    found = accident_findings(accidents(settings.watchlists, {feed.language for feed in settings.feeds}))
    yield from (f"warning: {one.watchlist}/{one.topic}: the name {one.name} {one.message}" for one in found[:_NAMED])
    if found[_NAMED:]:
        yield f"warning: {len(found[_NAMED:])} more names do; monitor watchlist lint names them"


def _loaded(context: typer.Context, as_json: bool, secrets: bool) -> Settings:
    """The configuration; its problems as JSON too where a script asked."""
    try:
        place = place_of(context)
        settings = place.load(secrets=secrets)
        if not secrets:
            place.try_templates(settings)
        return settings
    except ConfigError as error:
        if not as_json:
            raise
        print_json({"status": "refused", "problems": error.problems})
        raise typer.Exit(BAD_INPUT) from error


def _operators(settings: Settings) -> str:
    ways = " else ".join(one.channel for one in settings.operator.targets)
    told = f"operators are told by {ways}" if ways else "nobody is told when the bot is in trouble (operator.channels)"
    return f"{told}; {'a' if settings.operator.heartbeat else 'no'} dead man's switch is called"


def _tried(results: Sequence[ProbeResult]) -> Iterator[str]:
    """A line for each, but what many feeds say alike is told once."""
    reasons: dict[str, list[ProbeResult]] = {}
    for result in results:
        reason = None if result.ok or result.kind != "feed" else _REASON.search(result.detail)
        reasons.setdefault(f"{result.kind} {result.name}" if reason is None else reason[1], []).append(result)
    for alike in reasons.values():
        if len(alike) < _MANY:
            yield from (f"{'ok ' if one.ok else 'BAD'}  {one.kind} {one.name}: {one.detail}" for one in alike)
            continue
        others = alike[1:]
        names = ", ".join(one.name for one in others[:_NAMED])
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        yield f"BAD  {len(alike)} feeds, such as {alike[0].name}: {alike[0].detail}"
        yield f"     The same for {names}{more}."


def _summary(settings: Settings, failed: int = 0, tried: int = 0) -> str:
    topics = [topic for watchlist in settings.watchlists for topic in watchlist.topics]
    canaries = sum(len(topic.match_examples) + len(topic.ignore_examples) for topic in topics)
    verdict = f"{failed} of {tried} tried did not work; the configuration itself is right" if failed else "ok"
    return (
        f"{verdict}: {counted(len(settings.feeds), 'feed')}, {counted(len(settings.watchlists), 'watchlist')} with "
        f"{counted(len(topics), 'topic')}, {counted(canaries, 'example')} as expected, "
        f"{counted(len(settings.subscriptions), 'subscription')}, {counted(len(settings.channels), 'channel')}; "
        f"revision {settings.revision}"
    )


async def _probe(settings: Settings) -> list[ProbeResult]:
    fetcher = HttpFetcher(settings.fetch, SystemClock())
    sandbox = ProcessSandbox(settings.sandbox)
    try:
        hiding = Hiding(settings)
        poster = hiding.poster(fetcher)
        channels = hiding.channels(build_channels(settings.channels, poster, sys.stdout))
        mailboxes = hiding.mailboxes(mailboxes_of(settings, poster))
        found = await probe_feeds(hiding.fetcher(fetcher), hiding.sandbox(sandbox), settings)
        return [*found, *await probe_channels(channels), *await probe_mailboxes(mailboxes)]
    finally:
        sandbox.close()
        await fetcher.aclose()
