"""A Latin name of one word where Cyrillic spells it letter by letter: inside a sentence only names have a capital."""

from __future__ import annotations

import pytest

from monitor.model.watch import Kind
from monitor.watch.advice.likelihood import LIKELY, likelihood
from tests.unit.watch.conftest import How


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Velmar", "Вчера Вельмар сдали."),
        ("Velmar", "Вельмар сдали."),
        ("Voronezh", "Взрыв прогремел в Воронеже."),
        ("Torvika", "Поезд шёл из Торвики."),
        ("Harandi", "По словам Харанди, тихо."),
        ("Yelmarov", "По словам Ельмарова, тихо."),
        ("Kharkiv", "Вибух почули, коли Харків спав."),
    ],
)
def test_it_alerts(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PLACE) == "strong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Voronezh", "Воронеж растёт.", id="a frequent word at the beginning of a sentence"),
        pytest.param("Harandiman", "По словам Харандимани, тихо.", id="another name that ends in a vowel"),
        pytest.param("Torvik", "Торвики открыли сезон.", id="a plural"),
        pytest.param("Velmar", "Вчера Вилмир сдали.", id="other vowels"),
        pytest.param("Kamalia", "Бои идут у Абу-Камаля.", id="part of a compound"),
        pytest.param("Mira", "Говорили о Мире.", id="four letters"),
    ],
)
def test_it_is_at_most_a_possible_spelling(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PLACE) in {"candidate", "none"}


def test_what_is_spelled_letter_by_letter_is_shown_although_it_is_frequent() -> None:
    assert likelihood("Voronezh", "Воронеж", "ru").share >= LIKELY
