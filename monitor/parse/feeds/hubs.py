"""Who tells of what is new in a feed (WebSub): its hubs, and the address by which they know it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from monitor.parse.feeds.reader import Group
from monitor.parse.links import web_url

_MOST = 4


def hubs_of(feed: Group, base: str, url: str) -> tuple[str, ...]:
    """The hubs that the feed's head names, a few at most."""
    return _addresses((href for relation, href in _links(feed) if relation == "hub"), base, url)


def self_of(feed: Group, base: str, url: str) -> str:
    """The feed's own address as its head gives it, to the letter if it is absolute; "" if it gives none."""
    named = [href for relation, href in _links(feed) if relation == "self"]
    return next(filter(None, (topic_address(href, base, url) for href in named)), "")


def hubs_of_json(told: Any, url: str) -> tuple[str, ...]:
    """As `hubs_of`, of what a JSON Feed calls its hubs."""
    listed = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    named = [one.get("url") for one in listed if str(one.get("type", "")).lower() in ("websub", "pubsubhubbub")]
    return _addresses((one for one in named if isinstance(one, str)), url)


def topic_address(href: str, *bases: str) -> str:
    """`href` as it is written if it can be asked for so, else as an absolute address; "" if it is none."""
    there, plain = web_url(href, *bases), href.strip()
    as_written = plain.isascii() and plain.isprintable() and " " not in plain
    return plain if there and as_written and plain.lower().startswith(("http://", "https://")) else there


def _links(feed: Group) -> Iterable[tuple[str, str]]:
    for node in feed.all("link", "atom:link"):
        for relation in node.attributes.get("rel", "").lower().split():
            yield relation, node.attributes.get("href", "")


def _addresses(hrefs: Iterable[str], *bases: str) -> tuple[str, ...]:
    found: Sequence[str] = [there for href in hrefs if (there := web_url(href, *bases))]
    return tuple(dict.fromkeys(found))[:_MOST]
