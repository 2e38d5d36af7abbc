"""A page without any text tells by its summary what it is about, and is read when its text is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.unit.flow.shell_world import Shell, fetcher_for, html, watched

ITEM = watched(1, title="What happened in the night")
SUMMARY = watched(1).text.split("\n")[0].replace('"', "")


async def test_a_name_in_the_summary_is_found_and_the_text_is_read_when_it_is_there(tmp_path: Path) -> None:
    fetcher = fetcher_for(replace(ITEM, page=False))
    drawn = f"""<html><head><title>{ITEM.title}</title><meta property="og:type" content="article">
        <meta property="og:title" content="{ITEM.title}"><meta property="og:description" content="{SUMMARY}">
        </head><body><div id="app"></div></body></html>"""
    fetcher.say_body(ITEM.url, drawn.encode())
    fetcher.say_body(ITEM.url, html(ITEM))
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services:
        await shell.cycle(services)
        ((text, source),) = shell.query("SELECT text, source FROM article")
        assert SUMMARY in text
        assert source == "page_part"
        assert shell.query("SELECT count(*) FROM alert") == [(1,)]
        shell.clock.advance(timedelta(hours=2))
        await shell.cycle(services)
    ((text, source),) = shell.query("SELECT text, source FROM article")
    assert source == "page"
    assert all(line in text for line in ITEM.text.split("\n"))
