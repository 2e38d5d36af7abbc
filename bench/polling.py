"""What polls cost: loopback feeds of 20 entries and 50 kB, each at an address of its own, polled again and again.

First polls, polls that are answered 304, polls that bring one entry more, and 304s while the whole engine runs;
processor time of the process and of its parsers, beside a bare loop of httpx and feedparser that promises nothing. All
take turns, and the middle of all runs counts. `python -m bench.polling` prints a table; `--beside DIR` measures another
version's clone in turns with this one, in this one's environment. Polls only: no page is read, nothing judged.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.polling_site import serving

ROOT = Path(__file__).parents[1]
CYCLES = ("first", "same", "same", "running", "running", "news")
_MONITOR = """\
polling: {lookback: 1m}
fetch: {allow_private: ["127.0.0.0/8"], host_delay: 0s}
server: {port: 0}
log: {level: error}
"""
_WATCHLIST = "watchlist: towns\ntitle: Towns\ntopics: [{id: irgc, name: IRGC, kind: unit, names: {en: [IRGC]}}]\n"

Costs = dict[tuple[str, str], list[list[float]]]
"""Of a version and a cycle: for each run seconds, processor seconds of the process and its parsers, bytes written."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--beside", type=Path, help="another clone to measure in turns with this one")
    asked = parser.parse_args()
    clones = {"this version": ROOT} | ({"beside": asked.beside.resolve()} if asked.beside else {})
    costs: Costs = defaultdict(list)
    for _ in range(asked.runs):
        for name, clone in clones.items():
            with serving(asked.feeds) as urls:
                _note(costs, name, _monitor(clone, urls))
        with serving(asked.feeds) as urls:
            _note(costs, "bare loop", _output([str(ROOT / "bench" / "polling_loop.py"), *urls, "--", *CYCLES], ROOT))
    _print(costs, asked.feeds)


def _monitor(clone: Path, urls: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory() as made:
        config = Path(made) / "config"
        (config / "watchlists").mkdir(parents=True)
        (config / "monitor.yaml").write_text(_MONITOR, encoding="utf-8")
        (config / "watchlists" / "towns.yaml").write_text(_WATCHLIST, encoding="utf-8")
        (config / "feeds.yaml").write_text(json.dumps({"feeds": [{"url": url} for url in urls]}), encoding="utf-8")
        return _output([str(ROOT / "bench" / "polling_cycles.py"), made, *CYCLES], clone)


def _output(arguments: Sequence[str], clone: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(clone)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=clone, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def _note(costs: Costs, name: str, lines: str) -> None:
    for line in lines.splitlines():
        cycle, *cost = json.loads(line)
        costs[cycle, name].append(cost)


def _print(costs: Costs, feeds: int) -> None:
    heads = " ".join(f"{one:>8}" for one in ("itself", "parsers", "all", "polls/s", "kB disk", "times"))
    print(f"{'CPU ms a poll':<24} {heads}")
    for cycle in dict.fromkeys(CYCLES):
        _, own, apart, _ = _middle(costs[cycle, "bare loop"])
        bare = own + apart
        for name in dict.fromkeys(name for _, name in costs):
            seconds, itself, parsers, written = _middle(costs[cycle, name])
            total = itself + parsers
            shown = [1000 * one / feeds for one in (itself, parsers, total)]
            row = " ".join(f"{one:>8.2f}" for one in shown)
            rest = f"{feeds / seconds:>8.0f} {written / feeds / 1000:>8.1f} {total / bare:>8.2f}"
            print(f"{cycle + ', ' + name:<24} {row} {rest}")


def _middle(runs: list[list[float]]) -> list[float]:
    return [median(one) for one in zip(*runs, strict=True)]


if __name__ == "__main__":
    main()
