"""Rules: what each query means, and what a wrong one is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import MatchText, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists

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
    ("NEAR/5(@base OR @corps, left OR convoy)", "A convoy left Tanf.", True),
    ("NEAR/9(@base, convoy)", "A convoy left. Tanf was calm.", False),
    ("NEAR/9/doc(@base, convoy)", "A convoy left. Tanf was calm.", True),
    ("NEAR/1/doc(@base, convoy)", "A convoy left one. Tanf was calm.", False),
    ("BEFORE/9/doc(@base, convoy)", "A convoy left. Tanf was calm.", False),
    ("BEFORE/9(BEFORE/9(men, convoy), @base)", "Men of the convoy left Tanf.", True),
    ("BEFORE/9(BEFORE/9(convoy, men), @base)", "Men of the convoy left Tanf.", False),
    ("sentence:(@base AND convoy)", "A convoy left Tanf.", True),
    ("sentence:(@base AND convoy)", "A convoy left. Tanf was calm.", False),
    ("sentence:(@base AND NOT convoy)", "A convoy left Tanf. Tanf was calm.", True),
    ("sentence:(@base AND NOT convoy)", "A convoy left Tanf. All was calm.", False),
    ("title:@base", "Tanf.", False),
    ("lead:@base", "One. Two. Tanf is third.", True),
    ("lead:@base", "One. Two. Three. Tanf is fourth.", False),
    ("@base AND NOT lead:convoy", "Tanf. Two. Three. A convoy is fourth.", True),
    ("min:2 @base", "Tanf.", False),
    ("min:2 @base", "Tanf is Tanf.", True),
    ("min:3(@base OR convoy)", "A convoy left Tanf; the convoys came back.", True),
    ("score:5(@base^3, convoy^2)", "Tanf was calm.", False),
    ("score:5(@base^3, convoy^2)", "A convoy left Tanf.", True),
    ("score:3(@base^3, exercise^-2)", "An exercise at Tanf.", False),
    ("score:1(@base)", "Tanf.", True),
    ('@base AND "convoy"!', "Convoys left Tanf.", False),
    ('@base AND "convoy"!', "A Convoy left Tanf.", True),
    ("@base AND (NOT convoy)", "A convoy left Tanf.", False),
    ("@base AND قاعد*", "Tanf والقاعدة", True),
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


ABOUT = [
    ("lang:ar", "ar", "", True),
    ("lang:ar,fa", "fa-IR", "", True),
    ("lang:AR", "ar", "", True),
    ("lang:pt-br", "pt_BR", "", True),
    ("lang:pt-br", "pt", "", False),
    ("lang:ar", "arq", "", False),
    ("lang:ar", "", "", False),
    ("NOT lang:ar", "", "", True),
    ('source:"North Press"', "", "north  press", True),
    ("source:SANA,Enab", "", "Sana", True),
    ('source:SANA,"North Press"', "", "North Press", True),
    ("source:SANA", "", "SANA English", False),
    ("source:SANA", "", "", False),
]


@pytest.mark.parametrize(
    ("query", "language", "source", "fires"), ABOUT, ids=[f"{query} {lang}{src}" for query, lang, src, _ in ABOUT]
)
def test_language_and_source_of_the_article(
    topic: MakeTopic, watchlist: MakeWatchlist, query: str, language: str, source: str, fires: bool
) -> None:
    listed = watchlist(topic("base", "Tanf"), rules=(f"@base AND {query}",))
    text = MatchText(title="", text="At Tanf.", language=language, source=source)
    assert [verdict.fires for verdict in compile_watchlists([listed]).match(text).verdicts] == [fires]


def test_title_and_lead_are_apart(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    rules = ("title:@base", "lead:@base", "title:@base AND lead:convoy", "title:(@base AND convoy)")
    listed = watchlist(topic("base", "Tanf"), rules=rules)
    text = MatchText(title="On Tanf", text="A convoy left.")
    assert [verdict.rules for verdict in compile_watchlists([listed]).match(text).verdicts] == [("rule1", "rule3")]


REASONS = [
    ("@base AND convoy", "Convoys left Tanf.", "rule rule1 holds: @base ('Tanf') and convoy ('Convoys')"),
    ("@base AND NOT convoy", "Tanf.", "rule rule1 holds: @base ('Tanf')"),
    ("@corps OR @base", "Tanf.", "rule rule1 holds: @base ('Tanf')"),
    (
        "NEAR/3(@base, convoy)",
        "A convoy left\nTanf.",
        "rule rule1 holds: NEAR/3(@base, convoy) ('convoy left Tanf')",
    ),
    ("lead:@base", "Tanf.", "rule rule1 holds: @base ('Tanf') in the first three sentences"),
    (
        "sentence:(@base AND calm)",
        "Tanf. Tanf was calm.",
        "rule rule1 holds: @base ('Tanf') and calm ('calm') in one sentence",
    ),
    ("min:2 @base", "Tanf. Tanf.", "rule rule1 holds: min:2 @base (2 found)"),
    ("score:3(@base^3, calm)", "Tanf.", "rule rule1 holds: score:3 (3 reached with @base ('Tanf'))"),
    ("@base AND lang:en", "Tanf.", "rule rule1 holds: @base ('Tanf') and lang:en"),
    ("@base AND convoy", "Tanf.", "found base, but rule rule1: convoy was not found"),
    ("@base AND @corps", "Tanf.", "found base, but rule rule1: @corps was not found"),
    (
        "@base AND (convoy OR truck)",
        "Tanf.",
        "found base, but rule rule1: convoy was not found and truck was not found",
    ),
    (
        "@base AND NOT convoy",
        "Convoys left Tanf.",
        "found base, but rule rule1: NOT convoy failed, found convoy ('Convoys')",
    ),
    (
        "NEAR/5(@base, convoy)",
        "Tanf 1 2 3 4 5 6 7 8 9 convoy.",
        "found base, but rule rule1: NEAR/5(@base, convoy) failed, nearest distance 9 words",
    ),
    (
        "NEAR/5(@base, convoy)",
        "Tanf. A convoy.",
        "found base, but rule rule1: NEAR/5(@base, convoy) failed, no sentence holds both",
    ),
    (
        "BEFORE/5(@base, convoy)",
        "A convoy left Tanf.",
        "found base, but rule rule1: BEFORE/5(@base, convoy) failed, no sentence holds both in this order",
    ),
    (
        "NEAR/5(@base, convoy)",
        "Tanf.",
        "found base, but rule rule1: NEAR/5(@base, convoy) failed, convoy was not found",
    ),
    ("title:@base", "Tanf.", "found base, but rule rule1: @base was not found in the title"),
    (
        "sentence:(@base AND convoy)",
        "Tanf. A convoy.",
        "found base, but rule rule1: sentence:(@base AND convoy) failed, no single sentence satisfies it",
    ),
    ("min:2 @base", "Tanf.", "found base, but rule rule1: min:2 @base failed, 1 found"),
    ("score:4(@base^3, calm)", "Tanf.", "found base, but rule rule1: score:4 failed, 3 reached"),
    ("@base AND lang:ar", "Tanf.", "found base, but rule rule1: lang:ar failed, the language is en"),
    ("@base AND source:SANA", "Tanf.", 'found base, but rule rule1: source:"SANA" failed, the publisher is not known'),
]


@pytest.mark.parametrize(("query", "text", "reason"), REASONS, ids=[f"{query} on {text}" for query, text, _ in REASONS])
def test_a_verdict_names_the_rule_and_what_satisfied_it_or_failed(
    topic: MakeTopic, watchlist: MakeWatchlist, query: str, text: str, reason: str
) -> None:
    listed = watchlist(topic("base", "Tanf"), topic("corps", "Fifth Corps"), rules=(query,))
    result = compile_watchlists([listed]).match(MatchText(title="", text=text, language="en"))
    assert [verdict.reason for verdict in result.verdicts] == [reason]
    failed = reason.partition("but ")[2]
    assert [(miss.topic, miss.surface, miss.failed) for miss in result.near] == (
        [("base", "Tanf", failed)] if failed else []
    )


def test_only_some_of_many_rules_are_explained(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    listed = watchlist(topic("base", "Tanf"), rules=("@base AND convoy",) * 8)
    (verdict,) = compile_watchlists([listed]).match(MatchText(title="", text="Tanf.")).verdicts
    assert verdict.reason.count("convoy was not found") == 5
    assert verdict.reason.endswith("; and 3 more rules")


def test_a_rule_on_words_of_a_weak_hit_is_weak(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    listed = watchlist(topic("suwayda", "Suwayda"), rules=("@suwayda AND calm",))
    (verdict,) = compile_watchlists([listed]).match(MatchText(title="", text="Calm in Sweida.")).verdicts
    assert (verdict.fires, verdict.strength) == (True, Strength.CANDIDATE)
