"""What is at an address that was given as a feed's: a feed, a page that offers some, or trouble."""

from __future__ import annotations

from urllib.parse import urljoin

from monitor.core.health.feeds import named
from monitor.core.polling import first_request
from monitor.errors import UsageError
from monitor.model.config import FetchSettings
from monitor.model.feeds import FeedSpec, FetchFailure, ParsedFeed
from monitor.model.outcomes import ParseReason
from monitor.ports import Fetcher, Sandbox
from monitor.records import dataclass

USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/news-sitemap.xml")
"""Where content systems put the feeds of a site."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What was found."""

    offers: tuple[str, ...] = ()
    """Feeds that the page there offers; none where it is a feed itself."""
    feed: ParsedFeed | None = None
    """The feed that it is."""
    trouble: str = ""
    """Why it could not be read."""


async def discover(fetcher: Fetcher, sandbox: Sandbox, settings: FetchSettings, spec: FeedSpec) -> Offers:
    """Look at the address of `spec` as the bot would.

    Raises:
        UsageError: it is a page that offers no feed, and its site has none at the usual places.
    """
    answer = await fetcher.fetch(first_request(spec, settings))
    if isinstance(answer, FetchFailure):
        return Offers(trouble=answer.detail)
    found = await sandbox.parse_feed(answer.body, answer.content_type, answer.url, language=spec.language)
    if isinstance(found, ParsedFeed):
        return Offers(feed=found)
    if answer.broken is not None:
        return Offers(trouble=named(answer.broken))
    if found.offers:
        return Offers(offers=found.offers)
    if found.reason is not ParseReason.NOT_A_FEED:
        return Offers(trouble=found.detail)
    usual = await _at_usual_places(fetcher, sandbox, settings, spec.url)
    if not usual:
        raise UsageError(f"nothing was added. {found.detail} None was found at the usual addresses of its site either.")
    return Offers(offers=usual)


async def _at_usual_places(fetcher: Fetcher, sandbox: Sandbox, settings: FetchSettings, url: str) -> tuple[str, ...]:
    """The feeds of the site of `url` that stand there, looked for one after the other."""
    found: list[str] = []
    for path in USUAL_PLACES:
        there = FeedSpec(url=urljoin(url, path), title="", publisher="")
        answer = await fetcher.fetch(first_request(there, settings))
        if isinstance(answer, FetchFailure) or answer.url in found:
            continue
        feed = await sandbox.parse_feed(answer.body, answer.content_type, answer.url)
        if isinstance(feed, ParsedFeed) and feed.entries:
            found.append(answer.url)
    return tuple(found)
