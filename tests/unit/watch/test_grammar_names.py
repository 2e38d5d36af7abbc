"""Names between loose and exact: with the grammar of their language and in no other spelling; words read exactly."""

from __future__ import annotations

import pytest

from monitor.model.watch import Condition, MatchText, Scope, Strength, Topic
from monitor.watch import compile_watchlists
from tests.unit.watch.conftest import Ask, MakeTopic, MakeWatchlist


def met(ask: Ask, name: str, text: str, language: str) -> set[str]:
    found = ask(text, name, language=language).hits
    return {hit.surface for hit in found if hit.strength is Strength.STRONG}


@pytest.mark.parametrize(
    ("name", "language", "text", "wanted"),
    [
        pytest.param(
            "grammar:التنف", "ar", "التنف وبالتنف للتنف", {"التنف", "وبالتنف", "للتنف"}, id="Arabic particles"
        ),
        pytest.param("grammar:التنف", "ar", "تنفي التنفي تنف طنف", set(), id="no adjective, no other word"),
        pytest.param("grammar:גולן", "he", "בגולן, גיליון", {"בגולן"}, id="a Hebrew particle, no other vowels"),
        pytest.param("grammar:Тордан", "ru", "в Тордане, Торден", {"Тордане"}, id="a Russian case"),
        pytest.param("grammar:Tordan", "ru", "в Тордане", set(), id="not in other letters"),
        pytest.param("grammar:Velmar", "tr", "Velmarda ve Velmar'ın", {"Velmarda", "Velmar'ın"}, id="Turkish suffixes"),
        pytest.param("grammar:Velmar", "fi", "Velmarissa", {"Velmarissa"}, id="a Finnish case"),
        pytest.param(
            "grammar:Velmar", "en", "Velmar's, Velmars, Vilmar", {"Velmar's", "Velmars"}, id="English genitive"
        ),
        pytest.param("grammar:Deir ez-Zor", "en", "Deir ez-Zor, Dayr az-Zawr", {"Deir ez-Zor"}, id="several words"),
        pytest.param("grammar:Fifth Corps", "en", "the 5th Corps, the Fifth Corps", {"Fifth Corps"}, id="no figures"),
        pytest.param("grammar:Kadmar", "en", "The kadmar tree fell.", set(), id="a capital is asked for"),
    ],
)
def test_a_name_is_met_in_its_grammar_alone(ask: Ask, name: str, language: str, text: str, wanted: set[str]) -> None:
    assert met(ask, name, text, language) == wanted


def how(watchlist: MakeWatchlist, topic: Topic, text: str) -> list[str]:
    return [hit.strength for hit in compile_watchlists([watchlist(topic)]).match(MatchText(title="", text=text)).hits]


def test_what_speaks_against_a_name_is_read_exactly(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    excluded = topic("it", "al-Qaim", excludes=Condition(words=("al-Qiyam", "militia"), within=Scope.MENTION))
    assert how(watchlist, excluded, "They left al-Qaim.") == ["strong"]
    assert how(watchlist, excluded, "They left al-Qaim with militias.") == []
    required = topic("it", "al-Qaim", requires=Condition(words=("Kuneitra",)))
    assert how(watchlist, required, "They left al-Qaim for Quneitra.") == ["strong"], "what speaks for it is not"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Kadmar fell.\n\nA militia came. Velmar is far.", False, id="another paragraph"),
        pytest.param("Velmar is far. A militia came. Kadmar fell.\n\nRain.", True, id="the same, another sentence"),
        pytest.param("Kadmar fell.\nA militia came.", False, id="a line a paragraph"),
        pytest.param("Kadmar\nfell. A militia\ncame.\n\nRain.", True, id="lines broken by width"),
        pytest.param("Kadmar fell, a militia came.", True, id="one paragraph"),
    ],
)
def test_a_condition_looks_in_the_paragraph(topic: MakeTopic, watchlist: MakeWatchlist, text: str, found: bool) -> None:
    condition = Condition(words=("militia",), within=Scope.PARAGRAPH)
    assert bool(how(watchlist, topic("it", "Kadmar", requires=condition), text)) is found
    assert bool(how(watchlist, topic("it", "Kadmar", excludes=condition), text)) is not found
