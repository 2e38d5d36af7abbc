"""`python -m tests.quality.rhythm --feeds 100`: what is told of feeds that fall silent, and of feeds that do not."""

from __future__ import annotations

import argparse

from monitor.model.config import PollingSettings
from tests.quality.rhythm.delays import polled
from tests.quality.rhythm.feeds import feeds
from tests.quality.rhythm.silences import replayed


def main() -> None:
    """Replay the days and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    many = list(feeds(asked.seed, asked.feeds))
    print(replayed(many).report())
    going = [feed for feed in many if feed.silence is None]
    for name, adaptive in (("fixed interval", False), ("learnt rhythm", True)):
        print(polled(going, 14, PollingSettings(), adaptive=adaptive).report(name))


if __name__ == "__main__":
    main()
