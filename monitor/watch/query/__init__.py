"""Rules and context words: their grammar, their meaning, whether they hold for a text, and why not.

In: the text of a rule, later the places of hits. Out: a tree, a ruling, a sentence for people.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.watch.query.conditions import ELSEWHERE as ELSEWHERE
    from monitor.watch.query.conditions import CompiledCondition as CompiledCondition
    from monitor.watch.query.conditions import Guard as Guard
    from monitor.watch.query.conditions import Place as Place
    from monitor.watch.query.conditions import Surroundings as Surroundings
    from monitor.watch.query.conditions import compile_condition as compile_condition
    from monitor.watch.query.conditions import gap as gap
    from monitor.watch.query.conditions import neighbours as neighbours
    from monitor.watch.query.conditions import parse_phrase as parse_phrase
    from monitor.watch.query.conditions import reach as reach
    from monitor.watch.query.conditions import scope_words as scope_words
    from monitor.watch.query.evaluate import Facts as Facts
    from monitor.watch.query.evaluate import Spot as Spot
    from monitor.watch.query.evaluate import holds as holds
    from monitor.watch.query.explain import why as why
    from monitor.watch.query.explain import why_not as why_not
    from monitor.watch.query.parser import LONGEST_QUERY as LONGEST_QUERY
    from monitor.watch.query.parser import parse_query as parse_query
    from monitor.watch.query.tree import Leaf as Leaf
    from monitor.watch.query.tree import Phrase as Phrase
    from monitor.watch.query.tree import Query as Query
    from monitor.watch.query.tree import TopicRef as TopicRef
    from monitor.watch.query.tree import Where as Where
    from monitor.watch.query.tree import leaves as leaves
    from monitor.watch.query.tree import wanted_topics as wanted_topics

# Few lists have rules, and the grammar of rules takes long to load.
__getattr__ = lazy_face(
    __name__,
    {
        "CompiledCondition": "conditions",
        "ELSEWHERE": "conditions",
        "Facts": "evaluate",
        "Guard": "conditions",
        "LONGEST_QUERY": "parser",
        "Leaf": "tree",
        "Phrase": "tree",
        "Place": "conditions",
        "Query": "tree",
        "Spot": "evaluate",
        "Surroundings": "conditions",
        "TopicRef": "tree",
        "Where": "tree",
        "compile_condition": "conditions",
        "gap": "conditions",
        "holds": "evaluate",
        "leaves": "tree",
        "neighbours": "conditions",
        "parse_phrase": "conditions",
        "parse_query": "parser",
        "reach": "conditions",
        "scope_words": "conditions",
        "wanted_topics": "tree",
        "why": "explain",
        "why_not": "explain",
    },
)
