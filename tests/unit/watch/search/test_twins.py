"""A list before and after an edit, read as one: what is said of a text is what each says by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.backtest.compare import said
from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, MatchText, Name, Rule, Scope, Topic, Watchlist
from monitor.watch import Edit, Twin
from tests.unit.watch.search.test_edits import RULES, lists, texts, topics

TOWN = Topic(id="town", name="Velmaris", kind=Kind.PLACE, names=(Name(text="Velmaris"),))
LIST = Watchlist(id="border", title="", priority=Priority.NORMAL, topics=(TOWN,))
OTHER = Topic(id="other", name="Zeralda", kind=Kind.THING, names=(Name(text="Zeralda Heights"),))
BESIDE = replace(TOWN, requires=Condition(words=("convoy",), within=Scope.SENTENCE))


@st.composite
def apart(draw: st.DrawFn) -> tuple[Watchlist, Watchlist]:
    """Other rules, or a topic more or less; some of them are not apart after all."""
    old = replace(draw(lists()), packs=())
    if draw(st.booleans()):
        queries = draw(st.lists(st.sampled_from([*RULES, "@t1 AND patrol"]), max_size=2, unique=True))
        new = replace(old, rules=tuple(Rule(id=f"s{at}", query=one) for at, one in enumerate(queries)))
    else:
        new = replace(old, topics=(*old.topics, draw(topics(2))))
    return (old, new) if draw(st.booleans()) else (new, old)


def alone(edit: Edit, text: MatchText) -> tuple[object, object]:
    return said(edit.before.match(text), edit.watchlist), said(edit.after.match(text), edit.watchlist)


def as_one(twin: Twin, articles: Sequence[MatchText]) -> list[tuple[object, object] | None]:
    found = []
    for result in twin.match_all(articles):
        if result is None:
            found.append(None)
            continue
        before, after = said(result, "border"), said(result, twin.after)
        verdict = after.verdict and replace(after.verdict, watchlist="border")
        found.append((before, replace(after, verdict=verdict)))
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(apart(), texts)
def test_each_list_says_what_it_says_by_itself(edit: tuple[Watchlist, Watchlist], articles: list[MatchText]) -> None:
    tried = Edit("border", [edit[0]], [edit[1]])
    if tried.apart:
        for text, found in zip(articles, as_one(Twin(tried), articles), strict=True):
            assert found is None or found == alone(tried, text), text


@pytest.mark.parametrize(
    ("old", "new", "is_so"),
    [
        (LIST, LIST, True),
        (LIST, replace(LIST, rules=(Rule(id="r", query="@town AND convoy"),)), True),
        (LIST, replace(LIST, topics=(TOWN, OTHER)), True),
        (replace(LIST, topics=(TOWN, OTHER)), LIST, True),
        (LIST, replace(LIST, topics=(OTHER,)), True),
        pytest.param(LIST, replace(LIST, topics=(BESIDE,)), False, id="a topic that both have"),
        pytest.param(LIST, replace(LIST, topics=(TOWN, replace(TOWN, id="again"))), False, id="a word of another"),
        pytest.param(
            replace(LIST, topics=(BESIDE,)),
            replace(LIST, topics=(BESIDE,), rules=(Rule(id="r", query="@town AND convoy"),)),
            False,
            id="a word of a rule and a condition",
        ),
        pytest.param(None, LIST, False, id="a list that is new"),
    ],
)
def test_which_edits_are_apart(old: Watchlist | None, new: Watchlist, is_so: bool) -> None:
    assert Edit("border", [] if old is None else [old], [new]).apart is is_so


def test_a_text_whose_words_are_parted_otherwise_is_left_to_each_list() -> None:
    qad = replace(TOWN, names=(Name(text="Qad"),))
    crossing = replace(OTHER, names=(Name(text="Qadmar Crossing"),))
    tried = Edit("border", [replace(LIST, topics=(qad,))], [replace(LIST, topics=(qad, crossing))])
    cut, whole = (MatchText(title="", text=f"the new {word} road", language="en") for word in ("Qad-\nmar", "Qad"))
    assert tried.apart
    assert as_one(Twin(tried), [cut, whole]) == [None, alone(tried, whole)]


def test_a_new_list_has_no_twin() -> None:
    with pytest.raises(ValueError, match="no twin"):
        Twin(Edit("border", [], [LIST]))
