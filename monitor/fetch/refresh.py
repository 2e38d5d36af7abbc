"""Pages that send their reader on by markup or header instead of by status: `meta refresh` and `Refresh`.

What a browser follows at once is followed; what reloads a page after a while is no redirect. Only the beginning of a
page is looked at, by patterns that go over it once.
"""

from __future__ import annotations

import html
import re

MAX_REFRESH_S = 5
"""A longer wait is a page that reloads itself, or one that is meant to be read first."""
_LOOKED_AT = 64 * 1024
_FEW_WORDS = 80
"""What has more is a page of its own: words for readers without scripts do not send others away."""
_HTML = re.compile(
    rb"[\s\xef\xbb\xbf]*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|meta|body|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|textarea|svg)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_NOSCRIPT = re.compile(r"<noscript\b.*?(?:</noscript\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\b([^<>]{0,4000})>", re.IGNORECASE)
_BASE = re.compile(r"<base\b([^<>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,40})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_VALUE = re.compile(
    r"""\s*(\d{1,9})?(?:\.\d*)?\s*(?:[;,]\s*|\s+)(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(.*))""", re.IGNORECASE | re.DOTALL
)
_DELAY = re.compile(r"\s*\d{1,9}(?:\.\d*)?\s*[;,]?\s*")
_LINK = re.compile(
    r"""<a\b[^<>]{0,400}?\bhref\s{0,20}=\s{0,20}(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE
)
_SMALL = 8 * 1024
"""A page that does nothing but send its reader on is no longer."""
_TAG = re.compile(r"<[^<>]*>")
_BODY = re.compile(r"<body\b", re.IGNORECASE)


def refreshed_to(body: bytes, content_type: str, header: str, own: str = "") -> tuple[str, str]:
    """(where the page sends its reader within `MAX_REFRESH_S`, the base that this is relative to); "" for none.

    `header` is the value of `Refresh`, which counts for pages of every type; `own` is the page's address, to which a
    refresh leads that names none.
    """
    target = _target(header, own)
    if target or not is_html(body, content_type) or b"refresh" not in body[:_LOOKED_AT].lower():
        return target, ""
    text = _UNSEEN.sub(" ", _text(body[:_LOOKED_AT]))
    shown = _NOSCRIPT.sub(" ", text)
    target = _meta(shown, own) or (_meta(text, own) if words_shown(body) < _FEW_WORDS else "")
    base = _BASE.search(text)
    return target, _attributes(base[1]).get("href", "").strip() if base and target else ""


def named_in(body: bytes) -> str:
    """Where the body of a redirect leads whose head does not say it: a refresh, or its only link."""
    if not body or len(body) > _SMALL:
        return ""
    text = _UNSEEN.sub(" ", _text(body))
    links = {html.unescape(one[1] or one[2] or one[3] or "").strip() for one in _LINK.finditer(text)}
    return _meta(text, "") or (links.pop() if len(links) == 1 else "")


def words_shown(body: bytes) -> int:
    """How many words the beginning of a page shows, about."""
    text = _NOSCRIPT.sub(" ", _UNSEEN.sub(" ", _text(body[:_LOOKED_AT])))
    start = _BODY.search(text)
    return len(_TAG.sub(" ", text[start.start() :] if start else text).split())


def is_html(body: bytes, content_type: str) -> bool:
    """Whether a body is an HTML page, by its type or by how it begins."""
    return _HTML.match(body[:4_000]) is not None or ("html" in content_type.lower() and b"<?xml" not in body[:200])


def _meta(text: str, own: str) -> str:
    for found in _META.finditer(text):
        attributes = _attributes(found[1])
        if attributes.get("http-equiv", "").strip().lower() == "refresh":
            return _target(attributes.get("content", ""), own)
    return ""


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(text):
        found.setdefault(one[1].lower(), html.unescape(one[2] or one[3] or one[4] or ""))
    return found


def _target(value: str, own: str) -> str:
    if _DELAY.fullmatch(value[:20]) is not None:
        return own if int(value.strip(" ;,").partition(".")[0]) <= MAX_REFRESH_S else ""
    match = _VALUE.match(value[:9_000])
    if match is None or int(match[1] or 0) > MAX_REFRESH_S:
        return ""
    return next((part.strip() for part in match.groups()[1:] if part), "")


def _text(body: bytes) -> str:
    # Cut in the middle of a letter it is still UTF-8; other charsets have the same ASCII, and addresses are that.
    return body.decode("utf-8", "replace")
