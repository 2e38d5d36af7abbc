"""Arabic names of places in the ways that outlets spell their father and their article."""

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
