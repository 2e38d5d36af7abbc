"""Identity on real feeds and pages, where they are at hand."""

from __future__ import annotations

import gzip
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.core.entries.evidence import identities
from monitor.core.entries.identity import title_key
from monitor.core.entries.intake import decide_intake
from monitor.core.entries.news import IntakeContext
from monitor.core.pages import page_identity
from monitor.core.urls import canonical_url, url_key
from monitor.model.feeds import EntryKnown, ParsedFeed
from monitor.model.ids import EntryId
from monitor.parse.feeds.feed import parse_feed

REAL = Path(__file__).resolve().parents[3].parent / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the shared folder of real input is not here")
CONTEXT = IntakeContext(
    first_poll=True, lookback_s=-1, max_new=10_000, storm_share=0.9, now=datetime(2026, 11, 22, tzinfo=UTC)
)


def test_every_entry_of_real_feeds_is_new_once() -> None:
    read = 0
    for path in sorted((REAL / "feeds").glob("*.[xj]*")):
        parsed = parse_feed(path.read_bytes(), "application/xml", "https://feeds.example/feed")
        if not isinstance(parsed, ParsedFeed):
            continue
        first = decide_intake(identities(parsed.entries), [], CONTEXT)
        assert len(first.entries) == len(parsed.entries), path.name
        known = [
            EntryKnown(
                id=EntryId(number),
                keys=frozenset(intent.keys),
                url_key=url_key(intent.canonical_url),
                title_key=title_key(intent.data.title),
            )
            for number, intent in enumerate(first.entries, 1)
        ]
        again = decide_intake(identities(parsed.entries), known, CONTEXT)
        assert (again.entries, again.new_keys, again.overlap) == ((), (), len(known)), path.name
        read += 1
    assert read >= 30


def test_own_address_of_real_pages_is_believed() -> None:
    pages = json.loads((REAL / "pages" / "ground-truth.json").read_text("utf-8"))
    others = []
    for name, facts in sorted(pages.items()):
        path = REAL / "pages" / f"{name}.html.gz"
        if not path.is_file():
            continue
        html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        link = re.search(r"<link[^>]+rel=\"?canonical[^>]*>", html, re.IGNORECASE)
        rel = re.search(r'href="([^"]+)', link[0]) if link else None
        identity = page_identity(canonical_url(facts["url"]), facts["url"], rel[1] if rel else "")
        if rel and url_key(identity) != url_key(canonical_url(rel[1])):
            others.append(canonical_url(rel[1]).split("/")[2])
    # The one page that names another site's article: a reprint, which stays an article of its own.
    assert others == ["www.cnn.com"]
