"""Rules and context words: their grammar, their meaning, whether they hold for a text, and why not.

In: the text of a rule, later the places of hits. Out: a tree, a ruling, a sentence for people.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.query import tree
from monitor.watch.query.conditions import (
    ELSEWHERE,
    CompiledCondition,
    Guard,
    Place,
    Surroundings,
    compile_condition,
    gap,
    neighbours,
    parse_phrase,
    reach,
    scope_words,
)
from monitor.watch.query.evaluate import Facts, Spot, holds
from monitor.watch.query.explain import why, why_not
from monitor.watch.query.parser import LONGEST as LONGEST_QUERY
from monitor.watch.query.parser import parse_query
from monitor.watch.query.tree import Leaf, Phrase, Query, TopicRef, Where, leaves, wanted_topics

__all__ = [
    "ELSEWHERE",
    "LONGEST_QUERY",
    "CompiledCondition",
    "Facts",
    "Guard",
    "Leaf",
    "Phrase",
    "Place",
    "Query",
    "Spot",
    "Surroundings",
    "TopicRef",
    "Where",
    "compile_condition",
    "gap",
    "holds",
    "leaves",
    "neighbours",
    "parse_phrase",
    "parse_query",
    "reach",
    "scope_words",
    "tree",
    "wanted_topics",
    "why",
    "why_not",
]
