"""The lines of a digest: one for each story, which of its articles speaks for it, and in which order they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from monitor.model.articles import Article
from monitor.model.digests import FirstTold
from monitor.model.facts import PendingAlert, StoryArticle, WindowFacts
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AlertReason, TextSource
from monitor.model.stories import CopyLabel, FactKind, Telling
from monitor.model.watch import Watchlist
from monitor.records import dataclass

CountPublishers = Callable[[Iterable[Telling]], int]

_SOURCES = (TextSource.PAGE, TextSource.FEED_CONTENT, TextSource.PAGE_PART, TextSource.SUMMARY_ONLY)
_BELIEVED = timedelta(days=1)
_Rank = Mapping[str, tuple[int, int]]
_OfStory = TypeVar("_OfStory", PendingAlert, StoryArticle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story of the digest with all its alerts."""

    lead: PendingAlert
    """The article that is shown, matched by the list under which the story stands."""
    alerts: tuple[PendingAlert, ...]
    """Those of the most important list first, in each the oldest first."""
    members: tuple[StoryArticle, ...]
    """All articles of the story, the first seen first."""
    publishers: int
    """Independent ones."""
    told: FirstTold | None
    elsewhere: bool = False
    """Whether the readers are told by others what is new: here they want updates and corrections only."""

    @property
    def update(self) -> bool:
        """Whether readers of this subscription know the story: what was told once never comes as new again.

        An alert that was the first of its own story belongs to a known one if the two were linked since.
        """
        return self.elsewhere or self.told is not None

    @property
    def held(self) -> str:
        """What held it back until now; "" if nothing did."""
        return " and ".join(dict.fromkeys(alert.held for alert in self.alerts if alert.held))

    @property
    def late_at(self) -> datetime | None:
        """When the list changed that found all of this among articles from before; None if some came in time."""
        late = [alert.late_at for alert in self.alerts if alert.late_at is not None]
        return max(late) if late and len(late) == len(self.alerts) else None

    @property
    def correction(self) -> bool:
        """Whether something that these readers were told is taken back."""
        return self.update and any(alert.reason is AlertReason.CORRECTION for alert in self.alerts)

    @property
    def first_seen_at(self) -> datetime:
        """When the story's first article was seen."""
        return min([self.lead.article.first_seen_at, *(member.first_seen_at for member in self.members)])


def lines(
    alerts: Sequence[PendingAlert],
    facts: WindowFacts,
    watchlists: Sequence[Watchlist],
    count_publishers: CountPublishers,
    *,
    elsewhere: bool = False,
) -> list[Line]:
    """One line for each story in `alerts`, in the order in which a digest shows them.

    Lists by priority, then as configured; in a list corrections before what is new, and that before updates; then by
    independent publishers, then by first sighting.
    """
    rank = {watchlist.id: (-watchlist.priority.rank, place) for place, watchlist in enumerate(watchlists)}
    members, tellers = _by_story(facts.members), _by_story(facts.tellers)
    told = {story_id: FirstTold(digest=key, at=at) for story_id, key, at in facts.told_in}
    found = []
    for story_id, pending in _by_story(alerts).items():
        pending.sort(key=lambda alert: (_rank(rank, alert.watchlist), alert.created_at, alert.article.id))
        articles = tuple(sorted(members[story_id], key=lambda one: (one.first_seen_at, one.telling.article_id)))
        found.append(
            Line(
                lead=_lead(pending, tellers[story_id], articles, known=elsewhere or story_id in told),
                alerts=tuple(pending),
                members=articles,
                publishers=count_publishers(member.telling for member in articles),
                told=told.get(story_id),
                elsewhere=elsewhere,
            )
        )
    return sorted(
        found,
        key=lambda line: (
            _rank(rank, line.lead.watchlist),
            not line.correction,
            line.update,
            -line.publishers,
            line.first_seen_at,
            line.lead.story_id,
        ),
    )


def _by_story(items: Iterable[_OfStory]) -> defaultdict[StoryId, list[_OfStory]]:
    found: defaultdict[StoryId, list[_OfStory]] = defaultdict(list)
    for item in items:
        found[item.story_id].append(item)
    return found


def _rank(rank: _Rank, watchlist: str) -> tuple[int, int]:
    return rank.get(watchlist, (9, 0))


def _lead(
    alerts: Sequence[PendingAlert], tellers: Sequence[PendingAlert], members: Sequence[StoryArticle], *, known: bool
) -> PendingAlert:
    """The match that stands for the story: of the first list, because its hits are those that are shown."""
    own = [alert for alert in alerts if alert.watchlist == alerts[0].watchlist]
    if known or all(alert.reason is not AlertReason.FIRST for alert in alerts):
        return max(own, key=_newsworthy)
    if corrections := [alert for alert in own if alert.reason is AlertReason.CORRECTION]:
        return max(corrections, key=_newsworthy)  # what it takes back was not told yet, and must not be told now
    copies = {member.telling.article_id: member.copy for member in members}
    others = [teller for teller in tellers if teller.watchlist == alerts[0].watchlist]
    # Of an article that was edited since, the last version: nobody was told the one before.
    newest = {one.article.id: one for one in sorted((*others, *own), key=lambda one: one.article.version)}
    return min(newest.values(), key=lambda one: _distance(one, copies))


def _newsworthy(alert: PendingAlert) -> tuple[bool, bool, datetime, int, int]:
    """A correction, else the newest that says more than who else tells it; of one moment, the one that says most."""
    telling = any(fact.kind is not FactKind.PUBLISHER for fact in alert.facts)
    return alert.reason is AlertReason.CORRECTION, telling, alert.created_at, len(alert.facts), alert.article.id


def _distance(found: PendingAlert, copies: Mapping[ArticleId, CopyLabel | None]) -> tuple[int, int, int, datetime, int]:
    """From the source: originals before copies, these in order; the whole page before parts; the first to appear."""
    article = found.article
    copy = copies.get(article.id)
    # Who quotes a part of another's text still tells the story in words of his own.
    copied = 0 if copy is None else 1 if copy is CopyLabel.PARTLY_REUSED else 2
    return copied, article.id if copied else 0, _SOURCES.index(article.source), _appeared_at(article), article.id


def _appeared_at(article: Article) -> datetime:
    """When it was published, if that can be true: two that one round of polls brings were not published at once."""
    seen, published = article.first_seen_at, article.published_at
    return published if published is not None and seen - _BELIEVED <= published <= seen else seen
