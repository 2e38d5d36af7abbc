"""Add feeds to feeds.yaml without touching another line: comments, order and quoting stay as the user left them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from monitor.errors import UsageError
from monitor.model.feeds import FeedSpec, ParsedFeed
from monitor.records import dataclass
from monitor.settings.build import same_feed_key
from monitor.settings.edit.listing import extended, without
from monitor.settings.edit.sound_file import SoundFile, read_sound
from monitor.settings.schema import FeedsFile, check_language, one_line, url_fault
from monitor.settings.yaml import MAX_FEEDS_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class EditResult:
    """What became of each feed."""

    added: tuple[FeedSpec, ...]
    known: tuple[FeedSpec, ...]
    """Already in the file (or twice among the new ones): left alone."""


def add_feed(path: Path, feed: FeedSpec) -> bool:
    """Add one feed to the file `path`; False, changing nothing, if it is there already. Raises as `add_feeds`."""
    return bool(add_feeds(path, [feed]).added)


def add_feeds(path: Path, feeds: Sequence[FeedSpec]) -> EditResult:
    """Append feeds to feeds.yaml at `path` in one atomic write; all other lines stay byte for byte.

    Raises:
        ConfigError: the file is not sound as it is; it is left alone.
        UsageError: the file cannot be read or written, a feed's address cannot be used, or the file is laid out
            in a way that cannot be extended line by line.
    """
    file = _read(path)
    known_rows = file.document.root.data.get("feeds") or []
    seen = {same_feed_key(row["url"]) for row in known_rows}
    added: list[FeedSpec] = []
    known: list[FeedSpec] = []
    for feed in feeds:
        fault = url_fault(feed.url)
        if fault is not None:
            raise UsageError(f"The feed cannot be added: {fault[0]} {fault[1]}")
        key = same_feed_key(feed.url)
        (known if key in seen else added).append(feed)
        seen.add(key)
    if added:
        rows = [_entry(feed) for feed in added]
        expected = {**file.document.root.data, "feeds": [*known_rows, *rows]}
        file.rewrite(extended(file.document, "feeds", rows), expected, "feed")
    return EditResult(added=tuple(added), known=tuple(known))


def remove_feed(path: Path, url: str) -> bool:
    """Take the feed at `url` out of the file; False, changing nothing, if it is not there. All else stays.

    Raises:
        ConfigError: the file is not sound as it is; it is left alone.
        UsageError: it cannot be read or written, or lists its feeds in brackets.
    """
    file = _read(path)
    rows = file.document.root.data.get("feeds") or []
    places = [place for place, row in enumerate(rows) if row["url"] == url]
    if not places:
        return False
    if file.document.root.children["feeds"].flow:
        raise UsageError(f"{path} lists its feeds in brackets. Take the feed out by hand.")
    left = [row for row in rows if row["url"] != url]
    text = without(file.document, "feeds", places)
    # A heading without items says null, where an empty list is meant.
    text = text if left else re.sub(r"(?m)^(feeds[ \t]*:)(?=[ \t]*(?:#.*)?\r?$)", r"\1 []", text, count=1)
    file.rewrite(text, {**file.document.root.data, "feeds": left}, "change")
    return True


def pause_feed(path: Path, url: str, *, paused: bool) -> bool:
    """Have the feed at `url` paused, or read again; False if the file has it so, or has it not. All else stays.

    Raises:
        ConfigError: the file is not sound as it is; it is left alone.
        UsageError: it cannot be read or written, or the feed does not stand there key by key on lines of their own.
    """
    file = _read(path)
    rows = file.document.root.data.get("feeds") or []
    place = next((place for place, row in enumerate(rows) if row["url"] == url), None)
    if place is None or bool(rows[place].get("paused")) is paused:
        return False
    item = file.document.root.children["feeds"].children[place]
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", file.document.text)
    part = lines[item.line - 1 : item.last_line]
    part = [line for line in part if not re.match(r"\s*(?:-\s+)?paused\s*:", line)]
    if paused:
        end = "\n" if not lines[0].endswith("\r\n") else "\r\n"
        part[-1] = part[-1].rstrip("\r\n") + end
        part.append(f"{' ' * item.column}paused: true{end}")
    row = {key: value for key, value in rows[place].items() if key != "paused"} | ({"paused": True} if paused else {})
    text = "".join([*lines[: item.line - 1], *part, *lines[item.last_line :]])
    file.rewrite(text, {**file.document.root.data, "feeds": [*rows[:place], row, *rows[place + 1 :]]}, "key `paused`")
    return True


def _read(path: Path) -> SoundFile:
    if path.is_file() and path.stat().st_size > MAX_FEEDS_BYTES:
        raise UsageError(
            f"{path} is larger than {MAX_FEEDS_BYTES // 1_000_000} MB, and only a program of yours or a hand edits it "
            "then: a feed is an item more, or less, of its list. A running bot takes it up by itself."
        )
    return read_sound(path, FeedsFile, MAX_FEEDS_BYTES)


def name_of_feed(feed: ParsedFeed) -> tuple[str, str]:
    """(title, language) that a feed gives itself, as they may stand in feeds.yaml; "" for what it does not give."""
    try:
        language = check_language(feed.language)
    except ValueError:
        language = ""
    return one_line(feed.title), language


def move_feeds(path: Path, moves: Mapping[str, str]) -> tuple[str, ...]:
    """Put new addresses in place of old ones; returns the old ones that were found. All else stays byte for byte.

    Raises:
        ConfigError: the file is not sound as it is; it is left alone.
        UsageError: it cannot be read or written, or an address does not stand there as one piece.
    """
    file = _read(path)
    rows = file.document.root.data.get("feeds") or []
    found = tuple(row["url"] for row in rows if row["url"] in moves)
    text = file.document.text
    for url in found:
        standing = re.compile(rf"(?<![^\s'\"]){re.escape(url)}(?![^\s'\",}}])")
        if len(standing.findall(text)) != 1:
            raise UsageError(f"{path} does not name {url} in one piece, and once. Put the new address there by hand.")
        text = standing.sub(moves[url].replace("\\", r"\\"), text)
    if found:
        expected = [{**row, "url": moves.get(row["url"], row["url"])} for row in rows]
        file.rewrite(text, {**file.document.root.data, "feeds": expected}, "address")
    return found


def _entry(feed: FeedSpec) -> dict[str, Any]:
    """The keys of a new list item, in the order of the schema; what says nothing is left out."""
    entry: dict[str, Any] = {"url": feed.url, "title": feed.title, "publisher": feed.publisher}
    if feed.language:
        entry["language"] = feed.language
    if feed.tags:
        entry["tags"] = list(feed.tags)
    return {key: value for key, value in entry.items() if value}
