from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch.refusal import Refusal, readable_url
from monitor.fetch.urls import MAX_URL, Target, check_url, join_url
from monitor.model.outcomes import FetchReason

BAD = {
    "empty": "",
    "relative": "/feed",
    "no scheme": "example.org/feed",
    "file": "file:///etc/passwd",
    "ftp": "ftp://example.org/",
    "javascript": "javascript:alert(1)",
    "data": "data:text/html,x",
    "gopher": "gopher://127.0.0.1:6379/_INFO",
    "no host": "http://",
    "no slashes": "http:example.org",
    "host only port": "http://:80/",
    "three slashes": "http:///example.org/",
    "user": "http://user@example.org/",
    "password": "http://user:secret@example.org/",
    "empty user": "http://@example.org/",
    "two at signs": "http://a@b@127.0.0.1/",
    "backslash host": "http://127.0.0.1\\@example.org/",
    "backslash path": "http://example.org/a\\b",
    "newline": "http://example.org/\nHost: evil",
    "carriage return": "http://example.org/\r",
    "tab": "http://exa\tmple.org/",
    "nul": "http://example.org/\x00",
    "space in path": "http://example.org/a b",
    "leading space": " http://example.org/",
    "no-break space": "http://example.org/\xa0",
    "zero width": "http://exam\u200bple.org/",
    "right to left override": "http://example.org/\u202egpj.exe",
    "lone surrogate": "http://example.org/\ud800",
    "decimal address": "http://2130706433/",
    "hexadecimal address": "http://0x7f.1/",
    "hexadecimal whole": "http://0x7f000001/",
    "octal address": "http://0177.0.0.1/",
    "short address": "http://127.1/",
    "zero": "http://0/",
    "five parts": "http://1.2.3.4.5/",
    "too large part": "http://256.1.1.1/",
    "full-width short address": "http://\uff11\uff12\uff17.\uff11/",
    "percent-encoded host": "http://127%2e0.0.1/",
    "port zero": "http://example.org:0/",
    "port too large": "http://example.org:65536/",
    "port with sign": "http://example.org:+80/",
    "two ports": "http://example.org:80:80/",
    "mail port": "http://example.org:25/",
    "ssh port": "http://example.org:22/",
    "irc port": "http://example.org:6667/",
    "open bracket": "http://[::1/",
    "text after bracket": "http://[::1]evil/",
    "zone": "http://[fe80::1%25eth0]/",
    "v4 in brackets": "http://[127.0.0.1]/",
    "nonsense in brackets": "http://[::::]/",
    "empty label": "http://example..org/",
    "leading hyphen": "http://-example.org/",
    "long label": f"http://{'a' * 64}.org/",
    "long name": f"http://{'a.' * 127}org/",
    "forbidden character": "http://exa<mple.org/",
    "invalid international name": "http://\u0300example.org/",
    "too long": "http://example.org/" + "a" * MAX_URL,
    "too long when encoded": "http://example.org/" + "ы" * (MAX_URL // 2),
}


@pytest.mark.parametrize("url", list(BAD.values()), ids=list(BAD))
def test_refused_url(url: str) -> None:
    checked = check_url(url)
    assert isinstance(checked, Refusal)
    assert checked.reason is FetchReason.BAD_URL
    assert "secret" not in checked.detail


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("http://example.org", "http://example.org/"),
        ("HTTPS://EXAMPLE.org:443/Feed", "https://example.org/Feed"),
        ("https://example.org:8443/a?b=c#d", "https://example.org:8443/a?b=c"),
        ("http://example.org./x", "http://example.org/x"),
        ("http://example.org:/x", "http://example.org/x"),
        ("http://example.org?q=1", "http://example.org/?q=1"),
        ("http://my_blog.example.org/", "http://my_blog.example.org/"),
        ("http://bücher.example/ä?ö=ü", "http://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("http://مثال.إختبار/قاعدة", "http://xn--mgbh0fb.xn--kgbechtv/%D9%82%D8%A7%D8%B9%D8%AF%D8%A9"),
        ("http://example。org/", "http://example.org/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"),
        ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
        ("http://localhost/", "http://localhost/"),
        ("http://example.org/a%20b/100%", "http://example.org/a%20b/100%"),
        ("http://example.org/{a}", "http://example.org/%7Ba%7D"),
        ("http://example.org/a/./b/../c.xml?x=/../y", "http://example.org/a/c.xml?x=/../y"),
        ("http://example.org/../.a/..b/", "http://example.org/.a/..b/"),
        ("http://example.org/a/b/..", "http://example.org/a/"),
        ("http://example.org/.", "http://example.org/"),
        ("http://example.org/@user/a:b", "http://example.org/@user/a:b"),
        ("http://1e100.net/", "http://1e100.net/"),
        ("http://3com.example/", "http://3com.example/"),
    ],
)
def test_good_url(url: str, normal: str) -> None:
    checked = check_url(url)
    assert isinstance(checked, Target)
    # `::ffff:127.0.0.1` is written differently by Python 3.13.
    assert checked.url.replace("::ffff:127.0.0.1", "::ffff:7f00:1") == normal


