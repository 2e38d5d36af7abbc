"""One request and its answer: connect to a judged address, send, read a bounded body, all before one deadline."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace

import httpx

from monitor.core.addresses import IPAddress
from monitor.fetch.connections import Proxy
from monitor.fetch.decode import BodyDecoder, open_decoder
from monitor.fetch.guard import AddressGuard
from monitor.fetch.headers import AnswerHeaders, RawHeaders
from monitor.fetch.problems import NETWORK_ERRORS, Phase, explain, out_of_time
from monitor.fetch.refusal import Refusal
from monitor.fetch.transport import LenientTransport
from monitor.fetch.urls import Target
from monitor.model.outcomes import FetchReason
from monitor.records import dataclass

USABLE = frozenset({200, 201, 202, 203, 206, 226})
"""What says "here it is" in other words: 203 is a 200 that some proxy has touched, 202 what some gates put on it, 206
and 226 are answers to questions that were not asked."""
REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})

_PIECES_FREE, _MIN_PIECE = 20_000, 16
_YIELD_EVERY = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One request to one URL."""

    method: str
    target: Target
    headers: RawHeaders
    """Without Host; as sent."""
    deadline_s: float
    """What is left of `limit_s` for this hop."""
    limit_s: float
    """The whole request's deadline, for messages."""
    connect_s: float
    max_bytes: int
    body: bytes = b""
    cut: bool = False
    """Take the body's first `max_bytes` rather than refuse a longer one."""
    any_status: bool = False
    """Read the body whatever the status; without it only where the status makes it usable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response with its body, or with none if the status left it unread."""

    status: int
    headers: AnswerHeaders
    body: bytes
    close_delimited: bool = False
    broken: Refusal | None = None
    """Why the body may not be whole: it is what came before its transfer went wrong."""


@dataclass(slots=True)
class _Progress:
    """How far one exchange has come."""

    phase: Phase = Phase.RESOLVE
    answer: Answer | None = None
    """For `any_status`: what is known once the headers are in."""
    reading: _Reading | None = None
    """The body that is being read."""

    def note(self, phase: Phase) -> None:
        """Take in what the transport reports."""
        self.phase = phase

    def ended_by(self, trouble: Refusal) -> Answer | Refusal:
        """What there is, now that the transfer has failed."""
        if self.answer is not None:
            return self.answer
        return trouble if self.reading is None else self.reading.conclude(trouble)


class Wire:
    """Performs exchanges over fresh connections; there is no reuse, no cookie and no redirect."""

    def __init__(self, tls: ssl.SSLContext, proxy: Proxy | None = None) -> None:
        self._transport = LenientTransport(tls, proxy)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    async def exchange(self, order: Order, guard: AddressGuard) -> Answer | Refusal:
        """One request to the first judged address that accepts a connection; a Refusal for anything that fails."""
        progress = _Progress()
        try:
            async with asyncio.timeout(order.deadline_s):
                return await self._try_addresses(order, guard, progress)
        except TimeoutError:
            return progress.ended_by(out_of_time(progress.phase, order.limit_s))

    async def _try_addresses(self, order: Order, guard: AddressGuard, progress: _Progress) -> Answer | Refusal:
        addresses = await guard.resolve(order.target.host, order.target.port)
        if isinstance(addresses, Refusal):
            return addresses
        outcome: Answer | Refusal = Refusal(FetchReason.CONNECT, "no connection could be made")
        for address in addresses:
            progress.phase = Phase.CONNECT
            outcome = await self._attempt(order, address, progress)
            if isinstance(outcome, Answer) or outcome.reason is not FetchReason.CONNECT:
                break
        return outcome

    async def _attempt(self, order: Order, address: IPAddress, progress: _Progress) -> Answer | Refusal:
        try:
            response = await self._transport.handle_async_request(_request(order, address, progress))
            try:
                return await _read(order, response, progress)
            finally:
                await response.aclose()
        except NETWORK_ERRORS as error:
            return progress.ended_by(explain(error, progress.phase, order.connect_s))


