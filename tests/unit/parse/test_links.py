import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.parse.links import is_permalink, web_url

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
    "not google": ("https://google.evil.example/url?q=http://a.example/",) * 2,
}


@pytest.mark.parametrize(("href", "expected"), CASES.values(), ids=CASES)
def test_links(href: str, expected: str) -> None:
    assert web_url(href, FEED) == expected


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
