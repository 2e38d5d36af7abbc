"""Which hubs a feed offers, by its answer's head and its own text (WebSub, section 4)."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model.feeds import FetchResult, ParsedFeed
from monitor.model.hearing.hubs import Offer

_LONGEST = 2_000
"""Addresses longer than that are nobody's."""
_MOST = 4


def offer_of(answer: FetchResult, parsed: ParsedFeed) -> Offer | None:
    """What the feed offers; None if it names no hub, or not itself: then no hub could be told which feed is meant.

    The head goes before the text, for each of the two by itself: who can set headers knows best under which name the
    hub has it, but many set only one of them.
    """
    topic = next(iter(_linked(answer.links, "self")), "") or parsed.self_url
    hubs = tuple(dict.fromkeys(hub for hub in (*_linked(answer.links, "hub"), *parsed.hubs) if len(hub) <= _LONGEST))
    if not hubs or not topic or len(topic) > _LONGEST:
        return None
    return Offer(topic=topic, hubs=hubs[:_MOST])


def _linked(links: Sequence[tuple[str, str]], relation: str) -> list[str]:
    return [address for one, address in links if one == relation]
