"""The jar of one walk: who gets which cookie again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.fetch.cookies import MAX_COOKIES, CookieJar
from monitor.fetch.urls import Target, check_url

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def at(url: str) -> Target:
    target = check_url(url)
    assert isinstance(target, Target)
    return target


HOME = "https://www.news.example/feeds/main.xml"
SENT = {
    "the same address": ("a=1", HOME, "a=1"),
    "its folder": ("a=1", "https://www.news.example/feeds/other.xml", "a=1"),
    "above its folder": ("a=1", "https://www.news.example/", ""),
    "the whole host": ("a=1; Path=/", "https://www.news.example/x", "a=1"),
    "a longer name of the folder": ("a=1; path=/feed", "https://www.news.example/feeds/x", ""),
    "another host": ("a=1; Path=/", "https://news.example/x", ""),
    "the site": ("a=1; Path=/; Domain=.news.example", "https://consent.news.example/x", "a=1"),
    "a site of others": ("a=1; Path=/; Domain=other.example", "https://other.example/", ""),
    "everybody": ("a=1; Path=/; Domain=example", "https://other.example/", ""),
    "a name that only ends alike": ("a=1; Path=/; Domain=news.example", "https://badnews.example/", ""),
    "in the open": ("a=1; Path=/; Secure", "http://www.news.example/", ""),
    "taken back by age": ("a=1; Max-Age=0", HOME, ""),
    "taken back by date": ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", HOME, ""),
    "lasting": ("a=1; Max-Age=3600; Expires=nonsense; HttpOnly; SameSite=Lax", HOME, "a=1"),
    "quoted": ('a="x y"', HOME, 'a="x y"'),
    "empty": ("a=", HOME, "a="),
    "no name": ("=1", HOME, ""),
    "no cookie": ("nonsense", HOME, ""),
    "nothing": ("", HOME, ""),
    "a header smuggled in": ("a=1\r\nHost: x", HOME, ""),
}


@pytest.mark.parametrize(("line", "url", "sent"), list(SENT.values()), ids=list(SENT))
def test_who_gets_a_cookie_again(line: str, url: str, sent: str) -> None:
    jar = CookieJar()
    jar.take(at(HOME), [line], NOW)
    assert jar.header(at(url)) == sent


def test_a_later_cookie_replaces_an_earlier_one_and_longer_paths_come_first() -> None:
    jar = CookieJar()
    jar.take(at(HOME), ["a=1; Path=/", "a=2; Path=/", "b=3; Path=/feeds"], NOW)
    assert jar.header(at(HOME)) == "b=3; a=2"
    jar.take(at(HOME), ["a=; Path=/; Max-Age=-1"], NOW)
    assert jar.header(at(HOME)) == "b=3"


def test_a_number_is_no_site() -> None:
    jar = CookieJar()
    jar.take(at("http://127.0.0.1/"), ["a=1; Domain=0.0.1; Path=/", "b=1; Domain=127.0.0.1; Path=/"], NOW)
    assert jar.header(at("http://127.0.0.1/")) == "b=1"


def test_a_flood_is_bounded() -> None:
    jar = CookieJar()
    for turn in range(10):
        jar.take(at(HOME), [f"n{turn}x{i}={'v' * 9_000}" for i in range(100)], NOW)
    sent = jar.header(at(HOME))
    assert len(sent) <= 8_192
    assert sent.count("=") <= MAX_COOKIES
