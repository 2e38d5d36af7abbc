"""One corpus on a file by one bot, and on a server by four workers: the same alerts, stories and digests."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.acceptance.crew import Crew
from tests.acceptance.scenarios import played, scenarios
from tests.databases import on_server, rows

_ALERTS = """
SELECT article.canonical_url, alert.watchlist, alert.number, alert.reason FROM alert
JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
"""
_STORIES = "SELECT story_id, canonical_url FROM article"


async def test_four_workers_tell_what_one_bot_tells(tmp_path: Path) -> None:
    """Ids may differ. Within a step the order in which pages come is that of chance, here as there."""
    for scenario in scenarios()[5::36]:
        alone, together = tmp_path / f"{scenario['id']}-alone", tmp_path / scenario["id"]
        told = await played(scenario, alone)
        found = _known(alone)
        with on_server():
            assert await played(scenario, together, bot=Crew) == told, scenario["id"]
            assert _known(together) == found, scenario["id"]
        assert found[0], scenario["id"]


def _known(folder: Path) -> tuple[list[tuple[object, ...]], list[list[str]]]:
    """Alerts, and which articles stand together in a story."""
    stories = defaultdict(list)
    for story, url in rows(folder / "monitor.db", _STORIES):
        stories[story].append(str(url))
    return sorted(rows(folder / "monitor.db", _ALERTS), key=str), sorted(map(sorted, stories.values()))
