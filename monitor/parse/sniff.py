"""What a body is before any parser sees it: empty, binary, an HTML page, a challenge page, JSON or XML."""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import Final

from monitor.model.feeds import ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.text import clean_line, says_more

MAX_ATTRIBUTES = 1_000
"""Attributes of one element; honest pages stay below 100, parsers are quadratic in it."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOF", "a font"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a database"),
)
_ATTRIBUTE = r"""\s++[^\s=<>/"']++(?:\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>]++))?+"""
_STORM = re.compile(rf"<[a-zA-Z][^\s<>/]*+(?:{_ATTRIBUTE}){{{MAX_ATTRIBUTES},}}+")
_PREAMBLE = re.compile(r"(?:\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->)*+")
_HTML_START = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|meta|title|script|div|p|table|h1|center)\b", re.IGNORECASE
)
_FEED_START = re.compile(
    r"<(?:!DOCTYPE\s+(?:rss|feed|rdf)|(?:\w+:)?(?:rss|feed|rdf|channel|item|entry))\b", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^<>]*+>([^<]{0,300})", re.IGNORECASE)
_ALTERNATE = re.compile(r"<link\b[^<>]{0,600}?application/(?:rss|atom|feed)\+(?:xml|json)[^<>]{0,600}>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s<>]{1,500})""", re.IGNORECASE)
_PASSWORD = re.compile(r"""<input\b[^<>]{0,600}?\btype\s*=\s*["']?password\b""", re.IGNORECASE)

_CHALLENGE_TITLE = re.compile(
    r"^(?:just a moment|attention required|ddos-guard|ddos protection by|checking your browser|pardon our interruption"
    r"|are you a robot|robot or human|verify(?:ing)? you are human|human verification|security check(?:\s*$|point)"
    r"|access (?:to this page has been )?denied|please wait\W*$|one moment,? please|before you continue"
    r"|bot verification|client challenge|vercel security checkpoint|you have been blocked)",
    re.IGNORECASE,
)
_CHALLENGE_MARKS = (
    *("_cf_chl_opt", "cf-browser-verification", "cf-challenge", "/cdn-cgi/challenge-platform/h/", "cf-turnstile"),
    *("captcha-delivery.com", "px-captcha", "_incapsula_resource", "incapsula incident", "sucuri_cloudproxy"),
    *("ddos-guard.net", "/_sec/cp_challenge", "awswafcookiedomainlist", "slowaes", "distil_r_captcha", "g-recaptcha"),
    *("h-captcha", "errors.edgesuite.net", "consent.google.", "consent.yahoo.", "consent.youtube."),
    *("enable javascript and cookies to continue", "please enable javascript", "please enable cookies"),
    *("please enable js", "please turn on javascript", "please turn on cookies", "please turn on js"),
    *("checking if the site connection is secure", "checking your browser before"),
)
"""In small letters. Each is looked for by itself: a pattern of all of them takes a hundred times as long."""
_IN_EVERY_MARK: Final = tuple(
    mark.encode()
    for mark in (
        *("challenge", "captcha", "incapsula", "turnstile", "_cf_chl_opt", "cf-browser-verification", "ddos-guard.net"),
        *("sucuri_cloudproxy", "awswafcookiedomainlist", "slowaes", "errors.edgesuite.net", "consent.", "enable j"),
        *("enable c", "turn on ", "checking "),
    )
)
"""One of them stands in each mark: few of them are met, and looked for in bytes they take a tenth of the time."""
_SOURCE = re.compile(
    r"""<pre\b[^<>]*+>\s*+(?P<source>&lt;(?:\?xml|rss|feed|rdf)\b|\{\s*(?:"|&quot;)(?:version|title)(?:"|&quot;)\s*:)""",
    re.IGNORECASE,
)
_MAX_OFFERS = 20
_FEW_WORDS = 150
_PARAGRAPH = re.compile(r"<p\b[^<>]*+>([^<>]{60,20000})<(?:/p|a|b|em|i|strong|span)\b")


