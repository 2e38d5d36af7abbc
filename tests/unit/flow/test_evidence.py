"""What proves an alert is kept with it, and nothing of what does not alert."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.evidence.replay import replay
from monitor.flow.upkeep import prune
from monitor.model.config import EvidenceSettings
from monitor.model.evidence.kept import PageHead
from monitor.model.feeds import FetchResult
from monitor.model.ids import AlertId
from monitor.model.watch import Name
from monitor.testing.scripted import ScriptedFetcher
from monitor.watch import compile_watchlists
from tests.unit.flow.shell_world import FEED, T0, WATCHLIST, Item, Shell, html, rss, settings_for, unwatched, watched

ON = EvidenceSettings(enabled=True)
TEXTS = -1
"""As a budget: what all but the pages take."""


def site(*items: Item, padding: bytes = b"") -> ScriptedFetcher:
    """As a server answers that is asked for its heads."""
    fetcher = ScriptedFetcher()
    fetcher.say_body(FEED, rss(items), "application/rss+xml")
    for item in items:
        head = PageHead(url=item.url, at=T0, status=200, headers=(("server", "nginx"),), left_out=("set-cookie",))
        fetcher.say(item.url, FetchResult(status=200, url=item.url, body=html(item) + padding, head=head))
    return fetcher


def shell(tmp_path: Path, *items: Item, evidence: EvidenceSettings = ON, padding: bytes = b"") -> Shell:
    return Shell(tmp_path, site(*items, padding=padding), settings=settings_for(evidence=evidence))


async def test_an_alert_is_kept_with_page_text_and_watchlists(tmp_path: Path) -> None:
    bot = shell(tmp_path, watched(1), unwatched(2), watched(3))
    async with bot.life() as services:
        await bot.cycle(services)
        proof = services.store.proof(AlertId(1))
        assert services.store.audit().findings == ()
        assert services.store.proved() == [1, 2]
    assert proof is not None
    assert proof.text is not None
    assert proof.lists == (WATCHLIST,)
    (page,) = proof.pages
    assert page.body in (html(watched(1)), html(watched(3)))
    assert (page.head.status, page.head.left_out) == (200, ("set-cookie",))
    assert bot.query("SELECT count(*) FROM evidence_waiting") == [(0,)]
    # Two pages, two texts, the watchlists once.
    assert bot.query("SELECT count(*) FROM evidence_blob") == [(5,)]


@pytest.mark.parametrize("broken", ["packed", "matcher_mark"])
async def test_evidence_that_cannot_be_made_costs_no_alert(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    bot = shell(tmp_path, watched(1))
    async with bot.life() as services:

        def fails(*_values: object, **_named: object) -> None:
            raise OSError(5, "the files of the program are gone")

        monkeypatch.setattr(f"monitor.flow.evidence.keeping.{broken}", fails)
        await bot.cycle(services)
        assert services.store.audit().findings == ()
    assert bot.query("SELECT count(*) FROM alert") == [(1,)]


async def test_off_keeps_no_bytes(tmp_path: Path) -> None:
    bot = shell(tmp_path, watched(1), evidence=EvidenceSettings())
    async with bot.life() as services:
        await bot.cycle(services)
        assert services.store.audit().findings == ()
        proof = services.store.proof(AlertId(1))
    assert proof is not None
    assert (proof.text, proof.lists, proof.matcher, proof.pages) == (None, None, "", ())
    assert not [one for one in bot.fetcher.requests if one.keep_head]  # type: ignore[attr-defined]


async def test_what_is_kept_is_matched_again_whatever_became_of_the_configuration(tmp_path: Path) -> None:
    bot = shell(tmp_path, *(watched(number) for number in range(12)))
    async with bot.life() as services:
        await bot.cycle(services)
    topic = replace(WATCHLIST.topics[0], names=(Name(text="Elsewhere"),))
    bot.settings = settings_for(watchlists=(replace(WATCHLIST, topics=(topic,)),), revision="r2")
    async with bot.life() as services:
        for alert_id in services.store.proved():
            proof = services.store.proof(alert_id)
            assert proof is not None
            assert proof.text is not None
            again = replay(proof, proof.text, compile_watchlists(proof.lists or ()).match)
            assert (again.same, again.stands, again.differences) == (True, True, ())
            assert again.spans > 0
            # What differs is told.
            other = replay(proof, proof.text, services.config.matcher.match)
            assert "is not found now" in other.differences[0]
            # What was recorded stands in the kept text, whatever is looked for now.
            assert (other.same, other.stands) == (False, True)
            cut = replace(proof.text, title=proof.text.title[1:], text=proof.text.text[1:])
            assert not replay(proof, cut, services.config.matcher.match).stands
        assert len(services.store.proved()) == 12


async def test_a_page_that_is_too_large_is_known_by_its_hash(tmp_path: Path) -> None:
    bot = shell(tmp_path, watched(1), evidence=replace(ON, max_page=100))
    async with bot.life() as services:
        await bot.cycle(services)
        proof = services.store.proof(AlertId(1))
        assert services.store.audit().findings == ()
    assert proof is not None
    assert [(one.body, one.size) for one in proof.pages] == [(None, len(html(watched(1))))]


def kept(bot: Shell) -> Iterator[tuple[str, int]]:
    yield from bot.query("SELECT kind, count(*) FROM evidence_blob GROUP BY kind ORDER BY kind")


@pytest.mark.parametrize(
    ("evidence", "days", "left"),
    [
        pytest.param(ON, 1, {"lists": 1, "page": 3, "text": 3}, id="all fits"),
        pytest.param(replace(ON, budget=TEXTS), 1, {"lists": 1, "text": 3}, id="pages go before texts"),
        pytest.param(replace(ON, budget=0), 1, {}, id="nothing fits"),
        pytest.param(replace(ON, keep_days=30), 31, {}, id="all is old"),
    ],
)
async def test_what_is_kept_is_bounded_by_a_budget_and_an_age(
    tmp_path: Path, evidence: EvidenceSettings, days: int, left: dict[str, int]
) -> None:
    bot = shell(tmp_path, watched(1), watched(2), watched(3))
    async with bot.life() as services:
        await bot.cycle(services)
    if evidence.budget == TEXTS:
        ((texts,),) = bot.query("SELECT sum(packed) FROM evidence_blob WHERE kind <> 'page'")
        evidence = replace(evidence, budget=texts)
    bot.settings = settings_for(evidence=evidence)
    bot.clock.advance(timedelta(days=days))
    async with bot.life() as services:
        await prune(services, services.clock.now())
        audit = services.store.audit()
    assert dict(kept(bot)) == left
    assert audit.findings == ()
    assert bool(audit.notes) is (len(left) < 3)
