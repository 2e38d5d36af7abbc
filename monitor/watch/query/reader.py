"""Feeds a query to the grammar token by token, and says what is wrong where the grammar does not go on.

A grammar knows which tokens it would have taken; people want to know what they forgot. Faults are met from the left.
"""

from __future__ import annotations

from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedToken

from monitor.errors import WatchError
from monitor.records import dataclass
from monitor.watch.query.words import Checks, start_of

DEEPEST = 20
"""Parentheses inside parentheses."""
_MOST_PREFIXES = 3
_PREFIXES = frozenset({"WHERE", "MIN"})
_PAIRS = ("NEAR", "BEFORE")


def read(grammar: Lark, source: str) -> Tree[Token]:
    """The parse tree of a query.

    Raises:
        WatchError: with the position of the first fault and what to write instead.
    """
    return _Reader(source).tree(grammar)


@dataclass(slots=True)
class _Open:
    """A parenthesis that is not closed yet."""

    position: int
    opener: str
    """NEAR/5, score:5, or "" for a plain one."""
    commas: int = 0


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._checks = Checks(source)
        self._open: list[_Open] = []
        self._prefixes = 0
        self._before = Token("START", "")

    def tree(self, grammar: Lark) -> Tree[Token]:
        parser = grammar.parse_interactive(self._source)
        taken: Token | None = None
        try:
            for token in parser.iter_parse():
                self._count(taken)
                self._checks.look(token)
                self._look_at_nesting(token)
                taken = token
            self._count(taken)
            tree: Tree[Token] = parser.feed_token(Token("$END", ""))
        except UnexpectedCharacters:
            last = self._source.rindex('"')
            raise self._fault("a quotation mark that is never closed", last, 'Write "a phrase" in two marks.') from None
        except UnexpectedToken as error:
            raise self._unexpected(error.token, "WORD" in error.expected) from None
        return tree

    def _fault(self, message: str, position: int, hint: str) -> WatchError:
        return self._checks.fault(message, position, hint)

    def _look_at_nesting(self, token: Token) -> None:
        if token.type == "_LPAR" and len(self._open) == DEEPEST:
            raise self._fault(
                f"more than {DEEPEST} parentheses inside each other", start_of(token), "Split it into several rules."
            )
        self._prefixes = self._prefixes + 1 if token.type in _PREFIXES else 0
        if self._prefixes > _MOST_PREFIXES:
            raise self._fault(
                f"more than {_MOST_PREFIXES} prefixes before one term", start_of(token), "Keep those that matter."
            )

    def _count(self, token: Token | None) -> None:
        """Keep account of a token that the grammar took."""
        if token is None:
            return
        match token.type:
            case "_LPAR":
                opener = str(self._before) if self._before.type in {"NEAR", "SCORE"} else ""
                self._open.append(_Open(start_of(token), opener))
            case "_COMMA":
                self._open[-1].commas += 1
            case "_RPAR":
                self._open.pop()
        self._before = token

    def _unexpected(self, token: Token, term_wanted: bool) -> WatchError:
        position = len(self._source) if token.type == "$END" else start_of(token)
        message, hint = self._no_term(token) if term_wanted else self._no_end(token)
        if message == _NEVER_CLOSED:
            position = self._open[-1].position
        return self._fault(message, position, hint)

    def _no_term(self, token: Token) -> tuple[str, str]:
        """A term should have come: message and hint."""
        behind = str(self._before)
        match token.type:
            case "$END":
                return "a word, @topic or parenthesis is missing here", "Complete the query or drop its end."
            case "NOT" if self._before.type == "NOT":
                return "NOT twice in a row", "Write NOT once, or not at all."
            case "NOT":
                return f"NOT directly behind {behind}", f"Write AND NOT {behind}word."
            case "_RPAR" if self._before.type == "_LPAR":
                return "nothing between the parentheses", "Write a term between them, or remove them."
            case "WEIGHT":
                return f"the weight {str(token)!r} has nothing before it", "Write word^2 without a space."
        return f"{str(token)!r} where a word or @topic is expected", "Write a term before it."

    def _no_end(self, token: Token) -> tuple[str, str]:
        """A term has come, and this cannot follow it: message and hint."""
        innermost = self._open[-1] if self._open else _Open(0, "")
        if self._before.type == "SCORE":
            return "score: without its list in parentheses", f"Write {self._before}(@topic^3, word^2)."
        match token.type:
            case "$END":
                return _NEVER_CLOSED, "Add the missing )."
            case "_RPAR" if not self._open:
                return "')' has nothing to close", "Remove it, or open a parenthesis before."
            case "_RPAR":
                return f"{_kind(innermost)} needs two terms", f"Write {innermost.opener}(a, b)."
            case "_COMMA" if innermost.opener.startswith(_PAIRS):
                name = innermost.opener
                return f"{_kind(innermost)} takes two terms, not more", f"Write {name}({name}(a, b), c)."
            case "_COMMA" if self._before.type in {"LANG", "SOURCE"}:
                return "a list with a space in it", f"Write {self._before},... without a space behind the comma."
            case "_COMMA":
                return "a comma between terms", "Write AND or OR; commas belong into NEAR/5(a, b)."
            case "NOT":
                return "NOT follows a term directly", "Write AND NOT."
            case "WEIGHT" if self._before.type == "WEIGHT":
                return "two weights behind one term", "Keep one of them."
            case "WEIGHT":
                return f"the weight {str(token)!r} does not stand in a score", "Write score:5(word^3, word^2)."
        if innermost.opener.startswith(_PAIRS) and not innermost.commas:
            return f"the terms of {_kind(innermost)} without a comma between them", f"Write {innermost.opener}(a, b)."
        return "two terms without AND or OR between them", self._joined(token)

    def _joined(self, token: Token) -> str:
        if self._before.type == "WORD" and token.type == "WORD":
            return f'Write AND or OR, or "{self._before} {token}" in marks.'
        return 'Write AND or OR, or "a phrase" in marks.'


_NEVER_CLOSED = "a parenthesis that is never closed"


def _kind(opened: _Open) -> str:
    return opened.opener.split("/", maxsplit=1)[0]
