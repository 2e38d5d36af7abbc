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

from bench.cost import ROOT, Cost
from bench.polling_peers import WHOLE, Peers, installed, tell_news, whole, write_config
from bench.polling_site import serving

CYCLES = ("first", "same", "same", "running", "running", "news")
Costs = dict[tuple[str, str], list[list[float]]]
"""Of a version and a cycle: for each run seconds, processor seconds of the process and its parsers, bytes written."""
Totals = dict[tuple[str, str], list[Cost]]
"""The same for whole processes."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--beside", type=Path, help="another clone, set up, to measure in turns with this one")
    asked = parser.parse_args()
    clones = {"this version": ROOT} | ({"beside": asked.beside.resolve()} if asked.beside else {})
    peers = installed()
    if peers is not None:
        print("beside", ", ".join(f"{name} {version}" for name, version in peers.versions.items()))
    print(f"load of the machine: {Path('/proc/loadavg').read_text().split()[0]}")
    costs: Costs = defaultdict(list)
    totals: Totals = defaultdict(list)
    for _ in range(asked.runs):
        _in_one_process(costs, asked.feeds, clones, peers)
        _whole_processes(totals, asked.feeds, clones, peers)
    _print(costs, asked.feeds)
    _print_whole(totals, asked.feeds)
    print(f"load of the machine: {Path('/proc/loadavg').read_text().split()[0]}")


def _in_one_process(costs: Costs, feeds: int, clones: dict[str, Path], peers: Peers | None) -> None:
    for name, clone in clones.items():
        with serving(feeds) as urls:
            _note(costs, name, _monitor(clone, urls))
    alone = [one for one in CYCLES if one != "running"]
    python = {"bare loop": Path(sys.executable)} | ({"reader": peers.python} if peers else {})
    for name, script in (("bare loop", "polling_loop.py"), ("reader", "polling_reader.py")):
        if name in python:
            with serving(feeds) as urls, tempfile.TemporaryDirectory() as made:
                its = [str(python[name]), str(ROOT / "bench" / script), f"{made}/db", *urls, "--", *alone]
                _note(costs, name, _output(its, ROOT))


def _whole_processes(totals: Totals, feeds: int, clones: dict[str, Path], peers: Peers | None) -> None:
    with serving(feeds) as urls, tempfile.TemporaryDirectory() as made:
        readers = whole(Path(made), urls, clones, peers)
        for cycle in WHOLE:
            if cycle == "news":
                tell_news(urls[0])
            for name, once in readers.items():
                totals[cycle, name].append(once())


def _monitor(clone: Path, urls: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory() as made:
        write_config(Path(made), urls)
        return _output([sys.executable, str(ROOT / "bench" / "polling_cycles.py"), made, *CYCLES], clone)


def _output(command: Sequence[str], clone: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(clone)}
    return subprocess.run(command, cwd=clone, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def _note(costs: Costs, name: str, lines: str) -> None:
    for line in lines.splitlines():
        cycle, *cost = json.loads(line)
        costs[cycle, name].append(cost)


def _print(costs: Costs, feeds: int) -> None:
    print("\nIn a process that is up: CPU ms a poll")
    heads = " ".join(f"{one:>8}" for one in ("itself", "parsers", "all", "polls/s", "kB disk", "x loop", "x reader"))
    print(f"{'':<24} {heads}")
    for cycle in dict.fromkeys(CYCLES):
        for name in dict.fromkeys(name for _, name in costs):
            if (cycle, name) not in costs:
                continue
            seconds, itself, parsers, written = _middle(costs[cycle, name])
            shown = [1000 * one / feeds for one in (itself, parsers, itself + parsers)]
            row = " ".join(f"{one:>8.2f}" for one in shown)
            rest = f"{feeds / seconds:>8.0f} {written / feeds / 1000:>8.1f}"
            others = (_processor(costs, _like(cycle), other) for other in ("bare loop", "reader"))
            times = " ".join(f"{(itself + parsers) / other:>8.2f}" if other else f"{'':>8}" for other in others)
            print(f"{cycle + ', ' + name:<24} {row} {rest} {times}")


def _like(cycle: str) -> str:
    """What those do in the meantime who know no engine at work."""
    return "same" if cycle == "running" else cycle


def _processor(costs: Costs, cycle: str, name: str) -> float:
    _, itself, parsers, _ = _middle(costs[cycle, name]) if (cycle, name) in costs else (0, 0, 0, 0)
    return itself + parsers


def _print_whole(totals: Totals, feeds: int) -> None:
    print("\nWhole processes, start included")
    heads = " ".join(f"{one:>10}" for one in ("feeds/s", "CPU s", "parsers", "x reader", "x rss2email"))
    print(f"{'':<24} {heads}")
    for (cycle, name), runs in totals.items():
        seconds, itself, started = _middle([[one.seconds, one.itself, one.started] for one in runs])
        others = (totals.get((cycle, other)) for other in ("reader", "rss2email"))
        times = " ".join(
            f"{median(one.seconds for one in other) / seconds:>10.2f}" if other else f"{'':>10}" for other in others
        )
        print(f"{cycle + ', ' + name:<24} {feeds / seconds:>10.1f} {itself:>10.2f} {started:>10.2f} {times}")


def _middle(runs: list[list[float]]) -> list[float]:
    return [median(one) for one in zip(*runs, strict=True)]


if __name__ == "__main__":
    main()
