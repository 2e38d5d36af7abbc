"""What one poll of a feed means: what to ask for, what to store, when to come again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.entries.intake import IntakeDecision, decide_intake
from monitor.core.entries.news import IntakeContext
from monitor.core.entries.reading import Reading
from monitor.core.entries.shown import Shown, shown_by
from monitor.core.health.feeds import named
from monitor.core.pace import Pace
from monitor.core.paging import lookback_of
from monitor.core.rhythm import DAY_S, Rhythm, share_of, weight_of
from monitor.core.transfers import ends_whole, next_parse_at
from monitor.core.urls import url_key
from monitor.model.config import FetchSettings, PollingSettings
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
from monitor.model.hearing.rhythm import NOTHING, Asked
from monitor.model.outcomes import FetchReason, IntakeOutcome, ParseReason, PollOutcome
from monitor.records import dataclass

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
_CUT_OFF_TRIES = 2.0
"""After so many failures in a row, an answer that looks cut off is taken for this publisher's habit."""
_BUSY_ENTRIES = 5
_GONE_MARK = f"({FetchReason.GONE})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PollContext:
    """Settings and times of one poll."""

    spec: FeedSpec
    polling: PollingSettings
    started_at: datetime
    now: datetime
    further: str = ""
    """Why pages after the feed's first could not be read, "" if they could."""
    all_down: bool = False
    """Nothing at all can be reached: our outage, for which no feed is punished."""
    pace: Pace | None = None
    """The feed's learnt rhythm, None if it has none."""
    asked: Asked = NOTHING
    """What the feed's text asks for, as it was read last."""
    patience_s: int = 0
    """So long after a good poll a hub can be relied on to tell of what is new."""


def first_request(spec: FeedSpec, fetch: FetchSettings) -> FetchRequest:
    """The request for a feed of which nothing is known: what the first poll asks, and every command that tries it."""
    return FetchRequest(url=spec.url, secret_headers=spec.headers, max_bytes=fetch.max_feed_bytes, accept=_ACCEPT)


def request_for(feed: FeedState, spec: FeedSpec, fetch: FetchSettings, now: datetime) -> FetchRequest:
    """The request of the next poll; conditional, except once a day for a feed that has shown nothing new for a day."""
    # Some servers answer 304 for ever; only a full answer tells.
    conditional = not _full_answer_due(feed, now)
    return replace(
        first_request(spec, fetch),
        url=feed.url,
        etag=feed.etag if conditional else "",
        last_modified=feed.last_modified if conditional else "",
        validators_url=feed.validated_url,
    )


def body_hash(body: bytes) -> str:
    """SHA-256 of a body, hex."""
    return hashlib.sha256(body).hexdigest()


def needs_parse(feed: FeedState, answer: FetchResult, digest: str) -> bool:
    """Whether an answer with body hash `digest` holds anything not parsed before."""
    return answer.status != 304 and digest != feed.body_hash


def decide_poll(
    claim: FeedClaim,
    answer: FetchResult | FetchFailure,
    read: Reading | ParseFailure | None,
    context: PollContext,
) -> PollIntent:
    """Everything that one poll changes.

    `read` is None where nothing was parsed: a failed fetch, or an answer for which `needs_parse` said no.
    Validators are stored together with the entries of a good parse, dropped after a failed one, and kept in all other
    cases, so that a 304 can only ever mean "you have it all".
    """
    if isinstance(answer, FetchFailure):
        return _fetch_failed(claim, answer, context)
    if answer.status == 304:
        return _good(claim, answer, context, PollOutcome.NOT_MODIFIED)
    if read is None:
        return _same_body(claim, answer, context)
    cut_off = isinstance(read, Reading) and _looks_cut_off(claim.feed, answer, read.parsed)
    if answer.broken is not None and (isinstance(read, ParseFailure) or cut_off):
        return _fetch_failed(claim, answer.broken, context)
    if cut_off:
        cut = ParseFailure(reason=ParseReason.MALFORMED, detail="the answer seems to be cut off")
        return replace(_parse_failed(claim, answer, cut, context), keep_validators=True)
    if isinstance(read, ParseFailure):
        return _parse_failed(claim, answer, read, context)
    return _read(claim, answer, read, context)


