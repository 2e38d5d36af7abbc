"""One GET from its URL to its answer: redirects by hand, every hop judged anew, one budget of time for all hops."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from monitor.fetch.exchange import USABLE, Answer, Order, Wire
from monitor.fetch.guard import AddressGuard
from monitor.fetch.headers import RawHeaders, request_headers
from monitor.fetch.pacing import HostPacer
from monitor.fetch.refusal import Refusal, readable_url, seconds
from monitor.fetch.robots import RobotsBook
from monitor.fetch.urls import Target, check_url, join_url
from monitor.model.config import FetchSettings
from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason
from monitor.ports import Clock

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
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
        self._visited: set[str] = set()
        self._permanent = True
        self._started = gear.clock.monotonic()

    async def run(self) -> FetchResult | FetchFailure:
        """The usable answer, or the failure with the hop that failed."""
        target = check_url(self._request.url)
        shown = self._request.url
        if isinstance(target, Target):
            self.origin = target.origin
        while isinstance(target, Target):
            answer = await self._hop(target)
            if isinstance(answer, Refusal):
                return _failure(target.url, answer)
            if answer.status not in REDIRECTS:
                return self._conclude(target, answer)
            shown = answer.headers.location or target.url
            target = self._follow(target, answer)
        return _failure(shown, target)

    async def _hop(self, target: Target) -> Answer | Refusal:
        gear, budget = self._gear, self.budget
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
        async with gear.pacer.turn(target.host, delay_s, budget.wait_s) as granted:
            started = loop.time()
            budget.wait(started - in_line)
            if not granted:
                detail = (
                    f"other requests to {target.host} were in line for {seconds(MAX_WAIT_S)}, so this was not tried"
                )
                return Refusal(FetchReason.TIMEOUT, detail)
            answer = await gear.wire.exchange(self._order(target), gear.guard)
            budget.spend(loop.time() - started)
        return answer

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
            ("Accept", request.accept),
            ("Accept-Encoding", "gzip"),
        ]
        if target.origin != self.origin:
            return request_headers(own, ())
        own += [("If-None-Match", request.etag)] if request.etag else []
        own += [("If-Modified-Since", request.last_modified)] if request.last_modified else []
        return request_headers(own, request.secret_headers)

    def _follow(self, target: Target, answer: Answer) -> Target | Refusal:
        self._visited.add(target.url)
        self._permanent = self._permanent and answer.status in PERMANENT
        location, most = answer.headers.location, self._gear.settings.max_redirects
        if not location:
            return Refusal(FetchReason.PROTOCOL, "the redirect does not say where to", answer.status)
        if len(self._visited) > most:
            return Refusal(FetchReason.REDIRECT_LOOP, f"there are more than {most} redirects", answer.status)
        following = join_url(target, location)
        if isinstance(following, Target) and following.url in self._visited:
            return Refusal(FetchReason.REDIRECT_LOOP, "the redirects go in a circle", answer.status)
        return following

    def _conclude(self, target: Target, answer: Answer) -> FetchResult | FetchFailure:
        status, headers, now = answer.status, answer.headers, self._gear.clock.now()
        unchanged = status == 304
        asked = bool(self._request.etag or self._request.last_modified) and target.origin == self.origin
        if not (status in USABLE or (unchanged and asked)):
            return _failure(target.url, _unusable(answer, headers.retry_after_s(now)))
        moved = bool(self._visited)
        return FetchResult(
            status=304 if unchanged else 200,
            url=target.url if moved else self._request.url,
            body=answer.body,
            content_type=headers.first("content-type")[:256],
            etag=headers.validator("etag") or (self._request.etag if unchanged else ""),
            last_modified=headers.validator("last-modified") or (self._request.last_modified if unchanged else ""),
            permanent_url=target.url if moved and self._permanent else "",
            max_age_s=headers.max_age_s(now),
            elapsed_s=self._gear.clock.monotonic() - self._started,
            close_delimited=answer.close_delimited,
        )


def _unusable(answer: Answer, retry_after_s: int | None) -> Refusal:
    status = answer.status
    if status == 410:
        return Refusal(FetchReason.GONE, "the server says that this is gone for good (410)", status)
    if status == 429:
        return Refusal(FetchReason.RATE_LIMITED, "the server asks for fewer requests (429)", status, retry_after_s)
    if 400 <= status < 500:
        return Refusal(FetchReason.HTTP_CLIENT_ERROR, f"the server answered {status}", status, retry_after_s)
    if 500 <= status < 600:
        return Refusal(FetchReason.HTTP_SERVER_ERROR, f"the server answered {status}", status, retry_after_s)
    if status == 304:
        return Refusal(FetchReason.PROTOCOL, "the server answered 304 although nothing was known before", status)
    return Refusal(FetchReason.PROTOCOL, f"the server answered {status}, which brings nothing to read", status)


def _failure(url: str, refusal: Refusal) -> FetchFailure:
    return FetchFailure(
        reason=refusal.reason,
        detail=refusal.detail,
        url=readable_url(url),
        status=refusal.status,
        retry_after_s=refusal.retry_after_s,
    )
