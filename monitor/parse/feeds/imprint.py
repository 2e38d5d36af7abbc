"""An item of a feed as it is written: what tells that it was read before, so that it need not be read again."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from monitor.parse.feeds.reader import Group

_BYTES = 9


def imprints_of(entries: list[Group], around: object) -> list[str]:
    """For each entry twelve characters that are the same only where its elements are, and what is `around` them.

    `around` is all that an entry takes over from its feed. What `entry_data` makes of an entry depends on nothing
    else, as long as the document declares no entities of its own.
    """
    beginning = hashlib.blake2b(repr(around).encode("utf-8", "surrogatepass"), digest_size=_BYTES)
    return [_imprint(entry, beginning.copy()) for entry in entries]


def _imprint(entry: Group, beginning: hashlib.blake2b) -> str:
    for part in _parts(entry):
        # With its length before it: no two lists of parts read the same.
        data = part.encode("utf-8", "surrogatepass")
        beginning.update(b"%d:" % len(data))
        beginning.update(data)
    return base64.urlsafe_b64encode(beginning.digest()).decode()


def _parts(entry: Group) -> Iterator[str]:
    yield repr(entry.attributes)
    for node in entry.nodes:
        yield node.name
        yield repr(node.attributes) if node.attributes else ""
        yield node.raw
