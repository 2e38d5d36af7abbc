"""Who is let in, and what every answer says to the browser."""

from __future__ import annotations

from functools import partial

import httpx
import pytest

from monitor.core.entrance.doorway import host_known
from monitor.web.doors.origin import refusal_of_host, refusal_of_origin
from monitor.web.doors.token import is_token, new_token
from tests.unit.web.desk_world import HERE, Visitor


@pytest.mark.parametrize(
    ("hosts", "let_in"),
    [
        (["localhost"], True),
        (["localhost:8321"], True),
        (["127.0.0.1:8321"], True),
        (["[::1]:8321"], True),
        (["LOCALHOST.:8321"], True),
        (["news.example"], False),
        (["localhost.news.example"], False),
        (["10.1.2.3"], False),
        (["127.0.0.1.news.example"], False),
        ([], False),
        (["localhost", "news.example"], False),
    ],
)
def test_only_names_of_this_machine_are_answered(hosts: list[str], let_in: bool) -> None:
    known = partial(host_known, listens="127.0.0.1", names=())
    assert (refusal_of_host(hosts, known) == "") is let_in


@pytest.mark.parametrize(
    ("method", "headers", "let_in"),
    [
        ("GET", {}, True),
        ("HEAD", {"origin": "https://news.example"}, True),
        ("POST", {"origin": HERE}, True),
        ("POST", {"origin": HERE, "sec-fetch-site": "same-origin"}, True),
        ("POST", {"sec-fetch-site": "same-origin"}, False),
        ("POST", {"referer": f"{HERE}/feeds"}, True),
        ("POST", {"authorization": "Bearer of a script"}, True),
        ("POST", {"authorization": "Basic abc"}, False),
        ("POST", {}, False),
        ("POST", {"origin": "null"}, False),
        ("POST", {"origin": "https://news.example"}, False),
        ("POST", {"origin": "http://localhost:9999"}, False),
        ("POST", {"origin": HERE, "sec-fetch-site": "cross-site"}, False),
        ("POST", {"origin": HERE, "sec-fetch-site": "same-site"}, False),
        ("POST", {"origin": HERE, "sec-fetch-site": "none"}, False),
        ("DELETE", {}, False),
    ],
)
def test_only_forms_of_the_desk_itself_are_taken(method: str, headers: dict[str, str], let_in: bool) -> None:
    assert (refusal_of_origin(method, {"host": "localhost:8321", **headers}) == "") is let_in


def test_a_token_is_good_for_its_session_and_its_desk_only() -> None:
    key, told = b"k" * 32, new_token(b"k" * 32, "a")
    assert is_token(key, "a", told)
    assert told != new_token(key, "a")
    for other_key, session, given in (
        (b"x" * 32, "a", told),
        (key, "b", told),
        (key, "a", told[:-4]),
        (key, "a", ""),
        (key, "a", "é"),
    ):
        assert not is_token(other_key, session, given)


@pytest.mark.parametrize("path", ["/feeds", "/feeds.json", "/nothing", "/static/desk.css", "/openapi.json"])
async def test_every_answer_forbids_what_the_desk_does_not_need(visitor: Visitor, path: str) -> None:
    said = (await visitor.get(path)).headers
    assert "unsafe" not in said["content-security-policy"]
    assert "default-src 'self'" in said["content-security-policy"]
    assert "frame-ancestors 'none'" in said["content-security-policy"]
    assert said["x-content-type-options"] == "nosniff"
    assert said["x-frame-options"] == "DENY"
    assert said["referrer-policy"] == "same-origin"


async def test_a_foreign_host_is_told_nothing(visitor: Visitor) -> None:
    answer = await visitor.get("/feeds.json", host="news.example")
    assert answer.status_code == 421
    assert "River" not in answer.text


@pytest.mark.parametrize(
    ("fields", "headers", "status"),
    [
        ({"token": ""}, {}, 403),
        ({"token": "AAAA"}, {}, 403),
        ({}, {"origin": "https://news.example"}, 403),
        ({}, {"sec-fetch-site": "cross-site"}, 403),
    ],
)
async def test_a_forged_form_does_nothing(
    visitor: Visitor, fields: dict[str, str], headers: dict[str, str], status: int
) -> None:
    before = (await visitor.json("/feeds.json"))["lines"][0]["health"]["next_poll_at"]
    visitor.shell.clock.advance(60)
    answer = await visitor.post("/do/feed.try", {"feed": 1, **fields}, **headers)
    assert answer.status_code == status
    visitor.desk.feeds.forget()
    assert (await visitor.json("/feeds.json"))["lines"][0]["health"]["next_poll_at"] == before
    assert visitor.services.store.actions() == []


async def test_an_action_cannot_be_asked_for(visitor: Visitor) -> None:
    answer = await visitor.get("/do/feed.try?feed=1")
    assert answer.status_code == 405
    assert visitor.services.store.actions() == []


async def test_a_body_has_its_limit(visitor: Visitor) -> None:
    async def much() -> object:
        for _ in range(70):
            yield b"a" * 100_000

    headers = {"origin": HERE, "content-type": "application/x-www-form-urlencoded"}
    request = httpx.Request("POST", f"{HERE}/do/feed.try", content=much(), headers=headers)  # type: ignore[arg-type]
    assert (await visitor.client.send(request)).status_code == 400
