"""What names neither a person nor a place is written small in most languages: les talibans, gli houthi."""

from __future__ import annotations

import pytest

from monitor.model.watch import Kind
from tests.unit.watch.conftest import How


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("Taliban", "fr", "Les talibans ont annoncé la reprise."),
        ("Taliban", "es", "Los talibanes anunciaron la vuelta."),
        ("Houthi", "fr", "Un navire visé par les houthis."),
        ("Houthi", "it", "Una nave colpita dagli houthi."),
        ("Captagon", "fr", "Du captagon a été saisi."),
        ("Captagon", "pt", "A polícia apreendeu captagon."),
        ("Ebola", "es", "Un brote de ébola preocupa."),
        ("Ebola", "pl", "Wykryto ognisko wirusa ebola."),
        ("Starlink", "it", "Arrivano i terminali starlink."),
    ],
)
def test_it_alerts(how: How, name: str, language: str, text: str) -> None:
    assert how(name, text, Kind.THING, language) == "strong"


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        pytest.param("Javelin", "en", "She threw the javelin.", id="English gives names capitals"),
        pytest.param("Captagon", "en", "They seized captagon.", id="and what is none may be"),
        pytest.param("Terra", "it", "La notizia è che la terra trema.", id="no list tells, and it looks Italian"),
        pytest.param("Ebola", "ru", "Новая вспышка эболы в стране.", id="letter by letter in Russian"),
        pytest.param("Kobra", "ru", "Его ужалила кобра.", id="which may be a word"),
        pytest.param("Taliban", "nl", "Dat zeiden de taliban.", id="no list, no sign"),
    ],
)
def test_it_is_a_possible_spelling(how: How, name: str, language: str, text: str) -> None:
    assert how(name, text, Kind.THING, language) == "candidate"


@pytest.mark.parametrize(
    ("name", "kind", "language", "text"),
    [
        pytest.param("Signal", Kind.THING, "fr", "Il a donné le signal.", id="a frequent word"),
        pytest.param("Mirador", Kind.PLACE, "es", "Subieron a un mirador.", id="a place has its capital"),
        pytest.param("Farolero", Kind.PERSON, "es", "Llegó un farolero.", id="and so has a person"),
        pytest.param("=Condor", Kind.THING, "es", "Vieron un condor.", id="capitals count where the list says so"),
        pytest.param("Ural", Kind.THING, "fr", "Il conduit un ural bleu.", id="four letters"),
    ],
)
def test_it_is_another_word(how: How, name: str, kind: Kind, language: str, text: str) -> None:
    assert how(name, text, kind, language) == "none"
