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
from pathlib import Path
from typing import Any

from bench.story_orders import orders
from bench.story_store import Archive, fill, place
from monitor.ports import Store
from monitor.stories.fingerprint import content_key
from monitor.stories.terms import marks_of

STORED = 200_000
WARM, MEASURED, MORE = 1_000, 2_000, 20_000
MEGABYTE = 1_000_000
Figures = dict[str, float]
PARTS = {
    "index_text": "index: own rows",
    "story_by_content": "look-up: equal text",
    "copy_candidates": "look-up: copies",
    "neighbours": "look-up: stories",
    "sketch": "look-up: stories",
    "story_by_id": "look-up: stories",
    "save_assess": "save",
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
        before = _resident()
        _placed(archive, store, more)
        grown = _resident() - before
    size["article_copy"] = round(archive.sizes()["article_copy"] / (WARM + MEASURED + more))
    return {
        "CPU ms an article": parts,
        "index bytes an article": {**size, "all": sum(size.values())},
        "right story": {
            "for retellings": archive.right("retold"),
            "for copies": archive.right("reprint", "shortened", "extended", "noisy"),
        },
        "memory": {f"MB more after {more} articles": round(grown, 1), "MB in all": round(_resident())},
        "the bench": {"stored": stored, "seconds to fill": round(filled)},
    }


def _placed(archive: Archive, store: Any, count: int) -> Figures:
    """Milliseconds of processor time for each of `count` articles, by part."""
    claims = archive.waiting(store, archive.newsroom.articles(count))
    cpu = {"fingerprint": 0.0, "words and names": 0.0, "all": 0.0}
    for made, claim in claims:
        cpu["all"] += _seconds(place, store, claim, made.topics)
        if isinstance(store, Timed):
            cpu["fingerprint"] += _seconds(content_key, made.title, made.text)
            cpu["words and names"] += _seconds(marks_of, made.title, made.text, made.topics)
    if isinstance(store, Timed):
        cpu["all"] += cpu["fingerprint"]
        cpu |= store.spent
        cpu["comparing and deciding"] = 2 * cpu["all"] - sum(cpu.values())
    return {part: round(1000 * seconds / count, 3) for part, seconds in cpu.items()}


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    started = time.process_time()
    work(*arguments)
    return time.process_time() - started


def _resident() -> float:
    """Memory of this process now, in MB."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages[1]) * resource.getpagesize() / MEGABYTE


class Timed:
    """A store that adds up the processor time of all threads while it works."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.spent = dict.fromkeys(PARTS.values(), 0.0)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._store, name)
        if name not in PARTS:
            return method

        def timed(*arguments: Any) -> Any:
            started = time.process_time()
            result = method(*arguments)
            self.spent[PARTS[name]] += time.process_time() - started
            return result

        return timed


def _table(report: dict[str, Figures]) -> str:
    lines = []
    for part, figures in report.items():
        lines += ["", part, *(f"  {label:<40}{figure:>10,}" for label, figure in figures.items())]
    return "\n".join(lines[1:]) + "\n"


if __name__ == "__main__":
    main()
