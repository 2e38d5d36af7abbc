"""A sample of what a draft would tell, mailed to whoever asks, or to one who reads the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monitor.core.outbox import message_id
from monitor.core.recipients.refusals import covering
from monitor.errors import UsageError, WatchError
from monitor.flow.archive.sampling import sample
from monitor.model.config import Subscription
from monitor.model.delivery import Message
from monitor.model.desk.actions import DeskAction
from monitor.model.outcomes import SendResult
from monitor.model.watch import Watchlist
from monitor.web.kit.asked import Asked
from monitor.web.pages.watchlists.trying import drafted
from monitor.web.pages.watchlists.views import ListText, SampleWay, subject_of

KIND = "watchlist.sample"
_PLACE = "sample"


async def mail_sample(asked: Asked) -> ListText:
    """Mail a sample of what the form holds, and say what came of it; the list, and what was told, stay as they are."""
    view, draft = await drafted(asked)
    if draft.watchlist is None or draft.problems:
        return replace(view, sampled="Nothing was mailed: mend what is wrong in the text first.")
    way = next((one for one in view.ways if f"{one.channel} {one.address}" == asked.word("way")), None)
    if way is None:
        return replace(view, sampled="Nothing was mailed: choose to whom.")
    wait = asked.desk.samples.take(asked.who.name, _PLACE, asked.services.clock.monotonic())
    if wait:
        return replace(
            view, sampled=f"Nothing was mailed: you had several samples just now. Try in {wait:.0f} seconds."
        )
    try:
        said = await _mailed(asked, draft.watchlist, way)
    except (UsageError, WatchError) as error:
        said = f"Nothing was mailed: {error}"
    return replace(view, sampled=said)


async def _mailed(asked: Asked, draft: Watchlist, way: SampleWay) -> str:
    services, config = asked.services, asked.services.config
    known = await services.call(services.store.suppressions)
    if (why := covering(known, way.channel, way.address, way.subscription)) is not None:
        raise UsageError(f"nothing is sent to {way.address}: {why.why}")
    channel = services.channels.get(way.channel)
    if channel is None:
        raise UsageError(f"the channel {way.channel} is not ready.")
    digest = await services.call(sample, services, config, _like(asked, draft, way), draft)
    message = Message(
        id=message_id(f"{digest.key}|{way.address}|{asked.who.name}", asked.now),
        recipient=way.address,
        digest=digest,
        at=asked.now,
    )
    receipt = await channel.send(message)
    if receipt.result is not SendResult.OK:
        raise UsageError(f"{way.channel} said: {receipt.detail}")
    stories = len(digest.stories)
    said = f"Mailed a sample of {stories} {'story' if stories == 1 else 'stories'} to {way.address}. It counts nowhere."
    entry = DeskAction(
        at=asked.now,
        by=asked.who.name,
        kind=KIND,
        subject=subject_of(asked.word("name")),
        why=asked.word("why")[:500],
        detail={"said": said},
    )
    await services.call(services.store.record_action, entry)
    return said


def _like(asked: Asked, draft: Watchlist, way: SampleWay) -> Subscription:
    """Whose languages, zone and conditions it has: the subscription's that is meant, else any that there is."""
    known = {one.id: one for one in asked.settings.subscriptions}
    plain = Subscription(id="sample", title="", watchlists=(draft.id,), targets=(), cron="", zone="UTC")
    return known.get(way.subscription) or next(_reading(known, draft), plain)


def _reading(known: dict[str, Subscription], draft: Watchlist) -> Iterator[Subscription]:
    return (one for one in known.values() if draft.id in one.watchlists)
