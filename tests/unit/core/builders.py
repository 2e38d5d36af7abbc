"""Small builders of domain objects for the tests of decisions: everything has a default, a test names what matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from monitor.core.digest.context import ComposeContext, Divide
from monitor.model.articles import Article, ArticleClaim
from monitor.model.config import PollingSettings, Subscription, Target
from monitor.model.facts import MatchFact, PendingAlert, StoryArticle, SubscriptionState, WindowFacts
from monitor.model.feeds import FeedState
from monitor.model.ids import AlertId, ArticleId, FeedId, Priority, StoryId, Token
from monitor.model.outcomes import AlertReason, TextSource
from monitor.model.stories import Telling
from monitor.model.watch import Field, Hit, Kind, Name, Strength, Topic, Verdict, Watchlist
from monitor.stories.publishers import independent

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def article(number: int = 1, **changes: Any) -> Article:
    base = Article(
        id=ArticleId(number),
        url_key=f"key{number}",
        canonical_url=f"https://news.example/{number}",
        final_url=f"https://news.example/{number}",
        title=f"Convoy crosses at Albu Kamal, part {number}",
        text="A convoy of trucks crossed at Albu Kamal before dawn. Nobody was hurt.",
        language="en",
        published_at=NOW - timedelta(hours=2),
        first_seen_at=NOW - timedelta(hours=1),
        fetched_at=NOW - timedelta(hours=1),
        source=TextSource.PAGE,
        content_key=f"content{number}",
        feed_id=FeedId(1),
        publisher="North Press",
    )
    return replace(base, **changes)


def claim(number: int = 1, attempts: int = 1, **changes: Any) -> ArticleClaim:
    return ArticleClaim(article=article(number, **changes), token=Token(7), attempts=attempts)


def hit(watchlist: str = "border", topic: str = "albu-kamal", **changes: Any) -> Hit:
    base = Hit(
        watchlist=watchlist,
        topic=topic,
        field=Field.TEXT,
        start=30,
        end=40,
        surface="Albu Kamal",
        form="Albu Kamal",
        strength=Strength.STRONG,
        reason="name Albu Kamal",
    )
    return replace(base, **changes)


def verdict(watchlist: str = "border", strength: Strength = Strength.STRONG, **changes: Any) -> Verdict:
    base = Verdict(
        watchlist=watchlist,
        fires=True,
        strength=strength,
        topics=("albu-kamal",),
        rules=(),
        reason="Albu Kamal by name",
    )
    return replace(base, **changes)


def topic(topic_id: str = "albu-kamal", name: str = "Albu Kamal") -> Topic:
    return Topic(id=topic_id, name=name, kind=Kind.PLACE, names=(Name(text=name),))


def watchlist(name: str = "border", priority: Priority = Priority.NORMAL, topics: tuple[Topic, ...] = ()) -> Watchlist:
    return Watchlist(id=name, title=name.title(), priority=priority, topics=topics or (topic(),))


def pending(number: int, story: int | None = None, name: str = "border", **changes: Any) -> PendingAlert:
    """An alert whose article, unless said otherwise, has the alert's own number."""
    return PendingAlert(
        id=AlertId(number),
        watchlist=name,
        story_id=StoryId(story if story is not None else number),
        reason=AlertReason.FIRST,
        article=changes.pop("article", None) or article(number, **changes),
        verdict=verdict(name),
        hits=(hit(name),),
        created_at=NOW - timedelta(minutes=30),
    )


def member(story: int, number: int, publisher: str = "North Press", **changes: Any) -> StoryArticle:
    base = StoryArticle(
        story_id=StoryId(story),
        title=f"Article {number}",
        publisher=publisher,
        url=f"https://news.example/{number}",
        language="en",
        first_seen_at=NOW - timedelta(hours=1),
        lead=story == number,
        telling=Telling(article_id=ArticleId(number), publisher=publisher),
    )
    return replace(base, **changes)


def match(number: int, story: int, strong: bool = True, alert: bool = False, name: str = "border") -> MatchFact:
    return MatchFact(id=number, watchlist=name, story_id=StoryId(story), article_id=number, strong=strong, alert=alert)


def feed(number: int = 1, **changes: Any) -> FeedState:
    base = FeedState(
        id=FeedId(number),
        url=f"https://feed{number}.example/rss",
        title=f"Feed {number}",
        publisher=f"Feed {number}",
        language="en",
        next_poll_at=NOW,
        last_good_at=NOW - timedelta(minutes=5),
        last_polled_at=NOW - timedelta(minutes=5),
        last_new_at=NOW - timedelta(hours=5),
    )
    return replace(base, **changes)


def facts(**changes: Any) -> WindowFacts:
    base = WindowFacts(
        alerts=(),
        weak=(),
        matches=(),
        members=(),
        tellers=(),
        told_in=(),
        feeds=(feed(),),
        read=frozenset({FeedId(1)}),
        held=(),
        articles=100,
        without_full_text=3,
        parked=0,
        undelivered=0,
        last_match_id=50,
        digests=0,
    )
    return replace(base, **changes)


def context(
    *watchlists: Watchlist,
    families: dict[str, str] | None = None,
    divide: Divide | None = None,
    most: int = 1_000,
    **subscription: Any,
) -> ComposeContext:
    lists = watchlists or (watchlist(),)
    base = Subscription(
        id="border-watch",
        title="Border watch",
        watchlists=tuple(one.id for one in lists),
        targets=(Target(channel="mail", recipients=("a@example.org", "b@example.org")), Target(channel="file")),
        cron="0 7 * * *",
        zone="Asia/Damascus",
    )
    return ComposeContext(
        subscription=replace(base, **subscription),
        state=SubscriptionState(
            id="border-watch",
            schedule="0 7 * * * Asia/Damascus",
            next_due_at=NOW,
            last_match_id=10,
            window_from=NOW - timedelta(days=1),
        ),
        watchlists=lists,
        count_publishers=partial(independent, families=families or {}),
        divide=divide or (lambda digest, _channel: (len(digest.stories),)),
        polling=PollingSettings(),
        most_stories=most,
        revision="9c1e7f2",
        revision_since=NOW - timedelta(days=2),
        config_error="",
        now=NOW,
    )
