"""Rules: what each query means, and what a wrong one is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import WatchError
from monitor.model.watch import MatchText, Topic, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.query import parse_query

MakeTopic = Callable[..., Topic]
MakeWatchlist = Callable[..., Watchlist]

MEANING = [
    ("@base", "At the Tanf.", True),
    ("@base AND convoy", "A convoy left Tanf.", True),
    ("@base AND convoy", "Convoys left Tanf.", True),
    ("@base AND convoy", "Tanf was calm.", False),
    ("@base OR @corps", "Tanf was calm.", True),
    ("@base AND @corps", "Tanf was calm.", False),
    ("@base AND @corps", "The Fifth Corps left Tanf.", True),
    ("@base AND NOT convoy", "A convoy left Tanf.", False),
    ("@base AND NOT convoy", "Tanf was calm.", True),
    ("@base AND (Russia* OR @corps)", "Russians at Tanf.", True),
    ("@base AND (Russia* OR @corps)", "Tanf was calm.", False),
    ('@base AND "handed over"', "Tanf was handed-over.", True),
    ('@base AND "handed over"', "Tanf was over. Handed in.", False),
    ("@base AND =US", "Tell us of Tanf.", False),
    ("@base AND =US", "The US left Tanf.", True),
    ("NEAR/3(@base, convoy)", "A convoy left Tanf.", True),
    ("NEAR/3(@base, convoy)", "Tanf saw a convoy.", True),
    ("NEAR/3(@base, convoy)", "A convoy of one two three four left Tanf.", False),
    ("NEAR/3(@base, convoy)", "A convoy left. Tanf was calm.", False),
    ("NEAR/3(@base, convoy)", "Tanf one two three four five. A convoy left Tanf.", True),
    ("NEAR/1(NEAR/1(left, convoy), @base)", "Left by convoy of the Tanf.", False),
    ("NEAR/1(NEAR/5(left, convoy), @base)", "Left by convoy, men, from Tanf.", False),
    ("NEAR/2(NEAR/5(left, convoy), @base)", "Left by convoy of Tanf.", True),
    ("NEAR/2(@base, @base)", "Tanf is Tanf.", True),
    ("NEAR/2(@base, @base)", "Tanf is calm.", False),
    ("BEFORE/3(convoy, @base)", "A convoy left Tanf.", True),
    ("BEFORE/3(@base, convoy)", "A convoy left Tanf.", False),
    ("NEAR/5(@base OR @corps, left AND convoy)", "A convoy left Tanf.", True),
]


@pytest.mark.parametrize(("query", "text", "fires"), MEANING, ids=[f"{query} on {text}" for query, text, _ in MEANING])
def test_meaning(topic: MakeTopic, watchlist: MakeWatchlist, query: str, text: str, fires: bool) -> None:
    listed = watchlist(topic("base", "Tanf"), topic("corps", "Fifth Corps"), rules=(query,))
    verdicts = compile_watchlists([listed]).match(MatchText(title="", text=text)).verdicts
    assert [verdict.fires for verdict in verdicts] == [fires]
    assert [verdict.rules for verdict in verdicts] == [("rule1",) if fires else ()]


def test_a_rule_sees_the_title_too(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    listed = watchlist(topic("base", "Tanf"), rules=("@base AND convoy",))
    verdicts = compile_watchlists([listed]).match(MatchText(title="Convoy leaves", text="It was at Tanf.")).verdicts
    assert [verdict.fires for verdict in verdicts] == [True]


WRONG = [
    ("", 0, "the query is empty"),
    ("@base convoy", 6, "two terms without AND or OR between them"),
    ("@base AND", 9, "a word, @topic or parenthesis is missing here"),
    ("@base AND OR x", 10, "'OR' where a word or @topic is expected"),
    ("NOT @base", 0, "NOT never stands alone"),
    ("@base OR NOT convoy", 9, "NOT never stands alone"),
    ("@base NOT convoy", 6, "NOT follows a term directly"),
    ("(@base", 0, "a parenthesis that is never closed"),
    ("@base)", 5, "')' has nothing to close"),
    ('@base AND "convoy', 10, "a quotation mark that is never closed"),
    ("@base and convoy", 6, "two terms without AND or OR between them"),
    ("and AND @base", 0, "'and' in small letters"),
    ("@ AND convoy", 0, "an @ without the id of a topic"),
    ("@bose AND convoy", 0, "there is no topic 'bose' in this watchlist"),
    ("convoy", 0, "a rule needs at least one @topic"),
    ("@base AND co*", 10, "a stem needs at least 4 letters before the *"),
    ("@base AND c*voy", 10, "a * may only end a word"),
    ("NEAR(@base, convoy)", 0, "NEAR needs a number of words from 1 to 100"),
    ("NEAR/0(@base, convoy)", 0, "NEAR needs a number of words from 1 to 100"),
    ("NEAR/5(@base)", 12, "NEAR needs two terms"),
    ("BEFORE/5(@base, x", 8, "a parenthesis that is never closed"),
    ("@base AND -", 10, "'-' holds no letter or digit"),
    ("(" * 30 + "@base" + ")" * 30, 20, "more than 20 parentheses inside each other"),
]


@pytest.mark.parametrize(("query", "position", "message"), WRONG, ids=[query[:30] or "empty" for query, _, _ in WRONG])
def test_a_wrong_query_names_place_and_remedy(
    topic: MakeTopic, watchlist: MakeWatchlist, query: str, position: int, message: str
) -> None:
    listed = watchlist(topic("base", "Tanf"), rules=(query,))
    with pytest.raises(WatchError) as caught:
        compile_watchlists([listed])
    assert (caught.value.message, caught.value.position) == (message, position)
    assert caught.value.hint


@given(
    st.lists(st.sampled_from(["@a", "AND", "OR", "NOT", "(", ")", "x", "NEAR/3", "BEFORE/2(", ",", '"p q"', "s*", '"']))
)
def test_a_query_is_parsed_or_refused_with_a_position_inside_it(pieces: list[str]) -> None:
    source = " ".join(pieces)
    assert position_of_fault(source) in range(-1, len(source) + 1)


def position_of_fault(source: str) -> int | None:
    """-1 if there is none."""
    try:
        parse_query(source)
    except WatchError as error:
        return error.position
    return -1
