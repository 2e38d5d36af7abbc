"""The fetcher: GET for feeds and pages, POST for webhooks, nothing that a peer does ever raised."""

from __future__ import annotations

import ssl
from collections.abc import Sequence

import certifi

from monitor.fetch.connections import proxy_of
from monitor.fetch.exchange import Order, Wire
from monitor.fetch.guard import AddressGuard, Resolver, ThreadResolver
from monitor.fetch.headers import request_headers
from monitor.fetch.pacing import HostPacer
from monitor.fetch.refusal import Refusal
from monitor.fetch.robots import MAX_ROBOTS_BYTES, RobotsAnswer, RobotsBook
from monitor.fetch.urls import Target, check_url
from monitor.fetch.walk import Gear, Walk
from monitor.model.config import FetchSettings, Secret
from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.ports import Clock, PostMethod, PostResult

_MAX_POST_ANSWER = 131_072


class HttpFetcher:
    """The ports `Fetcher` and `Poster` over httpx, behind the address guard.

    Use it within one event loop. `reconfigure` acts on requests that begin afterwards.
    """

    def __init__(
        self,
        settings: FetchSettings,
        clock: Clock,
        *,
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
        pacer: HostPacer | None = None,
    ) -> None:
        """`resolver` and `tls` default to the system's name service and to the public certificate authorities.

        `pacer` is of this process alone if none is given.

        Raises:
            ValueError: an entry of `settings.allow_private` is neither an address nor a network.
        """
        self._clock = clock
        self._resolver = ThreadResolver() if resolver is None else resolver
        self._tls = tls
        self._wires: dict[tuple[str, str, Secret], Wire] = {}
        self._pacer = HostPacer() if pacer is None else pacer
        self._gear = self._build(settings, self._new_robots(settings))
        self._retired: list[RobotsBook] = []

    def reconfigure(self, settings: FetchSettings) -> None:
        """Take new settings; on ValueError (see the constructor) the old ones stay."""
        robots = self._gear.robots
        if settings.user_agent != self._gear.settings.user_agent:
            robots = self._new_robots(settings)
            self._retired = [book for book in (*self._retired, self._gear.robots) if book.busy]
        self._gear = self._build(settings, robots)

    async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
        """GET within `deadline_s` on the network, plus at most 60 s in line for the host's turn.

        A failure with reason `robots` and `retry_after_s` set is temporary: robots.txt could not be read.
        """
        return await Walk(self._gear, request).run()

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Sequence[tuple[str, str]],
        timeout_s: float,
        *,
        method: PostMethod = "POST",
    ) -> PostResult | FetchFailure:
        """POST once, without the hosts' pace; any status is a PostResult.

        Reasons `timeout` and `protocol` mean that the receiver may have taken the message; every other reason
        means that nothing was written. `url` is a secret: failures show its origin only.
        """
        target = check_url(url)
        if isinstance(target, Refusal):
            return FetchFailure(reason=target.reason, detail=target.detail)
        gear = self._gear
        own = [("User-Agent", gear.settings.user_agent), ("Accept", "*/*"), ("Accept-Encoding", "identity")]
        order = Order(
            method=method,
            target=target,
            headers=request_headers(own, headers),
            deadline_s=timeout_s,
            limit_s=timeout_s,
            connect_s=min(gear.settings.connect_s, timeout_s),
            max_bytes=_MAX_POST_ANSWER,
            body=body,
            cut=True,
            any_status=True,
        )
        answer = await gear.wire.exchange(order, gear.guard)
        if isinstance(answer, Refusal):
            return FetchFailure(reason=answer.reason, detail=answer.detail, url=target.origin)
        return PostResult(
            status=answer.status,
            body=answer.body.decode("utf-8", "replace"),
            retry_after_s=answer.headers.retry_after_s(self._clock.now()),
            location=answer.headers.location,
        )

    async def aclose(self) -> None:
        """Give up open connections and robots.txt readings."""
        for book in (*self._retired, self._gear.robots):
            await book.aclose()
        for wire in self._wires.values():
            await wire.aclose()

    def _new_robots(self, settings: FetchSettings) -> RobotsBook:
        return RobotsBook(settings.user_agent, self._clock, self._read_robots)

    def _build(self, settings: FetchSettings, robots: RobotsBook) -> Gear:
        return Gear(
            settings=settings,
            clock=self._clock,
            guard=AddressGuard(settings.allow_private, self._resolver),
            wire=self._wire(settings),
            pacer=self._pacer,
            robots=robots,
        )

    def _wire(self, settings: FetchSettings) -> Wire:
        """Of each way out that was configured, one: requests under way keep theirs."""
        way = (settings.proxy, settings.ca_file, settings.proxy_login)
        if way not in self._wires:
            tls = self._tls or _trusting(settings.ca_file)
            self._wires[way] = Wire(tls, proxy_of(settings.proxy, settings.proxy_login.reveal(), tls))
        return self._wires[way]

    async def _read_robots(self, target: Target) -> RobotsAnswer:
        request = FetchRequest(url=target.url, max_bytes=MAX_ROBOTS_BYTES, accept="text/plain,*/*;q=0.5")
        walk = Walk(self._gear, request, cut=True)
        result = await walk.run()
        active_s = walk.budget.spent_s
        if isinstance(result, FetchResult):
            return RobotsAnswer(text=result.body, active_s=active_s)
        refusal = Refusal(result.reason, result.detail, result.status, result.retry_after_s)
        at_origin = check_url(result.url) == target
        return RobotsAnswer(refusal=refusal, at_origin=at_origin, active_s=active_s)


def _trusting(ca_file: str) -> ssl.SSLContext:
    """The public certificate authorities, and the user's own.

    Raises:
        ValueError: the file is gone or holds no certificate.
    """
    context = ssl.create_default_context(cafile=certifi.where())
    if ca_file:
        try:
            context.load_verify_locations(cafile=ca_file)
        except OSError as error:
            raise ValueError(f"the certificates in {ca_file} cannot be read") from error
    return context
