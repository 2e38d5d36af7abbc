"""One GET from its URL to its answer: redirects by hand, every hop judged anew, one budget of time for all hops."""

from __future__ import annotations

import asyncio
import math
from datetime import datetime

from monitor.core.evidence.heads import page_head
from monitor.fetch.cookies import CookieJar
from monitor.fetch.endings import failure, is_usable, unusable
from monitor.fetch.exchange import REDIRECTS, Answer, Order, Wire
from monitor.fetch.guard import AddressGuard
from monitor.fetch.headers import RawHeaders, request_headers
from monitor.fetch.links import links_of
from monitor.fetch.pacing import HostPacer
from monitor.fetch.refresh import named_in, refreshed_to, words_shown
from monitor.fetch.refusal import Refusal, seconds
from monitor.fetch.robots import RobotsBook
from monitor.fetch.urls import Target, check_url, join_url
from monitor.model.config import FetchSettings
from monitor.model.evidence.kept import PageHead
from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason
from monitor.ports import Clock
from monitor.records import dataclass

PERMANENT = frozenset({301, 308})
_WIDE_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""As browsers say it; servers exist that answer 406 to anything else."""
_WHOLE_PAGE = 120
"""Words of a page that is worth something also where the address that it sends on to cannot be had."""
_CLOSING = frozenset({429, 503})
MAX_WAIT_S = 60.0
"""Longest wait for the turns of all hosts on the way, which does not count against the deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gear:
    """What every walk of one configuration shares."""

    settings: FetchSettings
    clock: Clock
    guard: AddressGuard
    wire: Wire
    pacer: HostPacer
    robots: RobotsBook


class Budget:
    """The time one request may still take on the network, and waiting in line."""

    def __init__(self, active_s: float, wait_s: float) -> None:
        self.limit_s = self.active_s = active_s
        self.wait_s = wait_s

    def spend(self, active_s: float) -> None:
        """Time on the network has passed."""
        self.active_s = max(0.0, self.active_s - active_s)

    def wait(self, wait_s: float) -> None:
        """Time in line has passed."""
        self.wait_s = max(0.0, self.wait_s - wait_s)

    @property
    def spent_s(self) -> float:
        """Time that was spent on the network."""
        return self.limit_s - self.active_s


