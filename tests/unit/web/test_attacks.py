"""Whatever strangers send, nothing comes of it: no action, no session, no line of a file, no poll."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from monitor.core.entrance.permissions import LEAST, PERMISSIONS
from monitor.core.entrance.throttle import ADDRESS, PAIR
from monitor.model.config import DeskSettings
from monitor.model.desk.visitors import Role
from monitor.web.doors.login import LogIn, NotLoggedIn, Try
from monitor.web.pages import ROOMS
from tests.unit.web.desk_world import HERE, Visitor, visit
from tests.unit.web.entering_world import SCRIPT, WORDS, log_in, put_users, token_in

EVIL = "https://evil.example"
FORM = "application/x-www-form-urlencoded"
ACTIONS = sorted(action.name for room in ROOMS for action in room.actions)


@dataclass(frozen=True)
class Attack:
    """One request; `cookie`: with the session of somebody who is logged in, as a browser would add it."""

    path: str
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=lambda: {"feed": "1", "title": "x", "url": "https://a.example/f"})
    cookie: bool = True
    token: bool = False
    """With the token of that session, which an attacker could not know."""
    query: str = ""


def attacks() -> dict[str, Attack]:
    """Sixty of them."""
    mine = {"origin": HERE}
    hosts = ["evil.example", "evil.example:8321", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.7", ""]
    hosts += ["localhost:8321@evil.example", "[::1", "lоcalhost".encode().decode("latin-1"), "localhost, evil.example"]
    found = {f"host {host!r}": Attack("/do/feed.try", headers={"host": host, **mine}, token=True) for host in hosts}
    origins = [
        EVIL,
        "null",
        "",
        "http://localhost:9999",
        "https://localhost",
        "http://127.0.0.1:8321",
        "http://evil@localhost:8321",
    ]
    origins += ["http://localhost:8321.evil.example", "http://localhost.evil.example:8321", "file://", "http://[bad"]
    found |= {f"origin {one!r}": Attack("/do/feed.try", headers={"origin": one}, token=True) for one in origins}
    sites = ["cross-site", "same-site", "none"]
    found |= {f"site {s}": Attack("/do/feed.try", headers={**mine, "sec-fetch-site": s}, token=True) for s in sites}
    names = ["x-remote-user", "x-forwarded-user", "remote-user", "x-user", "x-webauth-user", "x-authenticated-user"]
    forged = [{name: "ada"} for name in names]
    forged += [
        {"x-remote-user": "ada", "x-forwarded-for": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1", "x-real-ip": "::1"},
    ]
    found |= {
        f"identity {number}": Attack("/do/feed.try", headers={**mine, **one}, cookie=False)
        for number, one in enumerate(forged)
    }
    shown = ["Bearer made-up", "Bearer ", "Basic YWRhOmZvdXI=", f"bearer  {SCRIPT}x", "Digest ada"]
    found |= {f"shown {one}": Attack("/do/feed.try", headers={"authorization": one}, cookie=False) for one in shown}
    methods = ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"]
    found |= {f"{one} on an action": Attack("/do/feed.add", one, headers=mine, token=True) for one in methods}
    found["an action in the query"] = Attack("/do/feed.try", "GET", query="feed=1&token=x")
    found["undo by GET"] = Attack("/undo/1", "GET")
    found["log out by GET"] = Attack("/logout", "GET")
    found["log in by GET"] = Attack("/login", "GET", query=f"name=ada&password={WORDS}", cookie=False)
    override = {"x-http-method-override": "POST", **mine}
    found["another method told"] = Attack("/do/feed.try", "GET", headers=override, query="_method=POST&feed=1")
    tokens = ["", "x", "AAAA", "A" * 200, "ж", "'; drop table desk_session"]
    found |= {
        f"token {one!r}": Attack("/do/feed.try", headers=mine, fields={"feed": "1", "token": one}) for one in tokens
    }
    found["no token and no origin"] = Attack("/do/feed.try")
    found["the form as JSON"] = Attack("/do/feed.try", headers={**mine, "content-type": "application/json"})
    found["the form as text"] = Attack("/do/feed.try", headers={"content-type": "text/plain"})
    found["log out from elsewhere"] = Attack("/logout", headers={"origin": EVIL}, token=True)
    found["log in from elsewhere"] = Attack(
        "/login", headers={"origin": EVIL}, fields={"name": "noor", "password": WORDS, "code": "", "next": "/"}
    )
    found["a session that was given"] = Attack(
        "/do/feed.try", headers={**mine, "cookie": "desk=" + "A" * 43}, cookie=False
    )
    found["a cookie that is none"] = Attack("/feeds", "GET", headers={"cookie": 'desk="\\'}, cookie=False)
    return found


ATTACKS = attacks()
PATHS = [
    "/static/../users.yaml",
    "/static/..%2f..%2fusers.yaml",
    "/static/%2e%2e/%2e%2e/desk.py",
    "/static//etc/passwd",
    "/static/..\\users.yaml",
    "/static/desk.css%00.png",
    "/feeds/../users.yaml",
    "//evil.example/feeds",
    "/do/../feeds.opml",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/login/../feeds",
    "/static/../feeds",
    "/static/%2e%2e/feeds.json",
    "/LOGIN/feeds",
    "/login;/feeds",
    "/login%2f..%2ffeeds",
]


@pytest.fixture
async def guarded(tmp_path: Path) -> AsyncIterator[Visitor]:
    put_users(tmp_path / "config")
    (tmp_path / "config" / "feeds.yaml").write_text("feeds: []\n")
    async with visit(tmp_path) as made:
        yield made


def effects(visitor: Visitor) -> tuple[Any, ...]:
    """All that an attacker could want to change."""
    with sqlite3.connect(visitor.config.parent / "monitor.db") as database:
        rows = [
            database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in ("desk_action", "desk_session", "desk_code", "feed", "feed_clock", "alert", "digest")
        ]
    database.close()
    files = {path.name: path.read_bytes() for path in visitor.config.rglob("*") if path.is_file()}
    return rows, files


async def send(visitor: Visitor, attack: Attack, session: str, token: str) -> tuple[int, str]:
    """As raw as a stranger sends it: no client that tidies it up."""
    fields = dict(attack.fields) | ({"token": token} if attack.token else {})
    body = urlencode(fields).encode()
    headers = {"host": "localhost:8321", "content-type": FORM, "content-length": str(len(body)), **attack.headers}
    if attack.cookie:
        headers["cookie"] = f"desk={session}"
    answer = await asked(visitor, attack.method, attack.path, headers, body, attack.query)
    return answer[0], answer[1]


async def asked(
    visitor: Visitor, method: str, path: str, headers: Mapping[str, str], body: bytes = b"", query: str = ""
) -> tuple[int, str, dict[str, str]]:
    from urllib.parse import unquote

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("latin-1", "replace"),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()],
        "client": ("203.0.113.9", 4_000),
        "server": ("127.0.0.1", 8_321),
        "state": {},
    }
    sent: list[dict[str, Any]] = []
    parts = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return parts.pop() if parts else {"type": "http.disconnect"}

    async def take(message: Any) -> None:
        sent.append(message)

    await visitor.app(scope, receive, take)
    text = b"".join(one.get("body", b"") for one in sent[1:]).decode("utf-8", "replace")
    told = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], text, told


def test_there_are_sixty() -> None:
    assert len(ATTACKS) >= 60


async def test_sixty_requests_and_no_effect(guarded: Visitor) -> None:
    entered = await log_in(guarded, "ada")
    session = entered.cookies["desk"]
    token = token_in(await guarded.get("/feeds"))
    before = effects(guarded)
    took = {}
    for name, attack in ATTACKS.items():
        status, text = await send(guarded, attack, session, token)
        if effects(guarded) != before or (200 <= status < 300 and attack.method != "GET") or status >= 500:
            took[name] = (status, text[:200])
    assert took == {}
    control = await send(guarded, Attack("/do/feed.try", headers={"origin": HERE}, token=True), session, token)
    assert control[0] in (303, 404), "the request that is none of them is let in"


@pytest.mark.parametrize("action", ACTIONS)
async def test_no_action_is_done_for_who_is_not_in_or_may_not(guarded: Visitor, action: str) -> None:
    fields = {"feed": "1", "url": "https://a.example/feed"}
    before = effects(guarded)
    nobody = Attack(f"/do/{action}", headers={"origin": HERE}, fields=fields, cookie=False)
    assert (await send(guarded, nobody, "", ""))[0] == 401
    assert effects(guarded) == before
    await log_in(guarded, "noor")
    page = await guarded.get("/feeds")
    before = effects(guarded)
    status, _ = await send(guarded, Attack(f"/do/{action}", headers={"origin": HERE}, fields=fields, token=True),
                           guarded.client.cookies["desk"], token_in(page))  # fmt: skip
    own = LEAST[PERMISSIONS[action]] is Role.READER  # Let in, and there is nothing that could be done.
    assert status in ((404, 422) if own else (403,))
    assert effects(guarded) == before


@pytest.mark.parametrize("path", PATHS)
async def test_no_path_leads_around_the_door(guarded: Visitor, path: str) -> None:
    status, text, headers = await asked(guarded, "GET", path, {"host": "localhost:8321"})
    assert status in (303, 400, 401, 404), text
    assert "argon2id" not in text
    assert "root:" not in text
    if status == 303:
        assert headers["location"].startswith("/login")


async def test_ten_thousand_tries_to_log_in(guarded: Visitor) -> None:
    """From one place, half of them for one name: few passwords are looked at, and not the right one behind them."""
    door, users, before = LogIn(guarded.services), guarded.desk.users.users, effects(guarded)
    looked_at: list[int] = []
    for number in range(10_000):
        name = "ada" if number % 2 else f"user{number % 500}"
        password = WORDS if number > 100 and name == "ada" else f"a wrong password {number}"
        given = Try(name=name, password=password, code="", address="203.0.113.9")
        found = await door.log_in(users, guarded.services.config.settings.desk, given)
        assert isinstance(found, NotLoggedIn)
        looked_at += [] if found.wait_s else [number]
    assert len(looked_at) <= ADDRESS.burst
    assert looked_at[: 2 * PAIR.burst] == list(range(2 * PAIR.burst)), "an honest slip is let try again"
    assert effects(guarded) == before


async def test_tries_by_the_page_are_counted_as_well(guarded: Visitor) -> None:
    token = token_in(await guarded.get("/login"))
    before = effects(guarded)
    form = {"host": "localhost:8321", "origin": HERE, "content-type": FORM}
    statuses = []
    for number in range(40):
        password = WORDS if number >= PAIR.burst else f"a wrong password {number}"
        body = urlencode({"token": token, "name": "ada", "password": password, "code": "", "next": "/"}).encode()
        statuses.append((await asked(guarded, "POST", "/login", form, body))[0])
    assert statuses == [401] * PAIR.burst + [429] * (40 - PAIR.burst)
    assert effects(guarded) == before


async def test_what_every_answer_says_to_the_browser(guarded: Visitor) -> None:
    await log_in(guarded, "ada")
    for path in ("/feeds", "/feeds.json", "/login", "/nothing", "/openapi.json"):
        answer = await guarded.get(path)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'self'" in policy
        assert "report-uri /csp-report" in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "no-cache" in answer.headers["cache-control"] or "no-store" in answer.headers["cache-control"]


async def test_a_proxy_that_is_not_listed_speaks_for_nobody_however_it_shouts(tmp_path: Path) -> None:
    put_users(tmp_path / "config")
    desk = DeskSettings(enabled=True, hosts=("desk.example.org",), proxies=("10.0.0.2",))
    async with visit(tmp_path, listens="0.0.0.0", peer="203.0.113.9", desk=desk) as visitor:
        before = effects(visitor)
        for headers in ({"x-remote-user": "ada"}, {"x-remote-user": "ada", "x-forwarded-for": "10.0.0.2"}):
            told = {"host": "desk.example.org", "origin": "http://desk.example.org", **headers}
            assert (await visitor.client.post("/do/feed.try", data={"feed": "1"}, headers=told)).status_code == 401
        assert effects(visitor) == before
