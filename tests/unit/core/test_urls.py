"""Canonical URLs: one page, one address; two pages, two."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.core.pages import is_door, is_section_page, page_identity
from monitor.core.urls import canonical_url, host_of, parse_url, precise_url, same_site, url_key

BASE = "https://news.example/world/today?x=1"

FORMS = {
    "plain": ("https://news.example/a/b", "https://news.example/a/b"),
    "case of scheme and host": ("HTTPS://News.Example/A", "https://news.example/A"),
    "default port": ("https://news.example:443/a", "https://news.example/a"),
    "other port": ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
    "root": ("https://news.example", "https://news.example/"),
    "trailing slash": ("https://news.example/a/", "https://news.example/a"),
    "index file": ("https://news.example/a/index.html", "https://news.example/a"),
    "index file with query": ("https://news.example/index.php?id=5", "https://news.example/?id=5"),
    "double slashes": ("https://news.example//a///b", "https://news.example/a/b"),
    "dot segments": ("https://news.example/a/../b/./c", "https://news.example/b/c"),
    "above the root": ("https://news.example/../../a", "https://news.example/a"),
    "escaped dots": ("https://news.example/a/%2e%2E/b", "https://news.example/b"),
    "escapes": ("https://news.example/%7eman/%e2%82%ac", "https://news.example/~man/%E2%82%AC"),
    "bare percent": ("https://news.example/100%", "https://news.example/100%25"),
    "raw letters": ("https://news.example/عاجل", "https://news.example/%D8%B9%D8%A7%D8%AC%D9%84"),
    "space": (" https://news.example/a b\n", "https://news.example/a%20b"),
    "line break inside": ("https://news.ex\nample/a", "https://news.example/a"),
    "fragment": ("https://news.example/a#comments", "https://news.example/a"),
    "hashbang": ("https://news.example/#!/a/1", "https://news.example/#!/a/1"),
    "utm": ("https://news.example/a?utm_source=rss&id=7&utm_medium=x", "https://news.example/a?id=7"),
    "click ids": (
        "https://news.example/a?fbclid=1&gclid=2&mc_cid=3&xtor=RSS-1&ocid=4&at_medium=5",
        "https://news.example/a",
    ),
    "ref": ("https://news.example/a?ref=rss&cmpid=1&traffic_source=rss", "https://news.example/a"),
    "ref to a script": (
        "https://news.example/article.php?ref=1001&rss=1",
        "https://news.example/article.php?ref=1001&rss=1",
    ),
    "ref to the front page": ("https://news.example/?ref=1001", "https://news.example/?ref=1001"),
    "ref to an index file": ("https://news.example/a/index.php?ref=1001", "https://news.example/a"),
    "ref of a channel to a script": ("https://news.example/article.php?ref=rss", "https://news.example/article.php"),
    "source with a value of sharing": ("https://news.example/a?source=rss", "https://news.example/a"),
    "source that chooses": ("https://news.example/a?source=42", "https://news.example/a?source=42"),
    "parameters sorted": ("https://news.example/a?b=2&a=1&b=1", "https://news.example/a?a=1&b=2&b=1"),
    "escaped twice": ("https://news.example/a?id=1&amp;utm_source=x&amp;p=2", "https://news.example/a?id=1&p=2"),
    "session in path": ("https://news.example/a;jsessionid=1F?b=1", "https://news.example/a?b=1"),
    "amp segment": ("https://news.example/a/b/amp/", "https://news.example/a/b"),
    "amp first": ("https://news.example/amp/a/b", "https://news.example/a/b"),
    "amp file": ("https://news.example/a/b.amp.html", "https://news.example/a/b.html"),
    "amp parameter": ("https://news.example/a?amp=1", "https://news.example/a"),
    "amp output": ("https://news.example/a?outputType=amp", "https://news.example/a"),
    "a page called amp": ("https://news.example/amp", "https://news.example/amp"),
    "amp host": ("https://amp.news.example/a", "https://news.example/a"),
    "mobile host": ("https://m.news.example/a", "https://news.example/a"),
    "mobile inside": ("https://en.m.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/A"),
    "site called mobile": ("https://mobile.de/a", "https://mobile.de/a"),
    "site called m": ("https://m.co.uk/a", "https://m.co.uk/a"),
    "punycode": ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    "full-width address": ("http://１２７.0.0.1/a", "http://127.0.0.1/a"),
    "final dot": ("https://news.example./a", "https://news.example/a"),
    "IPv6": ("http://[2001:DB8:0::1]:80/a", "http://[2001:db8::1]/a"),
    "google redirect": (
        "https://google.com/url?rct=j&url=https://news.example/a?id%3D1",
        "https://news.example/a?id=1",
    ),
    "google amp": ("https://www.google.com/amp/s/amp.news.example/a", "https://news.example/a"),
    "amp cache": ("https://news-example.cdn.ampproject.org/v/s/news.example/a/amp?usqp=1", "https://news.example/a"),
    "redirect to no address": (
        "https://www.google.com/url?q=javascript:x",
        "https://www.google.com/url?q=javascript:x",
    ),
    "redirector without target": ("https://l.facebook.com/l.php?h=1", "https://l.facebook.com/l.php?h=1"),
}


@pytest.mark.parametrize(("url", "expected"), FORMS.values(), ids=FORMS.keys())
def test_canonical_form(url: str, expected: str) -> None:
    assert canonical_url(url) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "a/b",
            "//news.example/a",
            "ftp://news.example/a",
            "javascript:alert(1)",
            "mailto:a@b.example",
            "http:///a",
        ),
        *(
            "http://a@b@127.0.0.1/",
            "https://user:pw@news.example/a",
            "http://internal\\@news.example/",
            "http://[::1/a",
        ),
        *(
            "http://news.example:99999/",
            "http://news.example:0/",
            "http://news.example:x/",
            "http://a b/",
            "http://-a/",
        ),
        *("http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://[fe80::1%25eth0]/", "http://[1.2.3.4]/"),
        *("http://news..example/", "http://xn--\u0660\u06f0.example/", "http://\u2100.example/", "http://a\x01b/"),
        *("http://news.example/\x7f", "http://news.example/\ud800", f"http://news.example/{'a' * 9000}"),
        *(f"http://news.example/{'é' * 4000}", f"http://{'a.' * 130}example/", "http:news.example/a"),
    ],
)
def test_malformed_is_empty(url: str) -> None:
    assert canonical_url(url) == ""
    assert host_of(url) == "" or len(url) > 3000


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/a", "https://news.example/a"),
        ("b", "https://news.example/world/b"),
        ("//other.example/a", "https://other.example/a"),
        ("?id=3", "https://news.example/world/today?id=3"),
        ("https://other.example/a", "https://other.example/a"),
        ("http://[", ""),
    ],
)
def test_relative_to_a_base(link: str, expected: str) -> None:
    assert canonical_url(link, BASE) == expected


def test_wrapped_deeper_than_anyone_honest_would() -> None:
    prefix = "https://www.google.com/amp/s/"
    assert canonical_url(prefix * 3 + "news.example/a") != ""
    deep = "https://" + "www.google.com/amp/s/" * 40 + "news.example/a"
    assert canonical_url(deep) == ""


_PIECES = st.sampled_from(
    [
        *(
            "http://",
            "https://",
            "HTTPS://",
            "m.",
            "amp.",
            "www.",
            "news.example",
            "a.co.uk",
            "bücher.de",
            ":80",
            ":8080",
        ),
        *(
            "/",
            "//",
            "/amp",
            "/index.html",
            ".amp",
            ".amp.html",
            "..",
            ".",
            ";jsessionid=1",
            "%2e",
            "%7E",
            "%",
            "%41",
            "%e9",
        ),
        *(
            "?",
            "&",
            "amp=1",
            "ref=1",
            "a.php",
            "&amp;",
            "utm_source=x",
            "a=1",
            "b",
            "=",
            "#",
            "#!",
            "#!a b",
            "é",
            " ",
            "+",
            ";",
            "[",
            "|",
            "'",
        ),
        *("www.google.com/url?url=", "https%3A%2F%2F", "www.google.com/amp/s/", "x.cdn.ampproject.org/c/"),
    ]
)


_NAMES = ("ref", "REF", "amp;ref", "r%65f", "re\tf", "at_x", "id", "rss", "utm_source", "source", "spm ", "u")
_VALUES = ("1", "rss", "a-b_c", "", "http://x.example/?ref=3", "http%3A%2F%2Fx.example%2F%3Fref%3D3", "é")
_CARRIERS = (
    "",
    "https://www.google.com/url?q=",
    "https://l.facebook.com/l.php?u=",
    " ",
)


@given(st.lists(_PIECES, max_size=14).map("".join).map(lambda rest: f"http://{rest}"))
@example("http://news.example/index.html/index.html")
@example("http://news.example/amp.amp/amp.amp")
@example("http://m.m.news.example/x;jsessionid=1;jsessionid=2")
def test_idempotent(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(st.text(max_size=60), st.sampled_from(["", BASE]))
def test_any_text_is_answered(text: str, base: str) -> None:
    once = canonical_url(text, base)
    assert once == "" or once.startswith(("http://", "https://"))
    assert canonical_url(once) == once
    assert once.isascii()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/w?ref=a-1&utm_source=x-1", "https://news.example/w?ref=a-1"),
        ("https://news.example/w?at_id=7&b=1", "https://news.example/w?at_id=7&b=1"),
        ("https://news.example/w?ref=rss&cmp=home_page&xtor=RSS-3", "https://news.example/w?xtor=RSS-3"),
        ("https://news.example/w?fbclid=123&gclid=9", "https://news.example/w"),
        ("nonsense", ""),
    ],
)
def test_precise_keeps_what_may_choose_the_page(url: str, expected: str) -> None:
    assert precise_url(url) == expected
    assert precise_url(expected) == expected


@given(
    st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_VALUES)), max_size=4),
    st.sampled_from(["&", "&amp;", ";", "&&"]),
    st.sampled_from(_CARRIERS),
)
def test_precise_is_the_same_where_no_doubtful_name_is_seen(
    pairs: list[tuple[str, str]], glue: str, carrier: str
) -> None:
    """`MAY_DOUBT` only spares work: it never hides a parameter, however it is written or wrapped."""
    url = carrier + "https://news.example/w?" + glue.join(f"{name}={value}" for name, value in pairs)
    parts = parse_url(url, precise=True)
    assert precise_url(url) == ("" if parts is None else parts.url)


def test_key_ignores_scheme_and_www_only() -> None:
    key = url_key("https://news.example/a")
    assert len(key) == 32
    assert url_key("http://www.news.example/a") == key
    assert url_key("https://news.example/b") != key
    assert url_key("https://other.example/a") != key
    assert url_key("") == ""


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("https://www.news.example/a", "http://m.news.example/", True),
        ("https://a.news.co.uk/", "https://news.co.uk/", True),
        ("https://a.co.uk/", "https://b.co.uk/", False),
        ("https://a.com.tr/", "https://b.com.tr/", False),
        ("https://one.blogspot.com/", "https://two.blogspot.com/", False),
        ("https://news.example/", "https://news.example.com/", False),
        ("http://127.0.0.1/", "http://127.0.0.1:81/", True),
        ("http://127.0.0.1/", "http://10.0.0.1/", False),
        ("http://[::1]/", "http://[::1]/a", True),
        ("nonsense", "nonsense", False),
    ],
)
def test_same_site(a: str, b: str, expected: bool) -> None:
    assert same_site(a, b) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/", True),
        ("https://news.example/en/latest", True),
        ("https://news.example/?p=5", False),
        ("https://news.example/#!/a", False),
        ("https://news.example/albu-kamal", False),
        ("nonsense", False),
    ],
)
def test_section_page(url: str, expected: bool) -> None:
    assert is_section_page(url) is expected


ENTRY = "https://news.example/world/2024/convoy-crosses-the-border"
DOORS = {
    "itself": (ENTRY, ENTRY, False),
    "another scheme": (ENTRY, ENTRY.replace("https", "http"), False),
    "consent host": (ENTRY, "https://consent.news.example/?back=1", True),
    "consent path": (ENTRY, "https://news.example/consent?back=1", True),
    "the page of the latest": (ENTRY, "https://news.example/world/warnings/current", True),
    "one page of the latest to another": ("https://news.example/alerts", "https://news.example/sea/warnings", False),
    "login": (ENTRY, "https://news.example/login?next=x", True),
    "front page": (ENTRY, "https://news.example/", True),
    "another site's front page": (ENTRY, "https://other.example/en", True),
    "the section above": (ENTRY, "https://news.example/world", True),
    "the year above": (ENTRY, "https://news.example/world/2024", True),
    "an error page": (ENTRY, "https://news.example/404", True),
    "another article": (ENTRY, "https://news.example/world/2024/the-convoy-crossed", False),
    "second page to the whole": (f"{ENTRY}/2", ENTRY, False),
    "shortener": ("https://t.example/x1", ENTRY, False),
    "front page that was meant": ("https://t.example/", "https://news.example/", False),
    "login that was meant": ("https://news.example/login/a", "https://news.example/login/b-c", False),
    "no final address": (ENTRY, "", False),
    "no entry address": ("", ENTRY, False),
}


@pytest.mark.parametrize(("entry", "final", "expected"), DOORS.values(), ids=DOORS.keys())
def test_door(entry: str, final: str, expected: bool) -> None:
    assert is_door(entry, final) is expected


SLUG = "https://news.example/story/fact-check-al-tanf"
STORY = "https://news.example/story/convoy-crosses-the-border"
IDENTITIES = {
    "nothing known": (ENTRY, "", "", ENTRY),
    "redirect followed": ("https://t.example/x1", f"{ENTRY}?utm_source=t", "", ENTRY),
    "redirect to consent": (ENTRY, "https://consent.news.example/", "https://news.example/other-long-story", ENTRY),
    "rel of the same page": (ENTRY, ENTRY, f"http://www.{ENTRY[8:]}", f"http://www.{ENTRY[8:]}"),
    "rel with the slug elsewhere": (ENTRY, ENTRY, f"{STORY}.html", f"{STORY}.html"),
    "rel with the number": ("https://news.example/node/30279001", "", SLUG, "https://news.example/node/30279001"),
    "rel relative": (f"{SLUG}?p=2", f"{SLUG}?p=2", "/story/fact-check-al-tanf", SLUG),
    "rel for an opaque address": ("https://news.example/?p=5", "https://news.example/?p=5", SLUG, SLUG),
    "rel on another site": (ENTRY, ENTRY, "https://agency.example/convoy-crosses-the-border", ENTRY),
    "rel is the front page": (ENTRY, ENTRY, "https://news.example/", ENTRY),
    "rel is the section": (ENTRY, ENTRY, "https://news.example/world", ENTRY),
    "rel is the section, short article": (
        BASE,
        "https://news.example/x/y",
        "https://news.example/x",
        "https://news.example/x/y",
    ),
    "rel is the page of the latest": (
        "https://news.example/w/31",
        "https://news.example/w/31",
        "https://news.example/warnings/current",
        "https://news.example/w/31",
    ),
    "a parameter that chooses": (f"{ENTRY}?ref=a-1", f"{ENTRY}?ref=a-1&utm_source=x", ENTRY, f"{ENTRY}?ref=a-1"),
    "a parameter that chooses, led elsewhere": (f"{ENTRY}?ref=a-1", SLUG, "", SLUG),
    "rel is one fixed article": (ENTRY, ENTRY, SLUG, ENTRY),
    "rel is a login page": (ENTRY, ENTRY, "https://news.example/login/convoy-crosses-the-border", ENTRY),
    "rel is nonsense": (ENTRY, ENTRY, "javascript:x", ENTRY),
    "rel shares only the date": (
        "https://news.example/20240511/a",
        "https://news.example/20240511/a",
        "https://news.example/20240511/b",
        "https://news.example/20240511/b",
    ),
}


@pytest.mark.parametrize(("entry", "final", "rel", "expected"), IDENTITIES.values(), ids=IDENTITIES.keys())
def test_page_identity(entry: str, final: str, rel: str, expected: str) -> None:
    assert page_identity(entry, final, rel) == expected
