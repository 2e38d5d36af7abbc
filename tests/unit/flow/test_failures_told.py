"""Feeds that fail at once for a reason of ours are one line of the log; one publisher's affair is a line each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from monitor.model.feeds import FeedSpec, FetchFailure
from monitor.model.outcomes import FetchReason
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import Shell, settings_for

FAILING = {
    FetchReason.DNS: 18,
    FetchReason.CONNECT: 3,
    FetchReason.TIMEOUT: 4,
    FetchReason.TLS: 1,
    FetchReason.REFUSED_ADDRESS: 26,
    FetchReason.HTTP_CLIENT_ERROR: 5,
}
LINES = {
    FetchReason.DNS: [18],
    FetchReason.CONNECT: [1, 1, 1],
    FetchReason.TIMEOUT: [4],
    FetchReason.TLS: [1],
    FetchReason.REFUSED_ADDRESS: [21],  # 20 names, and how many more
    FetchReason.HTTP_CLIENT_ERROR: [1, 1, 1, 1, 1],
}
"""By reason: how many feeds each line names."""


async def test_one_cause_is_one_line(tmp_path: Path) -> None:
    specs, answers = [], {}
    for reason, count in FAILING.items():
        for number in range(count):
            url = f"https://{reason}{number}.example/".replace("_", "-")
            specs.append(FeedSpec(url=url, title=f"{reason} {number}", publisher=url))
            answers[url] = [FetchFailure(reason=reason, detail=f"{number} was not there")] * 2
    shell = Shell(tmp_path, ScriptedFetcher(answers), settings=settings_for(feeds=tuple(specs)))
    async with shell.life() as services:
        with capture_logs() as lines:
            await shell.cycle(services)
        found = [line for line in lines if line["event"].endswith("not read")]
        for reason, sizes in LINES.items():
            mine = [line for line in found if f"({reason})" in line["why"]]
            assert [len(named(line)) for line in mine] == sizes, reason
            assert all(name.startswith(f"{reason} ") or name == "6 more" for line in mine for name in named(line))
        shell.clock.advance(86_400)
        with capture_logs() as lines:
            await shell.cycle(services)
        assert [line for line in lines if line["event"].endswith("not read")] == [], "nothing has changed since"


def named(line: Any) -> list[str]:
    return list(line["feeds"]) if "feeds" in line else [line["feed"]]
