"""No secret reaches repr, str, logs' formatting, JSON or an error text, wherever it stands."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.settings.load import judge, load_settings
from monitor.settings.yaml.config_tree import read_tree

Env = Callable[[str], str | None]
MONITOR = """
channels:
  mail:
    {type: email, host: h.example.org, from: m@example.org, username: m, password_env: SMTP_PASSWORD,
     bounce: b@example.org, bounce_mailbox: {host: i.example.org, username: b, password_env: SMTP_PASSWORD}}
  hook: {type: webhook, url_env: HOOK_URL, secret_file: hook-secret}
"""


@pytest.fixture
def secret_config(config: Path, env: Env) -> Path:
    (config / "monitor.yaml").write_text(MONITOR, encoding="utf-8")
    (config / "hook-secret").write_text("whsec_" + "Q0FOQVJZ" * 4 + "\n", encoding="utf-8")
    (config / "feeds.yaml").write_text(
        "feeds:\n  - url: https://a.example.org/\n"
        "    headers_env: {X-Key: SMTP_PASSWORD}\n    headers_file: {Y: hook-secret}\n",
        encoding="utf-8",
    )
    return config


def test_settings_do_not_print_secrets(secret_config: Path, env: Env) -> None:
    settings = load_settings(secret_config, env)
    assert settings.feeds[0].headers[0] == ("X-Key", "CANARY-password")
    texts = [repr(settings), str(settings), f"{settings}", repr(settings.channels), repr(settings.feeds)]
    channels = [dataclasses.asdict(channel) for channel in settings.channels]
    texts.append(json.dumps(channels, default=repr))
    assert all("CANARY" not in text and "Q0FOQVJZ" not in text for text in texts)


def test_outcomes_and_errors_do_not_print_secrets(secret_config: Path, env: Env) -> None:
    (secret_config / "hook-secret").write_text("CANARY not a secret\n", encoding="utf-8")
    outcome = judge(read_tree(secret_config), env)
    assert "CANARY" not in repr(outcome)
    with pytest.raises(ConfigError) as refused:
        load_settings(secret_config, env)
    assert "secret_file" in str(refused.value)
    assert "CANARY" not in repr(refused.value) + str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\n", id="only-a-line-break"),
        pytest.param(b"CANARY\nCANARY", id="two-lines"),
        pytest.param(b"CANARY\xff", id="not-utf8"),
        pytest.param(b"CANARY" * 20_000, id="huge"),
        pytest.param(b"CANARY\x00", id="nul"),
    ],
)
def test_unusable_secret_files(secret_config: Path, env: Env, content: bytes) -> None:
    (secret_config / "hook-secret").write_bytes(content)
    with pytest.raises(ConfigError) as refused:
        load_settings(secret_config, env)
    assert "config/hook-secret" in str(refused.value)
    assert "CANARY" not in str(refused.value)


def test_a_header_value_cannot_smuggle_a_line(secret_config: Path) -> None:
    env = {"SMTP_PASSWORD": "CANARY\r\nX-Evil: 1", "HOOK_URL": "https://h.example.org/"}
    with pytest.raises(
        ConfigError, match=r"headers_env\.X-Key: the environment variable SMTP_PASSWORD does not hold one"
    ):
        load_settings(secret_config, env.get)


def test_where_nothing_is_sent_absent_secrets_are_named_and_empty(secret_config: Path, env: Env) -> None:
    (secret_config / "hook-secret").unlink()
    settings = load_settings(secret_config, lambda _: None, secrets_needed=False)
    assert settings.absent_secrets == (
        "the environment variable SMTP_PASSWORD is not set",
        "the file that feeds.0.headers_file.Y names cannot be read",
        "the environment variable HOOK_URL is not set",
        "the file that channels.hook.secret_file names cannot be read",
    )
    assert [channel.name for channel in settings.channels] == ["mail", "hook"]
    assert settings.feeds[0].headers == (("X-Key", ""), ("Y", ""))
    assert load_settings(secret_config, env, secrets_needed=False).absent_secrets != (), "the file is gone still"


def test_a_secret_that_is_there_is_judged_everywhere(secret_config: Path) -> None:
    env = {"SMTP_PASSWORD": "p", "HOOK_URL": "ftp://h.example.org/"}
    with pytest.raises(ConfigError, match="the secret address is not usable"):
        load_settings(secret_config, env.get, secrets_needed=False)


@pytest.mark.parametrize(
    "pasted", ["CANARY-hunter2", "CANARY/with+slashes==", "/CANARY", "CANARY" * 100, "CANARY 🔑", "whsec_CANARY"]
)
def test_a_secret_in_place_of_a_path_is_not_repeated(secret_config: Path, env: Env, pasted: str) -> None:
    path = secret_config / "monitor.yaml"
    path.write_text(path.read_text().replace("hook-secret", pasted))
    for needed in (True, False):
        try:
            told = str(load_settings(secret_config, env, secrets_needed=needed).absent_secrets)
        except ConfigError as refused:
            told = str(refused)
        assert "secret_file" in told
        assert "CANARY" not in told
