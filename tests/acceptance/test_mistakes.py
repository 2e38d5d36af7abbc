"""Mistakes of operators, made on the real steps, channels and database: each is in health and told in ten minutes.

What is told goes to a channel that works though the first one named does not, in one sentence that says what to do.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
import ssl
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import trustme

from monitor.bootstrap import Place, report_refusal
from monitor.bootstrap.checkup import Checkup
from monitor.deliver.channels import build_channels
from monitor.engine.embedded import EmbeddedEngine
from monitor.errors import MonitorError, StoreLockedError
from monitor.flow.clock import clock_moved, compare_clock
from monitor.flow.compose import compose_now
from monitor.flow.configure import refuse_config
from monitor.flow.operators import LOOK_S, Operators
from monitor.flow.services import Services
from monitor.model.config import (
    ChannelSpec,
    EmailChannel,
    FileChannel,
    OperatorSettings,
    Secret,
    Target,
    WebhookChannel,
)
from monitor.model.feeds import FetchFailure
from monitor.model.health import HealthReport, Notice
from monitor.model.outcomes import FetchReason
from monitor.obs.memory import FileMemory
from monitor.obs.metrics import PrometheusMeter
from monitor.obs.refusals import Refusal, note_refusal
from monitor.obs.surroundings import disk_notes, port_notes, refusal_notes
from monitor.ports import PostResult, Store
from monitor.settings import ConfigWatcher
from monitor.store import open_store
from monitor.testing.channel import RecordingChannel
from monitor.testing.scripted import ScriptedFetcher
from tests.acceptance.world import GUARD_S, World
from tests.ports import closed_port
from tests.unit.flow.shell_world import FEED, SUBSCRIPTION, Shell, fetcher_for, settings_for, watched

TEN_MINUTES = timedelta(minutes=10)
STEP_S = 6 * LOOK_S
SECRET = Secret("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")


@dataclass
class Desk:
    """A bot whose minutes pass as fast as it works, and the operator's channel that works."""

    shell: Shell
    services: Services
    ops: RecordingChannel = field(default_factory=lambda: RecordingChannel("ops"))

    def __post_init__(self) -> None:
        self.services.channels = {**self.services.channels, "ops": self.ops}
        self.services.pauses_s = (0.02,)
        self.engine = EmbeddedEngine(self.services)
        self.checkup = Checkup(self.services, PrometheusMeter(), self.shell.clock.now())
        memory = FileMemory(self.shell.folder)
        self.operators = Operators(self.services, self.report, memory, "here:/data")
        self.engine._ticked.update(dict.fromkeys(self.engine._steps, self.services.clock.monotonic()))

    async def report(self) -> HealthReport:
        return await self.checkup.report(self.engine)

    async def minutes(self, span: timedelta = TEN_MINUTES) -> None:
        for _ in range(int(span.total_seconds() / STEP_S)):
            await self.engine._look()
            await self._work_ends()
            await self.operators.look()
            await self.operators.call()
            self.shell.clock.advance(STEP_S)

    async def _work_ends(self) -> None:
        """Until nothing is under way, or all that is waits for the store."""
        tasks: list[asyncio.Task[Any]] = []
        try:
            async with asyncio.timeout(GUARD_S):
                while not self.services.in_trouble:
                    ticking = self.engine._ticking.values()
                    tasks = [*ticking, *(task for lane in self.engine._lanes for task in lane._tasks)]
                    if not tasks:
                        return
                    await asyncio.wait(tasks, timeout=0.02, return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError:
            raise AssertionError(f"under way for {GUARD_S:.0f} s: {tasks}") from None

    async def close(self) -> None:
        for lane in self.engine._lanes:
            await lane.cancel()
        for task in list(self.engine._ticking.values()):
            task.cancel()
        self.checkup.close()

    async def shown(self) -> dict[str, str]:
        report = await self.report()
        facts = [(one.name, one.detail) for one in report.checks if not one.ok]
        return dict(facts + [(one.name, one.detail) for one in report.notes])

    def told(self) -> dict[str, str]:
        return told_by(self.ops.told)


def told_by(notices: Sequence[Notice]) -> dict[str, str]:
    return {one.name: one.detail for notice in notices for one in notice.news}


@contextlib.asynccontextmanager
async def desk(shell: Shell) -> AsyncIterator[Desk]:
    async with shell.life() as services:
        made = Desk(shell, services)
        try:
            yield made
        finally:
            await made.close()


def operators(first: str = "ops") -> OperatorSettings:
    return OperatorSettings(targets=tuple(Target(channel=one) for one in dict.fromkeys((first, "ops"))))


class Relay:
    """A mail server that answers as scripted, by the first four letters of each command."""

    def __init__(self, **answers: str) -> None:
        self.answers = {"EHLO": "250-relay\r\n250 AUTH PLAIN LOGIN", "DATA": "354 go on", "QUIT": "221 bye"} | answers

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 relay\r\n")
        with contextlib.suppress(ConnectionError):
            while line := (await reader.readline()).decode("latin-1"):
                writer.write(self.answers.get(line[:4].upper(), "250 OK").encode() + b"\r\n")
        writer.close()


@contextlib.asynccontextmanager
async def relay(context: ssl.SSLContext | None = None, **answers: str) -> AsyncIterator[int]:
    server = await asyncio.start_server(Relay(**answers), "127.0.0.1", 0, ssl=context)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()


class Receivers:
    """Webhooks by the last part of their address: what each answers."""

    async def post(self, url: str, *_: object, **_more: object) -> PostResult | FetchFailure:
        end = url.rpartition("/")[2]
        if end == "dns":
            return FetchFailure(reason=FetchReason.DNS, detail="the name hook.example has no address")
        return PostResult(status=int(end), body="no" if end != "410" else "")


def mail(name: str, port: int, **changes: Any) -> EmailChannel:
    spec = EmailChannel(name=name, host="127.0.0.1", port=port, sender="m@example.org", tls="none", timeout_s=30)
    return replace(spec, **changes)


def hook(name: str, end: str) -> WebhookChannel:
    return WebhookChannel(name=name, url=Secret(f"https://hook.example/{end}"), secret=SECRET)


CHANNELS = {
    "password": ("channel password", "refused the login (535). Check username and password"),
    "sender": ("channel sender", "answered 550 5.7.1 not your address"),
    "expired": ("channel expired", "certificate has expired); have it renewed, or mend the clock here"),
    "authority": ("channel authority", "certificate); if the authority is your own, name it: ca_file"),
    "encrypted": ("channel encrypted", "answered 530 5.7.0 Must issue a STARTTLS command first; set tls: starttls"),
    "plain": ("channel plain", "no TLS begins on that port: starttls?"),
    "away": ("channel away", "check host, port and firewall"),
    "nobody": ("suppressed addresses", "nothing is sent to a@example.org (refused, nobody)"),
    "forbidden": ("channel forbidden", "answered 401: no; are its address and key those that the receiver gave?"),
    "unknown": ("channel unknown", "hook.example answered 404: no; check its address"),
    "nameless": ("channel nameless", "has no address; check the name, and this machine's name server"),
    "moved": ("channel moved", "redirects are not followed; put the final address into the configuration"),
    "folder": ("channel folder", "Check the folder's owner and free space"),
}
"""Channel to the fact that tells of it, and its words; who is refused as a recipient is suppressed, 410 is given up."""


async def test_channels_that_take_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", not_after=datetime(2020, 1, 1, tzinfo=UTC)).configure_cert(old)
    new = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(new)
    async with contextlib.AsyncExitStack() as stack:
        ports = [
            await stack.enter_async_context(relay(AUTH="535 5.7.8 no")),
            await stack.enter_async_context(relay(MAIL="550 5.7.1 not your address")),
            await stack.enter_async_context(relay(old)),
            stack.enter_context(closed_port()),
            await stack.enter_async_context(relay(RCPT="550 5.1.1 no such user")),
            await stack.enter_async_context(relay(new)),
            await stack.enter_async_context(relay(MAIL="530 5.7.0 Must issue a STARTTLS command first")),
            await stack.enter_async_context(relay()),
        ]
        specs: list[ChannelSpec] = [
            mail("password", ports[0], username="bot", password=Secret("wrong"), tls="none"),
            mail("sender", ports[1]),
            mail("expired", ports[2], tls="tls", ca_file=str(tmp_path / "ca.pem")),
            mail("away", ports[3]),
            mail("nobody", ports[4]),
            mail("authority", ports[5], tls="tls"),
            mail("encrypted", ports[6]),
            mail("plain", ports[7], tls="tls"),
            *(hook(name, end) for name, end in (("forbidden", "401"), ("unknown", "404"), ("moved", "301"))),
            hook("nameless", "dns"),
            hook("gone", "410"),
            FileChannel(name="folder", folder=tmp_path / "file" / "digests"),
        ]
        targets = tuple(Target(channel=one.name, recipients=("a@example.org",)) for one in specs)
        settings = settings_for(
            operator=operators("away"), subscriptions=(replace(SUBSCRIPTION, targets=targets),), channels=tuple(specs)
        )
        shell = Shell(tmp_path, fetcher_for(watched(1)), settings=settings)
        async with desk(shell) as at:
            at.services.channels = {**build_channels(specs, Receivers(), StringIO()), "ops": at.ops}
            await at.shell.cycle(at.services)
            await compose_now(at.services, "border")
            await at.minutes()
            shown, told = await at.shown(), at.told()
            for name, words in CHANNELS.values():
                assert words in shown[name], (name, shown)
                assert words in told[name], (name, told)
            assert shown["given up"].startswith("1 given up, the last one: gone to a@example.org")
            assert {row.channel for row in at.services.store.deliveries(["abandoned"])} == {"gone"}
            assert len(at.ops.told) <= 6


FEEDS = {
    "dead DNS": (FetchReason.DNS, "the name river.example has no address", "check this machine's name server"),
    "proxy down": (FetchReason.CONNECT, "the proxy 10.0.0.1:3128 refused the connection", "fetch.proxy"),
    "firewall": (FetchReason.TIMEOUT, "no answer within 30 s", "the firewall"),
    "clock or authority": (FetchReason.TLS, "the certificate is not yet valid", "check the clock"),
}


@pytest.mark.parametrize(("reason", "said", "cure"), FEEDS.values(), ids=FEEDS)
async def test_feeds_that_cannot_be_read(tmp_path: Path, reason: FetchReason, said: str, cure: str) -> None:
    fetcher = ScriptedFetcher({FEED: [FetchFailure(reason=reason, detail=said)]})
    async with desk(Shell(tmp_path, fetcher, settings=settings_for(operator=operators()))) as at:
        await at.minutes()
        for facts in (await at.shown(), at.told()):
            assert said in facts["feeds"]
            assert cure in facts["feeds"]


def held(path: Path) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def pragma(store: Store, text: str) -> None:
    database: Any = vars(store)["_db"]
    connection = database._writer.raw_connection()
    connection.cursor().execute(f"PRAGMA {text}").close()
    connection.close()


FILES: dict[str, tuple[Callable[[Path, Store], object], str]] = {
    "locked by another program": (lambda path, _: held(path), "is locked by another connection. Try again, and close"),
    "full disk": (lambda _, store: pragma(store, "max_page_count = 1"), "the disk is full. Free some space"),
    "read-only": (lambda _, store: pragma(store, "query_only = ON"), "is read-only. Give this user the right to write"),
    "deleted": (lambda path, _: path.unlink(), "was deleted or moved while it was open. Stop the bot, and put it back"),
}


@pytest.mark.of_a_file
@pytest.mark.parametrize(("make", "words"), FILES.values(), ids=FILES)
async def test_a_database_that_cannot_be_used(
    tmp_path: Path, make: Callable[[Path, Store], object], words: str
) -> None:
    # So many that they do not fit into pages that the file has already.
    items = [watched(number) for number in range(40)]
    shell = Shell(tmp_path, fetcher_for(*items), settings=settings_for(operator=operators()))
    async with desk(shell) as at:
        made = make(shell.path, at.services.store)
        holding = made if isinstance(made, Iterator) else iter(())
        next(holding, None)
        await at.minutes(timedelta(minutes=3))
        for facts in (await at.shown(), at.told()):
            assert any(words in detail for detail in facts.values()), facts
        next(holding, None)


async def test_what_the_process_notices_around_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetcher = fetcher_for(watched(1))
    settings = settings_for(
        operator=replace(operators(), heartbeat=Secret("https://ping.example/3f2a"), heartbeat_s=60)
    )
    shell = Shell(tmp_path, fetcher, settings=settings)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 12_000_000))
    async with desk(shell) as at:
        started = shell.clock.now()
        shell.clock.advance(60)
        with pytest.raises(StoreLockedError) as second:
            open_store(shell.url)
        note_refusal(tmp_path, Refusal(at=shell.clock.now(), why=str(second.value)))
        refuse_config(at.services, "config/monitor.yaml:7: subscriptions[0].zone: there is no time zone Mars/Olympus.")
        at.checkup.parts += [
            at.operators.notes,
            lambda: port_notes(8321, 40_123),
            lambda: disk_notes(tmp_path),
            lambda: refusal_notes(tmp_path, started, shell.clock.now()),
        ]
        shell.clock.step_wall(shell.clock.now() - timedelta(days=1))
        await clock_moved(at.services, -timedelta(days=1))
        note_refusal(tmp_path, Refusal(at=shell.clock.now(), why=str(second.value)))
        started = shell.clock.now() - timedelta(minutes=1)
        await at.minutes()
        for facts in (await at.shown(), at.told()):
            assert "Another monitor" in facts["another start"]
            assert "Mars/Olympus" in facts["config"]
            assert "free it, or change server.port" in facts["status port"]
            assert "only 12 MB are free" in facts["disk"]
            assert "check operator.heartbeat_env" in facts["heartbeat"]
            assert "set back by 1 d" in facts["clock"]


