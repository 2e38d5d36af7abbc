"""What a rename left untold: named by health's log and the next digest, told once by command."""

from __future__ import annotations

import pytest

from tests.acceptance.world import World
from tests.unit.cli.conftest import Command


@pytest.fixture
def renamed(world: World, monitor: Command) -> World:
    """Two stories wait for their digest; then the watchlist gets another id and watches something else."""
    assert monitor("once").status == 0
    path = world.config / "watchlists" / "towns.yaml"
    text = path.read_text().replace("watchlist: towns", "watchlist: cities").replace("Albu Kamal", "Nowhere City")
    path.write_text(text.replace("al-Bukamal", "Nowhere Town").replace("البوكمال", "لامكان"))
    return world


def test_named_in_the_log_and_in_the_next_digest_and_told_once(renamed: World, monitor: Command) -> None:
    once = monitor("once", "--digest")
    assert "alerts are told by no subscription any more, see: monitor digest orphans" in once.out + once.err
    preview = " ".join(monitor("digest", "preview").out.split())
    assert "2 alerts of towns are told by no subscription any more" in preview
    assert "Attention: 2 alerts told by no subscription any more; see below." in preview

    listed = monitor("digest", "orphans")
    assert listed.status == 0
    assert [line for line in listed.lines if "Report 0 from Albu Kamal" in line and "towns" in line]
    assert "monitor digest tell-orphans SUBSCRIPTION" in listed.out
    assert {one["watchlist"] for one in monitor("digest", "orphans", "--json").json} == {"towns"}

    unknown = monitor("digest", "tell-orphans", "nobody")
    assert unknown.status == 2
    assert "the bot works for: towns" in unknown.err

    assert "2 alerts to be told by towns" in monitor("digest", "tell-orphans", "towns").out
    assert "No orphans" in monitor("digest", "orphans").out
    preview = monitor("digest", "preview").out
    for number in (0, 1):
        assert preview.count(f"   Report {number} from Albu Kamal\n") == 1
    assert monitor("digest", "send-now").status == 0
    assert "Report 0" not in monitor("digest", "preview").out
    assert "no alert to be told by towns" in monitor("digest", "tell-orphans", "towns").out


def test_forgotten_on_request(renamed: World, monitor: Command) -> None:
    monitor("once")
    assert "forgotten" in monitor("digest", "orphans", "--forget").out
    assert "No orphans" in monitor("digest", "orphans").out
    assert "told by no subscription" not in monitor("digest", "preview").out
