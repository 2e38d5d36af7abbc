"""An article that goes on elsewhere is read to its end: next pages, and the AMP form of a page that shows a part."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.core.further import MOST_PAGES
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason
from tests.unit.flow.shell_world import Item, Shell, fetcher_for, html, watched

ITEM = watched(1)


def with_head(item: Item, link: str) -> bytes:
    return html(item).replace(b"</head>", f"{link}</head>".encode())


async def texts(shell: Shell) -> list[str]:
    async with shell.life() as services:
        await shell.cycle(services)
    return [text for (text,) in shell.query("SELECT text FROM article")]


async def test_the_next_pages_are_read(tmp_path: Path) -> None:
    fetcher = fetcher_for(replace(ITEM, page=False))
    second, third = (replace(watched(number), slug=f"item-1-{number}") for number in (2, 3))
    fetcher.say_body(ITEM.url, with_head(ITEM, f'<link rel="next" href="/{second.slug}.html">'))
    fetcher.say_body(
        second.url, html(second).replace(b"</article>", b'<a rel="next" href="item-1-3.html">3</a></article>')
    )
    fetcher.say_body(third.url, html(third))
    (text,) = await texts(Shell(tmp_path, fetcher))
    assert all(line in text for item in (ITEM, second, third) for line in item.text.split("\n"))


async def test_pages_without_an_end_are_read_up_to_a_bound(tmp_path: Path) -> None:
    fetcher = fetcher_for(replace(ITEM, page=False))
    for number in range(1, 3 * MOST_PAGES):
        url = ITEM.url if number == 1 else f"{ITEM.url}?page={number}"
        fetcher.say_body(url, with_head(watched(number), f'<link rel="next" href="{ITEM.url}?page={number + 1}">'))
    shell = Shell(tmp_path, fetcher)
    assert len(await texts(shell)) == 1
    assert sum(ITEM.url in request.url for request in fetcher.requests) == 1 + MOST_PAGES


async def test_a_page_that_cannot_be_had_costs_only_itself(tmp_path: Path) -> None:
    fetcher = fetcher_for(replace(ITEM, page=False))
    fetcher.say_body(ITEM.url, with_head(ITEM, f'<link rel="next" href="{ITEM.url}?page=2">'))
    fetcher.say_body(f"{ITEM.url}?page=2", b"\x89PNG\r\n\x1a\n", "image/png")
    (text,) = await texts(Shell(tmp_path, fetcher))
    assert ITEM.text.split("\n")[0] in text


async def test_a_next_page_that_fails_is_asked_for_again_with_its_article(tmp_path: Path) -> None:
    fetcher = fetcher_for(replace(ITEM, page=False))
    further, second = f"{ITEM.url}?page=2", watched(2)
    first = with_head(ITEM, f'<link rel="next" href="{further}">')
    fetcher.say_body(ITEM.url, first)
    fetcher.say_body(ITEM.url, first)
    fetcher.say(further, FetchFailure(url=further, reason=FetchReason.TIMEOUT, detail="no answer"))
    fetcher.say_body(further, html(second))
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services:
        await shell.cycle(services)
        assert shell.query("SELECT source FROM article") == [("page_part",)]
        shell.clock.advance(timedelta(minutes=3))
        await shell.cycle(services)
    ((text,),) = shell.query("SELECT text FROM article")
    assert all(line in text for item in (ITEM, second) for line in item.text.split("\n"))


async def test_the_amp_form_of_a_beginning_is_read(tmp_path: Path) -> None:
    fetcher = fetcher_for(replace(ITEM, page=False))
    first, rest = ITEM.text.split("\n")
    wall = replace(ITEM, text=f"{first}\nSubscribe to continue reading.")
    fetcher.say_body(ITEM.url, with_head(wall, '<link rel="amphtml" href="/amp/item-1.html">'))
    fetcher.say_body("https://river.example/amp/item-1.html", html(ITEM))
    shell = Shell(tmp_path, fetcher)
    (text,) = await texts(shell)
    assert rest in text
    assert shell.outcomes("extract") == {"page": 1}
