"""A lone word in another script beside a word that says what kind of place it is."""

from __future__ import annotations

import pytest

from monitor.model.watch import Kind
from tests.unit.watch.conftest import How


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("Nyala", "قصف على مدينة نيالا", "ar"),
        ("Massawa", "في ميناء مصوع", "ar"),
        ("Kunduz", "ولایت کندز", "fa"),
        ("Natanz", "شهر نطنز", "fa"),
        ("Mogadishu", "взрыв в городе Могадишо", "ru"),
        ("Kunduz", "провинция Кундуз", "ru"),
        ("Tigray", "в провинции Тыграй", "ru"),
        ("Jenin", "בעיר ג׳נין", "he"),
        ("Gondar", "በጎንደር ከተማ", "am"),
        ("Oromia", "በኦሮሚያ ክልል", "am"),
        ("Gwadar", "ग्वादर शहर में", "hi"),
        ("Patna", "पटना जिले में", "hi"),
        ("Waziristan", "صوبہ وزیرستان", "ur"),
    ],
)
def test_it_is_the_place(how: How, name: str, text: str, language: str) -> None:
    assert how(name, text, Kind.PLACE, language) == "strong"


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("Isfahan", "شهر اصفهان", "fa"),
        ("Mashhad", "شهر مشهد", "fa"),
        ("Kurdistan", "استان کردستان", "fa"),
        ("Nyala", "قصف على نيالا", "ar"),
        ("Bandar Abbas", "در بندرعباس", "fa"),
    ],
)
def test_a_frequent_word_is_perhaps_the_place(how: How, name: str, text: str, language: str) -> None:
    assert how(name, text, Kind.PLACE, language) == "candidate"


@pytest.mark.parametrize(
    ("name", "text", "language", "kind"),
    [
        pytest.param("Kabira", "مدينة كبيرة", "ar", Kind.PLACE, id="a frequent word"),
        pytest.param("Sarin", "город Сурин", "ru", Kind.PLACE, id="another place"),
        pytest.param("Nyala", "قصف على مدينة، نيالا", "ar", Kind.PLACE, id="a comma between"),
        pytest.param("Nyala", "مدينة نيالا", "ar", Kind.PERSON, id="a person"),
        pytest.param("Gdola", "העיר הגדולה", "he", Kind.PLACE, id="an adjective"),
    ],
)
def test_other_words_are_no_surer(how: How, name: str, text: str, language: str, kind: Kind) -> None:
    assert how(name, text, kind, language) != "strong"
