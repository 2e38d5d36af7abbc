"""What the whole way of an article costs: feeds and their pages on loopback, read by `monitor once`.

Processor time of the process and of everything it starts, the parsers included, beside that of the least that anybody
must do: fetch with httpx, read with feedparser and trafilatura, one after the other, nothing kept. All take turns and
the least of all runs counts. `python -m bench.whole` prints a table; `--beside DIR` measures another clone that is set
up (`make setup`) in turns with this one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.cost import ROOT, Cost, spent
from bench.whole_site import serving

WATCHLIST = """\
watchlist: towns
title: Towns
topics:
  - {id: albu-kamal, name: Albu Kamal, kind: place, names: {en: [Albu Kamal, al-Bukamal], ar: [البوكمال]}}
  - {id: irgc, name: IRGC, kind: unit, names: {en: [IRGC, Revolutionary Guard], ru: [КСИР]}}
"""
MONITOR = """\
polling: {lookback: 30d}
fetch: {allow_private: ["127.0.0.0/8"], host_delay: 0s}
server: {port: 0}
log: {level: error}
"""
_STORED = "SELECT count(*), (SELECT count(*) FROM match) FROM article"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=60)
    parser.add_argument("--items", type=int, default=25, help="entries in each feed, each with a page (%(default)s)")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--beside", type=Path, help="another clone to measure in turns with this one")
    asked = parser.parse_args()
    clones = {"this version": ROOT} | ({"beside": asked.beside.resolve()} if asked.beside else {})
    with serving(asked.feeds, asked.items) as base:
        urls = [f"{base}/{number}" for number in range(asked.feeds)]
        least: dict[str, Cost] = {}
        for _ in range(asked.runs):
            found = {name: _once(clone, urls) for name, clone in clones.items()}
            found["least possible"] = spent([sys.executable, "-m", "bench.whole_loop", *urls], ROOT)
            least = {
                name: min(least.get(name, cost), cost, key=lambda one: one.processor) for name, cost in found.items()
            }
    _print(least, asked.feeds * asked.items)


def _once(clone: Path, urls: Sequence[str]) -> Cost:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "config" / "watchlists").mkdir(parents=True)
        (folder / "config" / "monitor.yaml").write_text(MONITOR, encoding="utf-8")
        (folder / "config" / "watchlists" / "towns.yaml").write_text(WATCHLIST, encoding="utf-8")
        (folder / "config" / "feeds.yaml").write_text(json.dumps({"feeds": [{"url": url} for url in urls]}))
        monitor = str(clone / ".venv" / "bin" / "monitor")
        return spent([monitor, "--config", str(folder / "config"), "--data", str(folder / "data"), "once"], folder)


def _print(least: dict[str, Cost], articles: int) -> None:
    baseline = least["least possible"].processor
    print(f"{'CPU s, ' + str(articles) + ' articles':<24} {'itself':>8} {'parsers':>8} {'all':>8} {'times':>6}")
    for name, cost in least.items():
        shares = f"{cost.itself:>8.2f} {cost.started:>8.2f} {cost.processor:>8.2f}"
        print(f"{name:<24} {shares} {cost.processor / baseline:>6.2f}")


if __name__ == "__main__":
    main()
