"""Whether alerts say the same again once their sites are gone, the configuration changed and the program upgraded.

`python -m bench.replay` prints JSON. A loopback site of made-up articles is read by `monitor once`, with lists that
share sixty of its commonest names, so that a thousand alerts are made; then the site stops, all names of all lists are
replaced, and `monitor replay --all` matches what is kept. `--earlier DIR` makes the alerts with the program in another
clone (or the export of an earlier version), and replays them with this one.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench.cost import ROOT
from bench.story_corpus import Newsroom
from bench.whole import MONITOR
from bench.whole_site import serving

NAMES = 60
_NAME = re.compile(r"\b[A-Z][a-z]{5,}\b")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=12, help="each with 25 articles")
    parser.add_argument("--lists", type=int, default=6, help="that find the same (%(default)s)")
    parser.add_argument("--earlier", type=Path, default=ROOT, help="whose program makes the alerts")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with serving(asked.feeds, 25) as base:
            _configure(folder, asked.lists, commonest_names(asked.feeds), [f"{base}/{n}" for n in range(asked.feeds)])
            _monitor(asked.earlier.resolve(), folder, "once")
        _configure(folder, asked.lists, [f"Zq{name}" for name in map(str, range(NAMES))], ["http://127.0.0.1:9/none"])
        _monitor(ROOT, folder, "db", "migrate")
        answers = json.loads(_monitor(ROOT, folder, "replay", "--all", "--json"))
    report = {
        "alerts": len(answers),
        "identical mentions": sum(one["same"] is True for one in answers),
        "all recorded mentions stand": sum(bool(one.get("stands")) for one in answers),
        "mentions": sum(one.get("spans", 0) for one in answers),
        "matchers that recorded them": sorted({str(one.get("matcher")) for one in answers}),
        "matcher now": sorted({str(one.get("matcher_now")) for one in answers}),
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


def commonest_names(feeds: int) -> list[str]:
    """Of the articles that the site has."""
    room = Newsroom()
    texts = [one.text for _ in range(feeds) for one in room.articles(25)]
    met = Counter(name for text in texts for name in set(_NAME.findall(text)))
    return [name for name, _ in met.most_common(NAMES)]


def _configure(folder: Path, lists: int, names: list[str], feeds: list[str]) -> None:
    config = folder / "config"
    (config / "watchlists").mkdir(parents=True, exist_ok=True)
    (config / "monitor.yaml").write_text(MONITOR + "evidence: {enabled: true}\n", encoding="utf-8")
    (config / "feeds.yaml").write_text(json.dumps({"feeds": [{"url": url} for url in feeds]}), encoding="utf-8")
    for number in range(lists):
        topics = [
            {"id": f"t{place}", "name": name, "kind": "place", "names": [name]} for place, name in enumerate(names)
        ]
        written = {"watchlist": f"list-{number}", "title": f"List {number}", "topics": topics}
        (config / "watchlists" / f"list-{number}.yaml").write_text(json.dumps(written), encoding="utf-8")


def _monitor(program: Path, folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "monitor", "--config", str(folder / "config"), "--data", str(folder / "data")]
    environment = {**os.environ, "PYTHONPATH": str(program)}
    done = subprocess.run(
        [*command, *words], cwd=program, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if words[0] == "replay" and not done.stdout:
        raise SystemExit(f"monitor {words[0]} ended with status {done.returncode} and said nothing")
    return done.stdout


if __name__ == "__main__":
    main()
