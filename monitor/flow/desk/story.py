"""One story: who told it, whose words, what changed, who was told when, and what people did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise

from monitor.core.desk.changes import changed
from monitor.core.digest.lines import told_in
from monitor.core.digest.quote import quotes
from monitor.core.digest.story_line import growth
from monitor.flow.desk.event import event_of
from monitor.flow.desk.spoken import liked, machine_made
from monitor.flow.story_routes import routes_of
from monitor.model.articles import ArticleVersion
from monitor.model.config import Settings
from monitor.model.desk.story import Edit, Raised, Sighting, StoryPage, TellingLine, ToldTo
from monitor.model.facts import StoryArticle
from monitor.model.feedback.given import Feedback
from monitor.model.ids import ArticleId, StoryId
from monitor.model.linking.chains import UNCHAINED
from monitor.model.routing import RoutedAlert
from monitor.model.stories import CopyRow, FactKind, StoryRecord
from monitor.model.watch import Hit, Strength
from monitor.model.ways import SubscriptionRoute
from monitor.ports import Store
from monitor.records import dataclass
from monitor.stories.publishers import independent

MOST_LISTED = 60
"""Articles of one story on its page; all of them for who asks."""
MOST_CHANGES = 40
"""Of one version that are listed."""
EVER = datetime.min.replace(tzinfo=UTC)
_POINTS = 24
_QUOTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """What is read of the articles of one page."""

    sightings: Mapping[ArticleId, Sighting]
    versions: Mapping[ArticleId, Sequence[ArticleVersion]]
    findings: Mapping[ArticleId, CopyRow]
    names: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """What of a story and those linked to it is shown to somebody."""

    records: Sequence[StoryRecord]
    """The oldest first; not empty."""
    members: Sequence[StoryArticle]
    """As they were first seen."""
    alerts: Sequence[RoutedAlert]
    whole: bool
    """Whether all that alerted on it is shown."""

    @property
    def ids(self) -> tuple[StoryId, ...]:
        return tuple(one.id for one in self.records)

    @property
    def lead(self) -> StoryArticle:
        return next(
            (one for one in self.members if one.telling.article_id == self.records[0].lead_article_id), self.members[0]
        )


def story_page(
    store: Store,
    settings: Settings,
    story_id: StoryId,
    now: datetime,
    most: int = MOST_LISTED,
    shown: frozenset[str] | None = None,
) -> StoryPage | None:
    """All about the event of a story; None if there is no such story. `most` articles are listed.

    `shown`: only what these watchlists found; None if they met nothing in it.
    """
    known = store.look(lambda stored: stored.story_by_id(story_id))
    about = None if known is None else _about(store, story_id, shown)
    if known is None or about is None:
        return None
    event, members, alerts = about.records[0].id, about.members, about.alerts
    families = dict(settings.families)
    texts = _texts(store, settings, about.records, members[:most], shown)
    routes = tuple(_route(one, shown) for one in routes_of(store, settings, story_id, now))
    topics = (texts.names.get((one.traits.watchlist, name), name) for one in alerts for name in one.traits.topics)
    watchlists = tuple(dict.fromkeys(one.traits.watchlist for one in alerts))
    lead = liked(members, settings, watchlists) or about.lead
    told = _told(store, routes)
    translated_to, translations = machine_made(store, told, about.ids)
    return StoryPage(
        story=event,
        ref=f"{event:04x}",
        title=lead.title,
        language=lead.language,
        original_title="" if lead.language == about.lead.language else about.lead.title,
        original_language=about.lead.language,
        told_in=told_in(members, partial(independent, families=families)),
        translations=translations,
        translated_to=translated_to,
        stories=about.ids,
        watchlists=watchlists,
        topics=tuple(dict.fromkeys(topics)),
        alert=max((one.id for one in alerts), default=None),
        raised=_raised(alerts),
        first_seen_at=min(one.first_seen_at for one in about.records),
        last_seen_at=max(one.last_seen_at for one in about.records),
        publishers=independent((one.telling for one in members), families),
        articles=len(members),
        tellings=_tellings(members[:most], texts),
        more=max(0, len(members) - most),
        growth=growth(members, partial(independent, families=families), _POINTS),
        chains=store.chains([event], None if shown is None else sorted(shown)).get(event, UNCHAINED),
        links=tuple(dict.fromkeys(link for record in about.records for link in record.links)),
        routes=routes,
        told=told,
        facts=_facts(one for one in known.told if shown is None or one[0] in shown),
        done=max(store.done_marks(about.ids).values(), key=lambda one: one.at, default=None),
        judged=_judged(store, about.ids, shown),
        whole=about.whole,
        # What was done speaks of all lists that alerted.
        actions=tuple(one for story in about.ids for one in store.actions(subject=subject_of(story)))
        if about.whole
        else (),
    )


def _raised(alerts: Iterable[RoutedAlert]) -> tuple[Raised, ...]:
    found = {
        one.id: Raised(id=one.id, watchlist=one.traits.watchlist, reason=one.reason, at=one.created_at)
        for one in alerts
    }
    return tuple(sorted(found.values(), key=lambda one: -one.id))


def _about(store: Store, story_id: StoryId, shown: frozenset[str] | None) -> _Event | None:
    records = event_of(store, story_id)
    if not records:
        return None
    ids = [one.id for one in records]
    members = sorted(
        store.event_members(dict.fromkeys(ids, ids[0])), key=lambda one: (one.first_seen_at, one.telling.article_id)
    )
    every = store.story_alerts(story_id).alerts
    if shown is None:
        return _Event(records=records, members=members, alerts=every, whole=True)
    alerts = tuple(one for one in every if one.traits.watchlist in shown)
    # What they met weakly alerted nobody, and the inbox shows it.
    if not alerts and not _met(store, members, shown):
        return None
    return _Event(records=records, members=members, alerts=alerts, whole=bool(alerts) and len(alerts) == len(every))


def _met(store: Store, members: Iterable[StoryArticle], shown: frozenset[str]) -> bool:
    sightings = store.sightings([one.telling.article_id for one in members])
    return any(
        name in shown and hit.strength is not Strength.CANDIDATE
        for one in sightings.values()
        for name, hit in one.found
    )


def _judged(store: Store, ids: Collection[StoryId], shown: frozenset[str] | None) -> tuple[Feedback, ...]:
    return tuple(one for one in store.feedback() if one.story_id in ids and (shown is None or one.watchlist in shown))


def _route(one: SubscriptionRoute, shown: frozenset[str] | None) -> SubscriptionRoute:
    return replace(one, alerts=tuple(way for way in one.alerts if shown is None or way.watchlist in shown))


def _facts(told: Iterable[tuple[str, FactKind, str]]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """By watchlist and kind what its readers were told."""
    found: dict[tuple[str, str], list[str]] = {}
    for watchlist, kind, value in sorted(told):
        found.setdefault((watchlist, kind.value), []).append(value.removeprefix(f"{watchlist}/"))
    return tuple((watchlist, kind, tuple(values)) for (watchlist, kind), values in found.items())


def subject_of(story: StoryId) -> str:
    """How the ledger names a story."""
    return f"story/{story:04x}"


def _texts(
    store: Store,
    settings: Settings,
    records: Sequence[StoryRecord],
    members: Sequence[StoryArticle],
    shown: frozenset[str] | None,
) -> _Texts:
    sightings = store.sightings([one.telling.article_id for one in members])
    if shown is not None:
        # What was decided about an article was decided of all lists together.
        sightings = {
            number: replace(one, placed="", found=tuple(hit for hit in one.found if hit[0] in shown))
            for number, one in sightings.items()
        }
    edited = [one.article for one in sightings.values() if one.version > 1]
    return _Texts(
        sightings=sightings,
        versions={one: store.earlier_versions(one) for one in edited},
        findings={one.article_id: one for record in records for one in record.copies},
        names={(one.id, topic.id): topic.name for one in settings.watchlists for topic in one.topics},
    )


def _tellings(members: Sequence[StoryArticle], texts: _Texts) -> tuple[TellingLine, ...]:
    """Those in words of their own, each with the copies of its text; a copy of what is not listed stands by itself."""
    listed = {one.telling.article_id for one in members}
    of = {one.telling.article_id: one.telling.copy_of for one in members}
    copies: dict[ArticleId, list[StoryArticle]] = {}
    own: list[StoryArticle] = []
    for one in members:
        origin = _origin(one.telling.article_id, of, listed)
        if origin == one.telling.article_id:
            own.append(one)
        else:
            copies.setdefault(origin, []).append(one)
    return tuple(
        _telling(one, texts, tuple(_telling(copy, texts) for copy in copies.get(one.telling.article_id, ())))
        for one in own
    )


def _origin(article: ArticleId, of: Mapping[ArticleId, ArticleId | None], listed: Collection[ArticleId]) -> ArticleId:
    seen = {article}
    while (earlier := of.get(article)) is not None and earlier in listed and earlier not in seen:
        seen.add(earlier)
        article = earlier
    return article


def _telling(article: StoryArticle, texts: _Texts, copies: tuple[TellingLine, ...] = ()) -> TellingLine:
    number = article.telling.article_id
    sighting = texts.sightings.get(number)
    found: Sequence[tuple[str, Hit]] = sighting.found if sighting is not None else ()
    strong = [(name, hit) for name, hit in found if hit.strength is not Strength.CANDIDATE]
    names = (texts.names.get((name, hit.topic), hit.topic) for name, hit in strong)
    hits = [hit for _, hit in strong]
    shown = quotes(sighting.text, sighting.language, hits, sighting.title, _QUOTES) if sighting and hits else ()
    return TellingLine(
        article=article,
        quotes=shown,
        names=tuple(dict.fromkeys(names)),
        placed=sighting.placed if sighting is not None else "",
        finding=texts.findings.get(number),
        edits=_edits(sighting, texts.versions.get(number, ())) if sighting is not None else (),
        copies=copies,
    )


def _edits(now: Sighting, earlier: Sequence[ArticleVersion]) -> tuple[Edit, ...]:
    """Each version with what it changed of the one before, the newest first."""
    texts = [(now.version, now.read_at, _whole(now)), *((one.version, one.fetched_at, _whole(one)) for one in earlier)]
    edits: list[Edit] = []
    for (version, at, after), (_, _, before) in pairwise(texts):
        found = changed(before, after)
        edits.append(Edit(version=version, at=at, changed=found[:MOST_CHANGES], more=len(found[MOST_CHANGES:])))
    return tuple(edits)


def _whole(one: Sighting | ArticleVersion) -> str:
    """The headline is a sentence too: it is what newsrooms change most."""
    return f"{one.title}\n{one.text}"


def _told(store: Store, routes: Sequence[SubscriptionRoute]) -> tuple[ToldTo, ...]:
    """The digests that told the story, the newest first, with their messages."""
    found: dict[str, ToldTo] = {}
    for one in routes:
        for alert in one.alerts:
            if alert.fate == "told" and alert.digest and alert.digest not in found:
                found[alert.digest] = ToldTo(
                    subscription=one.subscription,
                    digest=alert.digest,
                    at=alert.at,
                    deliveries=tuple(store.deliveries_of(alert.digest)),
                )
    return tuple(sorted(found.values(), key=lambda one: one.at or EVER, reverse=True))
