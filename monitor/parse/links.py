"""Links out of feeds and pages: absolute, http or https, unwrapped, as browsers read what is sloppily written."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from monitor.parse.wrappers import unwrapped

MAX_URL = 4_000
"""Longer links are refused."""

_STRIPPED = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_BROKEN_LINE = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_JOINER = re.compile("[\u200c\u200d]")
_ENDS = re.compile("^[\\s\u200b-\u200f\ufeff]+|[\\s\u200b-\u200f\ufeff]+$")
_AMPERSAND = re.compile(r"&(?:amp;)+|&#0*38;", re.IGNORECASE)
_SCHEME_SLIP = re.compile(
    r"(https?):(?:[\\/]?(?![\\/])|\\{2,}|/\\+|/{3,}(?=[^\s/\\]+\.)|//(?:%20)+)(?=[^\s/\\])",
    re.IGNORECASE,
)
_READERS = re.compile(r"(?:feed|rss|itpc|pcast|view-source):(?:(?://)?(?=https?:)|(?P<bare>//))", re.IGNORECASE)
"""Schemes by which a browser hands an address on to a program."""
_TWICE = re.compile(r"https?:?/{0,3}(?=https?://)", re.IGNORECASE)
_WITHOUT_COLON = re.compile(r"(https?)//(?=[\w-]+\.)", re.IGNORECASE)
_SCHEMELESS = re.compile(
    r"(?P<host>(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?P<last>[^\W\d_]{2,24}|xn--[\w-]{2,40}))(?::\d{2,5})?(?P<rest>[/?#].*)?"
)
_FILE_NAMES = (
    "html htm shtml xhtml php php3 php5 asp aspx jsp jspx cgi pl cfm do action xml rss rdf atom json pdf txt doc "
    "docx jpg jpeg png gif webp mp3 mp4 m4a avi mov zip amp ece story stm nsf aspx dll exe md css js svg ashx"
)
_FILES = frozenset(_FILE_NAMES.split())
"""Last parts of names of files, which no top-level domain that matters has."""
_ADDRESS = re.compile(r"https?://[^\s\"'<>]{3,}", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*["']?\s*([^"'<>\s]{3,})""", re.IGNORECASE)


def web_url(href: str, *bases: str) -> str:
    """`href` as an absolute http or https URL, resolved against the first of `bases` that is one; "" if it is none.

    Control and invisible characters are dropped as browsers do, spaces and the joiners that spell words in Persian or
    Indic addresses are encoded, an address without its scheme is an address all the same, and links that only carry
    another one (of Google Alerts, of news search engines) give way to it.
    """
    link = _mended(href)
    if not link or len(link) > MAX_URL:
        return ""
    for base in ("", *bases):
        url = _checked(_join(base, link))
        if url:
            return _checked(unwrapped(url)) or url
    return ""


def is_permalink(guid: str) -> bool:
    """Whether a guid can stand in for a missing link."""
    return guid[:8].lower().startswith(("http://", "https://")) and bool(web_url(guid))


def link_in(value: str) -> str:
    """The link in a text that should be one, but may be an HTML anchor, several addresses or one among words."""
    text = value.strip()
    if "<" in text or ">" in text:
        anchor = _HREF.search(text)
        if anchor is not None:
            return anchor[1].replace("&amp;", "&")
        text = text.strip("<>").strip()
    text = text.strip("\"'“”«»")
    if not any(blank in text for blank in " \n\t"):
        return text
    found = _ADDRESS.search(text)
    if found is None:
        return text
    # A space inside an address is one that nobody encoded; before another address it separates.
    others = len(_ADDRESS.findall(text))
    return found[0] if others > 1 or found.start() > 0 else text


def _mended(href: str) -> str:
    link = _ENDS.sub("", _STRIPPED.sub("", _BROKEN_LINE.sub("", _ENDS.sub("", href[: MAX_URL * 4]))))
    if _JOINER.search(link):
        link = _JOINER.sub(lambda joiner: _encoded(link, joiner), link)
    link = _AMPERSAND.sub("&", link).replace(" ", "%20")
    link = _TWICE.sub("", _WITHOUT_COLON.sub(r"\1://", link)) if link[:4].lower() == "http" else link
    if (handed := _READERS.match(link)) is not None:
        link = ("http://" if handed["bare"] else "") + link[handed.end() :]
    slip = _SCHEME_SLIP.match(link)
    if slip is not None:
        link = f"{slip[1]}://{link[slip.end() :]}"
    head, mark, tail = link.partition("?")
    return head.replace("\\", "/") + mark + tail


def _encoded(link: str, joiner: re.Match[str]) -> str:
    """A joiner as a browser sends it; between letters that are never joined it is dirt."""
    before, after = link[: joiner.start()][-3:], link[joiner.end() :][:3]
    spells = (before and not before[-1].isascii()) or (after and not after[0].isascii())
    if spells or before[:1] == "%" or after[:1] == "%":
        return "%E2%80%8C" if joiner[0] == "\u200c" else "%E2%80%8D"
    return ""


def _join(base: str, link: str) -> str:
    if not base:
        return link
    scheme = "http" if base[:5].lower() == "http:" else "https"
    schemeless = _SCHEMELESS.fullmatch(link)
    if schemeless is not None and _is_host(schemeless, base):
        return f"{scheme}://{link}"
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _is_host(link: re.Match[str], base: str) -> bool:
    """Whether the link begins with a host's name: with `www.`, the feed's own, or a name before a path."""
    host = link["host"].lower()
    own = (urlsplit(base).hostname or "") if _checked(base) else ""
    if host.startswith("www.") or (own and (host == own or host.endswith("." + own.removeprefix("www.")))):
        return True
    return link["last"].lower() not in _FILES and bool(link["rest"])


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    if not usable or len(url) > MAX_URL:
        return ""
    if parts.netloc != parts.netloc.lower() and "@" not in parts.netloc:
        url = url.replace(parts.netloc, parts.netloc.lower(), 1)
    return url if url.startswith(parts.scheme) else parts.scheme + url[len(parts.scheme) :]
