import pytest

from monitor.model.outcomes import ParseReason
from monitor.parse.sniff import (
    _CHALLENGE_MARKS,
    MAX_ATTRIBUTES,
    attribute_storm,
    is_challenge,
    looks_like_feed,
    looks_like_html,
    unusable_bytes,
)

BINARY = {
    "pdf": b"%PDF-1.7 ...",
    "zip": b"PK\x03\x04....",
    "gzip": b"\x1f\x8b\x08....",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0",
    "gif": b"GIF89a",
    "webp": b"RIFF....WEBP",
    "film": b"\x00\x00\x00\x20ftypmp42",
    "tar": b"x" * 257 + b"ustar" + b"\x00" * 300,
    "program": b"\x7fELF\x02",
}


@pytest.mark.parametrize("body", BINARY.values(), ids=BINARY)
def test_binary_is_refused_by_its_first_bytes(body: bytes) -> None:
    failure = unusable_bytes(body)
    assert failure is not None
    assert failure.reason is ParseReason.WRONG_TYPE


@pytest.mark.parametrize("body", [b"", b"  \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 100])
def test_nothing_is_empty(body: bytes) -> None:
    failure = unusable_bytes(body)
    assert failure is not None
    assert failure.reason is ParseReason.EMPTY


@pytest.mark.parametrize(
    "body", [b"<rss/>", b"{}", b"\xef\xbb\xbf<feed/>", b" " * 200 + b"<rss/>", "\ufeff<rss/>".encode("utf-16-le")]
)
def test_text_passes(body: bytes) -> None:
    assert unusable_bytes(body) is None


@pytest.mark.parametrize(
    ("text", "html", "feed"),
    [
        ("<!DOCTYPE html><html>", True, False),
        ("\n<!-- x -- y --><html lang='en'>", True, False),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html>", True, False),
        ("<p>A fragment</p>", True, False),
        ("<?xml version='1.0'?><rss version='2.0'>", False, True),
        ("<!-- <html> --><feed xmlns='http://www.w3.org/2005/Atom'>", False, True),
        ("<rdf:RDF xmlns:rdf='x'>", False, True),
        ("<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", False, True),
        ("<!DOCTYPE rss SYSTEM 'x'><rss>", False, True),
        ("plain words", False, False),
        ("<sitemapindex>", False, False),
        ("", False, False),
    ],
)
def test_the_first_element_tells(text: str, html: bool, feed: bool) -> None:
    assert looks_like_html(text) is html
    assert looks_like_feed(text) is feed


ARTICLE = "<p>" + "The army said on Sunday that the convoy had crossed the border near the town. " * 30 + "</p>"
CHALLENGES = {
    "cloudflare": "<html><head><title>Just a moment...</title></head><p>Enable JavaScript and cookies to continue",
    "cloudflare without a title": "<html><body><script>window._cf_chl_opt={}</script></body>",
    "ddos-guard": "<html><title>DDoS-Guard</title><body>Checking your browser before accessing</body>",
    "datadome": "<html><title>x</title><script src='https://ct.captcha-delivery.com/c.js'></script>",
    "akamai": "<html><title>Access Denied</title><p>No permission. Reference #18 errors.edgesuite.net</body>",
    "incapsula": "<html><iframe src='/_Incapsula_Resource?x'>Request unsuccessful. Incapsula incident ID: 1</iframe>",
    "slow aes": "<html><script src='/aes.js'></script><script>var a=slowAES.decrypt()</script>",
    "consent": "<html><title>Before you continue to Google</title><form action='https://consent.google.com/save'>",
}


@pytest.mark.parametrize("page", CHALLENGES.values(), ids=CHALLENGES)
def test_challenges(page: str) -> None:
    assert is_challenge(page)


@pytest.mark.parametrize(
    "page",
    [
        f"<html><title>News</title>{ARTICLE}",
        f"<html><title>Access denied: how the blockade works</title>{ARTICLE}",
        f"<html><title>News</title>{ARTICLE}<script src='/cdn-cgi/challenge-platform/h/g/x.js'></script>",
        "<html><title>News</title><p>Short.</p>",
    ],
    ids=["article", "title like a refusal", "protected but served", "short page"],
)
def test_honest_pages(page: str) -> None:
    assert not is_challenge(page)


def test_attribute_storms() -> None:
    assert attribute_storm("<item " + " ".join(f"a{n}='x>y'" for n in range(1_001)) + ">")
    assert attribute_storm("<item " + " a" * 5_000)
    assert not attribute_storm("<item " + " ".join(f'a{n}="1"' for n in range(900)) + ">" + "word = word " * 5_000)
    assert not attribute_storm("<p>" + "a=1 b=2 " * 5_000)


@pytest.mark.parametrize("mark", _CHALLENGE_MARKS)
def test_a_short_page_with_a_mark_is_a_challenge(mark: str) -> None:
    assert is_challenge(f"<html><body><script src='x{mark.upper()}y'></script><p>Wait a little.</p></body></html>")


@pytest.mark.parametrize(
    ("before", "between", "storm"),
    [
        ("", " a", True),
        ("x" * 999, " a=1", True),
        ("<p>" + "x" * 5_000 + "</p>", "\n a='b c'", True),
        ("<p>" + "x" * 1_999, " a", True),
        ("", " a<", False),
        ("", " a>", False),
    ],
)
def test_a_storm_is_met_wherever_it_stands(before: str, between: str, storm: bool) -> None:
    assert attribute_storm(f"{before}<div{between * MAX_ATTRIBUTES}>text</div>") is storm
    assert not attribute_storm(f"{before}<div{between * (MAX_ATTRIBUTES // 2)}>text</div>{'y' * 3_000}")
