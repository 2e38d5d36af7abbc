"""PyPI's `reader` as a peer: `python polling_reader.py DATABASE FEED... -- CYCLE...`, as `polling_cycles`.

Twenty workers, every feed whether it is due or not. It is run by the peers' own environment, so it uses nothing else.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from pathlib import Path

from reader import make_reader

WORKERS = 20


def main(database: str, urls: list[str], cycles: list[str]) -> None:
    """Update once for each of `cycles`."""
    reader = make_reader(database)
    for url in urls:
        reader.add_feed(url, exist_ok=True)
    for cycle in cycles:
        if cycle == "news":
            urllib.request.urlopen(urls[0].replace("/feed", "/news")).close()
        before = time.perf_counter(), time.process_time(), 0.0, _written()
        reader.update_feeds(scheduled=False, workers=WORKERS)
        after = time.perf_counter(), time.process_time(), 0.0, _written()
        sys.stdout.write(json.dumps([cycle, *(b - a for a, b in zip(before, after, strict=True))]) + "\n")


def _written() -> int:
    lines = Path("/proc/self/io").read_text().splitlines()
    return int(dict(line.split(": ") for line in lines)["write_bytes"])


if __name__ == "__main__":
    end = sys.argv.index("--")
    main(sys.argv[1], sys.argv[2:end], sys.argv[end + 1 :])