def _full_answer_due(feed: FeedState, now: datetime) -> bool:
    """Whether the feed's own moment of the day passed since the last good poll, and nothing was new for a day."""
    if feed.last_good_at is None or (feed.last_new_at is not None and now - feed.last_new_at < timedelta(days=1)):
        return False
    moment = share_of(feed.url) * DAY_S
    return (now.timestamp() - moment) // DAY_S > (feed.last_good_at.timestamp() - moment) // DAY_S


def _fetch_failed(claim: FeedClaim, failure: FetchFailure, context: PollContext) -> PollIntent:
    intent = _failed(claim, context, PollOutcome.FETCH_FAILED, named(failure))
    if context.all_down:
        return replace(intent, next_poll_at=_rhythm(context).after_success(context.now), status=failure.status)
    failures = claim.feed.failures + weight_of(failure.reason)
    was_gone = claim.feed.last_outcome is PollOutcome.FETCH_FAILED and claim.feed.last_detail.endswith(_GONE_MARK)
    return replace(
        intent,
        status=failure.status,
        failures=failures,
        next_poll_at=_rhythm(context).after_failure(context.now, failures, failure.retry_after_s),
        disable=failure.reason is FetchReason.GONE and was_gone,
    )


def _parse_failed(claim: FeedClaim, answer: FetchResult, failure: ParseFailure, context: PollContext) -> PollIntent:
    failures = claim.feed.failures + weight_of(failure.reason)
    next_poll_at = _rhythm(context).after_failure(context.now, failures)
    if failure.reason.ours and (soon := next_parse_at(claim.feed, context.now)):
        next_poll_at = min(next_poll_at, soon)
    return replace(
        _failed(claim, context, PollOutcome.PARSE_FAILED, named(failure)),
        status=answer.status,
        size=len(answer.body),
        failures=failures,
        next_poll_at=next_poll_at,
        keep_validators=False,
    )


def _failed(claim: FeedClaim, context: PollContext, outcome: PollOutcome, detail: str) -> PollIntent:
    return PollIntent(
        feed_id=claim.feed.id,
        token=claim.token,
        started_at=context.started_at,
        finished_at=context.now,
        outcome=outcome,
        detail=detail,
        next_poll_at=context.now,
        failures=claim.feed.failures,
    )


def _good(claim: FeedClaim, answer: FetchResult, context: PollContext, outcome: PollOutcome) -> PollIntent:
    return PollIntent(
        feed_id=claim.feed.id,
        token=claim.token,
        started_at=context.started_at,
        finished_at=context.now,
        outcome=outcome,
        detail="; ".join(_moved(claim.feed, answer)),
        next_poll_at=_rhythm(context).after_success(
            context.now, answer.max_age_s, context.pace, context.asked, context.patience_s
        ),
        failures=0.0,
        status=answer.status,
        size=len(answer.body),
        moved_to=_new_address(claim.feed, answer.permanent_url) or None,
    )


def _same_body(claim: FeedClaim, answer: FetchResult, context: PollContext) -> PollIntent:
    intent = _good(claim, answer, context, PollOutcome.SAME_BODY)
    feed = claim.feed
    known = (feed.etag, feed.last_modified, feed.validated_url or feed.url)
    if not (answer.etag or answer.last_modified) or (answer.etag, answer.last_modified, answer.url) == known:
        return intent
    # The same body under new validators (another server of a farm): the old ones would never match again.
    return replace(_with_validators(intent, feed, answer, feed.body_hash), shown=feed.shown)


