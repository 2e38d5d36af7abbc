"""Subscriptions added to monitor.yaml and taken out of it; all other lines stay as the user left them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from monitor.errors import UsageError
from monitor.settings.edit.listing import extended, without
from monitor.settings.edit.sound_file import read_sound
from monitor.settings.schema import MonitorFile
from monitor.settings.yaml import MAX_BYTES

_KEY = "subscriptions"


def add_subscription(path: Path, entry: Mapping[str, str | Sequence[str]]) -> None:
    """Append a subscription to the file `path`.

    Raises:
        ConfigError: the file is not sound as it is, or would not be with it; it is left alone.
        UsageError: it cannot be read, was changed meanwhile, or has a subscription of that id.
        UnwritableError: it cannot be written; brings a patch.
    """
    file = read_sound(path, MonitorFile, MAX_BYTES)
    known = file.document.root.data.get(_KEY) or []
    if any(one["id"] == entry["id"] for one in known):
        raise UsageError(f"{path} has a subscription {entry['id']} already. Choose another name.")
    row: dict[str, Any] = {key: value if isinstance(value, str) else list(value) for key, value in entry.items()}
    expected = {**file.document.root.data, _KEY: [*known, row]}
    file.rewrite(extended(file.document, _KEY, [row]), expected, "subscription")


def remove_subscription(path: Path, name: str) -> bool:
    """Take the subscription of that id out; False, changing nothing, if there is none. Raises as `add_subscription`."""
    file = read_sound(path, MonitorFile, MAX_BYTES)
    known = file.document.root.data.get(_KEY) or []
    places = {place for place, one in enumerate(known) if one["id"] == name}
    if not places:
        return False
    left = [one for place, one in enumerate(known) if place not in places]
    file.rewrite(without(file.document, _KEY, places), {**file.document.root.data, _KEY: left or None}, "subscription")
    return True
