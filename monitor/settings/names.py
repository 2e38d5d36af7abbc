"""Feeds and families by name alone, whatever else is wrong in their files."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from monitor.settings.build import build_families, publisher_of
from monitor.settings.check import Findings, check
from monitor.settings.partial import read_file
from monitor.settings.schema import FeedsFile, PublishersFile
from monitor.settings.yaml import FEEDS, MAX_FEEDS_BYTES, PUBLISHERS, Document


class FeedName(NamedTuple):
    """A configured feed."""

    url: str
    title: str


def load_feed_names(root: Path) -> tuple[FeedName, ...]:
    """The feeds of feeds.yaml; what is wrong in it is left out."""
    document = read_file(root / FEEDS, max_bytes=MAX_FEEDS_BYTES)
    found = check(document, FeedsFile)[0] if isinstance(document, Document) else None
    sections = found.value.feeds if found is not None else []
    return tuple(FeedName(one.url, one.title or publisher_of(one.url)) for one in sections)


def load_families(root: Path) -> tuple[tuple[str, str], ...]:
    """(publisher, family) pairs of publishers.yaml; what is wrong in it is left out."""
    document = read_file(root / PUBLISHERS)
    found = check(document, PublishersFile)[0] if isinstance(document, Document) else None
    return build_families(found, None, Findings()) if found is not None else ()
