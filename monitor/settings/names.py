"""Feeds and families by name alone, whatever else is wrong in their files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from monitor.settings.build import build_families, publisher_of
from monitor.settings.check import Findings, check
from monitor.settings.partial import read_file
from monitor.settings.schema import FeedsFile, PublishersFile
from monitor.settings.yaml import FEEDS, MAX_FEEDS_BYTES, PUBLISHERS, Document, lots_of, read_document


class FeedName(NamedTuple):
    """A configured feed."""

    url: str
    title: str


def load_feed_names(root: Path) -> Iterator[FeedName]:
    """The feeds of feeds.yaml, some at a time where it is large; what is wrong in it is left out."""
    for document in _documents(root / FEEDS):
        found = check(document, FeedsFile)[0] if isinstance(document, Document) else None
        sections = found.value.feeds if found is not None else []
        yield from (FeedName(one.url, one.title or publisher_of(one.url)) for one in sections)


def _documents(path: Path) -> Iterator[object]:
    """The file whole, or the lots of a large one."""
    try:
        large = path.stat().st_size > MAX_FEEDS_BYTES
        if large:
            with path.open("rb") as lines:
                for lot in lots_of(path.as_posix(), "feeds", lines) or ():
                    yield lot.plain() or read_document(path.as_posix(), lot.content)
    except OSError:
        return
    if not large:
        yield read_file(path, max_bytes=MAX_FEEDS_BYTES)


def load_families(root: Path) -> tuple[tuple[str, str], ...]:
    """(publisher, family) pairs of publishers.yaml; what is wrong in it is left out."""
    document = read_file(root / PUBLISHERS)
    found = check(document, PublishersFile)[0] if isinstance(document, Document) else None
    return build_families(found, None, Findings()) if found is not None else ()
