"""Quotes: the sentence with the match, whole words marked, never too long."""

from __future__ import annotations

import re

import pytest
from builders import hit
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.digest.quote import MAX_QUOTE, quotes
from monitor.core.text import count_words, direction_of, sentence_at, sentence_ends
from monitor.model.ids import Direction
from monitor.model.watch import Field, Hit


def hits_of(text: str, *surfaces: str, topic: str = "t") -> list[Hit]:
    return [
        hit(topic=f"{topic}{number}", start=text.index(one), end=text.index(one) + len(one), surface=one)
        for number, one in enumerate(surfaces)
    ]


@pytest.mark.parametrize(
    ("text", "surfaces", "shown", "marked"),
    [
        pytest.param(
            "First one. A convoy crossed at Albu Kamal before dawn. Last one.",
            ["Albu Kamal"],
            "A convoy crossed at Albu Kamal before dawn.",
            ["Albu Kamal"],
            id="the sentence with the match",
        ),
        pytest.param(
            "IRGC men came. The IRGCs met the Fifth Corps here.",
            ["IRGC", "Fifth Corps"],
            "IRGC men came.",
            ["IRGC"],
            id="ties go to the first",
        ),
        pytest.param(
            "Albu Kamal is calm. The Fifth Corps met the IRGC there.",
            ["Albu Kamal", "Fifth Corps", "IRGC"],
            "The Fifth Corps met the IRGC there.",
            ["Fifth Corps", "IRGC"],
            id="most topics win",
        ),
        pytest.param("Gen. Smith saw Golan. End.", ["Golan"], "Gen. Smith saw Golan.", ["Golan"], id="abbreviation"),
        pytest.param(
            "عبرت قافلة معبر وبالبوكمال قبل الفجر. وصلت لاحقا.",
            ["البوكمال"],
            "عبرت قافلة معبر وبالبوكمال قبل الفجر.",
            ["وبالبوكمال"],
            id="the whole written word is marked",
        ),
        pytest.param("No match here. Second.", [], "No match here.", [], id="lead sentence for a match in the title"),
        pytest.param(
            "Line one Golan\nline two", ["Golan"], "Line one Golan", ["Golan"], id="a line break ends a sentence"
        ),
    ],
)
def test_quote(text: str, surfaces: list[str], shown: str, marked: list[str]) -> None:
    (quote,) = quotes(text, "en", hits_of(text, *surfaces))
    assert quote.text == shown
    assert [quote.text[start:end] for start, end in quote.marks] == marked


TITLE = "Drone strike near Qadmar kills two"


@pytest.mark.parametrize(
    ("title", "text", "surfaces", "shown"),
    [
        pytest.param(
            TITLE,
            f"{TITLE}\nA pickup was hit on the road to Qadmar at nine. It burned out.",
            ["Qadmar"],
            "A pickup was hit on the road to Qadmar at nine.",
            id="a page's text begins with its headline",
        ),
        pytest.param(
            f"{TITLE} - Harbour News", f"{TITLE.upper()}!\nThey were on a pickup.", ["QADMAR"],
            "They were on a pickup.", id="the first that says more, if the name stands in no other",
        ),
        pytest.param(TITLE, f"{TITLE}.", ["Qadmar"], None, id="nothing that says more"),
        pytest.param(
            TITLE, f"{TITLE}, the hospital of Old Marrat said on Friday.", ["Qadmar"],
            f"{TITLE}, the hospital of Old Marrat said on Friday.", id="a sentence that begins like it says more",
        ),
        pytest.param(
            "قافلة تعبر من البوكمال قبل الفجر", "قافلة تعبر من البوكمال قبل الفجر\nوصلت إلى البوكمال عشرون شاحنة.",
            ["البوكمال"], "وصلت إلى البوكمال عشرون شاحنة.", id="in Arabic",
        ),
        pytest.param(
            "袭击加德马尔", "袭击加德马尔。\n加德马尔两人死亡。", ["加德马尔"], "加德马尔两人死亡。", id="in Chinese"
        ),
        pytest.param("", "Golan is calm. Second.", ["Golan"], "Golan is calm.", id="no headline"),
    ],
)  # fmt: skip
def test_the_headline_is_not_quoted_under_itself(title: str, text: str, surfaces: list[str], shown: str | None) -> None:
    hits = [
        hit(topic=one, start=found.start(), end=found.end(), surface=one)
        for one in surfaces
        for found in re.finditer(one, text)
    ]
    assert [one.text for one in quotes(text, "en", hits, title)] == ([] if shown is None else [shown])


