"""Feeds: how they do, trouble on top; one is tried now, added, taken out again, and all of them taken away as OPML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from monitor.core.urls import host_of
from monitor.errors import UsageError
from monitor.flow.desk.feeds import FeedsView
from monitor.flow.feeds.discovering import Offers, discover
from monitor.model.feeds import FeedSpec
from monitor.model.ids import FeedId
from monitor.records import dataclass
from monitor.settings import add_feed, export_opml, name_of_feed, pause_feed, remove_feed
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Action, Done, File, NotFoundError, Page, Param, Room

_FILE = "feeds.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFeed:
    """A feed that may be added."""

    url: str
    title: str
    language: str
    entries: int
    newest: str
    """Title of its newest entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is at an address."""

    url: str
    feed: OfferedFeed | None
    offers: tuple[str, ...]
    trouble: str


async def _feeds(asked: Asked) -> FeedsView:
    return await asked.desk.feeds.page(q=asked.word("q")[:200], kind=asked.word("kind"), number=asked.number("page", 1))


async def _look(asked: Asked) -> Found:
    url = _address(asked)
    spec = FeedSpec(url=url, title="", publisher="")
    services = asked.services
    found = await discover(services.fetcher, services.sandbox, asked.settings.fetch, spec)
    return Found(url=url, feed=_offered(url, found), offers=found.offers, trouble=found.trouble)


def _offered(url: str, found: Offers) -> OfferedFeed | None:
    if found.feed is None:
        return None
    title, language = name_of_feed(found.feed)
    newest = found.feed.entries[0].title if found.feed.entries else ""
    name = title or host_of(url) or url
    return OfferedFeed(url=url, title=name, language=language, entries=len(found.feed.entries), newest=newest)


async def _add(asked: Asked) -> Done:
    url = _address(asked)
    title = asked.word("title") or host_of(url) or url
    spec = FeedSpec(
        url=url,
        title=title,
        publisher=asked.word("publisher") or title,
        language=asked.word("language"),
        tags=tuple(tag.strip() for tag in asked.word("tags").split(",") if tag.strip()),
    )
    added = await asked.services.call(add_feed, asked.desk.place.config / _FILE, spec)
    if not added:
        raise UsageError(f"{_FILE} has a feed at that address already.")
    asked.desk.feeds.forget()
    said = f"Added {title} to {_FILE}. The bot takes it up within ten seconds."
    return Done(said=said, subject=url, undo={"url": url}, to="/feeds")


async def _take_out(asked: Asked, undo: Mapping[str, Any]) -> str:
    gone = await asked.services.call(remove_feed, asked.desk.place.config / _FILE, str(undo["url"]))
    asked.desk.feeds.forget()
    return f"Taken out of {_FILE} again." if gone else f"It was not in {_FILE} any more."


async def _try_now(asked: Asked) -> Done:
    feed = asked.number("feed", 0)
    before = await asked.services.call(asked.services.store.poll_soon, FeedId(feed), asked.now)
    if before is None:
        raise NotFoundError("This feed is not polled: it is paused, left feeds.yaml, or is gone for good.")
    asked.desk.feeds.forget()
    name = asked.word("title") or f"feed {feed}"
    said = f"{name} is tried now: look again in some seconds."
    return Done(said=said, subject=name, undo={"feed": feed, "before": before.isoformat()})


async def _as_planned(asked: Asked, undo: Mapping[str, Any]) -> str:
    planned = datetime.fromisoformat(undo["before"])
    await asked.services.call(asked.services.store.poll_soon, FeedId(undo["feed"]), planned)
    return "It is tried when it was to be."


async def _pause(asked: Asked) -> Done:
    return await _paused(asked, paused=True)


async def _go_on(asked: Asked) -> Done:
    return await _paused(asked, paused=False)


async def _paused(asked: Asked, *, paused: bool) -> Done:
    url, title = asked.word("url"), asked.word("title") or asked.word("url")
    path = asked.desk.place.config / _FILE
    if not await asked.services.call(pause_feed, path, url, paused=paused):
        raise UsageError(f"{_FILE} has no feed at that address, or has it so already.")
    asked.desk.feeds.forget()
    said = (
        f"{title} is not read any more from now on, and every digest says so." if paused else f"{title} is read again."
    )
    return Done(said=said, subject=url, undo={"url": url, "paused": not paused})


async def _as_before(asked: Asked, undo: Mapping[str, Any]) -> str:
    path = asked.desk.place.config / _FILE
    await asked.services.call(pause_feed, path, str(undo["url"]), paused=bool(undo["paused"]))
    asked.desk.feeds.forget()
    return "It is as it was before."


async def _opml(asked: Asked) -> bytes:
    return export_opml(asked.settings.feeds)


def _address(asked: Asked) -> str:
    url = asked.word("url")
    if not url:
        raise UsageError("Give the address of a feed, or of a site that has one.")
    return url if "://" in url else f"https://{url}"


_TITLE = Param(name="title", words="Its name, as pages and digests show it.")

_URL = Param(name="url", words="Its address.", required=True)

ROOM = Room(
    pages=(
        Page(
            path="/feeds",
            by_list=True,
            title="Feeds",
            menu="Feeds",
            summary="How each feed does, trouble on top, with its last 14 days.",
            template="feeds.html",
            read=_feeds,
            shape=FeedsView,
            params=(
                Param(name="q", words="Only feeds with this in title, publisher or address."),
                Param(name="kind", words="Only feeds of this kind, such as silent."),
                Param(name="page", words="50 feeds a page, from 1."),
            ),
        ),
        Page(
            path="/feed/look",
            by_list=True,
            title="Add a feed",
            summary="What is at an address: a feed, or a page that offers some.",
            template="feed_found.html",
            read=_look,
            shape=Found,
            role="analyst",
            posted=True,
        ),
    ),
    actions=(
        Action(
            name="feed.try",
            by_list=True,
            summary="Have a feed polled at once.",
            do=_try_now,
            undo=_as_planned,
            fields=(Param(name="feed", words="Its id.", required=True), _TITLE),
        ),
        Action(
            name="feed.pause",
            by_list=True,
            summary="Have a feed not read for the time being.",
            do=_pause,
            undo=_as_before,
            role="admin",
            fields=(_URL, _TITLE),
        ),
        Action(
            name="feed.resume",
            by_list=True,
            summary="Have a paused feed read again.",
            do=_go_on,
            undo=_as_before,
            role="admin",
            fields=(_URL, _TITLE),
        ),
        Action(
            name="feed.add",
            by_list=True,
            summary="Add a feed to feeds.yaml.",
            do=_add,
            undo=_take_out,
            role="admin",
            fields=(
                _URL,
                _TITLE,
                Param(name="publisher", words="The outlet; the title if absent."),
                Param(name="language", words="As a short tag: en, ar."),
                Param(name="tags", words="Free words, between commas."),
            ),
        ),
    ),
    files=(
        File(
            path="/feeds.opml",
            by_list=True,
            summary="The configured feeds, as feed readers exchange them.",
            kind="text/x-opml; charset=utf-8",
            read=_opml,
            name="feeds.opml",
        ),
    ),
)
