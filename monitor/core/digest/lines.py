"""The lines of a digest: one for each story, which of its articles speaks for it, and in which order they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from monitor.core.text import primary_language
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
    original: PendingAlert | None = None
    """What alerted, where the article that is shown tells it in another language, which its readers like better."""
    told_in: tuple[tuple[str, int], ...] = ()
    """(language, independent publishers), the most first; empty where all that is known is one language."""
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
    languages: Sequence[str] = (),
) -> list[Line]:
    """One line for each story in `alerts`, in the order in which a digest shows them.

    `languages`: those of its readers, the best liked first. Of what may stand for a story an article in the first of
    them does, as far as there is one.

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
        known = elsewhere or story_id in told
        choice = _Choice(pending, tellers[story_id], articles, known=known)
        lead = choice.lead(languages)
        found.append(
            Line(
                lead=lead,
                alerts=tuple(pending),
                members=articles,
                publishers=count_publishers(member.telling for member in articles),
                told=told.get(story_id),
                original=choice.original(lead) if languages else None,
                told_in=told_in(articles, count_publishers),
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


def told_in(members: Sequence[StoryArticle], count_publishers: CountPublishers) -> tuple[tuple[str, int], ...]:
    """How many publishers tell a story in each language, the most first; empty if it is told in one, or nobody knows.

    Who tells it in two languages counts in both.
    """
    spoken: defaultdict[str, list[Telling]] = defaultdict(list)
    for member in members:
        if language := primary_language(member.language):
            spoken[language].append(member.telling)
    counts = {language: count_publishers(tellings) for language, tellings in spoken.items()}
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))) if len(counts) > 1 else ()


class _Choice:
    """The matches of a story of which one stands for it: of the first list, because its hits are those shown."""

    def __init__(
        self,
        alerts: Sequence[PendingAlert],
        tellers: Sequence[PendingAlert],
        members: Sequence[StoryArticle],
        *,
        known: bool,
    ) -> None:
        self._own = [alert for alert in alerts if alert.watchlist == alerts[0].watchlist]
        self._tellers = [teller for teller in tellers if teller.watchlist == alerts[0].watchlist]
        self._copies = {member.telling.article_id: member.copy for member in members}
        self._update = known or all(alert.reason is not AlertReason.FIRST for alert in alerts)

    def lead(self, languages: Sequence[str]) -> PendingAlert:
        """The one that is shown to readers of these languages, the best liked first."""
        return self._of(self._tellers, [primary_language(one) for one in languages])

    def original(self, lead: PendingAlert) -> PendingAlert | None:
        """What alerted, and would be shown to who likes no language better; None if `lead` is in its language."""
        found = self._of((), ())
        same = primary_language(found.article.language) == primary_language(lead.article.language)
        return None if same or found.article.id == lead.article.id else found

    def _of(self, tellers: Iterable[PendingAlert], languages: Sequence[str]) -> PendingAlert:
        if self._update:
            return max(self._own, key=lambda one: _newsworthy(one, languages))
        if corrections := [alert for alert in self._own if alert.reason is AlertReason.CORRECTION]:
            # What it takes back was not told yet, and must not be told now.
            return max(corrections, key=lambda one: _newsworthy(one, languages))
        # Of an article that was edited since, the last version: nobody was told the one before.
        versions = sorted((*tellers, *self._own), key=lambda one: one.article.version)
        newest = {one.article.id: one for one in versions}
        return min(newest.values(), key=lambda one: (_place(one.article, languages), *_distance(one, self._copies)))


def _place(article: Article, languages: Sequence[str]) -> int:
    """Of its language among those of the readers; the last of one that is not."""
    language = primary_language(article.language)
    return languages.index(language) if language in languages else len(languages)


def _newsworthy(alert: PendingAlert, languages: Sequence[str]) -> tuple[bool, bool, int, datetime, int, int]:
    """A correction, else what says more than who else tells it: in a language of the readers, the newest.

    Of one moment, the one that says most.
    """
    telling = any(fact.kind is not FactKind.PUBLISHER for fact in alert.facts)
    correction = alert.reason is AlertReason.CORRECTION
    place = _place(alert.article, languages)
    return correction, telling, -place, alert.created_at, len(alert.facts), alert.article.id


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
