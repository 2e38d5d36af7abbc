"""Links in an answer's head (`Link`, RFC 8288): those that say who tells of what is new there, and under which name."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from monitor.fetch.headers import AnswerHeaders
from monitor.fetch.refusal import Refusal
from monitor.fetch.urls import check_url

_MAX_HEADER = 8_192
_MOST = 8
_PARAMETER = r"""\s*+;\s*+([\w!#$%&'*+.^`|~-]*+)(?:\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^\s",;]*+)))?+"""
_NAMED = re.compile(_PARAMETER)
_LINK = re.compile(rf"<([^<>]*+)>((?:{_PARAMETER})*+)")
_RELATIONS = ("hub", "self")


def links_of(headers: AnswerHeaders, url: str) -> tuple[tuple[str, str], ...]:
    """(`hub` or `self`, address) of each such link of the answer from `url`, in their order, a few at most.

    Addresses are absolute and such as may be asked for; a link about something else than the answer is passed over.
    """
    found: list[tuple[str, str]] = []
    for target, written, *_ in _LINK.findall(headers.joined("link")[:_MAX_HEADER]):
        parameters: dict[str, str] = {}
        for name, quoted, bare in _NAMED.findall(written):
            parameters.setdefault(name.lower(), quoted or bare)
        if "anchor" in parameters:
            continue
        told = parameters.get("rel", "").lower().split()
        found += [(one, address) for one in _RELATIONS if one in told and (address := _absolute(url, target.strip()))]
    return tuple(dict.fromkeys(found))[:_MOST]


def _absolute(url: str, target: str) -> str:
    try:
        address = urljoin(url, target)
    except ValueError:
        return ""
    return "" if not target or isinstance(check_url(address), Refusal) else address
