"""What the first visit does: feeds, a watchlist and a subscription written into config/, and taken back."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from monitor.core.urls import host_of
from monitor.errors import ConfigError, MonitorError, UsageError
from monitor.flow.feeds.discovering import discover
from monitor.model.config import EmailChannel
from monitor.model.feeds import FeedSpec
from monitor.settings import (
    SaveEnd,
    add_feed,
    add_subscription,
    drop_example,
    name_of_feed,
    put_example_back,
    remove_feed,
    remove_subscription,
    save_draft,
)
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Done
from monitor.web.pages.first_visit.names import named

_MOST_ADDRESSES = 10


async def add_feeds(asked: Asked) -> Done:
    """Put the feeds at these addresses, or of these sites, into feeds.yaml."""
    addresses = list(dict.fromkeys(asked.word("addresses").split()))
    if not addresses:
        raise UsageError("Give the address of a feed, or of a site that has one, one on each line.")
    if len(addresses) > _MOST_ADDRESSES:
        raise UsageError(f"That are {len(addresses)} addresses; give {_MOST_ADDRESSES} at most, the others afterwards.")
    found = await asyncio.gather(*(_feed_at(asked, one if "://" in one else f"https://{one}") for one in addresses))
    path, added, told = asked.desk.place.config / "feeds.yaml", [], []
    for one in found:
        if isinstance(one, str):
            told.append(one)
        elif await asked.services.call(add_feed, path, one):
            added.append(one)
        else:
            told.append(f"{one.url} is there already.")
    asked.desk.feeds.forget()
    if not added:
        raise UsageError("\n".join(told))
    said = f"Added {', '.join(one.title for one in added)}. The bot reads them within ten seconds."
    return Done(
        said=" ".join([said, *told]),
        subject=", ".join(one.url for one in added),
        undo={"urls": [one.url for one in added]},
        to="/start",
    )


async def _feed_at(asked: Asked, url: str) -> FeedSpec | str:
    """What to add for an address, or why nothing is."""
    services, settings = asked.services, asked.settings.fetch
    spec = FeedSpec(url=url, title="", publisher="")
    try:
        found = await discover(services.fetcher, services.sandbox, settings, spec)
        if found.offers:
            url = found.offers[0]
            spec = FeedSpec(url=url, title="", publisher="")
            found = await discover(services.fetcher, services.sandbox, settings, spec)
    except MonitorError as error:
        return f"{url}: {error}"
    if found.feed is None:
        return f"{url} could not be read: {found.trouble}"
    title, language = name_of_feed(found.feed)
    name = title or host_of(url) or url
    return FeedSpec(url=url, title=name, publisher=name, language=language)


async def take_feeds_out(asked: Asked, undo: Mapping[str, Any]) -> str:
    """Those that were added, out again."""
    for url in undo["urls"]:
        await asked.services.call(remove_feed, asked.desk.place.config / "feeds.yaml", str(url))
    asked.desk.feeds.forget()
    return "Taken out of feeds.yaml again."


async def save(asked: Asked) -> Done:
    """The draft as a file; the example goes, if nobody made it their own."""
    place, name, text = asked.desk.place, named(asked.word("name")), asked.form.get("text", "")
    saved = await asked.services.call(save_draft, place.config, place.env, (name, "", ""), text, data_dir=place.data)
    if saved.end is SaveEnd.CONFLICT:
        raise UsageError(f"There is a watchlist {name} already. Go back and give this one another name.")
    if saved.end is SaveEnd.REFUSED:
        raise ConfigError(saved.problems)
    if saved.end is SaveEnd.UNWRITABLE:
        raise UsageError(saved.why)
    gone = await asked.services.call(drop_example, place.config)
    also = "; the example is taken away" if gone else ""
    said = f"Saved watchlists/{name}.yaml{also}. It is watched within ten seconds."
    undo = {"name": name, "version": saved.now.version, "example": gone}
    return Done(said=said, subject=f"watchlists/{name}.yaml", undo=undo, to="/start#try")


async def unsave(asked: Asked, undo: Mapping[str, Any]) -> str:
    """The file away, unless somebody edited it since; the example back."""
    root = asked.desk.place.config
    if undo["example"]:
        await asked.services.call(put_example_back, root)
    path = root / "watchlists" / f"{named(str(undo['name']))}.yaml"
    await asked.services.call(_gone, path, str(undo["version"]))
    return f"Taken away again: {path.name}."


async def subscribe(asked: Asked) -> Done:
    """A subscription into monitor.yaml."""
    settings, name = asked.settings, named(asked.word("name"))
    own = [one for one in asked.word("watchlists").split(",") if one]
    channel = next((one for one in settings.channels if one.name == asked.word("channel")), None)
    if channel is None:
        raise UsageError("Choose a channel of monitor.yaml.")
    target: Any = channel.name
    if isinstance(channel, EmailChannel):
        target = {"channel": channel.name, "to": asked.word("to").replace(",", " ").split()}
    entry: dict[str, Any] = {"id": name, "watchlists": own or ["all"], "channels": [target]}
    if asked.word("when") == "at once":
        entry["when"] = "immediately"
    else:
        hour, _, minute = (asked.word("at") or "07:00").partition(":")
        if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
            raise UsageError("Write the time as 07:00.")
        entry["cron"] = f"{int(minute)} {int(hour)} * * *"
    if zone := asked.word("zone"):
        entry["zone"] = zone
    await asked.services.call(add_subscription, asked.desk.place.config / "monitor.yaml", entry)
    said = f"Added the subscription {name}. It counts within ten seconds; digests go to {channel.name}."
    return Done(said=said, subject=name, undo={"name": name}, to="/start#done")


async def unsubscribe(asked: Asked, undo: Mapping[str, Any]) -> str:
    """That subscription out again."""
    path = asked.desk.place.config / "monitor.yaml"
    gone = await asked.services.call(remove_subscription, path, str(undo["name"]))
    return "Taken out of monitor.yaml again." if gone else "It was not in monitor.yaml any more."


def _gone(path: Path, version: str) -> None:
    """Raises UsageError where somebody changed it meanwhile."""
    with suppress(FileNotFoundError):
        if hashlib.sha256(path.read_bytes()).hexdigest() != version:
            raise UsageError(f"{path.name} was changed meanwhile; it was left alone.")
        path.unlink()
