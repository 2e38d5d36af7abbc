"""Arabic names of places in the ways that outlets spell their father and their article, and names of two things."""

from __future__ import annotations

import itertools

import pytest

from monitor.model.watch import Kind
from tests.unit.watch.conftest import How

_FATHERS = ("Albu Kamal", "Abu Kamal", "Al-Bukamal", "Al-Boukamal", "al-Bu Kamal", "Abou Kamal")
_ARTICLES = ("Deir ez-Zor", "Deir Ezzor", "Deir al-Zour", "Dayr az-Zawr", "Deir Azzour")


@pytest.mark.parametrize(("name", "met"), [*itertools.permutations(_FATHERS, 2), *itertools.permutations(_ARTICLES, 2)])
def test_each_meets_the_others(how: How, name: str, met: str) -> None:
    assert how(name, f"The town of {met} was hit.", Kind.PLACE) == "strong"


@pytest.mark.parametrize("name", _FATHERS)
@pytest.mark.parametrize("text", ["قصف على البوكمال", "قصف على أبو كمال", "Удар по Абу-Камалю.", "תקיפה באלבוכמאל"])
def test_each_meets_other_scripts(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PLACE) == "strong"


@pytest.mark.parametrize("name", _ARTICLES)
@pytest.mark.parametrize("text", ["قصف على دير الزور", "حمله به دیرالزور", "Удар по Дейр-эз-Зору."])
def test_so_does_the_article(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PLACE) == "strong"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        pytest.param("Al-Bukamal", "Then Abu Kamal spoke.", Kind.PERSON, id="a person is called as he is"),
        pytest.param("Albu Kamal", "Then Ali Kamal spoke.", Kind.PLACE, id="another first word"),
        pytest.param("Deir Ezzor", "They left Deir Hafir.", Kind.PLACE, id="another second word"),
    ],
)
def test_others_are_others(how: How, name: str, text: str, kind: Kind) -> None:
    assert how(name, text, kind) != "strong"


@pytest.mark.parametrize(
    ("kind", "name", "text", "language"),
    [
        (Kind.PLACE, "Jammu and Kashmir", "shelling in Jammu & Kashmir", "en"),
        (Kind.PLACE, "Jammu & Kashmir", "shelling in Jammu and Kashmir", "en"),
        (Kind.PLACE, "Jammu and Kashmir", "the Jammu-Kashmir police", "en"),
        (Kind.PLACE, "Tarvik and Solena", "au Tarvik et Solena", "fr"),
        (Kind.PLACE, "Tarvik and Solena", "Kämpfe in Tarvik und Solena", "de"),
        (Kind.PLACE, "Tarvik and Solena", "nel Tarvik e Solena", "it"),
        (Kind.PLACE, "Tarvik and Solena", "w Tarvik i Solena", "pl"),
        (Kind.PLACE, "Tarvik and Solena", "бои в Тарвик и Солена", "ru"),
        (Kind.PLACE, "Tarvik and Solena", "في تارفيك وسولينا", "ar"),
        (Kind.PLACE, "Тарвик и Солена", "fighting in Tarvik and Solena", "en"),
        (Kind.THING, "Tarvik & Solena", "shares of Tarvik and Solena", "en"),
        (Kind.EVENT, "Tarvik and Solena Days", "the Tarvik & Solena Days", "en"),
        (Kind.ORGANISATION, "Tarvik and Solena Relief", "Tarvik og Solena Relief", "da"),
    ],
)
def test_the_two_of_a_name_are_joined_in_any_way(how: How, kind: Kind, name: str, text: str, language: str) -> None:
    assert how(name, text, kind, language) == "strong"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("le détroit d’Ormuz", "fr"),
        ("el estrecho de Ormuz", "es"),
        ("w cieśninie Ormuz", "pl"),
        ("в Ормузском проливе", "ru"),
    ],
)
def test_an_h_is_unheard(how: How, text: str, language: str) -> None:
    assert how("Strait of Hormuz", text, Kind.PLACE, language) == "strong"


@pytest.mark.parametrize(
    "text", ["from Tarvik, and Solena", "in Tarvik. And Solena fell", "Tarvik or Solena", "Solena and Tarvik"]
)
def test_two_in_a_row_are_no_name(how: How, text: str) -> None:
    assert how("Tarvik and Solena", text, Kind.PLACE, "en") != "strong"
