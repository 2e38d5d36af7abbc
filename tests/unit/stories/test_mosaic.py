"""Pages that tell several things, and pages that tell one at length."""

from __future__ import annotations

import pytest

from monitor.stories.mosaic import is_mosaic, is_round_up, item_fact, watched_sentences

TOWNS = {"Karwan": "karwan", "Odvar": "odvar", "Selby": "selby", "Dorn": "dorn"}
ROUND_UP = (
    "Here is what you may have missed.",
    "A ferry ran aground off Karwan with forty lambs on board.",
    "Odvar elected its first woman to the post of reeve.",
    "Thieves took the bells of the chapel in Selby.",
    "Enjoy your Sunday.",
)
ONE_STORM = (
    "The storm tore roofs off houses in Karwan and felled the mast at Odvar.",
    "In Selby the same storm broke windows; roofs lay in the streets.",
    "Crews from Dorn will mend the roofs once the storm has passed.",
)


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        pytest.param("The week", ROUND_UP, True, id="round-up"),
        pytest.param("Karwan and other news", ROUND_UP, False, id="its headline says what it is about"),
        pytest.param("The week", ROUND_UP[:3], False, id="two things"),
        pytest.param("The week in brief", ROUND_UP[:3], True, id="two things, and it says that it is a round-up"),
        pytest.param(
            "The week in brief",
            (ROUND_UP[0], "Wool was dear at all of the markets.", ROUND_UP[3]),
            True,
            id="one of several",
        ),
        pytest.param("The storm at a glance", ONE_STORM, False, id="one thing at a glance"),
        pytest.param("Live: Karwan under water", ROUND_UP, False, id="one thing as it happens"),
        pytest.param("Storm", ONE_STORM, False, id="one thing in three towns"),
        pytest.param("A ferry", (ROUND_UP[1],) * 3, False, id="one thing three times"),
        pytest.param("Empty", (), False, id="nothing"),
    ],
)
def test_a_page_tells_several_things_if_they_share_neither_names_nor_words(
    title: str, text: tuple[str, ...], found: bool
) -> None:
    there = {surface: topic for surface, topic in TOWNS.items() if any(surface in line for line in text)}
    assert is_mosaic(title, "\n".join(text), there, "en") is found


def test_items_are_the_watched_sentences_each_by_itself() -> None:
    found = watched_sentences("\n".join(ROUND_UP), ["Karwan", "Selby"])
    facts = [item_fact(one, ["Karwan", "Selby"]) for one in found]
    assert [one.shown for one in facts] == ["on Karwan", "on Selby"]
    assert len({one.value for one in facts}) == 2
    assert len(watched_sentences("\n".join([ROUND_UP[1]] * 99), ["Karwan"])) == 99


@pytest.mark.parametrize(
    ("language", "title", "found"),
    [
        ("en", "The week in brief, 8 March", True),
        ("en", "Live: the valley today", True),
        ("en", "The pianist plays live on Sunday", False),
        ("en", "A brief quarrel at the weir", False),
        ("fr", "La semaine en bref", True),
        ("fr", "En direct : la journée dans la vallée", True),
        ("fr", "Un bref orage sur la vallée", False),
        ("de", "Der Wochenrückblick", True),
        ("de", "Kurz vor dem Ziel gestürzt", False),
        ("es", "Resumen de la semana", True),
        ("ru", "Главное за неделю", True),
        ("ru", "Главное управление переехало", False),
        ("tr", "Haftanın özeti", True),
        ("ar", "أبرز الأخبار هذا الأسبوع", True),
        ("fa", "مهم‌ترین خبرهای امروز", True),
        ("fa", "مهم‌ترین دیدار امروز", False),
        ("fa", "مهم‌ترین خبرها", True),
        ("he", "השבוע בקצרה", True),
        ("en", "Your Thursday briefing", True),
        ("en", "The captain was briefing his crew", False),
        ("de", "Das war der Tag im Tal", True),
        ("fr", "Les infos du matin", True),
        ("es", "Las noticias del jueves", True),
        ("ru", "Картина дня", True),
        ("tr", "Akşam bülteni", True),
        ("ar", "النشرة الصباحية", True),
        ("fa", "مرور اخبار امروز", True),
        ("he", "עדכון בוקר", True),
        ("xx", "", False),
    ],
)
def test_a_headline_that_calls_its_page_a_round_up(language: str, title: str, found: bool) -> None:
    assert is_round_up(title, language) is found
