"""`operator:` in monitor.yaml: channels as subscriptions name them, and a secret address."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.model.config import Target
from monitor.settings import load_settings, load_what_is_sound

SUBSCRIPTIONS = "subscriptions: [{id: a, channels: [files], cron: '0 7 * * *'}]\n"
CHANNELS = """\
channels:
  files: {type: file}
  mail: {type: email, host: mx.example, from: m@example.org}
"""
WATCHLIST = "watchlist: a\ntitle: A\ntopics: [{id: b, name: B, kind: place, names: {en: [Borsippa]}}]\n"
ENV = {"PING": "https://ping.example/3f2a"}


def folder(root: Path, operator: str, more: str = "") -> Path:
    (root / "watchlists").mkdir(exist_ok=True)
    (root / "watchlists" / "a.yaml").write_text(WATCHLIST)
    (root / "feeds.yaml").write_text("feeds: [{url: https://river.example/feed, title: River}]\n")
    (root / "monitor.yaml").write_text(f"{CHANNELS}{SUBSCRIPTIONS}operator: {operator}\n{more}")
    return root


def test_channels_and_switch(tmp_path: Path) -> None:
    told = "channels: [{channel: mail, to: [o@example.org]}, files], per_hour: 2"
    root = folder(tmp_path, f"{{{told}, heartbeat_env: PING, heartbeat_every: 5m}}")
    operator = load_settings(root, ENV.get).operator
    assert operator.targets == (Target(channel="mail", recipients=("o@example.org",)), Target(channel="files"))
    assert (operator.per_hour, operator.heartbeat_s) == (2, 300)
    assert operator.heartbeat.reveal() == ENV["PING"]
    assert "3f2a" not in repr(operator)


@pytest.mark.parametrize(
    ("operator", "said"),
    [
        ("{channels: [pigeon]}", "there is no channel 'pigeon'"),
        ("{channels: [fils]}", "Did you mean files?"),
        ("{channels: [mail]}", "there is no recipient"),
        ("{channels: [{channel: files, to: [o@example.org]}]}", "has no recipients"),
        ("{channels: [files, files]}", "listed twice"),
        ("{channels: files}", "operator.channels"),
        ("{channels: [files], per_hour: 0}", "operator.per_hour"),
        ("{heartbeat_env: NONE}", "the environment variable NONE is not set"),
        ("{heartbeat_env: BAD}", "the secret address is not usable"),
        ("{heartbeat_env: PING, heartbeat_file: x}", "Keep one of them"),
        ("{chanels: [files]}", "chanels"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, operator: str, said: str) -> None:
    env = ENV | {"BAD": "ftp://ping.example/3f2a"}
    with pytest.raises(ConfigError) as found:
        load_settings(folder(tmp_path, operator), env.get)
    assert said in str(found.value)
    assert "3f2a" not in str(found.value)


def test_whom_to_tell_is_read_from_a_configuration_that_is_refused(tmp_path: Path) -> None:
    root = folder(tmp_path, "{channels: [files]}", more="polling: {interval: never}\n")
    (root / "watchlists" / "a.yaml").write_text("watchlist: [")
    (root / "feeds.yaml").write_text("feeds: []\n")
    with pytest.raises(ConfigError):
        load_settings(root, ENV.get)
    sound = load_what_is_sound(root, ENV.get)
    assert sound is not None
    assert sound.operator.targets == (Target(channel="files"),)
    (root / "monitor.yaml").write_text("channels: [")
    assert load_what_is_sound(root, ENV.get) is None
