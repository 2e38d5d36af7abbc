"""The name of its site behind a headline, as aggregators and feeds made of pages put it there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate

_BEHIND = re.compile(r"\s+[|–—·•»-]\s+([^|–—·•»]{2,50})$")
_HOST = re.compile(r"^https?://([^/:?#]+)")
_MORE = 1
"""Words behind the name that it may go on with: "BBC News"."""
_LEAST = 3
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})
_WORD = re.compile(r"[^\W_]+")


def without_site(title: str, publishers: Iterable[str], address: str, watched: Collection[str] = ()) -> str:
    """A headline without the name of a publisher or of its site behind it: "Bridge falls - River Post".

    `address`: of its page, "" if it has none. A name that holds something `watched` stays.
    """
    found = _BEHIND.search(title)
    if found is None or not found.start():
        return title
    behind = [one.casefold() for one in _WORD.findall(found[1])]
    if any(one in found[1] for one in watched):
        return title
    beginnings = list(accumulate(behind))[-1 - _MORE :]
    return title[: found.start()] if any(one in beginnings for one in _names(publishers, address)) else title


def _names(publishers: Iterable[str], address: str) -> Iterator[str]:
    """As letters alone."""
    host = _HOST.match(address)
    labels = host[1].split(".")[:-1] if host else []
    if labels[-1:] and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    for name in (*publishers, *labels[-1:]):
        letters = "".join(_WORD.findall(name)).casefold()
        if len(letters) >= _LEAST:
            yield letters