CERTIFICATES = "fetch: {allow_private: ["
EDITS: dict[str, tuple[str, Callable[[str], str | None], str]] = {
    "feeds emptied": ("feeds.yaml", lambda _: "", "to have nothing read: feeds: []"),
    "feeds cut off": ("feeds.yaml", lambda text: text[:-20], "If it was cut off, restore it"),
    "channels cut off": ("monitor.yaml", lambda text: text[: text.index("channels:")], "restore it"),
    "a list that there is none of": (
        "monitor.yaml",
        lambda text: text.replace("[towns]", "[townes]"),
        "there is no watchlist 'townes'. Did you mean towns?",
    ),
    "the list itself gone": ("watchlists/towns.yaml", lambda _: None, "Add one, named for example border.yaml"),
    "a list renamed": (
        "watchlists/towns.yaml", lambda text: text.replace("watchlist: towns", "watchlist: villages"), "Known: villages"
    ),
    "a wrong zone": ("monitor.yaml", lambda text: f'{text}    zone: "UTC+3"\n', "Etc/GMT-3 for +3 h all year"),
    "a time in place of a line": (
        "monitor.yaml", lambda text: text.replace('"* * * * *"', '"7:30 pm"'), 'Every day at 19:30 is "30 19 * * *"'
    ),
    "an authority that is not there": (
        "monitor.yaml", lambda text: text.replace(CERTIFICATES, f"{CERTIFICATES.replace('{', '{ca_file: own.pem, ')}"),
        "own.pem",
    ),
    "a password that is not there": (
        "monitor.yaml",
        lambda text: text.replace("channels:\n", "channels:\n  m: {type: email, host: m.example, from: a@b.example, "
                                  "username: a, password_file: gone}\n", 1),
        "It needs the path of a file that holds the secret",
    ),
    "a tab": ("feeds.yaml", lambda text: f"feeds:\n\t- {text}", "Indent with spaces"),
}  # fmt: skip
"""A file of config/, what becomes of it (None: it is gone), and words of what is told."""


