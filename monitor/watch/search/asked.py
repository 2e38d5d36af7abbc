"""What somebody types to find articles, read as a query: the language of rules, and names beside it.

`name:"Albu Kamal"` is a topic of that name, made for this question, `person:` and its like one of that kind. Terms
that stand side by side must all be met. `publisher:`, `since:` and their like say which articles are looked at; they
hold for the whole question, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.errors import WatchError
from monitor.model.watch import Kind, Name, Topic
from monitor.records import dataclass
from monitor.watch.query import LONGEST_QUERY, Query, leaves, parse_query, tree
from monitor.watch.text import words

NAMES = {"name": Kind.THING} | {kind.value: kind for kind in Kind}
"""What a name is typed behind, and what kind of topic is made of it."""
FILTERS = ("publisher", "since", "until", "watchlist", "topic", "outcome", "story", "before")
_VALUE = r"(?P<value>\"[^\"]*\"|[^\s()\",@^]*)"
_NAMED = re.compile(rf"\"[^\"]*\"!?|(?<![^\s(),@^])(?P<key>{'|'.join((*NAMES, *FILTERS))}):{_VALUE}")
_SIDE_BY_SIDE = ("two terms without AND or OR between them", "NOT follows a term directly")
_AND = "AND "
_MOST_JOINED = 60
"""Terms that may stand side by side."""
_MADE = "n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question ready to be asked of articles."""

    source: str
    query: Query
    """Holds of every article where nothing but filters was typed."""
    topics: tuple[Topic, ...]
    """The topics it speaks of; those of names were made for it."""
    names: Mapping[str, str]
    """By topics' ids the names as they were typed."""
    filters: Mapping[str, str]
    """Of `FILTERS` those that were typed."""


def parse_search(source: str, topics: Mapping[str, Topic]) -> Asked:
    """The question that was typed. `topics`: those of the watchlists, by what may stand behind an @.

    Raises:
        WatchError: with the position of the first fault and what to write instead.
    """
    if not source.strip():
        raise WatchError(
            "there is nothing to look for", source=source, position=0, hint='Write a word, or name:"Albu Kamal".'
        )
    if len(source) > LONGEST_QUERY:
        raise WatchError(
            f"a search has at most {LONGEST_QUERY} characters",
            source=source,
            position=LONGEST_QUERY,
            hint="Ask for less.",
        )
    plain, made, filters = _apart(source)
    query = _joined(source, plain) if plain.strip() else tree.And(())
    known = {leaf.topic: leaf.position for leaf in leaves(query) if isinstance(leaf, tree.TopicRef)}
    for topic, position in known.items():
        if topic not in topics and topic not in made:
            raise WatchError(
                f"there is no topic {topic!r} in the watchlists",
                source=source,
                position=position,
                hint='Write the id of one, or name:"..." for a name that is none.',
            )
    meant = tuple(topics[topic] for topic in known if topic in topics)
    names = {topic.id: topic.name for topic in made.values()}
    return Asked(source=source, query=query, topics=(*made.values(), *meant), names=names, filters=filters)


def _apart(source: str) -> tuple[str, dict[str, Topic], dict[str, str]]:
    """The source with a reference in the place of each name, and spaces in that of each filter, as long as they were.

    Also the topics made of the names, by what refers to them, and the filters.
    """
    made: dict[str, Topic] = {}
    filters: dict[str, str] = {}

    def replaced(found: re.Match[str]) -> str:
        key, typed = found["key"], found.group()
        if key is None:
            return typed
        value = found["value"].strip('"').strip()
        if not value or (key in NAMES and not words(value)):
            raise WatchError(
                f"{key}: without anything behind it",
                source=source,
                position=found.start(),
                hint=f'Write {key}:"Albu Kamal".' if key in NAMES else f"Write it directly behind {key}: .",
            )
        if key in NAMES:
            # No id of a watchlist's topic holds such a sign.
            topic = f"{_MADE}{len(made)}".ljust(len(typed) - 1, "_")
            made[topic] = Topic(id=topic, name=value, kind=NAMES[key], names=(Name(text=value),))
            return f"@{topic}"
        if filters.setdefault(key, value) != value:
            raise WatchError(
                f"{key}: stands twice", source=source, position=found.start(), hint="Ask for one after the other."
            )
        return " " * len(typed)

    return _NAMED.sub(replaced, source), made, filters


def _joined(source: str, plain: str) -> Query:
    """The query with AND between terms that stand side by side; faults are told at their places in `source`."""
    added: list[int] = []
    while True:
        try:
            return parse_query(plain)
        except WatchError as error:
            at = 0 if error.position is None else error.position
            position = _before(at, added)
            if error.message not in _SIDE_BY_SIDE:
                raise WatchError(error.message, source=source, position=position, hint=error.hint) from error
            if len(added) >= _MOST_JOINED:
                raise WatchError(
                    f"more than {_MOST_JOINED + 1} words side by side, of which an article must have all",
                    source=source,
                    position=position,
                    hint='Ask for fewer, or for a "phrase" in quotation marks.',
                ) from error
            plain = plain[:at] + _AND + plain[at:]
            added.append(at)


def _before(position: int, added: list[int]) -> int:
    """Where something stood before the ANDs were put in."""
    return position - len(_AND) * sum(at < position for at in added)
