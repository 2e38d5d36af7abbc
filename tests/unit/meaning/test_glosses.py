"""Texts of languages that the encoder cannot read, in English words."""

from __future__ import annotations

from importlib.resources import files

import pytest

from monitor.meaning.glosses import GLOSSED, glossed


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("uk", "У місті загинули п'ятеро солдатів.", "city killed five soldiers.", id="stems"),
        pytest.param("uk", "Голова суду", "chief court", id="no goal in a head"),
        pytest.param("uk", "Тарнбі", "Tarnbi", id="a name"),
        pytest.param("he", "בעיר נהרגו חמישה חיילים", "city killed five soldiers", id="what is written before"),
        pytest.param("he", 'צה"ל וצה״ל', "army army", id="short for three words"),
        pytest.param("fa", "پنج سرباز در شهر کشته شدند", "five soldiers city killed", id="words"),
        pytest.param("fa", "موشک\u200cها و کتاب\u200cها", "missile books", id="a gap without width"),
        pytest.param("fa", "۵۳٫۵ درصد", "53 5 percent", id="figures"),
        pytest.param("fa", "رئيس\u200cجمهور", "president", id="letters of Arabic"),
        pytest.param("uk", "NATO, iPhone 15!", "NATO iPhone 15!", id="Latin letters"),
        pytest.param("uk", "... і в на", "", id="nothing said"),
        pytest.param("uk", "", "", id="nothing"),
    ],
)
def test_a_text_is_told_in_english_words(language: str, text: str, expected: str) -> None:
    assert glossed(text, language) == expected


@pytest.mark.parametrize("language", sorted(GLOSSED))
@pytest.mark.parametrize("text", ["\0\ufffe\ud800", "א" * 5_000, "'\"\u200c" * 400, "²①٫،؟!?", "a\u0301" * 900])
def test_any_text_is_told_somehow(language: str, text: str) -> None:
    assert len(glossed(text, language)) <= 8_000


@pytest.mark.parametrize("language", sorted(GLOSSED))
def test_each_word_has_one_gloss(language: str) -> None:
    lines = (files("monitor.meaning") / "words" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines for word in line.split()[1:]]
    assert len(words) == len({*words}) > 5_000
    assert all(line.split()[0].isascii() for line in lines)


def test_what_is_known_by_hand_has_all_languages() -> None:
    lines = (files("monitor.meaning") / "words" / "by_hand.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(";") for line in lines if not line.startswith("#")]
    assert rows[0] == ["gloss", "uk", "he", "fa"]
    assert {len(row) for row in rows} == {4}
    assert all(any(row[1:]) for row in rows)
