"""What a wrong rule is told: the fault, where it is, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import WatchError
from monitor.model.watch import Topic, Watchlist
from monitor.watch import check, compile_watchlists
from monitor.watch.query.parser import LONGEST_QUERY, parse_query
from tests.growth import TIMES, calls_grow_linearly, cpu_grows_linearly

MakeTopic = Callable[..., Topic]
MakeWatchlist = Callable[..., Watchlist]

FAULTS = [
    ("", 0, "the query is empty", "Write for example @topic AND word."),
    ("   ", 0, "the query is empty", "Write for example @topic AND word."),
    ("@base convoy", 6, "two terms without AND or OR between them", 'Write AND or OR, or "a phrase" in marks.'),
    (
        "handed over AND @base",
        7,
        "two terms without AND or OR between them",
        'Write AND or OR, or "handed over" in marks.',
    ),
    ("@base AND", 9, "a word, @topic or parenthesis is missing here", "Complete the query or drop its end."),
    ("@base AND OR x", 10, "'OR' where a word or @topic is expected", "Write a term before it."),
    ("OR @base", 0, "'OR' where a word or @topic is expected", "Write a term before it."),
    ("@base OR", 8, "a word, @topic or parenthesis is missing here", "Complete the query or drop its end."),
    ("NOT @base", 0, "NOT never stands alone", "Say what is wanted first: @topic AND NOT word."),
    ("@base OR NOT convoy", 9, "NOT never stands alone", "Say what is wanted first: @topic AND NOT word."),
    ("@base AND (NOT a OR b)", 11, "NOT never stands alone", "Say what is wanted first: @topic AND NOT word."),
    ("@base NOT convoy", 6, "NOT follows a term directly", "Write AND NOT."),
    ("@base AND NOT NOT convoy", 14, "NOT twice in a row", "Write NOT once, or not at all."),
    ("(@base", 0, "a parenthesis that is never closed", "Add the missing )."),
    ("((@base) AND convoy", 0, "a parenthesis that is never closed", "Add the missing )."),
    ("@base)", 5, "')' has nothing to close", "Remove it, or open a parenthesis before."),
    ("@base AND ()", 11, "nothing between the parentheses", "Write a term between them, or remove them."),
    ('@base AND "handed over', 10, "a quotation mark that is never closed", 'Write "a phrase" in two marks.'),
    ('@base AND ""', 10, "there is no word to look for", "Write a word, a phrase or a stem*."),
    ("@base AND “handed over”", 10, "curly quotation marks", 'Write straight ones: "a phrase".'),
    ("@base and convoy", 6, "'and' in small letters", 'Write AND, or "and" in marks if the word is meant.'),
    ("not @base", 0, "'not' in small letters", 'Write NOT, or "not" in marks if the word is meant.'),
    ("@base && convoy", 6, "'&&' is no operator", "Write AND."),
    ("@base || convoy", 6, "'||' is no operator", "Write OR."),
    ("@base AND -convoy", 10, "'-convoy' begins with a -", "Write AND NOT convoy."),
    ("@base AND +convoy", 10, "'+convoy' begins with a +", "Write AND convoy."),
    ("@base AND !", 10, "'!' is no operator", "Write AND NOT."),
    ("@ AND convoy", 0, "an @ without the id of a topic", "Write @ and the id, e.g. @irgc."),
    ("@bose AND convoy", 0, "there is no topic 'bose' in this watchlist", "Did you mean @base?"),
    ("@zzz", 0, "there is no topic 'zzz' in this watchlist", "The topics are: @base, @corps."),
    ("convoy", 0, "a rule needs at least one @topic, not behind NOT", "Make a topic of what is watched."),
    ("convoy AND NOT @base", 0, "a rule needs at least one @topic, not behind NOT", "Make a topic of what is watched."),
    ("@base AND co*", 10, "a stem needs at least 4 letters before the *", "Write the whole word, or more of it."),
    ("@base AND c*voy", 10, "a * may only end a word", "Write militia* to find militia and militias."),
    ("@base AND *", 10, "'*' holds no letter or digit", "Write a word."),
    ("@base AND wom?n", 10, "a ? stands for no letter", "Write both spellings with OR, or a stem*."),
    ("@base AND convoy~2", 10, "a ~ means nothing here", "Write the plain word; spellings are found by themselves."),
    ("@base AND =", 10, "= without a word directly behind it", 'Write =US, or "US Army"! for several words.'),
    ("@base AND =US*", 10, "= and * exclude each other", "Drop one of them."),
    ('@base AND "convoy*"!', 10, "a literal is taken as written, so it holds no *", "Drop the ! or the *."),
    ("@base AND ...", 10, "'...' holds no letter or digit", "Write a word."),
    ("NEAR(@base, convoy)", 0, "NEAR needs a number of words from 1 to 100", "Write NEAR/5(a, b)."),
    ("NEAR/0(@base, convoy)", 0, "NEAR needs a number of words from 1 to 100", "Write NEAR/5(a, b)."),
    ("NEAR/101(@base, convoy)", 0, "NEAR needs a number of words from 1 to 100", "Write NEAR/5(a, b)."),
    ("NEAR/five(@base, convoy)", 0, "NEAR needs a number of words from 1 to 100", "Write NEAR/5(a, b)."),
    (
        "NEAR/5/page(@base, convoy)",
        0,
        "only /doc may follow the number of NEAR",
        "Write NEAR/5(a, b), or NEAR/5/doc(a, b) across sentences.",
    ),
    ("NEAR/5(@base)", 12, "NEAR needs two terms", "Write NEAR/5(a, b)."),
    ("NEAR/5(@base, convoy, truck)", 20, "NEAR takes two terms, not more", "Write NEAR/5(NEAR/5(a, b), c)."),
    ("NEAR/5(@base convoy)", 13, "the terms of NEAR without a comma between them", "Write NEAR/5(a, b)."),
    ("NEAR/5(@base, )", 14, "')' where a word or @topic is expected", "Write a term before it."),
    ("NEAR/5(@base, convoy", 6, "a parenthesis that is never closed", "Add the missing )."),
    ("@base NEAR/5 convoy", 6, "NEAR without its two terms in parentheses", "Write NEAR/5(a, b)."),
    ("@base NEAR convoy", 6, "NEAR without its two terms in parentheses", "Write NEAR/5(a, b)."),
    ("near/5(@base, convoy)", 0, "'near/5' in small letters", "Write NEAR/5(a, b)."),
    ("NEAR/5(@base, left AND convoy)", 14, "AND inside NEAR/5", "Write NEAR/5(a, b) AND NEAR/5(a, c)."),
    ("NEAR/5(@base, title:convoy)", 14, "title: inside NEAR/5", "Write title:(NEAR/5 ...) around it."),
    ("NEAR/5(@base, lang:ar)", 14, "lang: inside NEAR/5", "Write it before or behind, with AND."),
    ("NEAR/5(@base, min:2 convoy)", 14, "min: inside NEAR/5", "Write it before or behind, with AND."),
    (
        "NEAR/5(NEAR/5(NEAR/5(NEAR/5(BEFORE/3(@base, a1), b2), c3), d4), e5)",
        28,
        "more than 4 NEAR or BEFORE inside each other",
        "Write BEFORE/3(a, b) AND BEFORE/3(b, c), or several rules.",
    ),
    ("@base, convoy", 5, "a comma between terms", "Write AND or OR; commas belong into NEAR/5(a, b)."),
    ("@base AND lang:", 10, "lang: without a code", "Write lang:ar; several as lang:ar,fa without spaces."),
    (
        "@base AND lang:arabic",
        10,
        "'arabic' is no code of a language",
        "Write lang:ar; several as lang:ar,fa without spaces.",
    ),
    (
        "@base AND lang:klingon",
        10,
        "'klingon' is no code of a language",
        "Write lang:ar; several as lang:ar,fa without spaces.",
    ),
    ("@base AND lang:ar, fa", 17, "a list with a space in it", "Write lang:ar,... without a space behind the comma."),
    ("@base AND source:", 10, "source: without the name of a publisher", 'Write source:"North Press".'),
    (
        "@base AND titel:convoy",
        10,
        "there is no titel:",
        'Did you mean title:? Or put the word in marks: "...".',
    ),
    ("@base AND Title:convoy", 10, "Title: in capital letters", "Write title:"),
    (
        "@base AND https://example.org",
        10,
        "there is no https:",
        'There are title:, lead:, sentence:, lang:, source:, min:, score:. Or put the word in marks: "...".',
    ),
    ("@base AND title:", 16, "a word, @topic or parenthesis is missing here", "Complete the query or drop its end."),
    ("@base AND title: NOT convoy", 17, "NOT directly behind title:", "Write AND NOT title:word."),
    ("@base AND title:lead:convoy", 16, "lead: inside title: can never hold", "Write title:a AND lead:b."),
    ("@base AND title:lang:ar", 16, "lang:ar speaks of the whole article", "Write it outside title:( )."),
    ("title:title:title:title:@base", 18, "more than 3 prefixes before one term", "Keep those that matter."),
    ("min:0 @base", 0, "min: needs a number of mentions from 1 to 1000", "Write min:2 @topic."),
    ("min:many @base", 0, "min: needs a number of mentions from 1 to 1000", "Write min:2 @topic."),
    ("min:2(@base AND convoy)", 6, "AND inside min:2", "Write min:2 a AND min:2 b."),
    ("min:2", 5, "a word, @topic or parenthesis is missing here", "Complete the query or drop its end."),
    ("@base^2", 5, "the weight '^2' does not stand in a score", "Write score:5(word^3, word^2)."),
    ("score:5", 7, "score: without its list in parentheses", "Write score:5(@topic^3, word^2)."),
    ("score:0(@base)", 0, "score: needs a number from 1 to 1000", "Write score:5(@topic^3, word^2)."),
    (
        "score:9(@base^3, convoy^2)",
        0,
        "the weights add up to 5 and never reach 9",
        "Raise the weights or lower the number behind score:.",
    ),
    ("score:2(@base^x)", 13, "a weight is a number from 1 to 1000", "Write word^2, or word^-2 against it."),
    ("score:2(@base^2^3)", 15, "two weights behind one term", "Keep one of them."),
    ("(" * 30 + "@base" + ")" * 30, 20, "more than 20 parentheses inside each other", "Split it into several rules."),
    ("@base" + " OR convoy" * 500, 4999, "a query has at most 500 topics and words", "Write several rules."),
    ("@base OR " + "x" * 10_000, 10000, "a query has at most 10000 characters", "Write several rules."),
    ('@base AND "' + "a " * 13 + '"', 10, "a phrase has at most 12 words", "Write its telling words."),
]


@pytest.mark.parametrize(
    ("query", "position", "message", "hint"), FAULTS, ids=[query.strip()[:40] or "empty" for query, *_ in FAULTS]
)
def test_a_wrong_rule_is_told_what_where_and_how(
    topic: MakeTopic, watchlist: MakeWatchlist, query: str, position: int, message: str, hint: str
) -> None:
    listed = watchlist(topic("base", "Tanf"), topic("corps", "Fifth Corps"), rules=(query,))
    with pytest.raises(WatchError) as caught:
        compile_watchlists([listed])
    assert (caught.value.message, caught.value.position, caught.value.hint) == (message, position, hint)
    assert [(fault.part, fault.index, fault.hint) for fault in check(listed)] == [("rules", 0, hint)]


PIECES = [
    *("@a", "@", "AND", "OR", "NOT", "(", ")", "x", "NEAR/3", "BEFORE/2(", ",", '"p q"', "stem*", '"', '"x"!', "=US"),
    *("title:", "lead:", "sentence:", "min:2", "score:3(", "^2", "lang:ar", "source:", "NEAR/1/doc(", "^", "*", "-"),
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", " "]))
def test_a_query_is_parsed_or_refused_with_a_position_inside_it(pieces: list[str], between: str) -> None:
    source = between.join(pieces)
    error = refused(source)
    assert error is None or (error.hint and error.position in range(len(source) + 1))


@given(st.text(max_size=40))
def test_no_text_at_all_breaks_the_parser(source: str) -> None:
    error = refused(source)
    assert error is None or error.position in range(len(source) + 1)


def refused(source: str) -> WatchError | None:
    try:
        parse_query(source)
    except WatchError as error:
        return error
    return None


HOSTILE = {
    "parentheses": "(",
    "prefixes": "title:",
    "pairs": "NEAR/5(",
    "negations": "NOT (",
    "scores": "score:1(",
    "alternatives": "@a OR ",
    "marks": '"',
    "weights": "^1",
    "counts": "min:1 ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_query_is_refused_at_once(piece: str) -> None:
    def work(length: int) -> Callable[[], object]:
        source = (piece * length)[: length - 2] + "@a"
        return lambda: errors.append(refused(source))

    errors: list[WatchError | None] = []
    assert calls_grow_linearly(work, LONGEST_QUERY // TIMES)
    assert cpu_grows_linearly(work, LONGEST_QUERY // TIMES)
    assert None not in errors


def test_the_deepest_allowed_query_is_read() -> None:
    deepest = "title:min:2" + "(" * 20 + "@a" + ")" * 20
    assert parse_query(deepest) == parse_query("title:min:2 @a")
    assert parse_query("NEAR/2(" * 4 + "@a" + ", @b)" * 4)
