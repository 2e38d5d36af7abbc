"""Real feeds and pages, well and badly formed, through the whole program: every item ends in one named outcome."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import pytest

from monitor.model.outcomes import AssessOutcome, ExtractOutcome, IntakeOutcome, PollOutcome
from monitor.testing.newsite import NewsSite
from monitor.testing.wire import Resource
from tests.acceptance.world import ROOT, World

REAL = ROOT.parent / "shared" / "real"
pytestmark = [
    pytest.mark.skipif(not REAL.is_dir(), reason="the real feeds and pages (../shared/real) are not on this machine"),
    pytest.mark.xdist_group("real-input"),
]

_HOST = re.compile(rb"""(xmlns(?::[\w-]+)?\s*=\s*["'])?(?:https?:(?:\\?/){2}|(?<=["'])//)[\w.-]+(?::\d+)?""")
STEPS = {
    "poll": PollOutcome,
    "intake": IntakeOutcome,
    "extract": ExtractOutcome,
    "assess": AssessOutcome,
}


def homely(body: bytes, base: str) -> bytes:
    """The document with every address on the loopback site, so that nobody is asked; namespaces stay names."""
    return _HOST.sub(lambda found: found.group() if found.group(1) else base.encode(), body)


def serve_feeds(site: NewsSite) -> dict[str, str]:
    feeds = {}
    for path in sorted((REAL / "feeds").iterdir()):
        kind = "application/feed+json" if path.suffix == ".json" else "application/xml"
        resource = Resource(body=homely(path.read_bytes(), site.base_url), content_type=kind)
        feeds[path.stem] = site.put(f"/feeds/{path.name}", resource)
    return feeds


def serve_pages(site: NewsSite) -> str:
    """All pages as they were, in the encoding that they name themselves, linked from one feed."""
    items = []
    for path in sorted((REAL / "pages").glob("*.html.gz")):
        url = site.put(
            f"/pages/{path.name[:12]}", Resource(body=gzip.decompress(path.read_bytes()), content_type="text/html")
        )
        items.append(f"<item><title>Page {path.name[:12]}</title><link>{escape(url)}</link></item>")
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Pages</title>{"".join(items)}</channel></rss>'
    return site.put("/pages.xml", Resource(body=feed.encode(), content_type="application/rss+xml"))


def stats(world: World) -> tuple[dict[str, int], dict[str, Counter[str]]]:
    """Rows by table, and outcomes by step."""
    answer = world.call("db", "stats", "--json")
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    assert found["problems"] == []
    outcomes: dict[str, Counter[str]] = {step: Counter() for step in STEPS}
    for row in found["outcomes"]:
        outcomes.setdefault(row["step"], Counter())[row["outcome"]] += row["count"]
    return found["tables"], outcomes


def check_counts(world: World) -> dict[str, Counter[str]]:
    tables, outcomes = stats(world)
    for step, kinds in STEPS.items():
        assert set(outcomes[step]) <= set(kinds), step
    assert tables["entry"] == outcomes["intake"].total()
    assert outcomes["intake"]["new"] == outcomes["extract"].total()
    assert tables["article"] == outcomes["assess"].total()
    made = sum(outcomes["extract"][source] for source in ("page", "page_part", "feed_content", "summary_only"))
    assert tables["article"] == made
    twice = "SELECT step, subject, subject_id FROM outcome GROUP BY step, subject, subject_id HAVING count(*) > 1"
    assert world.query(twice) == []
    assert world.query("SELECT id FROM entry WHERE token IS NOT NULL") == []
    again = "SELECT subject_id FROM outcome WHERE step = 'extract' AND detail LIKE '%asked for again from%' ORDER BY 1"
    assert world.query("SELECT id FROM entry WHERE due_at IS NOT NULL ORDER BY 1") == world.query(again)
    assert world.query("SELECT id FROM article WHERE due_at IS NOT NULL OR token IS NOT NULL") == []
    return outcomes


async def test_every_entry_of_real_feeds_ends_in_one_named_outcome(tmp_path: Path) -> None:
    world = World(tmp_path, cron="0 7 * * *", level="info")
    async with NewsSite() as site:
        feeds = {**serve_feeds(site), "Pages": serve_pages(site)}
        assert len(feeds) == 44
        world.write(feeds)
        rows = json.loads((world.config / "feeds.yaml").read_text())["feeds"]
        (world.config / "feeds.yaml").write_text(json.dumps({"feeds": [{**row, "lookback": "any"} for row in rows]}))
        seen = []
        for _ in range(2):
            answer = await asyncio.to_thread(world.call, "once")
            assert answer.returncode == 0, answer.stderr
            said = answer.stdout + answer.stderr
            for accident in ("Traceback", "internal error", "Warning:", "parked"):
                assert accident not in said, said
            seen.append(await asyncio.to_thread(check_counts, world))
    first, second = seen
    assert first["poll"].total() == len(feeds)
    assert first["poll"]["parse_failed"] == 6, "the files that hold an entry or a page, not a feed"
    assert first["intake"]["new"] > 250
    assert first["extract"]["page"] >= 54 - 2
    assert first["extract"]["feed_content"] > 0
    assert first["extract"]["summary_only"] > 0
    # Nothing was asked of a name server: every address is the loopback site's.
    assert world.query("SELECT detail FROM outcome WHERE detail LIKE '%(dns)%' OR detail LIKE 'dns%'") == []
    # Read again, the same feeds bring nothing new.
    assert {step: second[step] for step in ("intake", "extract", "assess")} == {
        step: first[step] for step in ("intake", "extract", "assess")
    }
    assert second["poll"].total() > len(feeds)
