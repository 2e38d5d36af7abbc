"""What it costs to place an article in a story when two weeks of articles are stored.

Fills a database with made-up articles (their marks are those of the program, the rows are written in bulk), then
places new ones as the bot does and reports processor time by part, bytes of index and growth of memory.
`python -m bench.stories` prints a table, `--json` prints JSON, `--orders` measures what the order of arrival and
several workers at once change instead.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.story_corpus import LASTING
from bench.story_orders import orders
from bench.story_store import Archive, Watched, fill, place
from monitor.model.articles import ArticleClaim, AssessIntent
from monitor.ports import Lookup, Store
from monitor.stories.fingerprint import content_key

STORED = 200_000
WARM, MEASURED, MORE = 1_000, 2_000, 20_000
TOLD_LASTING = 600
"""Articles within which an event is told again, where each article is alerted: most come upon a story that was told."""
MEGABYTE = 1_000_000
Figures = dict[str, float]
DECIDE, SAVE = "comparing and deciding", "save"
PARTS = {
    "story_by_content": "look-up: equal text",
    "copy_candidates": "look-up: copies",
    "neighbours": "look-up: stories",
    "sketch": "look-up: stories",
    "story_by_id": "look-up: stories",
    "topics_met": "look-up: topics of copies",
    "told_texts": "look-up: texts told",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--orders", action="store_true", help="measure orders of arrival and workers at once")
    parser.add_argument("--stored", type=int, default=STORED, help="articles in the window (%(default)s)")
    parser.add_argument("--more", type=int, default=MORE, help="articles placed to watch the memory (%(default)s)")
    parser.add_argument("--articles", type=int, default=5_000, help="articles in each order (%(default)s)")
    parser.add_argument("--shuffles", type=int, default=20, help="orders (%(default)s)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.orders:
            report = orders(Path(folder), asked.articles, asked.shuffles)
        else:
            report = cost(Path(folder) / "monitor.db", asked.stored, asked.more)
    sys.stdout.write(json.dumps(report, indent=2) + "\n" if asked.json else _table(report))


def cost(path: Path, stored: int, more: int) -> dict[str, Figures]:
    """Processor time by part, bytes by table and memory, each an article."""
    started = time.perf_counter()
    archive = fill(path, stored)
    filled = time.perf_counter() - started
    size = {table: round(count / stored) for table, count in archive.sizes().items()}
    with archive.opened() as store:
        _placed(archive, store, WARM)
        parts = _placed(archive, Timed(store), MEASURED)
        watched = _placed(archive, Timed(store), MEASURED, how=Watched.ALL)
        unwatched = _placed(archive, Timed(store), MEASURED, how=Watched.NONE)
        _placed(archive, store, WARM, how=Watched.TOLD)
        told = _placed(archive, Timed(store), MEASURED, how=Watched.TOLD)
        before = _resident()
        _placed(archive, store, more)
        grown = _resident() - before
    size["article_copy"] = round(archive.sizes()["article_copy"] / (WARM + MEASURED + more))
    return {
        "CPU ms an article, a tenth of them watched": parts,
        "CPU ms an article, none of them watched": unwatched,
        "CPU ms an article, all of them watched": watched,
        "CPU ms an article, all of them watched and alerted": told,
        "index bytes an article": {**size, "all": sum(size.values())},
        "right story": {
            "for retellings": archive.right("retold"),
            "for copies": archive.right("reprint", "shortened", "extended", "noisy"),
        },
        "memory": {f"MB more after {more} articles": round(grown, 1), "MB in all": round(_resident())},
        "the bench": {"stored": stored, "seconds to fill": round(filled)},
    }


def _placed(archive: Archive, store: Any, count: int, *, how: Watched = Watched.TENTH) -> Figures:
    """Milliseconds of processor time for each of `count` articles, by part."""
    lasting = TOLD_LASTING if how is Watched.TOLD else LASTING
    claims = archive.waiting(store, archive.newsroom.articles(count, lasting))
    cpu = {"fingerprint": 0.0, "words and names": 0.0}
    yard = 0.0
    for made, claim in claims:
        yard += _timed(_yardstick)[1]
        cpu["fingerprint"] += _timed(content_key, made.title, made.text)[1]
        cpu["words and names"] += _timed(partial(place, how=how), store, claim, made.topics)[1]
    if isinstance(store, Timed):
        cpu["words and names"] -= sum(store.spent.values())
        cpu |= store.spent
    cpu["all"] = sum(cpu.values())
    cpu["for comparison: 20,000 additions"] = yard
    return {part: round(1000 * seconds / count, 3) for part, seconds in cpu.items()}


def _yardstick() -> int:
    """Work that every Python does alike: how fast this machine is just now."""
    total = 0
    for number in range(20_000):
        total += number
    return total


def _timed(work: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """What it returns, and the seconds of processor time that it took."""
    started = time.process_time()
    found = work(*arguments)
    return found, time.process_time() - started


def _resident() -> float:
    """Memory of this process now, in MB."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages[1]) * resource.getpagesize() / MEGABYTE


class Timed:
    """A store that adds up the processor time of all threads while it judges and saves."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.spent = dict.fromkeys((*PARTS.values(), DECIDE, SAVE), 0.0)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def assess(self, claim: ArticleClaim, judge: Callable[[Any], AssessIntent]) -> AssessIntent | None:
        """As the store's, with its parts apart."""
        before = sum(self.spent.values())

        def timed(stored: Lookup) -> AssessIntent:
            inner = sum(self.spent.values())
            intent, seconds = _timed(judge, _TimedLookup(stored, self.spent))
            self.spent[DECIDE] += seconds - (sum(self.spent.values()) - inner)
            return intent

        intent, seconds = _timed(self._store.assess, claim, timed)
        self.spent[SAVE] += seconds - (sum(self.spent.values()) - before)
        return intent


class _TimedLookup:
    def __init__(self, stored: Lookup, spent: dict[str, float]) -> None:
        self._stored, self._spent = stored, spent

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            found, seconds = _timed(partial(getattr(self._stored, name), *arguments, **named))
            self._spent[PARTS[name]] += seconds
            return found

        return timed


def _table(report: dict[str, Figures]) -> str:
    lines = []
    for part, figures in report.items():
        lines += ["", part, *(f"  {label:<40}{figure:>10,}" for label, figure in figures.items())]
    return "\n".join(lines[1:]) + "\n"


if __name__ == "__main__":
    main()
