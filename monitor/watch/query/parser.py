"""The grammar of rules, and the tree of a text written in it.

The grammar is LALR(1): time is linear in the length of the query, and no nesting can exhaust the stack. What it
refuses is explained by `reader` in the words of the people who write rules.
"""

from __future__ import annotations

from functools import cache

from lark import Lark, Token, Tree

from monitor.errors import WatchError
from monitor.watch.query import tree
from monitor.watch.query.meaning import refuse_nonsense
from monitor.watch.query.reader import read
from monitor.watch.query.tree import Query
from monitor.watch.query.words import source_names

LONGEST_QUERY = 10_000
"""Characters of one query."""
MOST_TERMS = 500
"""Topics and phrases in one query."""

GRAMMAR = r"""
?start: any
?any: all (_OR all)*
?all: _term (_AND _term)*
_term: item | negated
negated: NOT item
?item: _LPAR any _RPAR
     | NEAR _LPAR any _COMMA any _RPAR                         -> near
     | WHERE item                                               -> within
     | MIN item                                                -> least
     | SCORE _LPAR weighted (_COMMA weighted)* _RPAR           -> score
     | LANG                                                    -> lang
     | SOURCE                                                  -> source
     | TOPIC                                                   -> topic
     | QUOTED                                                  -> phrase
     | WORD                                                    -> phrase
weighted: any WEIGHT?

_LPAR: "("
_RPAR: ")"
_COMMA: ","
_OR.9: /OR(?![^\s()",@])/
_AND.9: /AND(?![^\s()",@])/
NOT.9: /NOT(?![^\s()",@])/
NEAR.9: /(NEAR|BEFORE)(\/[^\s()",@]*)?(?=\s*\()/
WHERE.9: /(title|lead|sentence):/
MIN.9: /min:[^\s()",@^]*/
SCORE.9: /score:[^\s()",@^]*/
LANG.9: /lang:[^\s()",@^]*(,[^\s()",@^]+)*/
SOURCE.9: /source:("[^"]*"|[^\s()",@^]+)?(,("[^"]*"|[^\s()",@^]+))*/
TOPIC.9: /@[\w-]*/
QUOTED.9: /"[^"]*"!?/
WEIGHT.9: /\^[^\s()",@^]*/
WORD: /[^\s()",@^]+/
%ignore /\s+/
"""


def parse_query(source: str) -> Query:
    """The tree of a query.

    Raises:
        WatchError: with the position of the first fault and what to write instead.
    """
    if not source.strip():
        raise WatchError("the query is empty", source=source, position=0, hint="Write for example @topic AND word.")
    if len(source) > LONGEST_QUERY:
        raise WatchError(
            f"a query has at most {LONGEST_QUERY} characters",
            source=source,
            position=LONGEST_QUERY,
            hint="Write several rules.",
        )
    query = _Builder(source).query(read(_grammar(), source))
    terms = list(tree.leaves(query))
    if len(terms) > MOST_TERMS:
        raise WatchError(
            f"a query has at most {MOST_TERMS} topics and words",
            source=source,
            position=terms[MOST_TERMS].position,
            hint="Write several rules.",
        )
    refuse_nonsense(query, source)
    return query


@cache
def _grammar() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer="basic", propagate_positions=True, maybe_placeholders=False)


class _Builder:
    """Turns parse trees into queries; recursion is as deep as the nesting of the query, which the reader bounds."""

    def __init__(self, source: str) -> None:
        self._source = source

    def query(self, parsed: Tree[Token]) -> Query:
        """The query of one parse tree."""
        parts = [child for child in parsed.children if isinstance(child, Tree)]
        token = next((child for child in parsed.children if isinstance(child, Token)), Token("", ""))
        position = parsed.meta.start_pos
        match str(parsed.data):
            case "topic":
                return tree.TopicRef(token[1:], position)
            case "phrase":
                return tree.Phrase(str(token), position)
            case "lang":
                return tree.Language(tuple(token.removeprefix("lang:").lower().split(",")), position)
            case "source":
                return tree.Source(source_names(token), position)
            case "near":
                return self._near(token, parts, position)
            case "within":
                return tree.Within(tree.Where(token.removesuffix(":")), self.query(parts[0]), position)
            case "least":
                return tree.AtLeast(int(token.removeprefix("min:")), self.query(parts[0]), position)
            case "score":
                items = tuple(self._weighted(item) for item in parts)
                return tree.Score(int(token.removeprefix("score:")), items, position)
            case "any":
                return tree.Or(tuple(map(self.query, parts)), position)
            case _:
                return self._all(parts if parsed.data == "all" else [parsed], position)

    def _all(self, parts: list[Tree[Token]], position: int) -> tree.And:
        wanted = [self.query(parsed) for parsed in parts if parsed.data != "negated"]
        negated = [parsed for parsed in parts if parsed.data == "negated"]
        if not wanted:
            raise WatchError(
                "NOT never stands alone",
                source=self._source,
                position=negated[0].meta.start_pos,
                hint="Say what is wanted first: @topic AND NOT word.",
            )
        unwanted = [self.query(inner) for parsed in negated for inner in parsed.children if isinstance(inner, Tree)]
        return tree.And(tuple(wanted), tuple(unwanted), position)

    def _near(self, name: Token, parts: list[Tree[Token]], position: int) -> tree.Near:
        kind, words, *options = name.split("/")
        first, second = map(self.query, parts)
        return tree.Near(first, second, int(words), kind == "BEFORE", bool(options), position)

    def _weighted(self, parsed: Tree[Token]) -> tuple[Query, int]:
        weights = [int(child[1:]) for child in parsed.children if isinstance(child, Token)]
        (inner,) = (child for child in parsed.children if isinstance(child, Tree))
        return self.query(inner), weights[0] if weights else 1
