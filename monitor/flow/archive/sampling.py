"""A sample: the digest that a draft would make of the last days' archive. Nothing is stored, and nothing counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.core.digest.compose import compose
from monitor.core.schedule.slots import Slot
from monitor.errors import UsageError
from monitor.flow.archive.backtesting import LOT, Trial, candidates
from monitor.flow.compose import context_of
from monitor.flow.services import Config, Services
from monitor.model.articles import Article
from monitor.model.config import Subscription
from monitor.model.coverage import CoverageForm
from monitor.model.digests import Digest
from monitor.model.facts import PendingAlert, StoryArticle, SubscriptionState, WindowFacts
from monitor.model.ids import AlertId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.watch import MatchResult, MatchText, Strength, Watchlist
from monitor.ports import Store
from monitor.watch import Edit

BACK = timedelta(days=7)
MOST = 30
"""Stories of a sample, those with the newest articles."""
_MOST_LOOKED_AT = 2_000
_UNTOLD = 2**40
"""An article that was not judged yet is a story by itself."""


def sample(services: Services, config: Config, subscription: Subscription, draft: Watchlist) -> Digest:
    """What the subscription would be told of the draft alone, were the last days told today.

    Raises:
        UsageError: it finds nothing in them.
        WatchError: it cannot be compiled.
    """
    now = services.clock.now()
    found = _found(services.store, draft, now)
    if not found:
        raise UsageError(f"The list finds nothing in the articles of the last {BACK.days} days: there is no sample.")
    subscription = replace(
        subscription,
        title=f"SAMPLE of {draft.title} as it is drafted",
        watchlists=(draft.id,),
        targets=(),
        immediate=None,
        max_stories=MOST,
        coverage=CoverageForm.OFF,
    )
    state = SubscriptionState(id=subscription.id, schedule="", next_due_at=now, last_match_id=0, window_from=now - BACK)
    context = replace(context_of(services, config, subscription, state, None), watchlists=(draft,), config_error="")
    slot = Slot(
        date=now.astimezone(ZoneInfo(subscription.zone)).date().isoformat(), time=f"sample-{now:%H%M%S}", at=now
    )
    intent = compose(_facts(found, _members(services.store, found)), slot, None, context)
    if intent.digest is None:
        raise UsageError("There is no sample.")
    return replace(intent.digest, schedule="once, as a sample: no story counts as told by it")


def _found(store: Store, draft: Watchlist, now: datetime) -> Sequence[PendingAlert]:
    """What the draft alerts on, the newest stories only."""
    offered = candidates(store, Trial(edit=Edit(draft.id, (), (draft,)), since=now - BACK, until=now), whole=True)
    stories: dict[StoryId, list[PendingAlert]] = {}
    ids = offered.ids[:_MOST_LOOKED_AT]
    for at in range(0, len(ids), LOT):
        articles = [one for one, _ in store.archived(ids[at : at + LOT]) if one.first_seen_at >= now - BACK]
        results = offered.matchers.after.match_all([_text(one) for one in articles])
        for article, result in zip(articles, results, strict=True):
            for alert in _alerts(draft, article, result):
                if alert.story_id in stories or len(stories) < MOST:
                    stories.setdefault(alert.story_id, []).append(alert)
    return [alert for alerts in stories.values() for alert in alerts]


def _text(article: Article) -> MatchText:
    return MatchText(title=article.title, text=article.text, language=article.language, source=article.publisher)


def _alerts(draft: Watchlist, article: Article, result: MatchResult) -> Iterator[PendingAlert]:
    for verdict in result.verdicts:
        if verdict.fires and verdict.strength is Strength.STRONG:
            yield PendingAlert(
                id=AlertId(0),
                watchlist=draft.id,
                story_id=article.story_id or StoryId(_UNTOLD + article.id),
                reason=AlertReason.FIRST,
                article=article,
                verdict=verdict,
                hits=result.hits,
                created_at=article.first_seen_at,
            )


def _members(store: Store, found: Sequence[PendingAlert]) -> tuple[StoryArticle, ...]:
    stories = sorted({one.story_id for one in found if one.story_id < _UNTOLD})
    return tuple(store.event_members({one: one for one in stories}))


def _facts(found: Sequence[PendingAlert], members: tuple[StoryArticle, ...]) -> WindowFacts:
    return WindowFacts(
        alerts=tuple(found),
        weak=(),
        matches=(),
        members=members,
        tellers=(),
        told_in=(),
        feeds=(),
        read=frozenset(),
        held=(),
        articles=0,
        without_full_text=0,
        parked=0,
        undelivered=0,
        last_match_id=0,
        digests=1,
    )
