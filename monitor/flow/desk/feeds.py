"""The page of feeds: how each does, trouble on top, with its last fourteen days."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import islice

from monitor.core.health.feed_health import FeedFacts, FeedHealth, feed_health, verdict
from monitor.core.health.feed_kinds import FeedTroubleKind
from monitor.core.health.habit import MOST_LEARNT
from monitor.core.health.tally import MOST_WHOLE, FeedTally
from monitor.core.websub.course import in_words
from monitor.errors import StoreError
from monitor.flow.desk.feed_strips import STRIP_DAYS, StripDay, strip_of
from monitor.flow.services import Services
from monitor.model.feeds import FeedSpec
from monitor.model.ids import FeedId
from monitor.ports import Store
from monitor.records import dataclass

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
_MOST_FOUND = 10_000
"""Of very many feeds, so many of those with a word can be paged through."""


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
    tally: FeedTally
    found: tuple[FeedHealth, ...] = ()
    """Those that are kept: of very many the worst."""
    of: tuple[str, int] = ("", -1)
    """The configuration, and what was done to feeds until then: another one outdates it."""


class FeedReader:
    """Reads for the page; what it found of all feeds is kept for some seconds: of thousands it takes a while."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._look = _Look(-math.inf, FeedTally())
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
        """The feeds of `config/` that fit, trouble first; those shown are as they are now.

        Of very many (`FeedTally`) the worst of each kind, or in the order of the file those with `q`.
        """
        services = self._services
        self._visited = services.clock.monotonic()
        look = await self._lately()
        found, fitting = await services.call(self._fitting, look, q.casefold(), kind)
        pages = max(1, math.ceil(len(fitting) / A_PAGE))
        number = min(max(number, 1), pages)
        urls = fitting[(number - 1) * A_PAGE : number * A_PAGE]
        counts = look.tally.kinds
        return FeedsView(
            verdict=verdict(counts) if counts else "",
            well=counts[FeedTroubleKind.WELL],
            all=look.tally.feeds,
            kinds=tuple(KindCount(kind=one, feeds=counts[one]) for one in FeedTroubleKind if counts[one]),
            q=q,
            kind=kind,
            found=found,
            page=number,
            pages=pages,
            lines=await services.call(self._lines, urls, look),
        )

    def _fitting(self, look: _Look, low: str, kind: str) -> tuple[int, list[str]]:
        """How many feeds fit, and the addresses of those that can be shown."""
        if low and not kind and not look.tally.whole:
            fitting = (one.url for one in self._services.config.settings.feeds if low in _words(one))
            urls = list(islice(fitting, _MOST_FOUND))
            return len(urls) + sum(1 for _ in fitting), urls
        urls = [one.url for one in look.found if (not kind or one.kind == kind) and (not low or low in _words(one))]
        return len(urls), urls

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
        specs, tally = iter(settings.feeds), FeedTally()
        while some := list(islice(specs, _AT_ONCE)):
            # In lots, each in a call of its own: others wait for a thread of the store, too.
            tally.add(await services.call(self._judged, some))
        self._look = _Look(at, tally, tuple(await services.call(tally.kept)), of)
        self._took = services.clock.monotonic() - at

    def _judged(self, specs: Sequence[FeedSpec]) -> list[FeedHealth]:
        states = {feed.url: feed for feed in self._services.store.feeds_at([spec.url for spec in specs])}
        facts = self._facts(self._services.store, [feed.id for feed in states.values()])
        return [feed_health(states[spec.url], facts) if spec.url in states else _unread(spec) for spec in specs]

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
        specs = self._services.config.specs
        lines = []
        for url in urls:
            state = states.get(url)
            if state is None:
                spec = specs.get(url) or FeedSpec(url=url, title=url, publisher="")
                unread = before[url] if url in before else _unread(spec)
                lines.append(FeedLine(id=0, health=unread, language="", hub="", strip=()))
                continue
            days = strip_of(facts.arrivals.get(state.id, ()), polls.get(state.id, {}), now)
            health, hub = feed_health(state, facts), hubs.get(state.id, "")
            lines.append(FeedLine(id=state.id, health=health, language=state.language, hub=hub, strip=days))
        return tuple(lines)


def _words(one: FeedHealth | FeedSpec) -> str:
    return f"{one.title} {one.publisher} {one.url}".casefold()


def _unread(spec: FeedSpec) -> FeedHealth:
    return FeedHealth(
        title=spec.title,
        publisher=spec.publisher,
        url=spec.url,
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
