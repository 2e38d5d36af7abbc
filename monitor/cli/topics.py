"""Topics as people name them."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.errors import UsageError
from monitor.model.archive.trends import TopicKey
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
        known = ", ".join(one.id for one in _topics(settings))
        raise UsageError(f"there is no topic {wanted}. The topics are: {known}")
    if len(found) > 1:
        choices = ", ".join(f"{watchlist.id}/{one.id}" for watchlist, one in found)
        raise UsageError(f"{len(found)} watchlists have a topic {topic}. Say which: {choices}")
    return found[0]


def topics_meant(settings: Settings, wanted: str) -> tuple[Sequence[Watchlist], TopicKey | None]:
    """The lists that are meant by a topic, by WATCHLIST/ or WATCHLIST, or by nothing, and the topic if it is one.

    Raises:
        UsageError: there is none of that name, or more than one topic.
    """
    if not wanted:
        return settings.watchlists, None
    lists = [one for one in settings.watchlists if one.id == wanted.removesuffix("/")]
    if lists and (wanted.endswith("/") or not any(topic.id == wanted for topic in _topics(settings))):
        return lists, None
    if wanted.endswith("/"):
        known = ", ".join(one.id for one in settings.watchlists) or "none"
        raise UsageError(f"there is no watchlist {wanted[:-1]!r}; the configuration has: {known}")
    listed, found = topic_of(settings, wanted)
    return (listed,), (listed.id, found.id)


def _topics(settings: Settings) -> list[Topic]:
    return [topic for watchlist in settings.watchlists for topic in watchlist.topics]
