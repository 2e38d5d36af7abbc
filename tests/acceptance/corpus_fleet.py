"""One corpus read by `monitor run` on a file, and by four `monitor work` on a server: how alike is what they told?

`make corpus FROM=FILE` takes the lines of `tests.acceptance.one_corpus`, and serves them on the loopback network: whole
programs with their queue, their parsers and their hosts' turns. An article of each topic a wave; what comes together is
in no order, neither here nor there. Digests are composed by hand, after so many waves. `EVENTS` takes so many events.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

from monitor.testing.items import SiteItem
from monitor.testing.newsite import NewsSite
from tests.acceptance.one_corpus import f1, waves_of
from tests.acceptance.world import World, kill, stop, until
from tests.databases import on_server

_SITES, _DIGEST_EVERY, _PATIENT_S = 8, 10, 600.0
_POLLED = "SELECT count(*) FROM feed_clock WHERE last_polled_at IS NOT NULL"
_LIVING = "SELECT number FROM worker"
_READ = """
SELECT count(*), (SELECT count(*) FROM article WHERE due_at IS NOT NULL),
    (SELECT count(*) FROM entry WHERE article_id IS NULL AND due_at IS NOT NULL) FROM entry
"""
_ALERTS = """
SELECT article.canonical_url, alert.watchlist, alert.reason FROM alert
JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
"""
_STORIES = "SELECT story_id, canonical_url FROM article"
_DIGESTS = """
SELECT digest_alert.digest_id, article.canonical_url FROM digest_alert JOIN alert ON alert.id = digest_alert.alert_id
JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
WHERE digest_alert.digest_id IS NOT NULL
"""


class Told:
    """What one installation found and told; articles by the paths of their pages."""

    def __init__(self, world: World) -> None:
        self.alerts = {(_path(url), str(watchlist), str(reason)) for url, watchlist, reason in world.query(_ALERTS)}
        self.stories = _groups(world.query(_STORIES))
        self.digests = _groups(world.query(_DIGESTS))

    @property
    def pairs(self) -> set[tuple[str, ...]]:
        """Articles that stand together in a story."""
        return {pair for one in self.stories for pair in combinations(sorted(one), 2)}


def _groups(rows: Sequence[tuple[object, ...]]) -> set[frozenset[str]]:
    found: dict[object, set[str]] = defaultdict(set)
    for group, url in rows:
        found[group].add(_path(url))
    return {frozenset(one) for one in found.values()}


def _path(url: object) -> str:
    return urlsplit(str(url)).path


async def told_of(waves: Sequence[Sequence[tuple[str, str]]], folder: Path, workers: int) -> Told:
    """What `monitor run` makes of the articles, a wave after the other; or so many workers, if any."""
    folder.mkdir()
    world = World(folder, cron="0 7 1 1 *")
    async with _sites() as sites:
        world.write({f"Paper {number}": site.add_outlet(f"Paper {number}") for number, site in enumerate(sites)})
        file = world.config / "monitor.yaml"
        file.write_text(file.read_text().replace('"127.0.0.1"]', '"127.0.0.0/8"]'))
        processes: list[subprocess.Popen[bytes]] = []
        try:
            for number in range(max(1, workers)):
                processes.append(world.start("work" if workers else "run", log=folder / f"{number}.log"))
                if workers:
                    await until(lambda: len(world.query(_LIVING)) == len(processes), _PATIENT_S, "a worker lives")
            await until(lambda: world.query(_POLLED) == [(_SITES,)], _PATIENT_S, "every feed is polled")
            published = 0
            for number, wave in enumerate(waves, 1):
                for place, (name, text) in enumerate(wave):
                    _publish(sites[place % _SITES], f"Paper {place % _SITES}", name, text)
                published += len(wave)
                await until(lambda: world.query(_READ) == [(published, 0, 0)], _PATIENT_S, f"wave {number} is read")  # noqa: B023
                if number % _DIGEST_EVERY == 0 or number == len(waves):
                    answer = await asyncio.to_thread(world.call, "digest", "send-now", "towns")
                    assert answer.returncode == 0, answer.stderr
            told = Told(world)
            for process in processes:
                await stop(process)
            return told
        finally:
            for process in processes:
                kill(process)


@contextlib.asynccontextmanager
async def _sites() -> AsyncIterator[list[NewsSite]]:
    """Each paper has a host of its own, so that all may be asked at a time."""
    async with contextlib.AsyncExitStack() as stack:
        yield [await stack.enter_async_context(NewsSite(host=f"127.0.1.{one + 1}")) for one in range(_SITES)]


def _publish(site: NewsSite, outlet: str, name: str, text: str) -> None:
    title, _, body = text.partition("\n")
    paragraphs = ("Albu Kamal, reporters.", *(line for line in body.split("\n") if line.strip()))
    site.add(SiteItem(outlet=outlet, slug=name, title=title, paragraphs=paragraphs, published_at=datetime.now(UTC)))


def main() -> None:
    """Read it twice, compare, print; status 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--events", type=int)
    parser.add_argument("--workers", type=int, default=4)
    asked = parser.parse_args()
    waves, began = waves_of(asked.file.read_text(encoding="utf-8").splitlines(), asked.events), time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        alone = asyncio.run(told_of(waves, Path(made) / "alone", 0))
        with on_server():
            together = asyncio.run(told_of(waves, Path(made) / "together", asked.workers))
    for name in ("alerts", "stories", "digests"):
        for one in (mine := getattr(alone, name)) ^ getattr(together, name):
            print(f"  {name} of {'one bot' if one in mine else 'the workers'} alone: {' '.join(sorted(one))}")
    print(
        f"{sum(map(len, waves))} articles in {len(waves)} waves, one bot and {asked.workers} workers; alerts "
        f"{len(alone.alerts)} and {len(together.alerts)}, {len(alone.alerts ^ together.alerts)} of one alone; stories "
        f"{len(alone.stories)} and {len(together.stories)}, {len(alone.stories ^ together.stories)} of one alone; F1 "
        f"of pairs {f1(together.pairs, alone.pairs):.3f}; digests {len(alone.digests)} and {len(together.digests)}, "
        f"{len(alone.digests ^ together.digests)} of one alone; {time.monotonic() - began:.0f} s"
    )
    sys.exit(any(getattr(alone, name) != getattr(together, name) for name in ("alerts", "stories", "digests")))


if __name__ == "__main__":
    main()
