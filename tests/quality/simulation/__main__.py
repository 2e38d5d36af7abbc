"""`python -m tests.quality.simulation --days 100 --feeds 30`: what was told on simulated days, and what was not."""

from __future__ import annotations

import argparse
import asyncio
import logging
import tempfile
from pathlib import Path

import structlog

from tests.quality.simulation.days import Days, report


def main() -> None:
    """Run the days and print the figures; with --list also each fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=100)
    parser.add_argument("--feeds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="each fault in a line")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory(prefix="monitor-days-") as folder:
        result = asyncio.run(Days(asked.seed, asked.feeds).live(Path(folder), asked.days))
    if asked.list:
        print(*(f"UNTOLD {one}" for one in result.untold), *(f"IDLE {one}" for one in result.idle), sep="\n")
    print(report(result))


if __name__ == "__main__":
    main()
