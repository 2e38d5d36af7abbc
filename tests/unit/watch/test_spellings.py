"""What a topic is found by, as people read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import MatchText, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.advice.spellings import spellings
from monitor.watch.text.fold import Script

MakeTopic = Callable[..., Topic]
MakeWatchlist = Callable[..., Watchlist]


@pytest.mark.parametrize(
    "names",
    [
        ["Nicolas Maduro"],
        ["Bamako"],
        ["Voronezh"],
        ["Rapid Support Forces"],
        ["Giants Brigades"],
        ["Fifth Corps"],
        ["الفيلق الخامس"],
        ["Imam Ali (military) base"],
        ["Движение Амаль"],
        ["Milorad Dodik", "Милорад Додик"],
    ],
)
def test_every_spelling_is_found_and_worth_what_is_said(
    topic: MakeTopic, watchlist: MakeWatchlist, names: list[str]
) -> None:
    watched = topic("it", *names)
    matcher = compile_watchlists([watchlist(watched)])
    found = spellings(watched)
    assert [spelling.text for spelling in found if spelling.source == "written"] == names
    for spelling in found:
        plain = spelling.text.replace("(", "").replace(")", "")
        hits = matcher.match(MatchText(title="", text=f"- {plain} -", language=spelling.language)).hits
        assert [hit.strength for hit in hits] == [spelling.strength], spelling


def test_other_scripts_are_shown(topic: MakeTopic) -> None:
    found = spellings(topic("it", "Nicolas Maduro"))
    assert {spelling.script for spelling in found} == {Script.LATIN, Script.ARABIC, Script.HEBREW, Script.CYRILLIC}
    assert {spelling.language for spelling in found if spelling.source == "generated"} >= {"ar", "fa", "he", "ru"}


def test_a_lone_word_in_another_script_is_a_possible_spelling(topic: MakeTopic) -> None:
    generated = [spelling for spelling in spellings(topic("it", "Tanf")) if spelling.source == "generated"]
    assert generated
    assert {spelling.strength for spelling in generated} == {Strength.CANDIDATE}


def test_a_pack_leaves_nothing_to_guess_in_its_scripts(topic: MakeTopic) -> None:
    found = spellings(topic("it", "Albu Kamal"), ["levant"])
    assert any(spelling.source == "pack" and spelling.text == "البوكمال" for spelling in found)
    assert not any(spelling.source == "generated" and spelling.script is Script.ARABIC for spelling in found)
