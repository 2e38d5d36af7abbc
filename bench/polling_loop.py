"""The least that a reader must do: `python bench/polling_loop.py DATABASE FEED... -- CYCLE...`, as `polling_cycles`.

httpx with 20 requests under way, feedparser with the options that the program reads with, and what is new in one table
with a commit for each feed. Nothing is guarded, told apart, judged or promised.
"""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import feedparser
import httpx

AT_ONCE = 20


def tell_news(url: str) -> None:
    """Have all feeds show an entry more."""
    urllib.request.urlopen(url.replace("/feed", "/news")).close()


async def main(database: str, urls: list[str], cycles: list[str]) -> None:
    """Poll once for each of `cycles`."""
    with closing(sqlite3.connect(database)) as table:
        table.execute("PRAGMA journal_mode = WAL")
        table.execute("CREATE TABLE IF NOT EXISTS entry (feed, guid, title, text, UNIQUE (feed, guid))")
        table.execute("CREATE TABLE IF NOT EXISTS tag (feed PRIMARY KEY, tag)")
        tags: dict[str, str] = dict(table.execute("SELECT feed, tag FROM tag"))
        for cycle in cycles:
            if cycle == "news":
                await asyncio.to_thread(tell_news, urls[0])
            before = time.perf_counter(), time.process_time(), 0.0, _written()
            async with httpx.AsyncClient() as client:
                places = asyncio.Semaphore(AT_ONCE)
                await asyncio.gather(*(_poll(client, places, table, tags, url) for url in urls))
            after = time.perf_counter(), time.process_time(), 0.0, _written()
            sys.stdout.write(json.dumps([cycle, *(b - a for a, b in zip(before, after, strict=True))]) + "\n")


def _written() -> int:
    lines = Path("/proc/self/io").read_text().splitlines()
    return int(dict(line.split(": ") for line in lines)["write_bytes"])


async def _poll(
    client: httpx.AsyncClient, places: asyncio.Semaphore, table: sqlite3.Connection, tags: dict[str, str], url: str
) -> None:
    async with places:
        answer = await client.get(url, headers={"If-None-Match": tags[url]} if url in tags else {})
        if answer.status_code == 304:
            return
        tags[url] = answer.headers["etag"]
        feed = feedparser.parse(io.BytesIO(answer.content), sanitize_html=False, resolve_relative_uris=False)
        rows = [(url, one.id, one.title, one.summary) for one in feed.entries]
        table.execute("INSERT OR REPLACE INTO tag VALUES (?, ?)", (url, tags[url]))
        table.executemany("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?)", rows)
        table.commit()


if __name__ == "__main__":
    end = sys.argv.index("--")
    asyncio.run(main(sys.argv[1], sys.argv[2:end], sys.argv[end + 1 :]))
