"""Commands called in this process as `main` would call them, on an installation of their own or on a filled one."""

from __future__ import annotations

import asyncio
import io
import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from monitor.cli.root import call
from monitor.obs.logs import configure_logs
from monitor.testing.newsite import NewsSite
from tests.acceptance.world import World, article

OUTLET = "Harbour News"


@dataclass(frozen=True)
class Result:
    """What one command said and how it left."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it is."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Command(Protocol):
    """`monitor("feeds", "list")` on one installation; `stdin` is what a pipe would bring."""

    def __call__(self, *arguments: str, stdin: bytes | None = None) -> Result: ...


def caller(world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    for name in ("MONITOR_CONFIG", "MONITOR_DATA", "MONITOR_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    # Tables are printed plain, whatever terminal the tests run in.
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str, stdin: bytes | None = None) -> Result:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin or b"")))
        with pytest.raises(SystemExit) as left:
            call(["--config", str(world.config), "--data", str(world.data), *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Result(int(left.value.code or 0), said.out, said.err)

    return run


@pytest.fixture(autouse=True)
def _process_state() -> Iterator[None]:
    """Commands set up signals and logs for their process; this one is shared with other tests."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    handlers = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, handlers, strict=True):
        signal.signal(number, handler)
    configure_logs("console", "warning")


@contextmanager
def serving(site: NewsSite) -> Iterator[NewsSite]:
    """The site in a thread of its own: a command keeps this one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="news-site", daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(site.start(), loop).result(10)
    try:
        yield site
    finally:
        asyncio.run_coroutine_threadsafe(site.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture(scope="session")
def site() -> Iterator[NewsSite]:
    """A site with two watched articles, a copy of the first, and one about something else."""
    with serving(NewsSite()) as site:
        for number, watched in ((0, True), (1, True), (2, False)):
            site.add(article(number, OUTLET, watched=watched))
        yield site


@pytest.fixture(scope="session")
def _filled(site: NewsSite, tmp_path_factory: pytest.TempPathFactory) -> World:
    """An installation after one cycle with a digest; changed by nobody."""
    # Each feed is polled once, however long the cycle takes.
    world = World(tmp_path_factory.mktemp("filled"), cron="0 7 1 1 *", every="1h")
    world.write({OUTLET: site.feed_url(OUTLET), "Closed Gazette": f"{site.base_url}/closed.xml"})
    answer = world.call("once", "--digest")
    assert answer.returncode == 0, answer.stderr
    return world


@pytest.fixture
def filled(_filled: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Commands that only ask, on the filled installation."""
    return caller(_filled, capsys, monkeypatch)


@pytest.fixture
def copied(_filled: World, tmp_path: Path) -> World:
    """A copy of the filled installation, to be changed."""
    return _filled.copied(tmp_path / "copy")


@pytest.fixture
def world(tmp_path: Path, site: NewsSite) -> World:
    """An installation that has a configuration and no data yet."""
    world = World(tmp_path, cron="0 7 1 1 *")
    world.write({OUTLET: site.feed_url(OUTLET)})
    return world


@pytest.fixture
def monitor(world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Commands on the fresh installation."""
    return caller(world, capsys, monkeypatch)
