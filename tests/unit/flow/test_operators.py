"""Operators are told by a way that works, and the dead man's switch is called while all is well."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.flow.operators import LOOK_S, PAUSES_S, TELL_S, Operators
from monitor.flow.services import Services
from monitor.model.config import OperatorSettings, Secret, Target
from monitor.model.delivery import Receipt
from monitor.model.feeds import FetchFailure, FetchResult
from monitor.model.health import Book, Check, HealthReport, Note, Notice
from monitor.model.outcomes import FetchReason, SendResult
from monitor.obs.memory import FileMemory
from monitor.testing.channel import RecordingChannel
from monitor.testing.scripted import ScriptedFetcher
from tests.elapsing import outlast
from tests.unit.flow.shell_world import Shell, settings_for

DOWN = Receipt(result=SendResult.TEMPORARY, detail="mx cannot be reached.")
CALLED = "https://ping.example/3f2a-secret"
OPERATORS = OperatorSettings(
    targets=(Target(channel="mail", recipients=("ops@example.org",)), Target(channel="hook")), per_hour=3
)
WELL = HealthReport(checks=(Check(name="polls", ok=True, detail="fine"),))
ILL = HealthReport(checks=(Check(name="polls", ok=False, detail="no feed was read"),))
MAIL_DOWN = HealthReport(checks=(), notes=(Note(name="channel mail", detail="takes nothing", channel="mail"),))


class Silent(RecordingChannel):
    """Takes the notice and never answers."""

    async def tell(self, notice: Notice) -> Receipt:
        await super().tell(notice)
        await asyncio.Event().wait()
        raise AssertionError


@dataclass
class Desk:
    services: Services
    shell: Shell
    folder: Path
    report: HealthReport = WELL
    mail: RecordingChannel = field(default_factory=lambda: RecordingChannel("mail"))
    hook: RecordingChannel = field(default_factory=lambda: RecordingChannel("hook"))

    def __post_init__(self) -> None:
        self.services.channels = {"mail": self.mail, "hook": self.hook}
        self.operators = self.anew()

    def anew(self) -> Operators:
        """As after a restart of the process."""

        async def report() -> HealthReport:
            return self.report

        self.operators = Operators(self.services, report, FileMemory(self.folder), "here:/data")
        return self.operators

    async def looks(self, report: HealthReport, seconds: float) -> None:
        self.report = report
        for _ in range(int(seconds / LOOK_S)):
            await self.operators.look()
            await self.operators.call()
            self.shell.clock.advance(LOOK_S)

    def told(self) -> list[tuple[str, list[str], list[str]]]:
        every = [(one.at, channel.name, one) for channel in (self.mail, self.hook) for one in channel.told]
        return [
            (name, [one.name for one in notice.news], [one.name for one in notice.mended])
            for _, name, notice in sorted(every, key=lambda one: one[:2])
        ]


@pytest.fixture
def operating(tmp_path: Path) -> Callable[..., object]:
    def made(fetcher: ScriptedFetcher | None = None, **changes: object) -> Shell:
        settings = settings_for(operator=replace(OPERATORS, **changes))  # type: ignore[arg-type]
        return Shell(tmp_path, fetcher or ScriptedFetcher(), settings=settings)

    return made


async def test_each_change_is_told_once_by_the_first_way(operating: Callable[..., Shell], tmp_path: Path) -> None:
    shell = operating()
    async with shell.life() as services:
        desk = Desk(services, shell, tmp_path)
        await desk.looks(WELL, 60)
        await desk.looks(ILL, 600)
        await desk.looks(WELL, 600)
        assert desk.told() == [("mail", ["polls"], []), ("mail", [], ["polls"])]
        assert desk.mail.told[0].recipient == "ops@example.org"


async def test_cycles_that_cron_begins_tell_each_change_once(operating: Callable[..., Shell], tmp_path: Path) -> None:
    shell = operating()
    async with shell.life() as services:
        desk = Desk(services, shell, tmp_path)
        for report in (WELL, ILL, ILL, ILL, WELL, WELL, WELL, ILL):
            desk.report = report
            await desk.anew().end_of_cycle()
            shell.clock.advance(15 * 60)
        assert desk.told() == [("mail", ["polls"], []), ("mail", [], ["polls"]), ("mail", ["polls"], [])]


async def test_a_cycle_calls_the_dead_mans_switch_where_all_is_well(
    operating: Callable[..., Shell], tmp_path: Path
) -> None:
    fetcher = ScriptedFetcher({CALLED: [FetchResult(status=200, url=CALLED, body=b"") for _ in range(3)]})
    shell = operating(fetcher, heartbeat=Secret(CALLED), heartbeat_s=3600)
    async with shell.life() as services:
        desk = Desk(services, shell, tmp_path)
        for report in (WELL, ILL, WELL):
            desk.report = report
            await desk.anew().end_of_cycle()
            shell.clock.advance(60)
        assert [one.url for one in fetcher.requests] == [CALLED, CALLED]


async def test_the_broken_channel_is_not_the_one_to_tell_it_by(operating: Callable[..., Shell], tmp_path: Path) -> None:
    shell = operating()
    async with shell.life() as services:
        desk = Desk(services, shell, tmp_path)
        await desk.looks(MAIL_DOWN, 60)
        assert desk.told() == [("hook", ["channel mail"], [])]


async def test_a_way_that_fails_or_is_silent_is_followed_by_the_next(
    operating: Callable[..., Shell], tmp_path: Path
) -> None:
    shell = operating()
    async with shell.life() as services:
        desk = Desk(services, shell, tmp_path, mail=RecordingChannel("mail", [DOWN] * 9))
        await desk.looks(ILL, 60)
        assert [name for name, *_ in desk.told()] == ["hook", "mail"]
        desk = Desk(services, shell, tmp_path / "silent", mail=Silent("mail"))
        desk.report = ILL
        await desk.operators.look()
        shell.clock.advance(20)
        await outlast(desk.operators.look(), TELL_S + 5)
        assert [one.news[0].name for one in desk.hook.told] == ["polls"]


async def test_where_no_way_works_it_is_tried_again_and_then_told_once(
    operating: Callable[..., Shell], tmp_path: Path
) -> None:
    shell = operating()
    async with shell.life() as services:
        desk = Desk(
            services,
            shell,
            tmp_path,
            mail=RecordingChannel("mail", [DOWN] * 4),
            hook=RecordingChannel("hook", [DOWN] * 4),
        )
        await desk.looks(ILL, sum(PAUSES_S) + 3 * PAUSES_S[-1])
        assert len(desk.mail.told) + len(desk.hook.told) == 9
        assert len({one.id for one in (*desk.mail.told, *desk.hook.told)}) == 1
        await desk.looks(ILL, 3600)
        assert len(desk.mail.told) + len(desk.hook.told) == 9


async def test_a_restart_tells_nothing_twice(operating: Callable[..., Shell], tmp_path: Path) -> None:
    shell = operating()
    async with shell.life() as services:
        desk = Desk(services, shell, tmp_path)
        await desk.looks(ILL, 60)
        desk.anew()
        await desk.looks(ILL, 600)
        assert len(desk.told()) == 1
        desk.anew()
        await desk.looks(WELL, 120)
        assert desk.told()[1:] == [("mail", [], ["polls"])]


async def test_what_was_kept_may_be_anything(tmp_path: Path) -> None:
    for text in ("", "[]", "{", '{"troubles": [{"name": 3}], "sent": []}', '{"troubles": [], "sent": ["yesterday"]}'):
        (tmp_path / "operator.json").write_text(text)
        assert FileMemory(tmp_path).load() == Book()
    FileMemory(tmp_path / "absent").save(Book())


async def test_nobody_is_told_where_nobody_is_named(operating: Callable[..., Shell], tmp_path: Path) -> None:
    shell = operating(targets=())
    async with shell.life() as services:
        desk = Desk(services, shell, tmp_path)
        await desk.looks(ILL, 600)
        assert desk.told() == []


async def test_the_switch_is_called_while_all_is_well(operating: Callable[..., Shell], tmp_path: Path) -> None:
    fetcher = ScriptedFetcher({CALLED: [FetchResult(status=200, url=CALLED, body=b"OK")]})
    shell = operating(fetcher, heartbeat=Secret(CALLED), heartbeat_s=60.0)
    async with shell.life() as services:
        desk = Desk(services, shell, tmp_path)
        await desk.looks(WELL, 600)
        assert len(fetcher.requests) == 10
        await desk.looks(ILL, 600)
        assert len(fetcher.requests) == 10
        await desk.looks(MAIL_DOWN, 60)
        assert len(fetcher.requests) == 11, "a note is not red"


async def test_a_switch_that_does_not_answer_is_noted_without_its_address(
    operating: Callable[..., Shell], tmp_path: Path
) -> None:
    away = FetchFailure(reason=FetchReason.HTTP_CLIENT_ERROR, detail=f"{CALLED} answered 404", status=404)
    fetcher = ScriptedFetcher({CALLED: [away] * 5 + [FetchResult(status=200, url=CALLED, body=b"OK")]})
    shell = operating(fetcher, heartbeat=Secret(CALLED), heartbeat_s=60.0)
    async with shell.life() as services:
        desk = Desk(services, shell, tmp_path)
        await desk.looks(WELL, 110)
        assert desk.operators.notes() == ()
        await desk.looks(WELL, 60)
        (note,) = desk.operators.notes()
        assert "ping.example: http_client_error 404" in note.detail
        assert "secret" not in note.detail
        await desk.looks(WELL, 200)
        assert desk.operators.notes() == ()
        assert timedelta(seconds=PAUSES_S[0]) < timedelta(seconds=TELL_S)
