"""users.yaml: read, refused, and written without touching another line."""

from __future__ import annotations

import stat
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import ConfigError, UsageError
from monitor.model.desk.visitors import Role, Users
from monitor.settings import (
    add_token,
    add_user,
    change_user,
    load_settings,
    load_users,
    remove_token,
    remove_user,
    users_found,
)

HASH = "$argon2id$v=19$m=19456,t=2,p=1$IYdytt5rxtdfKsp5bglbAA$8KzC4ZwwVHSOrINP6TpILquZ1WuvGeWVA66ti0U2U4E"
OTHER = HASH.replace("8Kz", "9Kz")
TOTP = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
MINE = f"""# mine
roles:
  reader: {{watchlists: [border]}}   # only that
users:
  - name: ali        # at the desk
    role: analyst
    password: '{HASH}'   # of May
    # his authenticator
    totp: {TOTP}
  # the other one
  - {{name: proxied, role: reader}}
tokens:
  - name: graf
    role: reader
    hash: "{"0" * 64}"
    until: 2027-01-01 00:00
    watchlists: [other]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "users.yaml"
    found.write_text(MINE)
    return found


def test_read_with_what_is_shown_to_each(path: Path) -> None:
    users = load_users(path.parent)
    ali, proxied = users.users
    assert (ali.name, ali.role, ali.password, ali.totp) == ("ali", Role.ANALYST, HASH, TOTP)
    assert (users.watchlists_of(ali), users.watchlists_of(proxied)) == (None, ("border",))
    (graf,) = users.tokens
    assert graf.until == datetime(2027, 1, 1, tzinfo=UTC)
    assert users.watchlists_of(graf) == ("other",)
    assert HASH not in repr(users)
    assert TOTP not in repr(users)
    assert users.user("nobody") is None


def test_no_file_is_nobody(tmp_path: Path) -> None:
    assert load_users(tmp_path) == Users()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f"  - {{name: ali, role: chief, password: '{HASH}'}}", "'chief' is not one of the choices"),
        ("  - {name: ali, role: admin, password: CANARY-secret}", "no argon2id hash of a password"),
        (f"  - {{name: ali, role: admin, password: '{HASH.replace('m=19456', 'm=9999999')}'}}", "no argon2id hash"),
        (f"  - {{name: Ali B, role: admin, password: '{HASH}'}}", "Write ali-b."),
        (f"  - {{name: ali, role: admin, password: '{HASH}', totp: CANARY!}}", "no key of an authenticator"),
        (f"  - {{name: ali, role: admin, totp: {TOTP}}}", "beside a password only"),
        ("  - {name: a, role: admin}\n  - {name: a, role: reader}", "a stands here twice"),
        ("  - {name: a, role: admin, pasword: x}", "Did you mean password?"),
        ("tokens:\n  - {name: a, role: admin, hash: CANARY}", "no hash of a token"),
        ("  - [", "line 2"),
    ],
)
def test_refused_with_what_to_write_and_no_secret(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "users.yaml").write_text(f"users:\n{line}\n" if not line.startswith("tokens") else f"{line}\n")
    with pytest.raises(ConfigError) as refused:
        load_users(tmp_path)
    assert message.removeprefix("line 2") in str(refused.value)
    assert "CANARY" not in str(refused.value)
    assert users_found(tmp_path).users == Users(), "nobody is let in by half a file"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            "users:\n  - {name: a, role: chief}\n",
            "can enter the desk: the text 'chief' is not one of",
        ),
        ("users:\n  - {name: a, role: admin, watchlists: [boarder]}\n", "no watchlist 'boarder'. Did you mean border?"),
        ("roles:\n  reader: {watchlists: [boarder]}\n", "no watchlist 'boarder'"),
    ],
)
def test_what_is_wrong_with_users_never_stops_the_bot(
    config: Path, env: Callable[[str], str | None], text: str, warning: str
) -> None:
    before = load_settings(config, env)
    (config / "users.yaml").write_text(text)
    after = load_settings(config, env)
    assert [warning in one for one in after.warnings if one not in before.warnings] == [True]
    assert after.revision == before.revision, "who may look on is no part of what is watched"


@pytest.mark.parametrize(
    ("users", "desk", "open_to_all"),
    [
        ("users: []\n", "", True),
        (f"users:\n  - {{name: a, role: admin, password: '{HASH}'}}\n", "", False),
        ("users:\n  - {name: a, role: admin}\n", "", True),
        ("users:\n  - {name: a, role: admin}\n", "  proxies: [10.0.0.2]\n", False),
        ("users: [\n", "", False),
    ],
)
def test_no_desk_is_opened_to_a_network(
    config: Path, env: Callable[[str], str | None], users: str, desk: str, open_to_all: bool
) -> None:
    path = config / "monitor.yaml"
    path.write_text(f"{path.read_text()}server: {{host: 0.0.0.0}}\ndesk:\n  enabled: true\n{desk}")
    (config / "users.yaml").write_text(users)
    said = ""
    with suppress(ConfigError):
        assert load_settings(config, env).desk.enabled
        said = "let in"
    assert said == ("" if open_to_all else "let in")


def test_added_below_all_that_was_there_and_private(path: Path) -> None:
    add_user(path, {"name": "noor", "role": "reader", "password": HASH, "watchlists": ["border", "other"]})
    add_token(path, {"name": "script", "role": "admin", "hash": "1" * 64})
    assert load_users(path.parent).user("noor") is not None
    lines = path.read_text().splitlines()
    news = ["  - name: noor", "    role: reader", f'    password: "{HASH}"', "    watchlists: [border, other]"]
    script = ["  - name: script", "    role: admin", f'    hash: "{"1" * 64}"']
    mine = MINE.splitlines()
    assert lines == [*mine[:11], *news, *mine[11:], *script]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(UsageError, match="has noor among its users already"):
        add_user(path, {"name": "noor", "role": "reader"})


def test_the_first_one_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "users.yaml"
    add_user(path, {"name": "noor", "role": "reader", "password": HASH})
    assert path.read_text().startswith("# yaml-language-server: $schema=schema/users.json\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(ConfigError, match="no argon2id hash"):
        add_user(path, {"name": "other", "role": "reader", "password": "plain words"})


def test_changed_in_its_own_line(path: Path) -> None:
    change_user(path, "ali", {"password": OTHER})
    assert path.read_text() == MINE.replace(f"'{HASH}'", f'"{OTHER}"')
    change_user(path, "ali", {"totp": None})
    assert path.read_text() == MINE.replace(f"'{HASH}'", f'"{OTHER}"').replace(f"    totp: {TOTP}\n", "")
    change_user(path, "ali", {"totp": TOTP})
    assert load_users(path.parent).users[0].totp == TOTP


def test_taken_out_with_all_else_left(path: Path) -> None:
    remove_token(path, "graf")
    remove_user(path, "ali")
    assert [one.name for one in load_users(path.parent).users] == ["proxied"]
    assert "# mine" in path.read_text()
    remove_user(path, "proxied")
    assert load_users(path.parent).users == ()


@pytest.mark.parametrize("edit", [remove_user, remove_token, lambda path, name: change_user(path, name, {"role": "x"})])
def test_nobody_of_that_name(path: Path, edit: Callable[[Path, str], None]) -> None:
    with pytest.raises(UsageError, match="has no nobody among its"):
        edit(path, "nobody")
    assert path.read_text() == MINE


def test_what_stands_in_braces_is_for_hands(path: Path) -> None:
    with pytest.raises(UsageError, match="in braces"):
        change_user(path, "proxied", {"password": HASH})
    assert path.read_text() == MINE
