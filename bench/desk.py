"""How soon the desk answers from a large installation, and what a browser loads of it first.

`python -m bench.desk` prints JSON: milliseconds of every page and its twin at the server, the first time a desk is
asked (cold) and after that (median, 95th percentile), with 100,000 articles in 10,000 stories that alerted, 2,000
feeds and a year of digests; what a first load takes in requests and compressed bytes; and how soon an edit of a
watchlist is told of. `--keep FOLDER` keeps the installation, or takes the one that lies there.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import html
import json
import logging
import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import structlog

from bench.desk_archive import filled, list_text, names_of_topics, place_in
from bench.story_store import NOW
from bench.trends import LANGUAGES, LISTS
from monitor.bootstrap import Place
from monitor.flow.archive.remembered import Remembered
from monitor.flow.archive.trying import Wanted, made_ready
from monitor.flow.archive.trying import tried as draft_tried
from monitor.flow.configure import config_of
from monitor.flow.services import Services
from monitor.model.config import SandboxSettings
from monitor.obs.metrics import PrometheusMeter
from monitor.sandbox import ProcessSandbox
from monitor.settings import read_list, try_draft
from monitor.store import open_store
from monitor.testing.clock import FixedClock
from monitor.testing.scripted import ScriptedFetcher
from monitor.watch import matcher_of
from monitor.web.app import desk_app
from monitor.web.desk import Desk

ARTICLES = 100_000
HERE = "http://localhost:8321"
_BESIDE = re.compile(r'<(?:link|script|img)[^>]* (?:href|src)="(/[^"]+)"')
_TOKEN, _WHOLE_S = re.compile(r'data-token="([^"]+)"'), 60.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--keep", type=Path, help="an installation to make, or to take")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    gc.set_threshold(10_000)  # As every command does that goes on.
    with tempfile.TemporaryDirectory() as folder:
        kept = asked.keep or Path(folder) / "desk"
        if not (kept / "monitor.db").exists():
            filled(kept / "monitor.db", place_in(kept).load(), asked.articles)
        report = asyncio.run(measured(kept, asked.times))
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


async def measured(folder: Path, times: int) -> dict[str, Any]:
    """The report."""
    report: dict[str, Any] = {}
    place = Place(config=folder / "config", data=folder, env=lambda _name: None)
    with closing(open_store(f"sqlite:///{folder / 'monitor.db'}", exclusive=False)) as store:
        settings = place.load()
        services = Services(
            store=store,
            fetcher=ScriptedFetcher(),
            sandbox=ProcessSandbox(SandboxSettings()),
            clock=FixedClock(NOW),
            meter=PrometheusMeter(),
            config=config_of(settings, matcher_of(settings.watchlists), NOW),
        )
        async with visitor(services, place) as client:
            addresses = pages((await client.get("/index.json")).json()["lines"])
        for name, address in addresses.items():
            # A desk of its own, which has kept nothing.
            async with visitor(services, place) as client:
                report[name] = await timed(client, address, times)
        async with visitor(services, place) as client:
            report["first load"] = {name: await loaded(client, addresses[name]) for name in ("inbox", "watchlist")}
            report["trials"] = {name: await tried(client, text) for name, text in edits().items()}
        # Before each a desk of its own, on which somebody looked at the list for some seconds.
        report["trials, made ready"] = {}
        for name, text in edits().items():
            async with visitor(services, place) as client:
                await begun(client)
                report["trials, made ready"][name] = await tried(client, text)
        report["trials by steps"] = {
            name: {"at first": stepped(services, place, text), "looked at": stepped(services, place, text, ready=True)}
            for name, text in edits().items()
        }
        services.close()
    return report


@contextlib.asynccontextmanager
async def visitor(services: Services, place: Place) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at a desk that was just opened."""
    transport = httpx.ASGITransport(desk_app(Desk(services, place)))
    async with httpx.AsyncClient(transport=transport, base_url=HERE, timeout=120) as client:
        yield client


