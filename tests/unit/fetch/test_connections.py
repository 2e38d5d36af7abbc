"""A connection: nothing that came is lost, nothing is read ahead without bound, and TLS begins with nothing said."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from monitor.fetch.connections import Connection, connect, in_time
from monitor.fetch.problems import OutOfTimeError
from tests.elapsing import outlast

MB = 1_000_000
Peer = Callable[[], Any]


@pytest.fixture
async def peer() -> AsyncIterator[Callable[[], Any]]:
    """Makes a connection, and the socket at its other end."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    opened: list[Any] = [listener]

    async def pair() -> tuple[Connection, socket.socket]:
        loop = asyncio.get_running_loop()
        made = await connect("127.0.0.1", listener.getsockname()[1], 9.0)
        other, _ = await loop.sock_accept(listener)
        opened.extend((made, other))
        return made, other

    yield pair
    for one in opened:
        one.close()


async def test_what_came_before_a_reset_is_read_before_it_is_raised(peer: Peer) -> None:
    made, other = await peer()
    other.sendall(b"hello")
    assert await made.read() == b"hello"
    other.sendall(b"world")
    other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    made.data_received(b"more")
    made.connection_lost(ConnectionResetError(104, "reset"))
    assert await made.read() == b"more"
    for _ in range(2):
        with pytest.raises(ConnectionResetError):
            await made.read()
    with pytest.raises(ConnectionResetError):
        await made.write(b"x")


async def test_the_end_is_no_bytes_again_and_again(peer: Peer) -> None:
    made, other = await peer()
    other.sendall(b"hello")
    other.close()
    assert [await made.read(), await made.read(), await made.read()] == [b"hello", b"", b""]


async def test_what_is_not_read_stays_with_the_system(peer: Peer) -> None:
    made, other = await peer()
    flood = asyncio.get_running_loop().sock_sendall(other, bytes(40 * MB))
    task = asyncio.ensure_future(flood)
    size = 0
    while size < 40 * MB:
        await asyncio.sleep(0)
        assert sum(map(len, made._got)) < MB
        size += len(await made.read())
    await task


async def test_a_large_request_is_sent_as_the_peer_takes_it(peer: Peer) -> None:
    made, other = await peer()
    other.setblocking(False)
    task = asyncio.create_task(made.write(bytes(20 * MB)))
    got = 0
    while got < 20 * MB:
        got += len(await asyncio.get_running_loop().sock_recv(other, MB))
    await task
    assert got == 20 * MB


async def test_a_peer_that_goes_while_a_request_is_written_ends_the_writing(peer: Peer) -> None:
    made, other = await peer()
    task = asyncio.create_task(made.write(bytes(20 * MB)))
    await asyncio.sleep(0)
    other.close()
    await task
    with pytest.raises((ConnectionResetError, BrokenPipeError)):
        await made.read()


async def test_what_was_said_in_the_clear_is_not_taken_into_tls(peer: Peer) -> None:
    made, _ = await peer()
    made.push_back(b"HTTP/1.1 200 OK\r\n\r\n")
    with pytest.raises(ssl.SSLError):
        await made.start_tls(ssl.create_default_context(), "news.example", 9.0)


async def test_what_is_pushed_back_is_read_first(peer: Peer) -> None:
    made, other = await peer()
    other.sendall(b"world")
    made.push_back(b"hello ")
    text = b""
    while len(text) < 11:
        text += await made.read()
    assert text == b"hello world"


async def test_a_step_has_its_time_and_the_systems_own_limits_are_no_matter_of_ours() -> None:
    async def told() -> None:
        raise TimeoutError(110, "Connection timed out")

    with pytest.raises(OutOfTimeError):
        await outlast(in_time(asyncio.Event().wait(), 5.0), 30.0)
    with pytest.raises(TimeoutError):
        await in_time(told(), 5.0)