def unusable_bytes(body: bytes) -> ParseFailure | None:
    """EMPTY or WRONG_TYPE if `body` is nothing or a known binary format, else None."""
    head = body[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if not head and not body.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        return ParseFailure(reason=ParseReason.EMPTY, detail="The answer was empty.")
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return ParseFailure(reason=ParseReason.WRONG_TYPE, detail=f"The answer is {name}, not text.")
    if body[4:8] == b"ftyp" or body[257:262] == b"ustar":
        return ParseFailure(reason=ParseReason.WRONG_TYPE, detail="The answer is a film or an archive, not text.")
    return None


def attribute_storm(text: str) -> bool:
    """Whether some element carries so many attributes that it can only be meant to stall a parser."""
    # So many attributes take a stretch without any other tag, which a look at every so many letters cannot miss.
    at = 0
    while at + MAX_ATTRIBUTES <= len(text):
        if text.find("<", at, at + MAX_ATTRIBUTES) < 0:
            begin = text.rfind("<", 0, at)
            if begin >= 0 and _STORM.match(text, begin):
                return True
            at = text.find("<", at + MAX_ATTRIBUTES)
            if at < 0:
                break
        else:
            at += MAX_ATTRIBUTES
    return False


def looks_like_html(text: str) -> bool:
    """Whether `text` starts as an HTML page (comments and declarations aside)."""
    start = _after_preamble(text)
    return _HTML_START.match(text, start) is not None and _FEED_START.match(text, start) is None


def looks_like_feed(text: str) -> bool:
    """Whether `text` starts with the root of an RSS, RDF or Atom document."""
    return _FEED_START.match(text, _after_preamble(text)) is not None


def is_challenge(text: str) -> bool:
    """Whether an HTML page asks its reader to prove something (or to consent) instead of showing content.

    The telling titles are enough by themselves where the page is short; the scripts of protection services also
    stand in honest pages, so they count only where there is hardly anything else to read.
    """
    head = text[:400_000]
    if _has_prose(head):
        return False
    title = _TITLE.search(head)
    suspicious = title is not None and _CHALLENGE_TITLE.match(clean_line(title[1])) is not None
    if not suspicious:
        suspicious = _has_mark(head)
    return suspicious and not says_more(head, _FEW_WORDS)


def _has_mark(head: str) -> bool:
    there = head.encode("utf-8", "surrogatepass").lower()
    if not any(part in there for part in _IN_EVERY_MARK):
        return False
    lowered = head.lower()
    return any(mark in lowered for mark in _CHALLENGE_MARKS)


def _has_prose(head: str) -> bool:
    """Whether there is much to read, told from paragraphs alone: cleaning a long page costs as much as parsing it."""
    words = 0
    for paragraph in _PARAGRAPH.finditer(head):
        words += paragraph[1].count(" ")
        if words >= _FEW_WORDS:
            return True
    return False


def page_instead_of_feed(text: str) -> ParseFailure:
    """The named failure for an HTML page where a feed was expected; tells of the feed that the page offers."""
    title = _TITLE.search(text[:200_000])
    name = f' ("{clean_line(title[1], 80)}")' if title and clean_line(title[1], 80) else ""
    if is_challenge(text):
        detail = f"The site answered with a check for robots or a consent page{name} instead of the feed."
        return ParseFailure(reason=ParseReason.CHALLENGE_PAGE, detail=detail)
    offers = _offers(text[:200_000])
    if not offers and _wants_a_login(text):
        detail = f"The site answered with a page that asks for a login{name} instead of the feed."
        return ParseFailure(reason=ParseReason.LOGIN_PAGE, detail=detail)
    hint = f" It offers a feed at {clean_line(offers[0], 300)}." if offers else ""
    detail = f"The answer is an HTML page{name}, not a feed.{hint}"
    return ParseFailure(reason=ParseReason.NOT_A_FEED, detail=detail, offers=offers)


def _wants_a_login(text: str) -> bool:
    """Whether there is hardly more on a page than a field for a password: front pages have one, too."""
    head = text[:400_000]
    return _PASSWORD.search(head) is not None and not _has_prose(head) and not says_more(head, _FEW_WORDS)


def _offers(text: str) -> tuple[str, ...]:
    """The feeds that a page names in its head, as they stand there."""
    links = (_HREF.search(found[0]) for found in islice(_ALTERNATE.finditer(text), _MAX_OFFERS))
    return tuple(dict.fromkeys(html.unescape(href[1]) for href in links if href is not None))


def shown_source(text: str) -> str:
    """The feed that an HTML page shows as source (`<pre>&lt;rss ...`, `<pre>{"version"...`), "" if it shows none."""
    shown = _SOURCE.search(text[:20_000])
    if shown is None:
        return ""
    end = text.find("</pre", shown.end())
    return html.unescape(text[shown.start("source") : end if end >= 0 else len(text)])


def _after_preamble(text: str) -> int:
    match = _PREAMBLE.match(text[:100_000])
    return match.end() if match else 0
