"""Rules against a reference that knows no shortcut: it tries every pair, every sentence, every mention."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.ids import Priority
from monitor.model.watch import Kind, MatchText, Name, Rule, Topic, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.query.parser import parse_query
from monitor.watch.query.proximity import Line, apart, pairs
from monitor.watch.query.tree import written

Place = tuple[int, int]
Spot = tuple[int, int, int]
Tree = tuple[Any, ...]
Sees = Callable[[Spot], bool]

TOPICS = {"zulu": ("Zulu",), "xray": ("Xray", "Yankee Xray"), "anchor": ("Anchor",)}
WORDS = ["Zulu", "Xray", "Yankee", "kilo", "KILO", "lima", "limacon", "mike", "und", "und"]
LEAVES = ["@zulu", "@xray", "kilo", "=KILO", "lima", "lima*", "mike", '"kilo lima"', '"mike mike"', '"kilo"!']


@dataclass
class Text:
    """Words by sentence, title first; nothing else is known of a text here."""

    title: list[list[str]]
    body: list[list[str]]
    language: str = ""
    source: str = ""
    words: list[list[str]] = field(init=False)
    sentence: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        parts = [self.title, self.body]
        self.words = [[word for sentence in part for word in sentence] for part in parts]
        self.sentence = [[at for at, sentence in enumerate(part) for _ in sentence] for part in parts]

    def as_text(self) -> MatchText:
        title, body = ("\n".join(" ".join(words) + "." for words in part) for part in (self.title, self.body))
        return MatchText(title=title, text=body, language=self.language, source=self.source)

    def find(self, wanted: list[Callable[[str], bool]]) -> set[Spot]:
        return {
            (part, at, at + len(wanted) - 1)
            for part, words in enumerate(self.words)
            for at in range(len(words) - len(wanted) + 1)
            if self.sentence[part][at] == self.sentence[part][at + len(wanted) - 1]
            and all(fits(words[at + step]) for step, fits in enumerate(wanted))
        }

    def leaf(self, text: str) -> set[Spot]:
        if text.startswith("@"):
            spots = {
                spot
                for name in TOPICS[text[1:]]
                for spot in self.find([lambda word, want=want: word == want for want in name.split()])
            }
            return {one for one in spots if not any(one != other and inside(one, other) for other in spots)}
        if text.startswith("="):
            return self.find([lambda word: word == text[1:]])
        if text.endswith("*"):
            return self.find([lambda word: word.lower().startswith(text[:-1])])
        return self.find([lambda word, want=want: word.lower() == want for want in text.strip('"!').split()])


def inside(one: Spot, other: Spot) -> bool:
    return one[0] == other[0] and other[1] <= one[1] and one[2] <= other[2]


# The reference


def holds(tree: Tree, text: Text, sees: Sees) -> bool:
    match tree:
        case ("and", wanted, unwanted):
            return all(holds(item, text, sees) for item in wanted) and not any(
                holds(item, text, sees) for item in unwanted
            )
        case ("or", items):
            return any(holds(item, text, sees) for item in items)
        case ("in", "sentence", inner):
            return any(
                holds(inner, text, lambda spot, at=(part, number): sees(spot) and sentence_of(spot, text) == at)
                for part in (0, 1)
                for number in set(text.sentence[part])
            )
        case ("in", "title", inner):
            return holds(inner, text, lambda spot: sees(spot) and spot[0] == 0)
        case ("in", _, inner):
            return holds(inner, text, lambda spot: sees(spot) and spot[0] == 1 and text.sentence[1][spot[1]] < 3)
        case ("min", count, inner):
            return most_apart(sorted(spots_of(inner, text, sees))) >= count
        case ("score", least, items):
            return sum(weight for item, weight in items if holds(item, text, sees)) >= least
        case ("lang", code):
            return text.language.split("-")[0] == code
        case ("source", name):
            return text.source.casefold() == name.casefold()
        case _:
            return bool(spots_of(tree, text, sees))


def sentence_of(spot: Spot, text: Text) -> tuple[int, int]:
    return spot[0], text.sentence[spot[0]][spot[1]]


def spots_of(tree: Tree, text: Text, sees: Sees) -> set[Spot]:
    match tree:
        case ("leaf", word):
            return {spot for spot in text.leaf(word) if sees(spot)}
        case ("or", items):
            return {spot for item in items for spot in spots_of(item, text, sees)}
        case ("near", name, words, anywhere, first, second):
            firsts, seconds = spots_of(first, text, sees), spots_of(second, text, sees)

            def fit(one: Spot, other: Spot) -> bool:
                return (
                    one != other
                    and one[0] == other[0]
                    and (anywhere or sentence_of(one, text) == sentence_of(other, text))
                    and (name == "NEAR" or one[2] < other[1])
                )

            chosen = {(one, min_by(one, [o for o in seconds if fit(one, o)])) for one in firsts}
            chosen |= {(min_by(other, [o for o in firsts if fit(o, other)]), other) for other in seconds}
            return {
                (one[0], min(one[1], other[1]), max(one[2], other[2]))
                for one, other in chosen
                if one is not None and other is not None and gap(one, other) <= words
            }
    raise AssertionError(tree)


def min_by(place: Spot, others: list[Spot]) -> Spot | None:
    return min(others, key=lambda other: nearness(place, other), default=None)


def gap(one: Spot, other: Spot) -> int:
    return max(0, other[1] - one[2] - 1, one[1] - other[2] - 1)


def nearness(place: Spot, other: Spot) -> tuple[int, ...]:
    """Overlapping ones first, the farthest reaching; then the nearest, behind before before, the shortest."""
    if other[1] <= place[2] and place[1] <= other[2]:
        return 0, -other[2], other[1]
    return 1, gap(place, other), int(other[1] < place[1]), other[2] - other[1]


def most_apart(spots: list[Spot]) -> int:
    if not spots:
        return 0
    first, *rest = spots
    free = [spot for spot in rest if spot[0] != first[0] or spot[1] > first[2]]
    return max(most_apart(rest), 1 + most_apart(free))


# Queries as people could write them


def render(tree: Tree) -> str:
    match tree:
        case ("leaf", word):
            return str(word)
        case ("and", wanted, unwanted):
            return " AND ".join([*(f"({render(w)})" for w in wanted), *(f"NOT ({render(u)})" for u in unwanted)])
        case ("or", items):
            return " OR ".join(f"({render(item)})" for item in items)
        case ("near", name, words, anywhere, first, second):
            return f"{name}/{words}{'/doc' if anywhere else ''}({render(first)}, {render(second)})"
        case ("in", where, inner):
            return f"{where}:({render(inner)})"
        case ("min", count, inner):
            return f"min:{count}({render(inner)})"
        case ("score", least, items):
            return f"score:{least}({', '.join(f'({render(item)})^{weight}' for item, weight in items)})"
        case ("lang", code):
            return f"lang:{code}"
        case ("source", name):
            return f'source:"{name}"'
    raise AssertionError(tree)


leaf = st.sampled_from(LEAVES).map(lambda word: ("leaf", word))


def a_near(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.tuples(
        st.just("near"), st.sampled_from(["NEAR", "BEFORE"]), st.integers(1, 6), st.booleans(), inner, inner
    )


def an_or(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.tuples(st.just("or"), st.lists(inner, min_size=2, max_size=3))


places = st.recursive(leaf, lambda inner: st.one_of(a_near(inner), an_or(inner)), max_leaves=4)
counted = st.tuples(st.just("min"), st.integers(1, 4), places)
about = st.one_of(
    st.tuples(st.just("lang"), st.sampled_from(["ar", "en"])),
    st.tuples(st.just("source"), st.sampled_from(["North Press", "SANA"])),
)


@st.composite
def queries(draw: st.DrawFn, depth: int = 3, around: tuple[str, ...] = ()) -> Tree:
    simple = st.one_of(places, counted) if around else st.one_of(places, places, counted, about)
    if depth == 0:
        return draw(simple)
    below = queries(depth - 1, around)
    kind = draw(st.sampled_from(["simple", "and", "or", "in", "in", "score"]))
    match kind:
        case "and":
            return "and", draw(st.lists(below, min_size=1, max_size=3)), draw(st.lists(below, max_size=2))
        case "or":
            return "or", draw(st.lists(below, min_size=2, max_size=3))
        case "in":
            other = {"title": "lead", "lead": "title"}
            where = draw(st.sampled_from([w for w in ("title", "lead", "sentence") if other.get(w) not in around]))
            return "in", where, draw(queries(depth - 1, (*around, where)))
        case "score":
            weights = st.sampled_from([1, 2, 3, -2])
            items = [(draw(below), 3), *draw(st.lists(st.tuples(below, weights), max_size=3))]
            return "score", draw(st.integers(1, 3)), items
        case _:
            return draw(simple)


sentences = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), max_size=5)
texts = st.builds(
    Text,
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), max_size=2),
    sentences.map(lambda found: [["Anchor", "und"], *found]),
    st.sampled_from(["", "ar", "ar-SY", "en", "arq"]),
    st.sampled_from(["", "north press", "SANA", "Sanaa"]),
)


@settings(max_examples=50, deadline=None)
@given(
    trees=st.lists(queries(), min_size=5, max_size=8),
    asked=st.lists(texts, min_size=8, max_size=8),
)
def test_rules_fire_exactly_where_the_reference_says(trees: list[Tree], asked: list[Text]) -> None:
    """Some 2,500 pairs of query and text a run, each through parser, scanner and evaluator."""
    watchlist = Watchlist(
        id="w",
        title="W",
        priority=Priority.NORMAL,
        topics=tuple(
            Topic(id=id_, name=id_, kind=Kind.THING, names=tuple(Name(text=name) for name in names))
            for id_, names in TOPICS.items()
        ),
        rules=tuple(Rule(id=str(at), query=f"@anchor AND ({render(tree)})") for at, tree in enumerate(trees)),
    )
    matcher = compile_watchlists([watchlist])
    for text in asked:
        (verdict,) = matcher.match(text.as_text()).verdicts
        expected = {str(at): holds(tree, text, lambda _: True) for at, tree in enumerate(trees)}
        assert {rule: rule in verdict.rules for rule in expected} == expected, [render(tree) for tree in trees]
        assert verdict.fires is any(expected.values())
        assert verdict.reason


@settings(max_examples=150, deadline=None)
@given(queries())
def test_a_query_written_out_parses_to_itself(tree: Tree) -> None:
    query = parse_query(render(tree))
    assert parse_query(written(query)) == query


spans = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda span: (span[0], span[0] + span[1]))
lines = st.sets(spans, max_size=8)


@settings(max_examples=200, deadline=None)
@given(lines, lines, st.booleans())
def test_the_nearest_pair_of_all_is_never_lost(first: set[Place], second: set[Place], ordered: bool) -> None:
    """Whatever the distance asked for, a NEAR of two plain terms holds if any pair at all is near enough."""

    def distances(found: list[tuple[Place, Place]]) -> int | None:
        return min((max(0, two[0] - one[1] - 1, one[0] - two[1] - 1) for one, two in found), default=None)

    every = [(one, two) for one in first for two in second if one != two and (not ordered or one[1] < two[0])]
    found = list(pairs(Line(first), Line(second), ordered=ordered))
    assert set(found) <= set(every)
    assert distances(found) == distances(every)
    assert len(found) <= len(first) + len(second)


@settings(max_examples=150, deadline=None)
@given(lines.filter(bool), lines.filter(bool), st.booleans(), st.booleans(), st.integers(1, 9))
def test_what_is_out_of_reach_is_all_that_is_left_out(
    first: set[Place], second: set[Place], same: bool, ordered: bool, reach: int
) -> None:
    """Whether a line is asked about another or about itself, whose second half says nothing new."""

    def near(found: Iterable[tuple[Place, Place]]) -> set[frozenset[Place]]:
        return {frozenset(two) for two in found if max(one[0] - other[1] for one, other in permutations(two)) <= reach}

    one, other = Line(first), Line(first if same else second)
    every = pairs(one, other, ordered=ordered)
    assert near(pairs(one, one if same else other, ordered=ordered, reach=reach)) == near(every)


@given(st.sets(spans, max_size=9))
def test_as_many_mentions_as_fit_beside_each_other(found: set[Place]) -> None:
    assert apart(found) == most_apart(sorted((0, *place) for place in found))
