"""pins.yaml: what does not hold is named, and refuses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.model.feedback.pins import Pin
from monitor.settings.load import load_settings
from monitor.settings.reload import ConfigWatcher

Env = Callable[[str], str | None]
PINS = """pins:
  - id: albu-kamal-1
    watchlist: border
    topic: albu-kamal
    expect: ignore
    met: [Albu Kamal]
    text: The shrine of Albu Kamal was opened in Tarvand.
    language: en
    article: https://a.example.org/1
    story: 4f2a
    alert: 12
    by: Ali
    at: "2026-11-29 08:00"
    because: another town
  - id: albu-kamal-2
    watchlist: border
    topic: albu-kamal
    expect: match
    text: Fighting at Albu Kamal.
    by: Zoe
    at: 2026-11-28T23:30:00+02:00
"""
BROKEN = (
    "config/pins.yaml:2: pins[0]: pin albu-kamal-1 (not albu-kamal, said Ali on 2026-11-29) is broken: "
    "border/albu-kamal is found in 'The shrine of Albu Kamal was opened in Tarvand.', article https://a.example.org/1: "
    "'Albu Kamal' was found: name Albu Kamal. It was put down because: another town."
)
SECOND = (
    "config/pins.yaml:15: pins[1]: pin albu-kamal-2 (albu-kamal, said Zoe on 2026-11-28) is broken: "
    "border/albu-kamal is not found in 'Fighting at Albu Kamal.': "
)
LIST = "watchlist: border\ntopics:\n  - id: albu-kamal\n    name: Albu Kamal\n    names: [{}]\n{}"
EXCLUDED = "    excludes: {any: [shrine]}\n"


@pytest.fixture
def pinned(config: Path) -> Path:
    (config / "pins.yaml").write_text(PINS)
    return config


def test_pins_as_they_stand_in_the_file(pinned: Path, env: Env) -> None:
    first, second = load_settings(pinned, env).pins
    assert first == Pin(
        id="albu-kamal-1", watchlist="border", topic="albu-kamal", expected="ignore", met=("Albu Kamal",),
        text="The shrine of Albu Kamal was opened in Tarvand.", language="en", article="https://a.example.org/1",
        story="4f2a", alert=12, by="Ali", at=datetime(2026, 11, 29, 8, tzinfo=UTC), because="another town",
    )  # fmt: skip
    assert (second.expected, second.at) == ("match", datetime(2026, 11, 28, 21, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("names", "more", "warnings"),
    [
        ("Albu Kamal", "", (BROKEN,)),
        ("Albu Kamal", EXCLUDED, ()),
        (
            "Tarvand",
            "",
            (
                BROKEN.replace("'Albu Kamal' was found: name Albu Kamal", "'Tarvand' was found: name Tarvand"),
                f"{SECOND}no name of the topic was found.",
            ),
        ),
        (
            "Albu Kamal",
            "    requires: {any: [convoy]}\n",
            (f"{SECOND}'Albu Kamal' was found, but requires any of convoy in the article.",),
        ),
        (
            "Albu Kamal",
            "rules:\n  - {id: fights, query: '@albu-kamal AND fighting'}\n",
            (),
        ),
    ],
    ids=["as it alerted", "excluded", "another name", "required", "silent by a rule"],
)
def test_each_broken_pin_is_a_warning(pinned: Path, env: Env, names: str, more: str, warnings: tuple[str, ...]) -> None:
    (pinned / "watchlists/border.yaml").write_text(LIST.format(names, more))
    assert load_settings(pinned, env).warnings == warnings


def test_pins_of_a_topic_that_is_gone_are_not_forgotten(pinned: Path, env: Env) -> None:
    path = pinned / "watchlists/border.yaml"
    path.write_text(path.read_text().replace("id: albu-kamal", "id: bukamal"))
    first, second = load_settings(pinned, env).warnings
    assert "is tried on nothing: there is no topic border/albu-kamal. Its sentence: 'The shrine" in first
    assert "'Fighting at Albu Kamal.'." in second


def test_a_running_bot_takes_over_what_breaks_a_pin(pinned: Path, env: Env) -> None:
    path = pinned / "watchlists/border.yaml"
    path.write_text(LIST.format("Albu Kamal", EXCLUDED))
    watcher = ConfigWatcher(pinned, env)
    path.write_text(LIST.format("Albu Kamal", ""))
    assert watcher.check(100.0) is None
    change = watcher.check(102.0)
    assert change is not None
    assert change.settings is not None
    assert change.settings.warnings == (BROKEN,)
