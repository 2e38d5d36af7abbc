"""Thousands of "not modified" at once: the running bot beside PyPI's `reader`: `python -m bench.polling_many`.

2,000 loopback feeds of 9 kB are all due at once, in a process that is up, after a first poll that is not counted: with
the whole engine at work, and by `reader` with 20 workers, which has no engine. At the end it is said which commands
print the other figures of what polls cost.
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

from bench.cost import ROOT
from bench.polling_peers import installed, write_config
from bench.scale_site import serving_many

_ELSEWHERE = """
Elsewhere:
  ten thousand feeds in one bot, all due at once and steadily    make bench-scale
  a page's whole way beside bare trafilatura                     make bench-pages
  the start of a command                                         make bench-start
  memory and files of thousands of polls, Retry-After, hostile   make soak (CYCLES=10000)
  silences, and how soon entries are seen                        make rhythm"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=1)
    asked = parser.parse_args()
    peers, found = installed(), defaultdict(list)
    for _ in range(asked.runs):
        for name in ("this version", *(["reader"] if peers else [])):
            python = peers.python if peers and name == "reader" else Path(sys.executable)
            with serving_many(asked.feeds) as urls, tempfile.TemporaryDirectory() as made:
                found[name] += _cycles(name, python, urls, Path(made))
    beside = f", {peers.versions['reader']} of reader" if peers else ""
    print(f"\n{asked.feeds} feeds due at once, all not modified, start not counted{beside}")
    for name, runs in found.items():
        seconds, *spent = (median(one) for one in zip(*runs, strict=True))
        each = 1000 * sum(spent[:2]) / asked.feeds
        print(f"  {name:<14} {asked.feeds / seconds:>7.0f} a second {each:>7.2f} CPU ms a poll")
    if peers:
        ours, theirs = (median(one[0] for one in found[name]) for name in ("this version", "reader"))
        print(f"  {theirs / ours:.2f} times as many a second as reader")
    print(_ELSEWHERE)


def _cycles(name: str, python: Path, urls: Sequence[str], made: Path) -> list[list[float]]:
    """Of each cycle after the first one seconds, processor time of the process and of its parsers, bytes written."""
    if name == "reader":
        script = [str(ROOT / "bench" / "polling_reader.py"), str(made / "db"), *urls, "--", "first", "same", "same"]
    else:
        write_config(made, urls)
        script = [str(ROOT / "bench" / "polling_cycles.py"), str(made), "first", "running", "running"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [str(python), *script], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return [json.loads(line)[1:] for line in done.stdout.splitlines()[1:]]


if __name__ == "__main__":
    main()
