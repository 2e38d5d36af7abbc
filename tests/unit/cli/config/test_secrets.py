"""Only what sends or fetches with a secret asks for it: a second terminal, a cron line and CI have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.testing.newsite import NewsSite
from monitor.testing.wire import Resource
from tests.acceptance.world import World
from tests.unit.cli.conftest import Command, caller, serving

pytestmark = pytest.mark.xdist_group("cli")

MAIL = (
    "  mail: {type: email, host: 127.0.0.1, port: 9, from: m@example.org, username: m, password_env: MONITOR_NOT_SET}\n"
)


@pytest.fixture
def secretive(copied: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """An installation that was filled, and has a mail channel whose password is set nowhere here."""
    monkeypatch.delenv("MONITOR_NOT_SET", raising=False)
    path = copied.config / "monitor.yaml"
    text = path.read_text()
    assert "channels:\n" in text
    path.write_text(text.replace("channels:\n", f"channels:\n{MAIL}", 1))
    return caller(copied, capsys, monkeypatch)


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--no-secrets"),
        ("check", "--no-secrets", "--json"),
        ("match", "-"),
        ("feeds", "list"),
        ("feeds", "export"),
        ("watchlist", "lint"),
        ("watchlist", "spellings", "albu-kamal"),
        ("digest", "preview"),
        ("digest", "orphans"),
        ("deliveries", "list"),
        ("deliveries", "retry"),
        ("deliveries", "ack"),
        ("db", "stats"),
        ("db", "backup"),
        ("db", "prune"),
        ("db", "migrate"),
        ("why", "https://example.org/never"),
    ],
    ids=" ".join,
)
def test_works_without(secretive: Command, command: tuple[str, ...]) -> None:
    answer = secretive(*command, stdin=b"Albu Kamal")
    assert answer.status in (0, 1), answer.err
    assert "MONITOR_NOT_SET" not in answer.err


@pytest.mark.parametrize("command", [("check",), ("once",), ("run",), ("check", "--online")], ids=" ".join)
def test_needs_it(secretive: Command, command: tuple[str, ...]) -> None:
    answer = secretive(*command)
    assert answer.status == 2
    assert "the environment variable MONITOR_NOT_SET is not set" in answer.err


def test_send_now_needs_it_where_no_bot_runs(secretive: Command) -> None:
    answer = secretive("digest", "send-now")
    assert answer.status == 2
    assert (
        "no bot runs here, so this command sends by itself, but the environment variable MONITOR_NOT_SET" in answer.err
    )
    assert secretive("digest", "preview").status == 0, "the database is free again"


def test_check_says_what_is_absent(secretive: Command) -> None:
    assert "without: the environment variable MONITOR_NOT_SET is not set\n" in secretive("check", "--no-secrets").out
    assert len(secretive("check", "--no-secrets", "--json").json["absent_secrets"]) == 1
    assert "leave out --no-secrets" in secretive("check", "--online", "--no-secrets").err


def test_parse_and_extract_say_that_a_broken_config_does_not_count(
    monitor: Command, world: World, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><article><p>" + "Albu Kamal and its bridge. " * 20 + "</p></article></body></html>")
    assert monitor("extract", str(page), "--url", "https://example.org/1").err == ""
    (world.config / "monitor.yaml").write_text("polling: never\n")
    answer = monitor("extract", "http://127.0.0.1:9/page")
    assert "config/ cannot be used, so its settings do not count here: " in answer.err


@pytest.mark.parametrize("command", [("parse",), ("parse", "--json")], ids=" ".join)
def test_a_key_that_a_server_repeats_is_not_printed(
    monitor: Command, world: World, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    page = b"<!doctype html><html><head><title>No access for canary-key-1</title></head><body>x</body></html>"
    with serving(NewsSite()) as site:
        url = site.put("/feed.xml", Resource(body=page, content_type="text/html"))
        (world.config / "feeds.yaml").write_text(
            f"feeds:\n  - {{url: '{url}', title: T, publisher: P, headers_env: {{X-Key: MONITOR_CANARY}}}}\n"
        )
        monkeypatch.setenv("MONITOR_CANARY", "canary-key-1")
        answer = monitor(*command, url)
    assert "No access for ***" in answer.out
    assert "canary" not in answer.out + answer.err
