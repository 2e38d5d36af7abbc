"""`monitor user`: people and scripts that may use the desk."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.bootstrap import hash_password, password_fault, password_fits
from monitor.cli.config import users as command
from monitor.core.entrance.one_time import key_of
from monitor.core.entrance.sessions import mark_of
from monitor.settings import load_users
from tests.acceptance.world import World
from tests.unit.cli.conftest import Command

pytestmark = pytest.mark.xdist_group("cli")

WORDS = "four words in a row"


def test_a_person_from_the_first_day_to_the_last(monitor: Command, world: World) -> None:
    asked = ("--role", "analyst", "--watchlist", "border", "--mail", "ali@desk.example")
    added = monitor("user", "add", "ali", *asked, stdin=f"{WORDS}\n".encode())
    assert (added.status, added.lines) == (0, ["added: ali, analyst. It counts within seconds."])
    ali = load_users(world.config).users[0]
    assert ali.mail == "ali@desk.example"
    assert password_fits(ali.password, WORDS)
    assert not password_fits(ali.password, "other words in a row")
    assert "ali\tanalyst\tpassword\t-\tborder" in monitor("user", "list").lines

    shown = monitor("user", "totp", "ali").lines
    assert key_of(shown[1].removeprefix("key: ")) is not None
    assert shown[2].startswith("otpauth://totp/monitor:ali?secret=")
    assert monitor("user", "list", "--json").json[0]["enters"] == "password and code"
    assert monitor("user", "totp", "ali", "--off").status == 0

    assert monitor("user", "password", "ali", stdin=b"quite another password\r\n").status == 0
    assert password_fits(load_users(world.config).users[0].password, "quite another password")
    assert monitor("user", "remove", "ali").status == 0
    assert monitor("user", "list").lines == ["Nobody: the desk answers on this machine only."]


def test_a_token_is_shown_once_and_kept_as_its_hash(monitor: Command, world: World) -> None:
    shown = monitor("user", "token", "graf", "--role", "reader", "--until", "2027-01-01 00:00").lines
    secret = shown[1].removeprefix("Authorization: Bearer ")
    (token,) = load_users(world.config).tokens
    assert (token.hash, token.until) == (mark_of(secret), datetime(2027, 1, 1, tzinfo=UTC))
    assert secret not in (world.config / "users.yaml").read_text()
    assert monitor("user", "list", "--json").json[0]["enters"] == "token"
    assert monitor("user", "token", "graf", "--remove").status == 0
    assert load_users(world.config).tokens == ()


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("add", "ali"), b"short\n", "at least 12 characters"),
        (("add", "ali"), b"", "at least 12 characters"),
        (("add", "ali"), b"aaaaaaaaaaaaaaaaaaaa\n", "repeats a few characters"),
        (("add", "Ali B"), f"{WORDS}\n".encode(), "Write ali-b."),
        (("add", "ali", "--mail", "nowhere"), f"{WORDS}\n".encode(), "users[0].mail"),
        (("password", "nobody"), f"{WORDS}\n".encode(), "has no nobody among its users"),
        (("remove", "nobody"), b"", "cannot be read"),
        (("token", "graf", "--until", "tomorrow"), b"", "'tomorrow' is not a moment"),
    ],
)
def test_refused_and_nothing_written(
    monitor: Command, world: World, arguments: tuple[str, ...], stdin: bytes, said: str
) -> None:
    refused = monitor("user", *arguments, stdin=stdin)
    assert refused.status == 2
    assert said in refused.err
    assert not (world.config / "users.yaml").exists()


def test_enters_by_a_proxy_alone(monitor: Command, world: World) -> None:
    assert monitor("user", "add", "ali", "--no-password").status == 0
    assert monitor("user", "list", "--json").json[0]["enters"] == "proxy"
    assert monitor("user", "totp", "ali").status == 2, "it would ask for a code that nobody gives"
    assert not password_fits(load_users(world.config).users[0].password, "")


def test_at_a_terminal_it_is_asked_for_unseen(monitor: Command, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def prompt(text: str, **options: object) -> str:
        asked.append((text, options))
        return WORDS

    monkeypatch.setattr(command.typer, "prompt", prompt)
    monkeypatch.setattr(command, "_at_a_terminal", lambda: True)
    assert monitor("user", "add", "ali").status == 0
    assert asked == [("New password", {"hide_input": True, "confirmation_prompt": True})]


def test_one_password_whatever_keyboard_it_was_typed_on() -> None:
    assert password_fits(hash_password("Ünter den Linden"), "U\u0308nter den Linden")
    assert not password_fits(hash_password(WORDS), "x" * 1_001)
    assert not password_fits("$argon2id$rubbish", WORDS)
    assert password_fault("x" * 1_001)
    assert not password_fault(WORDS)


def test_a_read_only_folder_gives_a_patch(monitor: Command, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("monitor.settings.edit.sound_file.replace_unchanged", refuse)
    refused = monitor("user", "add", "ali", "--no-password")
    assert refused.status == 2
    assert "+  - name: ali" in refused.out
    assert not Path(world.config / "users.yaml").exists()
