"""Add feeds to feeds.yaml without touching another line: comments, order and quoting stay as the user left them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.errors import UsageError
from monitor.model.feeds import FeedSpec, ParsedFeed
from monitor.settings.build import same_feed_key
from monitor.settings.edit.sound_file import read_sound
from monitor.settings.schema import FeedsFile, check_language, one_line, url_fault
from monitor.settings.yaml import MAX_FEEDS_BYTES, Document, Node, resolve

_PLAIN = re.compile(r"[^\W\d_](?:[\w .,/?=&%+()'~;-]|:(?! |$))*")
_BREAK = re.compile(r"\r\n|\r|\n")


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
    file = read_sound(path, FeedsFile, MAX_FEEDS_BYTES)
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
        file.rewrite(_extended(file.document, rows), expected, "feed")
    return EditResult(added=tuple(added), known=tuple(known))


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
    file = read_sound(path, FeedsFile, MAX_FEEDS_BYTES)
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


def _extended(document: Document, entries: Sequence[dict[str, Any]]) -> str:
    text = document.text
    newline = found.group() if (found := _BREAK.search(text)) else "\n"
    lines = [line for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text) if line]  # splitlines breaks at more than YAML
    node = document.root.children.get("feeds")
    if node is None or not node.data:
        position, indent = _open_list(lines, document, node, newline)
    elif node.flow:
        raise UsageError(f"{document.file} lists its feeds in brackets. Write one feed a line, each after a hyphen.")
    else:
        position, indent = node.last_line, " " * node.column
        # A comment that stands deeper than the hyphens is the last feed's: what it may have, not what follows.
        while position < len(lines) and re.match(rf" {{{node.column + 1},}}#", lines[position]):
            position += 1
    if position and lines and not lines[position - 1].endswith(("\n", "\r")):
        lines[position - 1] += newline
    block = [line + newline for entry in entries for line in _lines(entry, indent)]
    return "".join([*lines[:position], *block, *lines[position:]])


def _open_list(lines: list[str], document: Document, node: Node | None, newline: str) -> tuple[int, str]:
    """Make room below the heading `feeds:`, writing it if needed; returns (lines before the new ones, indentation)."""
    line = document.root.key_lines.get("feeds")
    if line is None or node is None:
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += newline
        lines.append(f"feeds:{newline}")
        return len(lines), "  "
    lines[line - 1] = re.sub(r"^(feeds\s*:)[ \t]*(?:\[[ \t]*\]|~|null)?", r"\1", lines[line - 1], count=1)
    return line, "  "


def _lines(entry: dict[str, Any], indent: str) -> list[str]:
    lines = []
    for number, (key, value) in enumerate(entry.items()):
        shown = f"[{', '.join(map(_scalar_in_list, value))}]" if isinstance(value, list) else _scalar(value)
        lines.append(f"{indent}{'- ' if number == 0 else '  '}{key}: {shown}")
    return lines


def _scalar(value: str) -> str:
    """As YAML: plain where that is surely the same text, else in double quotes."""
    if _PLAIN.fullmatch(value) and value == value.strip() and resolve(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def _scalar_in_list(value: str) -> str:
    """`_scalar` where a comma or bracket would end the value."""
    plain = _scalar(value)
    return plain if plain.startswith('"') or not re.search(r"[^\w -]", plain) else json.dumps(value, ensure_ascii=False)
