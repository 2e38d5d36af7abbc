"""One event that newsrooms of two languages tell is one line of a digest, and `why` shows what makes it one."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from monitor.testing.items import SiteItem
from tests.acceptance.world import World, news_site

ENGLISH = (
    "The bridge over the Euphrates at Albu Kamal collapsed on Monday morning while two trucks were crossing it.",
    "Both drivers were pulled out of the river alive. Merchants had complained about the pillars since spring.",
)
GERMAN = (
    "In Albu Kamal ist am Montagmorgen die Brücke über den Euphrat eingestürzt, als zwei Lastwagen darauf fuhren.",
    "Die Fahrer wurden lebend geborgen. Händler klagten seit dem Frühjahr über den Zustand der Pfeiler.",
)


async def test_why_shows_the_closest_sentences_of_two_languages(tmp_path: Path) -> None:
    async with news_site("Herald", "Bote") as site:
        world = World(tmp_path, cron="0 7 1 1 *")
        world.write({outlet: site.feed_url(outlet) for outlet in ("Herald", "Bote")})
        at = datetime.now(UTC)
        for outlet, slug, title, text, language in (
            ("Herald", "bridge", "Bridge at Albu Kamal collapses", ENGLISH, "en"),
            ("Bote", "bruecke", "Brücke in Albu Kamal eingestürzt", GERMAN, "de"),
        ):
            site.add(
                SiteItem(outlet=outlet, slug=slug, title=title, paragraphs=text, language=language, published_at=at)
            )
        done = await asyncio.to_thread(world.call, "once", "--digest")
        assert done.returncode == 0, done.stderr
        [(url,)] = world.query("SELECT final_url FROM article WHERE title LIKE 'Br_cke%'")
        why = await asyncio.to_thread(world.call, "why", "--json", url)
        shown = await asyncio.to_thread(world.call, "why", url)
    [one] = json.loads(why.stdout)["closest"]
    sentences = {one["sentence"], one["other_sentence"]}
    assert any("Albu Kamal" in said and ("ollaps" in said or "Euphrates" in said) for said in sentences)
    assert any("Brücke" in said for said in sentences)
    assert one["cosine"] > 0.4
    assert f"closest sentences, {one['cosine']:.2f} alike in meaning:" in shown.stdout
    assert all(said in shown.stdout for said in sentences)
