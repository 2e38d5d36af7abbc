"""A connection's first line decides who answers on it, where two servers listen on one port."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from monitor.obs.http import MAX_HEADER

_FIRST_LINE_S = 5.0


class FirstLook(asyncio.Protocol):
    """Reads until the path is known, then hands the connection over with everything that came."""

    def __init__(self, choose: Callable[[str], asyncio.Protocol]) -> None:
        self._choose = choose
        self._seen = b""
        self._transport: asyncio.Transport | None = None
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the first line, but not for long."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - of a listening socket
        self._transport = transport
        self._patience = asyncio.get_running_loop().call_later(_FIRST_LINE_S, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - as asyncio calls it
        """It went before it said what it wants."""
        self._forget()

    def data_received(self, data: bytes) -> None:
        """More of the first line; the end of it chooses."""
        self._seen += data
        if (b"\n" not in self._seen and len(self._seen) <= MAX_HEADER) or self._transport is None:
            return
        self._forget()
        words = self._seen.partition(b"\n")[0].split(b" ")
        path = words[1].partition(b"?")[0].decode("latin-1") if len(words) == 3 else ""
        chosen = self._choose(path)
        self._transport.set_protocol(chosen)
        chosen.connection_made(self._transport)
        chosen.data_received(self._seen)

    def _forget(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
