"""Subscriptions written into monitor.yaml and taken out of it, whatever stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import ConfigError, UsageError
from monitor.settings import add_subscription, remove_subscription

MINE = """# mine
channels:
  mail: {type: email, host: smtp.example.org, from: m@example.org}   # ours
subscriptions:
  - id: daily
    channels: [{channel: mail, to: [a@example.org]}]
    cron: "0 7 * * *"  # at seven
log: {level: info}
"""
ENTRY = {
    "id": "desk",
    "watchlists": ["a"],
    "channels": [{"channel": "mail", "to": ["b@example.org"]}],
    "when": "immediately",
}
BLOCK = """  - id: desk
    watchlists: [a]
    channels: [{channel: mail, to: ["b@example.org"]}]
    when: immediately
"""


def test_added_and_taken_out_with_all_else_left(tmp_path: Path) -> None:
    path = tmp_path / "monitor.yaml"
    path.write_text(MINE)
    add_subscription(path, ENTRY)
    assert path.read_text() == MINE.replace("log:", f"{BLOCK}log:")
    with pytest.raises(UsageError, match="has a subscription desk already"):
        add_subscription(path, ENTRY)
    assert remove_subscription(path, "desk")
    assert not remove_subscription(path, "desk")
    assert path.read_text() == MINE


def test_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "monitor.yaml"
    path.write_text(MINE)
    with pytest.raises(ConfigError, match="no time zone"):
        add_subscription(path, {**ENTRY, "zone": "Nowhere/Land"})
    assert path.read_text() == MINE
