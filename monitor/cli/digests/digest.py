"""`monitor digest`: look at the next digest, have it now, read one that was sent."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from monitor.bootstrap import App
from monitor.cli.app import with_app
from monitor.cli.output import BAD_INPUT, NOT_WELL, print_json, print_table, say, stamp, warn
from monitor.cli.place import opened, opened_store, writing
from monitor.deliver.render import Rendered, render
from monitor.deliver.render.pages import OURS
from monitor.engine.embedded import EmbeddedEngine
from monitor.errors import UsageError
from monitor.flow.compose import compose_now
from monitor.flow.compose import preview as preview_digest
from monitor.model.digests import Digest

MOST_LISTED = 1_000
"""Digests, for one call."""

app = typer.Typer(
    help="Digests: preview the next one, send one now, read those of before.",
    epilog="Example: monitor digest preview",
    no_args_is_help=True,
)

_Subscription = Annotated[str | None, typer.Argument(metavar="[SUBSCRIPTION]", help="Its id; the only one if omitted.")]
_Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the HTML there.")]
_Browser = Annotated[bool, typer.Option("--open", help="With --html: open it in a browser.")]
_Payload = Annotated[bool, typer.Option("--json", help="The payload a webhook would get.")]


@app.command()
def preview(
    context: typer.Context,
    subscription: _Subscription = None,
    html: _Html = None,
    browser: _Browser = False,
    as_json: _Payload = False,
) -> None:
    """The digest that would be sent now. Nothing is stored or sent.

    Example: monitor digest preview border-watch --html /tmp/digest.html
    """

    async def work(app: App, _alone: bool) -> Rendered:
        digest = await preview_digest(app.services, _chosen(app, subscription))
        return await app.services.call(render, digest, app.printing or OURS)

    _hand_out(with_app(context, work), html, browser, as_json)


@app.command("list")
def list_digests(
    context: typer.Context,
    subscription: Annotated[str, typer.Argument(metavar="[SUBSCRIPTION]", help="Only those of this one.")] = "",
    most: Annotated[int, typer.Option("--limit", min=1, max=MOST_LISTED, metavar="N", help="So many.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Digests that were composed, the newest first. How each was delivered: monitor deliveries list.

    Example: monitor digest list border-watch --limit 7
    """
    with opened_store(context) as store:
        found = store.digests(most, subscription)
    if as_json:
        print_json([_listed(one) for one in found])
        return
    print_table(
        ("COMPOSED (UTC)", "DIGEST", "STORIES", "FIRST"),
        [(stamp(one.composed_at), one.key, str(len(one.stories)), _first(one) or "quiet") for one in found],
        "No digest is kept" + (f" of {subscription}." if subscription else "."),
    )


@app.command()
def show(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(metavar="[KEY]", help="As its foot and `digest list` say; else the newest.")
    ] = "",
    html: _Html = None,
    browser: _Browser = False,
    as_json: _Payload = False,
) -> None:
    """A digest as it was composed, whole, whatever its channel had room for. Status 1 if it is not kept.

    Example: monitor digest show 2026-11-22/border-watch/0700
    """
    with opened_store(context) as store:
        digest = store.digest(key)
    if digest is None:
        say(f"No digest is kept under {key!r}; see: monitor digest list" if key else "No digest was composed so far.")
        raise typer.Exit(NOT_WELL)
    _hand_out(render(digest), html, browser, as_json)


@app.command("send-now")
def send_now(context: typer.Context, subscription: _Subscription = None) -> None:
    """Compose the digest now and send it; the schedule stays as it is. Beside a running bot, that one sends it.

    Example: monitor digest send-now border-watch
    """

    async def work(app: App, alone: bool) -> Digest | None:
        digest = await compose_now(app.services, _chosen(app, subscription))
        if alone and digest is not None:
            await EmbeddedEngine(app.services).send_due()
        return digest

    digest = with_app(context, work, sends=True)
    if digest is None:
        warn("another digest took the same stories a moment ago; see: monitor deliveries list")
        raise typer.Exit(1)
    say(f"composed: {digest.key}; see: monitor deliveries list")


@app.command()
def orphans(
    context: typer.Context,
    forget: Annotated[bool, typer.Option("--forget", help="Take them for settled: nobody is to be told.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Alerts that no subscription tells any more, because it or their watchlist left or was renamed.

    Example: monitor digest orphans
    """
    with opened(context) as (_settings, store):
        found = store.forget_orphans() if forget else store.orphans()
    if as_json:
        print_json(found)
        return
    print_table(
        ("SEEN (UTC)", "WATCHLIST", "OUTLET", "HEADLINE"),
        [(stamp(one.at), one.watchlist, one.publisher, one.title or one.url) for one in found],
        "No orphans: every alert was told, or will be.",
    )
    if found:
        said = "forgotten" if forget else "To have them told once: monitor digest tell-orphans SUBSCRIPTION"
        say(said)


@app.command("tell-orphans")
def tell_orphans(
    context: typer.Context,
    subscriptions: Annotated[list[str], typer.Argument(metavar="SUBSCRIPTION...", help="Ids of who is to be told.")],
) -> None:
    """Have these subscriptions tell all orphans once, in their next digest.

    Example: monitor digest tell-orphans border-watch
    """
    with opened(context) as (settings, store):
        known = [one.id for one in settings.subscriptions if store.subscription(one.id) is not None]
        for name in subscriptions:
            if name not in known:
                raise UsageError(f"there is no subscription {name!r}; the bot works for: {', '.join(known) or 'none'}")
        told = store.adopt_orphans(subscriptions)
    count = "no alert" if not told else f"{len(told)} alert{'' if len(told) == 1 else 's'}"
    say(f"{count} to be told by {', '.join(subscriptions)}, with the next digest; now: monitor digest send-now")


def _chosen(app: App, subscription: str | None) -> str:
    if subscription is not None:
        return subscription
    known = [one.id for one in app.services.config.settings.subscriptions]
    if len(known) == 1:
        return known[0]
    warn(f"name a subscription: {', '.join(known) or 'none is configured'}")
    raise typer.Exit(BAD_INPUT)


def _listed(digest: Digest) -> dict[str, object]:
    return {
        "key": digest.key,
        "subscription": digest.subscription,
        "kind": digest.kind,
        "composed_at": digest.composed_at,
        "stories": len(digest.stories),
        "first": _first(digest),
    }


def _first(digest: Digest) -> str:
    """The title of its first story."""
    return next((story.title for story in digest.stories), "")


def _hand_out(rendered: Rendered, html: Path | None, browser: bool, as_json: bool) -> None:
    if html is not None:
        with writing(html):
            html.write_text(rendered.html, encoding="utf-8")
        say(f"written: {html}")
        if browser:
            webbrowser.open(html.resolve().as_uri())
    if as_json:
        typer.echo(rendered.json)
    elif html is None:
        typer.echo(rendered.text)
