"""What a line says is new: in the words of the text, each number once, and no age for a number."""

from __future__ import annotations

import pytest

from monitor.stories.cleaning import Sentence, words
from monitor.stories.figures import figures
from monitor.stories.statements import Told, compared, statement_facts


def shown(language: str, before: str, now: str, watched: str) -> list[str]:
    told = Told(text=before, language=language, address="a")
    later = Told(text=now, language=language, address="a", names=(watched,))
    return [fact.shown for fact in statement_facts(compared([told], later), language)]


@pytest.mark.parametrize(
    ("language", "before", "now", "watched", "expected"),
    [
        (
            "ru",
            "В Озёрном объявлен зелёный уровень.",
            "В Озёрном объявлен жёлтый уровень.",
            "Озёрном",
            "зелёный → жёлтый",
        ),
        ("he", "המפלגה בתל נוף קיבלה 14 מנדטים.", "המפלגה בתל נוף קיבלה 19 מנדטים.", "תל נוף", "19 מנדטים (was 14)"),
        (
            "de",
            "Das Fest in Köln findet am Dom statt.",
            "Das Fest in Köln fällt am Dom aus.",
            "Köln",
            "findet statt → fällt aus",
        ),
    ],
)
def test_words_are_shown_as_they_stand_there(language: str, before: str, now: str, watched: str, expected: str) -> None:
    assert shown(language, before, now, watched) == [expected]


def test_a_number_that_several_sentences_give_is_shown_once() -> None:
    before = "At least 9 people died in the mine in Orlec, police said. The dead were 9 miners."
    now = "At least 6 people died in the mine in Orlec, police said. The dead were 6 miners."
    assert shown("en", before, now, "Orlec") == ["6 died (was 9)"]


def test_the_dead_and_the_wounded_are_two_numbers() -> None:
    before = "The blast in Orlec left 3 dead and 3 wounded, police said."
    now = "The blast in Orlec left 5 dead and 5 wounded, police said."
    assert shown("en", before, now, "Orlec") == ["5 dead (was 3), 5 wounded (was 3)"]


def numbers(language: str, sentence: str) -> list[str]:
    return [one.value for one in figures((Sentence(sentence, tuple(words(sentence))),), language)]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("fa", "بهای آن ۶۴ هزار و ۸۰۰ تومان شد.", ["64800"]),
        ("tr", "Fiyat 64 bin 800 lira oldu.", ["64800"]),
        ("ru", "Билет стоит 64 тысячи 800 рублей.", ["64800"]),
        ("ar", "الثمن 3 آلاف و200 ليرة الآن.", ["3200"]),
        ("en", "It cost 3 million, 200 less than before.", ["3000000", "200"]),
        ("en", "The driver, 54, was freed and 3 fled.", ["3"]),
        ("he", "הנהג, 54, שוחרר אתמול בלילה.", []),
        ("de", "Im Finale gewann Max Huber (54) gegen Jan Kern.", []),
        ("en", "They counted 12, 54, and 3 cars.", ["12", "54", "3"]),
    ],
)
def test_thousands_with_their_rest_are_one_number_and_an_age_is_none(
    language: str, sentence: str, expected: list[str]
) -> None:
    assert numbers(language, sentence) == expected