def pages(lines: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What is asked for, by a name for it; twins beside their pages."""
    name = names_of_topics()[4][0]
    shown = {
        "inbox": "/",
        "inbox, a list": f"/?list={LISTS[0]}",
        "inbox, last 24 h": "/?window=24h",
        "inbox, done": "/?state=done",
        "inbox, a language": f"/?language={LANGUAGES[1]}",
        "inbox, an old page": f"/?before={lines[-1]['alert'] // 2}",
        "story": f"/story/{lines[0]['ref']}",
        "story, an older one": f"/story/{lines[-1]['ref']}",
        "why": "/why?url=https://made.example/50000",
        "why, never seen": "/why?url=https://made7.example/nowhere",
        "why, no such site": "/why?url=https://elsewhere.test/nowhere",
        "search, nothing asked": "/search",
        "search, a name": f'/search?q=name:"{name}"',
        "search, a name that is rare": '/search?q=name:"Nobody Anywhere"',
        "search, a rule": "/search?q=NEAR/9(reports, noon) AND came",
        "search, the best": f"/search?q={name.split()[0]}&sort=best",
        "trends": "/trends",
        "trends, a year by publisher": "/trends?span=365&by=publisher",
        "feeds": "/feeds",
        "feeds, a word": "/feeds?q=feed 19",
        "watchlists": "/watchlists",
        "watchlist": f"/watchlists/{LISTS[0]}",
        "sent": "/sent",
        "start": "/start",
    }
    twins = {f"{name}.json": _twin(address) for name, address in shown.items() if "," not in name}
    return shown | twins | {"news of the inbox": f"/index/live.json?mark={lines[3]['alert']}"}


def _twin(address: str) -> str:
    path, _, query = address.partition("?")
    return f"{'/index' if path == '/' else path}.json{'?' + query if query else ''}"


async def timed(client: httpx.AsyncClient, address: str, times: int) -> dict[str, float]:
    """Milliseconds of the processor and of the clock, and how large the answer is."""
    walls, works, size = [], [], 0
    for _ in range(times + 1):
        began, worked = time.perf_counter(), time.process_time()
        answer = await client.get(address)
        walls.append((time.perf_counter() - began) * 1000)
        works.append((time.process_time() - worked) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}: {answer.text[:300]}")
        size = len(answer.content)
    told = {"ms": walls, "cpu_ms": works}
    found = {f"cold_{name}": round(some[0], 1) for name, some in told.items()}
    for name, some in told.items():
        found[f"median_{name}"] = round(statistics.median(some[1:]), 1)
        found[f"p95_{name}"] = round(statistics.quantiles(some[1:], n=20)[-1], 1)
    return found | {"bytes": size}


async def loaded(client: httpx.AsyncClient, address: str) -> dict[str, int]:
    """Requests and compressed bytes of a page with all that it names."""
    page = await client.get(address)
    beside = [await client.get(one) for one in dict.fromkeys(_BESIDE.findall(page.text)) if "/static/" in one]
    sizes = [int(one.headers["content-length"]) for one in (page, *beside)]
    return {"requests": len(sizes), "bytes": sum(sizes), "of the page": sizes[0]}


def edits() -> dict[str, str]:
    """Edits of a watchlist, each as its whole text."""
    text = list_text(LISTS[0])
    first, second, *_ = (names[0] for names in names_of_topics()[5:])
    return {
        "a name more": text.replace(f'["{first}"]', f'["{first}", "{second}"]', 1),
        "a topic of a frequent word": f"{text}  - {{id: often, name: Reports, kind: thing, names: [Reports]}}\n",
        "its text alone": text.replace("title: Border", "title: The border", 1),
        "a rule": f"{text}rules:\n  - id: main\n    query: '@topic-5 AND noon'\n",
    }


async def form_of(client: httpx.AsyncClient, text: str) -> dict[str, str]:
    """What the editor of the list sends with a text."""
    path = f"/watchlists/{LISTS[0]}"
    known, page = (await client.get(f"{path}.json")).json(), await client.get(path)
    token = _TOKEN.search(page.text)
    return {
        "token": html.unescape(token[1]) if token else "", "name": LISTS[0], "version": known["version"],
        "base": known["base"], "text": text, "page": known["page"], "number": "1", "part": "1",
    }  # fmt: skip


async def begun(client: httpx.AsyncClient) -> None:
    """The cursor is put into the text, and what comes of it waited for."""
    fields = await form_of(client, list_text(LISTS[0]))
    answer = await client.post("/watchlist/try", data=fields, headers={"origin": HERE})
    answer.raise_for_status()
    while any(one.name == "ready" for one in threading.enumerate()):
        await asyncio.sleep(0.05)


async def tried(client: httpx.AsyncClient, text: str) -> dict[str, Any]:
    """Milliseconds until the first counts of a draft and until all of them, as the editor asks; the newest state."""
    fields = await form_of(client, text)
    began, worked, first, first_cpu = time.perf_counter(), time.process_time(), 0.0, 0.0
    while True:
        answer = await client.post("/watchlist/try", data=fields, headers={"origin": HERE})
        if answer.status_code != 200:
            raise RuntimeError(answer.text[:500])
        took = (time.perf_counter() - began) * 1000
        if not first and 'class="counts"' in answer.text:
            first, first_cpu = took, (time.process_time() - worked) * 1000
        if 'data-going="1"' not in answer.text or took > 1000 * _WHOLE_S:
            break
        await asyncio.sleep(0.06)
    said = re.search(r"data-sum[^>]*>(.*?)</p>", answer.text, re.DOTALL)
    return {
        "first counts ms": round(first),
        "first counts cpu ms": round(first_cpu),
        "all counts ms": round(took),
        "cpu ms": round((time.process_time() - worked) * 1000),
        "said": " ".join(re.sub(r"<[^>]+>", " ", said[1]).split()) if said else "",
    }


def stepped(services: Services, place: Place, text: str, *, ready: bool = False) -> list[int]:
    """Processor milliseconds of an edit until first counts and until all, without the page that asks for them.

    `ready`: the list was looked at for some seconds before.
    """
    old = next(one for one in services.config.settings.watchlists if one.id == LISTS[0])
    new = try_draft(read_list(place.config, LISTS[0]), text).watchlist
    if new is None:
        raise RuntimeError("the edit is not sound")
    kept = Remembered()
    if ready:
        list(made_ready(services.store, old, NOW, kept))
    worked, steps = time.process_time(), draft_tried(services.store, Wanted(old=old, new=new, now=NOW), kept)
    told = [round((time.process_time() - worked) * 1000) for _ in steps]
    return [told[0], told[-1]]


if __name__ == "__main__":
    main()
