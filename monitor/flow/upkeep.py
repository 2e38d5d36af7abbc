"""Upkeep: prune what is past its keeping time, trim the index of stories, fold the write-ahead log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from monitor.core.entries.notices import NOTICES_KEPT
from monitor.core.outside import REST_KEPT
from monitor.errors import StoreBusyError, StoreError
from monitor.flow.archive.searching import FRESH_LOT, LOT
from monitor.flow.archive.trends import MENTIONS_KEPT
from monitor.flow.clock import note_time
from monitor.flow.evidence.pushing import PUSHES_KEPT
from monitor.flow.services import Services
from monitor.model.config import Settings
from monitor.model.desk.drafts import DRAFTS_KEPT
from monitor.model.facts import Pruned
from monitor.ports import Store
from monitor.stories.events.grouping import CLOSES_AFTER

log = structlog.get_logger("monitor.upkeep")

_DAY_S = 86_400.0
_DAY = timedelta(days=1)
_SOON_S = 600.0
_FRESH_S = 60.0
"""After which new articles are put into the index of the archive, however few they are."""
TRANSLATIONS_KEPT = timedelta(days=30)
"""Since they were used last."""
_MATCHES = 500
"""Counted in one transaction."""


def prunings(
    store: Store, settings: Settings, now: datetime, articles_days: int
) -> tuple[Callable[[], Pruned], tuple[Callable[[], object], ...]]:
    """What removes articles and polls past their days, and what forgets notices, evidence and what none can join.

    Each is a transaction of its own, or several.
    """
    storage, evidence = settings.storage, settings.evidence
    window = timedelta(seconds=settings.stories.window_s)
    kept_since = now - timedelta(days=evidence.keep_days)
    first = partial(store.prune, now - timedelta(days=articles_days), now - timedelta(days=storage.keep_polls_days))
    return first, (
        partial(store.forget_bodies, now - NOTICES_KEPT),
        partial(store.forget_rests, now - REST_KEPT),
        partial(store.forget_translations, now - TRANSLATIONS_KEPT),
        partial(store.forget_mentions, now - MENTIONS_KEPT),
        partial(store.forget_drafts, now - DRAFTS_KEPT),
        partial(store.forget_pushes, now - PUSHES_KEPT),
        partial(store.trim_evidence, now, kept_since, evidence.budget),
        partial(store.trim_index, now - window, now - max(window, CLOSES_AFTER)),
    )


async def prune(services: Services, now: datetime) -> Pruned:
    """Remove articles and polls older than the configuration keeps them; forget old notices, what none can join."""
    settings = services.config.settings
    first, others = prunings(services.store, settings, now, settings.storage.keep_articles_days)
    pruned = await services.call(first)
    for one in others:
        await services.call(one)
    log.debug("pruned", action="upkeep", articles=pruned.articles, polls=pruned.polls)
    return pruned


async def prune_if_trusted(services: Services) -> None:
    """As `prune`, unless the clock leapt a while ago: what looks a year old may be of today."""
    if services.clock.monotonic() >= services.prune_after:
        await prune(services, services.clock.now())


async def once_a_day(services: Services) -> None:
    """For cycles that cron begins: what a running bot does each hour and each day.

    What is old is reckoned from when this was done before, a day ago at least, and no cycle's own time is trusted: by
    then a clock that leapt was put right, or is believed as a running bot believes it after a day.
    """
    now, before = services.clock.now(), await services.call(services.store.upkept_at)
    if before is not None and timedelta(0) <= now - before < _DAY:
        return
    if before is not None and before < now:
        await look_at_database(services)
        if services.damage:
            return  # The next cycle looks again, or it would say that all is well.
        await prune(services, before)
    await services.call(services.store.note_upkeep, now)


async def look_at_database(services: Services) -> None:
    """Once a day look at every page: what is damaged is better known before it is needed."""
    if services.clock.monotonic() - services.checked_at < _DAY_S:
        return
    services.damage = await services.call(services.store.quick_check)
    services.checked_at = services.clock.monotonic()
    if services.damage:
        log.error("the database is damaged", action="upkeep", why=services.damage)


async def index_archive(services: Services) -> None:
    """Put some articles into the index by which `monitor search` finds them, that were stored before there was one."""
    if services.in_trouble:
        return
    if services.archive_indexed:
        await _merge_archive(services)
        return
    try:
        count = await services.call(services.store.index_archive, LOT)
    except StoreBusyError:
        raise
    except StoreError as error:
        log.warning("articles cannot be searched", action="upkeep", why=str(error))
        count = 0
    services.archive_indexed = count == 0


async def index_fresh(services: Services, *, all_of_them: bool = False) -> None:
    """Put new articles into the index lot by lot, once there are enough for one: it takes half as long as one by one.

    Until then a search reads them.
    """
    if services.in_trouble:
        return
    now = services.clock.monotonic()
    least = 1 if all_of_them or now - services.archive_fresh_at >= _FRESH_S else FRESH_LOT
    if least == 1:
        services.archive_fresh_at = now
    while await services.call(services.store.index_fresh, FRESH_LOT, least):
        pass


async def _merge_archive(services: Services) -> None:
    """Once a day put together what the index was written in, a step at a time; not while the bot starts."""
    now, due = services.clock.monotonic(), services.archive_merge_at
    if due is None:
        services.archive_merge_at = now + _SOON_S
    elif services.archive_merging or now >= due:
        services.archive_merge_at = now + _DAY_S
        anew, services.archive_merging = not services.archive_merging, False
        services.archive_merging = await services.call(partial(services.store.merge_archive_index, anew=anew))


async def checkpoint(services: Services) -> None:
    """Note the time, and fold the write-ahead log into the database while little happens."""
    await note_time(services)
    await services.call(services.store.checkpoint)


async def count_spellings(services: Services) -> None:
    """Count how often names and rules were met in the matches since the last time: beside the news, not with it."""
    counted = _MATCHES
    while counted == _MATCHES and not services.in_trouble:
        counted = await services.call(services.store.count_spellings, _MATCHES)
