"""The address guard: names become addresses that were judged, and only those are ever connected to."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from monitor.core.addresses import IPAddress, denial, literal, parse_allowed, unmapped
from monitor.fetch.refusal import Refusal
from monitor.model.outcomes import FetchReason

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Look up (host, port): the textual addresses in order of preference. Raises OSError if there are none."""

MAX_ADDRESSES = 16
"""Of more answers than this only the first are tried; every one is judged."""
_LOOKUPS_AT_ONCE = 16


class ThreadResolver:
    """The system's name service in daemon threads, a bounded number at once.

    Not the loop's default executor: its threads are joined at exit, so that one hanging lookup would hold the
    whole process past its stop.
    """

    def __init__(self, at_once: int = _LOOKUPS_AT_ONCE) -> None:
        self._slots = asyncio.Semaphore(at_once)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Addresses of `host`; OSError if the name service has none or cannot be asked."""
        await self._slots.acquire()
        lookup = _Lookup(host, port, asyncio.get_running_loop(), self._slots)
        try:
            threading.Thread(target=lookup.run, name=f"dns {host}", daemon=True).start()
        except RuntimeError as error:
            self._slots.release()
            raise OSError("no thread could be started for a name lookup") from error
        return await lookup.future


class _Lookup:
    """One lookup: runs in its thread, reports to the loop; the slot is free only once the thread is done."""

    def __init__(self, host: str, port: int, loop: asyncio.AbstractEventLoop, slots: asyncio.Semaphore) -> None:
        self._host, self._port, self._loop, self._slots = host, port, loop, slots
        self.future: asyncio.Future[Sequence[str]] = loop.create_future()

    def run(self) -> None:
        answer: Sequence[str] | OSError
        try:
            found = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
            answer = [str(entry[4][0]) for entry in found]
        except OSError as error:
            answer = error
        except UnicodeError as error:
            answer = OSError(f"not a name: {error}")
        with suppress(RuntimeError):  # the loop was closed while the name service hung: nobody waits any more
            self._loop.call_soon_threadsafe(self._report, answer)

    def _report(self, answer: Sequence[str] | OSError) -> None:
        self._slots.release()
        if self.future.done():
            return
        if isinstance(answer, OSError):
            self.future.set_exception(answer)
        else:
            self.future.set_result(answer)


class AddressGuard:
    """Judges every address that a host name stands for; the caller connects to nothing else.

    One answer that may not be reached refuses the whole name: an honest publisher has no private address in its
    public zone, and rebinding attacks do.
    """

    def __init__(self, allow_private: Sequence[str], resolver: Resolver) -> None:
        """`allow_private` as in `FetchSettings`; an entry that is no address or network raises ValueError."""
        self._allowed = parse_allowed(allow_private)
        self._resolver = resolver

    async def resolve(self, host: str, port: int) -> tuple[IPAddress, ...] | Refusal:
        """The judged addresses of `host` (a name in ASCII or a canonical IP literal), never empty; or why not.

        The caller sets the deadline. Cancelling is safe: the lookup ends in its own thread.
        """
        address = literal(host)
        answers = [str(address)] if address is not None else await self._look_up(host, port)
        if isinstance(answers, Refusal):
            return answers
        judged: dict[IPAddress, None] = {}
        for answer in answers:
            one = self.judge(answer, host, port)
            if isinstance(one, Refusal):
                return one
            judged[one] = None
        return tuple(judged)[:MAX_ADDRESSES] or _no_addresses(host)

    def is_own(self, host: str, port: int) -> bool:
        """Whether `host` is an address that the configuration allows by name: the user's own machine."""
        written = literal(host)
        return written is not None and any(entry.covers(unmapped(written), port) for entry in self._allowed)

    def judge(self, answer: str, host: str, port: int) -> IPAddress | Refusal:
        """One textual address that `host` stands for: the address to connect to, or why not."""
        written = literal(answer)
        if written is None or "%" in answer:
            return Refusal(FetchReason.REFUSED_ADDRESS, "the name service gave something that is not a plain address")
        address = unmapped(written)
        if any(entry.covers(address, port) for entry in self._allowed):
            return address
        kind = denial(address)
        if not kind:
            return address
        what = f"{host} is {kind}" if host == answer else f"{host} leads to {written}, {kind},"
        return Refusal(
            FetchReason.REFUSED_ADDRESS,
            f"{what} and may not be reached; if it is meant, list it under allow_private",
        )

    async def _look_up(self, host: str, port: int) -> Sequence[str] | Refusal:
        try:
            answers = await self._resolver(host, port)
        except socket.gaierror as error:
            unknown = error.errno in (socket.EAI_NONAME, socket.EAI_NODATA)
            return _no_addresses(host) if unknown else _no_name_service(host)
        except (OSError, UnicodeError):
            return _no_name_service(host)
        return answers


def _no_addresses(host: str) -> Refusal:
    return Refusal(FetchReason.DNS, f"the name {host} has no address")


def _no_name_service(host: str) -> Refusal:
    return Refusal(FetchReason.DNS, f"the name service could not be asked for {host}")
