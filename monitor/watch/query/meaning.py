"""Queries that the grammar takes and that nevertheless mean nothing, or not what they seem to."""

from __future__ import annotations

from monitor.errors import WatchError
from monitor.watch.query import tree
from monitor.watch.query.tree import Query

DEEPEST_NEAR = 4
"""NEARs inside each other. Each looks again at all that the inner ones found; more of them say nothing to a reader."""


def refuse_nonsense(query: Query, source: str) -> None:
    """Go through a whole query.

    Raises:
        WatchError: with the position of the part that means nothing, and what to write instead.
    """
    _look(query, source, ())


def _look(query: Query, source: str, around: tuple[tree.Where, ...], nears: int = 0) -> None:
    match query:
        case tree.Near(first, second):
            name = tree.near_name(query)
            nears += 1
            if nears > DEEPEST_NEAR:
                raise _fault(
                    f"more than {DEEPEST_NEAR} NEAR or BEFORE inside each other",
                    source,
                    query.position,
                    f"Write {name}(a, b) AND {name}(b, c), or several rules.",
                )
            for item in (first, second):
                _must_stand_somewhere(item, source, name, f"Write {name}(a, b) AND {name}(a, c).")
        case tree.AtLeast(count, inner):
            _must_stand_somewhere(inner, source, f"min:{count}", f"Write min:{count} a AND min:{count} b.")
        case tree.Within(where):
            _refuse_other_zone(query, source, around)
            around = (*around, where)
        case tree.Language() | tree.Source() if around:
            raise _fault(
                f"{tree.written(query)} speaks of the whole article",
                source,
                query.position,
                f"Write it outside {around[-1]}:( ).",
            )
        case tree.Score():
            _must_be_reachable(query, source)
    for part in tree.parts(query):
        _look(part, source, around, nears)


def _must_stand_somewhere(query: Query, source: str, name: str, both: str) -> None:
    """Only what stands at a place can be near to something, or be counted."""
    match query:
        case tree.TopicRef() | tree.Phrase() | tree.Near():
            return
        case tree.Or(items):
            for item in items:
                _must_stand_somewhere(item, source, name, both)
        case tree.And():
            raise _fault(f"AND inside {name}", source, query.position, both)
        case tree.Within(where):
            raise _fault(f"{where}: inside {name}", source, query.position, f"Write {where}:({name} ...) around it.")
        case _:
            prefix = tree.written(query).split(":", maxsplit=1)[0]
            raise _fault(f"{prefix}: inside {name}", source, query.position, "Write it before or behind, with AND.")


def _refuse_other_zone(query: tree.Within, source: str, around: tuple[tree.Where, ...]) -> None:
    places = {tree.Where.TITLE, tree.Where.LEAD}
    for outer in around:
        if query.where in places and outer in places and query.where is not outer:
            raise _fault(
                f"{query.where}: inside {outer}: can never hold",
                source,
                query.position,
                f"Write {outer}:a AND {query.where}:b.",
            )


def _must_be_reachable(query: tree.Score, source: str) -> None:
    most = sum(weight for _, weight in query.items if weight > 0)
    if most < query.at_least:
        raise _fault(
            f"the weights add up to {most} and never reach {query.at_least}",
            source,
            query.position,
            "Raise the weights or lower the number behind score:.",
        )


def _fault(message: str, source: str, position: int, hint: str) -> WatchError:
    return WatchError(message, source=source, position=position, hint=hint)
