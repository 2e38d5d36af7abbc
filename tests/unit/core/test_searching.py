"""What is shown of an article that was looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.searching import WIDEST, marked_title, score, snippet
from monitor.model.archive.search import Sighting, Spotted
from monitor.model.watch import Field, Strength


def spot(field: Field, start: int, end: int, term: str = "x", strength: Strength | None = None) -> Spotted:
    return Spotted(field=field, start=start, end=end, surface="", term=term, strength=strength)


def at(text: str, word: str, strength: Strength | None = None) -> Spotted:
    start = text.index(word)
    return spot(Field.TEXT, start, start + len(word), strength=strength)


LONG = f"{'before ' * 40}the convoy reached Albu Kamal {'behind ' * 60}"


def test_a_snippet_stands_around_what_was_found_and_ends_with_whole_words() -> None:
    found = snippet("T", LONG, Sighting(spots=(at(LONG, "convoy"), at(LONG, "Albu Kamal"))))
    shown = found.marked("[", "]")
    assert "the [convoy] reached [Albu Kamal] behind" in shown
    assert shown.startswith("… before ")
    assert shown.endswith("behind …")
    assert len(found.text) <= WIDEST


def test_a_sure_mention_is_shown_before_words_and_unsure_ones() -> None:
    text = f"convoy {'x ' * 400} Albu Kamal"
    found = snippet("T", text, Sighting(spots=(at(text, "convoy"), at(text, "Albu Kamal", Strength.STRONG))))
    assert found.marked("[", "]").endswith("[Albu Kamal]")


def test_right_to_left_text_is_marked_in_its_order() -> None:
    text = "وصلت قافلة إلى البوكمال\nمساء أمس"
    assert snippet("", text, Sighting(spots=(at(text, "البوكمال"),))).marked("**", "**") == (
        "وصلت قافلة إلى **البوكمال** مساء أمس"
    )


@pytest.mark.parametrize(
    ("title", "text", "shown"), [("T", "Text\x1b[31m of it", "Text [31m of it"), ("T", "", "T"), ("", "", "")]
)
def test_without_anything_found_the_beginning_is_shown(title: str, text: str, shown: str) -> None:
    assert snippet(title, text, Sighting(spots=())).text == shown


def test_a_title_is_shown_whole() -> None:
    found = marked_title("Convoy\nleaves", Sighting(spots=(spot(Field.TITLE, 0, 6),)))
    assert found.marked("[", "]") == "[Convoy] leaves"


@given(st.text(max_size=600), st.lists(st.tuples(st.integers(0, 600), st.integers(1, 300)), max_size=6))
def test_marks_lie_in_the_snippet_and_say_where_they_were(text: str, places: list[tuple[int, int]]) -> None:
    spots: list[Spotted] = []
    end = 0
    for start, size in sorted(places):
        if start >= end and start + size <= len(text):
            spots.append(spot(Field.TEXT, start, start + size))
            end = start + size
    found = snippet("", text, Sighting(spots=tuple(spots)))
    for first, last in found.marks:
        assert 0 <= first < last <= len(found.text)
        assert (found.start + first, found.start + last) in {(one.start, one.end) for one in spots}
    assert bool(found.marks) == bool(spots)


def test_more_of_what_was_asked_for_and_a_title_make_a_better_find() -> None:
    once = Sighting(spots=(spot(Field.TEXT, 0, 1),))
    assert score(once) < score(Sighting(spots=(spot(Field.TITLE, 0, 1),)))
    assert score(once) < score(Sighting(spots=(spot(Field.TEXT, 0, 1), spot(Field.TEXT, 2, 3))))
    twice = Sighting(spots=(spot(Field.TEXT, 0, 1), spot(Field.TEXT, 2, 3)))
    assert score(twice) < score(Sighting(spots=(spot(Field.TEXT, 0, 1), spot(Field.TEXT, 2, 3, "y"))))
    assert score(Sighting(spots=(spot(Field.TEXT, 0, 1, strength=Strength.CANDIDATE),))) < score(once)
