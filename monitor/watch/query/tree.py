"""The tree that a rule means: what is asked, without a word on how it is written or answered.

`parser` makes it from text, `evaluate` answers it, `explain` says why it holds or fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from monitor.records import dataclass


class Where(StrEnum):
    """The part of an article in which alone a query looks."""

    TITLE = "title"
    LEAD = "lead"
    """The first three sentences of the text."""
    SENTENCE = "sentence"
    """Any one sentence, in which all of it must hold."""


@dataclass(frozen=True, slots=True)
class TopicRef:
    """`@id`: any mention that counts of that topic."""

    topic: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word, phrase, stem, exact or literal text, as written."""

    text: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of `wanted`, none of `unwanted`."""

    wanted: tuple[Query, ...]
    unwanted: tuple[Query, ...] = ()
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    items: tuple[Query, ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Two things with at most `words` words between them.

    Each stands in one sentence with the other, unless `anywhere`. `ordered`: the first ends before the second begins.
    It stands itself from the first word of the two to the last.
    """

    first: Query
    second: Query
    words: int
    ordered: bool = False
    anywhere: bool = False
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Within:
    """`inner` holds although only a part of the article is looked at."""

    where: Where
    inner: Query
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many mentions of `inner` that do not overlap."""

    count: int
    inner: Query
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Language:
    """The article is in one of these languages: codes in small letters, `pt` includes `pt-BR`."""

    codes: tuple[str, ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """One of these publishers brought the article."""

    names: tuple[str, ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Score:
    """The weights of those items that hold add up to `at_least`."""

    at_least: int
    items: tuple[tuple[Query, int], ...]
    position: int = field(default=0, compare=False)


Leaf = TopicRef | Phrase
Query = TopicRef | Phrase | And | Or | Near | Within | AtLeast | Language | Source | Score


def parts(query: Query) -> tuple[Query, ...]:
    """The queries that a query is made of, from left to right."""
    match query:
        case And(wanted, unwanted):
            return (*wanted, *unwanted)
        case Or(items):
            return items
        case Near(first, second):
            return first, second
        case Within(_, inner) | AtLeast(_, inner):
            return (inner,)
        case Score(_, items):
            return tuple(item for item, _ in items)
        case _:
            return ()


def leaves(query: Query) -> Iterator[Leaf]:
    """Every topic and phrase of a query, from left to right."""
    if isinstance(query, TopicRef | Phrase):
        yield query
    for part in parts(query):
        yield from leaves(part)


def wanted_topics(query: Query) -> Iterator[TopicRef]:
    """Every topic of a query that does not stand behind NOT."""
    if isinstance(query, TopicRef):
        yield query
    for part in query.wanted if isinstance(query, And) else parts(query):
        yield from wanted_topics(part)


def written(query: Query) -> str:
    """The query as a person would write it; it parses to the same tree."""
    match query:
        case TopicRef(topic):
            return f"@{topic}"
        case Phrase(text):
            return text
        case And(wanted, unwanted):
            return " AND ".join([*map(_operand, wanted), *(f"NOT {_operand(item)}" for item in unwanted)])
        case Or(items):
            return " OR ".join(_operand(item) if isinstance(item, Or) else written(item) for item in items)
        case Near(first, second):
            return f"{near_name(query)}({written(first)}, {written(second)})"
        case Within(where, inner):
            return f"{where}:({written(inner)})" if isinstance(inner, Within) else f"{where}:{_operand(inner)}"
        case AtLeast(count, inner):
            return f"min:{count} {_operand(inner)}"
        case Language(codes):
            return f"lang:{','.join(codes)}"
        case Source(names):
            return "source:" + ",".join(f'"{name}"' for name in names)
        case Score(at_least, items):
            return f"score:{at_least}({', '.join(_weighed(item, weight) for item, weight in items)})"


def near_name(query: Near) -> str:
    """`NEAR/5`, `BEFORE/3/doc`."""
    return f"{'BEFORE' if query.ordered else 'NEAR'}/{query.words}{'/doc' if query.anywhere else ''}"


def _operand(query: Query) -> str:
    return f"({written(query)})" if isinstance(query, And | Or) else written(query)


def _weighed(query: Query, weight: int) -> str:
    return written(query) if weight == 1 else f"{_operand(query)}^{weight}"
