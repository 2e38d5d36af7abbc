"""Why a query holds, or which clause of it failed: in words, with what stands in the text."""

from __future__ import annotations

from dataclasses import replace

from monitor.watch.query import tree
from monitor.watch.query.conditions import gap
from monitor.watch.query.evaluate import Facts, View, a_spot, cells, mentions, partners, scores, spots
from monitor.watch.query.tree import Query

LONGEST = 300
"""Characters of one explanation."""
_CLAUSE = 80
_SURFACE = 60
_MOST_CLAUSES = 4
_WHERE = {
    tree.Where.TITLE: "in the title",
    tree.Where.LEAD: "in the first three sentences",
    tree.Where.SENTENCE: "in one sentence",
}


def why(query: Query, facts: Facts) -> str:
    """What satisfied a query that holds: "@base ('Tanf') and convoy ('convoys')"."""
    return _short(_holds(query, View(facts)), LONGEST)


def why_not(query: Query, facts: Facts) -> str:
    """The first clause of a query that failed: "NEAR/5(@base, convoy) failed, nearest distance 9 words"."""
    return _short(_fails(query, View(facts)), LONGEST)


def _holds(query: Query, view: View) -> str:
    match query:
        case tree.And(wanted):
            return " and ".join(_some([_holds(item, view) for item in wanted[: _MOST_CLAUSES + 1]]))
        case tree.Or(items):
            return next(_holds(item, view) for item in items if cells(item, view))
        case tree.Within(where, inner):
            return f"{_holds(inner, _narrowed(inner, view.inside(where)))} {_WHERE[where]}"
        case tree.AtLeast(_, inner):
            return f"{_clause(query)} ({sum(mentions(inner, view).values())} found)"
        case tree.Score(at_least, items):
            told = _some([_holds(item, view) for item, _ in items if cells(item, view)])
            return f"score:{at_least} ({max(scores(query, view).values())} reached with {', '.join(told)})"
        case tree.Language() | tree.Source():
            return _clause(query)
        case tree.TopicRef() | tree.Phrase() | tree.Near():
            return f"{_clause(query)} ({_surface(query, view)!r})"


def _narrowed(query: Query, view: View) -> View:
    """The view of the first sentence in which the query holds, if sentences are looked at."""
    return replace(view, cell=min(cells(query, view))) if view.by_sentence and view.cell is None else view


def _fails(query: Query, view: View) -> str:
    match query:
        case tree.TopicRef() | tree.Phrase():
            return f"{_clause(query)} was not found"
        case tree.And(wanted, unwanted):
            return _and_fails(wanted, unwanted, view)
        case tree.Or(items):
            return " and ".join(_some([_fails(item, view) for item in items[: _MOST_CLAUSES + 1]]))
        case tree.Near():
            return _near_fails(query, view)
        case tree.Within(tree.Where.SENTENCE, inner):
            if cells(inner, view):
                return f"{_clause(query)} failed, no single sentence satisfies it"
            return _fails(inner, view)
        case tree.Within(where, inner):
            return f"{_fails(inner, view.inside(where))} {_WHERE[where]}"
        case tree.AtLeast(_, inner):
            return f"{_clause(query)} failed, {sum(mentions(inner, view).values())} found"
        case tree.Score(at_least):
            return f"score:{at_least} failed, {max(scores(query, view).values(), default=0)} reached"
        case tree.Language():
            return f"{_clause(query)} failed, the language is {view.facts.language or 'not known'}"
        case tree.Source():
            return f"{_clause(query)} failed, the publisher is {view.facts.source or 'not known'}"


def _and_fails(wanted: tuple[Query, ...], unwanted: tuple[Query, ...], view: View) -> str:
    for item in wanted:
        if not cells(item, view):
            return _fails(item, view)
    for item in unwanted:
        if cells(item, view):
            return f"NOT {_clause(item)} failed, found {_holds(item, view)}"
    return f"{_clause(tree.And(wanted, unwanted))} failed"


def _near_fails(query: tree.Near, view: View) -> str:
    for side in (query.first, query.second):
        if not spots(side, view):
            return f"{_clause(query)} failed, {_fails(side, view)}"
    distance = min((gap(one, other) for _, one, other in partners(query, view)), default=None)
    if distance is not None:
        return f"{_clause(query)} failed, nearest distance {distance} {'word' if distance == 1 else 'words'}"
    together = "title or text" if query.anywhere else "sentence"
    order = " in this order" if query.ordered else ""
    return f"{_clause(query)} failed, no {together} holds both{order}"


def _clause(query: Query) -> str:
    text = tree.written(query)
    if len(text) > _CLAUSE and isinstance(query, tree.Near):
        return tree.near_name(query)
    return _short(text, _CLAUSE)


def _surface(query: tree.TopicRef | tree.Phrase | tree.Near, view: View) -> str:
    """What stands at the first place, in one line."""
    spot = a_spot(query, view)
    return _short(" ".join(view.facts.surface(spot).split()), _SURFACE) if spot else ""


def _some(told: list[str]) -> list[str]:
    return told if len(told) <= _MOST_CLAUSES else [*told[:_MOST_CLAUSES], "more"]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