@pytest.mark.parametrize(
    ("text", "surface", "marked"),
    [
        pytest.param("士兵在戈兰高地巡逻", "戈兰高地", "戈兰高地", id="no spaces: the mark stays as long as its match"),
        pytest.param("در کتاب\u200cها آمد", "کتاب", "کتاب\u200cها", id="a joiner belongs to its word"),
        pytest.param("a  Golan b", " Golan", "Golan", id="no space in front is marked"),
    ],
)
def test_a_mark_is_a_written_word(text: str, surface: str, marked: str) -> None:
    (quote,) = quotes(text, "", hits_of(text, surface))
    assert [quote.text[start:end] for start, end in quote.marks] == [marked]


def test_a_match_near_the_end_of_a_long_sentence_is_shown_with_much_before_it() -> None:
    text = "word " * 100 + "Albu Kamal"
    (quote,) = quotes(text, "en", hits_of(text, "Albu Kamal"))
    assert quote.text.endswith("Albu Kamal")
    assert len(quote.text) > MAX_QUOTE - 10
    assert [quote.text[start:end] for start, end in quote.marks] == ["Albu Kamal"]


def test_an_empty_text_gives_no_quote() -> None:
    assert quotes("", "en", [hit(field=Field.TITLE)]) == ()
    assert quotes(" \n ", "en", []) == ()


def test_a_long_sentence_is_cut_at_words_around_the_match() -> None:
    text = "word " * 100 + "Albu Kamal " + "tail " * 100
    (quote,) = quotes(text, "en", hits_of(text, "Albu Kamal"))
    assert quote.text.startswith("… word")
    assert quote.text.endswith("tail …")
    assert len(quote.text) <= MAX_QUOTE + 4
    assert [quote.text[start:end] for start, end in quote.marks] == ["Albu Kamal"]


@given(
    before=st.text(max_size=400),
    name=st.text(alphabet="abcé البوكمال", min_size=1, max_size=30),
    after=st.text(max_size=400),
)
def test_marks_always_lie_inside_the_quote(before: str, name: str, after: str) -> None:
    text = before + name + after
    found = quotes(text, "", [hit(start=len(before), end=len(before) + len(name))])
    for quote in found:
        for start, end in quote.marks:
            assert 0 <= start < end <= len(quote.text)


@given(st.text(max_size=300), st.integers(0, 300))
def test_sentences_cover_their_offset(text: str, offset: int) -> None:
    offset = min(offset, max(0, len(text) - 1))
    start, end = sentence_at(text, offset, sentence_ends(text))
    assert 0 <= start <= end <= len(text)
    if text and not text[offset].isspace():
        assert start <= offset < end


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "قافلة", Direction.RTL),
        ("en", "قافلة", Direction.RTL),
        ("ar", "BBC: قافلة", Direction.LTR),
        ("he", "123", Direction.RTL),
        ("ar-SY", "", Direction.RTL),
        ("", "", Direction.LTR),
        ("ru", "12 Стражи", Direction.LTR),
    ],
)
def test_direction(language: str, text: str, expected: Direction) -> None:
    assert direction_of(language, text) is expected


@pytest.mark.parametrize(
    ("text", "sentences", "words"),
    [
        ("边防部门表示,口岸已开放。昨天排队。", 2, 15),
        ("「閉鎖する。」警備隊はそう述べた。", 2, 13),
        ("सीमा पुलिस ने कहा। कल कतार थी।", 2, 7),
        ("বন্দর খোলা আছে।", 1, 3),
    ],
)
def test_scripts_of_asia_have_words_and_sentences(text: str, sentences: int, words: int) -> None:
    assert (len(sentence_ends(text)), count_words(text)) == (sentences, words)
