"""A word that can be read as one of a question stands where the question looks."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.model.ids import Priority
from monitor.model.watch import Kind, Name, Topic, Watchlist
from monitor.watch.lexicon import Heads, Lexicon, habits, heads, needed, read_lettered
from monitor.watch.match import Compiler
from monitor.watch.query import parse_query
from monitor.watch.sounds import tokens_of
from monitor.watch.text import clean, words

DATA = Path(__file__).parents[3] / "quality" / "data"
ROWS = [json.loads(line) for line in (DATA / "names.jsonl").read_text(encoding="utf-8").splitlines()]
WORDS = sorted({word for row in ROWS[::2] for word in words(clean(row["text"]).text)})
NAMES = ("Albu Kamal", "Yusuf Harandi", "البوكمال", "Абу-Кемаль", "Rapid Support Forces", "First Division", "T-72",
         "=US", "אבו כמאל", "Deir ez-Zor", "Kyiv", "Organisation of Labour", "حزب الله", "Прага")  # fmt: skip
PHRASES = ("convoy", "militia*", "city", "şehir", "قاعدة", "Damascus", "first", "labor", "organize", '"US Army"!',
           "кот", "מחנה", "река", "=IS")  # fmt: skip


@cache
def lexicon(name: str, phrase: str) -> Lexicon:
    compiler = Compiler()
    compiler.add_phrases(parse_query(phrase))
    topic = Topic(id="n", name="n", kind=Kind.PERSON, names=(Name(text=name),))
    topics = (topic,) if name else ()
    return compiler.compiled([Watchlist(id="w", title="w", priority=Priority.NORMAL, topics=topics)]).lexicon


def missed(of: Lexicon, met: list[str], habit: str) -> list[str]:
    """Words that can be read, and do not stand where the lexicon looks, or not as what they are read as."""
    where = needed(of)
    read = of.read_all(met, habit)
    readable = {word: {one.token for one in readings} for word, readings in read.items()}
    for word, row in of.perhaps_all(met, habit).items():
        readable.setdefault(word, set()).update(tokens_of(row))
    stands = heads(readable, habit)
    others = [word for word in readable if not any(map(partial(is_looked_for, where), stands[word]))]
    as_lettered = read_lettered(of, others, habit)
    return [
        word
        for word in others
        if not lettered(where, stands[word]).issuperset(readable[word]) or as_lettered.get(word) != read.get(word)
    ]


def lettered(where: Heads, stands: Collection[str]) -> frozenset[int]:
    """What words that stand there may be as names in other letters."""
    return frozenset[int]().union(*(where.lettered.get(head, ()) for head in stands))


def is_looked_for(where: Heads, head: str) -> bool:
    return head in where.exact or head.startswith(where.beginnings)


@pytest.mark.parametrize("name", ["", *NAMES])
@pytest.mark.parametrize("habit", ["en", "tr", "ru", "uk", "ar", "fa", "de"])
def test_no_word_of_the_corpus_of_names_is_left_out(name: str, habit: str) -> None:
    for phrase in PHRASES[:: 1 if not name else 7]:
        assert missed(lexicon(name, phrase), WORDS, habit) == []


FORMS = st.sampled_from([*" ".join(NAMES).replace("=", "").split(), "convoy", "city", "şehir", "قاعدة", "labor", "кот"])
AFFIX = st.sampled_from(
    ["", "s", "'s", "en", "ом", "ами", "ية", "ات", "lar", "ında", "val", "ová", "і", "ий", "ого", "ies"]
)
FRONT = st.sampled_from(["", "al", "el", "l'", "d'", "و", "بال", "لل", "ב", "וה", "a", "as"])


@settings(max_examples=150)
@example(front="", word="First", affix="", name="אבו כמאל", phrase="first", habit="am")
@example(front="", word="First", affix="", name="אבו כמאל", phrase="first", habit="en")
@example(front="", word="First", affix="", name="אבו כמאל", phrase="first", habit="fi")
@given(FRONT, FORMS, AFFIX, st.sampled_from(["", *NAMES]), st.sampled_from(PHRASES), st.sampled_from(sorted(habits())))
def test_no_form_of_a_word_is_left_out(front: str, word: str, affix: str, name: str, phrase: str, habit: str) -> None:
    met = [f"{front}{word}{affix}", f"{front}{word[:-1]}{affix}", f"{front}{word}{affix}".capitalize(), word.upper()]
    assert missed(lexicon(name, phrase), met, habit) == []


@pytest.mark.parametrize(
    ("name", "phrase", "word"),
    [
        ("", "قاعدة", "بالقاعدة"),
        ("", "قاعدة", "وبالقاعدة"),
        ("4th Division", "convoy", "بالفرقة"),
        ("Revolutionary Guards", "convoy", "والحرس"),
        ("Albu Kamal", "convoy", "وبالكمال"),
    ],
)
def test_a_word_behind_particles_is_not_left_out(name: str, phrase: str, word: str) -> None:
    of = lexicon(name, phrase)
    assert {*of.read_all([word], "ar"), *of.perhaps_all([word], "ar")} == {word}
    assert missed(of, [word], "ar") == []


ORDINALS = ["first", "First", "FIRST", "1st", "1ST", "1", "1er", "première", "Première", "erste", "Ersten", "birinci",
            "первая", "Первый", "primera", "First's"]  # fmt: skip


@pytest.mark.parametrize("habit", sorted(habits()))
@pytest.mark.parametrize(("name", "phrase"), [("", "first"), ("אבו כמאל", "first"), ("First Division", "convoy")])
def test_an_ordinal_is_not_left_out_however_it_is_written(name: str, phrase: str, habit: str) -> None:
    of = lexicon(name, phrase)
    can_be_read = {word for word in ORDINALS if of.read(word, habit)}
    assert {"first", "First", "1st", "первая", "primera"} <= can_be_read
    assert {*of.read_all(ORDINALS, habit), *of.perhaps_all(ORDINALS, habit)} == can_be_read
    assert missed(of, ORDINALS, habit) == []


def test_a_plain_word_asks_for_few_heads() -> None:
    where = needed(lexicon("", "convoy"))
    assert is_looked_for(where, "fconv")
    assert not is_looked_for(where, "fkama")
    assert not is_looked_for(where, "lkml")


def test_a_name_of_capitals_does_not_ask_for_all_words_that_begin_with_one_of_them() -> None:
    where = needed(lexicon("IRGC", "convoy"))
    assert where.beginnings == ()
    assert missed(lexicon("IRGC", "=I"), ["I", "I's", "i", "Is", "IRGC", "IRGC'nin", "I.R.G.C", "irgc"], "en") == []
