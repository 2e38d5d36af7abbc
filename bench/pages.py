"""What a page costs: its whole way through the parser, beside bare trafilatura with the same options.

Processor time of both in one run, page by page in turns, the least of all rounds of each; the way includes what crosses
to the worker and back. `python -m bench.pages FOLDER ...` takes the pages in each folder and below (`*.html`,
`*.html.gz`) as a set. Without one: the recorded pages, and those of the public benchmark where a checkout of
github.com/scrapinghub/article-extraction-benchmark stands beside the project's.
"""

from __future__ import annotations

import argparse
import gzip
import pickle
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import trafilatura

from monitor.parse.encoding import decode_body
from monitor.parse.pages.page import MAX_PAGE_BYTES, extract_page

BESIDE = Path(__file__).parents[2]
PAGES, PUBLIC = BESIDE / "shared" / "real" / "pages", BESIDE / "article-extraction-benchmark" / "html"
URL = "https://news.example/2026/11/a.html"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="each a set of pages")
    parser.add_argument("--pages", type=int, default=100, help="at most so many of a set, evenly chosen (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    folders = asked.folders or [folder for folder in (PAGES, PUBLIC) if folder.exists()] or [PAGES]
    for folder in folders:
        pages = _pages(folder, asked.pages)
        if not pages:
            sys.exit(f"No pages (*.html, *.html.gz) were found below {folder}.")
        print(f"{folder.parent.name}/{folder.name}")
        _print(pages, asked.rounds)


def _print(pages: list[bytes], rounds: int) -> None:
    print(f"{'CPU ms, mean of ' + str(len(pages)) + ' pages':<34} {'way':>7} {'bare':>7} {'times':>6} {'median':>7}")
    for metadata in (False, True):
        ways, bares = _measured(pages, rounds, metadata=metadata)
        name = "text, title, date and author" if metadata else "text"
        times = median(way / bare for way, bare in zip(ways, bares, strict=True))
        mean_way, mean_bare = (1_000 * sum(spent) / len(pages) for spent in (ways, bares))
        print(f"{name:<34} {mean_way:>7.2f} {mean_bare:>7.2f} {mean_way / mean_bare:>6.2f} {times:>7.2f}")


def _pages(folder: Path, most: int) -> list[bytes]:
    found = sorted(path for path in folder.rglob("*.htm*") if path.suffix in (".html", ".gz"))
    bodies = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in found]
    usable = [body for body in bodies if len(body) <= MAX_PAGE_BYTES]
    return usable[:: max(1, len(usable) // most)][:most]


def _measured(pages: list[bytes], rounds: int, *, metadata: bool) -> tuple[list[float], list[float]]:
    """For each page the least seconds of its way, and of bare trafilatura, which gets it decoded."""
    texts = [decode_body(body, "text/html").text for body in pages]
    ways, bares = [float("inf")] * len(pages), [float("inf")] * len(pages)
    for turn in range(rounds):
        for number, (body, text) in enumerate(zip(pages, texts, strict=True)):
            tasks = [(ways, lambda body=body: _way(body, metadata)), (bares, lambda text=text: _bare(text, metadata))]
            for spent, task in tasks if turn % 2 else reversed(tasks):
                spent[number] = min(spent[number], _seconds(task))
    return ways, bares


def _way(body: bytes, metadata: bool) -> None:
    taken = pickle.loads(pickle.dumps((body, "text/html", URL)))
    pickle.loads(pickle.dumps(extract_page(*taken, metadata=metadata)))


def _bare(text: str, metadata: bool) -> None:
    trafilatura.bare_extraction(text, url=URL, fast=True, include_comments=False, with_metadata=metadata)


def _seconds(task: Callable[[], None]) -> float:
    began = time.process_time()
    task()
    return time.process_time() - began


if __name__ == "__main__":
    main()
