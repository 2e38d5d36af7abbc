"""Upkeep: prune what is past its keeping time, fold the write-ahead log."""

from __future__ import annotations

from datetime import timedelta

import structlog

from monitor.flow.services import Services
from monitor.model.facts import Pruned

log = structlog.get_logger("monitor.upkeep")


async def prune(services: Services) -> Pruned:
    """Remove articles and polls older than the configuration keeps them."""
    now, storage = services.clock.now(), services.config.settings.storage
    pruned = await services.call(
        services.store.prune,
        now - timedelta(days=storage.keep_articles_days),
        now - timedelta(days=storage.keep_polls_days),
    )
    log.debug("pruned", action="upkeep", articles=pruned.articles, polls=pruned.polls)
    return pruned


async def checkpoint(services: Services) -> None:
    """Fold the write-ahead log into the database while little happens."""
    await services.call(services.store.checkpoint)
