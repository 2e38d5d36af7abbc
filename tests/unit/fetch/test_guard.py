from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Sequence

import pytest

from monitor.core.addresses import IPAddress
from monitor.fetch.guard import MAX_ADDRESSES, AddressGuard, ThreadResolver
from monitor.fetch.refusal import Refusal
from monitor.model.outcomes import FetchReason


def answering(*answers: str) -> AddressGuard:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return answers

    return AddressGuard(("127.0.0.2", "127.0.0.3:8080"), resolve)


def failing(error: Exception) -> AddressGuard:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        raise error

    return AddressGuard((), resolve)


def texts(outcome: tuple[IPAddress, ...] | Refusal) -> list[str] | FetchReason:
    return outcome.reason if isinstance(outcome, Refusal) else [str(address) for address in outcome]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["8.8.8.8"], ["8.8.8.8"]),
        (["2606:4700::1", "8.8.8.8"], ["2606:4700::1", "8.8.8.8"]),
        (["8.8.8.8", "8.8.8.8", "::ffff:8.8.8.8"], ["8.8.8.8"]),
        (["127.0.0.2"], ["127.0.0.2"]),
        (["::ffff:127.0.0.2"], ["127.0.0.2"]),
        (["127.0.0.3"], FetchReason.REFUSED_ADDRESS),
        (["8.8.8.8", "127.0.0.1"], FetchReason.REFUSED_ADDRESS),
        (["127.0.0.1", "8.8.8.8"], FetchReason.REFUSED_ADDRESS),
        (["::1"], FetchReason.REFUSED_ADDRESS),
        (["64:ff9b::127.0.0.2"], FetchReason.REFUSED_ADDRESS),
        (["fe80::1%eth0"], FetchReason.REFUSED_ADDRESS),
        (["not an address"], FetchReason.REFUSED_ADDRESS),
        ([], FetchReason.DNS),
        ([f"8.8.4.{i}" for i in range(100)], [f"8.8.4.{i}" for i in range(MAX_ADDRESSES)]),
        ([f"8.8.4.{i}" for i in range(100)] + ["10.0.0.1"], FetchReason.REFUSED_ADDRESS),
    ],
)
async def test_every_answer_is_judged(answers: list[str], expected: list[str] | FetchReason) -> None:
    assert texts(await answering(*answers).resolve("news.example", 80)) == expected


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        ("8.8.8.8", 80, ["8.8.8.8"]),
        ("127.0.0.1", 80, FetchReason.REFUSED_ADDRESS),
        ("127.0.0.3", 8080, ["127.0.0.3"]),
        ("127.0.0.3", 80, FetchReason.REFUSED_ADDRESS),
        ("::ffff:7f00:1", 80, FetchReason.REFUSED_ADDRESS),
    ],
)
async def test_a_literal_is_judged_without_the_name_service(
    host: str, port: int, expected: list[str] | FetchReason
) -> None:
    guard = AddressGuard(("127.0.0.3:8080",), failing(AssertionError("asked"))._resolver)
    assert texts(await guard.resolve(host, port)) == expected


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), "has no address"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "could not be asked"),
        (OSError("x"), "could not be asked"),
        (UnicodeError("x"), "could not be asked"),
    ],
)
async def test_a_failed_lookup_is_a_value(error: Exception, words: str) -> None:
    outcome = await failing(error).resolve("news.example", 80)
    assert isinstance(outcome, Refusal)
    assert outcome.reason is FetchReason.DNS
    assert words in outcome.detail


async def test_a_refusal_names_host_address_kind_and_remedy() -> None:
    outcome = await answering("10.0.0.1").resolve("news.example", 80)
    assert isinstance(outcome, Refusal)
    assert outcome.detail == (
        "news.example leads to 10.0.0.1, a private address, and may not be reached; "
        "if it is meant, list it under allow_private"
    )
    literal = await answering().resolve("10.0.0.1", 80)
    assert isinstance(literal, Refusal)
    assert literal.detail.startswith("10.0.0.1 is a private address and may not be reached;")


class Names:
    """Stands in for getaddrinfo: hangs until released, and counts."""

    def __init__(self) -> None:
        self.release = threading.Event()
        self.running = self.most = self.calls = 0
        self.daemons: list[bool] = []
        self._lock = threading.Lock()

    def getaddrinfo(self, _host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        with self._lock:
            self.running += 1
            self.calls += 1
            self.most = max(self.most, self.running)
            self.daemons.append(threading.current_thread().daemon)
        self.release.wait(60)
        with self._lock:
            self.running -= 1
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", port))]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    names = Names()
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    return names


async def test_lookups_run_in_daemon_threads_a_bounded_number_at_once(names: Names) -> None:
    resolver = ThreadResolver(at_once=3)
    tasks = [asyncio.create_task(resolver("news.example", 80)) for _ in range(8)]
    while names.calls < 3:
        await asyncio.sleep(0.001)
    names.release.set()
    assert await asyncio.gather(*tasks) == [["192.0.2.1"]] * 8
    assert names.most <= 3
    assert all(names.daemons)


async def test_a_hanging_lookup_can_be_given_up_and_keeps_its_slot_until_it_ends(names: Names) -> None:
    resolver = ThreadResolver(at_once=1)
    hanging = asyncio.create_task(resolver("news.example", 80))
    while not names.calls:
        await asyncio.sleep(0.001)
    for given_up in (hanging, asyncio.create_task(resolver("news.example", 80))):
        await asyncio.sleep(0.01)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
    names.release.set()
    assert await resolver("news.example", 80) == ["192.0.2.1"]
    assert (names.calls, names.most) == (2, 1), "the one that waited for a slot never asked"


async def test_the_systems_own_errors_come_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(socket.gaierror):
        await ThreadResolver()("news.example", 80)


async def test_a_name_that_cannot_be_encoded_is_an_os_error() -> None:
    with pytest.raises(OSError, match="not a name"):
        await ThreadResolver()("a" * 70 + ".example\ud800", 80)
