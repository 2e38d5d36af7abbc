"""Damage is undone, and every offset still points into the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.watch.text.clean import clean
from monitor.watch.text.tokens import spans

DAMAGED = [
    pytest.param("Tanaf<span “=””> was", "Tanaf  was", id="broken tag"),
    pytest.param("a < b and c", "a < b and c", id="less than is no tag"),
    pytest.param("Kas&#305;m&nbsp;S", "Kasım\xa0S", id="entities"),
    pytest.param("&amp;#39;t", "'t", id="entity escaped twice"),
    pytest.param("AT&T; Bell", "AT&T; Bell", id="unknown entity stays"),
    pytest.param("Putinâ€™s", "Putin’s", id="apostrophe as Windows-1252"),
    pytest.param("HassakÃ© Ã\x81", "Hassaké Á", id="letters as Windows-1252"),
    pytest.param("die Größe “heiß”", "die Größe “heiß”", id="sound text stays"),
    pytest.param("Al\u00adbu Ka\u200bmal\u200f", "Albu Kamal", id="invisible signs"),
    pytest.param("سپاه\u200cپاسداران", "سپاه\u200cپاسداران", id="the non-joiner stays"),
    pytest.param("درعـــا دَرْعَا", "درعا درعا", id="tatweel and harakat"),
    pytest.param("ﻭﺑﻭﺗﻳﻧ", "وبوتين", id="presentation forms"),
    pytest.param("Ｄｅｉｒ", "Deir", id="full width"),
    pytest.param("Сеи\u0306чик", "Сейчик", id="decomposed й"),
    pytest.param("בְּגוֹלָן", "בגולן", id="niqqud"),
    pytest.param('דעא"ש', "דעא״ש", id="straight gershayim"),
    pytest.param("#Albu_Kamal", "#Albu Kamal", id="underscore"),
    pytest.param(
        "NATO는 é는 F-35를 5군단 2024년", "NATO\u200b는 é\u200b는 F-35\u200b를 5군단 2024년", id="scripts that meet"
    ),
    pytest.param("hxxp://vel[.]org x [dot] y a(.)b (.)", "hxxp://vel.org x.y a.b (.)", id="disarmed"),
    pytest.param("plain ASCII", "plain ASCII", id="plain"),
]


@pytest.mark.parametrize(("text", "expected"), DAMAGED)
def test_damage_is_undone(text: str, expected: str) -> None:
    assert clean(text).text == expected


@pytest.mark.parametrize(
    ("text", "word", "surface"),
    [
        pytest.param("x Al\u00adbu\u200b y", "Albu", "Al\u00adbu", id="invisible sign inside, one behind stays out"),
        pytest.param("\u200fAlbu y", "Albu", "Albu", id="mark before"),
        pytest.param("<b>Albu</b> y", "Albu", "Albu", id="tags"),
        pytest.param("a &#65;lbu y", "Albu", "&#65;lbu", id="entity inside"),
        pytest.param("a ﻻ b", "لا", "ﻻ", id="one sign that is two letters"),
        pytest.param("a ﻻ b", "ا", "ﻻ", id="half of a ligature is the ligature"),
    ],
)
def test_offsets_lead_back(text: str, word: str, surface: str) -> None:
    cleaned = clean(text)
    start = cleaned.text.index(word)
    first, last = cleaned.original(start, start + len(word))
    assert text[first:last] == surface


HARD = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("東の<>&;#â€™Ã©\u200b\u00ad\u0301\u0306иﻻ\u200f_\"'אلا abé는1[.](dot)"),
    ),
    max_size=80,
)


@given(HARD)
def test_any_text_can_be_cleaned_and_every_word_lies_inside_it(text: str) -> None:
    cleaned = clean(text)
    for start, end in spans(cleaned.text):
        first, last = cleaned.original(start, end)
        assert 0 <= first < last <= len(text)


@given(HARD)
def test_spans_ascend(text: str) -> None:
    cleaned = clean(text)
    firsts = [cleaned.original(start, start + 1)[0] for start in range(len(cleaned.text))]
    assert firsts == sorted(firsts)
