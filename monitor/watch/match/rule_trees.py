"""The trees of a watchlist's rules, whose references all exist."""

from __future__ import annotations

from difflib import get_close_matches

from monitor.errors import WatchError
from monitor.watch.query import Query, TopicRef, leaves, wanted_topics


def checked_rule(source: str, topics: set[str]) -> Query:
    """The tree of a rule whose references all exist.

    Raises:
        WatchError: the query cannot be parsed, names a topic that is not there, or names none.
    """
    from monitor.watch.query import parse_query  # noqa: PLC0415 - few lists have rules

    query = parse_query(source)
    for leaf in leaves(query):
        if isinstance(leaf, TopicRef) and leaf.topic not in topics:
            raise WatchError(
                f"there is no topic {leaf.topic!r} in this watchlist",
                source=source,
                position=leaf.position,
                hint=_suggestion(leaf.topic, topics),
            )
    if not any(wanted_topics(query)):
        raise WatchError(
            "a rule needs at least one @topic, not behind NOT",
            source=source,
            position=0,
            hint="Make a topic of what is watched.",
        )
    return query


def _suggestion(wrong: str, topics: set[str]) -> str:
    close = get_close_matches(wrong, sorted(topics), n=1)
    if close:
        return f"Did you mean @{close[0]}?"
    return f"The topics are: {', '.join('@' + topic for topic in sorted(topics))}."