async def test_edits_that_are_refused_under_the_running_bot(tmp_path: Path) -> None:
    world = World(tmp_path / "world")
    world.write({"River": FEED})
    path = world.config / "monitor.yaml"
    path.write_text(path.read_text().replace("watchlists: all", "watchlists: [towns]"))
    watcher, now = ConfigWatcher(world.config, {}.get, data_dir=world.data), 100.0
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings=settings_for(operator=replace(operators(), per_hour=99)))
    async with desk(shell) as at:
        for name, (file, edited, words) in EDITS.items():
            path = world.config / file
            sound = path.read_text()
            for text in (edited(sound), sound):
                path.unlink() if text is None else path.write_text(text)
                reloads = [watcher.check(now := now + 2) for _ in range(2)]
                (reload,) = [one for one in reloads if one is not None]
                if reload.settings is None:
                    refuse_config(at.services, reload.error)
                    await at.minutes(timedelta(minutes=3))
                    assert words in (await at.shown())["config"], name
                    assert words in at.told()["config"], name
            assert reload.settings is not None, name
            refuse_config(at.services, "")


async def test_a_clock_that_is_a_year_behind_at_the_start(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings=settings_for(operator=operators()))
    async with shell.life() as services:
        await compare_clock(services)
        await shell.cycle(services)
    shell.clock.step_wall(shell.clock.now() - timedelta(days=365))
    async with desk(shell) as at:
        await compare_clock(at.services)
        await at.minutes(timedelta(minutes=3))
        for facts in (await at.shown(), at.told()):
            assert "was set back by 36" in facts["clock"]
            assert "date -u" in facts["clock"]


