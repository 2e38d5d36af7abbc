"""The inbox: stories that alerted, the newest change first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from monitor.core.desk.inbox import OPEN, Place, counts, held_by, placed, wanted
from monitor.core.desk.news import met_in, news_of
from monitor.core.digest.reasons import not_plain
from monitor.core.routing.fates import is_active
from monitor.core.text import direction_of
from monitor.core.urls import host_of
from monitor.model.config import Settings
from monitor.model.desk.inbox import DoneMark, InboxFacts, InboxLine, InboxPage, InboxQuestion, InboxState, NewsLine
from monitor.model.digests import Quote
from monitor.model.facts import StoryArticle
from monitor.model.ids import AlertId, StoryId
from monitor.model.routing import Silence
from monitor.ports import Store
from monitor.records import dataclass
from monitor.stories.publishers import independent

_LOT = 200
FRESH = timedelta(minutes=5)
"""So long a look at all stories holds where the store says that nothing came: pages ask every ten seconds, and of ten
thousand stories a look takes as long as five of their questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """How all stories stood at one look."""

    mark: str
    at: datetime
    places: Sequence[Place]
    events: Mapping[StoryId, StoryId]


_Asked = tuple[tuple[str, ...], datetime | None]
_MOST_KEPT = 4
_KEPT: WeakKeyDictionary[Store, dict[_Asked, _Kept]] = WeakKeyDictionary()
"""The last looks at each store, by what was asked: whoever goes through a list asks for much the same again and again,
and so does somebody else who is shown other lists."""


_Said = tuple[tuple[NewsLine, ...], Quote | None]
_MOST_SAID = 2_000
_SAID: WeakKeyDictionary[Store, dict[tuple[AlertId, int, int, str], _Said]] = WeakKeyDictionary()
"""What the last alerts that were shown say: their sentences are looked for once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of the stories of one page, and by what settings they are shown."""

    members: Mapping[StoryId, Sequence[StoryArticle]]
    lists: Mapping[StoryId, tuple[str, ...]]
    partly: frozenset[StoryId]
    """Events of which other lists found something, too."""
    marks: Mapping[StoryId, DoneMark]
    topics: Mapping[tuple[str, str], str]
    families: Mapping[str, str]
    silences: Sequence[Silence]
    """Those that hold back now."""
    since: datetime | None


def inbox(store: Store, settings: Settings, question: InboxQuestion, now: datetime) -> InboxPage:
    """One page of the inbox, with how many there are in each state."""
    places, events = _placed(store, question, now)
    asked = wanted(places, question)
    shown = _in_language(store, asked, question) if question.language else asked[: question.limit + 1]
    page = shown[: question.limit]
    shown_events = {one.event for one in page}
    mine = {one: one for one in shown_events} | {one: event for one, event in events.items() if event in shown_events}
    known = _known(store, settings, mine, question, now)
    facts = store.inbox_facts([AlertId(one.alert) for one in page])
    return InboxPage(
        lines=tuple(
            _line(place, fact, _said(store, fact), known)
            for place in page
            if (fact := facts.get(AlertId(place.alert))) is not None
        ),
        older=page[-1].alert if len(shown) > question.limit else 0,
        counts=counts(places),
        newest=places[0].alert if places else 0,
    )


def fresh(store: Store, mark: int, now: datetime, shown: frozenset[str] | None = None) -> tuple[int, int]:
    """How many stories nobody has looked at have alerts after that one, and the newest alert of all.

    `shown`: of these watchlists only; None for all.
    """
    places, _ = _placed(store, InboxQuestion(shown=shown), now)
    return sum(one.alert > mark and one.state in OPEN for one in places), places[0].alert if places else 0


def _placed(store: Store, question: InboxQuestion, now: datetime) -> tuple[Sequence[Place], Mapping[StoryId, StoryId]]:
    """Where all stories stand: as they did before, as long as nothing came and nobody did anything."""
    lists = question.watchlists or tuple(sorted(question.shown or ()))
    if question.shown is not None and not question.shown.issuperset(lists or ("",)):
        return [], {}
    mark, asked, looks = store.desk_mark(), (lists, question.since), _KEPT.setdefault(store, {})
    kept = looks.get(asked)
    if kept is not None and kept.mark == mark and timedelta(0) <= now - kept.at < FRESH:
        return kept.places, kept.events
    events = store.all_events()
    standings = store.standings(lists, question.since)
    places = placed(standings, events, recent=question.since is not None)
    looks.pop(asked, None)
    looks[asked] = _Kept(mark=mark, at=now, places=places, events=events)
    for oldest in list(looks)[:-_MOST_KEPT]:
        looks.pop(oldest, None)
    return places, events


