"""The names of places that a text is looked through for."""

from __future__ import annotations

import pytest

from monitor.errors import WatchError
from monitor.stories.news.facts import place_key
from monitor.watch.packs.gazetteer import gazetteer

BOTH = ("levant", "places-levant")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Damascus", "Damascus"),
        ("دمشق", "Damascus"),
        ("Дамаск", "Damascus"),
        ("Albu Kamal", "Albu Kamal"),
        ("Deir ez-Zor", "Deir ez-Zor"),
        ("Dayr az-Zawr", "Deir ez-Zor"),
        ("דמשק", "Damascus"),
        ("Halep", "Aleppo"),
        ("حلب", "Aleppo"),
        ("الرقة", "Raqqa"),
        ("Tyre", "Tyre"),
        ("Khan Yunis", "Khan Yunis"),
        ("Golan Heights", "Golan Heights"),
    ],
)
def test_places_in_their_languages(name: str, place: str) -> None:
    assert gazetteer(BOTH, place_key)[place_key(name)] == place


@pytest.mark.parametrize(
    "name",
    [
        "Hit",
        "القائم",
        "الشرع",
        "صور",
        "Old City",
        "Acre",
        "Sal",
        "Rehab",
        "Дума",
        "בלד",
        "צור",
        "Şam",
        "dawn",
        "الميادين",
    ],
)
def test_names_that_are_other_words(name: str) -> None:
    assert place_key(name) not in gazetteer(BOTH, place_key)


@pytest.mark.parametrize("name", ["Bashar al-Assad", "Hezbollah", "حزب الله", "Quds Force"])
def test_people_and_organisations_are_no_places(name: str) -> None:
    assert place_key(name) not in gazetteer(BOTH, place_key)


def test_packs() -> None:
    assert gazetteer((), place_key) == {}
    assert gazetteer(("forces-levant", "people-levant"), place_key) == {}
    assert len(gazetteer(BOTH, place_key)) > len(gazetteer(("levant",), place_key)) > 100
    assert gazetteer(BOTH, place_key) is gazetteer(BOTH, place_key)
    with pytest.raises(WatchError, match="no alias pack"):
        gazetteer(("nowhere",), place_key)


def test_every_name_is_folded_as_asked() -> None:
    assert all(key == place_key(key) and place for key, place in gazetteer(BOTH, place_key).items())
    assert "DAMASCUS" in gazetteer(("levant",), str.upper)