STARTS = {
    "secret absent": ("password_env: NOT_THERE", "environment variable NOT_THERE is not set. Set it where the bot is"),
    "zone": ("zone: Mars/Olympus", "Mars/Olympus"),
    "channel": ("channels: [pigeon]", "there is no channel 'pigeon'"),
}


@pytest.mark.parametrize(("edit", "words"), STARTS.values(), ids=STARTS)
def test_a_start_that_is_refused(tmp_path: Path, edit: str, words: str) -> None:
    world = World(tmp_path)
    world.channels = "  mail: {type: email, host: mx.example, from: m@example.org, username: m, password_env: SET}"
    world.write({"River": FEED})
    world.data.mkdir()
    path = world.config / "monitor.yaml"
    text = path.read_text().replace("password_env: SET", edit if "password" in edit else "password_env: SET")
    text = text.replace("quiet: skip", edit if "zone" in edit else "quiet: skip")
    text = text.replace("channels: [files]", edit if "pigeon" in edit else "channels: [files]")
    path.write_text(f"{text}operator: {{channels: [files]}}\n")
    place = Place(config=world.config, data=world.data, env={"SET": "x"}.get)
    for _ in range(2):
        with pytest.raises(MonitorError) as refusal:
            place.load(secrets=True)
        report_refusal(place, refusal.value)
    (told,) = (world.data / "digests").glob("health-*.txt")
    assert words in told.read_text()
    health = world.call("health")
    assert health.returncode == 1
    assert words in health.stdout
