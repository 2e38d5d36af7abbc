"""What an edit of a watchlist comes to: articles, stories, names and rules, and what subscriptions would be told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.core.backtest.compare import effect_of, example, touched
from monitor.core.backtest.telling import Telling
from monitor.core.routing.conditions import mismatch
from monitor.model.archive.backtest import Effect, Effects, Example, Judged, NameEffects, Said, Volume
from monitor.model.articles import Article
from monitor.model.config import Subscription
from monitor.model.ids import ArticleId, StoryId
from monitor.model.routing import Traits
from monitor.records import dataclass

_Story = StoryId | tuple[ArticleId]
"""An article that was not judged yet is a story by itself."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A subscription, and whether it is told the watchlist before and after."""

    subscription: Subscription
    before: bool
    after: bool


class Tally:
    """Counts articles as they are compared; those that cannot differ are told by what was stored of them."""

    def __init__(self, watchlist: str, changed: Collection[str], readers: Sequence[Reader]) -> None:
        self._watchlist, self._changed, self._readers = watchlist, changed, readers
        self._articles: Counter[Effect] = Counter()
        self._names: dict[tuple[str, str], Counter[Effect]] = defaultdict(Counter)
        self._rules: dict[str, Counter[Effect]] = defaultdict(Counter)
        self._stories: dict[Effect, set[_Story]] = defaultdict(set)
        self._told: dict[tuple[str, bool], set[_Story]] = defaultdict(set)
        self._telling = Telling()

    def compared(self, article: Article, tags: tuple[str, ...], before: Said, after: Said) -> Effect | None:
        """An article that was matched before and after the edit."""
        effect = effect_of(before, after, self._changed)
        if effect is None:
            return None
        story: _Story = (article.id,) if article.story_id is None else article.story_id
        self._articles[effect] += 1
        self._stories[effect].add(story)
        self._count_names(effect, before, after)
        for of, was in ((before, True), (after, False)):
            if of.alerts and of.verdict is not None:
                traits = Traits(
                    watchlist=self._watchlist,
                    topics=of.verdict.topics,
                    publisher=article.publisher,
                    language=article.language,
                    tags=tags,
                )
                self._tell(story, traits, before=was, after=not was)
        kind = _kind(effect, before, after)
        if self._telling.wants(effect, kind, article.title):
            self._telling.keep(effect, kind, example(article, effect, before, after))
        return effect

    def _count_names(self, effect: Effect, before: Said, after: Said) -> None:
        shown = before if effect is Effect.LOST else after
        for name in touched(shown, self._changed):
            self._names[name][effect] += 1
        if shown.alerts and shown.verdict and (touched(before, self._changed) or touched(after, self._changed)):
            for rule in shown.verdict.rules:
                self._rules[rule][effect] += 1

    def stored(self, one: Judged) -> None:
        """An article that alerts before and after: of another watchlist, or of this one and not matched again."""
        mine = one.watchlist == self._watchlist
        if mine:
            self._articles[Effect.UNCHANGED] += 1
            self._stories[Effect.UNCHANGED].add(one.story_id)
        traits = Traits(
            watchlist=one.watchlist,
            topics=one.topics,
            publisher=one.publisher,
            language=one.language,
            tags=one.tags,
        )
        self._tell(one.story_id, traits, before=True, after=True)

    def _tell(self, story: _Story, traits: Traits, *, before: bool, after: bool) -> None:
        mine = traits.watchlist == self._watchlist
        for one in self._readers:
            if not mine and traits.watchlist not in one.subscription.watchlists:
                continue
            if mismatch(one.subscription.match, traits):
                continue
            for asked, was in ((before and (one.before or not mine), True), (after and (one.after or not mine), False)):
                if asked:
                    self._told[one.subscription.id, was].add(story)

    @property
    def articles(self) -> Effects:
        """How many articles it does what to."""
        return _effects(self._articles)

    @property
    def stories(self) -> Effects:
        """How many stories; one that alerts by another of its articles is not lost."""
        kept = self._stories[Effect.UNCHANGED]
        gained, lost = (self._stories[one] - kept for one in (Effect.GAINED, Effect.LOST))
        alerting = kept | gained | lost
        return Effects(
            gained=len(gained - lost),
            lost=len(lost - gained),
            unchanged=len(kept | (gained & lost)),
            nearly=len(self._stories[Effect.NEARLY] - alerting),
        )

    @property
    def names(self) -> tuple[NameEffects, ...]:
        """By name of the changed topics, those that do most first."""
        return _ordered((topic, name, found) for (topic, name), found in self._names.items())

    @property
    def rules(self) -> tuple[NameEffects, ...]:
        """By rule, of the articles that mention changed topics."""
        return _ordered(("", rule, found) for rule, found in self._rules.items())

    def volumes(self, since: datetime, until: datetime) -> tuple[Volume, ...]:
        """Stories a day by subscription, from the first article on; what is younger than a day is taken for one."""
        days = max(until - since, _DAY) / _DAY
        return tuple(
            Volume(
                subscription=one.subscription.id,
                before=round(len(self._told[one.subscription.id, True]) / days, 2),
                after=round(len(self._told[one.subscription.id, False]) / days, 2),
            )
            for one in self._readers
        )

    @property
    def examples(self) -> tuple[tuple[Effect, tuple[Example, ...]], ...]:
        """The most telling of each effect."""
        return tuple((effect, self._telling.best(effect)) for effect in Effect)


def _kind(effect: Effect, before: Said, after: Said) -> tuple[str, ...]:
    """What is alike about articles of which a few say it all."""
    if effect is Effect.NEARLY:
        return (*after.forms[0], *after.failed[:1])
    shown = before if effect is Effect.LOST else after
    return (*shown.forms[0], *after.failed[:1]) if shown.forms else ()


def _effects(found: Mapping[Effect, int]) -> Effects:
    return Effects(**{effect.value: found.get(effect, 0) for effect in Effect})


def _ordered(found: Iterable[tuple[str, str, Counter[Effect]]]) -> tuple[NameEffects, ...]:
    rows = [NameEffects(topic=topic, name=name, effects=_effects(met)) for topic, name, met in found]
    return tuple(sorted(rows, key=lambda one: (_last(one.effects), one.topic, one.name)))


def _last(effects: Effects) -> tuple[int, int, int]:
    return -effects.gained - effects.lost, -effects.nearly, -effects.unchanged


def readers_of(
    subscriptions: Sequence[Subscription], lists: Collection[str], watchlist: str, rank: int | None
) -> tuple[Reader, ...]:
    """Who is told the watchlist, before or after; `rank` of its priority from now on, None if it is to be no more.

    `lists`: all that there are. A new one goes to whoever reads all of them.
    """
    found = []
    for one in subscriptions:
        before = watchlist in one.watchlists
        reads = before or (watchlist not in lists and set(lists) <= set(one.watchlists))
        if reads:
            after = rank is not None and rank >= one.min_priority.rank
            found.append(Reader(subscription=one, before=before, after=after))
    return tuple(found)
