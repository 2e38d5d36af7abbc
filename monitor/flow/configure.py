"""Configure: bring a validated configuration into force, and make the tables follow it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import structlog

from monitor.core.routing.quiet_hours import next_digest
from monitor.core.trust.links import reach_of
from monitor.flow.evidence.keeping import lists_in_force
from monitor.flow.services import Config, Judging, Services
from monitor.model.config import Settings
from monitor.model.hearing.feed_list import FeedList
from monitor.ports import Channel
from monitor.stories.news.facts import Places, place_key
from monitor.watch import Matcher, gazetteer

log = structlog.get_logger("monitor.config")


def config_of(settings: Settings, matcher: Matcher, now: datetime) -> Config:
    """A configuration ready to be put into force."""
    return Config(
        settings=settings,
        matcher=matcher,
        since=now,
        specs=FeedList.of(settings.feeds).by_url,
        reach=reach_of(settings.fetch.allow_private, (feed.url for feed in settings.feeds)),
        judging=judging_of(settings),
        lists=lists_in_force(settings),
    )


def judging_of(settings: Settings) -> Judging:
    """How articles are judged under a configuration; its places are those of the packs that watchlists name."""
    packs = dict.fromkeys(pack for watchlist in settings.watchlists for pack in watchlist.packs)
    return Judging(
        settings=settings.stories,
        families=dict(settings.families),
        places=Places.of(gazetteer(packs, place_key)),
    )


async def apply_config(services: Services, config: Config, channels: Mapping[str, Channel]) -> None:
    """Write feeds, subscriptions and the revision into the store, then swap configuration and channels at once."""
    now, settings = services.clock.now(), config.settings
    before = {one.name: one for one in services.config.settings.channels}
    subscriptions = [(one, next_digest(one.cron, one.zone, one.quiet_hours, now)) for one in settings.subscriptions]
    # A list that was made by a program has no text of its own.
    texts = {one.id: one.text or repr(one) for one in settings.watchlists}
    revision = (settings.revision, json.dumps(texts, ensure_ascii=False, sort_keys=True))
    services.configuring = True
    try:
        since = await services.call(services.store.sync_config, settings.feeds, subscriptions, revision, now)
        # In force since it was first seen, not since this process began.
        services.config, services.channels = replace(config, since=since), channels
    finally:
        services.configuring = False
    services.rests.clear()
    services.settled.clear()
    services.look_after.clear()
    services.stopped.clear()
    # Whoever mends a password does not want to wait an hour for the next try.
    mended = [one.name for one in settings.channels if before.get(one.name) != one]
    await services.call(services.store.hurry_deliveries, mended, now)
    await _warn_of_orphans(services)
    log.debug("configuration in force", action="config", revision=settings.revision)


async def _warn_of_orphans(services: Services) -> None:
    if orphans := await services.call(services.store.orphans):
        log.warning(
            "alerts are told by no subscription any more, see: monitor digest orphans",
            action="config",
            alerts=len(orphans),
            watchlists=list(dict.fromkeys(one.watchlist for one in orphans)),
            newest=orphans[-1].title,
        )


def refuse_config(services: Services, error: str) -> None:
    """Keep the configuration in force and remember why the newest edit was refused."""
    services.config = services.config.refused(error)
    # One problem a line: in a log they are one line.
    why = "; ".join(error.splitlines())
    log.error("config/ was refused, the old one stays in force", action="config", why=why)
