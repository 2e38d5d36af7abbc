"""A small world on top of a store: feeds, entries, articles and digests made in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import text

from monitor.model.articles import (
    ArticleClaim,
    ArticleDraft,
    AssessIntent,
    EntryClaim,
    ExtractIntent,
    MatchIntent,
)
from monitor.model.config import Subscription, Target
from monitor.model.coverage import Coverage
from monitor.model.delivery import DeliveryClaim, DeliveryIntent
from monitor.model.digests import Digest, DigestIntent, OutboxDraft
from monitor.model.feeds import EntryData, EntryIntent, FeedClaim, FeedSpec, PollIntent
from monitor.model.ids import AlertId, ArticleId, DigestId, Direction, StoryId
from monitor.model.outcomes import (
    AlertReason,
    AssessOutcome,
    ComposeOutcome,
    DeliveryState,
    ExtractOutcome,
    IntakeOutcome,
    PollOutcome,
    SendResult,
    TextSource,
)
from monitor.model.stories import StorySketch
from monitor.model.watch import Field, Hit, Strength, Verdict
from monitor.ports import Lookup, Store

T0 = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)


def minutes(count: float) -> datetime:
    return T0 + timedelta(minutes=count)


def spec(url: str = "https://a.example/feed", **changes: object) -> FeedSpec:
    return replace(FeedSpec(url=url, title=url, publisher="A", language="en"), **changes)


def subscription(name: str = "border", watchlists: Sequence[str] = ("w",), **changes: object) -> Subscription:
    base = Subscription(
        id=name,
        title=name.title(),
        watchlists=tuple(watchlists),
        targets=(Target(channel="mail", recipients=("a@example.org",)),),
        cron="0 7 * * *",
        zone="Asia/Damascus",
    )
    return replace(base, **changes)


def entry(key: str, outcome: IntakeOutcome = IntakeOutcome.NEW, **changes: object) -> EntryIntent:
    data = EntryData(
        guid=key, url=f"https://a.example/{key}?x=1", title=f"Title {key}", summary="S", content="", published_at=T0
    )
    return EntryIntent(
        data=replace(data, **changes), keys=(key,), canonical_url=f"https://a.example/{key}", outcome=outcome
    )


def poll(claim: FeedClaim, *entries: EntryIntent, at: datetime = T0, **changes: object) -> PollIntent:
    intent = PollIntent(
        feed_id=claim.feed.id,
        token=claim.token,
        started_at=at,
        finished_at=at,
        outcome=PollOutcome.READ,
        detail="",
        next_poll_at=at + timedelta(minutes=15),
        failures=0.0,
        status=200,
        entries_seen=len(entries),
        entries=entries,
    )
    return replace(intent, **changes)


def draft(claim: EntryClaim, *, url_key: str = "", content_key: str = "", **changes: object) -> ArticleDraft:
    base = ArticleDraft(
        url_key=url_key or f"u{claim.id}",
        canonical_url=claim.canonical_url,
        final_url=f"{claim.canonical_url}/final",
        title=claim.title,
        text=f"Text of {claim.title}",
        language="en",
        published_at=claim.published_at,
        first_seen_at=claim.first_seen_at,
        fetched_at=claim.first_seen_at,
        source=TextSource.PAGE,
        content_key=content_key or f"c{claim.id}",
        feed_id=claim.feed_id,
        publisher=claim.publisher,
    )
    return replace(base, **changes)


def extract(claim: EntryClaim, article: ArticleDraft | None, *, at: datetime = T0, **changes: object) -> ExtractIntent:
    intent = ExtractIntent(
        entry_id=claim.id, token=claim.token, at=at, outcome=ExtractOutcome.PAGE, detail="read", article=article
    )
    return replace(intent, **changes)


def hit(watchlist: str = "w", strength: Strength = Strength.STRONG) -> Hit:
    return Hit(
        watchlist=watchlist,
        topic="t",
        field=Field.TEXT,
        start=0,
        end=4,
        surface="Text",
        form="text",
        strength=strength,
        reason="name text",
    )


def matched(watchlist: str = "w", *, alert: bool = True, strength: Strength = Strength.STRONG) -> MatchIntent:
    verdict = Verdict(
        watchlist=watchlist, fires=True, strength=strength, topics=("t",), rules=(), reason="topic t is named"
    )
    return MatchIntent(
        watchlist=watchlist,
        verdict=verdict,
        hits=(hit(watchlist, strength),),
        alert=AlertReason.FIRST if alert else None,
    )


def assess(
    claim: ArticleClaim, *matches: MatchIntent, story: StoryId | None = None, at: datetime = T0, **changes: object
) -> AssessIntent:
    intent = AssessIntent(
        article_id=claim.article.id,
        token=claim.token,
        at=at,
        outcome=AssessOutcome.ALERTED if matches else AssessOutcome.NO_MATCH,
        detail="judged",
        content_key=claim.article.content_key,
        revision="r1",
        story_id=story,
        matches=matches,
    )
    return replace(intent, **changes)


def sketch(claim: ArticleClaim, articles: int = 1, **changes: object) -> StorySketch:
    """What a story is recognised by that this article begins."""
    base = StorySketch(
        story_id=StoryId(0),
        lead_article_id=claim.article.id,
        articles=articles,
        first_seen_at=claim.article.first_seen_at,
        last_seen_at=claim.article.first_seen_at,
        words=((7, 0.5), (-8, 0.25)),
        names=((9, 1.0),),
        topics=("w/t",),
        numbers=(-3, 12),
        languages=("en",),
    )
    return replace(base, **changes)


def a_digest(key: str, *, at: datetime = T0, name: str = "border") -> Digest:
    return Digest(
        key=key,
        subscription=name,
        title=name.title(),
        schedule="at 07:00 every day (Asia/Damascus)",
        zone="Asia/Damascus",
        language="en",
        direction=Direction.LTR,
        window_from=T0 - timedelta(days=1),
        window_to=at,
        composed_at=at,
        sections=(),
        weak=(),
        coverage=Coverage(
            feeds=1,
            feeds_read=1,
            failing=(),
            silent=(),
            articles=1,
            without_full_text=0,
            matched=0,
            shown=0,
            folded=0,
            weak=0,
        ),
        lists=("W",),
    )


def compose(
    slot: str = "07:00",
    *,
    at: datetime = T0,
    name: str = "border",
    alerts: Sequence[AlertId] = (),
    recipients: Sequence[str] = ("a@example.org",),
    **changes: object,
) -> DigestIntent:
    key = f"2026-11-22/{name}/{slot.replace(':', '')}"
    intent = DigestIntent(
        subscription=name,
        slot_date="2026-11-22",
        slot=slot,
        outcome=ComposeOutcome.COMPOSED,
        next_due_at=at + timedelta(days=1),
        last_match_id=0,
        at=at,
        digest=a_digest(key, at=at, name=name),
        alerts=tuple(alerts),
        outbox=tuple(OutboxDraft(dedupe_key=f"{key}/mail/{one}", channel="mail", recipient=one) for one in recipients),
    )
    return replace(intent, **changes)


def delivered(
    claim: DeliveryClaim,
    state: DeliveryState = DeliveryState.SENT,
    *,
    at: datetime = T0,
    next_try_at: datetime | None = None,
) -> DeliveryIntent:
    result = SendResult.OK if state is DeliveryState.SENT else SendResult.TEMPORARY
    return DeliveryIntent(
        id=claim.id, token=claim.token, at=at, state=state, result=result, detail="250 ok", next_try_at=next_try_at
    )


class _Stored:
    """Asks each question in a read of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return lambda *asked, **named: self._store.look(lambda stored: getattr(stored, name)(*asked, **named))


