"""Trends in a page: the figures of `monitor trends`, each chart with its table, and the sources that fell silent."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib import resources
from pathlib import Path

from monitor.core.health.feed_kinds import FeedTroubleKind
from monitor.flow.desk.feed_strips import strip_of
from monitor.flow.desk.feeds import FeedLine
from monitor.flow.desk.trends import TrendsAsked, view_of
from monitor.model.archive.trends import By
from tests.unit.flow.shell_world import T0, Shell, fetcher_for, watched
from tests.unit.web.desk_world import Visitor, visit

PINNED = {
    "uplot.js": "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
    "uplot.css": "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
}


def test_what_comes_from_others_is_what_was_taken_in() -> None:
    static = resources.files("monitor.web").joinpath("static")
    assert {name: hashlib.sha256(static.joinpath(name).read_bytes()).hexdigest() for name in PINNED} == PINNED
    assert "MIT" in static.joinpath("uplot.LICENSE.txt").read_text()


async def test_an_empty_desk_says_so(visitor: Visitor) -> None:
    page = (await visitor.get("/trends")).text
    assert "No topic was surely met" in page
    assert "No source is silent" in page


async def test_figures_charts_and_their_tables(tmp_path: Path) -> None:
    async with visit(tmp_path, Shell(tmp_path, fetcher_for(*(watched(number) for number in range(5))))) as desk:
        await desk.shell.cycle(desk.services)
        found = await desk.json("/trends.json?span=14&list=towns")
        page = (await desk.get("/trends?by=publisher")).text
        odd = await desk.json("/trends.json?span=-3&by=nothing&list=none")
    (line,) = found["lines"]
    assert (sum(line["days"]), line["days"][-1], len(found["days"])) == (5, 5, 14)
    (chart,) = found["charts"]
    assert chart["series"] == [{"name": "Albu Kamal", "values": line["days"]}]
    assert "<table>" in page
    assert 'data-day="' in page
    assert (odd["span"], odd["by"], odd["lines"]) == (28, "topic", [])


async def test_silent_sources_are_told_and_drawn(tmp_path: Path) -> None:
    async with visit(tmp_path) as desk:
        health = (await desk.desk.feeds.page()).lines[0].health
        line = FeedLine(
            id=1, health=replace(health, kind=FeedTroubleKind.SILENT), language="", hub="", strip=strip_of([T0], {}, T0)
        )
        asked = TrendsAsked(span=14, by=By.TOPIC, watchlist="")
        view = view_of(desk.services.store, desk.desk.settings, T0, asked, [line])
    (chart,) = view.charts
    assert chart.series[0].values[-1] == 1
    assert len(chart.days) == 14
