"""Ports of the loopback that stay what a test needs while it runs, whatever else this machine opens meanwhile."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def closed_port() -> Iterator[int]:
    """A port of 127.0.0.1 that is taken but not listened on: whoever connects is refused."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield int(holder.getsockname()[1])


@contextmanager
def twins(first: str, second: str) -> Iterator[tuple[socket.socket, socket.socket]]:
    """Two sockets bound to the same port of two addresses; where the second address lacks it, another port is taken."""
    with ExitStack() as held:
        while True:
            pair = held.enter_context(socket.socket()), held.enter_context(socket.socket())
            pair[0].bind((first, 0))
            try:
                pair[1].bind((second, pair[0].getsockname()[1]))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
            else:
                yield pair
                return
