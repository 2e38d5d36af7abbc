"""Topics as people name them."""

from __future__ import annotations

from monitor.errors import UsageError
from monitor.model.config import Settings
from monitor.model.watch import Topic, Watchlist


def topic_of(settings: Settings, wanted: str) -> tuple[Watchlist, Topic]:
    """The topic that is called so, and its watchlist; UsageError where there is none or more than one."""
    listed, _, topic = wanted.rpartition("/")
    found = [
        (watchlist, one)
        for watchlist in settings.watchlists
        for one in watchlist.topics
        if one.id == topic and listed in ("", watchlist.id)
    ]
    if not found:
        known = ", ".join(one.id for watchlist in settings.watchlists for one in watchlist.topics)
        raise UsageError(f"there is no topic {wanted}. The topics are: {known}")
    if len(found) > 1:
        choices = ", ".join(f"{watchlist.id}/{one.id}" for watchlist, one in found)
        raise UsageError(f"{len(found)} watchlists have a topic {topic}. Say which: {choices}")
    return found[0]