class World:
    """Steps that a test needs behind it before it comes to its point."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.specs = [spec()]
        self.subscriptions = [(subscription(), minutes(60))]

    @property
    def stored(self) -> Lookup:
        """For a test that asks one thing at a time."""
        return cast("Lookup", _Stored(self.store))

    def configure(self, at: datetime = T0, revision: str = "r1") -> None:
        self.store.sync_config(self.specs, self.subscriptions, (revision, "{}"), at)

    def claim_feed(self, at: datetime = T0) -> FeedClaim:
        return self.store.claim_feeds(at, at + LEASE, 1)[0]

    def poll(self, *entries: EntryIntent, at: datetime = T0, **changes: object) -> None:
        assert self.store.save_poll(poll(self.claim_feed(at), *entries, at=at, **changes))

    def claim_entry(self, at: datetime = T0) -> EntryClaim:
        return self.store.claim_entries(at, at + LEASE, 1)[0]

    def claim_article(self, at: datetime = T0) -> ArticleClaim:
        return self.store.claim_articles(at, at + LEASE, 1)[0]

    def articles(self, *keys: str, at: datetime = T0, content_key: str = "") -> list[ArticleClaim]:
        """One new entry and its article for each key, leased for assessing."""
        self.poll(*(entry(key) for key in keys), at=at)
        for _ in keys:
            claim = self.claim_entry(at)
            assert self.store.save_extract(extract(claim, draft(claim, content_key=content_key), at=at))
        return self.store.claim_articles(at, at + LEASE, len(keys))

    def save(self, claim: ArticleClaim, *matches: MatchIntent, **changes: Any) -> bool:
        """A judgement as `assess` makes it, whatever is stored; False if the claim was lost."""
        return self.store.assess(claim, lambda _: assess(claim, *matches, **changes)) is not None

    def alerted(self, key: str, *matches: MatchIntent, at: datetime = T0) -> ArticleId:
        """One article with matches (by default one alert of watchlist `w`) on a story of its own."""
        (claim,) = self.articles(key, at=at)
        assert self.save(claim, *(matches or (matched(),)), at=at)
        return claim.article.id

    def composed(self, slot: str = "07:00", *, at: datetime = T0, **changes: object) -> DigestId:
        facts = self.store.window("border", ["w"], T0)
        intent = compose(slot, at=at, alerts=[one.id for one in facts.alerts], last_match_id=facts.last_match_id)
        digest_id = self.store.save_digest(replace(intent, **changes))
        assert digest_id is not None
        return digest_id

    def claim_delivery(self, at: datetime = T0) -> DeliveryClaim:
        return self.store.claim_deliveries(at, at + LEASE, 1)[0]

    def outcomes(self) -> dict[tuple[str, str], int]:
        return {(step, outcome): count for step, outcome, count in self.store.stats().outcomes}

    def rows(self, table: str) -> int:
        """As `stats` counts them, which counts those of sixty tables."""
        database: Any = vars(self.store)["_db"]
        count: int = database.read(lambda conn: conn.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
        return count
