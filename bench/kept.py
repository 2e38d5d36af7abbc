"""What search, trends and evidence cost the bot: feeds and pages on loopback, read by `monitor once`.

Processor time of the process and its parsers, and bytes of the database, with nothing of it, with the index of the
archive and all that is counted and sealed, and with evidence as well. All three take turns, and each begins a round in
its turn; the share is the median of the rounds. `python -m bench.kept` prints a table; `--clone DIR` measures another
clone.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from statistics import median

from bench.cost import ROOT, spent
from bench.whole import MONITOR, WATCHLIST
from bench.whole_site import serving

_BARE = Path(__file__).with_name("kept_bare.py")
_WAYS = {"none of it": "", "index and counts": "", "evidence as well": "evidence: {enabled: true}\n"}
"""And what each adds to `monitor.yaml`."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=20, help="of 25 entries, each with a page (%(default)s)")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--clone", type=Path, default=ROOT)
    asked = parser.parse_args()
    found: dict[str, list[tuple[float, int]]] = {way: [] for way in _WAYS}
    with serving(asked.feeds, 25) as base:
        urls = [f"{base}/{number}" for number in range(asked.feeds)]
        for turn in range(asked.rounds):
            for way in [*_WAYS, *_WAYS][turn % len(_WAYS) :][: len(_WAYS)]:
                found[way].append(_once(asked.clone.resolve(), urls, way))
    articles, bare = asked.feeds * 25, [cost for cost, _ in next(iter(found.values()))]
    titles = ("least", "median", "share", "bytes each")
    print(f"{f'CPU s, {articles} articles':<24}", *(f"{title:>10}" for title in titles), " rounds")
    for way, costs in found.items():
        seconds = [cost for cost, _ in costs]
        shares = [cost / other - 1 for cost, other in zip(seconds, bare, strict=True)]
        figures = (f"{min(seconds):.2f}", f"{median(seconds):.2f}", f"{median(shares):+.1%}")
        each = f"{median(size for _, size in costs) / articles:,.0f}"
        print(f"{way:<24}", *(f"{one:>10}" for one in (*figures, each)), "", *(f"{one:+.1%}" for one in shares))


def _once(clone: Path, urls: list[str], way: str) -> tuple[float, int]:
    """Processor seconds of one cycle, and how large its database is afterwards."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "config" / "watchlists").mkdir(parents=True)
        (folder / "config" / "monitor.yaml").write_text(MONITOR + _WAYS[way], encoding="utf-8")
        (folder / "config" / "watchlists" / "towns.yaml").write_text(WATCHLIST, encoding="utf-8")
        (folder / "config" / "feeds.yaml").write_text(json.dumps({"feeds": [{"url": url} for url in urls]}))
        place = clone / ".venv" / "bin"
        bare = way == next(iter(_WAYS))
        command = [str(place / "python"), str(_BARE)] if bare else [str(place / "monitor")]
        where = ["--config", str(folder / "config"), "--data", str(folder / "data")]
        cost = spent([*command, *where, "once"], folder)
        return cost.processor, sum(one.stat().st_size for one in (folder / "data").glob("monitor.db*"))


if __name__ == "__main__":
    main()
