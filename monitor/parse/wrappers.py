"""Links that only carry another link: the redirects of search engines and aggregators."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import parse_qs, unquote, urlsplit

_GOOGLE = re.compile(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}")
_MARKS_OF_GOOGLE = frozenset(("sa", "usg", "rct", "ved", "ct", "cd"))
_CARRIERS = re.compile(
    r"/(?:l\.php|away\.php|apiclick\.aspx|redirect(?:or)?|redir|out|away|click|exit|goto|go|jump|r|l)(?:\.\w{2,5})?/?\Z",
    re.IGNORECASE,
)
_CARRIED = ("url", "u", "q", "target", "to", "dest", "destination", "redirect", "link", "goto", "uddg", "z")
_PACKED = re.compile(r"/(?:articles|read)/([\w-]{20,2000}=*)")
_INSIDE = re.compile(rb"https?://[!-~]{4,2000}")
_IN_PATH = re.compile(r"/RU=(https?(?::|%3a)[^/]+)/", re.IGNORECASE)


def unwrapped(url: str) -> str:
    """The http(s) address that `url` carries for a redirect, else `url` itself."""
    parts = urlsplit(url)
    packed = _PACKED.search(parts.path)
    if packed is not None and (found := _unpacked(packed[1])):
        return found
    in_path = _IN_PATH.search(parts.path)
    if in_path is not None:
        return unquote(in_path[1])
    if not parts.query or not (parts.path == "/url" or _CARRIERS.search(parts.path)):
        return url
    try:
        query = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return url
    if parts.path == "/url" and _GOOGLE.fullmatch(parts.hostname or "") is None and not _MARKS_OF_GOOGLE & query.keys():
        return url
    targets = (query[name][0].strip() for name in _CARRIED if name in query)
    return next((target for target in targets if _is_of_another_site(target, parts.hostname or "")), url)


def _unpacked(token: str) -> str:
    """The address in a token of a news search engine: base64 of a message that holds it."""
    try:
        message = base64.urlsafe_b64decode(token.rstrip("=") + "=" * (-len(token.rstrip("=")) % 4))
    except (binascii.Error, ValueError):
        return ""
    found = _INSIDE.search(message)
    if found is None:
        return ""
    # A byte before the address tells its length; the address of an AMP copy may follow.
    length = message[found.start() - 1] if found.start() else 0
    address = found[0][:length] if 10 <= length <= len(found[0]) and length < 0x80 else found[0]
    return address.decode("ascii")


def _is_of_another_site(target: str, host: str) -> bool:
    if not target.lower().startswith(("http://", "https://")):
        return False
    try:
        other = urlsplit(target).hostname or ""
    except ValueError:
        return False
    return bool(other) and other.removeprefix("www.") != host.removeprefix("www.")
