"""A connection to an IMAP server of which everything ends.

`imaplib` believes a server everything: how long a line is, how much of a letter comes, how many lines there are. Here
a step ends by its time, a conversation by ten times that, and whatever is read by a number of bytes.
"""

from __future__ import annotations

import asyncio
import contextlib
import imaplib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from monitor.model.channels import BounceMailbox

T = TypeVar("T")

LOOK_BYTES = 20 * 1024 * 1024
"""In one conversation."""
STEPS = 10
"""How many times as long as a step it may last."""
_LEAST_LINE = 1024
"""What a line takes in memory, however short it is."""


class Handle:
    """By which a connection is broken off from outside: a thread that waits for a server cannot be cancelled."""

    sock: socket.socket | None = None

    def cut(self) -> None:
        """Whoever reads from it reads the end."""
        if self.sock is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class Wire(imaplib.IMAP4):
    """A connection whose other side may say what it likes."""

    def __init__(self, spec: BounceMailbox, context: ssl.SSLContext | None, handle: Handle) -> None:
        self._spec, self._context, self._handle = spec, context, handle
        self._left = LOOK_BYTES
        self.broken = False
        self._until = time.monotonic() + STEPS * spec.timeout_s
        super().__init__(spec.host, spec.port, spec.timeout_s)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        found = socket.create_connection((self._spec.host, self._spec.port), timeout)
        self._handle.sock = found
        if self._spec.tls == "tls" and self._context is not None:
            found = self._handle.sock = self._context.wrap_socket(found, server_hostname=self._spec.host)
        return found

    def read(self, size: int) -> bytes:
        """So many bytes, if that is no more than may come."""
        self._spend(size)
        return super().read(size)

    def readline(self) -> bytes:
        """A line."""
        line: bytes = super().readline()
        self._spend(max(len(line), _LEAST_LINE))
        return line

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise self.abort("it sends more than anybody asked for")
        if time.monotonic() > self._until:
            raise self.abort("it took too long over all")


def authenticate(wire: Wire, mechanism: str, first: str) -> None:
    """Say `first`; to the challenge in which a server explains its refusal there is nothing to say."""
    told = iter([first.encode()])
    wire.authenticate(mechanism, lambda _challenge: next(told, b""))


async def apart(work: Callable[[], T]) -> T:
    """Done in a thread that no stop waits for: those of the loop are joined at its end, whatever they wait for."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def report(tell: Callable[[], None]) -> None:
        if not done.done():
            tell()

    def run() -> None:
        try:
            found = work()
        except BaseException as problem:  # noqa: BLE001 - it is raised where it is waited for
            tell = partial(done.set_exception, problem)
        else:
            tell = partial(done.set_result, found)
        with contextlib.suppress(RuntimeError):  # The loop is closed: nobody waits any more.
            loop.call_soon_threadsafe(report, tell)

    threading.Thread(target=run, name="mailbox", daemon=True).start()
    return await done
