"""What polls have to do with hubs: a feed offers one, and is polled slowly as long as that tells all there is."""

from __future__ import annotations

from contextlib import suppress

from monitor.core.entries.reading import Reading
from monitor.core.websub.beside import after_poll, slow_s, woken
from monitor.core.websub.discovery import offer_of
from monitor.errors import StoreError
from monitor.flow.services import Services
from monitor.model.feeds import FetchResult, PollIntent
from monitor.model.ids import FeedId


def patience_s(services: Services, feed_id: FeedId) -> int:
    """So long after a good poll the feed need not be polled."""
    return slow_s(services.hubs.of(feed_id), services.config.settings.websub.interval_s, services.clock.now())


def with_hub(services: Services, intent: PollIntent, answer: object, read: object) -> PollIntent:
    """The poll's intent, with the next one sooner where a hub told of more; what the feed offers is remembered."""
    if services.config.settings.websub.callback and isinstance(answer, FetchResult) and isinstance(read, Reading):
        services.hubs.hear(intent.feed_id, offer_of(answer, read.parsed))
    return woken(intent, services.hubs.of(intent.feed_id), services.config.settings.polling.min_interval_s)


async def reckon(services: Services, intent: PollIntent) -> None:
    """Reckon what a poll brought, which is saved, with what the feed's hub told of it."""
    one = services.hubs.of(intent.feed_id)
    if one is None:
        return
    changed, least_s = after_poll(one, intent), services.config.settings.polling.min_interval_s
    services.hubs.put(changed)
    told_at = changed.pushed_at
    # In trouble with the store this process knows it all the same, and after a restart polls are as ever.
    with suppress(StoreError):
        if told_at is not None and told_at > intent.finished_at:
            # Told while the poll was being saved, which put the next one where no hub had a say.
            await services.call(services.store.save_push, changed, services.clock.now(), least_s)
        elif changed != one:
            await services.call(services.store.save_hubs, [changed])