def _request(order: Order, address: IPAddress, progress: _Progress) -> httpx.Request:
    """As the transport needs it: the judged address in the URL, the real host in Host, SNI and verification."""
    target = order.target
    host = f"[{address}]" if address.version == 6 else str(address)
    return httpx.Request(
        order.method,
        httpx.URL(scheme=target.scheme, host=host, port=target.port, raw_path=target.target.encode("ascii")),
        headers=[(b"Host", target.authority.encode("ascii")), (b"Connection", b"close"), *order.headers],
        content=order.body or None,
        extensions={
            "sni_hostname": target.host,
            "timeout": {"connect": order.connect_s, "read": None, "write": None, "pool": None},
            "reached": progress.note,
        },
    )


async def _read(order: Order, response: httpx.Response, progress: _Progress) -> Answer | Refusal:
    progress.phase = Phase.BODY
    headers = AnswerHeaders(response.headers.raw)
    bare = Answer(status=response.status_code, headers=headers, body=b"")
    if not (order.any_status or _is_read(bare)):
        return bare
    progress.answer = bare if order.any_status else None
    decoder = open_decoder(headers.joined("content-encoding"), order.max_bytes, cut=order.cut)
    if isinstance(decoder, Refusal):
        return progress.answer or decoder
    announced = headers.length
    if announced is not None and announced > order.max_bytes and not order.cut:
        return Refusal(FetchReason.TOO_LARGE, f"the body is announced as larger than {order.max_bytes:,} bytes")
    progress.reading = _Reading(bare, decoder)
    refusal = await _drain(response, decoder)
    if refusal is not None:
        return progress.answer or refusal
    whole = progress.reading.conclude(None)
    return whole if isinstance(whole, Answer) else progress.answer or whole


def _is_read(bare: Answer) -> bool:
    """Whether the body matters: where a redirect leads is in its body, if it is not in its head."""
    return bare.status in USABLE or (bare.status in REDIRECTS and not bare.headers.location)


class _Reading:
    """A body on its way."""

    def __init__(self, bare: Answer, decoder: BodyDecoder) -> None:
        self._bare, self._decoder = bare, decoder

    def conclude(self, trouble: Refusal | None) -> Answer | Refusal:
        """The answer with the body that came; `trouble`: what ended its transfer too early."""
        headers, decoder = self._bare.headers, self._decoder
        body = decoder.finish()
        if isinstance(body, Refusal):
            return trouble or body
        if trouble is not None and not body:
            return trouble
        unframed = headers.length is None and "chunked" not in headers.joined("transfer-encoding").lower()
        unproven = unframed and not decoder.proves_end
        broken = trouble or decoder.broken or self._part()
        return replace(self._bare, body=body, close_delimited=unproven, broken=broken)

    def _part(self) -> Refusal | None:
        """Why it is a part, of a server that gives parts to who asks for the whole."""
        if self._bare.status != 206 or self._bare.headers.is_whole_range:
            return None
        return Refusal(FetchReason.TRUNCATED, "the server gave a part of the body (206)", 206)


async def _drain(response: httpx.Response, decoder: BodyDecoder) -> Refusal | None:
    pieces = size = 0
    async for chunk in response.aiter_raw():
        pieces, size = pieces + 1, size + len(chunk)
        if pieces > _PIECES_FREE and size < pieces * _MIN_PIECE:
            # Each piece costs as much time as 64 kB at once: a few bytes apiece would stall everything else.
            return Refusal(FetchReason.PROTOCOL, "the body comes in absurdly many small pieces")
        refusal = decoder.feed(chunk)
        if refusal is not None:
            return refusal
        if decoder.full:
            break
        if pieces % _YIELD_EVERY == 0:
            await asyncio.sleep(0)
    return None