def _read(claim: FeedClaim, answer: FetchResult, read: Reading, context: PollContext) -> PollIntent:
    feed, parsed, shown = claim.feed, read.parsed, shown_by(claim.feed)
    intake = decide_intake(read.found, read.known, _intake_context(feed, parsed, shown, context))
    gap = feed.baseline_at is not None and _may_have_gap(parsed, intake)
    good = _good(claim, answer, replace(context, asked=parsed.asked), PollOutcome.READ)
    intent = replace(
        good,
        next_poll_at=_next_after_read(good.next_poll_at, intake, gap, context),
        entries_seen=parsed.size,
        **{name: getattr(intake, name) for name in ("overlap", "entries", "new_keys", "outrun", "changed")},
        # An empty answer is no baseline: what comes first after it may be years old.
        sets_baseline=feed.baseline_at is None and bool(parsed.entries),
        moved_to=_new_address(feed, answer.permanent_url) or _new_address(feed, parsed.moved_to),
        detail="; ".join([*_read_notes(feed, answer, parsed, intake, gap), *filter(None, [context.further])]),
    )
    # An index of sitemaps may be as it was, and what it names not.
    if intake.left or intake.later or parsed.parts or _is_doubtful(answer, parsed):
        # Something of this answer is not stored: the next poll must get it in full again.
        return replace(intent, keep_validators=False)
    settled = shown.after(parsed, intake.settled, context.now)
    return replace(_with_validators(intent, feed, answer, body_hash(answer.body)), shown=settled.text)


def _with_validators(intent: PollIntent, feed: FeedState, answer: FetchResult, digest: str) -> PollIntent:
    return replace(
        intent,
        keep_validators=False,
        etag=answer.etag,
        last_modified=answer.last_modified,
        validated_url="" if answer.url == feed.url else answer.url,
        body_hash=digest,
    )


def _is_doubtful(answer: FetchResult, parsed: ParsedFeed) -> bool:
    """Whether the body may have been shortened on its way: its end cannot be told, nor is it seen in the text."""
    unproven = answer.close_delimited or answer.broken
    return bool(unproven) and not parsed.well_formed and not ends_whole(answer.body)


def _looks_cut_off(feed: FeedState, answer: FetchResult, parsed: ParsedFeed) -> bool:
    """Whether an answer whose end cannot be told is malformed and shorter than before (or the first)."""
    if not _is_doubtful(answer, parsed) or feed.failures >= _CUT_OFF_TRIES:
        return False
    return feed.baseline_at is None or not parsed.size or parsed.size < feed.entries_seen


def _may_have_gap(parsed: ParsedFeed, intake: IntakeDecision) -> bool:
    fresh = sum(intent.outcome is IntakeOutcome.NEW for intent in intake.entries)
    return intake.overlap == 0 and fresh >= _BUSY_ENTRIES and parsed.size >= _BUSY_ENTRIES


def _next_after_read(planned: datetime, intake: IntakeDecision, gap: bool, context: PollContext) -> datetime:
    rhythm = _rhythm(context)
    if intake.left:
        return rhythm.at_once(context.now)
    return min(rhythm.sooner(context.now), rhythm.after_success(context.now, pace=context.pace)) if gap else planned


def _read_notes(
    feed: FeedState, answer: FetchResult, parsed: ParsedFeed, intake: IntakeDecision, gap: bool
) -> list[str]:
    notes = [*intake.notes, *_moved(feed, answer, parsed.moved_to)]
    if gap:
        notes.append("none of the entries known before is left in the feed: some may have been missed between polls")
    if not parsed.well_formed and parsed.note:
        notes.append(parsed.note)
    return notes


def _moved(feed: FeedState, answer: FetchResult, told: str = "") -> list[str]:
    # Not followed by itself: a permanent redirect to a consent page would lose the feed. The address may hold a key.
    where = _new_address(feed, answer.permanent_url) or _new_address(feed, told)
    if not where:
        return []
    return [
        f"the feed has moved for good to {where.partition('?')[0]}: `monitor feeds adopt` puts that into feeds.yaml"
    ]


def _new_address(feed: FeedState, url: str) -> str:
    return url if url and url_key(url) != url_key(feed.url) else ""


def _intake_context(feed: FeedState, parsed: ParsedFeed, shown: Shown, context: PollContext) -> IntakeContext:
    return IntakeContext(
        first_poll=feed.baseline_at is None,
        lookback_s=lookback_of(context.spec, context.polling),
        max_new=context.polling.max_new_per_poll,
        storm_share=context.polling.storm_share,
        now=context.now,
        read_before_at=feed.last_good_at,
        passed=len(set(parsed.passed)),
        passed_newest=shown.newest(parsed.passed),
    )


def _rhythm(context: PollContext) -> Rhythm:
    return Rhythm.of(context.spec, context.polling)
