"""What a draft watchlist finds in the seed corpus: the names that a reader would note down."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path

import pytest

from monitor.cli.watchlists.corpus import read_corpus
from monitor.settings.watchlists import load_watchlists
from monitor.watch import compile_watchlists
from monitor.watch.draft.draft_yaml import draft_yaml
from monitor.watch.draft.suggest import Draft, suggest
from monitor.watch.packs.alias_packs import known_packs
from monitor.watch.text.fold import fold

CORPUS = Path(__file__).parents[2] / "seed_corpus"

FIRST = {"Albu Kamal", "Imam Ali base", "Fifth Corps", "IRGC"}
"""What the corpus is about."""
NOTED = """
    Albu Kamal | Imam Ali base | Fifth Corps | IRGC | Hezbollah | Deir ez-Zor | al-Mayadin | al-Heri | al-Sikak crossing
    | Golan Heights | Daraa | Kuneitra | al-Tanf | Qamishli | Fatemiyoun Brigade | 4th Division | Harakat al-Nujaba
    | ISIS | Syrian Observatory for Human Rights | Bouthaina Shaaban | Faysal al-Miqdad | Igor Konashenkov | Raed Jabir
    | Andrei Choprigin | Chagai Tzuriel | Barak Ravid | Meir Ben-Shabat | John Bolton | Sergei Lavrov | Vladimir Putin
    | Donald Trump | Rex Tillerson | Benjamin Netanyahu | Bashar al-Assad | Za'ev Elkin | Naftali Bennett | Krasnopol
    | Sochi Resort | Iraqi Hezbollah
    | Meir Amit Intelligence and Terrorism Information Center | UN General Assembly | Memorandum of Principles | al-Abd
"""
SOURCES = {"ANHA", "RIA", "Interfax", "Reuters", "Jerusalem Post", "al-Sharq News", "Nahar Media"}
"""Who tells the stories."""
NOT_NAMES = [
    "Major General",
    "Foreign Minister",
    "October",
    "Friday",
    "Iranian",
    "Some",
    "The",
    "Stable",
    "Amit center",
]
APART = [("Iraqi Hezbollah", "Hezbollah"), ("Fifth Corps", "4th Division"), ("Sergei Lavrov", "Vladimir Putin")]


@cache
def draft() -> Draft:
    return suggest(asyncio.run(read_corpus([str(CORPUS)])), known_packs())


def spellings() -> dict[str, str]:
    """Each spelling met, folded, with the id of its suggestion."""
    return {
        fold(text.removeprefix("=").replace("’", "'")): one.id
        for one in draft().suggestions
        for text in (one.name, *(name.text for name, _ in one.names), *(text for text, _ in one.short))
    }


def test_what_the_corpus_is_about_comes_first() -> None:
    assert {one.name for one in draft().suggestions[:4]} == FIRST


def test_it_finds_the_names_that_a_reader_would_note() -> None:
    noted = [name.strip() for name in NOTED.split("|")]
    found = [name for name in noted if fold(name) in spellings()]
    assert len(found) >= 43, [name for name in noted if name not in found]


def test_most_of_what_it_suggests_is_worth_noting() -> None:
    noted = {spellings().get(fold(name.strip())) for name in NOTED.split("|")}
    others = [one.name for one in draft().suggestions if one.id not in noted]
    assert len(others) <= 18, others


@pytest.mark.parametrize("word", NOT_NAMES)
def test_titles_days_and_first_words_are_no_names(word: str) -> None:
    assert fold(word) not in spellings()


@pytest.mark.parametrize(
    ("name", "others"),
    [
        pytest.param(
            "Albu Kamal", ["al-Bukamal", "Abu Kamal", "البوكمال"], id="a town in two transliterations and Arabic"
        ),
        pytest.param(
            "IRGC",
            ["Islamic Revolutionary Guards Corps", "Revolutionary Guard", "Islamic Revolutionary Guard Corps"],
            id="an acronym and what it stands for",
        ),
        pytest.param("Imam Ali base", ["Imam Ali military base", "Imam Ali"], id="a base by longer and shorter names"),
        pytest.param("Fifth Corps", ["الفيلق الخامس"], id="a unit in two scripts"),
        pytest.param("Deir ez-Zor", ["Deir Ezzor", "دير الزور"], id="a province"),
        pytest.param("Za'ev Elkin", ["Ze'ev Elkin"], id="a person"),
        pytest.param("Sergei Lavrov", ["Lavrov"], id="a person by his surname"),
        pytest.param("Syrian Observatory for Human Rights", ["SOHR"], id="an organisation in front of its acronym"),
    ],
)
def test_spellings_of_one_thing_are_one_suggestion(name: str, others: list[str]) -> None:
    assert {spellings().get(fold(other)) for other in others} == {spellings()[fold(name)]}


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_things_stay_apart(one: str, other: str) -> None:
    assert spellings()[fold(one)] != spellings()[fold(other)]


def test_countries_and_capitals_are_left_out_and_named() -> None:
    general = {name for name, _ in draft().general}
    assert {"Iran", "Israel", "Syria", "Moscow", "Damascus"} <= general
    assert not general & {one.name for one in draft().suggestions}


def test_who_tells_the_stories_is_kept_apart_and_named() -> None:
    assert {name for name, _ in draft().sources} >= SOURCES
    assert not SOURCES & {one.name for one in draft().suggestions}


def test_a_copy_of_a_text_counts_once() -> None:
    assert draft().documents == 8


def test_the_draft_is_a_valid_watchlist_that_finds_its_own_names(tmp_path: Path) -> None:
    (tmp_path / "border.yaml").write_text(draft_yaml(draft(), "border", "Border", known_packs()), encoding="utf-8")
    (watchlist,) = load_watchlists(tmp_path)
    assert [topic.id for topic in watchlist.topics] == [one.id for one in draft().suggestions]
    compile_watchlists([watchlist])
