"""Pins added to pins.yaml and taken out of it; comments and all other lines stay as the user left them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from monitor.errors import UsageError
from monitor.model.feedback.pins import Pin
from monitor.settings.edit.listing import extended, without
from monitor.settings.edit.sound_file import read_sound
from monitor.settings.schema import PinsFile
from monitor.settings.yaml import MAX_FEEDS_BYTES, UNPRINTABLE

_HEAD = """# yaml-language-server: $schema=schema/pins.json
# Sentences that somebody judged, tried at every load of the configuration. By: monitor not, monitor yes
pins:
"""


def add_pins(path: Path, pins: Sequence[Pin]) -> tuple[str, ...]:
    """Append pins to the file `path`, which is made if it is absent, in one atomic write; ids of those that are new.

    Raises:
        ConfigError: the file is not sound as it is, or would not be with them; it is left alone.
        UsageError: it cannot be read, was changed meanwhile, or has a pin that says the opposite.
        UnwritableError: it cannot be written; brings a patch.
    """
    file = read_sound(path, PinsFile, MAX_FEEDS_BYTES, _HEAD)
    known = file.document.root.data.get("pins") or []
    by_id = {row["id"]: row for row in known}
    for pin in pins:
        other = by_id.get(pin.id)
        if other is not None and other["expect"] != pin.expected:
            word = "yes" if other["expect"] == "match" else "not"
            raise UsageError(
                f"{path} has the pin {pin.id}, in which {other['by']} said {word} of the same sentence. "
                f"Take that back first: monitor {word} {pin.story} --undo"
            )
    rows = [_row(pin) for pin in {pin.id: pin for pin in pins}.values() if pin.id not in by_id]
    if not rows:
        return ()
    text, expected = extended(file.document, "pins", rows), {**file.document.root.data, "pins": [*known, *rows]}
    file.rewrite(text, expected, "pin")
    return tuple(row["id"] for row in rows)


def remove_pins(path: Path, unwanted: Callable[[dict[str, Any]], bool]) -> tuple[str, ...]:
    """Take out the pins that are `unwanted` by what stands in the file; their ids. Raises as `add_pins`."""
    if not path.exists():
        return ()
    file = read_sound(path, PinsFile, MAX_FEEDS_BYTES)
    known = file.document.root.data.get("pins") or []
    places = {place for place, row in enumerate(known) if unwanted(row)}
    if not places:
        return ()
    left = [row for place, row in enumerate(known) if place not in places]
    expected = {**file.document.root.data, "pins": left or None}
    gone = tuple(known[place]["id"] for place in sorted(places))
    file.rewrite(without(file.document, "pins", places), expected, "pin")
    return gone


def _row(pin: Pin) -> dict[str, Any]:
    """The keys of a new list item, in the order of the schema; what says nothing is left out."""
    row: dict[str, Any] = {
        "id": pin.id,
        "watchlist": pin.watchlist,
        "topic": pin.topic,
        "expect": pin.expected,
        "met": [_writable(one) for one in pin.met],
        "text": _writable(pin.text),
        "title": _writable(pin.title),
        "language": pin.language,
        "article": _writable(pin.article),
        "publisher": _writable(pin.publisher),
        "story": pin.story,
        "alert": pin.alert,
        "by": _writable(pin.by),
        "at": f"{pin.at:%Y-%m-%dT%H:%M:%SZ}" if pin.at is not None else "",
        "because": _writable(pin.because),
    }
    return {key: value for key, value in row.items() if value}


def _writable(text: str) -> str:
    """Without what no YAML file can hold."""
    return UNPRINTABLE.sub("", text)
