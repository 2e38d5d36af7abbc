"""Leaving by the status port: GET asks, POST changes, the token lets in and nothing else does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from monitor.core.recipients.leaving import Membership, membership_of, token_of
from monitor.errors import StoreBusyError
from monitor.model.health import HealthReport
from monitor.obs.leaving import LeavingPage
from monitor.obs.server import StatusServer

KEY = b"k" * 32
ALI = Membership(channel="mail", subscription="border<b>", address="ali@example.org")
LINK = f"/unsubscribe/{token_of(KEY, ALI)}"
FORM = b"List-Unsubscribe=One-Click"
IN_PARTS = "Content-Type: multipart/form-data; boundary=x\r\n"
PARTS = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'


@dataclass
class Site:
    left: list[Membership] = field(default_factory=list)
    busy: bool = False
    port: int = 0

    async def read(self, token: str) -> Membership | None:
        return membership_of(KEY, token)

    async def leave(self, one: Membership, why: str) -> None:
        if self.busy:
            raise StoreBusyError("the database /srv/secret/monitor.db is locked")
        assert why
        self.left.append(one)

    async def ask(self, method: str, path: str, body: bytes = b"", extra: str = "") -> tuple[int, str]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        length = f"Content-Length: {len(body)}\r\n" if body and "ength" not in extra else ""
        writer.write(f"{method} {path} HTTP/1.1\r\nHost: news.example\r\n{extra}{length}\r\n".encode() + body)
        answer = (await asyncio.wait_for(reader.read(), 60)).decode()
        writer.close()
        return int(answer.split()[1]), answer


async def nothing() -> bytes:
    return b""


async def well() -> HealthReport:
    return HealthReport(checks=())


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()
    server = StatusServer(well, nothing, leaving=LeavingPage(made.read, made.leave))
    await server.start("127.0.0.1", 0)
    made.port = server.port
    yield made
    await server.stop()


async def test_a_mail_programs_one_click(site: Site) -> None:
    for _ in range(2):
        status, answer = await site.ask("POST", LINK, FORM)
        assert (status, "Unsubscribed" in answer) == (200, True)
    assert site.left == [ALI, ALI]


@pytest.mark.parametrize(
    ("method", "path", "body", "extra", "status", "leaves"),
    [
        pytest.param("GET", LINK, b"", "", 200, False, id="a link checker changes nothing"),
        pytest.param("HEAD", LINK, b"", "", 200, False, id="HEAD"),
        pytest.param("GET", f"{LINK}?List-Unsubscribe=One-Click", b"", "", 200, False, id="not by the query"),
        pytest.param("POST", LINK, PARTS, IN_PARTS, 200, True, id="in parts"),
        pytest.param("POST", LINK, b"a=1&" + FORM, "", 200, True, id="among other fields"),
        pytest.param("POST", LINK, b"", "", 400, False, id="without a word"),
        pytest.param("POST", LINK, b"List-Unsubscribe=Maybe", "", 400, False, id="with other words"),
        pytest.param("POST", LINK, FORM + b"&x=" + b"y" * 9000, "", 400, False, id="far too long a form is not read"),
        pytest.param("POST", LINK, FORM, "Content-Length: -5\r\n", 400, False, id="a length that is none"),
        pytest.param("POST", LINK, FORM, "Transfer-Encoding: chunked\r\nX-Length: 1\r\n", 400, False, id="in chunks"),
        pytest.param("POST", f"{LINK}x", FORM, "", 404, False, id="a broken link"),
        pytest.param("GET", "/unsubscribe/", b"", "", 404, False, id="no token"),
        pytest.param("GET", "/unsubscribe/../healthz", b"", "", 404, False, id="up and away"),
        pytest.param("DELETE", LINK, b"", "", 405, False, id="DELETE"),
        pytest.param("GET", "/healthz", b"", "", 421, False, id="by that name nothing else is told"),
        pytest.param("POST", "/healthz", FORM, "", 421, False, id="nor changed"),
    ],
)
async def test_only_a_post_with_the_token_changes(
    site: Site, method: str, path: str, body: bytes, extra: str, status: int, leaves: bool
) -> None:
    found, answer = await site.ask(method, path, body, extra)
    assert (found, bool(site.left)) == (status, leaves)
    assert "<b>border<b>" not in answer


async def test_the_page_asks_and_its_form_says_so(site: Site) -> None:
    _, page = await site.ask("GET", LINK)
    assert '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">' in page
    assert "border&lt;b&gt;" in page
    for header in ("default-src 'none'", "Referrer-Policy: no-referrer", "X-Robots-Tag: noindex", "no-store"):
        assert header in page


async def test_strangers_are_not_told_what_is_wrong_inside(site: Site) -> None:
    site.busy = True
    status, answer = await site.ask("POST", LINK, FORM)
    assert status == 503
    assert "monitor.db" not in answer
    assert site.left == []
