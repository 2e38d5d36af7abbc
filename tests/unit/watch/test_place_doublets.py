"""Places that Ukrainian and Russian call differently are met under either name, in both alphabets."""

from __future__ import annotations

import pytest

from monitor.model.watch import Kind
from monitor.watch.sounds import doubled
from tests.unit.watch.conftest import How

MET = """
Zaporizhzhia | в Запорожье сообщили | strong
Zaporizhzhia | под Запорожьем | strong
Запорожье | in Zaporizhzhia on Monday | strong
Kyiv | в Киеве сообщили | strong
Kyiv | in Kiev on Monday | strong
Kiev | у Києві повідомили | strong
Київ | in Kiev on Monday | strong
Львов | in Lviv on Monday | strong
Kharkiv | под Харьковом | strong
Kryvyi Rih | в Кривом Роге | strong
Кривой Рог | in Kryvyi Rih on Monday | strong
Velyka Novosilka | под Великой Новоселкой | strong
Avdiivka | in Avdeevka on Monday | strong
Tornohorivka | под Торногоровкой | strong
Торногоровка | in Tornohorivka on Monday | strong
Торногорівка | in Tornogorovka on Monday | strong
Mykolaiv | сказал Николаев | candidate
Rivne | Ехали ровно в полдень | none
Lviv | in Lvivska on Monday | none
"""


@pytest.mark.parametrize(("name", "text", "wanted"), [line.split(" | ") for line in MET.strip().splitlines()])
def test_a_place_is_met_under_its_other_name(how: How, name: str, text: str, wanted: str) -> None:
    assert how(name, text, Kind.PLACE) == wanted


def test_a_person_is_no_place(how: How) -> None:
    assert how("Chernihiv", "Kiev and Chernigov", Kind.PERSON) != "strong"


def _names(name: str) -> set[str]:
    return {" ".join(words) for words, _ in doubled(name)}


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Kyiv", {"київ", "киев", "kiev", "kiyev"}),
        ("Біла Церква", {"bila tserkva", "belaya tserkov", "белая церковь"}),
        ("Kamianets-Podilskyi", {"каменец подольский", "кам'янець подільський"}),
        ("Karsivske", {"карсівське", "карсивское", "karsivskoye"}),
        ("Torvenskoye", {"торвенское", "торвенське", "torvenske"}),
    ],
)
def test_what_a_place_is_called_beside(name: str, others: set[str]) -> None:
    assert others <= _names(name)


@pytest.mark.parametrize("name", ["Damascus", "ivka", "Ska 4", "حلب", ""])
def test_other_places_have_one_name(name: str) -> None:
    assert doubled(name) == ()


def test_each_way_leads_back() -> None:
    """Whatever form is given, all others are found."""
    forms = {"kyiv", *_names("Kyiv")}
    assert all({form, *_names(form)} == forms for form in forms)


def test_what_is_more_often_something_else_is_told() -> None:
    doubtful = dict(doubled("Mykolaiv"))
    assert (doubtful[("николаев",)], doubtful[("миколаїв",)]) == (True, False)
