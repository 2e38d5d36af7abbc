"""HTTP as it is spoken: gates, stubs, refusals and closed hosts, each behind the same guard."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason
from tests.faults.fetch.conftest import PUBLIC

R = FetchReason


def stub(target: str, text: str = "Please wait") -> bytes:
    return f'<html><head><meta http-equiv="refresh" content="0;url={target}"></head><body>{text}</body></html>'.encode()


def answer(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *lines, "", ""]).encode() + body


class Gate:
    """Answers each request of a path by the headers that came with it."""

    def __init__(self, site: Any, path: str, choose: Any) -> None:
        def script() -> Any:
            return [choose(site.seen[-1].headers)]

        site.scripts[path] = script


async def read(make: Any, url: str, **request: Any) -> FetchResult:
    result = await make().fetch(FetchRequest(url=url, **request))
    assert isinstance(result, FetchResult), result
    return result


async def test_a_gate_that_sends_back_with_a_cookie(site: Any, make: Any) -> None:
    again = answer(b"", "Location: /feed", "Set-Cookie: seen=1; Path=/", status="302 Found")
    Gate(site, "/feed", lambda headers: answer(b"feed") if "seen=1" in headers.get("cookie", "") else again)
    assert (await read(make, site.url("/feed"))).body == b"feed"


async def test_a_gate_with_a_new_cookie_each_time_ends(site: Any, make: Any) -> None:
    count = iter(range(100))
    Gate(site, "/feed", lambda _: answer(b"", "Location: /feed", f"Set-Cookie: n={next(count)}", status="302 Found"))
    result = await make().fetch(FetchRequest(url=site.url("/feed")))
    assert isinstance(result, FetchFailure)
    assert result.reason is R.REDIRECT_LOOP
    assert len(site.seen) <= 12


async def test_cookies_go_beside_the_users_own_and_not_to_others(site: Any, open_site: Any, make: Any) -> None:
    other = await open_site("127.0.0.3")
    site.page("/a", b"", "302 Found", Location="/b", Set_Cookie="gate=1; Path=/")
    site.page("/b", b"", "302 Found", Location=other.url("/c"))
    other.page("/c", b"end")
    await read(make, site.url("/a"), secret_headers=(("Cookie", "mine=2"),))
    assert [seen.headers.get("cookie") for seen in site.seen] == ["mine=2", "mine=2; gate=1"]
    assert [seen.headers.get("cookie") for seen in other.seen] == [None]


async def test_a_page_that_reloads_itself_once_it_has_given_a_cookie(site: Any, make: Any) -> None:
    reload = b'<html><head><meta http-equiv="refresh" content="0"></head><body>Checking</body></html>'
    first = answer(reload, "Set-Cookie: seen=1; Path=/", "Content-Type: text/html")
    Gate(site, "/a", lambda headers: answer(b"text") if "seen=1" in headers.get("cookie", "") else first)
    assert (await read(make, site.url("/a"))).body == b"text"
    site.page("/b", reload, Content_Type="text/html")
    assert (await read(make, site.url("/b"))).body == reload


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "300 Multiple Choices"])
async def test_a_redirect_without_location_leads_where_its_only_link_does(site: Any, make: Any, status: str) -> None:
    site.page("/old", b"<p>Moved <a href='/new'>here</a>.</p>", status)
    site.page("/new", b"<rss/>")
    assert (await read(make, site.url("/old"))).body == b"<rss/>"


@pytest.mark.parametrize("empty", ["204 No Content", "200 OK"])
async def test_nothing_in_answer_to_a_conditional_request_is_asked_without_condition(
    site: Any, make: Any, empty: str
) -> None:
    nothing = answer(b"", status=empty)
    Gate(site, "/feed", lambda headers: nothing if "if-none-match" in headers else answer(b"feed"))
    assert (await read(make, site.url("/feed"), etag='"v1"')).body == b"feed"
    assert len(site.seen) == 2


@pytest.mark.parametrize(
    ("status", "part", "broken"),
    [
        ("206 Partial", "bytes 0-3/4", False),
        ("206 Partial", "bytes 0-3/9", True),
        ("206 Partial", "bytes 2-5/9", True),
        ("206 Partial", "", True),
        ("226 IM Used", "", False),
    ],
)
async def test_a_part_that_nobody_asked_for(site: Any, make: Any, status: str, part: str, broken: bool) -> None:
    site.page("/feed", b"feed", status, Content_Range=part)
    result = await read(make, site.url("/feed"))
    assert (result.body, result.broken is not None) == (b"feed", broken)


async def test_a_stub_is_followed_and_moves_no_feed_for_good(site: Any, make: Any) -> None:
    site.page("/old", stub("/new"), Content_Type="text/html")
    site.page("/new", b"<rss/>")
    result = await read(make, site.url("/old"))
    assert (result.body, result.url, result.permanent_url) == (b"<rss/>", site.url("/new"), "")


async def test_a_refresh_header_is_followed(site: Any, make: Any) -> None:
    site.page("/old", b"moved", Refresh="0; url=/new")
    site.page("/new", b"<rss/>")
    assert (await read(make, site.url("/old"))).body == b"<rss/>"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/",
        "//127.0.0.1:{port}/x",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://2130706433:{port}/",
        "http://internal.example:{port}/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
@pytest.mark.parametrize("way", ["meta", "header", "base"])
async def test_a_page_that_sends_inside_is_not_followed(
    site: Any, canary: Any, make: Any, names: Any, target: str, way: str
) -> None:
    where = target.replace("{port}", str(site.port))
    site.page(
        "/", stub(where) if way == "meta" else b"moved", **({"Refresh": f"0; url={where}"} if way == "header" else {})
    )
    if way == "base":
        based = f'<html><head><base href="{where}"><meta http-equiv=refresh content="0;url=x"></head></html>'.encode()
        site.page("/", based, Content_Type="text/html")
    fetcher = make(resolver=names({"internal.example": ["127.0.0.1"]}))
    result = await fetcher.fetch(FetchRequest(url=site.url("/")))
    assert canary.connections == 0
    if isinstance(result, FetchFailure):
        assert result.reason in (R.REFUSED_ADDRESS, R.BAD_URL, R.HTTP_CLIENT_ERROR)


@pytest.mark.parametrize("end", ["/a", "/a#top", ""])
async def test_a_page_that_reloads_itself_is_what_it_is(site: Any, make: Any, end: str) -> None:
    site.page("/a", stub(end), Content_Type="text/html")
    assert (await read(make, site.url("/a"))).body == stub(end)
    assert site.paths == ["/a"]


async def test_pages_that_send_on_to_one_another_end(site: Any, make: Any) -> None:
    site.page("/a", stub("/b"), Content_Type="text/html")
    site.page("/b", stub("/a"), Content_Type="text/html")
    await make().fetch(FetchRequest(url=site.url("/a")))
    assert site.paths == ["/a", "/b"]


async def test_a_page_of_its_own_stays_where_its_refresh_leads_nowhere(site: Any, make: Any) -> None:
    whole = stub("/gone", "word " * 200)
    site.page("/a", whole, Content_Type="text/html")
    assert (await read(make, site.url("/a"))).body == whole
    site.page("/b", stub("/gone"), Content_Type="text/html")
    result = await make().fetch(FetchRequest(url=site.url("/b")))
    assert isinstance(result, FetchFailure)
    assert result.status == 404


async def test_406_is_asked_once_more_as_a_browser_asks(site: Any, make: Any) -> None:
    no = answer(b"", status="406 Not Acceptable")
    Gate(site, "/feed", lambda headers: answer(b"feed") if "text/html" in headers["accept"] else no)
    assert (await read(make, site.url("/feed"), accept="application/rss+xml")).body == b"feed"
    site.page("/no", status="406 Not Acceptable")
    result = await make().fetch(FetchRequest(url=site.url("/no"), accept="application/rss+xml"))
    assert isinstance(result, FetchFailure)
    assert site.paths.count("/no") == 2


async def test_412_is_asked_once_more_without_validators(site: Any, make: Any) -> None:
    no = answer(b"", status="412 Precondition Failed")
    Gate(site, "/feed", lambda headers: no if "if-none-match" in headers else answer(b"feed"))
    assert (await read(make, site.url("/feed"), etag='"x"')).body == b"feed"


async def test_what_cannot_be_unpacked_is_asked_for_once_more_as_it_is(site: Any, make: Any) -> None:
    spoilt = answer(b"\x1f\x8b\x08\x00" + b"\xff" * 30, "Content-Encoding: gzip")
    Gate(site, "/feed", lambda headers: answer(b"feed") if headers["accept-encoding"] == "identity" else spoilt)
    assert (await read(make, site.url("/feed"))).body == b"feed"
    site.scripts["/no"] = [spoilt]
    result = await make().fetch(FetchRequest(url=site.url("/no")))
    assert isinstance(result, FetchFailure)
    assert (result.reason, site.paths.count("/no")) == (R.BAD_ENCODING, 2)


@pytest.mark.parametrize("status", ["429 Slow", "503 Later"])
async def test_retry_after_closes_the_host_for_feeds_and_pages(
    site: Any, open_site: Any, make: Any, status: str
) -> None:
    other = await open_site("127.0.0.3")
    site.page("/a", status=status, Retry_After="600")
    site.page("/b", b"x")
    other.page("/c", b"x")
    fetcher = make()
    await fetcher.fetch(FetchRequest(url=site.url("/a")))
    requests = [FetchRequest(url=site.url(path), check_robots=path == "/b") for path in ("/b", "/a", "/d")]
    for result in await asyncio.gather(*(fetcher.fetch(request) for request in requests)):
        assert isinstance(result, FetchFailure)
        assert result.reason is R.RATE_LIMITED
        assert 590 <= (result.retry_after_s or 0) <= 600
    assert site.paths == ["/a"]
    assert isinstance(await fetcher.fetch(FetchRequest(url=other.url("/c"))), FetchResult)


async def test_those_in_line_for_a_host_that_closes_do_not_ask_it(site: Any, make: Any) -> None:
    site.page("/a", status="429 Slow", Retry_After="600")
    fetcher = make()
    await asyncio.gather(*(fetcher.fetch(FetchRequest(url=site.url("/a"))) for _ in range(12)))
    assert len(site.seen) == 1


@pytest.mark.parametrize(
    ("status", "wait"), [("429 Slow", ""), ("503 Later", ""), ("503 Later", "0"), ("403 No", "600")]
)
async def test_nothing_else_closes_a_host(site: Any, make: Any, status: str, wait: str) -> None:
    site.page("/a", b"", status, **({"Retry_After": wait} if wait else {}))
    site.page("/b", b"x")
    fetcher = make()
    await fetcher.fetch(FetchRequest(url=site.url("/a")))
    assert isinstance(await fetcher.fetch(FetchRequest(url=site.url("/b"))), FetchResult)


async def test_an_odd_header_line_costs_nothing(site: Any, make: Any) -> None:
    site.scripts["/"] = [b'HTTP/1.1 200 OK\r\nBogus line\r\nX-A : b\r\nETag: "e"\r\nContent-Length: 4\r\n\r\nfeed']
    result = await read(make, site.url("/"))
    assert (result.body, result.etag) == (b"feed", '"e"')


async def test_a_joiner_in_a_redirect_is_sent_as_browsers_send_it(site: Any, make: Any, names: Any) -> None:
    site.redirect("/feed", "/می\u200cشود file.xml")
    site.scripts["/feed"] = ["HTTP/1.1 301 Moved\r\nLocation: /می\u200cشود file.xml\r\n\r\n".encode()]
    site.page("/%D9%85%DB%8C%E2%80%8C%D8%B4%D9%88%D8%AF%20file.xml", b"feed")
    fetcher = make(resolver=names({"news.example": [PUBLIC]}))
    result = await fetcher.fetch(FetchRequest(url=site.url("/feed", "news.example")))
    assert isinstance(result, FetchResult)
    assert result.body == b"feed"
