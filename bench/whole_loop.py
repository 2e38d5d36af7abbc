"""The least that a reader of feeds and pages must do: `python -m bench.whole_loop FEED...`."""

from __future__ import annotations

import sys

import feedparser
import httpx
import trafilatura


def main() -> None:
    """Fetch each feed and each page that it links, and have them read with the options that the program reads with."""
    with httpx.Client() as client:
        for url in sys.argv[1:]:
            feed = feedparser.parse(client.get(url).content, sanitize_html=False, resolve_relative_uris=False)
            for entry in feed.entries:
                page = client.get(entry.link).text
                trafilatura.bare_extraction(page, url=entry.link, fast=True, include_comments=False)


if __name__ == "__main__":
    main()
