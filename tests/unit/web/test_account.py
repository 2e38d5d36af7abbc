"""One's own account by the page: nothing without the password, sessions that end, tokens that go as far as people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from monitor.core.entrance.one_time import code_at, key_of, step_of
from monitor.core.entrance.sessions import mark_of
from monitor.model.desk.visitors import Role, ScriptToken, User, Users
from monitor.settings import load_users
from tests.unit.web.desk_world import Visitor, visit
from tests.unit.web.entering_world import HASH, TOTP, WORDS, log_in, put_users

NEW = "five other words in a row"
USERS = f"""# kept
users:
  - name: ada
    role: admin
    password: "{HASH}"  # hers
  - name: noor
    role: reader
    password: "{HASH}"
    watchlists: [towns]
  - name: tom
    role: admin
    password: "{HASH}"
    totp: {TOTP}
"""


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Visitor]:
    put_users(tmp_path / "config", USERS)
    async with visit(tmp_path) as made:
        yield made


def code_of(desk: Visitor, key: str) -> str:
    raw = key_of(key)
    assert raw is not None
    return code_at(raw, step_of(desk.services.clock.now()))


async def test_another_password_ends_all_sessions_and_keeps_the_file(desk: Visitor) -> None:
    await log_in(desk, "noor")
    assert 'href="/account"' in (await desk.get("/feeds")).text
    done = await desk.post("/do/account.password", {"password": WORDS, "new": NEW, "again": NEW})
    assert done.status_code == 303
    assert "why=password" in done.headers["location"]
    assert "Log in with the new one." in (await desk.get(done.headers["location"])).text
    assert (await desk.get("/account")).status_code == 303
    assert (await log_in(desk, "noor")).status_code == 401
    assert (await log_in(desk, "noor", NEW)).status_code == 303
    text = (desk.config / "users.yaml").read_text()
    assert text.startswith("# kept\n")
    assert f'password: "{HASH}"  # hers' in text
    (entry,) = desk.services.store.actions(kind="account.password")
    assert (entry.by, entry.subject) == ("noor", "user/noor")
    assert NEW not in str(entry)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("password", {"password": "wrong", "new": NEW, "again": NEW}),
        ("password", {"password": WORDS, "new": NEW, "again": NEW + "x"}),
        ("password", {"password": WORDS, "new": "short", "again": "short"}),
        ("password", {}),
        ("code", {"password": WORDS, "key": TOTP, "code": "000000"}),
        ("code", {"password": WORDS, "key": "AAAA", "code": "000000"}),
        ("no_code", {"password": WORDS, "code": "000000"}),
        ("token", {"password": "wrong", "label": "x", "secret": "s" * 43}),
        ("token", {"password": WORDS, "label": "a/b", "secret": "s" * 43}),
        ("token", {"password": WORDS, "label": "x", "secret": "guess"}),
        ("no_token", {"name": "ada.grafana"}),
    ],
)
async def test_nothing_is_changed_without_proof(desk: Visitor, name: str, fields: dict[str, str]) -> None:
    await log_in(desk, "ada")
    answer = await desk.post(f"/do/account.{name}", fields)
    assert answer.status_code == 422, answer.text
    assert (desk.config / "users.yaml").read_text() == USERS
    assert desk.services.store.actions() == []


async def test_a_browser_left_open_is_no_place_to_guess_at(desk: Visitor) -> None:
    await log_in(desk, "ada")
    for _ in range(5):
        await desk.post("/do/account.password", {"password": "guess", "new": NEW, "again": NEW})
    answer = await desk.post("/do/account.password", {"password": WORDS, "new": NEW, "again": NEW})
    assert "Too many tries. Wait" in answer.text
    assert (desk.config / "users.yaml").read_text() == USERS


async def test_an_authenticator_on_and_off(desk: Visitor) -> None:
    await log_in(desk, "ada")
    page = (await desk.get("/account")).text
    key = page.partition('name="key" value="')[2].partition('"')[0]
    code = code_of(desk, key)
    assert (await desk.post("/do/account.code", {"password": WORDS, "key": key, "code": code})).status_code == 303
    assert (await desk.get("/account")).status_code == 303, "its session ended"
    assert (await log_in(desk, "ada", code=code)).status_code == 401, "a code is taken once"
    desk.shell.clock.advance(60)
    assert (await log_in(desk, "ada", code=code_of(desk, key))).status_code == 303
    assert "A code is asked for beside the password." in (await desk.get("/account")).text
    desk.shell.clock.advance(60)
    off = {"password": WORDS, "code": code_of(desk, key)}
    assert (await desk.post("/do/account.no_code", off)).status_code == 303
    assert (desk.config / "users.yaml").read_text() == USERS
    assert (await log_in(desk, "ada")).status_code == 303


async def test_a_token_goes_no_further_than_its_person(desk: Visitor) -> None:
    await log_in(desk, "noor")
    page = (await desk.get("/account")).text
    secret = page.partition('name="secret" value="')[2].partition('"')[0]
    made = {"password": WORDS, "label": "grafana", "secret": secret}
    assert (await desk.post("/do/account.token", made)).status_code == 303
    assert "noor.grafana" in (await desk.get("/account")).text
    desk.client.cookies.clear()
    script = {"authorization": f"Bearer {secret}"}
    assert (await desk.get("/account.json", **script)).json()["watchlists"] == ["towns"]
    assert (await desk.get("/why.json", **script)).status_code == 403
    text = (desk.config / "users.yaml").read_text()
    assert secret not in text
    put_users(desk.config, text.replace("name: noor\n", "name: nora\n"))
    assert (await desk.get("/account.json", **script)).status_code in (401, 403), "its person is gone"
    put_users(desk.config, text)
    await log_in(desk, "noor")
    assert (await desk.post("/do/account.no_token", {"name": "noor.grafana"})).status_code == 303
    assert (desk.config / "users.yaml").read_text().rstrip().startswith(USERS.rstrip())
    assert load_users(desk.config).tokens == ()


@pytest.mark.parametrize(
    ("owner", "token", "held"),
    [
        (("admin", ()), ("admin", ()), ("admin", ())),
        (("reader", ()), ("admin", ()), ("reader", ())),
        (("admin", ()), ("reader", ("a",)), ("reader", ("a",))),
        (("analyst", ("a", "b")), ("analyst", ()), ("analyst", ("a", "b"))),
        (("analyst", ("a", "b")), ("analyst", ("b", "c")), ("analyst", ("b",))),
        (("analyst", ("a",)), ("analyst", ("c",)), ("analyst", ("",))),
    ],
)
def test_what_a_token_of_a_person_may(owner, token, held) -> None:
    user = User(name="ali", role=Role(owner[0]), watchlists=owner[1])
    one = ScriptToken(name="ali.x", role=Role(token[0]), hash=mark_of("x"), owner="ali", watchlists=token[1])
    found = Users(users=(user,)).held(one)
    assert found is not None
    assert (found.role.value, found.watchlists) == held
    assert Users().held(one) is None


async def test_who_has_no_password_here_is_told_whose_it_is(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        assert "open to everybody on this machine" in (await visitor.get("/account")).text
        answer = await visitor.post("/do/account.password", {"password": "", "new": NEW, "again": NEW})
        assert answer.status_code == 422


async def test_a_folder_that_cannot_be_written_shows_no_hashes(desk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    from monitor.errors import UnwritableError

    def refuse(*_args: object) -> None:
        raise UnwritableError("read-only", patch=f"- {HASH}")

    monkeypatch.setattr("monitor.web.pages.account.change_user", refuse)
    await log_in(desk, "noor")
    answer = await desk.post("/do/account.password", {"password": WORDS, "new": NEW, "again": NEW})
    assert answer.status_code == 422
    assert "argon2id" not in answer.text
    assert "cannot be written" in answer.text
