"""Poll: fetch a feed, parse it in the sandbox, let intake decide, save everything in one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace

import structlog

from monitor.core.entries.evidence import identities
from monitor.core.entries.intake import lookup_keys
from monitor.core.entries.reading import Reading
from monitor.core.entries.shown import shown_by
from monitor.core.health.feeds import own_cause
from monitor.core.paging import Trail, lookback_of, page_request, reads_on_at
from monitor.core.polling import (
    PollContext,
    body_hash,
    decide_poll,
    needs_parse,
    request_for,
)
from monitor.core.rhythm import network_down
from monitor.core.transfers import parse_attempt
from monitor.errors import StoreError
from monitor.flow.feeds.learning import hear, pace_of
from monitor.flow.services import Config, Services
from monitor.flow.websub.polls import patience_s, reckon, with_hub
from monitor.model.feeds import (
    FeedClaim,
    FeedSpec,
    FeedState,
    FetchFailure,
    FetchRequest,
    FetchResult,
    ParsedFeed,
    ParseFailure,
    PollIntent,
)
from monitor.model.ids import FeedId
from monitor.model.outcomes import FetchReason, IntakeOutcome, ParseReason, PollOutcome, Step
from monitor.ports import Store

log = structlog.get_logger("monitor.poll")

_FEW = 10
"""Entries that are decided on in less time than a thread needs to be asked."""
_ALONE, _NAMED = 3, 20
"""So many feeds that fail at once for one reason have a line each; of more, so many are named."""
_NETWORK = frozenset({FetchReason.DNS, FetchReason.CONNECT})


Saving = Callable[[PollIntent], Awaitable[Callable[[], bool]]]
"""Saves what a poll changes; what comes back tells whether it was saved, or raises why not."""


async def poll_feed(services: Services, claim: FeedClaim, saving: Saving | None = None) -> PollOutcome:
    """One poll of one leased feed, from request to stored entries; without `saving` it is saved by itself."""
    config, feed = services.config, claim.feed
    spec = _spec(config, feed)
    started_at, clock = services.clock.now(), services.clock.monotonic()
    request = request_for(feed, spec, config.settings.fetch, started_at)
    answer = await services.fetcher.fetch(request)
    read, further = await _read(services, claim, request, answer)
    services.recent_polls.append(isinstance(answer, FetchFailure) and answer.reason in _NETWORK)
    context = PollContext(
        spec=spec,
        polling=config.settings.polling,
        started_at=started_at,
        now=services.clock.now(),
        further=further,
        all_down=network_down(services.recent_polls),
        pace=pace_of(services, claim.heard),
        asked=claim.heard.asked,
        patience_s=patience_s(services, feed.id),
    )
    if isinstance(read, Reading):
        await hear(services, claim, read.parsed.asked)
    if isinstance(read, Reading) and len(read.found) > _FEW:
        # In a thread: an answer with thousands of entries takes most of a second.
        intent = await services.call(decide_poll, claim, answer, read, context)
    else:
        intent = decide_poll(claim, answer, read, context)
    intent = with_hub(services, intent, answer, read)
    if saved := await _saved(services, intent, saving):
        await reckon(services, intent)
    return _noted(services, claim, intent, saved, services.clock.monotonic() - clock)


async def save_polls(services: Services, intents: Sequence[PollIntent]) -> Sequence[Callable[[], bool]]:
    """What several polls change, saved together; for each what `Saving` gives."""
    return await services.call(services.store.save_polls, intents)


async def poll_broke(services: Services, claim: FeedClaim, error: Exception) -> None:
    """A bug met while polling: recorded as a failed poll, so that the feed is tried ever more rarely."""
    config, now = services.config, services.clock.now()
    context = PollContext(spec=_spec(config, claim.feed), polling=config.settings.polling, started_at=now, now=now)
    nothing = FetchResult(status=200, url=claim.feed.url, body=b"")
    detail = f"internal error ({type(error).__name__}), see the log"
    failure = ParseFailure(reason=ParseReason.PARSER_CRASH, detail=detail)
    intent = decide_poll(claim, nothing, failure, context)
    saved = await _saved(services, replace(intent, status=None), None)
    _noted(services, claim, intent, saved, 0.0)


async def _saved(services: Services, intent: PollIntent, saving: Saving | None) -> bool:
    """Whether it was saved; it is not where the lease was lost."""
    if saving is not None:
        # In trouble each waits for the store by itself, and none for another one's sake.
        with suppress(StoreError):
            return (await saving(intent))()
    return await services.insist(services.store.save_poll, intent)


def _noted(services: Services, claim: FeedClaim, intent: PollIntent, saved: bool, seconds: float) -> PollOutcome:
    if not saved:
        log.info("claim lost", action="poll", feed=claim.feed.title)
        return PollOutcome.LOST_CLAIM
    services.meter.took(Step.POLL, seconds)
    _report(services, claim, intent)
    return intent.outcome


def _spec(config: Config, feed: FeedState) -> FeedSpec:
    return config.specs.get(feed.url) or FeedSpec(url=feed.url, title=feed.title, publisher=feed.publisher)


async def _read(
    services: Services, claim: FeedClaim, request: FetchRequest, answer: FetchResult | FetchFailure
) -> tuple[Reading | ParseFailure | None, str]:
    """What the answer and the pages that belong to it hold, and why one of those could not be read."""
    if not isinstance(answer, FetchResult) or not needs_parse(claim.feed, answer, body_hash(answer.body)):
        return None, ""
    shown = shown_by(claim.feed)
    parsed = await _parsed(services, claim, answer, shown.known(services.clock.now()))
    first = parsed if isinstance(parsed, ParseFailure) else await _met(services, claim, parsed)
    if isinstance(first, Reading) and first.parsed.passed and not first.stands_alone(shown.newest(first.parsed.passed)):
        parsed = await _parsed(services, claim, answer)
        first = parsed if isinstance(parsed, ParseFailure) else await _met(services, claim, parsed)
    if isinstance(first, ParseFailure):
        return first, ""
    if not (first.parsed.next_url or first.parsed.parts):
        return first, ""
    return await _read_on(services, claim, request, answer, first)


async def _parsed(
    services: Services, claim: FeedClaim, answer: FetchResult, known: AbstractSet[str] = frozenset()
) -> ParsedFeed | ParseFailure:
    feed, told = claim.feed, (answer.body, answer.content_type, answer.url)
    return await services.sandbox.parse_feed(*told, language=feed.language, attempt=parse_attempt(feed), known=known)


async def _met(services: Services, claim: FeedClaim, parsed: ParsedFeed) -> Reading:
    return await services.insist(_look_up, services.store, claim.feed.id, parsed)


def _look_up(store: Store, feed_id: FeedId, parsed: ParsedFeed) -> Reading:
    found = identities(parsed.entries)
    return Reading(parsed=parsed, found=found, known=store.known_entries(feed_id, lookup_keys(found)))


async def _read_on(
    services: Services,
    claim: FeedClaim,
    request: FetchRequest,
    answer: FetchResult,
    first: Reading,
) -> tuple[Reading, str]:
    """With what the pages after the first one add, as far as they are needed."""
    feed, config, known = claim.feed, services.config, first.known
    lookback_s, now = lookback_of(_spec(config, feed), config.settings.polling), services.clock.now()
    met, taken = bool(known or first.parsed.passed), len(answer.body)
    trail = Trail(pages=(first.parsed,), urls=(answer.url,), met=met)
    while url := reads_on_at(feed, trail, lookback_s, now):
        page = await services.fetcher.fetch(page_request(url, feed, request, taken))
        found = page if isinstance(page, FetchFailure) else await _parsed(services, claim, page)
        if not (isinstance(page, FetchResult) and isinstance(found, ParsedFeed)):
            trouble = found if isinstance(found, ParseFailure | FetchFailure) else None
            return first.on(
                trail.whole, known
            ), f"a further page could not be read: {trouble.detail if trouble else ''}"
        shown = (await _met(services, claim, found)).known
        taken, known = taken + len(page.body), [*known, *(one for one in shown if one not in known)]
        trail = trail.on(found, url, met=bool(shown))
    return first.on(trail.whole, known), ""


def _report(services: Services, claim: FeedClaim, intent: PollIntent) -> None:
    """One calm line when a feed starts to fail, fails otherwise, or recovers; silence about what works."""
    services.meter.outcome(Step.POLL, intent.outcome)
    for entry in intent.entries:
        services.meter.outcome(Step.INTAKE, entry.outcome)
    if intent.changed:
        services.meter.outcome(Step.INTAKE, IntakeOutcome.CHANGED, len(intent.changed))
    feed = claim.feed
    if not intent.outcome.good:
        if intent.detail != feed.last_detail:
            if cause := own_cause(intent.detail):
                services.failures.setdefault(cause, []).append((feed.title, intent))
            else:
                _tell_failure(feed.title, intent)
    elif feed.failing_since is not None:
        log.info("feed is back", action="poll", feed=feed.title)
    elif intent.entries:
        log.debug("feed read", action="poll", feed=feed.title, entries=len(intent.entries))
    if intent.disable:
        log.warning("feed is gone, no longer polled", action="poll", feed=feed.title, url=feed.url)


def tell_failures(services: Services) -> None:
    """Log which feeds began to fail for a reason of ours: a dead name server is one line, not one a feed."""
    for reason, failures in services.failures.items():
        if len(failures) <= _ALONE:
            for title, intent in failures:
                _tell_failure(title, intent)
            continue
        shown = [title for title, _ in failures[:_NAMED]]
        names = [*shown, f"{len(failures) - _NAMED} more"] if len(failures) > _NAMED else shown
        why = f"{failures[0][1].detail}, and the like"
        log.warning("feeds not read", action="poll", count=len(failures), reason=reason, feeds=names, why=why)
    services.failures.clear()


def _tell_failure(title: str, intent: PollIntent) -> None:
    log.warning("feed not read", action="poll", feed=title, why=intent.detail, next_try=intent.next_poll_at)
