"""Who is let in, by which way, and when no more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.entrance.one_time import code_at, key_of, step_of
from monitor.core.entrance.permissions import LEAST, PERMISSIONS
from monitor.model.config import DeskSettings
from monitor.web.pages import ROOMS
from tests.unit.web.desk_world import HERE, Visitor, visit
from tests.unit.web.entering_world import HASH, SCRIPT, TOTP, USERS, WORDS, log_in, put_users, token_in


@pytest.fixture
async def guarded(tmp_path: Path) -> AsyncIterator[Visitor]:
    """A desk with users, on this machine."""
    put_users(tmp_path / "config")
    async with visit(tmp_path) as made:
        yield made


async def test_a_session_from_its_first_page_to_its_end(guarded: Visitor) -> None:
    away = await guarded.get("/feeds?q=a")
    assert (away.status_code, away.headers["location"]) == (303, "/login?next=/feeds%3Fq%3Da")
    entered = await log_in(guarded, "ada", there="/feeds?q=a")
    assert (entered.status_code, entered.headers["location"]) == (303, "/feeds?q=a")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    page = await guarded.get("/feeds")
    assert "ada" in page.text
    assert (await guarded.get("/login")).status_code == 303, "who is in needs no page to log in"
    left = await guarded.client.post("/logout", data={"token": token_in(page)}, headers={"origin": HERE})
    assert left.headers["location"] == "/login?why=out"
    away = await guarded.get("/feeds", cookie=cookie.partition(";")[0])
    assert away.headers["location"] == "/login?next=/feeds&why=gone", "the secret is worth nothing any more"


@pytest.mark.parametrize("why", ["gone", "idle", "out", "code"])
async def test_the_page_to_log_in_says_what_led_there(guarded: Visitor, why: str) -> None:
    page = (await guarded.get(f"/login?why={why}")).text
    assert page.count('<p class="notice" role="status">') == 1
    assert 'class="notice"' not in (await guarded.get("/login?why=<b>Send+your+password+to+us")).text


@pytest.mark.parametrize(
    ("name", "password"),
    [("ada", "wrong words in a row"), ("nobody", WORDS), ("proxied", WORDS), ("proxied", ""), ("", ""), ("ADA", WORDS)],
)
async def test_all_that_is_wrong_is_told_alike(guarded: Visitor, name: str, password: str) -> None:
    refused = await log_in(guarded, name, password)
    assert refused.status_code == 401
    assert "Name, password or code are not right." in refused.text
    assert "set-cookie" not in refused.headers


async def test_each_code_is_taken_once(guarded: Visitor) -> None:
    key = key_of(TOTP)
    assert key is not None
    code = code_at(key, step_of(guarded.services.clock.now()))
    assert (await log_in(guarded, "tom")).status_code == 401
    assert (await log_in(guarded, "tom", code="000000")).status_code == 401
    assert (await log_in(guarded, "tom", code=code)).status_code == 303
    guarded.client.cookies.clear()
    assert (await log_in(guarded, "tom", code=code)).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(HASH, HASH[:-1] + ("A" if HASH[-1] != "A" else "B"), 1),
        lambda text: text.replace(f'  - {{name: ada, role: admin, password: "{HASH}"}}\n', ""),
        lambda text: text.replace("role: admin", "role: chief", 1),
    ],
    ids=["another password", "removed", "a slip in the file"],
)
async def test_a_session_ends_as_soon_as_the_file_says_so(guarded: Visitor, change) -> None:
    await log_in(guarded, "ada")
    assert (await guarded.get("/feeds")).status_code == 200
    put_users(guarded.config, change(USERS))
    assert (await guarded.get("/feeds")).status_code in (303, 403)
    put_users(guarded.config)


async def test_nobody_enters_while_the_file_is_wrong(guarded: Visitor) -> None:
    put_users(guarded.config, "users: [")
    shown = await guarded.get("/feeds", authorization=f"Bearer {SCRIPT}")
    assert shown.status_code == 403
    assert "monitor check" in shown.text
    put_users(guarded.config)
    assert (await guarded.get("/feeds.json", authorization=f"Bearer {SCRIPT}")).status_code == 200


async def test_another_role_counts_with_the_next_request(guarded: Visitor) -> None:
    await log_in(guarded, "noor")
    refused = await guarded.post("/do/feed.try", {"feed": 1})
    assert refused.status_code == 403
    put_users(guarded.config, USERS.replace("role: reader", "role: analyst", 1))
    assert (await guarded.post("/do/feed.try", {"feed": 999})).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"), [("/feeds", 200), ("/start.json", 403), ("/watchlists", 200), ("/why", 403)]
)
async def test_who_is_shown_some_lists_only_is_shown_no_others(guarded: Visitor, path: str, status: int) -> None:
    await log_in(guarded, "ali")
    assert (await guarded.get(path)).status_code == status


async def test_an_idle_session_ends_and_a_used_one_at_its_longest(guarded: Visitor) -> None:
    clock = guarded.shell.clock
    await log_in(guarded, "ada")
    for _ in range(20):
        clock.advance(timedelta(hours=7))
        assert (await guarded.get("/feeds")).status_code == 200
    clock.advance(timedelta(hours=8))
    assert (await guarded.get("/feeds")).status_code == 303
    await log_in(guarded, "ada")
    for _ in range(23):
        clock.advance(timedelta(hours=7))
        assert (await guarded.get("/feeds")).status_code == 200
    clock.advance(timedelta(hours=7))
    assert (await guarded.get("/feeds")).status_code == 303


async def test_another_session_with_each_log_in(guarded: Visitor) -> None:
    guarded.client.cookies.set("desk", "chosen-by-somebody-else", domain="localhost")
    first = (await log_in(guarded, "ada")).cookies["desk"]
    assert first != "chosen-by-somebody-else"
    page = await guarded.get("/feeds")
    fields = {"token": token_in(page), "name": "ada", "password": WORDS, "code": "", "next": "/"}
    again = await guarded.client.post("/login", data=fields, headers={"origin": HERE})
    assert again.cookies["desk"] != first
    guarded.client.cookies.clear()
    guarded.client.cookies.set("desk", first, domain="localhost")
    assert (await guarded.get("/feeds")).status_code == 303, "the one before it ended"


async def test_sent_by_https_alone_where_the_browser_came_by_it(guarded: Visitor) -> None:
    token = token_in(await guarded.get("/login", host="localhost"))
    fields = {"token": token, "name": "ada", "password": WORDS, "code": "", "next": "//evil.example"}
    entered = await guarded.client.post(
        "/login", data=fields, headers={"origin": "https://localhost", "host": "localhost"}
    )
    assert entered.headers["location"] == "/"
    assert entered.headers["set-cookie"].startswith("__Host-desk=")
    assert "Secure" in entered.headers["set-cookie"]


async def test_scripts_show_a_token_and_nothing_else(guarded: Visitor) -> None:
    asked = await guarded.get("/feeds.json")
    assert (asked.status_code, asked.json()) == (401, {"error": "Log in first."})
    script = {"authorization": f"Bearer {SCRIPT}"}
    assert (await guarded.get("/feeds.json", **script)).status_code == 200
    done = await guarded.client.post("/do/feed.try", data={"feed": "999"}, headers=script)
    assert done.status_code == 404, "let in without a form's token: there is only no such feed"
    for secret, status in (("looks", 403), ("ended", 403), ("made up", 403), ("", 403)):
        headers = {"authorization": f"Bearer {secret}"}
        assert (await guarded.client.post("/do/feed.try", data={"feed": "1"}, headers=headers)).status_code == status
    await log_in(guarded, "ada")
    refused = await guarded.get("/feeds", authorization="Bearer made up")
    assert refused.status_code == 403, "whoever shows a bad token is not let in as somebody else"


PROXIED = DeskSettings(enabled=True, hosts=("desk.example.org",), proxies=("10.0.0.2",))


@pytest.mark.parametrize(
    ("peer", "headers", "desk", "status"),
    [
        ("10.0.0.2", {"x-remote-user": "proxied"}, PROXIED, 200),
        ("10.0.0.2", {"x-remote-user": "ada"}, PROXIED, 200),
        ("10.0.0.2", {"x-remote-user": "stranger"}, PROXIED, 403),
        ("10.0.0.2", {}, PROXIED, 303),
        ("10.0.0.3", {"x-remote-user": "ada"}, PROXIED, 303),
        ("127.0.0.1", {"x-remote-user": "ada"}, PROXIED, 303),
        ("10.0.0.2", {"x-forwarded-user": "ada"}, PROXIED, 303),
        ("10.0.0.2", {"x-remote-user": "ada"}, DeskSettings(enabled=True), 303),
        (
            "10.0.0.2",
            {"x-remote-user": "stranger"},
            DeskSettings(enabled=True, proxies=("10.0.0.0/8",), proxy_role="reader"),
            200,
        ),
    ],
)
async def test_only_a_listed_proxy_says_who_comes(
    tmp_path: Path, peer: str, headers: dict[str, str], desk: DeskSettings, status: int
) -> None:
    put_users(tmp_path / "config")
    async with visit(tmp_path, listens="0.0.0.0", peer=peer, desk=desk) as visitor:
        host = {"host": "desk.example.org" if desk.hosts else "10.9.9.9"}
        assert (await visitor.get("/feeds", **host, **headers)).status_code == status


@pytest.mark.parametrize(
    ("listens", "peer", "headers", "users", "status"),
    [
        ("127.0.0.1", "127.0.0.1", {}, "", 200),
        ("::1", "::1", {}, "", 200),
        ("127.0.0.1", "127.0.0.1", {}, "tokens: []\n", 200),
        ("127.0.0.1", "127.0.0.1", {"x-forwarded-for": "203.0.113.9"}, "", 403),
        ("127.0.0.1", "127.0.0.1", {"via": "1.1 proxy"}, "", 403),
        ("127.0.0.1", "203.0.113.9", {}, "", 403),
        ("0.0.0.0", "127.0.0.1", {}, "", 403),
        ("0.0.0.0", "203.0.113.9", {}, "users: []\n", 403),
        ("127.0.0.1", "127.0.0.1", {}, USERS, 303),
    ],
)
async def test_open_to_this_machine_alone_and_only_without_users(
    tmp_path: Path, listens: str, peer: str, headers: dict[str, str], users: str, status: int
) -> None:
    if users:
        put_users(tmp_path / "config", users)
    async with visit(tmp_path, listens=listens, peer=peer) as visitor:
        host = "localhost:8321" if listens != "0.0.0.0" else "127.0.0.1:8321"
        assert (await visitor.get("/feeds", host=host, **headers)).status_code == status


async def test_too_many_tries_wait_and_the_right_words_wait_too(guarded: Visitor) -> None:
    for _ in range(5):
        assert (await log_in(guarded, "ada", "wrong words in a row")).status_code == 401
    waits = await log_in(guarded, "ada")
    assert waits.status_code == 429
    assert int(waits.headers["retry-after"]) <= 31
    assert "Too many tries. Wait" in waits.text
    guarded.shell.clock.advance(timedelta(seconds=31))
    assert (await log_in(guarded, "ada")).status_code == 303


async def test_what_a_browser_reports_is_kept_and_bounded(guarded: Visitor) -> None:
    report = {"csp-report": {"effective-directive": "script-src", "blocked-uri": "inline", "document-uri": HERE}}
    for _ in range(150):
        assert (await guarded.client.post("/csp-report", json=report)).status_code == 204
    for odd in (b"", b"[]", b"{", b'{"csp-report": 1}', b"x" * 100_000):
        assert (await guarded.client.post("/csp-report", content=odd)).status_code == 204
    assert guarded.desk.reports.count == 150
    assert len(guarded.desk.reports.newest) == 100
    assert guarded.desk.reports.newest[0] == f"script-src inline {HERE}"


def test_pages_and_actions_take_the_role_that_the_table_says() -> None:
    actions = {one.name: one.role for room in ROOMS for one in room.actions}
    others = {one.path: one.role for room in ROOMS for one in (*room.pages, *room.files)}
    assert set(actions) <= set(PERMISSIONS) <= set(actions) | set(others)
    told = {name: LEAST[deed].value for name, deed in PERMISSIONS.items()}
    assert {**dict.fromkeys(others, "reader"), **told} == actions | others
