"""The page of feeds: how each does, trouble on top, with its last fourteen days."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice

from monitor.core.health.feed_health import FeedFacts, FeedHealth, by_trouble, feed_health, verdict
from monitor.core.health.feed_kinds import FeedTroubleKind
from monitor.core.health.habit import MOST_LEARNT
from monitor.core.health.tally import MOST_WHOLE
from monitor.core.websub.course import in_words
from monitor.errors import StoreError
from monitor.flow.services import Services
from monitor.model.feeds import FeedSpec
from monitor.model.ids import FeedId
from monitor.ports import Store
from monitor.records import dataclass

STRIP_DAYS = 14
A_PAGE = 50
_FRESH_S, _STALE_S = 10.0, 1_500.0
"""After the first a look is taken anew beside the answer, after the second before it."""
_RESTS = 20
"""So many times as long as a look took, none follows."""
_START_S = 0.5
_KEPT_S, _KEPT_RESTS, _MOST_KEPT_S = 240.0, 1_000, 1_200.0
_VISITED_S = 8 * 3_600.0
"""Between looks that nobody waits for, and as long after a visit: a thousandth of a processor, so that whoever comes
back from a meeting does not wait either."""
_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StripDay:
    """One day (UTC) of a feed."""

    day: date
    new: int
    """Entries that came."""
    polls: int
    failed: int
    """Of the polls."""

    @property
    def words(self) -> str:
        """`3 new, 2 of 96 polls failed`."""
        if not self.polls and not self.new:
            return "not polled"
        failed = f", {self.failed} of {self.polls} polls failed" if self.failed else ""
        return f"{self.new} new{failed}" if self.new else f"nothing new{failed}"

    @property
    def mood(self) -> str:
        """For its colour: `failed`, `partly`, `quiet`, `few`, `many`, `none`."""
        if not self.polls and not self.new:
            return "none"
        if self.failed and self.failed >= self.polls:
            return "failed"
        if self.failed * 4 >= max(self.polls, 1):
            return "partly"
        return "quiet" if not self.new else "few" if self.new < 10 else "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One feed on the page."""

    id: int
    """0 of one that the bot has not taken up yet."""
    health: FeedHealth
    language: str
    hub: str
    """How it stands with its hub, "" without one."""
    strip: tuple[StripDay, ...]
    """The oldest first."""

    @property
    def strip_words(self) -> str:
        """`5 of 14 days failed, 2 without anything new`."""
        failed = sum(one.mood in ("failed", "partly") for one in self.strip)
        quiet = sum(one.mood == "quiet" for one in self.strip)
        polled = sum(one.mood != "none" for one in self.strip)
        days = f"{polled} day{'' if polled == 1 else 's'}"
        told = [f"{failed} of {days} with failed polls"] if failed else []
        told += [f"{quiet} of {days} without anything new"] if quiet else []
        return ", ".join(told) or (f"something new on each of {days}" if polled else "not polled yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many feeds are of one kind."""

    kind: FeedTroubleKind
    feeds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsView:
    """The page."""

    verdict: str
    well: int
    all: int
    kinds: tuple[KindCount, ...]
    """Those that there are, the worst first."""
    q: str
    """What the feeds below have in title, publisher or address; "" for anything."""
    kind: str
    """Of which kind they are; "" for any."""
    found: int
    page: int
    pages: int
    lines: tuple[FeedLine, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """All feeds as they were at one moment."""

    at: float
    found: tuple[FeedHealth, ...]
    of: tuple[str, int] = ("", -1)
    """The configuration, and what was done to feeds until then: another one outdates it."""


class FeedReader:
    """Reads for the page; what it found of all feeds is kept for some seconds: of thousands it takes a while."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._look = _Look(-math.inf, ())
        self._looking: asyncio.Task[None] | None = None
        self._took = 0.0
        self._visited = -math.inf
        self._done = 0
        """So many things were done to feeds here."""

    async def keep(self) -> None:
        """Look at the feeds soon, and again as long as somebody comes, so that few visitors wait for it; for ever."""
        pause = _START_S
        while True:
            await asyncio.sleep(pause)
            now = self._services.clock.monotonic()
            # Of very many feeds a look takes gigabytes: somebody has to want it.
            few = len(self._services.config.settings.feeds) <= MOST_WHOLE
            if (few and self._look.at == -math.inf) or now - self._visited < _VISITED_S:
                with suppress(StoreError):
                    await self._begun()
            pause = min(max(_KEPT_S, _KEPT_RESTS * self._took), _MOST_KEPT_S)

    async def page(self, *, q: str = "", kind: str = "", number: int = 1) -> FeedsView:
        """The feeds of `config/` that fit, trouble first; those shown are as they are now."""
        services = self._services
        self._visited = services.clock.monotonic()
        look = await self._lately()
        low = q.casefold()
        fitting = [one for one in look.found if (not kind or one.kind == kind) and (not low or low in _words(one))]
        pages = max(1, math.ceil(len(fitting) / A_PAGE))
        number = min(max(number, 1), pages)
        urls = [one.url for one in fitting[(number - 1) * A_PAGE : number * A_PAGE]]
        counts = Counter(one.kind for one in look.found)
        return FeedsView(
            verdict=verdict(look.found) if look.found else "",
            well=sum(one.well for one in look.found),
            all=len(look.found),
            kinds=tuple(KindCount(kind=one, feeds=counts[one]) for one in FeedTroubleKind if counts[one]),
            q=q,
            kind=kind,
            found=len(fitting),
            page=number,
            pages=pages,
            lines=await services.call(self._lines, urls, look),
        )

    def forget(self) -> None:
        """Something was done to a feed: the next page looks anew."""
        self._done += 1

    def _now(self) -> tuple[str, int]:
        return self._services.config.settings.revision, self._done

    async def _lately(self) -> _Look:
        while self._look.of != self._now():  # One that is under way may be of before.
            await asyncio.shield(self._begun())
        age = self._services.clock.monotonic() - self._look.at
        if age > max(_FRESH_S, _RESTS * self._took):
            looking = self._begun()
            if age > _STALE_S:
                await asyncio.shield(looking)
        return self._look

    def _begun(self) -> asyncio.Task[None]:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._anew())
            # Where nobody waits for it, nobody is told of a store in trouble: the page itself meets that.
            self._looking.add_done_callback(lambda one: one.cancelled() or one.exception())
        return self._looking

    async def _anew(self) -> None:
        services, of = self._services, self._now()
        settings, at = services.config.settings, services.clock.monotonic()
        specs, found = iter(settings.feeds), list[FeedHealth]()
        while some := list(islice(specs, _AT_ONCE)):
            # In lots, each in a call of its own: others wait for a thread of the store, too.
            found += await services.call(self._judged, some)
        self._look = _Look(at, tuple(by_trouble(found)), of)
        self._took = services.clock.monotonic() - at

    def _judged(self, specs: Sequence[FeedSpec]) -> list[FeedHealth]:
        states = {feed.url: feed for feed in self._services.store.feeds_at([spec.url for spec in specs])}
        facts = self._facts(self._services.store, [feed.id for feed in states.values()])
        return [
            feed_health(states[spec.url], facts)
            if spec.url in states
            else _unread(spec.title, spec.publisher, spec.url)
            for spec in specs
        ]

    def _facts(self, store: Store, ids: Sequence[FeedId]) -> FeedFacts:
        unlearnt = timedelta(seconds=self._services.config.settings.polling.silent_after_s)
        now = self._services.clock.now()
        return FeedFacts(
            arrivals=store.arrivals(ids, MOST_LEARNT), recent=store.recents(ids), now=now, unlearnt=unlearnt
        )

    def _lines(self, urls: Sequence[str], look: _Look) -> tuple[FeedLine, ...]:
        store, now = self._services.store, self._services.clock.now()
        states = {feed.url: feed for feed in store.feeds_at(urls)}
        ids = [states[url].id for url in urls if url in states]
        facts = self._facts(store, ids)
        polls = store.polls_by_day(ids, now - timedelta(days=STRIP_DAYS))
        hubs = {one.feed_id: in_words(one, now) for one in store.hub_subscriptions() if not one.over}
        before = {one.url: one for one in look.found}
        lines = []
        for url in urls:
            state = states.get(url)
            if state is None:
                lines.append(FeedLine(id=0, health=before[url], language="", hub="", strip=()))
                continue
            days = strip_of(facts.arrivals.get(state.id, ()), polls.get(state.id, {}), now)
            health, hub = feed_health(state, facts), hubs.get(state.id, "")
            lines.append(FeedLine(id=state.id, health=health, language=state.language, hub=hub, strip=days))
        return tuple(lines)


def strip_of(
    arrivals: Sequence[datetime], polls: Mapping[date, tuple[int, int]], now: datetime
) -> tuple[StripDay, ...]:
    """The last days of a feed, today (UTC) last."""
    new = Counter(at.date() for at in arrivals)
    days = [(now - timedelta(days=back)).date() for back in reversed(range(STRIP_DAYS))]
    of = [polls.get(day, (0, 0)) for day in days]
    return tuple(
        StripDay(day=day, new=new[day], polls=tried, failed=failed)
        for day, (tried, failed) in zip(days, of, strict=True)
    )


def _words(one: FeedHealth) -> str:
    return f"{one.title} {one.publisher} {one.url}".casefold()


def _unread(title: str, publisher: str, url: str) -> FeedHealth:
    return FeedHealth(
        title=title,
        publisher=publisher,
        url=url,
        kind=FeedTroubleKind.UNREAD,
        detail="not taken up by the bot yet",
        since=None,
        habit="",
        last_new_at=None,
        last_good_at=None,
        last_article="",
        last_article_at=None,
        next_poll_at=None,
        todo="It is read with the next poll of a running bot.",
    )
