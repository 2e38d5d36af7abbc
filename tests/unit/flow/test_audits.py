"""Audits that the bot makes by itself: one at a time, told once, and in nobody's way."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event

import pytest
from structlog.testing import capture_logs

from monitor.bootstrap import ApartAuditor
from monitor.errors import StoreError
from monitor.flow.archive.audits import Audits
from monitor.flow.compose import compose_now
from monitor.flow.services import Services
from monitor.model.archive.audit import AuditHead, AuditMade
from monitor.model.config import AuditSettings
from monitor.model.ids import ArticleId
from monitor.model.watch import Watchlist
from tests.unit.flow.shell_world import T0, Shell, fetcher_for, settings_for, unwatched, watched

WEEKLY = AuditSettings(cron="0 6 * * 1", zone="UTC")
HEAD = AuditHead(article=ArticleId(7), title="Convoy waits", publisher="North", url="https://n.example/7")


class Made:
    """Audits that were asked for; each takes ten minutes."""

    def __init__(self, services: Services, fault: str = "") -> None:
        self.asked: list[tuple[str, timedelta]] = []
        self._services, self.fault = services, fault

    async def __call__(self, watchlist: Watchlist, since: datetime, now: datetime) -> AuditMade | str:
        self.asked.append((watchlist.id, now - since))
        self._services.clock.advance(timedelta(minutes=10))  # type: ignore[attr-defined]
        if self.fault:
            return self.fault
        return AuditMade(
            watchlist=watchlist.id, at=now, articles=9, found=8, share=0.9, low=0.8, high=0.95, lines=1, first=(HEAD,)
        )


def shell(tmp_path: Path, audit: AuditSettings = WEEKLY) -> Shell:
    return Shell(tmp_path, fetcher_for(watched(1), unwatched(2)), settings=settings_for(audit=audit))


async def test_each_watchlist_is_audited_when_its_time_comes(tmp_path: Path) -> None:
    bot = shell(tmp_path)
    async with bot.life() as services:
        made = Made(services)
        audits = Audits(services, made)
        (watchlist,) = services.config.settings.watchlists
        for _ in range(3):
            await audits.look()
        assert made.asked == [(watchlist.id, timedelta(days=30))]
        bot.clock.advance(timedelta(days=7))
        for _ in range(3):
            await Audits(services, made).look()
        assert len(made.asked) == 2


async def test_off_nothing_is_audited(tmp_path: Path) -> None:
    bot = shell(tmp_path, AuditSettings())
    async with bot.life() as services:
        made = Made(services)
        await Audits(services, made).look()
    assert made.asked == []


async def test_digests_tell_an_audit_once(tmp_path: Path) -> None:
    bot = shell(tmp_path)
    async with bot.life() as services:
        await Audits(services, Made(services)).look()
        (kept,) = services.store.audits_made()
        told = []
        for _ in range(3):
            bot.clock.advance(timedelta(hours=1))
            digest = await compose_now(services, "border")
            assert digest is not None
            told.append(digest.coverage.audits)
    assert kept.at == T0 + timedelta(minutes=10)
    assert told == [(kept,), (), ()]


async def test_no_digest_waits_for_audits_that_cannot_be_read(tmp_path: Path) -> None:
    """A damaged table of audits would have kept every digest from being composed."""
    bot = shell(tmp_path)
    async with bot.life() as services:
        await bot.cycle(services)
        with closing(sqlite3.connect(bot.path, isolation_level=None)) as connection:
            connection.execute("DROP TABLE audit_made")
        with capture_logs() as logs:
            digest = await compose_now(services, "border")
    assert [line["event"] for line in logs if line["log_level"] == "error"] == [
        "a digest is composed without what cannot be told beside its stories"
    ]
    assert digest is not None
    assert digest.coverage.shown == 1


async def test_what_fails_costs_one_line_and_rests(tmp_path: Path) -> None:
    bot = shell(tmp_path)
    async with bot.life() as services:
        made = Made(services, "the disk is full")
        audits = Audits(services, made)
        with capture_logs() as lines:
            for _ in range(3):
                await audits.look()
        assert [(one["log_level"], one["why"]) for one in lines] == [("warning", "the disk is full")]
        assert (len(made.asked), services.store.audits_made()) == (1, [])
        made.fault = ""
        bot.clock.advance(timedelta(hours=6))
        await audits.look()
        assert len(services.store.audits_made()) == 1


async def test_what_cannot_be_kept_costs_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bot = shell(tmp_path)
    async with bot.life() as services:
        made = Made(services)

        def full(_: AuditMade) -> None:
            raise StoreError("the disk is full")

        monkeypatch.setattr(services.store, "keep_audit", full)
        audits = Audits(services, made)
        for _ in range(2):
            await audits.look()
        assert len(made.asked) == 1


async def test_a_process_of_its_own_makes_the_audit(tmp_path: Path) -> None:
    bot = shell(tmp_path)
    async with bot.life() as services:
        await bot.cycle(services)
        (watchlist,) = services.config.settings.watchlists
        made = await ApartAuditor(f"sqlite:///{bot.path}")(watchlist, T0 - timedelta(days=30), T0)
    assert isinstance(made, AuditMade)
    assert (made.watchlist, made.articles, made.found, made.share) == (watchlist.id, 2, 1, None)
    assert len(made.first) == min(3, made.lines)


async def test_why_there_is_no_audit_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "monitor.db").write_bytes(b"no database" * 1000)
    (watchlist,) = settings_for().watchlists
    made = await ApartAuditor(f"sqlite:///{tmp_path}/monitor.db")(watchlist, T0 - timedelta(days=30), T0)
    assert isinstance(made, str)
    assert "not a database" in made


async def test_a_stop_ends_the_process(tmp_path: Path) -> None:
    bot = shell(tmp_path)
    async with bot.life() as services:
        (watchlist,) = services.config.settings.watchlists
        others = set(active_children())
        audit = ApartAuditor(f"sqlite:///{bot.path}")(watchlist, T0 - timedelta(days=30), T0)
        task = asyncio.create_task(audit)
        while not (begun := set(active_children()) - others):
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert [one for one in begun if one.is_alive()] == []


async def test_a_stop_in_the_midst_of_a_start_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (watchlist,) = settings_for().watchlists
    others, begun, goes_on, ended = set(active_children()), Event(), Event(), Event()
    start = BaseProcess.start

    def slow(process: BaseProcess) -> None:
        begun.set()
        assert goes_on.wait(60)
        start(process)
        ended.set()

    monkeypatch.setattr(BaseProcess, "start", slow)
    audit = ApartAuditor(f"sqlite:///{tmp_path}/monitor.db")(watchlist, T0 - timedelta(days=30), T0)
    task = asyncio.create_task(audit)
    await asyncio.to_thread(begun.wait, 60)
    task.cancel()
    await asyncio.wait([task], timeout=0.05)
    goes_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(ended.wait, 60)
    assert set(active_children()) - others == set()