def _in_language(store: Store, places: Sequence[Place], question: InboxQuestion) -> list[Place]:
    """The first of these that are told in the language that is asked for, one more than a page."""
    found: list[Place] = []
    for start in range(0, len(places), _LOT):
        lot = places[start : start + _LOT]
        speaks = store.in_language([one for place in lot for one in place.stories], question.language)
        found += (one for one in lot if not speaks.isdisjoint(one.stories))
        if len(found) > question.limit:
            break
    return found[: question.limit + 1]


def _known(
    store: Store, settings: Settings, events: Mapping[StoryId, StoryId], question: InboxQuestion, now: datetime
) -> _Known:
    shown = question.shown
    members: dict[StoryId, list[StoryArticle]] = {}
    lists = store.lists_of(sorted(events))
    for one in store.event_members(events):
        members.setdefault(one.story_id, []).append(one)
    return _Known(
        members=members,
        lists=lists if shown is None else {story: _shown(names, shown) for story, names in lists.items()},
        partly=frozenset(
            events[one] for one, names in lists.items() if shown is not None and not shown.issuperset(names)
        ),
        marks=store.done_marks(sorted(events)),
        topics={(one.id, topic.id): topic.name for one in settings.watchlists for topic in one.topics},
        families=dict(settings.families),
        silences=tuple(one for one in settings.silences if is_active(one, now)),
        since=question.since,
    )


def _said(store: Store, fact: InboxFacts) -> _Said:
    """What the alert says and where it was met; kept, for an alert stays as it is."""
    kept, key = _SAID.setdefault(store, {}), (fact.alert, fact.article, fact.version, fact.title)
    found = kept.get(key)
    if found is None:
        news = news_of(fact)
        found = (news, met_in(fact, news))
        if len(kept) >= _MOST_SAID:
            kept.clear()
        kept[key] = found
    return found


def _shown(names: tuple[str, ...], shown: frozenset[str]) -> tuple[str, ...]:
    return tuple(one for one in names if one in shown)


def _line(place: Place, fact: InboxFacts, said: _Said, known: _Known) -> InboxLine:
    members = known.members.get(place.event, ())
    marks = [known.marks[one] for one in place.stories if one in known.marks]
    done = max(marks, key=lambda one: one.at, default=None)
    before = done.at if done is not None and place.state is InboxState.MORE else known.since
    earlier = [one.telling for one in members if before is not None and one.first_seen_at < before]
    publishers = independent((one.telling for one in members), known.families)
    news, met = said
    topics = tuple(known.topics.get((fact.watchlist, one), one) for one in fact.topics)
    return InboxLine(
        story=place.event,
        ref=f"{place.event:04x}",
        state=place.state,
        alert=fact.alert,
        watchlists=tuple(dict.fromkeys(name for one in sorted(place.stories) for name in known.lists.get(one, ()))),
        topics=topics,
        title=fact.title or fact.url,
        language=fact.language,
        direction=direction_of(fact.language, fact.title),
        publisher=fact.publisher,
        url=fact.url,
        host=host_of(fact.url),
        at=fact.at,
        first_seen_at=min((one.first_seen_at for one in members), default=fact.first_seen_at),
        last_seen_at=max((one.first_seen_at for one in members), default=fact.first_seen_at),
        publishers=publishers,
        articles=len(members),
        more_publishers=publishers - independent(earlier, known.families) if earlier else 0,
        new=tuple(one.shown for one in fact.facts),
        news=news,
        met=met.text if met is not None else "",
        marks=met.marks if met is not None else (),
        why=not_plain(fact, {(fact.watchlist, one): name for one, name in zip(fact.topics, topics, strict=True)}),
        done=done,
        whole=place.event not in known.partly,
        held=held_by(fact, place.event, known.silences),
    )
