"""The language of rules: the tree that a query means, and the parser that makes it.

query   = all ("OR" all)*
all     = term ("AND" term)*            at least one term without NOT
term    = ["NOT"] item
item    = "(" query ")" | near | @topic-id | word | stem* | =EXACT | "a phrase" | "a literal"!
near    = ("NEAR" | "BEFORE") "/" n "(" query "," query ")"    within n words, in one sentence
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.errors import WatchError

DEEPEST = 20
"""Parentheses inside parentheses."""
_FARTHEST = 100
_TOKEN = re.compile(
    r'(?P<near>(?:NEAR|BEFORE)(?:/(?P<count>[0-9]+))?(?=\s*\())|(?P<operator>(?:AND|OR|NOT)(?=[\s()"@]|$))'
    r'|(?P<topic>@[\w-]*)|(?P<quoted>"[^"]*"!?)|(?P<mark>[(),])|(?P<word>[^\s()",@]+)'
)


@dataclass(frozen=True, slots=True)
class TopicRef:
    """`@id`: any mention that counts of that topic."""

    topic: str
    position: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word, phrase, stem, exact or literal text, as written."""

    text: str
    position: int


@dataclass(frozen=True, slots=True)
class And:
    """All of `wanted`, none of `unwanted`."""

    wanted: tuple[Query, ...]
    unwanted: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    items: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Both within `words` words of each other and in one sentence; `ordered`: the first before the second."""

    first: Query
    second: Query
    words: int
    ordered: bool


Query = TopicRef | Phrase | And | Or | Near


def parse_query(source: str) -> Query:
    """The tree of a query.

    Raises:
        WatchError: with the position of the fault and what to write instead.
    """
    return _Parser(source).whole()


def leaves(query: Query) -> Iterator[TopicRef | Phrase]:
    """Every topic and phrase of a query, from left to right."""
    match query:
        case And(wanted, unwanted):
            for item in (*wanted, *unwanted):
                yield from leaves(item)
        case Or(items):
            for item in items:
                yield from leaves(item)
        case Near(first, second):
            yield from leaves(first)
            yield from leaves(second)
        case _:
            yield query


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens: list[re.Match[str]] = []
        position = 0
        while position < len(source):
            if source[position].isspace():
                position += 1
                continue
            match = _TOKEN.match(source, position)
            if match is None:
                raise self.fault("a quotation mark that is never closed", position, 'Write "a phrase" in two marks.')
            self.tokens.append(match)
            position = match.end()
        self.at = 0
        self.depth = 0

    def fault(self, message: str, position: int | None = None, hint: str = "") -> WatchError:
        where = position if position is not None else self.position()
        return WatchError(message, source=self.source, position=where, hint=hint)

    def position(self) -> int:
        return self.tokens[self.at].start() if self.at < len(self.tokens) else len(self.source)

    def peek(self) -> str:
        return self.tokens[self.at].group() if self.at < len(self.tokens) else ""

    def whole(self) -> Query:
        if not self.tokens:
            raise self.fault("the query is empty", 0, "Write for example @topic AND word.")
        query = self.any_of()
        if self.at < len(self.tokens):
            if self.peek() in {")", ","}:
                raise self.fault(
                    f"{self.peek()!r} has nothing to close", hint="Remove it, or open a parenthesis before."
                )
            raise self.fault(
                "two terms without AND or OR between them", hint='Write AND or OR, or "a phrase" in marks.'
            )
        return query

    def any_of(self) -> Query:
        items = [self.all_of()]
        while self.peek() == "OR":
            self.at += 1
            items.append(self.all_of())
        return items[0] if len(items) == 1 else Or(tuple(items))

    def all_of(self) -> Query:
        wanted: list[Query] = []
        unwanted: list[Query] = []
        start = self.position()
        while True:
            negated = self.peek() == "NOT"
            self.at += negated
            (unwanted if negated else wanted).append(self.item())
            if self.peek() == "NOT":
                raise self.fault("NOT follows a term directly", hint="Write AND NOT.")
            if self.peek() != "AND":
                break
            self.at += 1
        if not wanted:
            raise self.fault("NOT never stands alone", start, "Say what is wanted first: @topic AND NOT word.")
        return wanted[0] if len(wanted) == 1 and not unwanted else And(tuple(wanted), tuple(unwanted))

    def item(self) -> Query:
        if self.at >= len(self.tokens):
            raise self.fault(
                "a word, @topic or parenthesis is missing here", hint="Complete the query or drop its end."
            )
        token = self.tokens[self.at]
        position = token.start()
        self.at += 1
        match token.lastgroup:
            case "near" | "count":
                return self.near(token)
            case "topic":
                if token.group() == "@":
                    raise self.fault("an @ without the id of a topic", position, "Write @ and the id, e.g. @irgc.")
                return TopicRef(token.group()[1:], position)
            case "quoted" | "word":
                return self.phrase(token.group(), position)
            case _ if token.group() == "(":
                return self.nested()
        raise self.fault(f"{token.group()!r} where a word or @topic is expected", position, "Write a term before it.")

    def phrase(self, text: str, position: int) -> Phrase:
        if text.upper() in {"AND", "OR", "NOT"}:
            raise self.fault(f"{text!r} in small letters", position, f"Write {text.upper()}, or {text!r} in marks.")
        if not any(c.isalnum() for c in text):
            raise self.fault(f"{text!r} holds no letter or digit", position, "Write a word.")
        return Phrase(text, position)

    def nested(self) -> Query:
        opened = self.tokens[self.at - 1].start()
        self.enter(opened)
        query = self.any_of()
        self.close(opened)
        return query

    def near(self, token: re.Match[str]) -> Query:
        name = token.group().split("/", maxsplit=1)[0]
        if token.group("count") is None or not 0 < int(token.group("count")[:4]) <= _FARTHEST:
            raise self.fault(
                f"{name} needs a number of words from 1 to {_FARTHEST}", token.start(), f"Write {name}/5(a, b)."
            )
        opened = self.tokens[self.at].start()
        self.at += 1
        self.enter(opened)
        first = self.any_of()
        if self.peek() != ",":
            raise self.fault(f"{name} needs two terms", hint=f"Write {token.group()}(a, b).")
        self.at += 1
        second = self.any_of()
        self.close(opened)
        return Near(first, second, int(token.group("count")), name == "BEFORE")

    def enter(self, opened: int) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault(f"more than {DEEPEST} parentheses inside each other", opened, "Write several rules.")

    def close(self, opened: int) -> None:
        if self.peek() != ")":
            if self.at < len(self.tokens):
                raise self.fault("two terms without AND or OR between them", hint='Write AND or OR, or "a phrase".')
            raise self.fault("a parenthesis that is never closed", opened, "Add the missing ).")
        self.at += 1
        self.depth -= 1