class Walk:
    """One request on its way; use `run` once.

    `cut` takes the body's first `max_bytes` instead of refusing a longer one.
    """

    def __init__(self, gear: Gear, request: FetchRequest, *, cut: bool = False) -> None:
        self._gear, self._request, self._cut = gear, request, cut
        self.budget = Budget(gear.settings.deadline_s, MAX_WAIT_S)
        self.origin = ""
        """Origin of the request's own URL; "" until it was checked."""
        self._validated = ""
        """The address that is sent the validators."""
        self._accept, self._packings = request.accept, "gzip"
        self._jar = CookieJar()
        self._asked = ("", "")
        self._visited: set[tuple[str, str]] = set()
        self._moved = False
        self._permanent = True
        self._page: tuple[Target, Answer] | None = None
        """A page of its own that sends its reader on."""
        self._started = gear.clock.monotonic()

    async def run(self) -> FetchResult | FetchFailure:
        """The usable answer, or the failure with the hop that failed."""
        target = check_url(self._request.url)
        shown = self._request.url
        if isinstance(target, Target):
            self.origin = target.origin
            validated = check_url(self._request.validators_url or self._request.url)
            self._validated = validated.url if isinstance(validated, Target) else ""
        while isinstance(target, Target):
            self._asked = self._seen(target)
            answer = await self._hop(target)
            if self._another_way(answer):
                continue
            if isinstance(answer, Refusal):
                return self._failed(target.url, answer)
            following = self._following(target, answer)
            if following is None:
                return self._conclude(target, answer)
            shown, target = answer.headers.location or target.url, following
        return self._failed(shown, target)

    def _another_way(self, answer: Answer | Refusal) -> bool:
        """Whether the same address is to be asked once more, in other words."""
        if isinstance(answer, Refusal):
            again = answer.reason is FetchReason.BAD_ENCODING and self._packings != "identity"
            self._packings = "identity" if again else self._packings
        elif answer.status == 406:
            again, self._accept = self._accept != _WIDE_ACCEPT, _WIDE_ACCEPT
        else:
            # Some servers answer a conditional request with nothing at all.
            nothing = answer.status in (204, 412) or (answer.status == 200 and not answer.body)
            again = nothing and self._asked[0] == self._validated and self._has_validators
            self._validated = "" if again else self._validated
        return again and self.budget.active_s > 0

    @property
    def _has_validators(self) -> bool:
        return bool(self._request.etag or self._request.last_modified)

    def _failed(self, url: str, refusal: Refusal) -> FetchResult | FetchFailure:
        return failure(url, refusal) if self._page is None else self._conclude(*self._page)

    async def _hop(self, target: Target) -> Answer | Refusal:
        gear, budget = self._gear, self.budget
        closed = self._closed(target)
        if closed is not None:
            return closed
        if self._request.check_robots and gear.settings.robots:
            refusal = await self._ask_robots(target)
            if refusal is not None:
                return refusal
        if budget.active_s <= 0:
            return Refusal(FetchReason.TIMEOUT, f"the way to the answer took longer than {seconds(budget.limit_s)}")
        # Politeness is for other people's servers; an address under allow_private is the user's own.
        rest_s = 0.0 if gear.guard.is_own(target.host, target.port) else gear.settings.host_delay_s
        delay_s = max(rest_s, gear.robots.crawl_delay_s(target))
        loop = asyncio.get_running_loop()
        in_line = loop.time()
        async with gear.pacer.turn(target, delay_s, budget.wait_s, budget.active_s) as granted:
            started = loop.time()
            budget.wait(started - in_line)
            if not granted:
                detail = (
                    f"other requests to {target.host} were in line for {seconds(MAX_WAIT_S)}, so this was not tried"
                )
                return Refusal(FetchReason.TIMEOUT, detail)
            return self._closed(target) or await self._ask(target)

    async def _ask(self, target: Target) -> Answer | Refusal:
        loop = asyncio.get_running_loop()
        started = loop.time()
        answer = await self._gear.wire.exchange(self._order(target), self._gear.guard)
        self.budget.spend(loop.time() - started)
        if isinstance(answer, Answer):
            now = self._gear.clock.now()
            self._jar.take(target, answer.headers.every("set-cookie"), now)
            wait_s = answer.headers.retry_after_s(now) if answer.status in _CLOSING else None
            if wait_s:
                self._gear.pacer.close(target.authority, wait_s)
        return answer

    def _closed(self, target: Target) -> Refusal | None:
        """Why the host is not asked, if it wanted to be left alone until later."""
        left = math.ceil(self._gear.pacer.closed_s(target.authority))
        if not left:
            return None
        detail = f"{target.host} asked for no requests for now (429 or 503 with Retry-After)"
        return Refusal(FetchReason.RATE_LIMITED, detail, None, left)

    async def _ask_robots(self, target: Target) -> Refusal | None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self.budget.wait_s + self.budget.active_s):
                refusal, active_s = await self._gear.robots.ask(target)
        except TimeoutError:
            return Refusal(FetchReason.ROBOTS, "the site's robots.txt could not be read in time", None, 0)
        self.budget.spend(active_s)
        self.budget.wait(max(0.0, loop.time() - started - active_s))
        return refusal

    def _order(self, target: Target) -> Order:
        settings = self._gear.settings
        return Order(
            method="GET",
            target=target,
            headers=self._headers(target),
            deadline_s=self.budget.active_s,
            limit_s=self.budget.limit_s,
            connect_s=settings.connect_s,
            max_bytes=self._request.max_bytes,
            cut=self._cut,
        )

    def _headers(self, target: Target) -> RawHeaders:
        request = self._request
        own = [
            ("User-Agent", self._gear.settings.user_agent),
            ("Accept", self._accept),
            ("Accept-Encoding", self._packings),
        ]
        if target.url == self._validated:
            own += [("If-None-Match", request.etag)] if request.etag else []
            own += [("If-Modified-Since", request.last_modified)] if request.last_modified else []
        secrets = request.secret_headers if target.origin == self.origin else ()
        return request_headers(own, secrets, self._jar.header(target))

    def _following(self, target: Target, answer: Answer) -> Target | Refusal | None:
        """Where an answer sends on to, why it is not followed, or None: it is the end of the way."""
        if answer.status in REDIRECTS:
            location, base = answer.headers.location or named_in(answer.body), ""
            if not location:
                return Refusal(FetchReason.PROTOCOL, "the redirect does not say where to", answer.status)
        else:
            location, base = self._refresh(target, answer)
            if not location:
                return None
        following = join_url(target, location, base)
        stays = isinstance(following, Target) and self._seen(following) in {*self._visited, self._asked}
        if answer.status not in REDIRECTS:
            if stays:
                return None  # a page that reloads itself is what it is
            self._page = (target, answer) if words_shown(answer.body) >= _WHOLE_PAGE else self._page
        self._permanent = self._permanent and answer.status in PERMANENT
        self._moved = True
        self._visited.add(self._asked)
        if stays:
            return Refusal(FetchReason.REDIRECT_LOOP, "the redirects go in a circle", answer.status)
        most = self._gear.settings.max_redirects
        if len(self._visited) > most:
            return Refusal(FetchReason.REDIRECT_LOOP, f"there are more than {most} redirects", answer.status)
        return following

    def _seen(self, target: Target) -> tuple[str, str]:
        """An address with the cookies that go there: a gate sends the reader to the same one with another one."""
        return target.url, self._jar.header(target)

    def _refresh(self, target: Target, answer: Answer) -> tuple[str, str]:
        if not (is_usable(answer) and answer.body):
            return "", ""
        headers = answer.headers
        return refreshed_to(answer.body, headers.first("content-type"), headers.text("refresh"), target.url)

    def _head(self, target: Target, answer: Answer, now: datetime) -> PageHead:
        part = answer.broken.detail if answer.broken is not None else ""
        return page_head(target.url, now, answer.status, answer.headers.pairs, part)

    def _conclude(self, target: Target, answer: Answer) -> FetchResult | FetchFailure:
        headers, request, now = answer.headers, self._request, self._gear.clock.now()
        unchanged = answer.status == 304
        asked = self._has_validators and target.url == self._validated
        if not (is_usable(answer) or (unchanged and asked)):
            return self._failed(target.url, unusable(answer, headers.retry_after_s(now)))
        return FetchResult(
            status=304 if unchanged else 200,
            url=target.url if self._moved else request.url,
            body=answer.body,
            content_type=headers.first("content-type")[:256],
            etag=headers.validator("etag") or (request.etag if unchanged else ""),
            last_modified=headers.validator("last-modified") or (request.last_modified if unchanged else ""),
            permanent_url=target.url if self._moved and self._permanent else "",
            max_age_s=headers.max_age_s(now),
            links=links_of(headers, target.url),
            elapsed_s=self._gear.clock.monotonic() - self._started,
            close_delimited=answer.close_delimited,
            broken=failure(target.url, answer.broken) if answer.broken is not None else None,
            head=self._head(target, answer, now) if request.keep_head else None,
        )
