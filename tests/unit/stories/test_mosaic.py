"""Pages that tell several things, and pages that tell one at length."""

from __future__ import annotations

import pytest

from monitor.stories.mosaic import MOST_ITEMS, is_mosaic, item_fact, watched_sentences

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
        pytest.param("Storm", ONE_STORM, False, id="one thing in three towns"),
        pytest.param("A ferry", (ROUND_UP[1],) * 3, False, id="one thing three times"),
        pytest.param("Empty", (), False, id="nothing"),
    ],
)
def test_a_page_tells_several_things_if_they_share_neither_names_nor_words(
    title: str, text: tuple[str, ...], found: bool
) -> None:
    there = {surface: topic for surface, topic in TOWNS.items() if any(surface in line for line in text)}
    assert is_mosaic(title, "\n".join(text), there) is found


def test_items_are_the_watched_sentences_each_by_itself() -> None:
    found = watched_sentences("\n".join(ROUND_UP), ["Karwan", "Selby"])
    facts = [item_fact(one, ["Karwan", "Selby"]) for one in found]
    assert [one.shown for one in facts] == ["on Karwan", "on Selby"]
    assert len({one.value for one in facts}) == 2
    assert len(watched_sentences("\n".join([ROUND_UP[1]] * 99), ["Karwan"])) == MOST_ITEMS
