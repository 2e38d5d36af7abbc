import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.parse.links import is_permalink, link_in, web_url

FEED = "https://news.example/en/feed/"
CASES = {
    "absolute": ("https://a.example/x", "https://a.example/x"),
    "relative to the host": ("/2026/03/x", "https://news.example/2026/03/x"),
    "relative to the path": ("x.html", "https://news.example/en/feed/x.html"),
    "protocol-relative": ("//a.example/x", "https://a.example/x"),
    "white space around": ("\n  https://a.example/x \t", "https://a.example/x"),
    "white space inside": ("https://a.example/a b", "https://a.example/a%20b"),
    "line break inside": ("https://a.example/\nx", "https://a.example/x"),
    "bidi control": ("https://a.example/\u202ex", "https://a.example/x"),
    "arabic path": ("https://a.example/سوريا", "https://a.example/سوريا"),
    "javascript": ("javascript:alert(1)", ""),
    "javascript with a break": ("java\nscript:alert(1)", ""),
    "data": ("data:text/html,x", ""),
    "file": ("file:///etc/passwd", ""),
    "ftp": ("ftp://a.example/x", ""),
    "mailto": ("mailto:a@b.example", ""),
    "no host": ("http:///x", ""),
    "bad ipv6": ("http://[::1/x", ""),
    "empty": ("  ", ""),
    "too long": ("https://a.example/" + "x" * 5_000, ""),
    "google alert": (
        "https://www.google.com/url?rct=j&sa=t&url=https://a.example/x%3Fa%3D1&ct=ga&usg=z",
        "https://a.example/x?a=1",
    ),
    "google of a country": ("https://www.google.co.uk/url?q=http://a.example/", "http://a.example/"),
    "google without a target": ("https://www.google.com/url?sa=t", "https://www.google.com/url?sa=t"),
    "google to javascript": ("https://www.google.com/url?q=javascript:x", "https://www.google.com/url?q=javascript:x"),
    "zwnj in persian": (
        "https://a.example/می\u200cشود.html",
        "https://a.example/می%E2%80%8Cشود.html",
    ),
    "zwnj between encoded letters": ("https://a.example/%DB%8C\u200c%D8%B4", "https://a.example/%DB%8C%E2%80%8C%D8%B4"),
    "zwj in devanagari": ("https://a.example/क्\u200dष", "https://a.example/क्%E2%80%8Dष"),
    "zwnj at the end is dirt": ("https://a.example/x\u200c", "https://a.example/x"),
    "zwnj between latin letters is dirt": ("https://a.example/a\u200cb", "https://a.example/ab"),
    "without a scheme": ("b.example/blog/1", "https://b.example/blog/1"),
    "www without a scheme": ("www.b.example", "https://www.b.example"),
    "the feed's own host without a scheme": ("news.example?p=1", "https://news.example?p=1"),
    "a file is no host": ("story.html", "https://news.example/en/feed/story.html"),
    "a file in a folder is no host": ("2026/story.php?id=1", "https://news.example/en/feed/2026/story.php?id=1"),
    "escaped twice": ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2"),
    "escaped by number": ("https://a.example/?a=1&#038;b=2", "https://a.example/?a=1&b=2"),
    "bare ampersands": ("https://a.example/?a=1&lang=ar&copy=3", "https://a.example/?a=1&lang=ar&copy=3"),
    "one slash": ("https:/a.example/x", "https://a.example/x"),
    "backslashes": ("https:\\\\a.example\\x", "https://a.example/x"),
    "two schemes": ("http://https://a.example/x", "https://a.example/x"),
    "no colon": ("https//a.example/x", "https://a.example/x"),
    "google news": (
        "https://news.google.com/rss/articles/CBMiGmh0dHBzOi8vYS5leGFtcGxlL25ld3MvMTIz0gEA?oc=5",
        "https://a.example/news/123",
    ),
    "bing": (
        "http://www.bing.com/news/apiclick.aspx?ref=x&url=https%3a%2f%2fa.example%2fx&c=1",
        "https://a.example/x",
    ),
    "any redirect to another site": (
        "https://c.example/redirect?url=https%3A%2F%2Fa.example%2Fx",
        "https://a.example/x",
    ),
    "a redirect within the site": ("https://a.example/go?to=https://a.example/x",) * 2,
    "sharing is no redirect": ("https://c.example/share?url=https://a.example/x",) * 2,
    "a reader's scheme": ("feed:https://a.example/x", "https://a.example/x"),
    "a reader's scheme alone": ("feed://a.example/x", "http://a.example/x"),
    "slashes too many": ("https:////a.example/x", "https://a.example/x"),
    "a space before the host": ("http:// a.example/x", "http://a.example/x"),
    "a host in capitals": ("HTTPS://A.Example/X", "https://a.example/X"),
    "not google": ("https://google.evil.example/url?q=http://a.example/",) * 2,
}


@pytest.mark.parametrize(("href", "expected"), CASES.values(), ids=CASES)
def test_links(href: str, expected: str) -> None:
    assert web_url(href, FEED) == expected


@pytest.mark.parametrize(
    ("value", "link"),
    [
        ("https://a.example/1", "https://a.example/1"),
        ("\n https://a.example/1 \n", "https://a.example/1"),
        ("https://a.example/my page.html", "https://a.example/my page.html"),
        ("https://a.example/1 https://a.example/2", "https://a.example/1"),
        ("<a href='https://a.example/1'>more</a>", "https://a.example/1"),
        ("<https://a.example/1>", "https://a.example/1"),
        ('"https://a.example/1"', "https://a.example/1"),
        ("Link: https://a.example/1", "https://a.example/1"),
        ("/a/1", "/a/1"),
    ],
)
def test_a_link_in_a_text(value: str, link: str) -> None:
    assert link_in(value) == link


def test_the_first_base_that_works_counts() -> None:
    assert web_url("x", "", "not a base", "http://b.example/y/") == "http://b.example/y/x"


@pytest.mark.parametrize(
    ("guid", "expected"),
    [
        ("http://a.example/1", True),
        ("HTTPS://a.example/1", True),
        ("0", False),
        ("tag:a,2026:1", False),
        ("http://", False),
    ],
)
def test_permalinks(guid: str, expected: bool) -> None:
    assert is_permalink(guid) is expected


@settings(deadline=None)
@given(st.text(), st.text())
def test_anything_gives_a_web_address_or_nothing(href: str, base: str) -> None:
    assert web_url(href, base, FEED).lower().startswith(("http://", "https://")) or not web_url(href, base, FEED)
