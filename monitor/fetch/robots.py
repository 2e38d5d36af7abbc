"""robots.txt by RFC 9309: what a site lets us read, kept for a day, read once however many ask at a time."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from protego import Protego

from monitor.fetch.refusal import Refusal
from monitor.fetch.urls import Target
from monitor.model.outcomes import FetchReason
from monitor.ports import Clock
from monitor.records import dataclass

MAX_ROBOTS_BYTES = 512 * 1024
"""What is read of a robots.txt; RFC 9309 section 2.5 asks for at least 500 KiB."""
KEEP_S = 86_400.0
RETRY_S = 600.0
"""An unreachable robots.txt is asked for again after so long."""
MAX_CRAWL_DELAY_S = 30.0
"""A longer Crawl-delay is cut to this: one such host would hold up its own articles for hours."""
_MAX_SITES, _MAX_TEXT = 4_096, 8 * 1024 * 1024
_AGENT_LINE = re.compile(r"\s*user[ -]?agent\s*[:\s]\s*([^#]*)", re.IGNORECASE)
_NOT_US = "User-agent: somebody-else"
# Nothing to fetch: the site as such cannot be reached, and its page would say so itself.
_SITE_DOWN = frozenset({FetchReason.REFUSED_ADDRESS, FetchReason.DNS, FetchReason.CONNECT, FetchReason.TLS})
# The server answers, but with nothing that could be read as rules: "unavailable" by RFC 9309 section 2.3.1.3.
_ABSENT = frozenset(
    {
        FetchReason.HTTP_CLIENT_ERROR,
        FetchReason.GONE,
        FetchReason.REDIRECT_LOOP,
        FetchReason.BAD_ENCODING,
        FetchReason.BAD_URL,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsAnswer:
    """What asking for one robots.txt brought."""

    text: bytes = b""
    refusal: Refusal | None = None
    at_origin: bool = True
    """Whether the refusal concerns the site itself and not one that it redirects to."""
    active_s: float = 0.0
    """Time on the network, waiting for the host's turn not counted."""


ReadRobots = Callable[[Target], Awaitable[RobotsAnswer]]
"""Fetch the robots.txt at that target, cut at `MAX_ROBOTS_BYTES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRules:
    """What one site allows; `refusal` set: nothing, for now."""

    rules: Protego | None
    refusal: Refusal | None
    expires_at: float
    weight: int
    active_s: float

    def verdict(self, url: str, agent: str) -> Refusal | None:
        """None if `agent` may fetch `url`, else why not."""
        if self.refusal is not None or self.rules is None or self.rules.can_fetch(url, agent):
            return self.refusal
        return Refusal(FetchReason.ROBOTS, "the site's robots.txt asks not to read this page")

    def crawl_delay_s(self, agent: str) -> float:
        """Seconds that the site wants between two requests, at most `MAX_CRAWL_DELAY_S`."""
        delay = self.rules.crawl_delay(agent) if self.rules is not None else None
        return min(delay or 0.0, MAX_CRAWL_DELAY_S)


class RobotsBook:
    """The rules of the sites read so far, the least lately used forgotten first."""

    def __init__(self, user_agent: str, clock: Clock, read: ReadRobots) -> None:
        self._agent = product_token(user_agent)
        self._clock, self._read = clock, read
        self._sites: OrderedDict[str, SiteRules] = OrderedDict()
        self._weight = 0
        self._reading: dict[str, asyncio.Task[SiteRules]] = {}

    async def ask(self, target: Target) -> tuple[Refusal | None, float]:
        """(why not to fetch `target` or None, seconds of network time that finding out took).

        Cancelling is safe: the reading goes on for others who wait, within its own deadline.
        """
        known = self._known(target.origin)
        if known is not None:
            return known.verdict(target.url, self._agent), 0.0
        task = self._reading.get(target.origin)
        if task is None:
            task = asyncio.create_task(self._learn(target), name=f"robots {target.origin}")
            self._reading[target.origin] = task
            task.add_done_callback(lambda _: self._reading.pop(target.origin, None))
        site = await asyncio.shield(task)
        return site.verdict(target.url, self._agent), site.active_s

    def crawl_delay_s(self, target: Target) -> float:
        """The Crawl-delay of the site if its robots.txt is known, else 0."""
        known = self._known(target.origin)
        return known.crawl_delay_s(self._agent) if known is not None else 0.0

    @property
    def busy(self) -> bool:
        """Whether a robots.txt is being read at this moment."""
        return bool(self._reading)

    async def aclose(self) -> None:
        """Give up what is being read."""
        running = list(self._reading.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _known(self, origin: str) -> SiteRules | None:
        site = self._sites.get(origin)
        if site is None or site.expires_at <= self._clock.monotonic():
            return None
        self._sites.move_to_end(origin)
        return site

    async def _learn(self, target: Target) -> SiteRules:
        answer = await self._read(
            Target(scheme=target.scheme, host=target.host, port=target.port, target="/robots.txt")
        )
        site = judge_site(answer, self._agent, self._clock.monotonic())
        self._forget(target.origin)
        self._sites[target.origin] = site
        self._weight += site.weight
        while len(self._sites) > _MAX_SITES or self._weight > _MAX_TEXT:
            self._forget(next(iter(self._sites)))
        return site

    def _forget(self, origin: str) -> None:
        old = self._sites.pop(origin, None)
        self._weight -= old.weight if old is not None else 0


def judge_site(answer: RobotsAnswer, agent: str, now: float) -> SiteRules:
    """RFC 9309 section 2.3.1: an absent robots.txt allows everything, an unreachable one nothing for now."""
    refusal = answer.refusal
    if refusal is None or _is_absent(refusal):
        text = relevant_rules(answer.text.decode("utf-8", "replace"), agent)
        rules = Protego.parse(text)
        return SiteRules(rules=rules, refusal=None, expires_at=now + KEEP_S, weight=len(text), active_s=answer.active_s)
    if not (refusal.reason in _SITE_DOWN and answer.at_origin):
        wait = int(RETRY_S) if refusal.retry_after_s is None else refusal.retry_after_s
        detail = f"the site's robots.txt could not be read ({refusal.detail}), so the page is left alone for now"
        refusal = Refusal(FetchReason.ROBOTS, detail, refusal.status, wait)
    keep = RETRY_S if refusal.reason is FetchReason.ROBOTS else 0.0
    return SiteRules(rules=None, refusal=refusal, expires_at=now + keep, weight=0, active_s=answer.active_s)


def _is_absent(refusal: Refusal) -> bool:
    """Whether the server answered without rules: only its own errors and an unreachable one close a site."""
    return refusal.reason in _ABSENT or 200 <= (refusal.status or 0) < 500


def relevant_rules(text: str, agent: str) -> str:
    """`text` with the agents that are not us all called the same.

    The parser's work grows with the agents of a group times its rules, which a hostile file could make 10^8.
    """
    lines: list[str] = []
    for line in text.removeprefix("\ufeff").splitlines():
        match = _AGENT_LINE.match(line)
        name = match[1].strip().lower().strip("*") if match is not None else ""
        theirs = match is not None and bool(name) and name not in agent.lower()
        if not (theirs and lines and lines[-1] == _NOT_US):
            lines.append(_NOT_US if theirs else line)
    return "\n".join(lines)


def product_token(user_agent: str) -> str:
    """What robots.txt calls us: `monitor` of `monitor/1.0 (+https://...)`."""
    match = re.match(r"[A-Za-z_-]+", user_agent)
    return match[0] if match is not None else "monitor"
