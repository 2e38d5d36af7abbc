"""Redirects by hand: bounded, judged anew at each hop, and secrets stay at home."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason

R = FetchReason


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [
        (["301 Moved"], True),
        (["308 Moved"], True),
        (["301 Moved", "308 Moved"], True),
        (["302 Found"], False),
        (["303 Other"], False),
        (["307 Other"], False),
        (["301 Moved", "302 Found"], False),
        (["302 Found", "301 Moved"], False),
        (["301 Moved"] * 10, True),
    ],
)
async def test_followed_and_only_wholly_permanent_chains_move_the_feed(
    site: Any, make: Any, statuses: list[str], permanent: bool
) -> None:
    for hop, status in enumerate(statuses):
        site.redirect(f"/{hop}", f"/{hop + 1}", status)
    end = site.url(f"/{len(statuses)}")
    site.page(f"/{len(statuses)}", b"feed")
    result = await make().fetch(FetchRequest(url=site.url("/0")))
    assert isinstance(result, FetchResult), result
    assert (result.body, result.url, result.permanent_url) == (b"feed", end, end if permanent else "")


async def test_links_in_the_head_are_read_where_the_redirects_led(site: Any, make: Any) -> None:
    site.redirect("/feed", "/new/feed")
    site.page("/new/feed", b"feed", Link='</hub>; rel="hub", <all>; rel=self')
    result = await make().fetch(FetchRequest(url=site.url("/feed")))
    assert isinstance(result, FetchResult), result
    assert result.links == (("hub", site.url("/hub")), ("self", site.url("/new/all")))


async def test_eleven_hops_are_too_many(site: Any, make: Any) -> None:
    for hop in range(11):
        site.redirect(f"/{hop}", f"/{hop + 1}")
    site.page("/11", b"feed")
    result = await make().fetch(FetchRequest(url=site.url("/0")))
    assert isinstance(result, FetchFailure)
    assert (result.reason, result.status) == (R.REDIRECT_LOOP, 302)
    assert "/11" not in site.paths


@pytest.mark.parametrize("back", ["/a", "/b", "b", "/a#x"])
async def test_a_circle_ends_at_once(site: Any, make: Any, back: str) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", back)
    result = await make().fetch(FetchRequest(url=site.url("/a")))
    assert isinstance(result, FetchFailure)
    assert result.reason is R.REDIRECT_LOOP
    assert site.paths == ["/a", "/b"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.1:{port}/", R.REFUSED_ADDRESS),
        ("http://[::ffff:127.0.0.1]:{port}/", R.REFUSED_ADDRESS),
        ("http://[::1]:{port}/", R.REFUSED_ADDRESS),
        ("http://internal.example:{port}/", R.REFUSED_ADDRESS),
        ("//127.0.0.1:{port}/x", R.REFUSED_ADDRESS),
        ("http://169.254.169.254/latest/meta-data/", R.REFUSED_ADDRESS),
        ("http://2130706433:{port}/", R.BAD_URL),
        ("http://0x7f.1:{port}/", R.BAD_URL),
        ("http://127.1:{port}/", R.BAD_URL),
        ("http://0:{port}/", R.BAD_URL),
        ("http://a@b@127.0.0.1:{port}/", R.BAD_URL),
        ("\\\\127.0.0.1:{port}\\x", R.REFUSED_ADDRESS),
        ("http:\\\\127.0.0.1:{port}", R.REFUSED_ADDRESS),
        ("ht\ttp://127.0.0.1:{port}/", R.REFUSED_ADDRESS),
        ("file:///etc/passwd", R.BAD_URL),
        ("gopher://127.0.0.1:{port}/_x", R.BAD_URL),
        ("data:text/xml,<rss/>", R.BAD_URL),
    ],
)
async def test_a_redirect_into_the_inside_is_refused(
    site: Any, canary: Any, make: Any, names: Any, location: str, reason: FetchReason
) -> None:
    site.redirect("/feed", location.replace("{port}", str(site.port)))
    resolver = names({"internal.example": ["127.0.0.1"]})
    result = await make(resolver=resolver).fetch(FetchRequest(url=site.url("/feed")))
    assert isinstance(result, FetchFailure)
    assert result.reason is reason
    assert canary.connections == 0
    assert "@" not in result.url


async def test_secrets_stay_at_the_first_origin_and_validators_at_the_address_that_gave_them(
    site: Any, open_site: Any, make: Any, names: Any
) -> None:
    other = await open_site("127.0.0.3")
    resolver = names({"home.example": ["127.0.0.2"], "away.example": ["127.0.0.3"]})
    site.redirect("/a", "/b")
    site.redirect("/b", other.url("/c", "away.example"))
    other.redirect("/c", site.url("/d", "home.example"))
    site.page("/d", b"feed")
    request = FetchRequest(
        url=site.url("/a", "home.example"),
        etag='"e"',
        last_modified="yesterday",
        validators_url=other.url("/c", "away.example"),
        secret_headers=(("X-API-Key", "k"), ("Authorization", "Bearer t")),
    )
    result = await make(resolver=resolver).fetch(request)
    assert isinstance(result, FetchResult), result
    secret, validators = {"x-api-key", "authorization"}, {"if-none-match", "if-modified-since"}
    assert [(secret | validators) & seen.headers.keys() for seen in site.seen] == [secret] * 3
    assert [(secret | validators) & seen.headers.keys() for seen in other.seen] == [validators]


async def test_304_is_believed_only_where_validators_went(site: Any, open_site: Any, make: Any) -> None:
    other = await open_site("127.0.0.3")
    site.redirect("/a", other.url("/c"))
    other.scripts["/c"] = [b"HTTP/1.1 304 Not Modified\r\n\r\n"]
    result = await make().fetch(FetchRequest(url=site.url("/a"), etag='"e"'))
    assert isinstance(result, FetchFailure)
    assert result.reason is R.PROTOCOL
    asked = FetchRequest(url=site.url("/a"), etag='"e"', validators_url=other.url("/c"))
    result = await make().fetch(asked)
    assert isinstance(result, FetchResult)
    assert (result.status, result.etag, result.url) == (304, '"e"', other.url("/c"))


async def test_cookies_live_for_one_walk(site: Any, make: Any) -> None:
    site.page("/a", b"", "302 Found", Location="/b", Set_Cookie="id=1; Path=/")
    site.page("/b", b"x", Set_Cookie="later=2; Path=/")
    fetcher = make()
    for _ in range(2):
        assert isinstance(await fetcher.fetch(FetchRequest(url=site.url("/a"))), FetchResult)
    assert [seen.headers.get("cookie") for seen in site.seen] == [None, "id=1"] * 2


async def test_one_deadline_for_the_whole_chain(site: Any, make: Any) -> None:
    for hop in range(5):
        site.redirect(f"/{hop}", f"/{hop + 1}")
        site.scripts[f"/{hop}"] = [9.0, *site.scripts[f"/{hop}"]]
    result = await make().fetch(FetchRequest(url=site.url("/0")))
    assert isinstance(result, FetchFailure)
    assert (result.reason, result.detail) == (R.TIMEOUT, "no answer within 30 s")
    assert site.paths == ["/0", "/1", "/2", "/3"]
