"""A running bot takes a good edit of config/ over, and keeps what it has after a bad one."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import databases
from tests.acceptance.world import GUARD_S, World, article, free_port, kill, news_site, stop, until

pytestmark = pytest.mark.xdist_group("reload")

HARBOUR = """\
watchlist: harbours
title: Harbours
topics:
  - id: harbour
    name: the harbour
    kind: place
    names: {en: [the harbour]}
"""
BAD = """\
watchlist: harbours
titel: Harbours
topics: []
"""


def notes(world: World) -> list[str]:
    """What `monitor health` says beside its checks, all of which must be well."""
    answer = world.call("health", "--json")
    report = json.loads(answer.stdout)
    assert (answer.returncode, report["status"]) == (0, "ok"), report
    found: list[str] = report["notes"]
    return found


async def test_a_good_edit_is_live_and_a_bad_one_is_refused_and_told(tmp_path: Path) -> None:
    world = World(tmp_path, cron="0 7 1 1 *", level="info", port=free_port())
    async with news_site("Harbour News") as site:
        site.add(article(0, "Harbour News", watched=True))
        world.write({"Harbour News": site.feed_url("Harbour News")})
        process = world.start("run")
        try:
            await until(lambda: alerts(world) == {("towns", 0)}, GUARD_S, "an alert by the first configuration")
            assert notes(world) == []

            edited = world.config / "watchlists" / "harbours.yaml"
            edited.write_text(HARBOUR)
            await until(lambda: len(revisions(world)) == 2, GUARD_S, "the edit in force")
            site.add(article(1, "Harbour News", watched=False))
            await until(lambda: ("harbours", 1) in alerts(world), GUARD_S, "an alert by the new watchlist")

            edited.write_text(BAD)
            await until(lambda: refusals(world), GUARD_S, "a refusal in the log")
            [refused] = refusals(world)
            assert refused["level"] == "error"
            [noted] = notes(world)
            for told in (refused["why"], noted):
                assert "harbours.yaml:2" in told
                assert "titel" in told
            # The old one goes on working.
            assert len(revisions(world)) == 2
            site.add(article(2, "Harbour News", watched=False))
            await until(lambda: ("harbours", 2) in alerts(world), GUARD_S, "an alert by the watchlist kept")

            let_the_digest_fall_due(world)
            await until(lambda: [*(world.data / "digests").glob("*.html")], GUARD_S, "the next digest")
            [text] = [path.read_text() for path in (world.data / "digests").glob("*.txt")]
            assert "harbours.yaml:2" in text, text
            assert "titel" in text
            assert "Report 2 from the harbour" in text

            edited.write_text(HARBOUR)
            await until(lambda: not notes(world), GUARD_S, "the refusal withdrawn")
            await stop(process)
        finally:
            kill(process)


def alerts(world: World) -> set[tuple[object, int]]:
    """(watchlist, number of the article)."""
    rows = world.query(
        "SELECT match.watchlist, article.title FROM alert JOIN match ON match.id = alert.match_id "
        "JOIN article ON article.id = match.article_id"
    )
    return {(watchlist, int(re.findall(r"\d+", str(title))[0])) for watchlist, title in rows}


def let_the_digest_fall_due(world: World) -> None:
    """As if the scheduled time had come: a schedule of minutes would have the test wait for one."""
    past = (datetime.now(UTC) - timedelta(seconds=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
    databases.change(world.database, f"UPDATE subscription SET next_due_at = '{past}'")


def revisions(world: World) -> list[tuple[object, ...]]:
    return world.query("SELECT * FROM revision")


def refusals(world: World) -> list[dict[str, Any]]:
    return [line for line in world.log() if "was refused" in line["event"]]