@settings(deadline=None)
@given(st.text(max_size=60).map(lambda rest: f"http://{rest}"))
def test_whatever_passes_is_plain_ascii_and_passes_again_unchanged(url: str) -> None:
    checked = check_url(url)
    if isinstance(checked, Target):
        assert checked.url.isascii()
        assert "@" not in checked.authority
        again = check_url(checked.url)
        assert isinstance(again, Target)
        assert again == checked


BASE = check_url("https://example.org/news/today?x=1")


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/feed", "https://example.org/feed"),
        ("feed", "https://example.org/news/feed"),
        ("?y=2", "https://example.org/news/today?y=2"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
        ("../../../x", "https://example.org/x"),
        ("https://example.org/ä#frag", "https://example.org/%C3%A4"),
        ("/a b", "https://example.org/a%20b"),
        ("  /a b?c d  ", "https://example.org/a%20b?c%20d"),
        ("/a\r\n b\tc", "https://example.org/a%20bc"),
        ("/\u0645\u06cc\u200c\u0634", "https://example.org/%D9%85%DB%8C%E2%80%8C%D8%B4"),
        ("/a\u200db", "https://example.org/a%E2%80%8Db"),
        ("/a\u00a0b", "https://example.org/a%C2%A0b"),
        ("/a\u202eb", "https://example.org/a%E2%80%AEb"),
        ("\\\\other.example\\x", "https://other.example/x"),
        ("http://other.example\\@127.0.0.1/", "http://other.example/@127.0.0.1/"),
        ("/a\\b?c\\d", "https://example.org/a/b?c%5Cd"),
        ("http:\\\\other.example\\x", "http://other.example/x"),
        ("HTTPS://Other.Example/A", "https://other.example/A"),
    ],
)
def test_redirect_target(location: str, leads_to: str) -> None:
    assert isinstance(BASE, Target)
    joined = join_url(BASE, location)
    assert isinstance(joined, Target)
    assert joined.url == leads_to


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "//user:pw@other.example/",
        "http://2130706433/",
        "http://a b/",
        "\\\\127.1\\x",
        "http://\u202eother.example/",
        "http://[::1",
        "//[x",
    ],
)
def test_refused_redirect_target(location: str) -> None:
    assert isinstance(BASE, Target)
    assert isinstance(join_url(BASE, location), Refusal)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://user:pw@example.org/a?token=t#f", "https://example.org/a"),
        ("http://a@b@c/x", "http://c/x"),
        ("//user:pw@example.org/x", "//example.org/x"),
        ("user:pw@example.org/x", "example.org/x"),
        ("http://user:pw@a/x://b@c", "http://a/x://b@c"),
        ("https://example.org?token=t", "https://example.org"),
        ("http://example.org/\u202e\n", "http://example.org/\ufffd\ufffd"),
        ("http://example.org/" + "a" * 500, "http://example.org/" + "a" * 180 + "…"),
    ],
)
def test_shown_url_has_no_secret_and_no_trick(url: str, shown: str) -> None:
    assert readable_url(url) == shown
