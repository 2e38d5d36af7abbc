"""Pace and robots.txt over the wire."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason
from tests.elapsing import elapse, outlast
from tests.faults.fetch.conftest import PUBLIC, STALL
from tests.unit.flow.shell_world import until

R = FetchReason


async def test_one_connection_per_host_with_a_rest_between(site: Any, make: Any, names: Any) -> None:
    site.page("/x", b"x")
    fetcher = make(host_delay_s=0.03, resolver=names({"news.example": [PUBLIC]}))
    started = time.monotonic()
    requests = [FetchRequest(url=site.url("/x", "news.example")) for _ in range(6)]
    results = await asyncio.gather(*(fetcher.fetch(request) for request in requests))
    assert all(isinstance(result, FetchResult) for result in results)
    assert time.monotonic() - started >= 5 * 0.03
    assert site.most_open == 1


async def test_an_address_that_the_user_allows_is_not_rested_but_still_asked_one_by_one(site: Any, make: Any) -> None:
    site.page("/x", b"x")
    fetcher = make(host_delay_s=60.0)
    results = await asyncio.gather(*(fetcher.fetch(FetchRequest(url=site.url("/x"))) for _ in range(4)))
    assert all(isinstance(result, FetchResult) for result in results)
    assert site.most_open == 1


async def test_waiting_in_line_does_not_eat_the_deadline(site: Any, make: Any) -> None:
    site.page("/x", b"x")
    site.scripts["/x"] = [9.0, *site.scripts["/x"]]
    fetcher = make()
    results = await asyncio.gather(*(fetcher.fetch(FetchRequest(url=site.url("/x"))) for _ in range(5)))
    assert all(isinstance(result, FetchResult) for result in results)


async def test_a_line_that_is_too_long_is_said_so(site: Any, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.fetch.walk.MAX_WAIT_S", 20.0)
    site.scripts["/slow"] = [STALL]
    fetcher = make()
    first, second = await asyncio.gather(*(fetcher.fetch(FetchRequest(url=site.url("/slow"))) for _ in range(2)))
    assert isinstance(first, FetchFailure)
    assert isinstance(second, FetchFailure)
    assert first.detail == "no answer within 30 s"
    assert second.reason is R.TIMEOUT
    assert "in line" in second.detail
    assert len(site.seen) == 1


def page(site: Any, path: str = "/story") -> FetchRequest:
    return FetchRequest(url=site.url(path), check_robots=True)


@pytest.mark.parametrize(
    ("status", "body", "allowed", "retry"),
    [
        ("200 OK", b"", True, None),
        ("200 OK", b"User-agent: *\nDisallow: /private", True, None),
        ("200 OK", b"User-agent: *\nDisallow: /", False, None),
        ("200 OK", b"User-agent: *\nDisallow: /story\n#" + b"x" * 1_000_000, False, None),
        ("200 OK", b"#" + b"x" * 1_000_000 + b"\nUser-agent: *\nDisallow: /", True, None),
        ("404 Not Found", b"User-agent: *\nDisallow: /", True, None),
        ("403 Forbidden", b"", True, None),
        ("500 Oops", b"", False, 600),
        ("503 Later", b"", False, 600),
        ("204 No Content", b"", True, None),
    ],
)
async def test_robots(site: Any, make: Any, status: str, body: bytes, allowed: bool, retry: int | None) -> None:
    site.page("/story", b"story")
    site.page("/robots.txt", body, status)
    result = await make().fetch(page(site))
    assert isinstance(result, FetchResult) is allowed
    assert site.paths == (["/robots.txt", "/story"] if allowed else ["/robots.txt"])
    if isinstance(result, FetchFailure):
        assert (result.reason, result.retry_after_s) == (R.ROBOTS, retry)


async def test_robots_is_read_once_for_many_pages_and_never_for_feeds(site: Any, make: Any) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /x")
    site.page("/story", b"story")
    fetcher = make()
    await asyncio.gather(*(fetcher.fetch(page(site)) for _ in range(5)))
    assert site.paths.count("/robots.txt") == 1
    other = make()
    await other.fetch(FetchRequest(url=site.url("/story")))
    assert site.paths.count("/robots.txt") == 1


async def test_robots_can_be_switched_off(site: Any, make: Any) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /")
    site.page("/story", b"story")
    assert isinstance(await make(robots=False).fetch(page(site)), FetchResult)
    assert site.paths == ["/story"]


async def test_a_redirect_loop_means_no_robots_txt(site: Any, make: Any) -> None:
    site.redirect("/robots.txt", "/robots.txt")
    site.page("/story", b"story")
    assert isinstance(await make().fetch(page(site)), FetchResult)


async def test_robots_that_leads_inside_is_not_followed(site: Any, canary: Any, make: Any) -> None:
    site.redirect("/robots.txt", canary.url("/x"))
    site.page("/story", b"story")
    result = await make().fetch(page(site))
    assert isinstance(result, FetchFailure)
    assert (result.reason, result.retry_after_s) == (R.ROBOTS, 600)
    assert canary.connections == 0


async def test_a_dripping_robots_txt_shares_the_pages_deadline(site: Any, make: Any) -> None:
    site.scripts["/robots.txt"] = [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", STALL]
    result = await make().fetch(page(site))
    assert isinstance(result, FetchFailure)
    assert result.reason is R.ROBOTS
    assert "not complete within 30 s" in result.detail


async def test_each_host_on_the_way_is_asked(site: Any, open_site: Any, make: Any) -> None:
    other = await open_site("127.0.0.3")
    site.redirect("/story", other.url("/moved"))
    other.page("/robots.txt", b"User-agent: monitor\nDisallow: /moved")
    other.page("/moved", b"story")
    result = await make().fetch(page(site))
    assert isinstance(result, FetchFailure)
    assert (result.reason, result.url) == (R.ROBOTS, other.url("/moved"))
    assert other.paths == ["/robots.txt"]


async def test_a_site_that_is_down_is_called_that(make: Any, names: Any) -> None:
    result = await make(resolver=names({})).fetch(FetchRequest(url="http://gone.example/", check_robots=True))
    assert isinstance(result, FetchFailure)
    assert result.reason is R.DNS


async def test_crawl_delay_sets_the_pace(site: Any, make: Any) -> None:
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 30")
    site.page("/story", b"story")
    fetcher = make()
    await fetcher.fetch(page(site))
    second = asyncio.create_task(fetcher.fetch(FetchRequest(url=site.url("/story"))))
    await elapse(15.0)
    assert site.paths == ["/robots.txt", "/story"]
    assert isinstance(await outlast(second, 60.0), FetchResult)
    assert site.paths == ["/robots.txt", "/story", "/story"]


async def test_closing_while_robots_is_read_leaves_nothing_running(site: Any, make: Any) -> None:
    site.scripts["/robots.txt"] = [None]
    fetcher = make()
    task = asyncio.create_task(fetcher.fetch(page(site)))
    await until(lambda: site.seen, "the site is asked for its robots.txt")
    await fetcher.aclose()
    with pytest.raises(asyncio.CancelledError):
        await task
